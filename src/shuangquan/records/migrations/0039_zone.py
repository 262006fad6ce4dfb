"""Hosts: apps that show the zone inside themselves, say who their user is, and are told what becomes of it."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0039_zone.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0038_app"),
    ]

    operations = [
        migrations.AddField(
            model_name="shareconsumer",
            name="frames",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="shareconsumer",
            name="vouches",
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        # Written under row security: a default of the model's would ask for the row back.
        migrations.RunSQL(
            "alter table app_case add column subject varchar(64) not null default ''",
            "alter table app_case drop column subject",
            state_operations=[migrations.AddField("appcase", "subject", models.CharField(default="", max_length=64))],
        ),
        migrations.CreateModel(
            name="EntryTicket",
            fields=[
                ("hash", models.BinaryField(primary_key=True, serialize=False)),
                ("app", models.CharField(max_length=32)),
                ("holder_index", models.BinaryField()),
                ("level", models.SmallIntegerField()),
                ("subject", models.CharField(max_length=64)),
                ("nonce", models.BinaryField()),
                ("until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "entry_ticket",
                "indexes": [models.Index(fields=["until"], name="entry_ticket_until")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
