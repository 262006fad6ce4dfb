"""A changed rule tried on what was decided before: only what comes out otherwise is counted, with the reason it would have."""

import pytest

from shuangquan.actions.checking import PlanMaker, load_folder
from shuangquan.actions.hindsight import find_changed_items
from shuangquan.core.cases.hindsight import GONE, PASS, REFER, SAID, Verdict, find_verdict, sum_up
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.settle import find_class
from shuangquan.core.cases.walk import Walked
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.words.text import Text
from tests.core.cases.walks import STANDARDS, shipped, walk

ITEM = "birth-certificate"
PLACE = "newborn/items.yaml"


def changed(old: str, new: str, path: str = PLACE) -> Bundle:
    texts = load_folder(STANDARDS)
    assert old in texts[path]
    texts[path] = texts[path].replace(old, new, 1)
    bundle, faults = load_bundle(texts)
    assert bundle is not None and not faults, faults
    return bundle


def judge(walked: Walked, index: PlanIndex) -> Verdict:
    task = walked.case.tasks[ITEM, "1"]
    assert task.accepted_at is not None
    return find_verdict(walked.case, index, ITEM, "1", task.accepted_at.date())


def replan(walked: Walked, bundle: Bundle) -> PlanIndex:
    case = walked.case
    return PlanMaker(bundle, case.theme).make(case.region, case.signed_in, dict(find_class(case, walked.index)), frozenset(case.missing))


@pytest.fixture(scope="module")
def born() -> Walked:
    return walk("newborn", shipped().examples["newborn"][0].name.zh)


def test_the_same_rules_say_the_same(born: Walked) -> None:
    assert judge(born, born.index).kind == PASS == judge(born, replan(born, shipped())).kind


def test_a_stricter_rule_would_have_sent_it_to_a_person(born: Walked) -> None:
    bundle = changed("child.birth_date <= today", "child.birth_date > today")
    found = judge(born, replan(born, bundle))
    assert found.kind == REFER and found.why.zh
    summed = sum_up(ITEM, Text("出生医学证明"), [(Verdict(PASS), found)] * 3 + [(Verdict(PASS), Verdict(PASS))], 2)
    assert [(one.before, one.after, one.why, one.count) for one in summed.otherwise] == [(SAID[PASS], SAID[REFER], found.why, 3)]
    assert (summed.looked, summed.same, summed.skipped) == (4, 1, 2)


def test_another_reason_for_the_same_end_is_not_otherwise() -> None:
    pairs = [(Verdict(REFER, Text("甲")), Verdict(REFER, Text("乙"))), (Verdict(REFER, Text("甲")), Verdict(GONE))]
    assert [one.after for one in sum_up(ITEM, Text("x"), pairs, 0).otherwise] == [SAID[GONE]]


def test_items_are_tried_whose_rules_or_parameters_changed_and_no_others() -> None:
    assert find_changed_items(shipped(), shipped()) == ()
    assert find_changed_items(shipped(), changed("child.birth_date <= today", "child.birth_date < today")) == (ITEM,)
    assert find_changed_items(shipped(), changed("department: health", "department: police")) == (), "who decides is not the rules"
    moved = find_changed_items(shipped(), changed("value: 12,", "value: 18,", "parameters.yaml"))
    assert moved and ITEM in moved
