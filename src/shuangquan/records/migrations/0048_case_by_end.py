"""Matters that ended lately are counted. Made concurrently: the table is in use."""

from django.db import migrations, models

_INDEX = models.Index(fields=["closed_at"], condition=models.Q(closed_at__isnull=False), name="case_by_end")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0047_limit_end")]
    operations = [
        migrations.RunSQL(
            'create index concurrently if not exists case_by_end on "case" (closed_at) where closed_at is not null',
            migrations.RunSQL.noop,
            state_operations=[migrations.AddIndex("Case", _INDEX)],
        ),
    ]
