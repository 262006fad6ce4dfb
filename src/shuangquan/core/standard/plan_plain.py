"""Plans as plain JSON and back, and the id of one. By msgspec, since a plan has a thousand parts and every request may load one."""

from dataclasses import replace
from typing import Any

import msgspec

from shuangquan.core.standard.plan import Plan
from shuangquan.core.words.canonical import sm3_hex

_write = msgspec.json.Encoder(order="sorted", enc_hook=str)  # the hook turns Words into their text
_read = msgspec.json.Decoder(Plan)


def seal_plan(draft: Plan) -> Plan:
    """The plan with its id (SM3 over its canonical JSON, the id empty), and without the places that its words had in the standard."""
    data = _write.encode(replace(draft, id=""))
    return replace(_read.decode(data), id=sm3_hex(data))


def plan_to_json(plan: Plan) -> str:
    """The plan as canonical JSON, its keys in order."""
    return _write.encode(plan).decode()


def plan_from_json(data: str) -> Plan:
    """The plan that `plan_to_json` wrote, whatever the order of its keys. ValueError when it is not one."""
    return _read.decode(data)


def plan_to_plain(plan: Plan) -> Any:
    """The plan as plain JSON."""
    return msgspec.to_builtins(plan)


def plan_from_plain(data: object) -> Plan:
    """The plan that `plan_to_plain` wrote. ValueError when it is not one."""
    return msgspec.convert(data, Plan)
