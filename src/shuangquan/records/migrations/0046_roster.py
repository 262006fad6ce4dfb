"""Tables of people that somebody brought for a matter, and how far each has been taken."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0046_roster.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0045_crops"),
    ]

    operations = [
        migrations.CreateModel(
            name="Roster",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("case_id", models.UUIDField()),
                ("role", models.CharField(max_length=64)),
                ("party", models.BinaryField()),
                ("by", models.CharField(max_length=64)),
                ("door", models.CharField(max_length=16)),
                ("region", models.CharField(max_length=12)),
                ("level", models.SmallIntegerField()),
                ("state", models.CharField(max_length=8)),
                ("reason", models.CharField(default="", max_length=40)),
                ("count", models.IntegerField()),
                ("at", models.IntegerField(default=0)),
                ("taken_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("wrapped", models.BinaryField(null=True)),
                ("key_version", models.SmallIntegerField(default=0)),
                ("content", models.BinaryField(default=b"")),
                ("said", models.BinaryField(default=b"")),
            ],
            options={
                "db_table": "roster",
                "indexes": [models.Index(fields=["case_id", "taken_at"], name="roster_of_case")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
