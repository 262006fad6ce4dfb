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
    assert refused.value.code == "theme.closed" and str(refused.value.data["first"]) == opens


def test_the_guide_says_when() -> None:
    said = str([section.lines for section in write_guide(load("09-01", "12-31"), "small", "370302", {"severe": "true"}).sections])
    assert "每年办一次" in said and "每年09-01到12-31受理（示例：示例）" in said
