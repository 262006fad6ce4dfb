"""A case page whole: what it is about and how much time is left, the form, the evidence, why it is here, and what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shuangquan.core.cases.parties import find_item_members
from shuangquan.core.cases.policy import FOR_PERSON, FOR_WARD
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.visits import may_photograph
from shuangquan.core.words.calendar import Calendar
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_compared import DeskCompared, find_compared
from shuangquan.queries.desk_evidence import Card, find_cards
from shuangquan.queries.desk_form import DeskForm, find_form
from shuangquan.queries.desk_history import find_history
from shuangquan.queries.desk_moves import Moves, find_moves
from shuangquan.queries.desk_read import Read
from shuangquan.queries.desk_stage import Told, find_correctable_lines, find_told
from shuangquan.queries.desk_times import say_left
from shuangquan.queries.desk_visit import PhotoLine, find_photo_lines
from shuangquan.queries.desk_why import Why, find_why
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
    S.OFFERED: ("info", "glass", Text("等听证答复", "Hearing offered")),
    S.SUSPENDED: ("info", "pause", Text("特别程序", "Special procedure")),
    S.NOT_ACCEPTED: ("bad", "cross", Text("不予受理", "Not accepted")),
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
    """tone, icon, tag: the state. place, total: the item's number among those of the case. who: the applicant, in full. hand: in what
    capacity somebody else filled it in, "" for themself."""

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
    hand: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on the page. open: an officer can decide now; notice: and can send a notice. by_hand: what is to be typed next."""

    head: Head
    form: DeskForm
    cards: tuple[Card, ...]
    why: Why
    history: tuple[tuple[str, str], ...]
    open: bool
    notice: bool
    moves: Moves
    told: tuple[Told, ...] = ()
    photos: tuple[PhotoLine, ...] = ()
    photographs: bool = False
    by_hand: str = ""
    compared: DeskCompared = field(default_factory=DeskCompared)

    @property
    def acts(self) -> tuple[str, ...]:
        """Kinds of wishes (see `actions/wishes.py`) that are possible now."""
        return self.moves.acts


def find_case_page(
    read: Read, row: CaseRow, events: Sequence[StoredEvent], acts: Mapping[str, Refusal | None], calendar: Calendar
) -> CasePage:
    """The page of one task. acts: kinds of wishes to what stands against them."""
    cards = find_cards(read)
    state, free = read.task.state, read.task.proposal is None
    return CasePage(
        _find_head(read, row, find_hand(read, events)), find_form(read, cards), cards, find_why(read), tuple(find_history(read, events)),
        state in (S.REVIEW, S.CORRECT) and free, state is S.REVIEW and free, find_moves(read, acts, calendar),
        _find_told(read), find_photo_lines(read), may_photograph(read.item, read.task),
        read.task.hand.step if read.task.hand is not None and state in (S.SENT, S.WITHDRAWN, S.STOPPED) else "",
        find_compared(read),
    )  # fmt: skip


def find_hand(read: Read, events: Sequence[StoredEvent]) -> str:
    """In what capacity the matter was begun for its applicant: who they are is not the officer's concern."""
    by = events[0].by if events else ""
    if by.startswith(FOR_WARD):
        return read.say("父母作为法定代理人代办", "filed by a parent as legal guardian")
    return read.say("由人代填，本人签名", "filled in by another, signed in person") if by.startswith(FOR_PERSON) else ""


def _find_head(read: Read, row: CaseRow, hand: str) -> Head:
    case, item = read.case, read.item
    tone, icon, tag = TAGS[read.task.state]
    order = [one.id for one in read.index.plan.items]
    members = find_item_members(case, read.index, item)
    several = f"{members.index(read.task.member) + 1}/{len(members)}" if len(members) > 1 and read.task.member in members else ""
    name = next((case.value(Var(case.signed_in, fact)) for fact in SHOWN if case.value(Var(case.signed_in, fact)) is not None), "")
    at = say_clock(case.submitted_at, read.language, seen=read.seen) if case.submitted_at else ""
    return Head(
        read.text(item.name), tone, icon, read.text(tag), read.text(read.index.plan.name), order.index(item.id) + 1, len(order), several,
        _space(row.number or ""), str(name), read.text(read.index.roles[case.signed_in].label), at, row.door, hand, _find_clock(read),
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


def _find_told(read: Read) -> tuple[Told, ...]:
    """What is told with what has happened, or put right in a new certificate."""
    if read.task.state is S.WAITING:
        return find_told(read)
    return find_correctable_lines(read) if read.task.state is S.DONE else ()
