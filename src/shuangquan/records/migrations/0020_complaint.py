from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0020_complaint.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0019_appeal"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                (
                    "pk",
                    models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("id", models.UUIDField(unique=True)),
                ("case_id", models.UUIDField()),
                ("item", models.CharField(default="", max_length=64)),
                ("member", models.CharField(default="", max_length=64)),
                ("about", models.CharField(max_length=16)),
                ("department", models.CharField(default="", max_length=32)),
                ("desk", models.CharField(max_length=32)),
                ("first_desk", models.CharField(max_length=32)),
                ("level", models.SmallIntegerField(default=1)),
                ("party", models.BinaryField()),
                ("state", models.CharField(max_length=16)),
                ("contact", models.BooleanField(default=False)),
                ("said", models.BinaryField()),
                ("papers", models.JSONField(default=list)),
                ("filed_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("answers", models.BinaryField(default=bytes)),
                ("officers", models.JSONField(default=list)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("satisfied", models.BooleanField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "complaint",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["desk", "handling_region", "answer_by"], name="complaint_open"
                    ),
                    models.Index(fields=["case_id"], name="complaint_by_case"),
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
