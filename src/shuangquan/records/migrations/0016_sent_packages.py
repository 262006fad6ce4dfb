"""Packages sent to departments are found by when they were sent. Made concurrently: the table is in use."""

from django.db import migrations, models

_INDEX = models.Index(condition=models.Q(("kind", "task.sent")), fields=["recorded_at"], name="case_event_sent")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0015_offer")]
    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists case_event_sent on case_event (recorded_at) where kind = 'task.sent'",
            migrations.RunSQL.noop,
            state_operations=[migrations.AddIndex("CaseEvent", _INDEX)],
        ),
    ]
