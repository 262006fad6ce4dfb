"""The same matter twice, submitted both times: a person makes one of them, nothing is lost, and the earlier clock counts."""

from datetime import timedelta

import pytest

from shuangquan.core.cases.case_parts import Payment
from shuangquan.core.cases.replay import Happened, replay
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.twin_events import CaseMerged, TwinTaken
from shuangquan.core.cases.twins import check_merge, check_taken, decide_apart, decide_merged, decide_taken, find_takings
from shuangquan.core.cases.walk import Walked
from shuangquan.core.notices.documents import find_documents
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Form, Knowledge
from shuangquan.core.words.names import parse_var
from tests.core.cases.walks import walk

HAN = "officer-1"
ACCOUNT = parse_var("worker.bank_account")
EARLY = ("retirement", "早一个月还不到")


def pair(example: tuple[str, str] = EARLY, *, later: timedelta = timedelta(days=2)) -> tuple[Walked, Walked]:
    """Two walks of one example, the second submitted `later`, each with an id and turn of its own."""
    first, second = walk(*example), walk(*example)
    second.turn = shift(second.turn, later)
    return first, second


def shift(turn: Turn, by: timedelta) -> Turn:
    """The same matter, as another case that happened that much later."""
    events = [Happened(one.event, one.at + by) for one in turn.events]
    case = replay("second", events, turn.values)
    case.due_at = case.due_at + by if case.due_at else None
    for task in case.tasks.values():
        task.due_at = task.due_at + by if task.due_at else None
    return Turn(case, turn.now + by, turn.fresh, turn.calendar, turn.number, dict(turn.values))


def claim(walked: Walked, value: str) -> None:
    fact = walked.case.facts[ACCOUNT]
    fact.know = Knowledge(Form.CLAIMED, value, fact.know.origin)
    fact.value = value


def merge(kept: Walked, closed: Walked, *taken: str, blobs: dict[str, tuple[str, str]] | None = None) -> TwinTaken:
    decide_merged(closed.turn, kept.case, taken, "一样的", HAN)
    how = next(one.event for one in closed.turn.events if isinstance(one.event, CaseMerged))
    kept.turn.now = max(kept.turn.now, closed.turn.now)
    decide_taken(kept.turn, kept.index, closed.case, how, "一样的", blobs or {})
    return next(one.event for one in kept.turn.events if isinstance(one.event, TwinTaken))


def test_the_later_one_goes_on_from_the_earlier_clock_and_takes_what_was_chosen() -> None:
    first, second = pair()
    claim(first, "6217001234567890")
    began, due = first.case.submitted_at, {key: task.due_at for key, task in first.case.tasks.items()}
    assert second.case.submitted_at is not None and began is not None and second.case.submitted_at > began
    (taking,) = find_takings(second.case, first.case, second.index)
    assert (taking.name, taking.lacks, taking.fixed) == ("worker.bank_account", False, False)
    case_due = first.case.due_at
    taken = merge(second, first, "worker.bank_account")
    assert (first.case.state, first.case.merged_into, first.case.closed_at) == (CaseState.WITHDRAWN, "second", first.turn.now)
    assert {task.state for task in first.case.tasks.values()} == {TaskState.WITHDRAWN}
    assert second.case.value(ACCOUNT) == "6217001234567890" and second.case.know(ACCOUNT).form is Form.CLAIMED
    assert (second.case.submitted_at, second.case.due_at, taken.since) == (began, case_due, began), "the earlier one's clock"
    assert {key: task.due_at for key, task in second.case.tasks.items()} == due
    assert second.case.twins == {first.case.id}
    before = len(second.turn.events)
    how = next(one.event for one in first.turn.events if isinstance(one.event, CaseMerged))
    decide_taken(second.turn, second.index, first.case, how, "一样的", {})
    assert len(second.turn.events) == before, "once"
    first_after = replay(first.case.id, first.turn.events, first.turn.values)
    assert (first_after.state, first_after.merged_into) == (CaseState.WITHDRAWN, "second")


def test_the_earlier_one_keeps_its_clock_and_what_was_not_chosen_stays_there() -> None:
    first, second = pair()
    claim(second, "6217001234567890")
    held, began, due = first.case.value(ACCOUNT), first.case.submitted_at, first.case.due_at
    taken = merge(first, second)
    assert (first.case.value(ACCOUNT), first.case.submitted_at, first.case.due_at, taken.tasks) == (held, began, due, ())
    assert second.case.value(ACCOUNT) == "6217001234567890", "nothing is lost"
    decide_running(second.turn, second.index)
    assert second.case.state is CaseState.WITHDRAWN and all(task.ended for task in second.case.tasks.values())


def test_a_paper_goes_over_as_a_copy_of_its_own() -> None:
    first, second = pair(("freight", "经营范围不含道路货运"))
    (place,) = second.case.evidence
    first.case.evidence.clear()
    (taking,) = [one for one in find_takings(first.case, second.case, first.index) if one.var is None]
    assert (taking.name, taking.lacks) == (f"paper:{place[0]}", True)
    merge(first, second, taking.name, blobs={taking.name: ("copy", "ab" * 32)})
    assert first.case.evidence[place] == ("copy", "ab" * 32)


def test_what_a_decision_rests_on_is_not_changed_behind_it() -> None:
    first, second = pair()
    claim(second, "6217001234567890")
    for task in first.case.tasks.values():
        task.state = TaskState.SENT
    first.case.tasks["pension-award", None] = first.case.tasks.pop(next(iter(first.case.tasks)))
    first.case.tasks["pension-award", None].item = "pension-award"
    (taking,) = find_takings(first.case, second.case, first.index)
    assert taking.fixed
    with pytest.raises(Refusal, match=r"twin\.fixed"):
        check_taken((taking,), (taking.name,))


def test_what_a_register_says_and_what_waits_for_consent_stay() -> None:
    first, second = pair()
    claim(second, "6217001234567890")
    fact = first.case.facts[ACCOUNT]
    fact.know = Knowledge(Form.KNOWN, "6217009999999999", fact.know.origin)
    assert find_takings(first.case, second.case, first.index) == ()
    fact.know = Knowledge(Form.CLAIMED, "6217009999999999", fact.know.origin)
    second.case.facts[ACCOUNT].held = True
    assert find_takings(first.case, second.case, first.index) == ()


def refused(kept: Walked, closed: Walked) -> str:
    with pytest.raises(Refusal) as caught:
        check_merge(kept.case, closed.case)
    return caught.value.code


def test_results_and_money_decide_which_goes_on_and_two_of_either_refuse() -> None:
    first, second = pair()
    task = next(iter(second.case.tasks.values()))
    task.state = TaskState.DONE
    check_merge(second.case, first.case)
    assert refused(first, second) == "twin.results"
    next(iter(first.case.tasks.values())).state = TaskState.REFUSED
    assert (refused(first, second), refused(second, first)) == ("twin.both", "twin.both")
    first, second = pair()
    line = (next(iter(first.case.tasks))[0], None, "9.00", "payer")
    assert first.case.submitted_at is not None
    second.case.payments["o"] = Payment("o", "9.00", (line,), "paid", first.case.submitted_at)
    check_merge(second.case, first.case)
    assert refused(first, second) == "twin.money"
    first.case.payments["p"] = Payment("p", "9.00", (line,), "paid", first.case.submitted_at)
    assert (refused(first, second), refused(second, first)) == ("twin.both_money", "twin.both_money")
    second.case.refunds["r"] = (line[0], None, "9.00", "ordered")
    check_merge(first.case, second.case)


def test_only_two_under_way_of_one_kind_with_its_applicant_in_both() -> None:
    first, second = pair()
    assert refused(first, first) == "twin.other"
    second.case.theme = "another"
    assert refused(first, second) == "twin.other"
    first, second = pair()
    fact = first.case.facts[parse_var(f"{first.case.signed_in}.id_number")]
    fact.know, fact.value = Knowledge(Form.KNOWN, "379900196501010015", fact.know.origin), "379900196501010015"
    assert refused(first, second) == "twin.party", "whoever applied would lose sight of it"
    first, second = pair()
    merge(first, second)
    third = walk(*EARLY)
    assert (refused(first, second), refused(third, second)) == ("twin.ended", "twin.ended")


def test_a_reason_is_needed_and_nothing_is_left_behind_without() -> None:
    first, second = pair()
    with pytest.raises(Refusal, match=r"reason\.empty"):
        decide_merged(second.turn, first.case, (), " ", HAN)
    with pytest.raises(Refusal, match=r"reason\.empty"):
        decide_apart(second.turn, first.case.id, "", HAN)
    assert second.turn.events == [] and second.case.state is CaseState.SUBMITTED


def test_that_they_are_two_is_said_once() -> None:
    first, second = pair()
    decide_apart(first.turn, "second", "两个孩子", HAN)
    events = len(first.turn.events)
    decide_apart(first.turn, "second", "再说一遍", HAN)
    assert len(first.turn.events) == events and first.case.apart == {"second"}
    assert second.case.state is CaseState.SUBMITTED


def test_the_applicant_has_one_document_that_says_why_and_what_can_be_done() -> None:
    first, second = pair()
    merge(second, first)
    made = find_documents(first.case.id, first.turn.events, first.turn.values, first.index, "SQ1")
    kinds = [one.kind for one in made]
    assert kinds.count("merged") == 1 and "withdrawn" not in kinds, "nobody took anything back"
    told = next(one for one in made if one.kind == "merged")
    assert any("一样的" in line for line in told.lines) and any("投诉" in line for line in told.lines)
