"""Somebody is served at a place: the matter is theirs, and every step says whose hands it was."""

from datetime import date, timedelta

import pytest

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.assisting import IDLE, begin_by_card, end_assistance, find_assisted, find_places_served
from shuangquan.actions.drafts import inform_case, open_case
from shuangquan.connectors.reader.port import Card
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.cases import load_case
from shuangquan.records.clock import stopped_at
from shuangquan.records.models import DataUse
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.portal.steps import THEME

pytestmark = pytest.mark.database
CLERK = Actor("staff", "12", "370783", "counter")
OTHER = Actor("staff", "13", "370783", "counter")


def test_what_is_done_for_somebody_says_by_whom(world: World) -> None:
    world.reader.cards["w-1"] = Card(world.family.mother, "周若岚", None, faced=True)
    served = begin_by_card(CLERK, "w-1", "w-1")
    actor = served.actor("open a matter")
    assert (actor.kind, actor.by, actor.door, actor.identity) == ("citizen", "staff:12", "counter", 5)
    with acting(actor, served.index):
        case = open_case(actor, THEME, "370783", "mother", served.citizen.person)
        inform_case(actor, case, served.citizen.person)
    with acting_system():
        stored = load_case(case)
        assert stored is not None
        assert {(event.by, event.door) for event in stored.events} == {("staff:12", "counter")}
        assert stored.row.door == "counter"
        assert set(DataUse.objects.filter(case_id=case).values_list("by", flat=True)) <= {"staff:12"}
    own = Browser("mother").get(f"/case/{case}/next")
    assert own.status == 200
    with acting_system():
        again = load_case(case)
        assert again is not None
        assert {event.by for event in again.events[len(stored.events) :]} <= {""}


def test_it_ends_by_hand_by_idleness_and_by_the_next_one(world: World) -> None:
    world.reader.cards["w-1"] = Card(world.family.mother, "周若岚", None, faced=False)
    first = begin_by_card(CLERK, "w-1", "w-1")
    assert first.actor("look").identity == 4
    assert find_assisted(CLERK, first.held.id, first.index) is not None
    assert find_assisted(OTHER, first.held.id, first.index) is None
    second = begin_by_card(CLERK, "w-1", "w-1")
    assert find_assisted(CLERK, first.held.id, first.index) is None
    with stopped_at(NOW + IDLE + timedelta(seconds=1)):
        assert find_assisted(CLERK, second.held.id, second.index) is None
    third = begin_by_card(CLERK, "w-1", "w-1")
    end_assistance(third)
    assert find_assisted(CLERK, third.held.id, third.index) is None
    assert sorted(one.ended_how for one in find_places_served(first.index)) == ["done", "idle", "next"]
    assert find_places_served(bytes(32)) == ()


def test_no_card_and_one_that_is_over_are_told(world: World) -> None:
    with pytest.raises(Refusal) as none:
        begin_by_card(CLERK, "w-1", "w-1")
    world.reader.cards["w-1"] = Card(world.family.mother, "周若岚", date(2026, 11, 23), faced=True)
    with pytest.raises(Refusal) as over:
        begin_by_card(CLERK, "w-1", "w-1")
    assert (none.value.code, over.value.code) == ("card.none", "card.over")
