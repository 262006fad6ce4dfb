"""成熟一项、定标一项、上线一项: every step refuses with reasons, two persons take the last two, and a case keeps its bundle."""

import json
from datetime import timedelta

import pytest

from shuangquan.actions.life import (
    ask_load,
    find_mature_gate,
    find_publishing_gate,
    find_serving,
    find_signing_gate,
    load_life,
    mark_mature,
    publish_bundle,
    sign_bundle,
)
from shuangquan.actions.standard_drafts import begin_draft, close_draft, find_both, follow_online, load_draft, load_versions, save_text
from shuangquan.actions.standards import load_bundle_of, load_online, put_online
from shuangquan.actions.trials import find_load, find_lock
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.drafts import find_saved
from shuangquan.records.life import find_steps
from shuangquan.records.models import Bundle, BundleStep
from shuangquan.records.plans import find_online_bundle, load_bundle_texts
from tests.console.conftest import EDITOR, FILE, NOW, OTHER, OWNER, THEME, read_shipped, skip_load, work_all

PROVINCE, HERE, THERE = "370000", "370783", "371302"
OLD_NAME, NEW_NAME = "新生儿", "新生宝宝"


def codes(caught: pytest.ExceptionInfo[Refusals] | pytest.ExceptionInfo[Refusal]) -> set[str]:
    """The codes of what was refused; each has a sentence that can be said with its data."""
    refusals = caught.value.refusals if isinstance(caught.value, Refusals) else (caught.value,)
    assert all(say_refusal(one) and say_refusal(one, "en") for one in refusals)
    return {one.code for one in refusals}


def make_draft(name: str = NEW_NAME, path: str = FILE) -> str:
    """A draft in which one word of a theme is another."""
    draft = begin_draft(EDITOR, "换个说法")
    text = read_shipped()[path]
    assert OLD_NAME in text
    save_text(EDITOR, draft, path, 0, text.replace(OLD_NAME, name))
    return draft


def make_mature(name: str = NEW_NAME) -> str:
    draft = make_draft(name)
    with pytest.raises(Refusals) as caught:
        mark_mature(EDITOR, draft)
    assert codes(caught) == {"life.checking"}
    assert work_all() == 1
    bundle = mark_mature(EDITOR, draft)
    skip_load()
    return bundle


def make_signed(name: str = NEW_NAME) -> str:
    bundle = make_mature(name)
    sign_bundle(OWNER, bundle)
    return bundle


def test_the_whole_life_of_a_standard(online: str) -> None:
    bundle = make_mature()
    assert load_life(EDITOR, bundle).state == "mature" and find_online_bundle() == online
    sign_bundle(OWNER, bundle)
    life = load_life(EDITOR, bundle)
    assert life.state == "signed" and life.verified
    publish_bundle(OTHER, bundle, PROVINCE, None)
    assert find_online_bundle() == bundle and load_online().hash == bundle
    assert NEW_NAME in load_bundle_texts(bundle)[FILE]
    assert load_life(EDITOR, bundle).state == "online" and load_life(EDITOR, online).state == "superseded"
    assert [(step.step, step.actor) for step in find_steps(bundle)] == [("mature", "staff-1"), ("signed", "staff-2"), ("online", "staff-3")]


def test_nobody_signs_what_was_not_tried_under_load(online: str) -> None:
    draft = make_draft()
    assert {one.code for one in find_mature_gate(EDITOR, draft)} == {"life.checking"}
    work_all()
    assert not find_mature_gate(EDITOR, draft)
    bundle = mark_mature(EDITOR, draft)
    with pytest.raises(Refusals) as caught:
        sign_bundle(OWNER, bundle)
    waits = ["life.simulating", "life.hindsight"]
    assert codes(caught) == {*waits} and [one.code for one in find_signing_gate(OWNER, bundle)] == waits
    assert work_all() == 2
    answer = ask_load(bundle).answer
    assert answer is not None and [one["name"]["zh"] for one in answer["themes"]] == [load_bundle_of(bundle).themes[THEME].name.zh]
    assert answer["themes"][0]["cases"] > 100 and 0 <= answer["themes"][0]["kept"] <= 1 and len(answer["desks"]) > 2
    assert not find_signing_gate(OWNER, bundle)
    sign_bundle(OWNER, bundle)
    assert [one.code for one in find_publishing_gate(OWNER, bundle, PROVINCE)] == ["life.two"]
    assert not find_publishing_gate(OTHER, bundle, PROVINCE)
    assert ask_load(bundle, find_load(10**6, 0)).question["arrivals"] == 200, "more than a worker can do is not asked for"


def test_a_draft_with_errors_does_not_mature_and_is_told_where(online: str) -> None:
    draft = begin_draft(EDITOR, "写坏了")
    text = read_shipped()[FILE]
    save_text(EDITOR, draft, FILE, 0, text + "\nno_such_key: 1\n")
    with pytest.raises(Refusals):
        mark_mature(EDITOR, draft)
    work_all()
    with pytest.raises(Refusals) as caught:
        mark_mature(EDITOR, draft)
    assert codes(caught) == {"life.errors"}
    (refusal,) = caught.value.refusals
    assert refusal.data["file"] == FILE and refusal.data["line"] == len(text.splitlines()) + 2
    assert not BundleStep.objects.exists()


def test_a_check_of_what_was_typed_over_is_given_up(online: str, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = make_draft()
    assert {one.code for one in find_mature_gate(EDITOR, draft)} == {"life.checking"}
    seen = iter(({FILE: 1}, {FILE: 2}))
    monkeypatch.setattr("shuangquan.actions.trying.find_saved_versions", lambda draft: next(seen))
    work_all()
    assert next(seen, None) is None, "it was looked at before the theme and its examples"
    monkeypatch.undo()
    assert {one.code for one in find_mature_gate(EDITOR, draft)} == {"life.checking"}, "and is no answer"


def test_long_work_on_one_draft_is_done_one_after_another() -> None:
    assert find_lock({"kind": "check", "draft": "d"}) == find_lock({"kind": "counted", "draft": "d"}) == "trial:d"
    assert find_lock({"kind": "figures", "bundle": "b"}) == "trial:b"
    assert find_lock({"kind": "quick", "draft": "d"}) is None


def test_an_example_that_comes_out_otherwise_keeps_a_draft_from_maturing(online: str) -> None:
    draft, path = begin_draft(EDITOR, "例子不对"), "newborn/examples.yaml"
    text = read_shipped()[path]
    wrong = text.replace("approve", "refer", 1)
    assert wrong != text
    save_text(EDITOR, draft, path, 0, wrong)
    with pytest.raises(Refusals):
        mark_mature(EDITOR, draft)
    work_all()
    with pytest.raises(Refusals) as caught:
        mark_mature(EDITOR, draft)
    assert codes(caught) == {"life.errors"} and caught.value.refusals[0].data["file"] == path


def test_nothing_changed_is_no_new_standard(online: str) -> None:
    draft = begin_draft(EDITOR, "没改")
    with pytest.raises(Refusals) as caught:
        mark_mature(EDITOR, draft)
    assert "life.unchanged" in codes(caught)
    save_text(EDITOR, draft, FILE, 0, read_shipped()[FILE] + "\n# a remark changes nothing\n")
    with pytest.raises(Refusals):
        mark_mature(EDITOR, draft)
    work_all()
    with pytest.raises(Refusals) as caught:
        mark_mature(EDITOR, draft)
    assert codes(caught) == {"life.unchanged"}


def test_signing_and_putting_online_are_two_persons(online: str) -> None:
    bundle = make_signed()
    with pytest.raises(Refusals) as caught:
        publish_bundle(OWNER, bundle, PROVINCE, None)
    assert codes(caught) == {"life.two"}
    assert find_online_bundle() == online


def test_an_editor_neither_signs_nor_publishes_and_an_officer_does_nothing_here(online: str) -> None:
    bundle = make_mature()
    officer = Actor("officer", "staff-9", "370783", "console", 4, "standards")
    tries = (
        lambda: sign_bundle(EDITOR, bundle),
        lambda: publish_bundle(EDITOR, bundle, PROVINCE, None),
        lambda: sign_bundle(officer, bundle),
        lambda: begin_draft(officer, "x"),
        lambda: load_life(officer, bundle),
    )
    for one in tries:
        with pytest.raises(Refusal) as caught:
            one()
        assert codes(caught) == {"policy.forbidden"}


def test_steps_are_taken_in_their_order_and_once(online: str) -> None:
    bundle = make_mature()
    with pytest.raises(Refusals) as caught:
        publish_bundle(OTHER, bundle, PROVINCE, None)
    assert codes(caught) == {"life.not_signed"}
    with pytest.raises(Refusals) as caught:
        sign_bundle(OWNER, online)
    assert codes(caught) == {"life.not_mature"}
    with pytest.raises(Refusal) as unknown:
        sign_bundle(OWNER, "0" * 64)
    assert codes(unknown) == {"bundle.unknown"}
    sign_bundle(OWNER, bundle)
    with pytest.raises(Refusals) as caught:
        sign_bundle(OTHER, bundle)
    assert codes(caught) == {"life.signed"}
    publish_bundle(OTHER, bundle, PROVINCE, None)
    with pytest.raises(Refusals) as caught:
        publish_bundle(OTHER, bundle, PROVINCE, None)
    assert codes(caught) == {"life.serves"}


def test_a_text_changed_behind_the_signature_does_not_go_online(online: str, owner_db: object) -> None:
    bundle = make_signed()
    held = Bundle.objects.get(hash=bundle)
    texts = {**held.texts, FILE: held.texts[FILE].replace(NEW_NAME, "别的")}
    owner_db.execute("update bundle set texts = %s::jsonb where hash = %s", [json.dumps(texts), bundle])  # type: ignore[attr-defined]
    with pytest.raises(Refusals) as caught:
        publish_bundle(OTHER, bundle, PROVINCE, None)
    assert codes(caught) == {"life.signature"}
    assert load_life(EDITOR, bundle).verified is False


def test_a_signature_of_another_moment_or_person_does_not_verify(online: str, owner_db: object) -> None:
    bundle = make_signed()
    for change in ("actor = 'staff-8'", "at = at + interval '1 second'", "signature = decode(repeat('00', 64), 'hex')"):
        owner_db.execute("alter table bundle_step disable trigger user")  # type: ignore[attr-defined]
        owner_db.execute("create temporary table kept as select * from bundle_step")  # type: ignore[attr-defined]
        owner_db.execute(f"update bundle_step set {change} where step = 'signed'")  # type: ignore[attr-defined]
        with pytest.raises(Refusals) as caught:
            publish_bundle(OTHER, bundle, PROVINCE, None)
        assert codes(caught) == {"life.signature"}, change
        owner_db.execute("delete from bundle_step")  # type: ignore[attr-defined]
        owner_db.execute("insert into bundle_step select * from kept")  # type: ignore[attr-defined]
        owner_db.execute("drop table kept")  # type: ignore[attr-defined]
    publish_bundle(OTHER, bundle, PROVINCE, None)


def test_a_county_goes_first_and_the_province_follows(online: str) -> None:
    first = make_signed()
    publish_bundle(OTHER, first, HERE, None)
    assert (find_online_bundle(region=HERE), find_online_bundle(region=THERE), find_online_bundle()) == (first, online, online)
    assert load_online(HERE).hash == first
    assert find_serving() == {online: (), first: (HERE,)}
    assert load_life(EDITOR, online).state == "online"
    with stopped_at(NOW + timedelta(days=1)):
        publish_bundle(OTHER, first, "370000", None)
        assert {find_online_bundle(region=region) for region in (HERE, THERE, "")} == {first}


def test_it_begins_when_it_was_said_to(online: str) -> None:
    bundle, since = make_signed(), NOW + timedelta(days=7)
    publish_bundle(OTHER, bundle, PROVINCE, since)
    assert find_online_bundle() == online and load_life(EDITOR, bundle).state == "waiting"
    with stopped_at(since - timedelta(seconds=1)):
        assert find_online_bundle() == online
    with stopped_at(since):
        assert find_online_bundle() == bundle and load_life(EDITOR, bundle).state == "online"


def test_dates_and_regions_that_cannot_be(online: str) -> None:
    bundle = make_signed()
    with pytest.raises(Refusals) as caught:
        publish_bundle(OTHER, bundle, PROVINCE, now() - timedelta(minutes=1))
    assert codes(caught) == {"life.date"}
    for region in ("", "37", "379999", "abc"):
        with pytest.raises(Refusal) as unknown:
            publish_bundle(OTHER, bundle, region, None)
        assert codes(unknown) == {"life.region"}


def test_what_somebody_else_published_is_not_undone_by_an_older_draft(online: str) -> None:
    one, two = make_signed("甲"), make_signed("乙")
    publish_bundle(OTHER, one, PROVINCE, None)
    with stopped_at(NOW + timedelta(hours=1)):
        with pytest.raises(Refusals) as caught:
            publish_bundle(OTHER, two, PROVINCE, None)
        assert codes(caught) == {"life.overtaken"}


def test_the_way_back_is_the_same_door(online: str) -> None:
    first = make_signed("甲")
    publish_bundle(OTHER, first, PROVINCE, None)
    with stopped_at(NOW + timedelta(hours=1)):
        second = make_signed("乙")
        publish_bundle(OTHER, second, PROVINCE, None)
        assert find_online_bundle() == second
    with stopped_at(NOW + timedelta(hours=2)):
        publish_bundle(OTHER, first, PROVINCE, None)
        assert find_online_bundle() == first and load_life(EDITOR, second).state == "superseded"


def test_a_restart_does_not_replace_what_people_published(online: str) -> None:
    bundle = make_signed()
    publish_bundle(OTHER, bundle, PROVINCE, None)
    with stopped_at(NOW + timedelta(days=1)):
        assert put_online(load_online("370783")) is False
        assert find_online_bundle() == bundle


def test_two_editors_and_nothing_is_lost(online: str) -> None:
    draft, base = begin_draft(EDITOR, "两个人"), read_shipped()[FILE]
    assert save_text(EDITOR, draft, FILE, 0, base + "# one\n") == 1
    with pytest.raises(Refusal) as caught:
        save_text(OWNER, draft, FILE, 0, base + "# two\n")
    assert codes(caught) == {"draft.overtaken"} and caught.value.data["version"] == 1
    assert save_text(OWNER, draft, FILE, 1, base + "# two\n") == 2
    assert save_text(OWNER, draft, FILE, 2, base + "# two\r\n") == 2, "the same again is not another version"
    assert [(one.version, one.author, one.text[-6:]) for one in load_versions(EDITOR, draft, FILE)] == [
        (2, "staff-2", "# two\n"),
        (1, "staff-1", "# one\n"),
    ]


def test_a_draft_follows_what_went_online(online: str) -> None:
    later, other = make_draft("丙"), begin_draft(EDITOR, "另一个文件")
    save_text(EDITOR, other, "newborn/examples.yaml", 0, read_shipped()["newborn/examples.yaml"] + "# x\n")
    first = make_signed("甲")
    publish_bundle(OTHER, first, PROVINCE, None)
    with stopped_at(NOW + timedelta(hours=1)):
        with pytest.raises(Refusals) as caught:
            mark_mature(EDITOR, later)
        assert "life.base" in codes(caught)
        follow_online(EDITOR, other, seen=False)
        assert load_draft(EDITOR, other).base == first
        assert find_both(load_draft(EDITOR, later), first) == (FILE,)
        with pytest.raises(Refusal) as both:
            follow_online(EDITOR, later, seen=False)
        assert codes(both) == {"draft.both"} and both.value.data["files"] == FILE
        follow_online(EDITOR, later, seen=True)
        assert load_draft(EDITOR, later).base == first and "丙" in find_saved(later)[FILE].text


@pytest.mark.parametrize(
    "path", ["../x.yaml", "/x.yaml", "A/x.yaml", "x.yml", "a//b.yaml", "a/.b.yaml", "a/b.yaml\n", "", "x" * 201 + ".yaml"]
)
def test_only_files_of_standards_are_saved(online: str, path: str) -> None:
    draft = begin_draft(EDITOR, "路径")
    with pytest.raises(Refusal) as caught:
        save_text(EDITOR, draft, path, 0, "x: 1\n")
    assert codes(caught) == {"draft.path"}


def test_what_a_draft_refuses(online: str) -> None:
    for title in ("", "  ", "长" * 101):
        with pytest.raises(Refusal) as caught:
            begin_draft(EDITOR, title)
        assert codes(caught) == {"draft.title"}
    draft = make_draft()
    with pytest.raises(Refusal) as caught:
        save_text(EDITOR, draft, FILE, 1, "x" * (256 * 1024 + 1))
    assert codes(caught) == {"draft.too_large"}
    with pytest.raises(Refusal) as caught:
        load_draft(EDITOR, "01a20c00-0000-7000-8000-000000000000")
    assert codes(caught) == {"draft.unknown"}
    close_draft(EDITOR, draft)
    for closed in (lambda: save_text(EDITOR, draft, FILE, 1, "x: 1"), lambda: mark_mature(EDITOR, draft)):
        with pytest.raises(Refusal) as caught:
            closed()
        assert codes(caught) == {"life.closed"}


def test_without_a_key_nobody_signs(online: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = make_mature()
    monkeypatch.setattr("shuangquan.actions.life.KEY", "nobody")
    with pytest.raises(Refusal) as caught:
        sign_bundle(OWNER, bundle)
    assert codes(caught) == {"life.no_key"}
