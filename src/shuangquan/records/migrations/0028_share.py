"""Who asks for certificates by their own system, what holders have agreed to, and every use."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0028_share.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0027_seal"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShareConsumer",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("name_zh", models.CharField(max_length=80)),
                ("name_en", models.CharField(default="", max_length=80)),
                ("department", models.CharField(max_length=32)),
                ("region", models.CharField(max_length=12)),
                ("secret", models.BinaryField()),
                ("types", models.JSONField(default=list)),
                ("purposes", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                ("ends_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "share_consumer",
            },
        ),
        migrations.CreateModel(
            name="ShareConsent",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("holder_index", models.BinaryField()),
                ("consumer", models.CharField(max_length=32)),
                ("types", models.JSONField(default=list)),
                ("given_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "share_consent",
                "indexes": [models.Index(fields=["holder_index", "consumer"], name="share_consent_of")],
            },
        ),
        migrations.CreateModel(
            name="ShareUse",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("wrapped", models.BinaryField(null=True)),
                ("key_version", models.SmallIntegerField()),
                ("ciphertext", models.BinaryField()),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                ("consumer", models.CharField(max_length=32)),
                ("verb", models.CharField(max_length=32)),
                ("certificate_id", models.UUIDField()),
                ("type", models.CharField(max_length=64)),
                ("holder_index", models.BinaryField(null=True)),
                ("basis", models.CharField(max_length=8)),
                ("case_id", models.UUIDField(null=True)),
                ("item", models.CharField(default="", max_length=64)),
                ("purpose", models.CharField(max_length=80)),
                ("file_type", models.CharField(default="", max_length=8)),
                ("ticket", models.BinaryField(null=True, unique=True)),
                ("open_until", models.DateTimeField(null=True)),
                ("correlation", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "share_use",
                "indexes": [
                    models.Index(fields=["holder_index", "at"], name="share_use_of_holder"),
                    models.Index(fields=["key_version"], name="share_use_by_version"),
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
