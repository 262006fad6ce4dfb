"""The contract of the seal, passed by both sides; SM2 against the official example; the key file."""

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.connectors.seal import sm2
from shuangquan.connectors.seal.live import LiveSeal
from shuangquan.connectors.seal.port import SealPort, Signature
from shuangquan.connectors.seal.sandbox import SandboxSeal
from shuangquan.connectors.seal.store import WrongStore, add_keys, create_store, load_public_keys, open_store
from tests.connectors.conftest import PASSPHRASE
from tests.connectors.licensed import make_licensed

PRIVATE = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
PUBLIC = bytes.fromhex(
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
SIGNATURE = bytes.fromhex(
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)


def test_the_official_example() -> None:
    assert sm2.compute_z(PUBLIC).hex().upper() == "B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3"
    assert sm2.compute_e(PUBLIC, b"message digest").hex().upper() == "F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640"
    assert sm2.verify_message(PUBLIC, b"message digest", SIGNATURE)
    assert not sm2.verify_message(PUBLIC, b"message digesT", SIGNATURE)


@given(st.binary(max_size=300), st.integers(0, 511))
def test_a_signature_holds_for_its_message_and_no_bit_of_it_may_change(message: bytes, bit: int) -> None:
    signature = sm2.sign_message(PRIVATE, PUBLIC, message)
    assert len(signature) == 64
    assert sm2.verify_message(PUBLIC, message, signature)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << (bit % 8)
    assert not sm2.verify_message(PUBLIC, message, bytes(changed))
    assert not sm2.verify_message(PUBLIC, message + b"\0", signature)


@pytest.mark.parametrize("signature", [b"", b"\0" * 64, b"\xff" * 64, SIGNATURE[:63], SIGNATURE[:32] + b"\0" * 32])
def test_malformed_signatures_are_just_false(signature: bytes) -> None:
    assert not sm2.verify_message(PUBLIC, b"message digest", signature)


@pytest.mark.parametrize("public", [b"", b"\0" * 64, PUBLIC[:63], PUBLIC[32:] + PUBLIC[:32]])
def test_a_point_off_the_curve_verifies_nothing(public: bytes) -> None:
    assert not sm2.verify_message(public, b"message digest", SIGNATURE)


def test_a_provider_that_fails_its_test_signs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sm2, "sm2_sign_sm3_digest", lambda _key, _digest: sm2.to_der(SIGNATURE[32:] + SIGNATURE[:32]))
    with pytest.raises(sm2.BrokenProvider):
        SandboxSeal(tmp_path / "seal.json", PASSPHRASE, ("platform",))


def test_signing_and_verifying(seal: SealPort, side: str) -> None:
    signature = seal.sign(b"paper", "issuer")
    assert signature.key_id.startswith("demo-issuer-" if side == "sandbox" else "issuer-")
    assert seal.verify(b"paper", signature)
    assert not seal.verify(b"papers", signature)
    assert not seal.verify(b"paper", Signature(signature.value, "unknown"))
    assert not seal.verify(b"paper", Signature(signature.value, seal.sign(b"paper", "platform").key_id))
    assert sm2.verify_message(seal.public_key(signature.key_id), b"paper", signature.value)
    assert signature.key_id in seal.key_ids()
    with pytest.raises(KeyError):
        seal.sign(b"paper", "nobody")
    with pytest.raises(KeyError):
        seal.public_key("nobody")


def test_a_key_made_by_one_process_is_found_by_another(tmp_path: Path) -> None:
    path = tmp_path / "seal.json"
    one, two = (SandboxSeal(path, PASSPHRASE, ("platform",)) for _ in range(2))
    made = one.make_keys(("seal-1", "seal-2"))
    signature = one.sign(b"paper", "seal-2")
    assert signature.key_id == made["seal-2"] and two.verify(b"paper", signature)
    assert two.sign(b"paper", "seal-1").key_id == made["seal-1"]
    assert one.make_keys(("seal-1",))["seal-1"] != made["seal-1"] and one.verify(b"paper", signature)


def test_the_file_is_private_and_hides_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "seal.json"
    store = create_store(path, PASSPHRASE, ("platform",), "live")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert store.active["platform"].private.hex() not in path.read_text(encoding="utf-8")
    assert "private" not in repr(store.active["platform"])
    assert load_public_keys(path) == {key.id: key.public for key in store.by_id.values()}
    with pytest.raises(FileExistsError):
        create_store(path, PASSPHRASE, ("platform",), "live")


def test_a_wrong_passphrase_or_an_altered_file_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "seal.json"
    create_store(path, PASSPHRASE, ("platform", "issuer"), "live")
    with pytest.raises(WrongStore, match="passphrase"):
        open_store(path, PASSPHRASE + "!", "live")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["keys"][0]["public"], data["keys"][1]["public"] = data["keys"][1]["public"], data["keys"][0]["public"]
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(WrongStore, match="altered"):
        open_store(path, PASSPHRASE, "live")
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(WrongStore, match="no key file"):
        open_store(path, PASSPHRASE, "live")


def test_live_refuses_demo_keys_and_short_passphrases_and_the_sandbox_refuses_live_keys(tmp_path: Path) -> None:
    SandboxSeal(tmp_path / "demo.json", PASSPHRASE, ("platform",))
    certified = make_licensed(tmp_path)
    create_store(tmp_path / "live.json", PASSPHRASE, ("platform",), "live")
    with pytest.raises(WrongStore, match="demo"):
        LiveSeal(tmp_path / "demo.json", PASSPHRASE, certified)
    with pytest.raises(WrongStore, match="16 characters"):
        LiveSeal(tmp_path / "live.json", "short", certified)
    with pytest.raises(WrongStore, match="there is no key file"):
        LiveSeal(tmp_path / "none.json", PASSPHRASE, certified)
    with pytest.raises(WrongStore, match="live"):
        SandboxSeal(tmp_path / "live.json", PASSPHRASE, ("platform",))


def test_a_new_key_signs_and_the_old_one_still_verifies(tmp_path: Path) -> None:
    path = tmp_path / "seal.json"
    create_store(path, PASSPHRASE, ("platform",), "live")
    old = LiveSeal(path, PASSPHRASE, make_licensed(tmp_path)).sign(b"paper", "platform")
    add_keys(path, PASSPHRASE, "live", ("platform",))
    seal = LiveSeal(path, PASSPHRASE, make_licensed(tmp_path))
    fresh = seal.sign(b"paper", "platform")
    assert fresh.key_id != old.key_id
    assert seal.verify(b"paper", old)
    assert seal.verify(b"paper", fresh)


def test_a_demo_store_grows_by_the_names_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "seal.json"
    first = SandboxSeal(path, PASSPHRASE, ("platform",))
    second = SandboxSeal(path, PASSPHRASE, ("platform", "issuer"))
    assert set(first.key_ids()) < set(second.key_ids())
    assert second.verify(b"x", first.sign(b"x", "platform"))
