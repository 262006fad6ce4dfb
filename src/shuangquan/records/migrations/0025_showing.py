from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0025_showing.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0024_archive"),
    ]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="lookup",
            field=models.BinaryField(null=True),
        ),
        migrations.CreateModel(
            name="CertificateCopy",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("wrapped", models.BinaryField(null=True)),
                ("key_version", models.SmallIntegerField()),
                ("ciphertext", models.BinaryField()),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("certificate_id", models.UUIDField()),
                ("party", models.BinaryField()),
                ("number", models.CharField(max_length=40, unique=True)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("taken", models.IntegerField(default=0)),
                ("taken_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "certificate_copy",
                "indexes": [
                    models.Index(fields=["certificate_id", "made_at"], name="copy_by_certificate"),
                    models.Index(fields=["key_version"], name="copy_by_version"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Showing",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("wrapped", models.BinaryField(null=True)),
                ("key_version", models.SmallIntegerField()),
                ("ciphertext", models.BinaryField()),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("certificate_id", models.UUIDField()),
                ("party", models.BinaryField()),
                ("fields", models.JSONField(default=list)),
                ("token_hash", models.BinaryField(unique=True)),
                ("begun_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("viewer", models.CharField(default="", max_length=16)),
            ],
            options={
                "db_table": "showing",
                "indexes": [
                    models.Index(fields=["certificate_id", "begun_at"], name="showing_by_certificate"),
                    models.Index(fields=["party", "used_at"], name="showing_by_party"),
                    models.Index(fields=["key_version"], name="showing_by_version"),
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
