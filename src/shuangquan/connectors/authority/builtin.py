"""The built-in authority of tests and demos: one root, a ledger of what it issued, a revocation list. All in one folder of this machine.

Its root key lies in a key store like the seal's, sealed by the same passphrase. `sm2-root.pem` and `sm2-crl.pem` are for offline verifiers.
"""

import fcntl
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from shuangquan.connectors.authority.port import DEMO, PARTY, Request
from shuangquan.connectors.seal.sm2 import check_provider, sign_message, verify_message
from shuangquan.connectors.seal.store import Key, create_store, open_store
from shuangquan.core.credentials.der import write_pair
from shuangquan.core.credentials.pem import CERTIFICATE, LIST, write_pem
from shuangquan.core.credentials.sm2_certificates import (
    REASONS,
    Purpose,
    Revoked,
    Wanted,
    decode_certificate,
    encode_body,
    encode_list_body,
    encode_names,
    join_certificate,
    join_list,
)
from shuangquan.core.words.errors import Fault

ROOT, NAMES = "authority", {"country_name": "CN", "organization_name": f"双全{DEMO}", "common_name": f"双全{DEMO} SM2 根 Root"}
ROOT_DAYS, LIST_DAYS, LONGEST_DAYS = 3650, 7, 1100
SERIAL_BITS = 126
EARLY = timedelta(minutes=5)
"""Certificates begin that much before they are made, for clocks that are behind."""
ROOT_EARLY = timedelta(days=400)
"""And the root, for walked examples, which stop the clock at a day that is past."""


class BuiltinAuthority:
    """The built-in authority. WrongStore when its key file cannot be used, BrokenProvider when SM2 fails its test."""

    def __init__(self, folder: Path, passphrase: str, now: Callable[[], datetime]) -> None:
        check_provider()
        self._folder, self._now, self._ledger = folder, now, folder / "ledger.json"
        with self._locked():
            keys = folder / "keys.json"
            store = open_store(keys, passphrase, "demo") if keys.exists() else create_store(keys, passphrase, (ROOT,), "demo")
            self._key = store.active[ROOT]
            held = self._read()
            if "root" not in held:
                held = {"root": b64encode(self._make_root(self._key)).decode(), "issued": {}, "revoked": {}, "number": 0}
                self._write(held)
        self._root = b64decode(held["root"])
        self._write_text("sm2-root.pem", write_pem(CERTIFICATE, self._root, NAMES["common_name"]))

    def find_roots(self) -> tuple[bytes, ...]:
        """See AuthorityPort."""
        return (self._root,)

    def issue_certificate(self, request: Request) -> bytes:
        """See AuthorityPort."""
        good = len(request.public) == 64 and 0 < request.days <= LONGEST_DAYS and request.purpose is not Purpose.AUTHORITY
        if not good or not verify_message(request.public, request.signed_bytes(), request.proof):
            raise Fault(PARTY, "refused", permanent=True)
        with self._locked():
            held = self._read()
            known = held["issued"].get(request.id)
            if known is None:
                known = {"request": request.signed_bytes().decode(), "certificate": b64encode(self._certify(request)).decode()}
                held["issued"][request.id] = known
                self._write(held)
        if known["request"] != request.signed_bytes().decode():
            raise Fault(PARTY, "conflict", permanent=True)
        return b64decode(known["certificate"])

    def revoke_certificate(self, serial: int, reason: str) -> None:
        """See AuthorityPort."""
        with self._locked():
            held = self._read()
            serials = {decode_certificate(b64decode(one["certificate"])).serial for one in held["issued"].values()}
            if serial not in serials or reason not in REASONS:
                raise Fault(PARTY, "refused", permanent=True)
            if str(serial) not in held["revoked"]:
                held["revoked"][str(serial)] = {"at": self._now().isoformat(), "reason": reason}
                self._write(held | {"list": ""})
        self.find_list()

    def find_list(self) -> bytes:
        """See AuthorityPort."""
        with self._locked():
            held, now = self._read(), self._now()
            if not held.get("list") or datetime.fromisoformat(held["list_until"]) <= now + timedelta(days=1):
                until = now + timedelta(days=LIST_DAYS)
                made = self._make_list(held, now, until)
                held |= {"number": held["number"] + 1, "list": b64encode(made).decode(), "list_until": until.isoformat()}
                self._write(held)
                self._write_text("sm2-crl.pem", write_pem(LIST, made))
        return b64decode(held["list"])

    def _make_root(self, key: Key) -> bytes:
        begins = self._now() - ROOT_EARLY
        wanted = Wanted(_draw_serial(), NAMES, key.public, Purpose.AUTHORITY, begins, begins + timedelta(days=ROOT_DAYS))
        body = encode_body(wanted, encode_names(NAMES), key.public)
        return join_certificate(body, self._sign(body))

    def _certify(self, request: Request) -> bytes:
        begins = self._now() - EARLY
        names = {**request.names, "organizational_unit_name": DEMO}
        wanted = Wanted(_draw_serial(), names, request.public, request.purpose, begins, begins + timedelta(days=request.days))
        body = encode_body(wanted, encode_names(NAMES), self._key.public)
        return join_certificate(body, self._sign(body))

    def _make_list(self, held: dict[str, Any], now: datetime, until: datetime) -> bytes:
        rows = [Revoked(int(serial), datetime.fromisoformat(row["at"]), row["reason"]) for serial, row in held["revoked"].items()]
        body = encode_list_body(encode_names(NAMES), self._key.public, held["number"] + 1, now, until, rows)
        return join_list(body, self._sign(body))

    def _sign(self, body: bytes) -> bytes:
        return write_pair(sign_message(self._key.private, self._key.public, body))

    def _read(self) -> dict[str, Any]:
        return dict(json.loads(self._ledger.read_text(encoding="utf-8"))) if self._ledger.exists() else {}

    def _write(self, held: dict[str, Any]) -> None:
        self._write_text("ledger.json", json.dumps(held, ensure_ascii=False, indent=1))

    def _write_text(self, name: str, text: str) -> None:
        fresh = self._folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._folder / name)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One process at a time reads and changes the folder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _draw_serial() -> int:
    return secrets.randbits(SERIAL_BITS) | 1 << SERIAL_BITS
