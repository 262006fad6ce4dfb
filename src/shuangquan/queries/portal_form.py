"""The one form as sheets: per role and member what is known, what is asked, and what waits for somebody."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.drafting import may_type
from shuangquan.core.cases.forms import AskedFact, find_asked_facts, find_asked_papers, find_vars, find_waiting_parties
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import name_seat, say_seat
from shuangquan.core.standard.plan import PlanRole, PlanVar
from shuangquan.core.words.knowledge import Form, Unknown
from shuangquan.core.words.names import Var, parse_var
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_members import call_var, find_choice_sheet, find_own_vars, hide_others, is_folded
from shuangquan.queries.portal_sheets import Answered, Choice, Field, FormPage, Paper, Row, Sheet, Waiting
from shuangquan.queries.portal_times import current, say_clock
from shuangquan.queries.portal_values import (
    Provenance,
    find_firsts,
    find_provenance,
    hide_fact,
    make_anchor,
    mask_fact,
    print_fact,
    raw_value,
)

UNSAID = frozenset({"assumed", "absent", "waits"})
"""Ways in which a plan settles a variable without anybody's knowledge: nothing to show."""
NUMBERS = frozenset({"resident_id", "phone", "bank_account"})
"""Types of which a part is enough to recognise one's own; all of it on asking."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading a form needs. by: the reader's role; fixing, whole: variables to be typed anew, and shown unmasked."""

    case: Case
    index: PlanIndex
    by: str
    language: str
    seen: datetime
    asked: dict[Var, AskedFact]
    order: Mapping[str, int] = field(default_factory=dict)
    fixing: frozenset[str] = field(default_factory=frozenset)
    whole: frozenset[str] = field(default_factory=frozenset)


def find_form(
    case: Case,
    index: PlanIndex,
    by: str,
    language: str,
    order: Mapping[str, int],
    *,
    fixing: frozenset[str] = frozenset(),
    whole: frozenset[str] = frozenset(),
) -> FormPage:
    """The form as `by` sees it. order: the rank of each fact's name, as the dictionary lists them."""
    asked = {one.var: one for one in find_asked_facts(case, index, current().date())}
    read = _Read(case, index, by, language, current(), asked, order, fixing, whole)
    sheets = tuple(_find_sheets(read))
    fields = sum(len(sheet.fields) for sheet in sheets)
    choices = tuple(_find_choices(read))
    return FormPage(
        sheets,
        choices,
        find_answered(case, index),
        sum(row.state in ("known", "absent") for sheet in sheets for row in sheet.rows),
        fields + sum(len(sheet.papers) for sheet in sheets),
        sum(sheet.open for sheet in sheets) + sum(not choice.members for choice in choices),
    )


def find_own_rows(
    case: Case, index: PlanIndex, by: str, language: str, order: Mapping[str, int], roles: frozenset[str]
) -> tuple[Sheet, ...]:
    """Sheets of these roles only, nothing to be typed: what another party sees. Of other members of its own list, what is not sensitive."""
    read = _Read(case, index, by, language, current(), {}, order)
    sheets = (replace(sheet, fields=(), papers=(), waiting=None) for sheet in _find_sheets(read) if sheet.role in roles)
    return tuple(sheet for sheet in hide_others(case, index, by, sheets) if sheet.rows)


def _find_sheets(read: _Read) -> Iterator[Sheet]:
    order = sorted(read.index.plan.roles, key=lambda role: (role.form != "many", role.name != read.by))
    papers = list(_find_papers(read))
    for role in order:
        if role.absent or role.form == "alias":
            continue
        if is_folded(read.index, role):
            continue
        if role.member_of:
            yield from find_choice_sheet(read.case, read.index, read.by, read.language, role)
            continue
        spine = read.index.list_of(role.name)
        members: tuple[str | None, ...] = tuple(read.case.members(spine)) if spine else (None,)
        for number, member in enumerate(members, 1):
            sheet = _make_sheet(read, role, member, number if len(members) > 1 else 0)
            own = tuple(paper for path, paper in papers if path == (role.name, member))
            sheet = replace(sheet, papers=own)
            if sheet.rows or sheet.fields or sheet.papers or sheet.waiting:
                yield sheet


def _make_sheet(read: _Read, role: PlanRole, member: str | None, number: int) -> Sheet:
    rows: list[Row] = []
    fields: list[Field] = []
    for planned, var in find_own_vars(read.case, read.index, frozenset(read.asked), role, member):
        _place(read, planned, var, rows, fields)
    rows.sort(key=lambda row: read.order.get(parse_var(row.var).fact, 999))
    fields.sort(key=lambda one: read.order.get(parse_var(one.var).fact, 999))
    firsts = find_firsts([row.provenance for row in rows])
    rows = [replace(row, provenance=first) for row, first in zip(rows, firsts, strict=True)]
    one = _find_shared(rows)
    rows = [replace(row, shared=row.provenance == one) for row in rows]
    seat = name_seat(read.case, role.name, member)
    party = read.case.parties.get(seat)
    anchor = f"s-{role.name}" + (f"-{member}" if member else "")
    return Sheet(
        role.name,
        member or "",
        anchor,
        role.label,
        number,
        seat == read.by,
        tuple(rows),
        tuple(fields),
        (),
        one,
        _find_waiting(read, role, seat),
        (party.declined or "") if party else "",
    )


def _find_shared(rows: list[Row]) -> Provenance | None:
    """The source that most rows of a sheet have in common: said once in its head; a row says its own only when it differs."""
    counts = Counter(row.provenance for row in rows if row.provenance.kind in ("fetched", "certificate"))
    found = counts.most_common(1)
    return found[0][0] if found and (found[0][1] > 1 or len(rows) == 1) else None


def _place(read: _Read, planned: PlanVar, var: Var, rows: list[Row], fields: list[Field]) -> None:
    """A variable is asked, or shown, or (when nothing is known and nobody is asked) left out."""
    know = read.case.know(var)
    fixing = str(var) in read.fixing and may_type(read.index, read.by, planned)
    if var in read.asked or fixing:
        fields.append(_make_field(read, planned, var, fixing=fixing and var not in read.asked))
        return
    if planned.from_ in UNSAID or planned.type == "region":
        return
    source = find_provenance(read.case, read.index, know, read.language, read.seen)
    if know.why is Unknown.PENDING:
        rows.append(Row(str(var), make_anchor(var), planned.label, hide_fact(planned), source, True, state="hidden"))
    elif know.form is Form.ABSENT:
        rows.append(Row(str(var), make_anchor(var), planned.label, "", source, can_fix=_can_fix(read, planned, var), state="absent"))
    elif know.form is not Form.UNKNOWN:
        rows.append(_make_row(read, planned, var, source))


def _make_row(read: _Read, planned: PlanVar, var: Var, source: Provenance) -> Row:
    value = read.case.value(var)
    masked = planned.sensitive and planned.type in NUMBERS and str(var) not in read.whole
    text = mask_fact(planned, value, read.language) if masked else print_fact(planned, value, read.language)
    state = "changed" if source.kind == "changed" else "known"
    return Row(str(var), make_anchor(var), planned.label, text, source, masked, masked, _can_fix(read, planned, var), state, planned.type)


def _can_fix(read: _Read, planned: PlanVar, var: Var) -> bool:
    """What the identity provider vouches for is not corrected here."""
    origin = read.case.know(var).origin
    return not (origin is not None and origin.kind == "sign_in") and may_type(read.index, read.by, planned)


def _make_field(read: _Read, planned: PlanVar, var: Var, *, fixing: bool) -> Field:
    know = read.case.know(var)
    value = read.case.value(var)
    source: Provenance | None = find_provenance(read.case, read.index, know, read.language, read.seen)
    if know.form is Form.UNKNOWN and know.why is not Unknown.SOURCE_DOWN:
        source = None
    if value is None and know.form is Form.UNKNOWN and (offered := _find_offer(read, planned)) is not None:
        value, source = offered
    return Field(
        str(var),
        make_anchor(var),
        planned.label,
        find_control(planned),
        find_options(planned),
        raw_value(value),
        source,
        tuple(dict.fromkeys(one.text for one in planned.because))[:2],
        fixing=fixing,
    )


def _find_offer(read: _Read, planned: PlanVar) -> tuple[str, Provenance] | None:
    """A value that the standard offers for a typed one, once it is known."""
    if planned.from_ != "typed" or planned.source not in read.index.vars:
        return None
    role, fact = planned.source.split(".")
    var = Var(read.index.resolve(role), fact)
    value = read.case.value(var)
    if value is None or read.case.know(var).form is not Form.KNOWN:
        return None
    return raw_value(value), Provenance("offered", name=read.index.vars[planned.source].label)


def find_control(planned: PlanVar) -> str:
    """The control that suits a fact's type."""
    if planned.options or planned.type == "boolean":
        return "choice" if len(planned.options) <= 5 else "select"
    plain = {"phone": "tel", "date": "date", "month": "month", "address": "area"}
    return plain.get(planned.type, "number" if planned.type in ("integer", "decimal", "money") else "text")


def find_options(planned: PlanVar) -> tuple[tuple[str, Text], ...]:
    """What there is to choose from, (code, label): yes and no of a boolean; nothing for a fact that is typed."""
    return (("true", Text("是", "Yes")), ("false", Text("否", "No"))) if planned.type == "boolean" else planned.options


def _find_papers(read: _Read) -> Iterator[tuple[tuple[str, str | None], Paper]]:
    """Each paper with the sheet it stands on: the member it is about, else the first role it is bound to."""
    for asked in find_asked_papers(read.case, read.index, read.seen.date()):
        evidence = asked.evidence
        role = evidence.per_member or next((read.index.resolve(theirs) for _, theirs in evidence.bind), read.by)
        anchor = f"p-{evidence.certificate}" + (f"-{asked.member}" if asked.member else "")
        why = tuple(dict.fromkeys(one.text for one in evidence.because))[:2]
        yield (role, asked.member), Paper(evidence.path, asked.member or "", anchor, evidence.name, asked.state, why)


def _find_waiting(read: _Read, role: PlanRole, seat: str) -> Waiting | None:
    if seat not in find_waiting_parties(read.case, read.index):
        return None
    party = read.case.parties.get(seat)
    invited = say_clock(party.invited_at, read.language, seen=read.seen) if party and party.invited_at else ""
    until = say_clock(party.silent_at, read.language, seen=read.seen) if party and party.silent_at else ""
    return Waiting(seat, say_seat(read.case, read.index, seat), invited, until, role.form == "many")


def _find_choices(read: _Read) -> Iterator[Choice]:
    for role in read.index.plan.roles:
        if role.form != "many" or role.absent:
            continue
        held = read.case.lists.get(role.name)
        keys = tuple(held.keys) if held else ()
        chosen = read.case.members(role.name)
        members = tuple((key, _describe(read, role, key), key in chosen) for key in keys)
        can_add = role.add == "typed" and len(chosen) < role.most
        if len(keys) > 1 or can_add or not keys:
            known = any(draw.list_role == role.name for draw in (*read.index.plan.draws, *read.index.plan.lost))
            pick = role.pick == "some" and len(keys) > 1
            yield Choice(role.name, role.label, f"l-{role.name}", members, pick, can_add, role.most, known)


def _describe(read: _Read, role: PlanRole, key: str) -> str:
    """By what a member is recognised: up to three things known of it, neither sensitive nor bare numbers."""
    words = []
    for planned in sorted(read.index.plan.vars, key=lambda planned: read.order.get(planned.fact, 999)):
        var = Var(role.name, planned.fact, key)
        if (
            planned.role == role.name
            and not planned.sensitive
            and planned.type not in ("boolean", "integer")
            and read.case.value(var) is not None
        ):
            words.append(print_fact(planned, read.case.value(var), read.language))
    return "，".join(words[:3]) if read.language != "en" else ", ".join(words[:3])


def find_answered(case: Case, index: PlanIndex) -> tuple[Answered, ...]:
    """Questions that the person has answered."""
    found = []
    for (name, member), state in case.situations.items():
        situation = index.situations.get(name)
        if situation is None or situation.question is None or state.how != "asked":
            continue
        labels = dict(situation.options)
        values = [labels.get(code, Text(code)) for code in state.value.split(",")]
        joined = Text("、".join(v.zh for v in values), ", ".join(v.say("en") for v in values))
        found.append(Answered(name, member or "", situation.label, situation.question.ask, joined))
    return tuple(found)


def find_fields(case: Case, index: PlanIndex, by: str, language: str, wanted: tuple[str, ...]) -> tuple[Field, ...]:
    """Fields for named variables, in that order: what must be typed first, and what a notice asks for."""
    read = _Read(case, index, by, language, current(), {})
    found = []
    for name in wanted:
        var = parse_var(name)
        planned = index.vars.get(var.template)
        if planned is None or not may_type(index, by, planned):
            continue
        members = [var] if var.member is not None else list(find_vars(case, index, planned))
        label = call_var(index, by, planned)
        found += [replace(_make_field(read, planned, one, fixing=False), label=label) for one in members]
    return tuple(found)
