"""A source's answer becomes facts: found, known to be absent, or unknown because there is no record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuangquan.core.exchange.values import read_value
from shuangquan.core.standard.plan import Draw, PlanVar
from shuangquan.core.words.errors import Fault
from shuangquan.core.words.knowledge import Form, Unknown, Value
from shuangquan.core.words.names import Var

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Got:
    """One fact out of an answer."""

    var: Var
    form: Form
    value: Value | None = None
    why: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """A certificate on file that answered. certificate: its id; valid_to: ISO day, "" for one without end."""

    certificate: str
    type: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole answer. outcome: found | none. members: keys of the list it filled, in the order given. filed: of a certificate on file."""

    outcome: str
    facts: tuple[Got, ...]
    members: tuple[str, ...] = ()
    filed: Filed | None = None


def read_answer(
    draw: Draw, vars_: Mapping[str, PlanVar], member: str | None, found: bool, record: Record, members: Sequence[Record]
) -> Reading:
    """Turn an answer into facts of the case.

    `vars_` are the plan's variables by path; a given path that the plan does not name is passed over (least disclosure).
    Raises Fault("malformed") when a value has the wrong type: a party that lies is a fault, not knowledge.
    """
    if not draw.list_role:
        facts = [_read_one(draw, vars_, path, field, member, record if found else None) for path, field in draw.gives]
        return Reading("found" if found else "none", tuple(got for got in facts if got))
    facts, keys = [], []
    for row in members if found else ():
        key = _member_key(draw, row)
        keys.append(key)
        facts += [_read_one(draw, vars_, path, field, _key_for(path, draw, key), row) for path, field in draw.gives]
    known_empty = draw.list_complete or bool(keys)
    return Reading("found" if known_empty and found else "none", tuple(got for got in facts if got), tuple(keys))


def _member_key(draw: Draw, row: Record) -> str:
    field = next((field for path, field in draw.gives if path == f"{draw.list_role}.{draw.list_key}"), "")
    key = row.get(field)
    if not isinstance(key, str) or not key:
        raise Fault(draw.provider, "malformed")
    return key


def _key_for(path: str, draw: Draw, key: str) -> str | None:
    return key if path.split(".")[0] == draw.list_role else None


def _read_one(draw: Draw, vars_: Mapping[str, PlanVar], path: str, field: str, member: str | None, record: Record | None) -> Got | None:
    known = vars_.get(path)
    if known is None:
        return None
    role, fact = path.split(".")
    var = Var(role, fact, member if known.listed else None)
    raw = record.get(field) if record is not None else None
    if raw is None:
        return _read_empty(draw, path, known, var)
    try:
        value = read_value(known.type, raw)
    except ValueError:
        raise Fault(draw.provider, "malformed") from None
    if known.options and str(value) not in {code for code, _ in known.options}:
        raise Fault(draw.provider, "malformed")
    return Got(var, Form.KNOWN, value)


def _read_empty(draw: Draw, path: str, known: PlanVar, var: Var) -> Got:
    """What no record means stands in the standard: false, absent, a value, or (unsaid) unknown."""
    means = dict(draw.empty).get(path)
    if means is None or means == "unknown":
        return Got(var, Form.UNKNOWN, None, Unknown.NO_RECORD)
    if means == "absent":
        return Got(var, Form.ABSENT)
    return Got(var, Form.KNOWN, read_value(known.type, means))
