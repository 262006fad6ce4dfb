"""Offers before anybody asks, and the sweeps that find whom."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0015_offer.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0014_task_by_card"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("theme", models.CharField(max_length=64)),
                ("bundle", models.CharField(max_length=64)),
                ("day", models.DateField()),
                ("population", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "sweep",
                "constraints": [models.UniqueConstraint(fields=("theme", "bundle", "day", "population"), name="sweep_once")],
            },
        ),
        migrations.CreateModel(
            name="SweepChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chunk", models.CharField(max_length=64)),
                ("people", models.BigIntegerField()),
                ("entitled", models.BigIntegerField()),
                ("doubtful", models.BigIntegerField()),
                ("sweep", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="records.sweep")),
            ],
            options={
                "db_table": "sweep_chunk",
                "constraints": [models.UniqueConstraint(fields=("sweep", "chunk"), name="sweep_chunk_once")],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                (
                    "pk",
                    models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("id", models.UUIDField(unique=True)),
                ("theme", models.CharField(max_length=64)),
                ("person", models.BinaryField()),
                ("about", models.BinaryField(default=bytes)),
                ("state", models.CharField(max_length=16)),
                ("missing", models.JSONField(default=list)),
                ("sweep_id", models.UUIDField()),
                ("found_at", models.DateTimeField()),
                ("until", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("case_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "offer",
                "indexes": [models.Index(fields=["person", "state"], name="offer_of_person")],
                "constraints": [models.UniqueConstraint(fields=("theme", "person", "about"), name="offer_once")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
