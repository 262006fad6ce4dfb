"""Cases as a state machine: whatever people, officers, departments, sources and the bank do in whatever order, what must hold holds."""

import random  # noqa: TID251  (seeded by Hypothesis: every run can be repeated)
from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from shuangquan.core.cases.case import Task, TaskKey
from shuangquan.core.cases.desk_events import DecisionConfirmed, DecisionProposed
from shuangquan.core.cases.order import find_feeders
from shuangquan.core.cases.parties import decide_withdraw, may_withdraw
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.transitions import CAME_TO_NOTHING, CaseState, TaskState
from shuangquan.core.words.calendar import find_working_days
from shuangquan.core.words.limits import Unit
from tests.core.cases import desk_on as desk
from tests.core.cases import running_on as on
from tests.core.cases.matter import Matter
from tests.core.cases.walks import examples, shipped

pytestmark = pytest.mark.proof

SEEDS = st.integers(0, 2**16)
BITS = st.booleans()


class Everybody(RuleBasedStateMachine):
    """Random acts upon one matter of a random example of a shipped theme."""

    matter: Matter
    paused: dict[TaskKey, tuple[object, ...]]
    ended_from: tuple[int, datetime] | None = None

    @initialize(which=SEEDS, ready=st.sampled_from([True, True, False]))
    def open(self, which: int, ready: bool) -> None:
        """A draft as somebody opened it, or one that is already submitted."""
        self.matter = Matter(*POOL[which % len(POOL)])
        self.paused = {}
        if ready:
            on.fill(self.matter)

    # --- before submission -------------------------------------------------------------------------------------------------------

    def drafting(self) -> bool:
        return self.matter.case.state is CaseState.DRAFT

    @precondition(drafting)
    @rule(seed=SEEDS, by_chance=BITS)
    def go_on(self, seed: int, by_chance: bool) -> None:
        """Sources are asked; the person chooses, answers and types."""
        draw = random.Random(seed) if by_chance else None
        standing = self.matter.gather()
        self.matter.choose(draw)
        self.matter.answer(standing, draw)
        self.matter.type_all(standing)

    @precondition(drafting)
    @rule(seed=SEEDS)
    def show(self, seed: int) -> None:
        """Papers are handed in, or said to be lacking."""
        draw = random.Random(seed)
        self.matter.show_papers(have=lambda: draw.random() < 0.5)

    @precondition(drafting)
    @rule(agree=BITS, level=st.sampled_from([2, 5]))
    def ask_parties(self, agree: bool, level: int) -> None:
        """Other people agree, refuse, or are not identified well enough."""
        self.matter.ask_parties(agree=agree, level=level)

    @precondition(drafting)
    @rule(level=st.sampled_from([2, 5]), known=BITS)
    def try_to_submit(self, level: int, known: bool) -> None:
        """Signed and submitted, if it can be."""
        self.matter.sign(level)
        self.matter.submit(fees_known=known)

    # --- at any time -------------------------------------------------------------------------------------------------------------

    @rule(state=st.sampled_from(["paid", "failed", "late"]))
    def pay(self, state: str) -> None:
        """What is due is ordered; the bank says paid, failed, or nothing yet."""
        self.matter.order()
        if state != "late":
            self.matter.pay(state)
        on.run(self.matter)

    @rule(hours=st.sampled_from([1, 25, 24 * 5, 24 * 40]))
    def wait(self, hours: int) -> None:
        """Time passes."""
        self.matter.turn.now += timedelta(hours=hours)
        on.run(self.matter)

    @rule(seed=SEEDS)
    def break_or_mend(self, seed: int) -> None:
        """Some sources stop answering, others come back."""
        sources = sorted({draw.source for draw in (*self.matter.index.plan.draws, *self.matter.index.plan.lost)})
        self.matter.down = {source for source in sources if random.Random(f"{seed}{source}").random() < 0.3}
        self.matter.retry()
        on.run(self.matter)

    @rule()
    def withdraw(self) -> None:
        """The person takes it back, as long as that is possible; one time in a few."""
        if len(self.matter.turn.events) % 4:
            return
        possible = may_withdraw(self.matter.case)
        with self.matter.may_be_refused():
            decide_withdraw(self.matter.turn, self.matter.me)
        assert (self.matter.case.state is CaseState.WITHDRAWN) is possible or not possible

    @rule()
    def settle(self) -> None:
        """The bank confirms refunds."""
        on.settle_refunds(self.matter)

    # --- after submission --------------------------------------------------------------------------------------------------------

    def submitted(self) -> bool:
        return self.matter.case.state is CaseState.SUBMITTED

    def pick(self, seed: int, *states: str) -> Task | None:
        found = self.matter.find_tasks(*states)
        return found[seed % len(found)] if found else None

    @precondition(submitted)
    @rule(seed=SEEDS, act=st.sampled_from(["pass", "refuse", "correct", "correct"]), late=BITS)
    def decide(self, seed: int, act: str, late: bool) -> None:
        """An officer acts upon any task, also one that somebody else has just decided."""
        task = self.pick(seed, *(("review", "correct", "done", "refused") if late else ("review",)))
        if task is not None:
            {"pass": on.pass_task, "refuse": on.refuse_task, "correct": on.correct}[act](self.matter, task)
            on.run(self.matter)

    def reviewing(self) -> bool:
        return bool(self.matter.find_tasks("review"))

    def asking(self) -> bool:
        return bool(self.matter.find_tasks("correct"))

    @precondition(reviewing)
    @rule(seed=SEEDS)
    def send_notice(self, seed: int) -> None:
        """An officer asks the applicant for what is lacking."""
        task = self.pick(seed, "review")
        assert task is not None
        on.correct(self.matter, task)
        on.run(self.matter)

    @precondition(asking)
    @rule(seed=SEEDS)
    def answer_at_once(self, seed: int) -> None:
        """The applicant answers what is asked just now."""
        task = self.pick(seed, "correct")
        assert task is not None
        on.answer_notice(self.matter, task)
        on.run(self.matter)

    @precondition(submitted)
    @rule(seed=SEEDS, state=st.sampled_from(["review", "review", "offered", "suspended", "correct", "done", "waiting", "withdrawn"]))
    def work_at_the_desk(self, seed: int, state: str) -> None:
        """特别程序、听证、延期、二人审查、不予受理、退件、转办、撤销."""
        task = self.pick(seed, state)
        if task is not None:
            desk.act(self.matter, task, seed)
            on.run(self.matter)

    def at_work(self) -> bool:
        return bool(self.matter.find_tasks("offered", "suspended")) or any(t.proposal for t in self.matter.case.tasks.values())

    @precondition(at_work)
    @rule(seed=SEEDS)
    def go_on_at_the_desk(self, seed: int) -> None:
        """Somebody goes on with what was begun there."""
        found = [t for t in self.matter.case.tasks.values() if t.proposal is not None or t.state.value in ("offered", "suspended")]
        desk.act(self.matter, found[seed % len(found)], seed)
        on.run(self.matter)

    @precondition(submitted)
    @rule(seed=SEEDS)
    def answer_notice(self, seed: int) -> None:
        """The applicant answers a notice."""
        task = self.pick(seed, "correct", "review")
        if task is not None:
            on.answer_notice(self.matter, task)
            on.run(self.matter)

    @precondition(submitted)
    @rule(seed=SEEDS)
    def send(self, seed: int) -> None:
        """A package goes to the department's own system."""
        task = self.pick(seed, "passed")
        if task is not None:
            on.send(self.matter, task)

    @precondition(submitted)
    @rule(seed=SEEDS, outcome=st.sampled_from(["approve", "approve", "refuse", "bounce"]))
    def hear(self, seed: int, outcome: str) -> None:
        """The department answers, perhaps twice."""
        task = self.pick(seed, "sent")
        if task is not None:
            on.answer_outside(self.matter, task, outcome)
            on.answer_outside(self.matter, task, outcome)
            on.run(self.matter)

    @precondition(submitted)
    @rule(seed=SEEDS, well=BITS)
    def tell(self, seed: int, well: bool) -> None:
        """What was awaited has happened, or somebody objects."""
        task = self.pick(seed, "waiting")
        if task is not None:
            on.tell_stage(self.matter, task, well=well)
            on.run(self.matter)

    def decided(self) -> bool:
        return self.matter.case.state is not CaseState.DRAFT and any(
            task.recourse.weighed or task.recourse.live for task in self.matter.case.tasks.values()
        )

    @precondition(decided)
    @rule(seed=SEEDS)
    def go_to_law(self, seed: int) -> None:
        """行政复议 against what weighs on somebody, also once the whole matter is closed."""
        found = [task for task in self.matter.case.tasks.values() if task.recourse.weighed or task.recourse.live]
        desk.go_to_law(self.matter, found[seed % len(found)], seed)
        on.run(self.matter)

    @precondition(submitted)
    @rule(kindly=BITS)
    def go_to_the_end(self, kindly: bool) -> None:
        """Everybody does their part, one time in a few: what comes afterwards meets an ended case."""
        if len(self.matter.turn.events) % 4 == 0:
            on.finish(self.matter, kindly=kindly)
            self.paused = {}  # other pauses may have followed the one that was looked at

    # --- what holds --------------------------------------------------------------------------------------------------------------

    @invariant()
    def replay_gives_the_same_case(self) -> None:
        """What is kept is the whole of it."""
        turn = self.matter.turn
        assert replay(turn.case.id, turn.events, turn.values) == turn.case

    @invariant()
    def no_certificate_twice(self) -> None:
        """One of each kind that holds for each task, each with its own identifier; none that holds of a task that came to nothing."""
        made = self.matter.case.certificates
        holds = [one for one in made if not one.revoked]
        kinds = Counter((one.item, one.member, one.type) for one in holds)
        assert not [key for key, count in kinds.items() if count > 1]
        assert len({one.identifier for one in made}) == len(made)
        assert all(self.matter.case.tasks[one.item, one.member].state is TaskState.DONE for one in holds)

    @invariant()
    def nobody_judges_their_own_decision(self) -> None:
        """What was reviewed was reviewed by another body and another person; and who decided first does not decide again alone."""
        for task in self.matter.case.tasks.values():
            department = self.matter.index.items[task.item].department
            for appeal in task.recourse.appeals:
                assert not appeal.organ or (appeal.organ != department and appeal.reviewer not in appeal.deciders)
            assert sum(appeal.live for appeal in task.recourse.appeals) <= 1
            assert len({appeal.decided_at for appeal in task.recourse.appeals}) == len(task.recourse.appeals)

    @invariant()
    def a_refusal_stops_only_what_needs_its_result(self) -> None:
        """Stopped is exactly what waits for a result that will not come."""
        case, index = self.matter.case, self.matter.index
        for task in case.tasks.values():
            needed = [key for key, needs in find_feeders(case, index, index.items[task.item], task.member) if needs]
            lost = [key[0] for key in needed if key in case.tasks and case.tasks[key].state in CAME_TO_NOTHING]
            if task.state is TaskState.STOPPED:
                assert task.because in lost
            elif task.accepted_at is not None:
                again = any(case.tasks[key].recourse.reopened_at for key in needed if key in case.tasks)  # its result was there before
                assert not lost or again or task.state is TaskState.WITHDRAWN

    @invariant()
    def no_more_goes_back_than_was_paid(self) -> None:
        """Each fee once, and only of an order that was paid."""
        case = self.matter.case
        paid = Counter((line[0], line[1]) for payment in case.payments.values() if payment.state == "paid" for line in payment.lines)
        back = Counter(refund[:2] for refund in case.refunds.values())
        assert all(count <= paid[key] for key, count in back.items())
        total = sum((Decimal(payment.amount) for payment in case.payments.values() if payment.state == "paid"), Decimal(0))
        assert sum((Decimal(refund[2]) for refund in case.refunds.values()), Decimal(0)) <= total
        if case.state is CaseState.WITHDRAWN:
            assert back == paid

    @invariant()
    def deadlines_stand_still_while_somebody_is_waited_for(self) -> None:
        """While the applicant is asked or a special procedure runs, nothing moves; afterwards just as much is left as before."""
        for key, task in self.matter.case.tasks.items():
            if task.state in (TaskState.CORRECT, TaskState.SUSPENDED):
                now = (task.due_at, task.paused_at, task.answer_by)
                assert task.paused_at is not None
                assert self.paused.setdefault(key, now) == now
            elif key in self.paused:
                due, since, _ = self.paused.pop(key)
                if task.state not in (TaskState.REFUSED, TaskState.WITHDRAWN, TaskState.CORRECT, TaskState.SUSPENDED):
                    self.check_left(task, due, since)

    def check_left(self, task: Task, due: object, since: object) -> None:
        """What was left when the clock stopped was left when it ran again."""
        item = self.matter.index.items[task.item]
        limit = item.promised or item.statutory
        (_, resumed) = task.pauses[-1]
        if limit is None or task.due_at is None or due is None or limit.unit is not Unit.WORKING_DAYS:
            return
        calendar = self.matter.turn.calendar
        assert isinstance(due, type(resumed))
        assert isinstance(since, type(resumed))
        if due >= since:
            before = find_working_days(since.date(), due.date(), calendar)
            assert find_working_days(resumed.date(), task.due_at.date(), calendar) == before
        assert task.due_at >= due

    @invariant()
    def what_takes_two_is_done_by_two(self) -> None:
        """Nothing proposed is done before another account has confirmed it, and never twice."""
        open_: dict[TaskKey, DecisionProposed] = {}
        for event in (happened.event for happened in self.matter.turn.events):
            if isinstance(event, DecisionProposed):
                open_[event.item, event.member] = event
            elif isinstance(event, DecisionConfirmed):
                proposed = open_.pop((event.item, event.member))
                assert proposed.officer != event.officer and proposed.act == event.act
        assert all(task.extended in (0, 5, 10) for task in self.matter.case.tasks.values())

    @invariant()
    def a_case_is_over_just_when_its_tasks_are(self) -> None:
        """No task is open in a case that is closed, and the outcome says what came of them."""
        case = self.matter.case
        if case.state in (CaseState.DRAFT, CaseState.SUBMITTED):
            return
        assert case.closed_at is not None
        assert all(task.ended for task in case.tasks.values())
        done = sum(task.state is TaskState.DONE for task in case.tasks.values())
        if case.state is not CaseState.WITHDRAWN:
            assert (case.state is CaseState.COMPLETED) is (done == len(case.tasks))
            assert (case.state is CaseState.NOT_COMPLETED) is (done == 0)

    @invariant()
    def some_way_leads_to_an_end(self) -> None:
        """From a submitted matter, with everybody willing and with nobody willing; a draft can always be withdrawn."""
        matter = self.matter
        if matter.case.state is CaseState.DRAFT:
            assert may_withdraw(matter.case)
        stands = (len(matter.turn.events), matter.turn.now)
        if stands == self.ended_from:  # nothing has happened since: it would end as it did
            return
        self.ended_from = stands
        for kindly in (True, False) if matter.case.state is CaseState.SUBMITTED else ():
            fork = matter.fork()
            on.finish(fork, kindly=kindly)
            assert fork.case.state not in on.OPEN, [(task.key, task.state, task.held_on, task.why) for task in fork.case.tasks.values()]

    def teardown(self) -> None:
        """A draft can be completed, or it can be said why not."""
        if hasattr(self, "matter"):
            REACHED.update(h.event.kind for h in self.matter.turn.events)
        if hasattr(self, "matter") and self.matter.case.state is CaseState.DRAFT:
            fork = self.matter.fork()
            if not on.fill(fork) and fork.case.state is CaseState.DRAFT:
                assert fork.refused, "nothing stands against it, and it cannot be submitted"


REACHED: Counter[str] = Counter()
POOL = examples()
"""Of what the next run plays."""
FEW = settings(max_examples=24, stateful_step_count=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=60, stateful_step_count=60, derandomize=False)


def run_each_theme(how: settings) -> None:
    """So many matters of each theme: what chance leaves out of all of them depends on the modules that happen to be loaded."""
    REACHED.clear()
    for theme in shipped().themes:
        POOL[:] = [one for one in examples() if one[0] == theme]
        run_state_machine_as_test(Everybody, settings=how)


def test_whatever_anybody_does() -> None:
    run_each_theme(FEW)
    wanted = {"case.closed", "case.withdrawn", "case.replanned", "correction.sent", "task.sent", "task.referred", "task.stopped"}
    wanted |= {
        "correction.answered",
        "task.decided",
        "task.done",
        "certificate.issued",
        "party.agreed",
        "payment.settled",
        "refund.ordered",
    }
    assert wanted <= set(REACHED), f"random acts no longer come there: {wanted - set(REACHED)}"


@pytest.mark.heavy
def test_whatever_anybody_does_for_long() -> None:
    run_each_theme(MANY)


@pytest.mark.parametrize(("theme", "name"), examples())
def test_every_example_can_be_finished_both_ways(theme: str, name: str) -> None:
    for kindly in (True, False):
        matter = Matter(theme, name)
        early = on.fill(matter)
        if not early:
            assert matter.case.state is CaseState.SUBMITTED, matter.refused
            on.finish(matter, kindly=kindly)
            assert matter.case.state not in on.OPEN
