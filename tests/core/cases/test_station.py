"""Stations, without a database: what an agreement allows, what is signed, and how strictly a package is read."""

import base64
import json
from datetime import date
from typing import Any

import pytest

from shuangquan.core.cases.station import Agreement, check_agreement, find_wording_digest, say_authorisation
from shuangquan.core.cases.station_package import read_package
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text

PHOTO = base64.b64encode(b"%PDF-1.4\n% a card\n%%EOF\n").decode()
GOOD: dict[str, Any] = {
    "v": 1, "id": "1", "shift": "s", "theme": "t", "role": "r", "words": "w", "notice": "", "drawn": "1,1 2,2", "answers": {"a": "b"},
    "facts": {"r.f": "1"}, "who": {"name": " 林甲 ", "id_number": "3799 0019 9504 1200 25"}, "papers": [{"path": "p", "data": PHOTO}],
    "proof": PHOTO, "said_at": "2026-11-24T10:00:00+08:00",
}  # fmt: skip
AGREED = Agreement(("retire",), date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("agreement", "day", "theme", "code"),
    [
        (AGREED, date(2026, 1, 1), "retire", ""),
        (AGREED, date(2026, 6, 30), "", ""),
        (AGREED, date(2025, 12, 31), "retire", "station.over"),
        (AGREED, date(2026, 7, 1), "", "station.over"),
        (AGREED, date(2026, 3, 1), "birth", "station.theme"),
        (Agreement(("retire",), date(2026, 1, 1), None), date(2036, 7, 1), "retire", ""),
    ],
)
def test_an_agreement_holds_on_its_days_for_its_matters(agreement: Agreement, day: date, theme: str, code: str) -> None:
    if not code:
        check_agreement(agreement, day, theme)
        return
    with pytest.raises(Refusal) as refused:
        check_agreement(agreement, day, theme)
    assert refused.value.code == code


def test_what_is_signed_names_matter_helper_and_place_and_is_bound_to_its_wording() -> None:
    said = say_authorisation(Text("退休", "Retiring"), "王某", Text("示例村站", "Station"))
    assert all(word in said.zh for word in ("退休", "王某", "示例村站", "不能替我签申请"))
    assert "Retiring" in said.say("en") and "cannot sign" in said.say("en")
    other = say_authorisation(Text("出生", "Birth"), "王某", Text("示例村站", "Station"))
    assert find_wording_digest(said) != find_wording_digest(other) and len(find_wording_digest(said)) == 64


def test_a_package_is_read() -> None:
    found = read_package(json.dumps(GOOD).encode())
    assert (found.name, found.id_number, found.answers, found.papers[0][0]) == ("林甲", "379900199504120025", {"a": "b"}, "p")
    assert found.said_at.isoformat() == "2026-11-24T10:00:00+08:00"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"v": 2}, "box.form"),
        ({"said_at": "2026-11-24T10:00:00"}, "box.form"),
        ({"said_at": "yesterday"}, "box.form"),
        ({"papers": [{"path": "p", "data": "§"}]}, "box.form"),
        ({"papers": [{"path": "p", "data": PHOTO}] * 13}, "box.form"),
        ({"facts": {"r.f": "1" * 401}}, "box.form"),
        ({"facts": {"r.f": 7}}, "box.form"),
        ({"facts": {"r.f": "a\0b"}}, "box.form"),
        ({"answers": {str(nth): "b" for nth in range(61)}}, "box.form"),
        ({"who": {"name": "林", "id_number": "379900199504120025"}}, "box.who"),
        ({"who": {"name": "林甲", "id_number": "379900199504120024"}}, "box.who"),
        ({"who": "林甲"}, "box.form"),
        ({"proof": ""}, "box.proof"),
        ({"proof": base64.b64encode(b"<svg/>").decode()}, "box.proof"),
    ],
)
def test_what_is_no_package_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_package(json.dumps(GOOD | change).encode())
    assert refused.value.code == code


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff", b"{}"])
def test_nor_is_anything_else(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_package(content)
    assert refused.value.code == "box.form"
