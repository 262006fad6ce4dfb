"""The contract of the authority, passed by both sides; what the live side refuses; the built-in one's folder."""

import json
import stat
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shuangquan.connectors.authority.builtin import BuiltinAuthority
from shuangquan.connectors.authority.live import LiveAuthority
from shuangquan.connectors.authority.port import DEMO, AuthorityPort, Request
from shuangquan.connectors.guard import Limits
from shuangquan.connectors.seal.sm2 import make_key, sign_message, verify_message
from shuangquan.connectors.seal.store import WrongStore
from shuangquan.connectors.signing import AppKey
from shuangquan.core.credentials.pem import CERTIFICATE, LIST, read_pem
from shuangquan.core.credentials.sm2_certificates import Purpose, decode_certificate, decode_list
from shuangquan.core.credentials.sm2_trust import check_chain, read_trust
from shuangquan.core.words.errors import Fault, Refusal
from tests.connectors.authority_server import Server
from tests.connectors.conftest import PASSPHRASE, TRIAL, Outside

NAMES = {"country_name": "CN", "organization_name": "示例市示例局", "common_name": "示例市示例局"}


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def ask(name: str = "r-1", purpose: Purpose = Purpose.SIGN, days: int = 365) -> Request:
    private, public = make_key()
    wanted = Request(name, NAMES, public, purpose, days)
    return replace(wanted, proof=sign_message(private, public, wanted.signed_bytes()))


def test_a_certificate_leads_to_the_roots_and_may_be_asked_for_twice(authority: AuthorityPort) -> None:
    wanted = ask()
    made = authority.issue_certificate(wanted)
    assert authority.issue_certificate(wanted) == made
    held, now = decode_certificate(made), _now()
    assert (held.public, held.name, held.is_authority) == (wanted.public, "示例市示例局", False)
    trust = read_trust(authority.find_roots(), [authority.find_list()])
    assert check_chain(held, "signer", now, "digital_signature", trust, verify_message)
    assert held.begins < now < held.ends < now + timedelta(days=366)
    assert authority.issue_certificate(ask("r-2")) != made
    other = decode_certificate(authority.issue_certificate(ask("r-3", Purpose.ENCRYPT)))
    with pytest.raises(Refusal, match=r"chain\.usage"):
        check_chain(other, "signer", now, "digital_signature", trust, verify_message)


def test_a_revoked_one_stands_on_the_list(authority: AuthorityPort) -> None:
    held, kept = (decode_certificate(authority.issue_certificate(ask(name))) for name in ("r-1", "r-2"))
    before = decode_list(authority.find_list())
    authority.revoke_certificate(held.serial, "superseded")
    authority.revoke_certificate(held.serial, "superseded")
    after = decode_list(authority.find_list())
    assert held.serial not in before.rows and set(after.rows) == {held.serial} and after.number > before.number
    trust, moment = read_trust(authority.find_roots(), [after.der]), _now() + timedelta(seconds=1)
    with pytest.raises(Refusal, match=r"chain\.revoked"):
        check_chain(held, "signer", moment, "digital_signature", trust, verify_message)
    assert check_chain(kept, "signer", moment, "digital_signature", trust, verify_message)


@pytest.mark.parametrize(
    "change",
    [{"proof": b"\0" * 64}, {"names": {**NAMES, "common_name": "别人"}}, {"days": 0}, {"days": 40_000}, {"purpose": Purpose.AUTHORITY}],
)
def test_what_is_not_proven_or_too_much_is_refused(authority: AuthorityPort, change: dict[str, object]) -> None:
    with pytest.raises(Fault) as caught:
        authority.issue_certificate(replace(ask(), **change))  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.permanent) == ("refused", True)


def test_the_same_id_for_another_key_is_a_conflict(authority: AuthorityPort) -> None:
    authority.issue_certificate(ask())
    with pytest.raises(Fault) as caught:
        authority.issue_certificate(ask())
    assert (caught.value.code, caught.value.permanent) == ("conflict", True)


def test_an_unknown_serial_or_reason_is_refused(authority: AuthorityPort) -> None:
    held = decode_certificate(authority.issue_certificate(ask()))
    for serial, reason in ((7, "superseded"), (held.serial, "because")):
        with pytest.raises(Fault):
            authority.revoke_certificate(serial, reason)


def test_nothing_is_asked_inside_a_transaction(authority: AuthorityPort, outside: Outside) -> None:
    outside.in_transaction = True
    with pytest.raises(RuntimeError, match="transaction"):
        authority.find_list()


@pytest.mark.parametrize(("mode", "code"), [("down", "unavailable"), ("wrong", "malformed"), ("drop", "cut"), ("other", "malformed")])
def test_an_authority_that_fails_is_a_fault(
    licensed: Server, app_key: AppKey, limits: Limits, outside: Outside, mode: str, code: str
) -> None:
    side = LiveAuthority(licensed.address, app_key, limits, outside.hooks(), TRIAL)
    licensed.other, licensed.mode = side.issue_certificate(ask("r-0")), mode
    with pytest.raises(Fault) as caught:
        side.issue_certificate(ask())
    assert (caught.value.code, caught.value.permanent) == (code, False)
    assert {record.field_names for record in outside.records} == {("names", "public")}


def test_live_takes_nothing_of_a_demo(app_key: AppKey, licensed: Server, limits: Limits, outside: Outside) -> None:
    with pytest.raises(ValueError, match="https"):
        LiveAuthority(licensed.address, app_key, limits, outside.hooks())
    side = LiveAuthority("https://authority.example.org", app_key, limits, outside.hooks())
    demo = decode_certificate(licensed.held.issue_certificate(ask()))
    assert DEMO.encode() in demo.subject and DEMO.encode() in demo.issuer
    with pytest.raises(Fault) as caught:
        side.check(demo)
    assert (caught.value.code, caught.value.permanent) == ("demo", True)


def test_the_folder_outlives_a_restart_and_hides_its_key(tmp_path: Path) -> None:
    first = BuiltinAuthority(tmp_path, PASSPHRASE, _now)
    held = decode_certificate(first.issue_certificate(ask()))
    first.revoke_certificate(held.serial, "key_compromise")
    second = BuiltinAuthority(tmp_path, PASSPHRASE, _now)
    assert second.find_roots() == first.find_roots() and second.find_list() == first.find_list()
    assert read_pem((tmp_path / "sm2-root.pem").read_text(encoding="utf-8"), CERTIFICATE) == first.find_roots()
    assert read_pem((tmp_path / "sm2-crl.pem").read_text(encoding="utf-8"), LIST) == (first.find_list(),)
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert "keys" in json.loads((tmp_path / "keys.json").read_text(encoding="utf-8"))
    with pytest.raises(WrongStore):
        BuiltinAuthority(tmp_path, PASSPHRASE + "!", _now)


def test_a_list_is_renewed_before_it_runs_out(tmp_path: Path) -> None:
    moments = [datetime(2026, 11, 24, tzinfo=UTC)]
    held = BuiltinAuthority(tmp_path, PASSPHRASE, lambda: moments[-1])
    first = held.find_list()
    moments.append(moments[0] + timedelta(days=5))
    assert held.find_list() == first
    moments.append(moments[0] + timedelta(days=6, hours=1))
    second = decode_list(held.find_list())
    assert second.number == decode_list(first).number + 1 and second.next > moments[-1] + timedelta(days=6)
