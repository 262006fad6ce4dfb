"""Opening a department's sealed report: nothing in it is believed before its seal is verified and it speaks of what was asked."""

import hmac
import json
from collections.abc import Mapping
from pathlib import Path

from gmssl_pyx import sm3_hash

from shuangquan.connectors.departments.port import DECIDED, WHATS, Report
from shuangquan.connectors.seal.sm2 import verify_message
from shuangquan.connectors.shape import Reader, malformed, read_object
from shuangquan.core.words.errors import Fault
from shuangquan.core.words.text import Text

Keys = Mapping[str, Mapping[str, bytes]]
"""Department → id of its key → its public key x‖y, 64 bytes. An older key stays here for as long as its reports are to be read."""

FORGED, UNKNOWN_SIGNER, REPLAYED, ALTERED = UNBELIEVED = ("forged", "unknown_signer", "replayed", "altered")
"""Codes of a Fault that means: somebody who is not the department speaks, or it speaks of something else, or otherwise than before."""


def read_keys(held: Mapping[str, Mapping[str, str]]) -> Keys:
    """Keys written as hex. ValueError for one that is not 64 bytes."""
    keys = {department: {key: bytes.fromhex(value) for key, value in named.items()} for department, named in held.items()}
    if any(len(value) != 64 for named in keys.values() for value in named.values()):
        raise ValueError("a department's public key is x‖y, 64 bytes in hex")
    return keys


def load_keys(path: Path) -> Keys:
    """Keys of a JSON file {department: {key id: hex}}."""
    return read_keys(json.loads(path.read_text(encoding="utf-8")))


def open_report(envelope: Reader, keys: Keys, department: str, package_id: str) -> Report:
    """Verify and parse {"content", "digest", "signature", "key_id"}.

    Faults, none of them permanent (the next answer may be the department's own): unknown_signer, forged, replayed (a good seal, but of
    another department or package), malformed.
    """
    content, key_id, signature = envelope.text("content"), envelope.text("key_id"), envelope.text("signature")
    public, data = keys.get(department, {}).get(key_id), content.encode()
    if public is None:
        raise Fault(department, UNKNOWN_SIGNER)
    digest = bytes(sm3_hash(data)).hex()
    if not hmac.compare_digest(digest, envelope.text("digest")) or not verify_message(public, data, _from_hex(signature)):
        raise Fault(department, FORGED)
    reader = Reader(read_object(data, department), department)
    if (reader.text("department"), reader.text("package")) != (department, package_id):
        raise Fault(department, REPLAYED)
    return _read(reader, department, package_id, (content, digest, signature, key_id))


def _read(reader: Reader, department: str, package_id: str, sealed: tuple[str, str, str, str]) -> Report:
    what, outcome, number, reason = reader.text("what"), reader.text("outcome"), reader.whole("number"), reader.part("reason")
    if what not in WHATS or number < 1 or (what == DECIDED) != (outcome in ("approve", "refuse")):
        raise malformed(department)
    return Report(
        package_id, reader.text("package_digest"), department, number, what, Text(reason.text("zh"), reason.text("en", "")), outcome,
        reader.values("facts"), reader.values("certificate"), reader.truth("follows"), reader.text("assigned"), reader.texts("needs"),
        reader.text("until"), reader.moment("at"), *sealed,
    )  # fmt: skip


def _from_hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
