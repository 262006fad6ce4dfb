"""Orders for help at halls."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0036_help.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0035_let_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="HelpOrder",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("party", models.BinaryField()),
                ("hall", models.CharField(max_length=24)),
                ("theme", models.CharField(max_length=64)),
                ("case_id", models.UUIDField(null=True)),
                ("kind", models.CharField(max_length=16)),
                ("state", models.CharField(max_length=16)),
                ("helper", models.CharField(default="", max_length=64)),
                ("steps", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "help_order",
                "indexes": [
                    models.Index(fields=["handling_region", "state", "asked_at"], name="help_order_waiting"),
                    models.Index(fields=["party", "asked_at"], name="help_order_of"),
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
