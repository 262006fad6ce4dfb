"""Kiosks and what was printed at them."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0037_kiosk.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0036_help"),
    ]

    operations = [
        migrations.CreateModel(
            name="Kiosk",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place_zh", models.CharField(max_length=80)),
                ("place_en", models.CharField(default="", max_length=120)),
                ("site", models.CharField(max_length=16)),
                ("region", models.CharField(max_length=12)),
                ("printer", models.CharField(max_length=80)),
                ("key_hash", models.BinaryField(null=True, unique=True)),
                ("code_hash", models.BinaryField(null=True, unique=True)),
                ("code_until", models.DateTimeField(null=True)),
                ("enrolled_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("health", models.JSONField(default=dict)),
                ("locked_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "kiosk",
                "indexes": [models.Index(fields=["region", "place_zh"], name="kiosk_by_region")],
            },
        ),
        migrations.CreateModel(
            name="KioskPrint",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("kiosk_id", models.UUIDField()),
                ("party", models.BinaryField()),
                ("kind", models.CharField(max_length=16)),
                ("certificate_id", models.UUIDField(null=True)),
                ("case_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("state", models.CharField(max_length=16)),
                ("trouble", models.CharField(default="", max_length=16)),
                ("number", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "kiosk_print",
                "indexes": [
                    models.Index(fields=["party", "at"], name="kiosk_print_by_party"),
                    models.Index(fields=["kiosk_id", "at"], name="kiosk_print_by_kiosk"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnInquiry",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("party", models.BinaryField()),
                ("inquiry", models.CharField(max_length=64)),
                ("source", models.CharField(max_length=64)),
                ("fields", models.JSONField(default=list)),
                ("door", models.CharField(max_length=32)),
                ("by", models.CharField(default="", max_length=64)),
                ("at", models.DateTimeField()),
                ("answered", models.BooleanField()),
            ],
            options={
                "db_table": "own_inquiry",
                "indexes": [models.Index(fields=["party", "at"], name="own_inquiry_by_party")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
