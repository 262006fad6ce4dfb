from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0007_objection.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_wait"),
    ]

    operations = [
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                (
                    "pk",
                    models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("id", models.UUIDField(unique=True)),
                ("case_id", models.UUIDField()),
                ("fact", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=64)),
                ("department", models.CharField(max_length=32)),
                ("party", models.BinaryField()),
                ("state", models.CharField(max_length=16)),
                ("asked", models.BinaryField()),
                ("asked_at", models.DateTimeField()),
                ("officer", models.CharField(default="", max_length=64)),
                ("answer", models.BinaryField(default=bytes)),
                ("answered_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "objection",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["department", "handling_region", "asked_at"], name="objection_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("state", "open")), fields=("case_id", "fact"), name="objection_once")
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
