"""The documents (文书) of a case, made from its events: issued when something happens, the same whenever somebody looks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from string import Formatter
from typing import Any

from shuangquan.core.cases import appeal_events as a
from shuangquan.core.cases import certificate_events as c
from shuangquan.core.cases import desk_events as k
from shuangquan.core.cases import events as e
from shuangquan.core.cases import later_events as l
from shuangquan.core.cases import task_events as t
from shuangquan.core.cases import twin_events as tw
from shuangquan.core.cases.appeals import AGAINST, OUTCOMES, WANTS
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.explain import find_label
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.paper_events import PaperReceived
from shuangquan.core.cases.procedures import ADMINISTRATIVE, GROUNDS, SPECIAL
from shuangquan.core.cases.replay import Happened, Values, walk_events
from shuangquan.core.cases.replay_appeals import Appealing
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.notices.document_forms import FORMS, REMEDIES, Form
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text

PLATFORM = "platform"
_UNITS = {Unit.HOURS: "小时", Unit.WORKING_DAYS: "个工作日", Unit.CALENDAR_DAYS: "日", Unit.MONTHS: "个月"}
_BY = {"officer": "审批人员", "department": "本机关业务系统", "rule": "按公布的规则自动作出"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document. key: kind and the event's number, e.g. `refused-42`; number: as printed (文号).

    issuer: the seal's key, a department or the platform; issuer_name: as printed. lines, rows: what it says; item, member: "" of the case.
    """

    key: str
    kind: str
    title: Text
    number: str
    who: str
    at: datetime
    issuer: str
    issuer_name: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    item: str = ""
    member: str = ""
    item_name: Text = field(default=Text(""))


@dataclass(frozen=True, slots=True)
class _At:
    """One event, the case just after it, and what its document is made with."""

    event: Any
    at: datetime
    seq: int
    case: Case
    task: Task | None
    index: PlanIndex
    values: Values
    number: str

    @property
    def moment(self) -> str:
        return f"{say_date(self.at.date())} {self.at:%H:%M}"

    def said(self, ref: str) -> str:
        found = self.values.get(ref) if ref else None
        return str(found) if found is not None else ""


def find_documents(case_id: str, happened: Iterable[Happened], values: Values, index: PlanIndex, number: str) -> tuple[Document, ...]:
    """Every document of the case, oldest first; none once its data is erased. number: what people call the case."""
    made: list[Document] = []
    ready: set[tuple[str, str | None]] = set()
    served: list[tuple[str, str]] = []
    for seq, (one, case) in enumerate(walk_events(case_id, happened, values), start=1):
        if case.erased_at is not None:
            return ()
        event: Any = one.event
        task = case.tasks.get((event.item, event.member)) if hasattr(event, "item") else None
        here = _At(event, one.at, seq, case, task, index, values, number)
        if isinstance(event, PaperReceived):
            served += [(f"{paper.title.zh} {paper.number}", here.moment) for paper in made if paper.key == event.document]
            made = [paper for paper in made if paper.kind != "delivery"] + [_make_delivery(here, served)]
            continue
        if task is not None and task.ready and task.key not in ready:
            ready.add(task.key)
            made += _make("acceptance", here)
        if isinstance(event, e.PaymentSettled) and event.state == "paid":
            made += _make_paid(here)
        kind = _find_kind(event)
        if kind and not (kind == "withdrawn" and case.merged_into):  # what ends with a merged case was not taken back by anybody
            made += _make(kind, here)
    return tuple(made)


_KINDS: dict[type, str] = {
    e.Submitted: "receipt",
    e.CaseWithdrawn: "withdrawn_case",
    tw.CaseMerged: "merged",
    t.CorrectionSent: "correction",
    t.NeedAsked: "correction",
    t.TaskWithdrawn: "withdrawn",
    k.TaskNotAccepted: "not_accepted",
    k.TaskExtended: "extended",
    k.SpecialBegun: "special",
    k.HearingOffered: "hearing",
    k.HearingSet: "hearing_set",
    k.TaskReturned: "returned",
    k.ResultRevoked: "revoked",
    c.CertificateHeld: "certificate_held",
    c.CertificateFreed: "certificate_freed",
    c.CertificateReplaced: "certificate_replaced",
    a.AppealFiled: "appeal_filed",
    a.AppealAccepted: "appeal_accepted",
    a.AppealRejected: "appeal_rejected",
    a.EffectStayed: "appeal_stayed",
    a.AppealDecided: "appeal_decided",
    a.AppealWithdrawn: "appeal_ended",
    l.DepartmentRevoked: "revoked",
    l.ResultWithdrawn: "revoked",
}


def _find_kind(event: Any) -> str:
    if isinstance(event, t.TaskDecided):
        return "approved" if event.outcome == "approve" else "refused"
    return _KINDS.get(type(event), "")


def _make(kind: str, here: _At) -> Iterator[Document]:
    """The document, if its item is still one of the plan."""
    planned = here.index.items.get(here.task.item) if here.task is not None else None
    if here.task is not None and planned is None:
        return
    form, fields = FORMS[kind], _find_fields(here)
    lines = [line.format_map(fields) for line in form.lines if _is_filled(line, fields)]
    if form.remedies and planned is not None and planned.procedure in ADMINISTRATIVE:
        lines.append(REMEDIES)
    issuer, name = _find_issuer(here, planned)
    yield Document(
        f"{kind}-{here.seq}", kind, form.title, f"{here.number}-{here.seq:03d}", fields["who"], here.at,
        issuer, name, tuple(lines), _fill_rows(form, fields),
        planned.id if planned else "", (here.task.member or "") if here.task else "", planned.name if planned else Text(""),
    )  # fmt: skip


def _make_paid(here: _At) -> Iterator[Document]:
    """A receipt for each item of the sum, of the office that receives it."""
    payment = here.case.payments.get(here.event.order)
    for nth, (item, member, amount, _) in enumerate(payment.lines if payment is not None else (), start=1):
        planned = here.index.items.get(item)
        if planned is None:
            continue
        form, fields = FORMS["paid"], _find_fields(here) | {"item": planned.name.zh, "amount": amount, "order": here.event.order}
        yield Document(
            f"paid-{here.seq}-{nth}", "paid", form.title, f"{here.number}-{here.seq:03d}-{nth}", fields["who"], here.at,
            planned.department, planned.department_name.zh, tuple(line.format_map(fields) for line in form.lines), _fill_rows(form, fields),
            item, member or "", planned.name,
        )  # fmt: skip


def _find_issuer(here: _At, planned: PlanItem | None) -> tuple[str, str]:
    """(key of the seal, name). What a reviewing body decides stands under its own name; the platform's key seals it here."""
    if planned is None or isinstance(here.event, a.AppealFiled):
        return PLATFORM, "政务服务平台"
    if isinstance(here.event, Appealing):
        appeal = here.task.recourse.appeal if here.task is not None else None
        return PLATFORM, (appeal.organ_name if appeal is not None else "") or "行政复议机关"
    return planned.department, planned.department_name.zh


def _make_delivery(here: _At, served: list[tuple[str, str]]) -> Document:
    form, fields = FORMS["delivery"], _find_fields(here)
    return Document(
        f"delivery-{here.seq}", "delivery", form.title, f"{here.number}-{here.seq:03d}", fields["who"], here.at, PLATFORM, "政务服务平台",
        form.lines, (*_fill_rows(form, fields), *served),
    )  # fmt: skip


def _is_filled(line: str, fields: Mapping[str, str]) -> bool:
    return all(fields[name] for _, name, _, _ in Formatter().parse(line) if name)


def _fill_rows(form: Form, fields: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, fields[name]) for label, name in form.rows if fields[name])


def _find_fields(here: _At) -> dict[str, str]:
    """What a form's braces are filled with, "" for what this event does not have."""
    case, event = here.case, here.event
    fields = dict.fromkeys(_NAMES, "") | {
        "who": _find_name(case),
        "matter": here.index.plan.name.zh,
        "number": here.number,
        "at": say_date(here.at.date()),
        "moment": here.moment,
        "papers": "、".join(dict.fromkeys(find_label(here.index, path).zh for path, _ in case.evidence)) or "无",
    }
    if here.task is not None:
        fields |= _find_task_fields(here, here.task)
    return fields | {name: find(here) for name, find in _OF_EVENT.items() if find(here)} | ({"reason": ""} if _says_nothing(event) else {})


def _says_nothing(event: Any) -> bool:
    return isinstance(event, t.TaskDecided) and event.outcome == "approve"


def _find_name(case: Case) -> str:
    """To whom it is addressed: the applicant by name, a company by its own."""
    found = next((case.value(Var(case.signed_in, one)) for one in ("name", "plate") if case.value(Var(case.signed_in, one))), "")
    return str(found or "")


def _find_task_fields(here: _At, task: Task) -> dict[str, str]:
    planned = here.index.items.get(task.item)
    limit = (planned.promised or planned.statutory) if planned else None
    return {
        "item": planned.name.zh if planned else "",
        "limit": _say_limit(limit),
        "due": say_date(task.due_at.date()) if task.due_at else "",
        "received": say_date(task.accepted_at.date()) if task.accepted_at else "",
        "by": _BY.get(task.decided_by, ""),
    }


def _say_limit(limit: Limit | None) -> str:
    return f"{limit.amount}{_UNITS[limit.unit]}" if limit else ""


def _day(moment: datetime | None) -> str:
    return say_date(moment.date()) if moment else ""


_UNTIL = ("accept_by", "answer_by", "until")
_OF_EVENT: dict[str, Callable[[_At], str]] = {
    "reason": lambda here: here.said(getattr(here.event, "text", "")),
    "remedy": lambda here: here.said(getattr(here.event, "remedy", "")),
    "ground": lambda here: GROUNDS[here.event.ground].zh if isinstance(here.event, k.TaskNotAccepted) else "",
    "special": lambda here: SPECIAL[here.event.special].zh if isinstance(here.event, k.SpecialBegun) else "",
    "days": lambda here: str(getattr(here.event, "days", "")),
    "until": lambda here: _day(next((found for one in _UNTIL if (found := getattr(here.event, one, None))), None)),
    "heard": lambda here: f"{_day(here.event.at)} {here.event.at:%H:%M}" if isinstance(here.event, k.HearingSet) else "",
    "place": lambda here: here.said(here.event.place) if isinstance(here.event, k.HearingSet) else "",
    "against": lambda here: AGAINST[here.task.recourse.appeals[-1].against].zh if isinstance(here.event, Appealing) and here.task else "",
    "wants": lambda here: WANTS[here.event.wants].zh if isinstance(here.event, a.AppealFiled) else "",
    "outcome": lambda here: OUTCOMES[here.event.outcome].zh if isinstance(here.event, a.AppealDecided) else "",
    "answer_by": lambda here: _day(here.event.answer_by) if isinstance(here.event, a.AppealAccepted) else "",
    "decide_by": lambda here: _day(here.event.decide_by) if isinstance(here.event, a.AppealAccepted) else "",
    "needs": lambda here: "、".join(find_label(here.index, name).zh for name in getattr(here.event, "needs", ())),
}
_NAMES = (*_OF_EVENT, "who", "matter", "number", "at", "moment", "papers", "item", "limit", "due", "received", "by")
