"""A case page whole: what it is about and how much time is left, the form, the evidence, why it is here, and what happened."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.cases.parties import find_item_members
from shuangquan.core.cases.pledges import TO_VERIFY
from shuangquan.core.cases.seats import say_seat
from shuangquan.core.cases.stages import find_wait
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_evidence import Card, find_cards
from shuangquan.queries.desk_form import DeskForm, find_form
from shuangquan.queries.desk_read import Read
from shuangquan.queries.desk_stage import Told, find_told
from shuangquan.queries.desk_times import say_left
from shuangquan.queries.desk_why import Why, find_why
from shuangquan.queries.portal_outside import REPORTED
from shuangquan.queries.portal_times import say_clock, say_limit
from shuangquan.records.changes import CaseRow, StoredEvent

S = TaskState
SHOWN = ("name", "plate")
TAGS: dict[TaskState, tuple[str, str, Text]] = {
    S.PLANNED: ("", "pause", Text("还没开始", "Not started")),
    S.ACCEPTED: ("", "clock", Text("在办", "Under way")),
    S.HELD: ("wait", "glass", Text("等着", "Waiting")),
    S.REVIEW: ("wait", "eye", Text("要人看", "For a person")),
    S.CORRECT: ("info", "glass", Text("等补正", "Notice sent")),
    S.PASSED: ("good", "check", Text("通过了", "Passed")),
    S.WAITING: ("info", "glass", Text("公示或踏勘中", "In a stage")),
    S.SENT: ("info", "clock", Text("等部门系统", "With the department")),
    S.APPROVED: ("good", "check", Text("通过了", "Approved")),
    S.DONE: ("good", "check", Text("办结", "Done")),
    S.REFUSED: ("bad", "cross", Text("没通过", "Refused")),
    S.STOPPED: ("", "pause", Text("不办了", "Stopped")),
    S.WITHDRAWN: ("", "pause", Text("撤回了", "Withdrawn")),
}
"""(tone, icon, word) of each state."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time left of this department's own limit. state: running | late | paused | done | none. share: used, 0 to 100."""

    state: str
    left: str
    limit: str
    end: str
    share: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Head:
    """tone, icon, tag: the state. place, total: the item's number among those of the case. who: the applicant, in full."""

    name: str
    tone: str
    icon: str
    tag: str
    theme: str
    place: int
    total: int
    member: str
    number: str
    who: str
    role: str
    submitted: str
    door: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on the page. open: an officer can decide now; notice: and can send a notice. acts: what can be wished for."""

    head: Head
    form: DeskForm
    cards: tuple[Card, ...]
    why: Why
    history: tuple[tuple[str, str], ...]
    open: bool
    notice: bool
    acts: tuple[str, ...]
    told: tuple[Told, ...] = ()


def find_case_page(read: Read, row: CaseRow, events: Iterable[StoredEvent]) -> CasePage:
    """The page of one task."""
    cards = find_cards(read)
    state = read.task.state
    return CasePage(
        _find_head(read, row), find_form(read, cards), cards, find_why(read), tuple(_find_history(read, events)),
        state in (S.REVIEW, S.CORRECT), state is S.REVIEW, _find_acts(read), find_told(read) if state is S.WAITING else (),
    )  # fmt: skip


def _find_acts(read: Read) -> tuple[str, ...]:
    """Kinds of wishes (see `actions/tasks.py`) that the task's state allows."""
    if read.task.pledge in TO_VERIFY:
        return ("kept", "broken")
    if read.task.state is S.WAITING:
        wait = find_wait(read.item, read.task)
        return ("met", "object") if wait is not None and wait.awaits else ("object",)
    return {S.REVIEW: ("correct", "pass", "refuse"), S.CORRECT: ("refuse",)}.get(read.task.state, ())


def _find_head(read: Read, row: CaseRow) -> Head:
    case, item = read.case, read.item
    tone, icon, tag = TAGS[read.task.state]
    order = [one.id for one in read.index.plan.items]
    members = find_item_members(case, read.index, item)
    several = f"{members.index(read.task.member) + 1}/{len(members)}" if len(members) > 1 and read.task.member in members else ""
    name = next((case.value(Var(case.signed_in, fact)) for fact in SHOWN if case.value(Var(case.signed_in, fact)) is not None), "")
    at = say_clock(case.submitted_at, read.language, seen=read.seen) if case.submitted_at else ""
    return Head(
        read.text(item.name), tone, icon, read.text(tag), read.text(read.index.plan.name), order.index(item.id) + 1, len(order), several,
        _space(row.number or ""), str(name), read.text(read.index.roles[case.signed_in].label), at, row.door, _find_clock(read),
    )  # fmt: skip


def _space(number: str) -> str:
    """A case number in groups that can be read out: letters and region, day, the rest."""
    return f"{number[:8]} {number[8:16]} {number[16:]}".strip() if len(number) == 24 else number


def _find_clock(read: Read) -> Clock:
    task = read.task
    limit = say_limit(read.item.promised or read.item.statutory, read.language)
    if task.due_at is None or task.accepted_at is None:
        return Clock("none", "", limit, "", 0, False)
    stop = task.decided_at if task.ended and task.decided_at else task.paused_at or read.seen
    share = (stop - task.accepted_at) / (task.due_at - task.accepted_at) if task.due_at > task.accepted_at else 1.0
    state = "done" if task.ended else "paused" if task.paused_at else "late" if stop > task.due_at else "running"
    end = say_clock(task.due_at, read.language, seen=read.seen)
    return Clock(state, say_left(task.due_at, read.language, stop), limit, end, round(100 * min(1.0, max(0.0, share))), task.provisional)


Body = Mapping[str, Any]
_Say = Callable[[Read, Body], str]


def _find_history(read: Read, events: Iterable[StoredEvent]) -> Iterator[tuple[str, str]]:
    """(when, what) of this task and of what people did to the whole case, newest first."""
    for event in reversed(tuple(events)):
        body = event.body
        if "item" in body and (body["item"], body.get("member")) != read.task.key:
            continue
        words = _SAID.get(event.kind)
        text = words(read, body) if words else ""
        if text:
            yield say_clock(event.happened_at, read.language, seen=read.seen), text


def _role(read: Read, body: Body) -> str:
    return read.text(say_seat(read.case, read.index, str(body["role"])))


def _fixed(zh: str, en: str) -> _Say:
    return lambda read, _body: read.say(zh, en)


def _of_role(zh: str, en: str) -> _Say:
    return lambda read, body: read.say(f"{_role(read, body)}{zh}", f"{_role(read, body)} {en}")


def _stage_name(read: Read, body: Body) -> Text:
    return next((wait.name for wait in read.item.waits if wait.id == body["stage"]), Text(str(body["stage"])))


def _verified(read: Read, body: Body) -> str:
    return {
        "kept": read.say("核查：符合承诺", "Verified: as promised"),
        "mending": read.say("核查：不符合，限期改正", "Verified: not so, to be put right"),
        "broken": read.say("核查：不符合，撤销结果", "Verified: not so, the result is revoked"),
    }[str(body["outcome"])]


def _decided(read: Read, body: Body) -> str:
    refused = body["outcome"] == "refuse"
    by = {"officer": ("审批人员", "officer"), "department": ("部门系统", "department"), "rule": ("规则", "rules")}[str(body["by"])]
    word = ("没通过", "refused") if refused else ("决定通过", "approved")
    return read.say(f"{by[0]}{word[0]}", f"{word[1]} by {by[1]}")


def _reported(read: Read, body: Body) -> str:
    zh, en = REPORTED[str(body["what"])]
    return read.say(
        f"部门系统来了第 {body['number']} 号回音：{zh}，验签通过", f"Report {body['number']} of the department: {en}; seal verified"
    )


def _chased(read: Read, body: Body) -> str:
    said = ("受理", "acceptance") if body["about"] == "accept" else ("决定", "decision")
    told = (f"，同时告诉{read.item.supervised_name.zh}", f"; {read.item.supervised_name.say('en')} was told") if body["told"] else ("", "")
    missed = ("，对方系统没接上", "; its system was not reached") if not body["reached"] else ("", "")
    return read.say(
        f"没等到{said[0]}，第 {body['nth']} 次催办{told[0]}{missed[0]}", f"No {said[1]} yet: reminder {body['nth']}{told[1]}{missed[1]}"
    )


_SAID: dict[str, _Say] = {
    "case.submitted": _fixed("申请人提交", "Submitted"),
    "party.agreed": _of_role("同意用自己的资料", "agreed"),
    "party.declined": _of_role("没有同意，由申请人填", "did not agree"),
    "form.signed": _of_role("签名", "signed"),
    "payment.settled": _fixed("付款有结果了", "Payment settled"),
    "evidence.lacking": _fixed("申请人说有一份材料现在没有", "A paper is not at hand"),
    "evidence.given": _fixed("申请人交了一份材料", "A paper was handed in"),
    "task.accepted": _fixed("受理，钟开始走", "Accepted; the clock runs"),
    "task.referred": _fixed("规则转人看", "Referred to a person"),
    "task.held": _fixed("先等着", "Waits"),
    "task.resumed": _fixed("等到了，接着办", "Goes on"),
    "correction.sent": _fixed("发了补正通知，时间停", "Notice sent; the clock stands"),
    "case.rebased": _fixed("改按新版标准办", "Goes on by a new version of the standard"),
    "need.asked": _fixed(
        "到这一步才知道还要几样，直接问了申请人，时间停", "More turned out to be needed; the applicant was asked; the clock stands"
    ),
    "need.answered": _fixed("申请人给了，规则接着走", "Given; the rules go on"),
    "correction.answered": _fixed("申请人补了，时间接着走", "Answered; the clock runs on"),
    "task.passed": lambda read, body: (
        read.say("审批人员通过", "Passed by an officer") if body["by"] == "officer" else read.say("规则通过", "Passed by the rules")
    ),
    "stage.begun": lambda read, body: read.say(
        f"{_stage_name(read, body).zh}开始，时间停", f"{_stage_name(read, body).say('en')} begins; the clock stands"
    ),
    "stage.ended": lambda read, body: read.say(
        f"{_stage_name(read, body).zh}结束了，接着办", f"{_stage_name(read, body).say('en')} is over; it goes on"
    ),
    "stage.reminded": lambda read, body: read.say(
        f"{_stage_name(read, body).zh}还没有结果，催了一次", f"{_stage_name(read, body).say('en')} has not come; a reminder was sent"
    ),
    "stage.objected": lambda read, body: read.say(
        f"{_stage_name(read, body).zh}有问题，要人看", f"{_stage_name(read, body).say('en')}: something was found; a person looks"
    ),
    "department.reported": _reported,
    "department.asked": _fixed("部门系统要补正，问了申请人，时间停", "The department's system asks for more; the clock stands"),
    "department.suspended": _fixed("部门系统开始特别程序，时间停", "Special procedure at the department; the clock stands"),
    "department.resumed": _fixed("特别程序结束，时间接着走", "Special procedure over; the clock runs on"),
    "department.approved": _fixed("部门系统决定通过，等它制证", "Approved by the department's system; the certificate is to come"),
    "department.chased": _chased,
    "supervisor.told": lambda read, body: read.say(
        f"结果告诉了监管部门，回执 {body['receipt']}", f"The supervisor was told; receipt {body['receipt']}"
    ),
    "task.sent": _fixed("送到部门业务系统", "Sent to the department's system"),
    "task.decided": _decided,
    "certificate.issued": _fixed("制证", "Certificate issued"),
    "task.done": _fixed("办结", "Done"),
    "pledge.opened": _fixed("按承诺办的，之后来核查", "By promise; to be verified"),
    "pledge.verified": _verified,
    "result.doubted": _fixed("所依据的结果撤销了，看能不能留", "What it rests on was revoked; can it stay?"),
    "certificate.revoked": _fixed("撤销一张证照", "A certificate was revoked"),
    "result.ends": _fixed("相关的旧证照随之失效", "Certificates held before lost force"),
    "task.stopped": _fixed("不办了，前一样没办成", "Stopped"),
    "task.withdrawn": _fixed("申请人撤回", "Withdrawn"),
}
