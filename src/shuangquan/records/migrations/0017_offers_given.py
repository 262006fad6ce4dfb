"""Offers that are given when nobody says no, that lapse, and that an event begins."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0017_offers_given.sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0016_sent_packages")]

    operations = [
        migrations.AddField("Offer", "due_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Heard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("theme", models.CharField(max_length=64)),
                ("source", models.CharField(max_length=64)),
                ("cursor", models.CharField(max_length=200)),
                ("heard_at", models.DateTimeField()),
            ],
            options={
                "db_table": "heard",
                "constraints": [models.UniqueConstraint(fields=("theme", "source"), name="heard_once")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
