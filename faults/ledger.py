"""What the departments' own systems hold: read from the sandbox's ledger, not from the platform's word for it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows by key, as the sandbox keeps them: packages by id, orders and refunds by id, messages and parcels by id."""

    packages: Mapping[str, Any]
    orders: Mapping[str, Any]
    refunds: Mapping[str, Any]
    messages: Mapping[str, Any]
    parcels: Mapping[str, Any]


def read_ledger(home: Path) -> Ledger:
    """The ledger in a sandbox's home, also while it runs."""
    with sqlite3.connect(f"file:{home / 'sandbox.sqlite'}?mode=ro", uri=True, timeout=10) as line:
        held: dict[str, dict[str, Any]] = {}
        for kind, key, body in line.execute(
            "select kind, key, body from kept where kind in ('package', 'order', 'refund', 'message', 'parcel')"
        ):
            held.setdefault(kind, {})[key] = json.loads(body)
    line.close()
    return Ledger(*(held.get(kind, {}) for kind in ("package", "order", "refund", "message", "parcel")))
