"""Certificates on file that running cases called up, so that one which loses its force is noticed."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0032_certificate_call.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0031_assistance"),
    ]

    operations = [
        migrations.CreateModel(
            name="CertificateCall",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "home_region", "case_id", "draw", "member", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("draw", models.CharField(max_length=100)),
                ("member", models.CharField(max_length=64)),
                ("certificate_id", models.UUIDField()),
                ("state", models.CharField(max_length=8)),
            ],
            options={
                "db_table": "certificate_call",
                "indexes": [
                    models.Index(condition=models.Q(("state", "stands")), fields=["certificate_id"], name="certificate_call_stands")
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
