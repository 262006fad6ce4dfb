"""Seals and stamps in ASN.1: what is encoded is decoded, the structure is the standard's, another spelling is refused."""

import random  # noqa: TID251 — seeded: which bits are tried
from collections.abc import Callable
from dataclasses import replace

import pytest
from asn1crypto import core
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.core.credentials.der import NotDer, check_der, read_pair, write_pair
from shuangquan.core.credentials.ses import decode_seal, decode_stamp
from shuangquan.core.credentials.sm2_certificates import decode_certificate
from tests.papers.sealing import STAMPED, make_authority, make_face, make_seal, make_stamp

AUTHORITY = make_authority()
MAKER, SIGNER = AUTHORITY.issue(2, "制章"), AUTHORITY.issue(3, "签章")
FACE = make_face(SIGNER)
SEAL = make_seal(MAKER, FACE)
STAMP = make_stamp(SEAL, SIGNER, b"\x07" * 32, "/Doc_0/Signs/Sign_0/Signature.xml")


def test_round_trip() -> None:
    seal, stamp = decode_seal(SEAL), decode_stamp(STAMP)
    assert seal.face == FACE and seal.maker == MAKER.certificate and stamp.seal == seal
    assert (stamp.at, stamp.digest, stamp.signer) == (STAMPED, b"\x07" * 32, SIGNER.certificate)
    by_digest = replace(FACE, certificates=(), digests=(b"\x01" * 32, b"\x02" * 32))
    assert decode_seal(make_seal(MAKER, by_digest)).face == by_digest


def test_the_fields_stand_in_the_order_of_the_standard() -> None:
    """GB/T 38540-2020 as domain.md §3.3 has it, read with nothing of ours."""
    stamp = core.Sequence.load(STAMP)
    assert [stamp[nth].tag for nth in range(4)] == [16, 4, 6, 3]
    to_sign = stamp[0]
    assert [to_sign[nth].tag for nth in range(5)] == [2, 16, 24, 3, 22]
    assert to_sign[0].native == 4 and to_sign[2].contents == b"20260203040506Z"
    seal = to_sign[1]
    assert [seal[nth].tag for nth in range(4)] == [16, 4, 6, 3]
    info = seal[0]
    assert [info[nth].tag for nth in range(4)] == [16, 22, 16, 16]
    assert [info[0][nth].native for nth in range(2)] == ["ES", 4]
    held = info[2]
    assert [held[nth].tag for nth in range(7)] == [2, 12, 2, 16, 24, 24, 24]
    assert [info[3][nth].tag for nth in range(4)] == [22, 4, 2, 2]


OTHER_SPELLINGS: dict[str, Callable[[bytes], bytes]] = {
    "a byte more": lambda data: data + b"\0",
    "a length in more bytes than it needs": lambda data: b"\x30\x83\x00" + data[2:],
    "no length at all": lambda data: b"\x30\x80" + data[4:] + b"\0\0",
    "another tag": lambda data: b"\x31" + data[1:],
    "cut": lambda data: data[:-1],
    "nothing": lambda data: b"",
}


@pytest.mark.parametrize("name", OTHER_SPELLINGS)
@pytest.mark.parametrize("data", [SEAL, STAMP, SIGNER.certificate], ids=["seal", "stamp", "certificate"])
def test_another_spelling_is_refused(name: str, data: bytes) -> None:
    read = {SEAL: decode_seal, STAMP: decode_stamp}.get(data, decode_certificate)
    assert read(data)
    with pytest.raises(NotDer):
        read(OTHER_SPELLINGS[name](data))


@pytest.mark.parametrize(
    "text",
    [
        "3004 0202 0004",  # a number with a zero before it
        "3004 0202 ff80",  # and a negative one
        "3081 03 020101",  # a length that says how long it is, needlessly
        "3003 0101 01",  # true is ff
        "3004 0302 0101",  # an unused bit that is set
        "3003 0301 01",  # an unused bit of no byte
        "3006 0204 00000001",
        "3106 0201 02 0201 01",  # a set out of order
        "3003 0600",
        "3005 0603 2a8001",  # a step of an object's name with a zero before it
        "3002 0500 00",
        "3011 180f 3230323630323033303430353036 2b",  # a time without its Z
        "1f02 0500",
        "2403 0401 00",  # an octet string in parts
        "3084 00000000",
        "30",
    ],
)
def test_what_is_not_der(text: str) -> None:
    with pytest.raises(NotDer):
        check_der(bytes.fromhex(text))


@given(st.binary(max_size=64))
def test_random_bytes_are_refused_or_right(data: bytes) -> None:
    for read in (check_der, decode_seal, decode_stamp, decode_certificate, read_pair):
        try:
            read(data)
        except NotDer:
            continue
        assert read is check_der or read is read_pair


@given(st.integers(0, 2**256 - 1), st.integers(0, 2**256 - 1))
def test_a_pair_has_one_spelling(r: int, s: int) -> None:
    both = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    assert read_pair(write_pair(both)) == both


def test_mutated_structures_never_crash() -> None:
    drawn = random.Random(38540)
    for data, read in ((SEAL, decode_seal), (STAMP, decode_stamp), (SIGNER.certificate, decode_certificate)):
        for _ in range(150):
            changed = bytearray(data)
            changed[drawn.randrange(len(changed))] ^= 1 << drawn.randrange(8)
            try:
                read(bytes(changed))
            except NotDer:
                continue
