"""督办: lateness is brought before those who supervise, once; they ask for an account; without one the operator is told."""

from datetime import timedelta

from django.db import connection

from shuangquan.actions.acting import acting_system
from shuangquan.actions.alerting import raise_alert, step_up
from shuangquan.actions.sending import send_messages
from shuangquan.actions.supervising import issue_cards
from shuangquan.core.words.text import Text
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import enter_context
from shuangquan.records.models import Alert, StaffUser
from shuangquan.records.organisations import StoredOrganisation, keep_organisation
from tests.desk.conftest import ITEM, NOW, Officer, append_officer, make_collective
from tests.desk.filing import REGION, look
from tests.portal.ports import World


def find_all() -> list[tuple[str, int, str, bool]]:
    with acting_system(), enter_context():
        return [(row.desk, row.level, row.why, row.over_at is None) for row in Alert.objects.order_by("level", "raised_at")]


def find_jobs() -> list[str]:

    with connection.cursor() as cursor:
        cursor.execute("select args->>'why' from procrastinate_jobs where task_name = 'case.alert' order by id")
        return [str(why) for (why,) in cursor.fetchall()]


def test_told_once_asked_and_accounted_for(world: World) -> None:
    case = make_collective(world)
    append_officer("han", "police")
    append_officer("head", "police", roles=("officer", "lead"))
    append_officer("boss", "operator", "370700", roles=("supervisor",))
    StaffUser.objects.filter(username__in=("head", "han")).update(phone="13800000077")
    task = look(case).case.tasks[ITEM, "1"]
    assert task.due_at is not None
    late = task.due_at + timedelta(minutes=1)
    with stopped_at(late):
        with acting_system():
            assert issue_cards() == 1
        assert find_jobs()[-1] == "yellow"
        raise_alert(case, ITEM, "1", "yellow")
        raise_alert(case, ITEM, "1", "yellow")
        assert find_all() == [("police", 1, "yellow", True)]
        with acting_system():
            send_messages(20)
        assert [one.phone for one in world.messages.sent if one.template == "alert"] == ["13800000077"], "who supervises, once"
        assert "督办" not in Officer("han").text
        assert Officer("han").get("/desk/alerts/").status == 403
        head = Officer("head")
        assert "有 1 件超期或者没有回音" in head.text
        assert "超期（黄牌）" in head.get("/desk/alerts/").text
        assert "没有要督办的" in Officer("boss").get("/desk/alerts/").text, "not yet on this level"
        with acting_system(), enter_context():
            (alert,) = Alert.objects.all()
        assert Officer("boss").post("/desk/alerts/", alert=str(alert.id)).status == 403
        head.post("/desk/alerts/", alert=str(alert.id), text="为什么还没办")
        assert "要求说明了" in head.text and "要求过说明，等着" in head.text
        assert head.post("/desk/alerts/", alert=str(alert.id)).status == 422, "once"
        page = f"/desk/case/{case}/{ITEM}/1/"
        assert "回复督办" in Officer("han").get(page).text
        Officer("han").post(page, do="account", step="send", text="等回函，明天办完")
        assert find_jobs()[-1] == ""
        raise_alert(case, ITEM, "1", "")
        assert find_all() == [("police", 1, "yellow", False)]
        assert "没有要督办的" in Officer("head").get("/desk/alerts/").text


def test_without_an_account_it_goes_one_level_up_once(world: World) -> None:
    case = make_collective(world)
    append_officer("boss", "operator", "370700", roles=("supervisor",))
    raise_alert(case, ITEM, "1", "red")
    with acting_system():
        assert step_up() == 0
    with stopped_at(NOW + timedelta(days=9)):
        with acting_system():
            assert step_up() == 1
        assert find_all() == [("police", 1, "red", False), ("operator", 2, "red", True)]
        with stopped_at(NOW + timedelta(days=30)), acting_system():
            assert step_up() == 0, "the last level keeps it, and nothing else has to wait behind it"
        assert find_all() == [("police", 1, "red", False), ("operator", 2, "red", True)]
        boss = Officer("boss").get("/desk/alerts/")
        assert "下一级没有说明" in boss.text
        assert f"/desk/case/{case}" not in boss.text, "another department's file stays shut"
        with acting_system(), enter_context():
            alert = Alert.objects.get(level=2)
        boss.post("/desk/alerts/", alert=str(alert.id), text="")
        assert look(case).case.tasks[ITEM, "1"].account_by is not None


def test_the_named_supervisor_is_told_instead_of_the_operator(world: World) -> None:
    case = make_collective(world)
    keep_organisation(StoredOrganisation("law-sg", "justice", Text("司法局"), REGION, "", "", ""))
    keep_organisation(StoredOrganisation("police-sg", "police", Text("公安局"), REGION, "", "law-sg", ""))
    raise_alert(case, ITEM, "1", "red")
    with stopped_at(NOW + timedelta(days=9)), acting_system():
        step_up()
    assert find_all() == [("police", 1, "red", False), ("justice", 2, "red", True)]
