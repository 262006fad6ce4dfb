"""What an officer is told of special procedures, hearings, a decision that waits for a second officer, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.cases.appeals import OUTCOMES, WANTS, find_wants
from shuangquan.core.cases.deadlines import extend_deadline
from shuangquan.core.cases.procedures import GROUNDS, PROCEDURES, SPECIAL
from shuangquan.core.cases.supervision import NAMES
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.credentials.life import WHY
from shuangquan.core.words.calendar import Calendar, Deadline
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_times import say_clock, say_day
from shuangquan.records.staff import find_names

S = TaskState
MORE = (
    "account",
    "reply",
    "lodge",
    "special",
    "result",
    "announce",
    "extend",
    "hearing",
    "not_accept",
    "give_back",
    "cancel",
    "again",
    "assign",
    "hold",
    "free",
    "reissue",
    "revoke",
    "reopen",
)
"""Kinds of wishes that stand behind 其他办法, in the order of the procedure."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one officer proposes. kind: pass | refuse | extend | revoke; until: the day to which an extension would lead."""

    kind: str
    who: str
    at: str
    text: str
    remedy: str
    days: int
    until: str


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal under way, as the deciding department sees it. until: when it has to answer, "" where it need not (yet, any more)."""

    wants: str
    said: str
    until: str


@dataclass(frozen=True, slots=True)
class Moves:
    """acts: kinds of wishes that are possible; more: those behind 其他办法; barred: of these what is not possible, and why not.

    most: working days by which this may be extended; assignee: whose it is, "" for nobody's; back: why a second officer did not confirm.
    card: (level, its name, when) of the last card, None without one; account: what was said of a red one; appeal: one under way.
    wants: what an appeal against how it was decided can ask for. whys: why a certificate can be replaced.
    """

    acts: tuple[str, ...]
    more: tuple[str, ...]
    barred: tuple[tuple[str, Refusal], ...]
    proposed: Proposed | None
    specials: tuple[tuple[str, Text], ...]
    grounds: tuple[tuple[str, Text], ...]
    most: int
    assignee: str
    back: str
    card: tuple[str, Text, str] | None
    account: str
    appeal: Appealed | None
    wants: tuple[tuple[str, Text], ...]
    whys: tuple[tuple[str, Text], ...]


def find_moves(read: Read, acts: Mapping[str, Refusal | None], calendar: Calendar) -> Moves:
    """The moves of a task's page. At most one query, for names."""
    task = read.task
    subjects = {task.assignee, task.proposal.officer if task.proposal else ""} - {""}
    names = find_names(int(one.removeprefix("staff-")) for one in subjects if one.removeprefix("staff-").isdecimal()) if subjects else {}
    said = {f"staff-{number}": name for number, name in names.items()}
    able = tuple(kind for kind, why in acts.items() if why is None)
    barred = tuple((kind, acts[kind]) for kind in (*MORE, "confirm", "refuse") if kind in acts and acts[kind] is not None)
    return Moves(
        able, tuple(kind for kind in MORE if kind in able), tuple((kind, why) for kind, why in barred if why is not None),
        _find_proposed(read, said, calendar), tuple(SPECIAL.items()), tuple(GROUNDS.items()), PROCEDURES[read.item.procedure].extend,
        said.get(task.assignee, task.assignee), read.said(task.sent_back), _find_card(read), read.said(task.card_answer),
        _find_appeal(read), _find_wants(read), tuple(WHY.items()),
    )  # fmt: skip


def _find_wants(read: Read) -> tuple[tuple[str, Text], ...]:
    weighed = read.task.recourse.weighed
    return tuple((code, WANTS[code]) for code in find_wants(read.item, weighed.against)) if weighed is not None else ()


def _find_appeal(read: Read) -> Appealed | None:
    appeal = read.task.recourse.live
    if appeal is None:
        return None
    waits = appeal.state == "open" and appeal.answered_at is None and appeal.answer_by is not None
    until = say_clock(appeal.answer_by, read.language, seen=read.seen) if waits and appeal.answer_by else ""
    return Appealed(read.text(WANTS[appeal.wants]), read.said(appeal.text), until)


def _find_card(read: Read) -> tuple[str, Text, str] | None:
    task = read.task
    if not task.card or task.carded_at is None:
        return None
    return task.card, NAMES[task.card], say_clock(task.carded_at, read.language, seen=read.seen)


def _find_proposed(read: Read, names: Mapping[str, str], calendar: Calendar) -> Proposed | None:
    held = read.task.proposal
    if held is None:
        return None
    until = ""
    if held.kind == "extend" and read.task.due_at is not None:
        until = say_day(extend_deadline(Deadline(read.task.due_at, False), held.days, calendar).at, read.language, seen=read.seen)
    at = say_clock(held.at, read.language, seen=read.seen)
    return Proposed(held.kind, names.get(held.officer, held.officer), at, read.said(held.text), read.said(held.remedy), held.days, until)


def _find_reopened(read: Read) -> tuple[str, str, str]:
    """It was opened again, and the rules are not asked: somebody else decides it anew."""
    appeal = read.task.recourse.appeal
    if read.task.why == "self" or appeal is None:
        head = read.say("自行纠正：重新办", "Corrected by the department itself: decided anew")
        return "wait", head, read.say("请换一位审批人员，重新看、重新决定。", "Somebody else looks and decides anew.")
    head = read.say(
        f"复议决定{read.text(OUTCOMES[appeal.outcome])}：重新办", f"On appeal {read.text(OUTCOMES[appeal.outcome])}: decided anew"
    )
    return "wait", head, read.said(appeal.ruling)


def find_moved(read: Read) -> tuple[str, str, str] | None:
    """(tone, title, sentence) where one of these moves says how a task stands; None where it does not."""
    task = read.task
    until = say_clock(task.until, read.language, seen=read.seen) if task.until else ""
    if task.state is S.SUSPENDED:
        name = SPECIAL[task.special]
        head = read.say(f"{name.zh}中，时间停着", f"Under {name.say('en')}; the clock stands")
        if task.hearing_at is not None and task.hearing == "demanded":
            at = say_clock(task.hearing_at, read.language, seen=read.seen)
            where = read.said(task.hearing_place)
            return (
                "info",
                head,
                read.say(f"听证定在 {at}，{where}。开过以后登记笔录。", f"The hearing is on {at}, {where}. Record it afterwards."),
            )
        if task.hearing == "demanded":
            return (
                "wait",
                head,
                read.say(f"申请人要求听证，{until} 以前要开。先通知时间地点。", f"Demanded; held by {until}. Announce it first."),
            )
        return "info", head, read.say(f"到 {until}。有了结果就登记，时间接着走。", f"Until {until}. Note the result and the clock runs on.")
    if task.state is S.OFFERED:
        last = say_clock(task.answer_by, read.language, seen=read.seen) if task.answer_by else ""
        head = read.say("告知了可以听证，等申请人答复", "A hearing was offered; the applicant answers")
        return "info", head, read.say(f"到 {last}，不答复就是不要。时间照走。", f"Until {last}; silence is a no. The clock runs.")
    if task.state is S.NOT_ACCEPTED:
        ground = read.text(GROUNDS[task.because])
        return "bad", read.say("不予受理", "Not accepted"), f"{ground}。{read.said(task.text)} {read.said(task.remedy)}".strip()
    if task.state is S.REVIEW and task.why == "special":
        head = read.say("特别程序的时间到了，没有结果", "The special procedure ran out without a result")
        return (
            "wait",
            head,
            read.say("时间接着走。可以再来一次，或者就现有的决定。", "The clock runs. Begin it anew, or decide on what there is."),
        )
    return _find_afterwards(read)


def _find_afterwards(read: Read) -> tuple[str, str, str] | None:
    """Reopened, or revoked."""
    task = read.task
    if task.state is S.REVIEW and task.why in ("appeal", "self") and task.recourse.reopened_at is not None:
        return _find_reopened(read)
    if task.pledge == "revoked":
        return "bad", read.say("撤销了", "Revoked"), read.said(task.pledge_text)
    return None
