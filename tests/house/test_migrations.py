"""One head, numbered without gaps, nothing left out, and SQL that does not lock a table in use."""

import re
from collections.abc import Sequence

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.utils import translation

from shuangquan.records.grants import APP
from tests.house.tree import SOURCE

INITIAL = frozenset({"0001_tables", "0002_context", "0003_queue"})
"""Made before any table held a row: exempt from the lint. The list never grows."""
FIRST = (
    (r"create\s+(unique\s+)?index\s+(?!concurrently)", "an index on a table in use is made concurrently, outside a transaction"),
    (r"alter\s+column\s+\S+\s+(set\s+data\s+)?type\b", "a change of type rewrites the table: add a column, fill it, change over"),
    (
        r"alter\s+column\s+\S+\s+set\s+not\s+null",
        "set not null reads the whole table under a lock: add a check `not valid`, validate it, then set",
    ),
    (r"add\s+column\s+(?:(?!default|,|;).)*\bnot\s+null(?:(?!default|,|;).)*(?=,|;|$)", "a new column is null or has a constant default"),
    (r"add\s+constraint\s+(?:(?!not\s+valid|;).)*(?=;|$)", "a constraint on a table in use is added `not valid`, then validated"),
    (r"\bdrop\s+(table|column)|\brename\s+(to|column)", "migrations are additive: old code still runs beside new tables"),
    (r"\btruncate\b|\bdelete\s+from\b|\block\s+table\b|\bcluster\b|\bvacuum\s+full\b", "no migration empties, locks or rewrites a table"),
)


def find_loader() -> MigrationLoader:
    """The migrations on disk, without a database."""
    return MigrationLoader(None, ignore_no_migrations=True)


def lint_sql(text: str, new: frozenset[str]) -> list[str]:
    """What is wrong with a migration's SQL. `new`: tables that it makes itself, which nobody uses yet."""
    plain = re.sub(r"--[^\n]*|/\*.*?\*/|\$\$.*?\$\$", " ", text, flags=re.DOTALL).lower()
    made = new | set(re.findall(r"create\s+table\s+(?:if\s+not\s+exists\s+)?\"?(\w+)", plain))
    found = []
    for statement in (" ".join(one.split()) for one in plain.split(";")):
        table = re.search(r"(?:alter\s+table|\son)\s+(?:only\s+)?\"?(?:public\.)?(\w+)", statement)
        if table and table.group(1) in made:
            continue
        found += [why for pattern, why in FIRST if re.search(pattern, statement)]
    return found


def lint_operations(operations: Sequence[Operation]) -> list[str]:
    """What is wrong with a migration's operations, its SQL among them."""
    new = {op.name.lower() for op in operations if isinstance(op, migrations.CreateModel)}
    tables = frozenset(str(op.options.get("db_table", op.name.lower())) for op in operations if isinstance(op, migrations.CreateModel))
    found: list[str] = []
    for op in operations:
        if isinstance(op, migrations.SeparateDatabaseAndState):
            found += lint_operations(op.database_operations)
        elif isinstance(op, migrations.RunSQL):
            found += lint_sql(str(op.sql), tables)
        elif isinstance(
            op, migrations.AlterField | migrations.RemoveField | migrations.RenameField | migrations.RenameModel | migrations.DeleteModel
        ):
            found.append(f"{type(op).__name__}: migrations are additive")
        elif isinstance(op, migrations.AddIndex | migrations.AddConstraint) and op.model_name.lower() not in new:
            found.append(f"{type(op).__name__}: on a table in use, concurrently or not valid")
        elif isinstance(op, migrations.AddField) and op.model_name.lower() not in new and not (op.field.null or op.field.has_default()):
            found.append("AddField: null or a default")
    return found


def test_one_head_numbered_without_gaps() -> None:
    loader = find_loader()
    assert len(loader.graph.leaf_nodes("records")) == 1
    names = sorted(name for app, name in loader.disk_migrations if app == "records")
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1)), names
    files = {path.stem for path in (SOURCE / "records" / "migrations").glob("*.py")} - {"__init__"}
    assert files == set(names)
    assert set(names) >= INITIAL


def test_the_models_are_as_the_migrations_make_them() -> None:
    loader = find_loader()
    with translation.override(None):  # labels are translated, migrations are not
        changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(loader.graph)
    assert "records" not in changes, changes


def test_only_records_has_tables() -> None:
    own = {model._meta.app_label for model in apps.get_models() if model.__module__.startswith("shuangquan.")}
    assert own == {"records"}


def test_every_table_has_its_privileges_written_down() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("records").get_models()}
    assert tables <= set(APP), tables - set(APP)


def test_later_migrations_lock_nothing() -> None:
    later = {name: one for (app, name), one in find_loader().disk_migrations.items() if app == "records" and name not in INITIAL}
    assert not {name: found for name, one in later.items() if (found := lint_operations(one.operations))}


@pytest.mark.parametrize(
    "sql",
    [
        "create index task_due on task (due_at)",
        "create unique index task_due on task (due_at);",
        "alter table task alter column state set not null",
        "alter table task alter column state type text",
        "alter table task add column note text not null",
        "alter table task add constraint x check (state <> '')",
        "alter table task drop column note",
        'alter table "case" rename column a to b',
        "-- harmless\nselect 1;\ntruncate case_event",
        "create table a (id int); create index b on task (id)",
    ],
)
def test_sql_that_locks_is_found(sql: str) -> None:
    assert lint_sql(sql, frozenset())


@pytest.mark.parametrize(
    "sql",
    [
        "create index concurrently task_due on task (due_at)",
        "alter table task add column note text",
        "alter table task add column note text not null default ''",
        "alter table task add constraint x check (state <> '') not valid; alter table task validate constraint x",
        "create table a (id int not null); create index b on a (id); alter table a add constraint c check (id > 0)",
        "-- create index x on task (y)\nselect 1",
    ],
)
def test_sql_that_does_not_is_let_through(sql: str) -> None:
    assert not lint_sql(sql, frozenset())


def test_operations_that_lock_are_found() -> None:
    index = models.Index(fields=["due_at"], name="x")
    planted: list[Operation] = [
        migrations.AddIndex("task", index),
        migrations.AlterField("task", "state", models.TextField()),
        migrations.RemoveField("task", "state"),
        migrations.AddField("task", "note", models.TextField()),
    ]
    assert len(lint_operations(planted)) == len(planted)
    made: list[Operation] = [
        migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddIndex("note", index),
    ]
    assert not lint_operations(made)
