"""A fact that a department gave is wrong, says the person it is about: asked of that department, answered by its officer (PIPL art. 46).

Nothing here changes a fact of a case: the register is corrected where it is kept, and what is applied for afterwards asks it anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.loading import Loaded, Request, find_tie, load_for_staff
from shuangquan.actions.people import Person
from shuangquan.actions.showing import Seen, show_case
from shuangquan.actions.standards import load_bundle_of
from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.objecting import Given, check_given, find_given
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.replay import Happened
from shuangquan.core.cases.seats import name_seat
from shuangquan.core.standard.scopes import find_role_type
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var, parse_var
from shuangquan.core.words.text import Text, clean_text
from shuangquan.records.accounts import find_account
from shuangquan.records.calls import append_data_use
from shuangquan.records.cases import find_answer
from shuangquan.records.changes import Answered, MessageRow
from shuangquan.records.ids import new_id
from shuangquan.records.objections import OPEN, NewObjection, StoredObjection, append_objection, apply_answer, find_objections
from shuangquan.records.vault import blind_index

LONGEST = 500
"""Characters of what somebody writes here; more is cut off, as the page's own fields do."""


def find_given_of(loaded: Loaded, role: str) -> dict[Var, Given]:
    """What departments gave of `role`, as `core/cases/objecting.find_given`."""
    events = (Happened(read_event(e.kind, e.schema_version, dict(e.body)), e.happened_at) for e in loaded.stored.events)
    return find_given(loaded.case, loaded.index, role, events, loaded.values)


def find_own_objections(loaded: Loaded, index: bytes) -> tuple[StoredObjection, ...]:
    """What a person asked to have corrected in this matter, newest first. index: the person's blind index."""
    return tuple(one for one in find_objections(loaded.stored) if one.party == index)


def show_given(actor: Actor, case_id: str, citizen: Citizen, fact: str) -> tuple[Seen, Given]:
    """The case and what a department gave of `fact`, for who may object to it; the looking is recorded.

    Refusals as `show_case` and `check_given`; "objection.open" while a request is open for it.
    """
    seen, given = _find_given(actor, case_id, citizen.person, fact)
    if any(one.fact == fact and one.state == OPEN for one in find_objections(seen.loaded.stored)):
        raise Refusal("objection.open", fact)
    append_data_use(actor, case_id, ("own data",), seen.loaded.stored.row.home_region)
    return seen, given


def _find_given(actor: Actor, case_id: str, person: Person, fact: str) -> tuple[Seen, Given]:
    seen = show_case(actor, case_id, person)
    check_may(actor, "data.correct", find_tie(seen.loaded.case, seen.role, actor))
    given = check_given(seen.loaded.case, seen.loaded.index, seen.role, _read_var(fact), find_given_of(seen.loaded, seen.role))
    return seen, given


def _read_var(fact: str) -> Var | None:
    try:
        return parse_var(fact)
    except ValueError:
        return None


def send_objection(actor: Actor, case_id: str, citizen: Citizen, fact: str, said: tuple[str, str], request: Request) -> Given:
    """Ask the department to correct `fact`. said: (what it should be, a remark or ""). The same request again changes nothing.

    Refusals as `show_given`; "objection.right" when it is not said what it should be.
    """
    seen, given = _find_given(actor, case_id, citizen.person, fact)
    if find_answer(actor.subject, request.key, request.digest) is not None:
        return given
    right, remark = (clean_text(text, LONGEST) for text in said)
    if not right:
        raise Refusal("objection.right", "right")
    new = NewObjection(fact, given.source, given.department, citizen.index, right, remark)
    append_objection(actor.subject, seen.loaded.stored, new, Answered(request.key, request.digest, {"case": case_id}))
    return given


@dataclass(frozen=True, slots=True)
class SeenObjection:
    """A request as the department's officer sees it. given: what the department said; None when the case no longer holds the fact.

    asker: the seat of who asks, whose name and number the officer needs to look into the own register; "" when it is not known.
    """

    loaded: Loaded
    objection: StoredObjection
    given: Given | None
    asker: str

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.objection.state == OPEN


def show_objection(actor: Actor, case_id: str, objection_id: str, *, whole: bool = False) -> SeenObjection:
    """A request; the reading of its fact is recorded, also that it was shown unmasked.

    Refusal("staff.forbidden") for one of another region or department, one whose case was erased, and what does not exist alike. Policy.
    """
    seen = _load_objection(actor, case_id, objection_id, "objection.see")
    names = (seen.objection.fact, *((f"{seen.asker}.name", f"{seen.asker}.id_number") if seen.asker else ()))
    shown = (*names, *(f"whole:{name}" for name in names)) if whole else names
    append_data_use(actor, case_id, shown, seen.loaded.stored.row.home_region)
    return seen


def _load_objection(actor: Actor, case_id: str, objection_id: str, verb: str) -> SeenObjection:
    loaded = load_for_staff(actor, case_id, verb)
    found = next((one for one in find_objections(loaded.stored) if one.id == objection_id), None)
    if found is None or found.department != actor.department or loaded.stored.erased:
        raise Refusal("staff.forbidden", "objection")
    var = _read_var(found.fact)
    given: Mapping[Var, Given] = find_given_of(loaded, loaded.case.signed_in)
    if var is not None and var not in given:
        given = find_given_of(loaded, name_seat(loaded.case, var.role, var.member))
    return SeenObjection(loaded, found, given.get(var) if var is not None else None, _find_asker(loaded, found.party))


def _find_asker(loaded: Loaded, party: bytes) -> str:
    facts = ((var, fact.value) for var, fact in loaded.case.facts.items() if var.fact == "id_number")
    asker = next((var for var, number in facts if number and blind_index("id_number", str(number)) == party), None)
    return "" if asker is None else name_seat(loaded.case, asker.role, asker.member)


def answer_objection(actor: Actor, case_id: str, objection_id: str, state: str, text: str) -> None:
    """Answer: `corrected`, with what the department's own system now holds, or `upheld`, with the reason. The person is told by message.

    Refusals as `show_objection`; "objection.holds" and "reason.empty" for an empty text; "task.not_here" when it was answered before.
    """
    seen = _load_objection(actor, case_id, objection_id, "objection.answer")
    text = clean_text(text, LONGEST)
    if not text and state == "corrected":
        raise Refusal("objection.holds", "text")
    if not text:
        raise Refusal("reason.empty", "text")
    apply_answer(seen.objection, seen.loaded.stored, state, actor.subject, text, _find_message(case_id, seen.objection))


def _find_message(case_id: str, objection: StoredObjection) -> MessageRow | None:
    account = find_account(objection.party)
    phone = account.profile.get("phone") if account else None
    if not phone:
        return None
    return MessageRow(
        new_id(), f"{case_id}.objection.{objection.id}", "sms", "objection.answered", {"case": case_id}, phone, objection.party
    )


def find_fact_name(bundle_hash: str, theme_id: str, fact: str) -> Text:
    """What a variable of a theme is called, without its case."""
    bundle, var = load_bundle_of(bundle_hash), _read_var(fact)
    theme = bundle.themes.get(theme_id)
    kind = find_role_type(theme, var.role) if theme is not None and var is not None else None
    found = bundle.facts.get(f"{kind}.{var.fact}") if kind and var is not None else None
    return found.label if found is not None else Text(fact)
