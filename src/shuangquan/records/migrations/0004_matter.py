from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0004_matter.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_queue"),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "home_region", "case_id", "member", "index", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("member", models.CharField(max_length=64)),
                ("index", models.BinaryField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "matter",
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("ended_at__isnull", True)), fields=("index",), name="matter_once")
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
