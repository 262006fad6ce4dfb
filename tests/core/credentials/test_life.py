"""The life of a certificate, its versions, and its metadata."""

import json
from datetime import date
from xml.etree import ElementTree

import pytest

from shuangquan.core.credentials.identifier import check_identifier
from shuangquan.core.credentials.life import LAST, MOVES, decide_status, find_root, find_version, issue_next
from shuangquan.core.credentials.metadata import render_metadata, render_metadata_json, render_metadata_xml
from shuangquan.core.credentials.payload import Line, Payload, read_payload
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text

REAL = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"
"""A public identifier (domain.md 3.2)."""
TODAY = date(2026, 11, 24)


def build(name: str = "周若岚", **more: str) -> Payload:
    lines = (
        Line("holder.name", Text("姓名", "Name"), name, "text", name),
        Line("holder.id_number", Text("公民身份号码", "ID number"), "379900199504120025", "resident_id", "379900199504120025"),
    )
    issuer = Text("示例市公安局 <A&B>", "Police")
    return Payload(REAL, "x", Text("示例证", "Sample"), more.pop("number", "S1"), "11430000006122244L", issuer, "370783", name, lines,
                   "2026-11-24", "2026-11-24", more.pop("valid_to", ""), "", sample=True)  # fmt: skip


def code(act: object) -> str:
    with pytest.raises(Refusal) as caught:
        act()  # type: ignore[operator]
    return caught.value.code


def test_the_next_version_keeps_what_it_is_and_says_what_it_replaces() -> None:
    second = issue_next(build("周若蓝"), build("周若岚", number="S2"), "correction")
    assert (second.version, find_version(second.identifier), second.number) == (2, 2, "S1")
    assert second.replaces == REAL and second.replaced_for == "correction" and find_root(second.identifier) == find_root(REAL)
    check_identifier(second.identifier)
    third = issue_next(second, build("周若岚"), "lost")
    assert third.version == 3 and third.replaces == second.identifier
    assert read_payload(json.loads(third.signed_bytes())) == third


def test_one_stored_before_there_were_versions_reads_as_the_first() -> None:
    plain = json.loads(build().signed_bytes())
    del plain["replaces"], plain["replaced_for"]
    assert read_payload(plain) == build()


def test_a_replacement_has_a_reason_says_something_new_and_ends_at_999() -> None:
    assert code(lambda: issue_next(build(), build("周若蓝"), "because")) == "certificate.why"
    assert code(lambda: issue_next(build(), build(), "correction")) == "certificate.same"
    assert issue_next(build(), build(), "lost").version == 2
    last = build()
    for _ in range(LAST - 1):
        last = issue_next(last, build(), "lost")
    assert find_version(last.identifier) == LAST
    assert code(lambda: issue_next(last, build(), "lost")) == "certificate.versions"


def test_what_may_follow_what() -> None:
    for act, moves in MOVES.items():
        for status in ("valid", "suspended", "replaced", "revoked", "ended"):
            if status in moves:
                assert decide_status(status, act, None, TODAY) == moves[status]
            else:
                assert code(lambda a=act, s=status: decide_status(s, a, None, TODAY)) == "certificate.state"
    gone = date(2026, 11, 23)
    assert code(lambda: decide_status("valid", "suspend", gone, TODAY)) == "certificate.state"
    assert decide_status("valid", "replace", gone, TODAY) == "replaced" and decide_status("valid", "suspend", TODAY, TODAY) == "suspended"


def test_metadata_has_the_elements_of_the_standard_and_the_face() -> None:
    made = render_metadata(build(valid_to="2036-11-23"), "valid", "holder")
    assert list(made)[:13] == [
        "ZZMC", "ZZLXDM", "ZZBH", "ZZBS", "ZZBFJG", "ZZBFJGDM", "ZZBFRQ", "ZZYXQQSRQ", "ZZYXQJZRQ",
        "CZZT", "CZZTDM", "CZZTDMLX", "CZZTDMLXDM",
    ]  # fmt: skip
    assert (made["ZZLXDM"], made["ZZBFRQ"], made["ZZYXQJZRQ"]) == ("11100000000013338W011", "20261124", "20361123")
    assert (made["CZZTDM"], made["CZZTDMLX"], made["CZZTDMLXDM"]) == ("379900199504120025", "公民身份号码", "111")
    assert made["KZ_HOLDER_NAME"] == "周若岚" and made["ZZZT"] == "正常"
    root = ElementTree.fromstring(render_metadata_xml(made))
    assert {one.tag: one.text or "" for one in root} == dict(made) == json.loads(render_metadata_json(made))
    assert render_metadata(build(), "revoked", "other")["CZZTDMLXDM"] == "999"
