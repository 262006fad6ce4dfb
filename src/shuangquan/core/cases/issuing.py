"""From a passed task to certificates: numbers, facts the result states, payloads for the issuer to sign."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.events import FactNote
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.pledges import open_pledge
from shuangquan.core.cases.rechecks import open_recheck
from shuangquan.core.cases.result_events import ResultEnds
from shuangquan.core.cases.task_events import CertificateIssued, TaskDecided, TaskDone
from shuangquan.core.cases.turn import Turn
from shuangquan.core.credentials.identifier import render_identifier, sample_issuer_code, sample_type_code
from shuangquan.core.credentials.payload import Line, Payload
from shuangquan.core.exchange.values import print_value, read_value
from shuangquan.core.standard.model_common import BY_DEPARTMENT
from shuangquan.core.standard.plan import CertificateOut, PlanItem
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.core.words.knowledge import Form, Knowledge, Origin, Value
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text

_NAMING = ("name", "plate", "uscc")
_UNNUMBERED = frozenset({"boolean", "integer", "decimal", "money", "date", "month"})
"""Types that no certificate's number can be."""


def decide_numbered(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """Decide a task that needs nobody outside: its certificates take numbers from blocks or stock leased beforehand."""
    numbers = {out.type: turn.number(out.issuer, out.type) for out in item.certificates}
    notes = _note_numbers(turn, index, item, task, numbers)
    notes += _note_changes(turn, index, item, task)
    pairs = _keep_numbers(turn, numbers)
    turn.emit(TaskDecided(item.id, task.member, "approve", task.decided_by, notes=tuple(notes), numbers=pairs, officer=task.officer))


def decide_outside(
    turn: Turn, index: PlanIndex, item: PlanItem, task: Task, outcome: str, facts: Mapping[str, Any], numbers: Mapping[str, str],
    text: str = "", remedy: str = "",
) -> None:  # fmt: skip
    """The department's own system has answered. `facts` by path of the case; text, remedy: references of a refusal's words."""
    by = "officer" if task.decided_by == "officer" else "department" if item.decided_by == "department" else task.decided_by
    if outcome == "refuse":
        turn.emit(TaskDecided(item.id, task.member, "refuse", "department", text, remedy))
        return
    origin = Origin("item", item.id, turn.now)
    notes = []
    for path, raw in facts.items():
        planned = index.vars.get(path)
        if planned is not None and (path in item.gives or (path, BY_DEPARTMENT) in item.changes) and raw is not None:
            notes.append(turn.note(find_var(index, path, task.member), Form.KNOWN, read_value(planned.type, raw), origin))
    stated = {note.var.template for note in notes}
    notes += [n for n in _note_numbers(turn, index, item, task, numbers) if n.var.template not in stated]
    notes += _note_changes(turn, index, item, task)
    pairs = _keep_numbers(turn, numbers)
    turn.emit(TaskDecided(item.id, task.member, "approve", by, notes=tuple(notes), numbers=pairs, officer=task.officer))


def _keep_numbers(turn: Turn, numbers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, turn.keep(f"number/{kind}", number)[0]) for kind, number in numbers.items())


def _note_numbers(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, numbers: Mapping[str, str]) -> list[FactNote]:
    """A certificate's number is the first fact the item gives that the certificate states and that nobody knew before."""
    origin = Origin("item", item.id, turn.now)
    notes = []
    for out in item.certificates:
        if out.type not in numbers:
            continue
        printed = [path for _, path, _ in out.states if path in item.gives and index.vars[path].type not in _UNNUMBERED]
        last = turn.values.get(task.numbers.get(out.type, ""))  # of an earlier one, whose task was reopened
        fresh = [var for path in printed if _is_open(turn.case.know(var := find_var(index, path, task.member)), last)]
        if fresh:
            notes.append(turn.note(fresh[0], Form.KNOWN, numbers[out.type], origin))
    return notes


def _is_open(know: Knowledge, last: Value | None) -> bool:
    """Not known yet, or only as the number of the certificate that this one replaces."""
    return know.form is not Form.KNOWN or (last is not None and know.value == last)


def _note_changes(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> list[FactNote]:
    origin = Origin("item", item.id, turn.now)
    notes = []
    for path, text in item.changes:
        var, planned = find_var(index, path, task.member), index.vars[path]
        if text == BY_DEPARTMENT:
            continue
        if text == "absent":
            notes.append(turn.note(var, Form.ABSENT, None, origin))
        else:
            notes.append(turn.note(var, Form.KNOWN, read_value(planned.type, text), origin))
    return notes


def decide_issue(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """Issue what the item gives. The payloads are signed by their issuers' keys before anything is kept."""
    for out in item.certificates:
        payload = build_payload(turn, index, item, task, out)
        turn.issued.append(payload)
        digest = sm3_hex(payload.signed_bytes())
        turn.emit(CertificateIssued(item.id, task.member, out.type, payload.identifier, digest, payload.valid_to))
    turn.emit(TaskDone(item.id, task.member))
    open_pledge(turn, item, task)
    open_recheck(turn, item, task)
    for effect in item.effects:
        turn.emit(ResultEnds(item.id, task.member, effect.role, effect.certificates, effect.access))


def build_payload(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, out: CertificateOut) -> Payload:
    """Everything the certificate states, as printed."""
    case, region = turn.case, index.plan.region
    number = str(turn.values.get(task.numbers.get(out.type, "")) or "")
    serial = turn.fresh().replace("-", "").upper()
    issuer = sample_issuer_code(out.issuer, region)
    lines = []
    for field, path, label in out.states:
        value = case.value(find_var(index, path, task.member))
        if value is not None:
            lines.append(Line(field, find_label(index, out, path, label), _print(index, path, value), index.vars[path].type, value))
    issued = turn.today
    return Payload(
        render_identifier(sample_type_code(out.type), issuer, serial), out.type, out.name, number, issuer, out.issuer_name, region,
        find_holder_name(case, index, out.holder, task.member), tuple(lines), issued.isoformat(), issued.isoformat(),
        _valid_to(out.valid, issued), out.layout, sample=True,
    )  # fmt: skip


def find_label(index: PlanIndex, out: CertificateOut, path: str, label: Text) -> Text:
    """姓名 of the holder, 母亲姓名 of anybody else of the holder's kind; what the certificate itself calls them stands already."""
    role, holder = index.roles.get(index.resolve(path.split(".")[0])), index.roles.get(index.resolve(out.holder))
    own = label.zh != index.vars[path].label.zh
    if own or role is None or holder is None or role.name == holder.name or role.type != holder.type:
        return label
    return Text(f"{role.label.zh}{label.zh}", f"{role.label.en}: {label.en}")


def _print(index: PlanIndex, path: str, value: Value) -> str:
    planned = index.vars[path]
    for code, label in planned.options:
        if code == str(value):
            return label.zh
    return print_value(planned.type, value)


def find_holder_name(case: Case, index: PlanIndex, role: str, member: str | None) -> str:
    """The holder as printed: a name, else a plate, else a credit code, else the role's label."""
    for fact in _NAMING:
        name = index.resolve(role)
        value = case.value(Var(name, fact, member if index.list_of(name) else None))
        if value is not None:
            return str(value)
    return index.label(role)


def find_holder_var(index: PlanIndex, role: str, member: str | None, fact: str) -> Var:
    """The variable by which a holder is found again: an ID number or a credit code."""
    return find_var(index, f"{role}.{fact}", member)


def _valid_to(valid: str, issued: date) -> str:
    kind, _, amount = valid.partition(":")
    if kind == "years":
        year = issued.year + int(amount)
        leap = issued.month == 2 and issued.day == 29
        return (date(year, 2, 28) if leap else issued.replace(year=year)).isoformat()
    if kind == "days":
        return (issued + timedelta(days=int(amount))).isoformat()
    return ""
