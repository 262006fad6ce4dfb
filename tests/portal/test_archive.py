"""A matter that has ended archives itself: complete, tested, kept, noted; and again when it was opened again and ended anew."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.archive_signing import verify_manifest
from shuangquan.actions.archives import check_kept_archive, destroy_archive, propose_destruction, show_shelf
from shuangquan.actions.archiving import archive_case
from shuangquan.actions.desk import pass_task
from shuangquan.actions.loading import load
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.papers import reader as papers
from shuangquan.papers.archive.checking import check_package
from shuangquan.papers.archive.reading import read_facts, read_zip
from shuangquan.papers.reader import reader
from shuangquan.papers.reading_process import ProcessReader
from shuangquan.records.archives import find_archive, find_archives
from shuangquan.records.clock import now
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World
from tests.portal.steps import finish, pay
from tests.portal.test_after import POLICE, ready

FIRST, SECOND = (Actor("officer", f"staff-{nth}", "370783", "desk", 5, "operator", "archive", frozenset({"archivist"})) for nth in (71, 72))


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Papers are judged in a process of their own, as the site does it."""
    own = ProcessReader()
    monkeypatch.setattr(papers, "_bound", [own])
    yield
    own.close()


def finished(world: World) -> tuple[Browser, str]:
    phone = Browser("mother")
    case = ready(world, phone)
    finish(world, phone, case)
    plain = case.removeprefix("/case/")
    with acting_system():
        assert not load(plain).case.parcels or archive_case(plain) is None, "a parcel is on its way"
    world.courier.delivers = True
    settle(plain)
    return phone, plain


def test_everything_the_matter_held_is_in_its_archive(world: World) -> None:
    phone, case = finished(world)
    jobs = ProcrastinateJob.objects.using("queue").filter(task_name="case.archive")
    assert any(one.args["case"] == case and one.scheduled_at > now() + timedelta(minutes=50) for one in jobs)
    with acting_system():
        made = archive_case(case)
        assert archive_case(case) is None, "once is enough"
        assert made is not None and made.keep_until is None, "a birth is kept for ever"
        kept = find_archive(made.name)
    assert kept is not None and check_package(kept.content, verify_manifest, reader().judge_pdf).good
    files = read_zip(kept.content)
    facts, described = read_facts(files, "基本信息.xml")
    assert dict(facts)["申请人"] == "周若岚" and dict(facts)["保管期限"] == "永久" and dict(facts)["办理结果"] == "全部办成"
    assert {"1-申请材料/申请表.json", "2-办理过程/办理经过.json"} <= set(described)
    units = {name.split("/")[1] for name in files if name.startswith("事项包/")}
    assert len(units) == 4 and any("出生登记" in unit for unit in units)
    results = [name for name in files if "/3-办理结果/" in name]
    assert any("居民户口簿页" in name for name in results) and any("准予决定书" in name for name in results)
    assert "办完的事存进档案了" in phone.get(f"/case/{case}/").text
    with acting_system():
        assert load(case).case.archives[0][0] == made.name


def test_opened_again_it_is_archived_again_and_says_what_it_replaces(world: World) -> None:
    world.family.collective = True
    phone, case = finished(world)
    phone.post(f"/case/{case}/withdraw/household-registration/1")
    settle(case)
    with acting_system():
        first = archive_case(case)
    assert first is not None
    phone.post(f"/case/{case}/again/household-registration/1")
    with acting_system():
        assert archive_case(case) is None, "it is under way"
    with acting(POLICE):
        pass_task(POLICE, case, "household-registration", "1", "地址核实过")
    settle(case)
    pay(world, phone, f"/case/{case}")
    settle(case)
    with acting_system():
        second = archive_case(case)
        assert second is not None and [one.version for one in find_archives(case)] == [1, 2]
        kept = find_archive(second.name)
    assert kept is not None and f'替换="{first.name}"' in read_zip(kept.content)["清单.xml"].decode()


def test_two_people_destroy_what_is_over_and_nobody_before(world: World) -> None:
    _, case = finished(world)
    with acting_system():
        made = archive_case(case)
    assert made is not None
    with acting(FIRST), pytest.raises(Refusal, match=r"archive\.early"):
        propose_destruction(FIRST, made.name)
    with pytest.raises(Refusal, match=r"policy\.forbidden"), acting(POLICE):
        show_shelf(POLICE)


def test_what_is_over_needs_two(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, case = finished(world)
    monkeypatch.setattr("shuangquan.actions.archiving.find_last_day", lambda closed, years: closed - timedelta(days=1))
    with acting_system():
        made = archive_case(case)
    assert made is not None
    with acting(FIRST):
        assert [one.name for one in show_shelf(FIRST).due] == [made.name] and check_kept_archive(FIRST, made.name).good
        with pytest.raises(Refusal, match=r"archive\.not_asked"):
            destroy_archive(FIRST, made.name)
        propose_destruction(FIRST, made.name)
        with pytest.raises(Refusal, match=r"archive\.same"):
            destroy_archive(FIRST, made.name)
    with acting(SECOND):
        destroy_archive(SECOND, made.name)
        with pytest.raises(Refusal, match=r"archive\.destroyed"):
            check_kept_archive(SECOND, made.name)
        (row,) = show_shelf(SECOND).newest
        held = find_archive(made.name)
    assert (row.state, row.asked_by, row.destroyed_by) == ("destroyed", FIRST.subject, SECOND.subject)
    assert held is not None and held.content == b"", "nobody opens it any more"
