"""The small pieces of papers that stand beside what was read off them."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0045_crops.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0044_messages_read"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperCrop",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("wrapped", models.BinaryField(null=True)),
                ("key_version", models.SmallIntegerField()),
                ("ciphertext", models.BinaryField()),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("case_id", models.UUIDField()),
                ("blob_id", models.UUIDField()),
                ("field", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
            ],
            options={
                "db_table": "paper_crop",
                "indexes": [
                    models.Index(fields=["case_id"], name="paper_crop_by_case"),
                    models.Index(fields=["blob_id"], name="paper_crop_by_blob"),
                    models.Index(fields=["key_version"], condition=models.Q(wrapped__isnull=False), name="paper_crop_by_version"),
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
