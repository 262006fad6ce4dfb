"""The archivist's page: what is archived, its tests, the file; nobody else sees it."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.archiving import archive_case
from shuangquan.actions.desk import confirm_task, refuse_task
from shuangquan.core.words.actor import Actor
from shuangquan.papers import reader as papers
from shuangquan.papers.reading_process import ProcessReader
from tests.desk.conftest import ITEM, Officer, append_officer, make_collective
from tests.portal.conftest import settle
from tests.portal.ports import World

POLICE, OTHER = (Actor("officer", f"officer-{nth}", "370783", "desk", 5, "police", "decide") for nth in (1, 2))


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Papers are judged in a process of their own, as the site does it."""
    own = ProcessReader()
    monkeypatch.setattr(papers, "_bound", [own])
    yield
    own.close()


def test_the_archivist_looks_tests_and_takes_out(world: World) -> None:
    case = make_collective(world)
    with acting(POLICE):
        refuse_task(POLICE, case, ITEM, "1", "集体户不能落", "先迁户口")
        confirm_task(OTHER, case, ITEM, "1")
    world.courier.delivers = True
    settle(case)
    settle(case)
    append_officer("ark", "operator", roles=("archivist",))
    append_officer("han", "police")
    page = Officer("ark")
    assert page.path == "/desk/archives/" and "还没有归档的" in page.text
    with acting_system():
        made = archive_case(case)
    assert made is not None
    assert made.name in page.get("/desk/archives/").text and "永久" in page.text
    page.get(f"/desk/archives/{made.name}/")
    assert "检测都通过" in page.text and "真实性" in page.text
    answer = page.client.get(f"/desk/archives/{made.name}/file")
    assert answer["Content-Type"] == "application/zip" and zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    page.post("/desk/archives/", do="propose", name=made.name)
    assert page.status == 422 and "没到期不能销毁" in page.text
    assert page.get("/desk/archives/Q000-SQ-99/").status == 422
    han = Officer("han")
    assert "/desk/archives/" not in han.text and han.get("/desk/archives/").status == 403
    assert han.get(f"/desk/archives/{made.name}/file").status == 403
