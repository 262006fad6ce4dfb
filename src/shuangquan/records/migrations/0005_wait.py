from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).parent / "sql" / "0005_wait.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_matter"),
    ]

    operations = [
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
