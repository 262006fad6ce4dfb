"""送达: the applicant chooses the way; whichever it is, the clock stops at what proves delivery, and the page says what that is."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.shipped_seals import ship_seals
from shuangquan.core.cases.delivery import find_lateness, find_limit_end
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.lateness import Kept, count_kept
from tests.desk.filing import look
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World
from tests.portal.steps import agree, field, finish, reach_form

ADDRESS = "寿光市圣城街道槐安巷 6 号"


def file_by(world: World, way: str, site: str = "") -> tuple[Browser, str]:
    """A birth whose results arrive in this way, worked through to its end; answers the phone and the path of the case."""
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother", "remote": "false"})
    assert re.findall(r'name="way" value="(\w+)"', phone.text) == ["post", "counter", "cabinet", "wallet"]
    phone.send(f"{case}/form", {"do": "invite:father", "way": way, "site": site})
    agree(case)
    phone.get(f"{case}/form")
    assert ("post_address" in phone.text) == (way == "post"), "an address is asked for what is sent, and for nothing else"
    typed = {field(phone.text, "name"): "安安"} | ({field(phone.text, "post_address"): ADDRESS} if way == "post" else {})
    phone.send(f"{case}/form", {"do": "next", "way": way, "site": site, **typed})
    assert phone.path.startswith(f"{case}/check"), phone.text
    finish(world, phone, case)
    return phone, case


def ended(case: str) -> bool:
    loaded = look(case.removeprefix("/case/"))
    assert loaded.case.closed_at is not None
    return find_limit_end(loaded.case, loaded.index) is not None


def test_by_courier_the_signature_at_the_door_stops_the_clock(world: World) -> None:
    world.courier.stops = ["collected", "on_the_way"]
    phone, case = file_by(world, "post")
    assert len(world.courier.sent) == 1 and not world.cabinet.deposits
    page = phone.get(f"{case}/").text
    assert "快递单号 SF1" in page and "快递取走了" in page and "在路上" in page and "时间算到送到为止" in page and not ended(case)
    world.courier.delivers = True
    settle(case.removeprefix("/case/"))
    settle(case.removeprefix("/case/"))
    page = phone.get(f"{case}/").text
    assert "证明：快递公司报的签收" in page and "时间算到送到为止" not in page and ended(case)
    events = [one.kind for one in look(case.removeprefix("/case/")).stored.events]
    assert events.count("parcel.reported") == 3 and events.count("parcel.delivered") == 1, "what was noted is not noted again"


@pytest.mark.parametrize("collected", [True, False])
def test_a_cell_is_opened_or_its_time_is_over(world: World, collected: bool) -> None:
    phone, case = file_by(world, "cabinet", "C37078301")
    assert len(world.cabinet.deposits) == 1 and not world.courier.sent
    page = phone.get(f"{case}/").text
    assert "取件码 482913" in page and "市民中心门口取件柜（示例） 示例路 1 号，07 号格" in page and not ended(case)
    assert "482913" not in str([one.body for one in look(case.removeprefix("/case/")).stored.events]), "a code is a value of the case"
    world.cabinet.state = "collected" if collected else "expired"
    settle(case.removeprefix("/case/"))
    page = phone.get(f"{case}/").text
    assert "482913" not in page
    if collected:
        assert "证明：取件柜的开柜记录 K00000001" in page and ended(case)
    else:
        assert "放回大厅窗口" in page and "在大厅窗口等你取" in page and not ended(case)


def test_electronic_only_means_opened_by_the_holder(world: World) -> None:
    phone, case = file_by(world, "wallet")
    assert not world.courier.sent and not world.cabinet.deposits
    assert "打开了 0 张" in phone.get(f"{case}/").text and not ended(case)
    cards = sorted(set(re.findall(r'href="(/certificates/[0-9a-f-]{36}/)"', phone.text)))
    for card in cards:
        stranger = Browser("stranger").get(card)
        assert stranger.status == 404
        phone.get(card)
        phone.get(card)
        phone.client.get(f"{card}pdf")
    loaded = look(case.removeprefix("/case/"))
    opened = [one.kind for one in loaded.stored.events].count("result.opened")
    assert opened == len([one for one in loaded.case.certificates if one.type in loaded.index.plan.delivery]) > 0
    assert "你登录后打开过每一张" in phone.get(f"{case}/").text and ended(case)


def test_an_ofd_is_as_good_as_a_pdf(world: World) -> None:
    ship_seals(world.ports.seal, world.ports.authority)
    phone, case = file_by(world, "wallet")
    phone.get(f"{case}/")
    for card in sorted(set(re.findall(r'href="(/certificates/[0-9a-f-]{36}/)"', phone.text))):
        assert phone.client.get(f"{card}ofd").status_code == 200
    loaded = look(case.removeprefix("/case/"))
    opened = [one for one in loaded.stored.events if one.kind == "result.opened"]
    assert {one.body["how"] for one in opened} == {"downloaded"} and ended(case)
    assert len(opened) == len([one for one in loaded.case.certificates if one.type in loaded.index.plan.delivery]) > 0


def test_at_a_hall_it_waits_and_the_way_is_settled_once_it_is_under_way(world: World) -> None:
    phone, case = file_by(world, "counter")
    assert not world.courier.sent and "在大厅窗口等你取" in phone.get(f"{case}/").text and not ended(case)
    phone.send(f"{case}/form", {"do": "save", "way": "post"})
    assert not look(case.removeprefix("/case/")).case.parcels and "在大厅窗口等你取" in phone.get(f"{case}/").text


def test_decided_in_time_and_delivered_late_is_late_where_the_standard_says_so(world: World) -> None:
    """One definition: the page, the row, the list of matters, the published figures; and by a limit until the decision it was in time."""
    phone, path = file_by(world, "post")
    case = path.removeprefix("/case/")
    loaded = look(case)
    due, since = loaded.case.due_at, now() - timedelta(days=1)
    assert (
        due is not None
        and loaded.case.closed_at is not None
        and loaded.case.closed_at < due
        and loaded.index.plan.limit_until == "delivered"
    )
    with acting_system():
        assert count_kept("370783", since, now()) == {}, "on its way, and not late yet"
        assert count_kept("370783", since, due + timedelta(hours=1)) == {"newborn": Kept(0, 1)}, "it runs on past its limit"
    with stopped_at(due + timedelta(hours=3)):
        world.courier.delivers = True
        settle(case)
        settle(case)
        loaded = look(case)
        ended = find_limit_end(loaded.case, loaded.index)
        assert ended is not None and ended > due and loaded.stored.row.limit_ended_at == ended
        assert find_lateness(due, ended, now()) == "late"
        with acting_system():
            assert count_kept("370783", since, now()) == {"newborn": Kept(0, 1)}
        board = phone.get("/late/?region=370783").text
        assert "整件事有没有按时" in board and "算到送达" in board
    until_decided = replace(loaded.index, plan=replace(loaded.index.plan, limit_until="decided"))
    assert find_limit_end(loaded.case, until_decided) == loaded.case.closed_at
    assert find_lateness(due, loaded.case.closed_at, now()) == "on_time"


def test_delivered_in_time_is_in_time(world: World) -> None:
    _, path = file_by(world, "post")
    case = path.removeprefix("/case/")
    world.courier.delivers = True
    settle(case)
    settle(case)
    loaded = look(case)
    assert loaded.stored.row.to_deliver and loaded.stored.row.limit_ended_at is not None
    with acting_system():
        assert count_kept("370783", now() - timedelta(days=1), now() + timedelta(days=90)) == {"newborn": Kept(1, 0)}
