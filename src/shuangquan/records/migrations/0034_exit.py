"""Papers that wait at the exit windows of halls."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0034_exit.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0033_hall"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExitPaper",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "case_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(unique=True)),
                ("hall", models.CharField(default="", max_length=24)),
                ("number", models.CharField(max_length=40)),
                ("theme", models.CharField(max_length=64)),
                ("bundle", models.CharField(max_length=64)),
                ("names", models.JSONField(default=list)),
                ("party", models.BinaryField(null=True)),
                ("ready_at", models.DateTimeField()),
                ("handed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "exit_paper",
                "indexes": [models.Index(fields=["handling_region", "handed_at", "ready_at"], name="exit_paper_waiting")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
