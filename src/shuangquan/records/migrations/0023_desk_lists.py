"""The desk's lists among millions of finished tasks: what is under way, by deadline; what is decided, by when; what is marked. Made
concurrently: the table is in use. `task_inbox` is no longer asked.
"""

from django.db import migrations, models

UNDER_WAY = ["review", "correct", "offered", "held", "passed", "waiting", "sent", "suspended"]
_OPEN = models.Q(("state__in", UNDER_WAY))
_MARKED = models.Q(
    ("reason__startswith", "pledge:"),
    ("reason__startswith", "second:"),
    ("reason__startswith", "hand:"),
    ("appeal", "open"),
    _connector="OR",
)
_STATES = "state in (" + ", ".join(f"'{state}'" for state in UNDER_WAY) + ")"


def _make(name: str, columns: str, where: str, index: models.Index) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create index concurrently if not exists {name} on task ({columns}) where {where}",
        migrations.RunSQL.noop,
        state_operations=[migrations.AddIndex("Task", index)],
    )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0022_alert")]
    operations = [
        _make(
            "task_open",
            "department, handling_region, state, assignee, due_at, reason, appeal, case_id, home_region",
            _STATES,
            models.Index(
                fields=["department", "handling_region", "state", "assignee", "due_at", "reason", "appeal", "case_id", "home_region"],
                condition=_OPEN,
                name="task_open",
            ),
        ),
        _make(
            "task_by_time",
            "department, state, due_at, case_id, item, member",
            _STATES,
            models.Index(fields=["department", "state", "due_at", "case_id", "item", "member"], condition=_OPEN, name="task_by_time"),
        ),
        _make(
            "task_decided",
            "department, decided_at, case_id, item, member",
            "decided_at is not null",
            models.Index(
                fields=["department", "decided_at", "case_id", "item", "member"],
                condition=models.Q(("decided_at__isnull", False)),
                name="task_decided",
            ),
        ),
        _make(
            "task_marked",
            "department, handling_region",
            "reason like 'pledge:%' or reason like 'second:%' or reason like 'hand:%' or appeal = 'open'",
            models.Index(fields=["department", "handling_region"], condition=_MARKED, name="task_marked"),
        ),
        migrations.RunSQL(
            "drop index concurrently if exists task_inbox",
            migrations.RunSQL.noop,
            state_operations=[migrations.RemoveIndex("Task", "task_inbox")],
        ),
    ]
