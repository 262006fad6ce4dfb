from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).parent / "sql" / "0006_wait.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0005_throttle"),
    ]

    operations = [
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
