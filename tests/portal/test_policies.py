"""惠企政策 for everybody: asked a little, told why, and how sure the source is; nothing is kept."""

import pytest

from shuangquan.connectors.share.port import Drawn, DrawRequest
from tests.portal.conftest import Browser
from tests.portal.ports import NOW, World

pytestmark = pytest.mark.database
CODE = "91370783MA3TEST12X"


def test_anybody_says_a_little_and_sees_why(world: World) -> None:
    stranger = Browser().get("/policies/")
    assert "先说说这家公司" in stranger.text and 'name="uscc"' not in stranger.text
    said: dict[str, object] = {"co:active": "true", "co:staff": "12", "co:small_taxpayer": "true", "co:monthly_sales": "8"}
    seen = stranger.send("/policies/", said)
    assert "30 人以下免征残疾人就业保障金" in seen.text and "从业人数" in seen.text and "凭你说的算的" in seen.text
    assert "照公开文件整理，原文未核" in seen.text and "还要知道" in seen.text
    assert not world.share.asked
    wrong = stranger.send("/policies/", {**said, "co:staff": "many"})
    assert wrong.status == 422 and "填整数" in wrong.text
    assert "先说说这家公司" in stranger.get("/policies/").text, "nothing that was said is kept"


def test_who_has_signed_in_has_the_register_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[DrawRequest] = []

    def draw(request: DrawRequest) -> Drawn:
        asked.append(request)
        company = request.fields[0].split(".")[0]
        return Drawn(True, NOW, {f"{company}.active": True, f"{company}.sole_trader": True}, ())

    monkeypatch.setattr(world.share, "draw", draw)
    phone = Browser("mother")
    seen = phone.send("/policies/", {"uscc": CODE, "co:income": "20"})
    assert asked and all(set(one.keys.values()) == {CODE} and one.purpose == "惠企政策匹配" for one in asked)
    assert "个体工商户个人所得税减半" in seen.text and "市场主体登记信息查询" in seen.text
    short = phone.send("/policies/", {"uscc": "123"})
    assert short.status == 422 and "18 位" in short.text
