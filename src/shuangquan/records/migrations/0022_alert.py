from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0022_alert.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0021_organisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                (
                    "pk",
                    models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("id", models.UUIDField(unique=True)),
                ("case_id", models.UUIDField()),
                ("item", models.CharField(max_length=64)),
                ("member", models.CharField(default="", max_length=64)),
                ("department", models.CharField(max_length=32)),
                ("desk", models.CharField(max_length=32)),
                ("level", models.SmallIntegerField()),
                ("why", models.CharField(max_length=8)),
                ("raised_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("asked_by", models.CharField(default="", max_length=64)),
                ("asked_at", models.DateTimeField(null=True)),
                ("over_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "alert",
                "indexes": [
                    models.Index(
                        condition=models.Q(("over_at__isnull", True)), fields=["desk", "handling_region", "answer_by"], name="alert_open"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("case_id", "item", "member", "why", "level"), name="alert_once")],
            },
        ),
        migrations.AddField(
            model_name="staffuser",
            name="phone",
            field=models.CharField(db_default="", default="", max_length=20),
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
