"""What begins a matter: it comes again, or whoever is entitled is looked for over a register."""

from datetime import date
from typing import Any

import pytest

from shuangquan.actions.standards import check_open
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.beginning import find_swept
from shuangquan.core.standard.guide import write_guide
from shuangquan.core.words.errors import Refusal
from tests.core.cases.small_standard import Small

WINDOW = {"every": "year", "opens": "09-01", "closes": "12-31", "grade": "U", "source": "示例"}
SWEEP = {"over": "office.home", "where": "holder.home_since < today", "confirm": "holder"}
LAW = [{"law": "示例办法", "grade": "K"}]
GIVEN = {**SWEEP, "offer": "given", "after": {"working_days": 5}, "basis": LAW}
NEWS = {"event": "office.home", "confirm": "holder", "why": {"zh": "参保了"}}


def check(**changes: Any) -> set[str]:
    small = Small()
    small.theme |= changes
    return small.check() - {"no-refusal-example"}


def test_a_window_and_a_sweep_are_sound() -> None:
    assert check(recurs=WINDOW, proactive=SWEEP) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"closes": None}, "window-half"),
        ({"every": "month"}, "window-half"),
        ({"opens": "02-30"}, "window-day"),
        ({"opens": "9-1"}, "window-day"),
        ({"source": None}, "no-grade"),
        ({"every": "week"}, "wrong-shape"),
    ],
)
def test_a_wrong_window_is_named(change: dict[str, str | None], code: str) -> None:
    assert code in check(recurs={name: value for name, value in {**WINDOW, **change}.items() if value is not None})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"over": "office.hom"}, "unknown-name"),
        ({"confirm": "hodler"}, "unknown-name"),
        ({"where": "holder.account is null"}, "sweep-reads"),
        ({"where": "severe"}, "sweep-reads"),
        ({"where": "holder.home_sinc < today"}, "unknown-name"),
    ],
)
def test_a_wrong_sweep_is_named(change: dict[str, str], code: str) -> None:
    assert code in check(proactive={**SWEEP, **change})


@pytest.mark.parametrize(
    ("proactive", "code"),
    [
        ({"confirm": "holder"}, "sweep-start"),
        ({**SWEEP, "certificate": "score-sheet", "days": 30}, "sweep-start"),
        ({"over": "office.home", "confirm": "holder"}, "sweep-start"),
        ({"certificate": "score-shet", "days": 30, "confirm": "holder"}, "unknown-name"),
        ({"certificate": "score-sheet", "days": 0, "confirm": "holder"}, "sweep-days"),
        ({"certificate": "score-sheet", "days": 401, "confirm": "holder"}, "sweep-days"),
        ({**SWEEP, "answers": {"sevre": True}}, "unknown-name"),
        ({**SWEEP, "answers": {"severe": "perhaps"}}, "unknown-name"),
        ({**SWEEP, "event": "office.home"}, "sweep-start"),
        ({**NEWS, "event": "office.hom"}, "unknown-name"),
        ({**NEWS, "where": "holder.home_since < today"}, "sweep-start"),
        ({name: value for name, value in NEWS.items() if name != "why"}, "news-why"),
        ({**SWEEP, "after": {"working_days": 5}}, "given-after"),
        ({**GIVEN, "basis": []}, "given-law"),
        ({**GIVEN, "basis": [{"law": "示例办法", "grade": "U"}]}, "given-law"),
        ({name: value for name, value in GIVEN.items() if name != "after"}, "given-start"),
        ({"certificate": "score-sheet", "days": 30, "confirm": "holder", "offer": "given", "after": {"working_days": 5}}, "given-start"),
        (GIVEN, "given-asks"),
    ],
)
def test_a_wrong_beginning_is_named(proactive: dict[str, object], code: str) -> None:
    assert code in check(proactive=proactive)


def test_a_certificate_of_another_kind_of_holder_is_refused() -> None:
    small = Small()
    small.theme["roles"]["firm"] = {"one": "organisation", "label": {"zh": "单位"}}
    small.theme["apply"] = ["holder", "firm"]
    small.theme["proactive"] = {"certificate": "score-sheet", "days": 30, "confirm": "firm"}
    assert "sweep-holder" in small.check()


def test_a_certificate_that_ends_soon_begins_a_theme() -> None:
    assert check(proactive={"certificate": "score-sheet", "days": 90, "confirm": "holder", "answers": {"severe": True}}) == set()


def test_a_register_of_nobody_in_particular_tells_no_news() -> None:
    small = Small()
    small.library["resources"]["office.home"]["keys"] = ["holder.home"]
    small.theme["proactive"] = NEWS
    assert "news-who" in small.check()


def test_news_begin_a_theme() -> None:
    assert check(proactive=NEWS) == set()


def test_what_is_given_asks_nothing_in_any_situation() -> None:
    small = Small()
    small.theme["proactive"] = GIVEN
    del small.theme["situations"], small.theme["items"][1]
    assert "given-asks" not in small.check(), "nothing of the first item is asked"


def test_only_who_may_apply_confirms() -> None:
    small = Small()
    small.theme["roles"]["helper"] = {"one": "person", "label": {"zh": "帮办人"}}
    small.theme["proactive"] = {**SWEEP, "where": "helper.home_since < today", "confirm": "helper"}
    assert "sweep-confirm" in small.check()


def test_the_shipped_register_tells_whoever_will_retire(bundle: Bundle) -> None:
    known = find_swept(bundle, "hr.insured")
    assert {"id_number", "retired", "worker_class"} <= known and "bank_account" not in known


def load(opens: str, closes: str) -> Bundle:
    small = Small()
    small.theme["recurs"] = {**WINDOW, "opens": opens, "closes": closes}
    return small.load()


@pytest.mark.parametrize(
    ("opens", "closes", "day", "inside"),
    [
        ("09-01", "12-31", date(2026, 9, 1), True),
        ("09-01", "12-31", date(2026, 12, 31), True),
        ("09-01", "12-31", date(2026, 8, 31), False),
        ("11-15", "02-28", date(2027, 1, 3), True),
        ("11-15", "02-28", date(2027, 3, 1), False),
    ],
)
def test_a_matter_begins_within_its_window(opens: str, closes: str, day: date, inside: bool) -> None:
    theme = load(opens, closes).themes["small"]
    if inside:
        check_open(theme, day)
        return
    with pytest.raises(Refusal) as refused:
        check_open(theme, day)
    assert refused.value.code == "theme.closed" and refused.value.data["opens"] == opens


def test_the_guide_says_when() -> None:
    said = str([section.lines for section in write_guide(load("09-01", "12-31"), "small", "370302", {"severe": "true"}).sections])
    assert "每年办一次" in said and "每年09-01到12-31受理（示例）" in said
