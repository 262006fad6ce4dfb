"""Tickets of halls."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0032_certificate_call"),
    ]

    operations = [
        migrations.CreateModel(
            name="HallCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hall", models.CharField(max_length=24)),
                ("day", models.DateField()),
                ("queue", models.CharField(max_length=16)),
                ("last", models.IntegerField()),
            ],
            options={
                "db_table": "hall_count",
                "constraints": [models.UniqueConstraint(fields=("hall", "day", "queue"), name="hall_count_once")],
            },
        ),
        migrations.CreateModel(
            name="HallSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hall", models.CharField(max_length=24)),
                ("start", models.DateTimeField()),
                ("taken", models.SmallIntegerField()),
            ],
            options={
                "db_table": "hall_slot",
                "constraints": [models.UniqueConstraint(fields=("hall", "start"), name="hall_slot_once")],
            },
        ),
        migrations.CreateModel(
            name="HallTicket",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("region", models.CharField(max_length=12)),
                ("hall", models.CharField(max_length=24)),
                ("day", models.DateField()),
                ("queue", models.CharField(max_length=16)),
                ("code", models.CharField(max_length=8)),
                ("state", models.CharField(max_length=16)),
                ("slot", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("window", models.CharField(db_column="at_window", default="", max_length=16)),
                ("clerk", models.CharField(default="", max_length=64)),
                ("calls", models.SmallIntegerField(default=0)),
                ("called_at", models.DateTimeField(null=True)),
                ("said_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("party", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "hall_ticket",
                "indexes": [
                    models.Index(fields=["hall", "day", "state", "due_at"], name="hall_ticket_waiting"),
                    models.Index(fields=["party", "day"], name="hall_ticket_of"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("hall", "day", "code"), name="hall_ticket_code"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "called")), fields=("hall", "day", "window"), name="hall_ticket_one_a_window"
                    ),
                ],
            },
        ),
    ]
