"""信息智能查询, for every door: a case or certificate by number and name, a certificate by its code, and what registers say of oneself."""

from dataclasses import dataclass
from datetime import date, datetime

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.acting import acting_system
from shuangquan.actions.certificates import find_named
from shuangquan.actions.loading import Loaded, load
from shuangquan.actions.showing import find_items, find_theme_name
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import ports
from shuangquan.connectors.share.port import DrawRequest
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.exchange.inquiring import Answer, Typed, find_facts, read_inquiry, read_typed
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model_common import LegalBasis
from shuangquan.core.standard.model_kiosk import Inquiry
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text
from shuangquan.records.calls import append_data_use
from shuangquan.records.cases import find_case_id
from shuangquan.records.clock import ZONE
from shuangquan.records.ids import new_id
from shuangquan.records.inquiries import append_inquiry

CASE = "SQ"
"""With what a case's number begins."""


@dataclass(frozen=True, slots=True)
class PublicCase:
    """What whoever knows a case's number and its applicant's name learns: how far it is, and nothing of anybody.

    state: running | waiting (for the applicant) | ended | withdrawn.
    """

    number: str
    theme: Text
    state: str
    done: int
    total: int
    submitted: datetime | None
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told before a register is asked: whom, what, on which basis."""

    inquiry: Inquiry
    provider: Text
    resource: Text
    basis: LegalBasis | None
    asks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A register's answer. as_of: when the data was true."""

    notice: Notice
    answer: Answer
    as_of: date


def find_public(actor: Actor, number: str, name: str) -> PublicCase | str:
    """A case's public minimum, or the token of a certificate's link, by number and name. Whether the number or the name was wrong is not
    told. Refusals: "inquiry.number", "inquiry.who", "inquiry.named", policy.
    """
    check_may(actor, "inquiry.public")
    typed, who = read_typed(number), "".join(name.split())
    if typed.kind != "number":
        raise Refusal("inquiry.number", "number")
    if not who:
        raise Refusal("inquiry.who", "name")
    found = _find_case(actor, typed, who)
    if found is not None:
        return found
    try:
        return find_named(typed.text, name.strip())
    except Refusal as refusal:
        raise Refusal("inquiry.named", "number") from refusal


def _find_case(actor: Actor, typed: Typed, who: str) -> PublicCase | None:
    """Read by the system, since who asks has no right to the case: only a `PublicCase` leaves here, and the look is recorded."""
    with acting_system():
        case_id = find_case_id(typed.text) if typed.text.startswith(CASE) else None
        loaded = load(case_id) if case_id else None
        if loaded is None or _find_applicant(loaded) != who or loaded.case.state is CaseState.DRAFT:
            return None
        append_data_use(actor, loaded.case.id, ("progress",), loaded.stored.row.home_region)
        return _make_public(loaded)


def _find_applicant(loaded: Loaded) -> str:
    """The applicant's name without spaces; "" once it was erased."""
    value = loaded.case.value(Var(loaded.case.signed_in, "name"))
    return "".join(value.split()) if isinstance(value, str) else ""


def _make_public(loaded: Loaded) -> PublicCase:
    case, row = loaded.case, loaded.stored.row
    tasks = list(case.tasks.values())
    asks = any(task.state in (TaskState.CORRECT, TaskState.OFFERED) for task in tasks)
    if case.state is CaseState.SUBMITTED:
        state = "waiting" if asks else "running"
    else:
        state = "withdrawn" if case.state is CaseState.WITHDRAWN else "ended"
    total = max(len(find_items(loaded)), len(tasks))
    return PublicCase(
        row.number or "",
        find_theme_name(case.bundle, case.theme),
        state,
        sum(task.state is TaskState.DONE for task in tasks),
        total,
        row.submitted_at.astimezone(ZONE) if row.submitted_at else None,
        row.due_at.astimezone(ZONE) if row.due_at and case.state is CaseState.SUBMITTED else None,
    )


def list_inquiries(region: str) -> tuple[Inquiry, ...]:
    """What may be looked up of oneself, in the standard's order."""
    return tuple(load_online(region).inquiries.values())


def find_notice(inquiry_id: str, region: str) -> Notice:
    """What is told before the register is asked. Refusal("inquiry.unknown")."""
    return _find_notice(load_online(region), inquiry_id)


def _find_notice(bundle: Bundle, inquiry_id: str) -> Notice:
    inquiry = bundle.inquiries.get(inquiry_id)
    if inquiry is None:
        raise Refusal("inquiry.unknown", "inquiry")
    resource = bundle.resources[inquiry.resource]
    asks = tuple(fact.label for _, fact in find_facts(bundle, inquiry))
    return Notice(inquiry, bundle.departments[resource.provider], resource.name, resource.basis, asks)


def ask_own(actor: Actor, citizen: Citizen, inquiry_id: str) -> Asked:
    """Ask a register about the person who asks, who has read the notice and said yes. That they looked is recorded; what they saw is not.

    Refusals: "inquiry.unknown", policy; Fault when the department does not answer.
    """
    check_may(actor, "inquiry.own")
    bundle = load_online(actor.region)
    notice = _find_notice(bundle, inquiry_id)
    inquiry = notice.inquiry
    request = DrawRequest(
        str(inquiry.resource),
        str(bundle.resources[inquiry.resource].provider),
        {f"{inquiry.role}.id_number": citizen.person.id_number},
        find_fields(bundle, inquiry),
        f"本人查询：{inquiry.name.zh}"[:200],
        "",
        "",
        actor.subject,
        new_id(),
    )
    drawn = ports().share.draw(request)
    answer = read_inquiry(bundle, inquiry, drawn.found, drawn.record, drawn.members)
    shown = tuple(str(path) for path in inquiry.shows)
    append_inquiry(actor, citizen.index, inquiry.id, str(inquiry.resource), shown, answered=answer.found)
    return Asked(notice, answer, drawn.as_of.astimezone(ZONE).date())


def find_fields(bundle: Bundle, inquiry: Inquiry) -> tuple[str, ...]:
    """What is asked for: what is shown, and the key by which a list tells its members apart."""
    roles = bundle.resources[inquiry.resource].roles
    keys = tuple(f"{role}.{form.key}" for role, form in roles.items() if form.many and form.key)
    return tuple(dict.fromkeys((*keys, *(str(path) for path in inquiry.shows))))
