"""A new version of the standard goes online while somebody has a draft, and while a case is under way."""

import pytest

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.desk import pass_task
from shuangquan.actions.loading import load
from shuangquan.actions.projections import find_drift
from shuangquan.actions.rebasing import rebase_submitted
from shuangquan.actions.standards import load_online, put_online
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.words.errors import Refusal
from shuangquan.records.plans import append_bundle, load_bundle_texts
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World
from tests.portal.steps import finish, reach_form
from tests.portal.test_after import POLICE, ready

NEWER = "这件事的标准有了新版"


def publish() -> str:
    """Another version goes online: its promises are the same, its name is not. Answers its hash."""
    texts = dict(load_bundle_texts(load_online().hash))
    texts["newborn/theme.yaml"] = texts["newborn/theme.yaml"].replace("出生一件事", "出生一件事新版")
    bundle, _ = load_bundle(texts)
    assert bundle is not None
    append_bundle(bundle.hash, texts)
    put_online(bundle)
    return bundle.hash


def test_a_draft_stays_with_its_version_until_the_applicant_says_otherwise(world: World) -> None:
    her = Browser("mother")
    case = reach_form(her, {"follows": "mother"})
    assert NEWER not in her.text
    newer = publish()
    her.get(f"{case}/form")
    assert NEWER in her.text and "出生一件事新版" not in her.text
    her.send(f"{case}/form", {"do": "rebase"})
    assert her.path == f"{case}/notice", "she is told anew what is asked of whom"
    her.post(f"{case}/notice")
    assert her.path == f"{case}/form", "what she answered is not asked again"
    assert "出生一件事新版" in her.text and NEWER not in her.text
    number = case.removeprefix("/case/")
    with acting_system():
        assert load(number).case.bundle == newer
        assert not find_drift(number)


def test_an_operator_has_a_submitted_case_go_on_by_the_new_version(world: World) -> None:
    world.family.collective = True
    her = Browser("mother")
    case = ready(world, her)
    assert "审批人员在看" in finish(world, her, case)
    newer, number = publish(), case.removeprefix("/case/")
    with pytest.raises(Refusal, match=r"reason\.empty"):
        rebase_submitted(number, "")
    with acting_system():
        people_call_it = load(number).stored.row.number
    assert people_call_it is not None
    found = rebase_submitted(people_call_it, "新办法施行")
    assert found.case.bundle == newer
    assert "换成按新版标准办" in her.get(f"{case}/").text
    with acting(POLICE):
        pass_task(POLICE, number, "household-registration", "1", "地址核实过")
    settle(number)
    with acting_system():
        assert load(number).case.state is CaseState.COMPLETED


def test_a_case_of_nobody_is_not_rebased(world: World) -> None:
    for what in ("SQ3707832026112400000000", "no such thing", "01890a5d-ac96-774b-bcce-b302099a8057"):
        with pytest.raises(Refusal, match=r"case\.unknown"):
            rebase_submitted(what, "新办法施行")
