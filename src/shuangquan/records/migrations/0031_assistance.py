"""Citizens served at a place, and by whom personal data was read for them."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0031_assistance.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0030_stock"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assistance",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("door", models.CharField(max_length=32)),
                ("place", models.CharField(max_length=64)),
                ("by", models.CharField(max_length=64)),
                ("party", models.BinaryField()),
                ("level", models.SmallIntegerField()),
                ("basis", models.CharField(max_length=8)),
                ("begun_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_how", models.CharField(default="", max_length=8)),
            ],
            options={
                "db_table": "assistance",
                "indexes": [
                    models.Index(fields=["by", "begun_at"], name="assistance_by"),
                    models.Index(fields=["party", "begun_at"], name="assistance_of"),
                ],
            },
        ),
        # The default stays in the table, for processes of before; a db_default in the model would read the row back, which few may.
        migrations.RunSQL(
            "alter table data_use add column by varchar(64) not null default ''",
            migrations.RunSQL.noop,
            state_operations=[migrations.AddField("datause", "by", models.CharField(default="", max_length=64))],
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
