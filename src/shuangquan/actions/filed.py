"""Certificates on file: called up instead of handed in (免提交), from those this house has issued to the one who acts."""

import json
from collections.abc import Mapping
from typing import Any

from shuangquan.core.credentials.payload import Payload, read_payload
from shuangquan.core.exchange.values import plain_key
from shuangquan.core.standard.plan import Draw
from shuangquan.core.words.codec import value_to_plain
from shuangquan.core.words.knowledge import Value
from shuangquan.records.certificates import find_certificates_of_holder
from shuangquan.records.clock import today
from shuangquan.records.vault import blind_index


def find_filed(draw: Draw, keys: Mapping[str, Value]) -> tuple[bool, dict[str, Any]]:
    """(found, record) of the newest valid certificate of this type that is held by the key and matches the rest."""
    held = [(field, value) for field, value in keys.items() if field.rsplit(".", 1)[-1] in ("id_number", "uscc")]
    for field, value in held[:1]:
        kind = field.rsplit(".", 1)[-1]
        for stored in find_certificates_of_holder(blind_index(kind, plain_key(value)), draw.source):
            payload = read_payload(json.loads(stored.payload))
            if stored.status == "valid" and _is_current(payload) and _matches(payload, keys):
                return True, _record(draw, payload)
    return False, {}


def _is_current(payload: Payload) -> bool:
    return not payload.valid_to or payload.valid_to >= today().isoformat()


def _matches(payload: Payload, keys: Mapping[str, Value]) -> bool:
    """What the certificate states of the keys must agree; what it does not state cannot be held against it."""
    stated = {line.field: line.fact for line in payload.lines}
    return all(stated.get(field) in (None, value) for field, value in keys.items())


def _record(draw: Draw, payload: Payload) -> dict[str, Any]:
    wanted = {field for _, field in draw.gives}
    found: dict[str, Any] = {}
    for line in payload.lines:
        if line.field in wanted:
            plain = value_to_plain(line.fact)
            found[line.field] = next(iter(plain.values())) if isinstance(plain, dict) else plain
    return found
