"""A parent acts for a child who is not of age because the register says so, at the moment, and until it says so no more."""

import re
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import cast

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.core.cases.transitions import CaseState
from shuangquan.queries.desk_case import find_hand
from shuangquan.queries.desk_read import Read
from shuangquan.records.clock import stopped_at
from shuangquan.records.vault import blind_index
from tests.portal.conftest import NOW, Browser, world
from tests.portal.ports import World, make_id
from tests.portal.steps import field, sign

__all__ = ["world"]
BORN = date(2014, 5, 20)
CHILD, NAME = make_id(BORN, 4), "陈小满"


def hat(number: str = CHILD) -> str:
    return f"ward:{blind_index('id_number', number).hex()}"


def act(who: str, world: World) -> Browser:
    world.family.minors[CHILD] = (NAME, BORN)
    parent = Browser(who)
    assert NAME in parent.get("/my/family/").text and "2032" in parent.text
    parent.post("/hats/wear", hat=hat())
    assert f"你现在替孩子{NAME}办理" in parent.text and "法定代理人" in parent.text
    return parent


def begin(parent: Browser) -> str:
    begun = parent.post("/matters/disability-subsidies/start", role="holder")
    found = re.findall(r"/case/[0-9a-f-]{36}", begun.path)
    assert found, parent.text
    parent.post(f"{found[0]}/notice")
    assert parent.status == 200
    return str(found[0])


def test_both_parents_act_for_a_child_and_it_is_seen_who_did(world: World) -> None:
    mother = act("mother", world)
    case = begin(mother)
    with acting_system():
        first = load(case.removeprefix("/case/")).stored.events[0]
    assert first.by.startswith("guardian:") and CHILD not in str(first) and NAME not in str(first), "the capacity, and no value"
    father = act("father", world)
    assert case in father.get("/my/").text
    data = father.get(f"{case}/data").text
    assert "父母，替孩子办事" in data and "陈景行" in data and "周若岚" in data
    world.identity.people["child"] = (CHILD, NAME)
    child = Browser("child")
    assert case in child.get("/my/").text, "the matter is the child's own"
    assert "父母，替孩子办事" in child.get(f"{case}/data").text
    mother.post("/hats/wear", hat="self")
    assert case not in mother.get("/my/").text, "and not the parent's"


def test_a_parent_signs_and_submits_for_the_child(world: World) -> None:
    mother = act("mother", world)
    case = begin(mother)
    form = mother.get(f"{case}/form").text
    mother.send(f"{case}/form", {field(form, "bank_account"): "6217000000000000001", "do": "check"})
    sign(mother, case)
    mother.send(f"{case}/finish", {"do": "submit"})
    with acting_system():
        loaded = load(case.removeprefix("/case/"))
    assert loaded.case.state is not CaseState.DRAFT, mother.text
    kinds = {event.kind: event.by for event in loaded.stored.events}
    assert kinds["form.signed"].startswith("guardian:") and kinds["case.submitted"].startswith("guardian:")
    assert "周若岚以父母身份替孩子开的" in mother.get(f"{case}/").text


def test_the_officer_is_told_in_what_capacity_it_was_filed(world: World) -> None:
    mother = act("mother", world)
    case = begin(mother)
    with acting_system():
        loaded = load(case.removeprefix("/case/"))
    chinese = cast(Read, SimpleNamespace(say=lambda zh, _en: zh))
    assert find_hand(chinese, loaded.stored.events) == "父母作为法定代理人代办"
    assert find_hand(chinese, [replace(loaded.stored.events[0], by="")]) == ""


def test_it_covers_what_a_child_may_apply_for_and_no_permissions(world: World) -> None:
    mother = act("mother", world)
    mother.post("/matters/newborn/start", role="mother")
    assert mother.status == 403 and "换回“以我个人”" in mother.text
    for path in ("/my/family/", "/my/family/give", "/my/data/apps", "/my/data/sharing", "/inquiry/own-homes/"):
        assert mother.get(path).status == 403 and "父母不能替孩子做" in mother.text, path
    assert mother.get("/certificates/").status == 200 and mother.get("/my/data/").status == 200
    assert "/my/family/" not in mother.text, "no way to what is closed"


def test_it_ends_at_eighteen_and_when_the_register_names_the_parent_no_more(world: World) -> None:
    mother = act("mother", world)
    case = begin(mother)
    world.family.minors.clear()
    assert mother.post(f"{case}/form").status == 403 and "登记里没有你是这个孩子父母的记录" in mother.text
    assert "你现在替孩子" not in mother.get("/").text, "the hat is off"
    assert mother.get(f"{case}/form").status in (403, 404)
    assert mother.post("/hats/wear", hat=hat()).status == 403
    of_age = NOW.replace(year=2032, month=5, day=20)
    with stopped_at(of_age - timedelta(days=1)):
        father = act("father", world)
        assert father.get("/my/").status == 200
    with stopped_at(of_age):
        assert father.get(f"{case}/form").status == 403 and "满 18 周岁" in father.text
        assert NAME not in father.get("/my/family/").text
        assert father.post("/hats/wear", hat=hat()).status == 403


def test_nobody_else_and_nothing_while_the_register_is_down(world: World) -> None:
    world.family.minors[CHILD] = (NAME, BORN)
    stranger = Browser("stranger")
    assert NAME not in stranger.get("/my/family/").text
    assert stranger.post("/hats/wear", hat=hat()).status == 403
    mother = act("mother", world)
    case = begin(mother)
    world.share.down.add("police.children")
    assert mother.post(f"{case}/form").status == 409 and "连不上" in mother.text
    assert "查不到孩子" in mother.get("/my/family/").text
    world.share.down.clear()
    mother.post("/hats/wear", hat=hat())
    assert mother.get(f"{case}/form").status == 200, "what was filled in is there"
