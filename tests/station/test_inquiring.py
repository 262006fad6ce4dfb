"""查一查 at the doors of staff: by number and name, as much as anybody may know."""

import re

import pytest

from shuangquan.actions import limiting
from shuangquan.records.throttle import Rate
from tests.counter.conftest import Clerk, make_hall
from tests.desk.conftest import make_collective
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.station.conftest import Tablet

pytestmark = pytest.mark.database


def test_by_number_and_name_at_the_window_and_at_the_station(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_collective(world)
    found = re.search(r"SQ[0-9]{22,}", Browser("mother").get(f"/case/{case}/").text)
    assert found
    make_hall()
    for door, somebody in (("counter", Clerk()), ("station", Tablet(world))):
        page = somebody.get(f"/{door}/inquiry/")
        assert page.status == 200 and "受理号" in page.text
        page = somebody.post(f"/{door}/inquiry/", number=found[0], name="周若岚")
        assert page.status == 200 and found[0] in page.text and "在办" in page.text, page.text
        assert world.family.mother not in page.text and "安安" not in page.text
        page = somebody.post(f"/{door}/inquiry/", number=found[0], name="路人")
        assert page.status == 422 and "在办" not in page.text and 'value="路人"' in page.text, "what was typed is not lost"
        page = somebody.post(f"/{door}/inquiry/", number=f"https://zwfw.example.cn/v/{'A' * 32}", name="")
        assert f'href="/v/{"A" * 32}"' in page.text
        with monkeypatch.context() as full:
            full.setitem(limiting.RATES, "inquiry", Rate("inquiry", 2, 60))
            statuses = [somebody.post(f"/{door}/inquiry/", number=found[0], name="周若岚").status for _ in range(5)]
            assert statuses[-1] == 422, "nobody guesses for long"
