"""A matter one question at a time: which step is next for whoever stands at the machine. Every step shows one thing to do."""

from dataclasses import dataclass, replace

from shuangquan.actions.drafts import find_form_digest
from shuangquan.actions.loading import Loaded
from shuangquan.actions.showing import Seen, find_early, find_fact_order, find_open, find_questions
from shuangquan.core.cases.delivery import find_ways
from shuangquan.core.cases.ending import EarlyEnd
from shuangquan.core.cases.forms import find_unsigned
from shuangquan.core.cases.parties import find_signed_for
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.standard.plan import Situation
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import parse_var
from shuangquan.queries.portal_consent import Other, find_others
from shuangquan.queries.portal_form import find_fields, find_form
from shuangquan.queries.portal_sheets import Choice, Field, FormPage, Paper

PADS = {"phone": "digits", "bank_account": "digits", "integer": "digits", "money": "decimal", "decimal": "decimal", "resident_id": "id"}
PADS |= {"date": "date", "month": "month"}
"""Types of facts that keys on the screen suffice for; what has other letters is better typed on one's own phone."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    kind: progress | consent | notice | early | question | fact | pick | paper | ways | others | check | sign |
    finish | phone.

    pad: which keys a fact is typed with, "" for none of ours. number: of the member that a question is about, 0 for none.
    invited: all of the others have been asked.
    """

    kind: str
    situation: Situation | None = None
    member: str = ""
    number: int = 0
    field: Field | None = None
    pad: str = ""
    choice: Choice | None = None
    paper: Paper | None = None
    others: tuple[Other, ...] = ()
    invited: bool = False
    end: EarlyEnd | None = None


def find_step(seen: Seen, language: str, *, way_asked: bool = False) -> Step:
    """Where this person goes on with this matter. A matter that is signed and unchanged since goes to its end.

    way_asked: how the results are to arrive has been asked here.
    """
    loaded = seen.loaded
    if loaded.case.state is not CaseState.DRAFT:
        return Step("progress")
    if not seen.applies:
        return Step("consent")
    if seen.role not in loaded.case.informed:
        return Step("notice")
    early = find_early(loaded)
    if early is not None:
        return Step("early", end=early)
    standing = find_questions(loaded)
    if standing.first:
        first = find_fields(loaded.case, loaded.index, seen.role, language, tuple(str(var) for var in standing.first))
        return _ask(loaded, first[0]) if first else Step("phone")
    if standing.questions:
        asked = standing.questions[0]
        number = loaded.case.members(asked.situation.of).index(asked.member) + 1 if asked.situation.of and asked.member else 0
        return Step("question", situation=asked.situation, member=asked.member or "", number=number)
    return _find_on_form(seen, language, way_asked=way_asked)


def _find_on_form(seen: Seen, language: str, *, way_asked: bool) -> Step:
    loaded = seen.loaded
    still = find_open(loaded)
    if not still:
        return Step("finish" if not _has_to_sign(loaded, seen.role) else "check")
    form = find_form(loaded.case, loaded.index, seen.role, language, find_fact_order(loaded.case.bundle))
    for refusal in still:
        found = Step("ways") if not way_asked and _asks_where_to(loaded, refusal) else _find_open(loaded, form, refusal)
        if found is not None:
            return found
    waiting = tuple(one.where for one in still if one.code == "party.waiting")
    if not waiting:
        return Step("phone")
    states = [loaded.case.parties.get(name) for name in waiting]
    invited = all(state is not None and state.invited_at is not None for state in states)
    return Step("others", others=find_others(loaded.case, loaded.index, waiting), invited=invited)


def _find_open(loaded: Loaded, form: FormPage, refusal: Refusal) -> Step | None:
    """The step that mends this, where one of ours does."""
    if refusal.code == "fact.empty":
        field = next((one for sheet in form.sheets for one in sheet.fields if one.var == refusal.where), None)
        return _ask(loaded, field) if field is not None else None
    if refusal.code == "members.unchosen":
        field = next((one for sheet in form.sheets for one in sheet.fields if one.var == refusal.where and one.sends == "one"), None)
        return Step("fact", field=field) if field is not None else None
    if refusal.code == "members.none":
        choice = next((one for one in form.choices if one.role == refusal.where and one.members), None)
        return Step("pick", choice=choice) if choice is not None else None
    if refusal.code == "evidence.open":
        paper = next((one for sheet in form.sheets for one in sheet.papers if _is(one, refusal.where)), None)
        return Step("paper", paper=paper) if paper is not None else None
    return None


def _asks_where_to(loaded: Loaded, refusal: Refusal) -> bool:
    """Whether an address is asked for parcels that nobody has chosen yet: a touch may spare typing it."""
    if refusal.code != "fact.empty" or str(parse_var(refusal.where).template) != loaded.index.plan.delivery_address:
        return False
    return not loaded.case.delivery.way and len(find_ways(loaded.index)) > 1


def _is(paper: Paper, where: str) -> bool:
    return where in (paper.path, f"{paper.path}[{paper.member}]")


def _ask(loaded: Loaded, field: Field) -> Step:
    """A fact to be given: by one touch, by keys, or on a phone."""
    planned = loaded.index.vars.get(parse_var(field.var).template)
    pad = PADS.get(planned.type, "") if planned is not None and field.control not in ("choice", "select") else ""
    return Step("fact", field=replace(field, value=plain_digits(field.value, pad)), pad=pad)


def _has_to_sign(loaded: Loaded, role: str) -> bool:
    """Whether `role` has yet to sign, for itself or for the organisation it acts for."""
    unsigned = find_unsigned(loaded.case, loaded.index)
    return bool(unsigned) and any(signer in unsigned for signer in find_signed_for(loaded.case, loaded.index, role))


def find_digest(seen: Seen) -> str:
    """What a signature given here is bound to."""
    return find_form_digest(seen.loaded)


def plain_digits(value: str, pad: str) -> str:
    """A date or month as keys type it: digits alone."""
    return value.replace("-", "")[: 8 if pad == "date" else 6] if pad in ("date", "month") else value


def read_digits(text: str, pad: str) -> str:
    """What keys typed, as an action takes it: 20261130 → 2026-11-30, 202611 → 2026-11. Anything else stays, to be refused there."""
    plain = "".join(text.split())
    if pad == "date" and len(plain) == 8 and plain.isdecimal():
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if pad == "month" and len(plain) == 6 and plain.isdecimal():
        return f"{plain[:4]}-{plain[4:]}"
    return plain if pad else text.strip()
