"""Who sees what at the desk: the own department and region, nothing else, and a stranger learns not even what exists."""

import re

from django.test import Client

from tests.desk.conftest import ITEM, Officer, append_officer, make_unmarried
from tests.desk.filing import look
from tests.portal.ports import World

NOWHERE = "01a20c00-0000-7000-8000-000000000000"


def test_only_the_own_department_in_the_own_region(world: World) -> None:
    case = make_unmarried(world)
    path = f"/desk/case/{case}/{ITEM}/1/"
    append_officer("police-here", "police")
    append_officer("health-here", "health")
    append_officer("police-there", "police", "371302")
    append_officer("police-city", "police", "370700")
    here = Officer("police-here").get(path)
    assert here.status == 200
    papers = re.findall(rf'href="({path}(?:paper|certificate)/[^"]+)"', here.text)
    assert papers
    assert Officer("police-city").get(path).status == 200
    version = look(case).case.version
    pages = set()
    for stranger in ("health-here", "police-there"):
        seen = Officer(stranger)
        assert path not in seen.text
        for address in (path, f"{path}?whole=father.id_number", *papers, f"/desk/case/{NOWHERE}/{ITEM}/1/"):
            seen.get(address)
            assert seen.status == 403, (stranger, address)
            assert "陈景行" not in seen.text
            pages.add(seen.text.split("<main")[1])
        for data in ({"do": "pass", "text": "好"}, {"do": "refuse", "text": "不", "remedy": "无"}, {"do": "correct", "text": "补"}):
            assert seen.post(path, step="send", **data).status == 403
    assert len(pages) == 1
    assert "这件不归你的部门或地区" in pages.pop()
    assert look(case).case.version == version


def test_an_officer_sees_only_the_tasks_of_the_department_on_a_shared_case(world: World) -> None:
    case = make_unmarried(world)
    append_officer("health-here", "health")
    health = Officer("health-here")
    assert health.get(f"/desk/case/{case}/birth-certificate/1/").status == 200
    assert health.get(f"/desk/case/{case}/{ITEM}/1/").status == 403
    assert health.get(f"/desk/case/{case}/birth-certificate/2/").status == 403
    assert health.get(f"/desk/case/{case}/no-such-item/-/").status == 403


def test_papers_of_the_case_that_the_task_does_not_rest_on_stay_shut(world: World) -> None:
    case = make_unmarried(world)
    append_officer("police-here", "police")
    append_officer("health-here", "health")
    police, health = Officer("police-here"), Officer("health-here")
    path = f"/desk/case/{case}/{ITEM}/1/"
    (link,) = re.findall(rf'href="{path}certificate/([^"]+)"', police.get(path).text)
    assert health.get(f"/desk/case/{case}/birth-certificate/1/certificate/{link}").status == 404
    assert police.get(f"{path}paper/{NOWHERE}").status == 404


def test_nobody_without_signing_in_and_no_citizen(world: World) -> None:
    case = make_unmarried(world)
    path = f"/desk/case/{case}/{ITEM}/1/"
    citizen = Client()
    citizen.get("/sign-in/?next=/my/")
    citizen.get("/sign-in/back?who=mother&level=4", follow=True)
    assert "citizen" in citizen.session
    for client in (Client(), citizen):
        for address in ("/desk/", path, f"{path}paper/{NOWHERE}", "/desk/keys"):
            answer = client.get(address)
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/desk/login?next=")
        assert client.post(path, {"do": "pass", "step": "send", "text": "好"}).status_code == 302
    assert look(case).case.tasks[ITEM, "1"].state.value == "review"
