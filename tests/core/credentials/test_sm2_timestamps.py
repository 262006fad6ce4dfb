"""A stamp with a timestamp: its time counts, each thing wrong with it has its own name, and no changed token passes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import algos, cms, tsp, x509

from shuangquan.connectors.seal.sm2 import quiet_provider, verify_message
from shuangquan.core.credentials.ses import decode_stamp, encode_stamp
from shuangquan.core.credentials.sm2_certificates import Purpose, Revoked, decode_certificate
from shuangquan.core.credentials.sm2_timestamps import SM3, judge_timestamp, wrap
from shuangquan.core.credentials.sm2_trust import read_trust
from shuangquan.core.credentials.stamps import judge_stamp
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal
from tests.papers.mutating import mutate_stamp
from tests.papers.sealing import ENDS, STAMPED, Pair, make_authority, make_face, make_seal, make_stamp

AUTHORITY = make_authority()
MAKER, SIGNER, CLOCK = AUTHORITY.issue(2, "制章"), AUTHORITY.issue(3, "签章"), AUTHORITY.issue(4, "时间戳", Purpose.TIME)
SEEN = STAMPED + timedelta(minutes=1)
ABOUT = "/Doc_0/Signs/Sign_0/Signature.xml"
PLAIN = make_stamp(make_seal(MAKER, make_face(SIGNER)), SIGNER, b"\x07" * 32, ABOUT)
VALUE = decode_stamp(PLAIN).signature


def make_token(subject: bytes, clock: Pair = CLOCK, at: datetime = SEEN, **changes: object) -> bytes:
    """As an authority makes one (RFC 3161)."""
    digest = algos.DigestAlgorithm({"algorithm": SM3})
    held = {
        "version": "v1",
        "policy": "1.2.3.4",
        "message_imprint": {"hash_algorithm": digest, "hashed_message": sm3(subject)},
        "serial_number": 1,
        "gen_time": at,
        **changes,
    }
    content = tsp.TSTInfo(held).dump()
    attributes = cms.CMSAttributes([{"type": "content_type", "values": ["tst_info"]}, {"type": "message_digest", "values": [sm3(content)]}])
    return wrap(content, x509.Certificate.load(clock.certificate), attributes.dump(), clock.sign(attributes.dump()))


def with_token(token: bytes) -> bytes:
    stamp = decode_stamp(PLAIN)
    return encode_stamp(stamp.signed, stamp.signer, stamp.signature, token)


def judge(token: bytes, *rows: Revoked) -> datetime | None:
    lists = (AUTHORITY.revoke(*rows),) if rows else ()
    trust = read_trust([AUTHORITY.root.certificate], lists)
    return judge_stamp(with_token(token), b"\x07" * 32, ABOUT, trust, verify_message, ENDS).timed


def refused(token: bytes, *rows: Revoked) -> tuple[str, str]:
    with pytest.raises(Refusal) as caught:
        judge(token, *rows)
    return caught.value.code, caught.value.where


def test_the_time_of_the_authority_counts() -> None:
    assert judge(make_token(VALUE)) == SEEN
    assert judge_stamp(PLAIN, b"\x07" * 32, ABOUT, read_trust([AUTHORITY.root.certificate]), verify_message, ENDS).timed is None


def test_a_key_lost_later_undoes_nothing_that_was_seen_before() -> None:
    lost = Revoked(3, SEEN + timedelta(days=1), "key_compromise")
    assert judge(make_token(VALUE), lost) == SEEN
    assert refused(make_token(VALUE, at=SEEN + timedelta(days=2)), lost) == ("chain.revoked", "signer")
    assert refused(make_token(VALUE), Revoked(4, SEEN - timedelta(days=1), "superseded")) == ("chain.revoked", "timestamp")


def test_each_wrong_timestamp_has_its_own_name() -> None:
    assert refused(make_token(b"another signature")) == ("stamp.time_other", "timestamp")
    assert refused(make_token(VALUE, replace(CLOCK, private=MAKER.private, public=MAKER.public)))[0] == "stamp.time_signature"
    assert refused(make_token(VALUE, SIGNER)) == ("chain.usage", "timestamp")
    assert refused(make_token(VALUE, make_authority("别的根").issue(4, "x", Purpose.TIME))) == ("chain.unknown", "timestamp")
    assert refused(make_token(VALUE, at=datetime(2050, 1, 1, tzinfo=UTC)))[0] == "chain.expired"
    assert refused(make_token(VALUE, at=STAMPED.replace(year=2025)))[0] == "chain.expired"
    other = {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": sm3(VALUE)}
    assert refused(make_token(VALUE, message_imprint=other))[0] == "stamp.time_malformed"
    assert refused(b"\x30\x00")[0] == refused(b"x")[0] == "stamp.time_malformed"
    assert refused(decode_certificate(CLOCK.certificate).der)[0] == "stamp.time_malformed"


def test_no_changed_token_passes() -> None:
    trust, token, codes = read_trust([AUTHORITY.root.certificate]), make_token(VALUE), set()
    with quiet_provider():
        for kind, changed in mutate_stamp(token, 400, 3161):
            if changed == token:
                continue
            with pytest.raises(Refusal) as caught:
                judge_timestamp(changed, VALUE, trust, verify_message)
            codes.add(caught.value.code)
            assert kind
    assert {"stamp.time_malformed", "stamp.time_signature"} <= codes
