"""`shuangquan doctor` names machines that went silent and devices that complain."""

from datetime import timedelta

from shuangquan.actions.doctor import Finding, find_ailments
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.kiosks import apply_beat, apply_health
from tests.kiosk.conftest import Machine
from tests.portal.ports import World


def look() -> Finding:
    return next(one for one in find_ailments() if one.what == "自助终端")


def test_silent_machines_and_sick_devices_are_named(world: World) -> None:
    assert look().good, "no machine is no trouble"
    machine = Machine(world)
    apply_beat(machine.id, {"printer": "", "reader": "", "help": now().isoformat()})
    assert look() == Finding("自助终端", True, "1 台在用，设备都好"), "that somebody calls is for the fleet page"
    apply_health(machine.id, {"printer": "jam", "reader": ""})
    assert not look().good and "printer jam" in look().say
    apply_health(machine.id, {"printer": "", "reader": ""})
    with stopped_at(now() + timedelta(hours=25)):
        assert not look().good and "1 号机 一天没有消息" in look().say
