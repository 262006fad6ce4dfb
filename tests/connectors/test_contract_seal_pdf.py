"""The international side of the seal: P-256 signatures under certificates, the test authority, paths, timestamps."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shuangquan.connectors.guard import Limits
from shuangquan.connectors.seal.live import Certified, LiveSeal, open_stamps
from shuangquan.connectors.seal.p256 import ORDER, WrongKey, read_certificates, read_crls, verify_p256, write_pem
from shuangquan.connectors.seal.p256_authority import issue_signer, make_authority, open_signer, revoke_signer
from shuangquan.connectors.seal.paths import check_path
from shuangquan.connectors.seal.port import SealPort
from shuangquan.connectors.seal.sandbox import KEYS_FILE, SandboxSeal
from shuangquan.connectors.seal.store import create_store
from shuangquan.core.words.errors import Refusal
from tests.connectors.conftest import Outside
from tests.connectors.licensed import PASSPHRASE, make_licensed

NOW = datetime(2026, 11, 24, 2, 21, tzinfo=UTC)


def say(chain: tuple[bytes, ...], roots: tuple[bytes, ...], lists: tuple[bytes, ...] = (), at: datetime = NOW) -> str:
    """The signer's name, or the refusal's code."""
    try:
        return check_path(chain, roots, lists, at)
    except Refusal as refusal:
        return refusal.code


def test_both_sides_sign_under_their_certificates(seal: SealPort) -> None:
    chain = seal.find_chain()
    signature = seal.sign_p256(b"paper")
    assert verify_p256(chain[0], b"paper", signature)
    assert not verify_p256(chain[0], b"papers", signature)
    assert not verify_p256(chain[1], b"paper", signature)
    assert say(chain[:-1], chain[-1:], seal.find_lists()) == "platform"
    assert say(chain[:1], chain[1:]) == "platform", "a shown code has room for the signer's certificate only"
    assert say(chain[:1], chain[-1:]) == ("platform" if len(chain) == 2 else "seal.stranger")
    assert seal.find_stamper() is None


def test_a_signature_has_one_spelling(seal: SealPort) -> None:
    own = seal.find_chain()[0]
    for number in range(40):  # half of them would have come out in the upper half
        signature = seal.sign_p256(b"%d" % number)
        r, s = signature[:32], int.from_bytes(signature[32:], "big")
        assert verify_p256(own, b"%d" % number, signature)
        assert not verify_p256(own, b"%d" % number, r + (ORDER - s).to_bytes(32, "big"))
    assert not any(verify_p256(own, b"", bad) for bad in (b"", b"\0" * 64, b"\xff" * 64, signature + b"\0"))
    assert not verify_p256(b"no certificate", b"", signature)


def test_paths_fail_with_their_names() -> None:
    authority, other = make_authority(), make_authority()
    good = issue_signer(authority)
    old = issue_signer(authority, first=NOW - timedelta(days=9), last=NOW - timedelta(days=1))
    new = issue_signer(authority, first=NOW + timedelta(days=1))
    root = good.chain[-1:]
    assert say(good.chain[:1], root) == "platform"
    assert say(good.chain[:1], issue_signer(other).chain[-1:]) == "seal.stranger"
    assert say(good.chain[:1], ()) == "seal.stranger"
    assert say(old.chain[:1], root) == "seal.expired"
    assert say(new.chain[:1], root) == "seal.early"
    assert say((good.chain[0][:-1] + bytes([good.chain[0][-1] ^ 1]),), root) == "seal.stranger"
    assert say((good.chain[0], issue_signer(other).chain[0]), root) == "seal.malformed", "a certificate that leads nowhere"
    assert say((b"\x30\x03abc",), root) == "seal.malformed"


def test_a_revoked_signer_is_named_and_a_new_one_signs(tmp_path: Path) -> None:
    path = tmp_path / KEYS_FILE
    old = open_signer(path, PASSPHRASE)
    fresh = revoke_signer(path, PASSPHRASE, NOW - timedelta(days=1))
    again = revoke_signer(path, PASSPHRASE, NOW - timedelta(days=1))
    public = tmp_path / "authority"
    lists, roots = read_crls((public / "pades.crl").read_bytes()), read_certificates((public / "pades-root.pem").read_bytes())
    assert roots == old.chain[-1:] == again.chain[-1:]
    assert [say(one.chain[:1], roots, lists) for one in (old, fresh, again)] == ["seal.revoked", "seal.revoked", "platform"]
    assert say(old.chain[:1], roots) == "platform", "without a list nobody knows"
    assert say(issue_signer(make_authority()).chain[:1], roots, lists) == "seal.stranger"


def test_the_authority_is_made_once_kept_private_and_opens_by_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / KEYS_FILE
    assert open_signer(path, PASSPHRASE).chain == open_signer(path, PASSPHRASE).chain
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"ENCRYPTED PRIVATE KEY" in path.read_bytes() and b"BEGIN PRIVATE KEY" not in path.read_bytes()
    with pytest.raises(WrongKey, match="passphrase"):
        open_signer(path, PASSPHRASE + "!")
    path.write_bytes(b"nothing")
    with pytest.raises(WrongKey):
        open_signer(path, PASSPHRASE)


def test_live_refuses_the_test_authority_and_keys_that_do_not_belong_together(tmp_path: Path, outside: Outside) -> None:
    create_store(tmp_path / "live.json", PASSPHRASE, ("platform",), "live")
    good = make_licensed(tmp_path)
    test = tmp_path / "test.pem"
    signer = SandboxSeal(tmp_path / "demo" / "keys.json", PASSPHRASE, ("platform",)).find_chain()
    test.write_bytes(write_pem(signer))
    with pytest.raises(WrongKey, match="test authority"):
        LiveSeal(tmp_path / "live.json", PASSPHRASE, Certified(good.key, test))
    (tmp_path / "other").mkdir()
    with pytest.raises(WrongKey, match="not this key's"):
        LiveSeal(tmp_path / "live.json", PASSPHRASE, Certified(good.key, make_licensed(tmp_path / "other").chain))
    for address in ("http://tsa.example/", "https://127.0.0.1/tsa"):
        with pytest.raises(ValueError):
            open_stamps(address, Limits(), outside.hooks())
    with pytest.raises(WrongKey, match="cannot be read"):
        LiveSeal(tmp_path / "live.json", PASSPHRASE, Certified(tmp_path / "none.pem", good.chain))
