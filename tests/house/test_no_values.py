"""Whole cases through the real actions and the real sandbox: afterwards no table but the sealed columns, and no log line, holds a value."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from sandbox.running import start_sandbox
from shuangquan.actions import plans
from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.actions.rehearsing import rehearse
from shuangquan.actions.sending import send_messages
from shuangquan.actions.standards import load_online
from shuangquan.actions.upkeep import seal_events
from shuangquan.connectors import bound
from shuangquan.core.words.names import Var
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.site.logs import Correlation, JsonLines
from shuangquan.site.solving import load_standards
from shuangquan.site.wiring import make_sandbox_ports
from tests.chain.conftest import close_guards
from tests.conftest import Clones

STANDARDS_TABLES = {"bundle", "plan", "plan_key"}
"""What the standards' own text holds, examples with invented people among it."""
WATCHED = {"case_event", "procrastinate_jobs", "idempotency", "party_call", "data_use", "task", "case_party", "fact_value", "message"}
DIFFERENT = {"newborn", "afterlife", "freight", "house-transfer", "company-opening"}
"""Two parents and a child, heirs, a fleet, buyer and seller, founders."""
CODES = {"region", "boolean", "integer"}
DELAYS = '{"police": [0.02, 0.05], "": [0.01, 0.03]}'


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the site would have written to its log, at its own levels."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    handler.addFilter(Correlation())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def installation(stocked_db: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database, the shipped standards online, the departments; gives the database's name."""
    monkeypatch.setattr(plans, "_shelf", plans._Shelf())
    monkeypatch.setattr(bound, "_bound", [])
    sandbox = start_sandbox(tmp_path / "sandbox", {"SANDBOX_RESIDENTS": "300", "SANDBOX_DELAYS": DELAYS, "SANDBOX_COURIER_SECONDS": "0.1"})
    try:
        settings.HOME, settings.SANDBOX_URL = tmp_path, sandbox.address
        with acting_system():
            load_standards()
        bound.bind(make_sandbox_ports(sandbox.address))
        yield stocked_db
    finally:
        close_guards()
        sandbox.stop()


def find_values(case_id: str) -> dict[str, str]:
    """Text → path, of every value of the case that is about somebody."""
    with acting_system():
        loaded = load(case_id)
    found = {}
    for var, fact in loaded.case.facts.items():
        planned = loaded.index.vars.get(Var(var.role, var.fact).template)
        if isinstance(fact.value, str) and len(fact.value) > 1 and not (planned and (planned.options or planned.type in CODES)):
            found[fact.value] = f"{var} {fact.value}"
    return found


def dump_rows(clones: Clones, name: str) -> Iterator[tuple[str, str]]:
    """(table, row) of everything, row security aside; bytes as hex and, where they are text, as text."""
    with clones.connect(name, "admin") as admin:
        tables = [row[0] for row in admin.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()]
        assert set(tables) >= WATCHED
        for table in tables:
            for (row,) in admin.execute(f'select to_jsonb(t) from "{table}" t'.encode()).fetchall():
                yield table, json.dumps({name: _as_text(value) for name, value in row.items()}, ensure_ascii=False)


def _as_text(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("\\x"):
        try:
            return bytes.fromhex(value[2:]).decode()
        except ValueError:
            return value
    return value


def find_leaks(values: dict[str, str], text: str) -> set[str]:
    """Values that stand in a text: long or 中文 ones anywhere, short ones as a whole string of it."""
    leaves = set(text.split('"'))
    return {where for value, where in values.items() if value in (text if len(value) > 3 or not value.isascii() else leaves)}


def test_a_leak_would_be_found() -> None:
    values = {"林甲": "mother.name", "B1": "children.birth_record_number[1]", "379900199504120025": "mother.id_number"}
    assert find_leaks(values, '{"a": "林甲"}') == {"mother.name"}
    assert find_leaks(values, '{"a": "x B1"}') == set()
    assert find_leaks(values, '{"a": ["B1"], "b": "id 379900199504120025"}') == {"children.birth_record_number[1]", "mother.id_number"}


def rehearse_anew(theme: str, name: str) -> str:
    """The case of an example, walked with doors of its own: a breaker that the example before opened is not this one's."""
    close_guards()
    bound.bind(make_sandbox_ports(str(django_settings.SANDBOX_URL)))
    return rehearse(theme, name, None).case


@pytest.mark.parametrize("few", [True, pytest.param(False, marks=pytest.mark.heavy)], ids=["one of some themes", "every example"])
def test_no_table_holds_a_value(installation: str, make_clone: Clones, few: bool) -> None:
    """few: the first example of themes that differ most in who takes part; else every example of every theme."""
    with acting_system():
        held = {str(theme): examples for theme, examples in load_online().examples.items()}
    held = {theme: examples[:1] for theme, examples in held.items() if theme in DIFFERENT} if few else held
    walks = [(theme, example.name.zh) for theme, examples in held.items() for example in examples]
    cases = [rehearse_anew(theme, name) for theme, name in walks]
    with acting_system():
        send_messages(100)
        seal_events()
    values = {"13800000000": "mother.phone", "13800000001": "father.phone"}
    for case in cases:
        values |= find_values(case)
    assert len(values) > 60
    assert {"林甲", "379900199504120025", "13800000000"} <= set(values)
    rows = list(dump_rows(make_clone, installation))
    assert len({table for table, _ in rows}) > 12
    leaks = {(table, where) for table, row in rows if table not in STANDARDS_TABLES for where in find_leaks(values, row)}
    assert not leaks


def test_no_line_of_the_log_holds_a_value_or_a_link(installation: str, log: io.StringIO, client: Client) -> None:
    with acting_system():
        examples = load_online().examples["freight"]
    case = rehearse("freight", examples[0].name.zh, None).case
    with acting_system():
        send_messages(100)
        tokens = [made.token for made in find_certificates_of_case(case)]
    values = find_values(case) | {"13800000000": "mother.phone"}
    assert tokens and len(values) > 10
    for token in tokens:
        client.get(f"/v/{token}")
        client.get(f"/nowhere/{token}", {"name": next(iter(values))})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert len(lines) >= 2 * len(tokens)
    assert all(line["correlation"] or not line["logger"].startswith("shuangquan") for line in lines)
    assert not find_leaks(values | dict.fromkeys(tokens, "a certificate's link"), log.getvalue())
