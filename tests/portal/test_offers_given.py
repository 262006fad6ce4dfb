"""What is given to who does not say no, what lapses, and what a register's news begin."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from shuangquan.actions import giving
from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import begin_turn
from shuangquan.actions.news import hear_news
from shuangquan.actions.standards import load_online
from shuangquan.actions.sweeping import Swept, sweep_theme
from shuangquan.core.cases.case import Case as Matter
from shuangquan.core.cases.giving import decide_given
from shuangquan.core.words.errors import Refusal
from shuangquan.records.cases import load_case
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import Case, Heard, Offer
from shuangquan.records.sweeps import append_heard
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World, make_child
from tests.portal.test_offers import BORN, THEME, elders, people, quiet, write

__all__ = ["elders", "people"]
pytestmark = pytest.mark.database
LATER = NOW + timedelta(days=8)
"""Five working days after NOW are over."""


def sweep_later(people: Path, name: str = "later.parquet") -> Swept:
    """The next sweep, over the population as it is handed over then."""
    fresh = people.with_name(name)
    if not fresh.exists():
        fresh.write_bytes(people.read_bytes())
    with stopped_at(LATER):
        return sweep_theme(THEME, fresh, quiet)


def states() -> list[str]:
    with enter_context(SYSTEM_CLAIMS):
        return list(Offer.objects.order_by("state").values_list("state", flat=True))


def test_who_does_not_say_no_is_given_it(people: Path, elders: None) -> None:
    assert sweep_theme(THEME, people, quiet).given == 0
    phone = Browser("mother")
    page = phone.get("/").text
    assert "什么都不用做" in page and "2026 年 12 月 1 日" in page and "现在就领" in page
    swept = sweep_later(people)
    assert (swept.given, dict(swept.kept_back)) == (1, {})
    with enter_context(SYSTEM_CLAIMS):
        case, offer = Case.objects.get(), Offer.objects.get(state="given")
    assert case.state == "completed" and offer.case_id == case.id
    with acting_system():
        stored = load_case(str(case.id))
    assert stored is not None
    kinds = [event.kind for event in stored.events]
    assert kinds.count("case.given") == 1 and "form.signed" not in kinds and "notice.agreed" not in kinds
    page = phone.get(f"/case/{case.id}/").text
    assert "老年人权益保障法" in page and "由系统提交" in page and "你提交了" not in page
    assert "为你找到的" not in phone.get("/").text
    assert sweep_later(people, "again.parquet").given == 0 and Case.objects.count() == 0, "row security: nobody sees it without a context"


def test_who_says_no_is_given_nothing(people: Path, elders: None) -> None:
    sweep_theme(THEME, people, quiet)
    phone = Browser("mother")
    (no,) = re.findall(r'action="(/offers/[0-9a-f-]+/decline)"', phone.get("/").text)
    phone.post(no)
    assert sweep_later(people).given == 0 and states() == ["declined", "doubt"]


def test_what_would_have_to_be_asked_is_kept_back(people: Path, elders: None, world: World) -> None:
    sweep_theme(THEME, people, quiet)
    world.share.down.add("hr.card-accounts")
    swept = sweep_later(people)
    assert swept.given == 0 and dict(swept.kept_back) == {"fact.empty": 1}
    with enter_context(SYSTEM_CLAIMS):
        assert not Case.objects.exists() and states() == ["doubt", "offered"], "nothing half done is left"


def test_a_sweep_cut_off_while_giving_gives_nothing_twice(people: Path, elders: None, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep_theme(THEME, people, quiet)

    def die(*_: Any) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(giving, "apply_given", die)
        sweep_later(people)
    assert sweep_later(people).given == 1
    with enter_context(SYSTEM_CLAIMS):
        assert Case.objects.count() == 1 and states() == ["doubt", "given"]


def test_what_is_no_longer_found_lapses(people: Path, elders: None, world: World, tmp_path: Path) -> None:
    sweep_theme(THEME, people, quiet)
    page = Browser("mother").get("/").text
    (take, *_) = re.findall(r'action="(/offers/[0-9a-f-]+/confirm)"', page)
    gone = [(world.family.mother, "370783", BORN, False, None), (world.family.father, "370200", BORN, None, None)]
    sweep_theme(THEME, write(tmp_path / "moved.parquet", gone), quiet)
    assert states() == ["doubt", "lapsed"]
    answer = Browser("mother").post(take)
    assert answer.status == 422 and "已经过了时候" in answer.text
    sweep_theme(THEME, write(tmp_path / "back.parquet", [(world.family.mother, "370783", BORN, True, None)]), quiet)
    assert states() == ["doubt", "offered"], "who is found again is offered it again; another region's offers stand"


TOLD = "医院登记了你的孩子出生"


def test_a_birth_is_told_to_the_mother_once(world: World) -> None:
    world.family.children[:] = [make_child(1, date(2026, 11, 20)), make_child(2, date(2026, 11, 20), "male")]
    assert hear_news() == 2 and hear_news() == 0
    phone = Browser("mother")
    page = phone.get("/").text
    assert page.count(TOLD) == 1 and "去办" in page, "twins are one matter"
    assert TOLD not in Browser("father").get("/").text
    (take,) = re.findall(r'action="(/offers/[0-9a-f-]+/confirm)"', page)
    assert "/case/" in phone.post(take).path
    assert TOLD not in phone.get("/").text, "who has begun is not asked to begin"
    world.family.children.append(make_child(3, date(2026, 11, 23)))
    assert hear_news() == 1


def test_who_wants_no_help_is_not_told_of_the_twin_either(world: World) -> None:
    world.family.children[:] = [make_child(1, date(2026, 11, 20)), make_child(2, date(2026, 11, 20), "male")]
    hear_news()
    phone = Browser("mother")
    (no,) = re.findall(r'action="(/offers/[0-9a-f-]+/decline)"', phone.get("/").text)
    assert TOLD not in phone.post(no).text and states() == ["declined", "declined"]


def test_news_stand_for_so_long_and_a_silent_register_is_asked_again(world: World) -> None:
    world.family.children[:] = [make_child(1, date(2026, 11, 20))]
    world.share.down.add("health.birth-records")
    assert hear_news() == 0 and not Heard.objects.exists()
    world.share.down.clear()
    assert hear_news() == 1
    with stopped_at(NOW + timedelta(days=61)):
        assert TOLD not in Browser("mother").get("/").text
        assert hear_news() == 0
    assert states() == ["lapsed"]


def test_two_workers_that_hear_the_same_news_keep_them_once(world: World) -> None:
    assert append_heard("newborn", "health.birth-records", "", "1", [])
    assert not append_heard("newborn", "health.birth-records", "", "1", []), "the other one has heard it"
    assert append_heard("newborn", "health.birth-records", "1", "2", [])
    assert Heard.objects.get().cursor == "2"


def test_what_the_standard_does_not_give_is_not_given(people: Path) -> None:
    proactive = load_online().themes["child-subsidy"].proactive
    assert proactive is not None
    with pytest.raises(Refusal, match=r"offer\.not_given"):
        decide_given(begin_turn(Matter("c"), {}), None, proactive, ())  # type: ignore[arg-type]
