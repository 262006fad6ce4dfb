"""What people at the desk do beyond passing and refusing, as the state machine plays it; what is not possible leaves nothing behind."""

import copy
import random  # noqa: TID251  (seeded by Hypothesis: every run can be repeated)
from collections.abc import Callable
from datetime import timedelta

from shuangquan.core.cases.appeals import (
    OUTCOMES,
    WANTS,
    decide_appeal,
    decide_file,
    decide_reject,
    decide_reply,
    decide_stay,
    decide_take,
    decide_take_back,
)
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.procedures import GROUNDS, SPECIAL
from shuangquan.core.cases.receiving import decide_assigned, decide_not_accepted, decide_returned
from shuangquan.core.cases.seconding import STATES, decide_confirm, decide_propose, decide_send_back
from shuangquan.core.cases.special import (
    decide_hearing_answer,
    decide_hearing_offered,
    decide_hearing_set,
    decide_special,
    decide_special_ended,
)
from shuangquan.core.cases.taking_up import decide_again
from shuangquan.core.cases.twin_events import CaseMerged
from shuangquan.core.cases.twins import check_merge, decide_apart, decide_merged, decide_taken, find_takings
from shuangquan.core.cases.withdrawing import decide_cancel
from tests.core.cases.matter import Matter

FIRST, SECOND, REVIEWER = "officer-1", "officer-2", "reviewer-1"
ORGAN = ("another-body", "复议机关")
Act = Callable[[Matter, Task, random.Random], object]


def propose(matter: Matter, task: Task, draw: random.Random) -> None:
    """Somebody proposes what weighs on the applicant."""
    act = draw.choice(sorted(STATES))
    who = draw.choice((FIRST, SECOND))
    decide_propose(
        matter.turn, matter.index, task.item, task.member, act, "理由", who, remedy="可以重新申请", days=draw.choice((5, 10, 11))
    )


def second(matter: Matter, task: Task, draw: random.Random) -> None:
    """Somebody confirms it, perhaps who proposed it; or it is sent back."""
    if draw.random() < 0.7:
        decide_confirm(matter.turn, matter.index, task.item, task.member, draw.choice((FIRST, SECOND)))
    else:
        decide_send_back(matter.turn, task.item, task.member, "再看看", SECOND)


def begin(matter: Matter, task: Task, draw: random.Random) -> None:
    """A special procedure, or the offer of a hearing."""
    if draw.random() < 0.6:
        kind = draw.choice(sorted(SPECIAL))
        decide_special(matter.turn, matter.index, task.item, task.member, kind, draw.choice((0, 3, 15)), "要检测", FIRST)
    else:
        decide_hearing_offered(matter.turn, matter.index, task.item, task.member, "拟不予", FIRST)


def answer(matter: Matter, task: Task, draw: random.Random) -> None:
    """The applicant answers the offer."""
    decide_hearing_answer(matter.turn, task.item, task.member, demanded=draw.random() < 0.6)


def tell(matter: Matter, task: Task, draw: random.Random) -> None:
    """A hearing is announced, or its result or that of a special procedure is there."""
    if draw.random() < 0.5:
        at = matter.turn.now + timedelta(days=draw.choice((1, 14, 90)))
        decide_hearing_set(matter.turn, task.item, task.member, at, "政务中心 301 室", FIRST)
    else:
        decide_special_ended(matter.turn, matter.index, task.item, task.member, "合格", FIRST)


def receive(matter: Matter, task: Task, draw: random.Random) -> None:
    """It is not accepted, given back, or handed on."""
    which = draw.random()
    if which < 0.3:
        ground = draw.choice(sorted(GROUNDS))
        decide_not_accepted(matter.turn, matter.index, task.item, task.member, ground, "不归这里", "到那里办", FIRST)
    elif which < 0.33:
        decide_cancel(matter.turn, task.item, "本人来窗口要求整件不办", FIRST)
    elif which < 0.36:
        merge(matter, draw)
    elif which < 0.42:
        decide_returned(matter.turn, matter.index, task.item, task.member, "本人来窗口要求", FIRST)
    else:
        decide_assigned(matter.turn, task.item, task.member, draw.choice(("", FIRST, SECOND)), "出差", FIRST)


def merge(matter: Matter, draw: random.Random) -> None:
    """Another case about the same is found: this one is closed into it, or it into this one, begun a while before or after."""
    other = copy.deepcopy(matter.case)
    other.id = "twin"
    if draw.random() < 0.3:
        decide_merged(matter.turn, other, (), "一样的", FIRST)
        return
    check_merge(matter.case, other)
    moved = timedelta(hours=draw.choice((-49, -1, 3)))
    for one in (other, *other.tasks.values()):
        for name in ("submitted_at", "accepted_at"):
            if getattr(one, name, None) is not None:
                setattr(one, name, getattr(one, name) + moved)
    takings = tuple(one.name for one in find_takings(matter.case, other, matter.index))
    decide_taken(matter.turn, matter.index, other, CaseMerged(matter.case.id, takings, "", FIRST), "一样的", {})
    decide_apart(matter.turn, "third", "不一样", SECOND)


def appeal(matter: Matter, task: Task, draw: random.Random) -> None:
    """The applicant appeals or takes it back; the department answers; another body takes it up, rejects, stays or decides."""
    turn, index, key, text = matter.turn, matter.index, task.key, "理由"
    organ, who = (draw.choice((ORGAN, ORGAN, (index.items[task.item].department, "本部门")))), draw.choice((REVIEWER, REVIEWER, FIRST))
    live = task.recourse.live
    if live is None:
        decide_file(turn, index, *key, draw.choice(sorted(WANTS)), text)
    elif live.state == "filed":
        step = draw.choice((decide_take, decide_take, decide_reject))
        step(turn, index, *key, *((organ, who) if step is decide_take else (text, organ, who)))
    elif draw.random() < 0.1:
        decide_take_back(turn, *key)
    elif live.stayed_at is None and draw.random() < 0.1:
        decide_stay(turn, index, *key, text, organ, who)
    elif live.answered_at is None and draw.random() < 0.7:
        decide_reply(turn, *key, text, FIRST)
    else:
        decide_appeal(turn, index, *key, draw.choice(sorted(OUTCOMES)), text, organ, who)


def take_up(matter: Matter, task: Task, draw: random.Random) -> None:
    """The applicant wants after all what they had taken back, and says so themselves or at the desk."""
    decide_again(matter.turn, matter.index, *task.key, *draw.choice(((), ("", FIRST))))


ACTS: tuple[Act, ...] = (propose, propose, second, second, begin, begin, answer, tell, receive)


def act(matter: Matter, task: Task, seed: int) -> None:
    """Any of them, also where it is out of place."""
    draw = random.Random(seed)
    with matter.may_be_refused():
        if task.state.value == "withdrawn":
            take_up(matter, task, draw)
            return
        draw.choice(ACTS)(matter, task, draw)


def go_to_law(matter: Matter, task: Task, seed: int) -> None:
    """The next step of an appeal against what was decided, also where there is none."""
    with matter.may_be_refused():
        appeal(matter, task, random.Random(seed))


def settle(matter: Matter) -> None:
    """Nobody keeps anything waiting: proposals are sent back, offers waived, results told."""
    for task in list(matter.case.tasks.values()):
        if task.proposal is not None and not task.ended:
            decide_send_back(matter.turn, task.item, task.member, "再看看", SECOND)
    for task in matter.find_tasks("offered"):
        with matter.may_be_refused():
            decide_hearing_answer(matter.turn, task.item, task.member, demanded=False)
    for task in matter.find_tasks("suspended"):
        with matter.may_be_refused():
            decide_special_ended(matter.turn, matter.index, task.item, task.member, "合格", FIRST)
