"""What the sandbox must not forget: issued numbers, packages, payments, parcels. Held in memory, written through to SQLite."""

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any


class Ledger:
    """Rows by (kind, key), each a JSON object. Reads are from memory; every write is committed before it returns.

    WAL without a sync per commit: a killed process loses nothing, a machine without power may lose the last moments.
    """

    def __init__(self, home: Path | None) -> None:
        self.lock = threading.RLock()
        self._rows: dict[str, dict[str, Any]] = {}
        where = ":memory:" if home is None else str(home / "sandbox.sqlite")
        self._database = sqlite3.connect(where, check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.execute("CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, body TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID")
        for kind, key, body in self._database.execute("SELECT kind, key, body FROM kept"):
            self._rows.setdefault(kind, {})[key] = json.loads(body)

    def find(self, kind: str, key: str) -> Any | None:
        """The row, or None. Treat it as frozen; keep a changed copy instead."""
        return self._rows.get(kind, {}).get(key)

    def all(self, kind: str) -> dict[str, Any]:
        """Every row of a kind, as a copy of the index."""
        with self.lock:
            return dict(self._rows.get(kind, {}))

    def keep(self, *rows: tuple[str, str, Any]) -> None:
        """Write rows (kind, key, body) in one transaction."""
        with self.lock:
            self._database.execute("BEGIN")
            self._database.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                [(kind, key, json.dumps(body, ensure_ascii=False)) for kind, key, body in rows],
            )
            self._database.execute("COMMIT")
            for kind, key, body in rows:
                self._rows.setdefault(kind, {})[key] = body

    def count_up(self, series: str) -> int:
        """The next number of a series, from 1; never the same twice, also after a restart."""
        with self.lock:
            number = int(self.find("series", series) or 0) + 1
            self.keep(("series", series, number))
            return number

    def forget(self, kind: str) -> None:
        """Drop every row of a kind."""
        with self.lock:
            self._database.execute("DELETE FROM kept WHERE kind = ?", (kind,))
            self._rows.pop(kind, None)
