"""Sealing, wrapping, indexing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.records import ids, vault


@given(st.binary(), st.text(max_size=20))
def test_what_is_sealed_opens_in_its_place(plain: bytes, place: str) -> None:
    key = vault.new_key()
    sealed = vault.seal_bytes(key, plain, place)
    assert vault.open_bytes(key, sealed, place) == plain
    assert len(sealed) == len(plain) + 28


@pytest.mark.parametrize("at", [0, 12, 20, -1])
def test_a_changed_byte_is_noticed(at: int) -> None:
    key = vault.new_key()
    sealed = bytearray(vault.seal_bytes(key, b"a value of a case", "value:c:r"))
    sealed[at] ^= 1
    with pytest.raises(vault.Tampered):
        vault.open_bytes(key, bytes(sealed), "value:c:r")


def test_another_place_or_key_does_not_open() -> None:
    key = vault.new_key()
    sealed = vault.seal_bytes(key, b"x", "value:c:r")
    with pytest.raises(vault.Tampered):
        vault.open_bytes(key, sealed, "value:c:s")
    with pytest.raises(vault.Tampered):
        vault.open_bytes(vault.new_key(), sealed, "value:c:r")


def test_nothing_is_sealed_alike_twice() -> None:
    key = vault.new_key()
    assert vault.seal_bytes(key, b"x", "p") != vault.seal_bytes(key, b"x", "p")


def test_sm4_gcm_is_the_published_one() -> None:
    """RFC 8998, appendix A.1."""
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    sealed = bytes.fromhex(
        "00001234567800000000ABCD"
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )
    place = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = bytes.fromhex(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
    )
    assert vault.open_bytes(key, sealed, _Bytes(place)) == plain


class _Bytes(str):
    """A place whose encoding is given, for the published vector's associated data."""

    def __new__(cls, raw: bytes) -> "_Bytes":
        made = super().__new__(cls, "vector")
        made.raw = raw
        return made

    raw: bytes

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        return self.raw

    def split(self, sep: str | None = None, maxsplit: int = -1) -> list[str]:  # type: ignore[override]
        return ["vector"]


def test_a_blind_index_is_the_same_for_the_same_number_and_keyed() -> None:
    assert vault.blind_index("id_number", "37990119900307002x") == vault.blind_index("id_number", " 37990119900307002X ")
    assert vault.blind_index("id_number", "37990119900307002X") != vault.blind_index("uscc", "37990119900307002X")
    assert len(vault.blind_index("id_number", "1")) == 32


def test_ids_grow_with_time_and_carry_version_seven() -> None:
    made = ids.new_ids(200)
    assert list(made) == sorted(set(made))
    assert {i[14] for i in made} == {"7"}
    assert {i[19] for i in made} <= set("89ab")
    assert len(ids.new_token()) == 32
