"""Identifiers against real public samples; a sealed file in which no byte can be altered unnoticed."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from shuangquan.core.credentials.identifier import check_identifier, render_check_character, render_identifier, sample_issuer_code
from shuangquan.core.credentials.masks import mask_name, mask_number, mask_phone, say_date, say_near_day
from shuangquan.core.credentials.sealed import Seal, read_sealed, render_sealed, verify_sealed
from shuangquan.core.words.errors import Refusal

REAL = [
    "1.2.156.3005.2.11100000000013338W011.11110000000021135M.20230329701.003.Y",
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
]


@pytest.mark.parametrize("identifier", REAL)
def test_real_identifiers_hold(identifier: str) -> None:
    check_identifier(identifier)


@pytest.mark.parametrize("identifier", REAL)
@pytest.mark.parametrize("change", [(-1, "Z"), (20, "9"), (-3, "7")])
def test_one_changed_character_is_found(identifier: str, change: tuple[int, str]) -> None:
    at, new = change
    characters = list(identifier)
    if characters[at] in (new, "."):
        pytest.skip("the same character")
    characters[at] = new
    with pytest.raises(Refusal, match=r"certificate\.identifier"):
        check_identifier("".join(characters))


def test_what_is_rendered_checks() -> None:
    made = render_identifier("11100000000013338W011", "11110000000021135M", "20230329701", 3)
    assert made == REAL[0]
    assert render_check_character("0") in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@given(st.text(min_size=1, max_size=12), st.sampled_from(["370783", "371302"]))
def test_sample_issuer_codes_are_valid_and_of_no_area(department: str, region: str) -> None:
    code = sample_issuer_code(department, region)
    assert uscc.is_valid(code)
    assert code[2:8] == "379900"


def fake_sign(message: bytes) -> bytes:
    return hashlib.sha512(b"key" + message).digest()


def fake_verify(message: bytes, signature: bytes, key: str) -> bool:
    return key == "k" and signature == fake_sign(message)


BODY = b"%PDF-1.7\n" + bytes(range(256)) * 4 + b"\n%%EOF\n"
FILE = render_sealed(BODY, Seal("k", fake_sign(BODY).hex()))


def test_a_sealed_file_verifies_and_gives_its_body_back() -> None:
    assert verify_sealed(FILE, fake_verify).key == "k"
    assert read_sealed(FILE)[0] == BODY
    assert len(FILE) - len(BODY) < 1024


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_an_altered_byte_never_passes(at: int, flip: int) -> None:
    altered = bytearray(FILE)
    altered[at] ^= flip
    with pytest.raises(Refusal, match="seal"):
        verify_sealed(bytes(altered), fake_verify)


@given(st.integers(0, len(FILE) - 1), st.binary(max_size=40))
def test_a_cut_or_lengthened_file_never_passes(at: int, more: bytes) -> None:
    for altered in (FILE[:at], FILE[:at] + more + FILE[at:], FILE + more):
        if altered != FILE:
            with pytest.raises(Refusal, match="seal"):
                verify_sealed(altered, fake_verify)


def test_masks_hide() -> None:
    assert mask_name("周若岚") == "周**"
    assert mask_number("379900199504120025") == "3799 **** **** **25"
    assert mask_phone("13800000042") == "138 **** 0042"


def test_days_are_said_with_the_year_or_near_with_the_weekday() -> None:
    assert (say_date(date(2026, 3, 1)), say_date(date(2026, 3, 1), "en")) == ("2026 年 3 月 1 日", "1 March 2026")
    assert (say_near_day(date(2026, 3, 1)), say_near_day(date(2026, 3, 2), "en")) == ("3 月 1 日 周日", "Mon 2 March")
