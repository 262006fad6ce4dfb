"""Row security, append-only events, ties between the tables."""

from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).parent / "sql" / "0002_context.sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0001_tables")]
    operations = [migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
