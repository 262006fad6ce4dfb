"""Stations, who helps there, their tablets, what was done there, and what came in sealed."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0041_station.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0040_delegation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Station",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place_zh", models.CharField(max_length=80)),
                ("place_en", models.CharField(default="", max_length=120)),
                ("site", models.CharField(max_length=16)),
                ("region", models.CharField(max_length=12)),
                ("partner", models.CharField(max_length=80)),
                ("themes", models.JSONField(default=list)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "db_table": "station",
                "indexes": [models.Index(fields=["region", "place_zh"], name="station_by_region")],
            },
        ),
        migrations.CreateModel(
            name="StationAct",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("station_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("party", models.BinaryField()),
                ("whom", models.CharField(max_length=40)),
                ("by", models.CharField(max_length=64)),
                ("theme", models.CharField(max_length=64)),
                ("bundle", models.CharField(max_length=64)),
                ("basis", models.CharField(max_length=8)),
                ("offline", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "station_act",
                "indexes": [
                    models.Index(fields=["station_id", "at"], name="station_act_of"),
                    models.Index(fields=["case_id"], name="station_act_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StationBox",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("station_id", models.UUIDField()),
                ("tablet_id", models.UUIDField()),
                ("digest", models.BinaryField()),
                ("sealed", models.BinaryField()),
                ("state", models.CharField(max_length=16)),
                ("reason", models.CharField(default="", max_length=40)),
                ("open_things", models.JSONField(default=list)),
                ("theme", models.CharField(default="", max_length=64)),
                ("by", models.CharField(default="", max_length=64)),
                ("party", models.BinaryField(null=True)),
                ("case_id", models.UUIDField(null=True)),
                ("twin_id", models.UUIDField(null=True)),
                ("said_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(default="", max_length=64)),
            ],
            options={
                "db_table": "station_box",
                "indexes": [
                    models.Index(fields=["tablet_id", "received_at"], name="station_box_of_tablet"),
                    models.Index(fields=["station_id", "state", "received_at"], name="station_box_of_station"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StationHelper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("station_id", models.UUIDField()),
                ("user_id", models.BigIntegerField()),
                ("since_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "station_helper",
                "constraints": [models.UniqueConstraint(fields=("station_id", "user_id"), name="station_helper_once")],
            },
        ),
        migrations.CreateModel(
            name="StationTablet",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("station_id", models.UUIDField()),
                ("key_hash", models.BinaryField(null=True, unique=True)),
                ("code_hash", models.BinaryField(null=True, unique=True)),
                ("code_until", models.DateTimeField(null=True)),
                ("enrolled_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("public_key", models.BinaryField(null=True)),
                ("wrapped", models.BinaryField(null=True)),
                ("key_version", models.SmallIntegerField(default=0)),
                ("ciphertext", models.BinaryField(default=b"")),
            ],
            options={
                "db_table": "station_tablet",
                "indexes": [models.Index(fields=["station_id"], name="station_tablet_of")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
