"""What went to a department is a use of my data as much as what was drawn from one."""

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.core.cases.packages import find_package_facts
from shuangquan.core.words.actor import SYSTEM
from shuangquan.queries.portal_calls import PACKAGES, find_calls
from shuangquan.records.calls import PartyCallRow, append_calls
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.portal.steps import reach_form


def test_a_package_is_told_with_what_went_and_what_for(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    plain = case.removeprefix("/case/")
    with acting_system():
        loaded = load(plain)
        item = next(one for one in loaded.index.plan.items if find_package_facts(loaded.index, one))
        own, role, fact = find_package_facts(loaded.index, item)[0]
        row = PartyCallRow(NOW, item.department, PACKAGES, plain, item.id, "test", ("package",), (f"{own}.{fact}", "made.up"), "ok", 1)
        append_calls(SYSTEM, [row], loaded.case.region)
        (told,) = find_calls(plain, loaded.index, "zh")
    assert (told.sent, told.party, told.source, told.items) == (True, item.department_name, item.name, (item.name,))
    assert told.fields == (loaded.index.vars[f"{role}.{fact}"].label,)
    page = phone.get("/my/data/").text
    assert "送去什么" in page and item.name.zh in page
