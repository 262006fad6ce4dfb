"""An uploaded paper is read by a person before an approval by rules counts, unless the standard says that it is enough."""

from shuangquan.actions.checking import PlanMaker, load_folder, walk_with
from shuangquan.core.cases.task_events import TaskReferred
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.world import World
from shuangquan.core.standard.load import load_bundle
from tests.core.cases.walks import STANDARDS, walk

NAME = "三辆车吨位不同"


def test_a_paper_that_is_not_said_to_be_enough_goes_to_a_person() -> None:
    texts = load_folder(STANDARDS)
    path = "freight/items.yaml"
    texts[path] = texts[path].replace("when: transferred, claimed: enough", "when: transferred")
    bundle, faults = load_bundle(texts)
    assert bundle is not None and not faults
    example = next(one for one in bundle.examples["freight"] if one.name.zh == NAME)
    walked = walk_with(World(bundle, example), PlanMaker(bundle, "freight"))
    told = [held.event for held in walked.turn.events if isinstance(held.event, TaskReferred)]
    assert [(one.item, one.why, one.claimed) for one in told] == [
        ("vehicle-transport-certificate", "paper", ("transfer-proof(vehicle=vehicles)",))
    ]
    assert walked.case.tasks[told[0].item, told[0].member].state is TaskState.REVIEW
    others = [task for key, task in walked.case.tasks.items() if key[0] == told[0].item and key[1] != told[0].member]
    assert others and all(task.state is TaskState.DONE for task in others), "whose vehicle was not transferred waits for nobody"


def test_one_that_is_enough_does_not() -> None:
    assert not [held for held in walk("freight", NAME).turn.events if isinstance(held.event, TaskReferred)]
