"""Apps of others: what they may do, what people allow them, their tokens, the cases they opened and what they are told."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0038_app.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0037_kiosk"),
    ]

    operations = [
        migrations.AddField(
            model_name="shareconsumer",
            name="callback",
            field=models.CharField(db_default="", default="", max_length=400),
        ),
        migrations.AddField(
            model_name="shareconsumer",
            name="hook_nth",
            field=models.SmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="shareconsumer",
            name="redirects",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="shareconsumer",
            name="regions",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="shareconsumer",
            name="scopes",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="shareconsumer",
            name="themes",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.CreateModel(
            name="AppCase",
            fields=[
                ("pk", models.CompositePrimaryKey("home_region", "case_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("home_region", models.CharField(max_length=12)),
                ("case_id", models.UUIDField(unique=True)),
                ("app", models.CharField(max_length=32)),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "db_table": "app_case",
                "indexes": [models.Index(fields=["app", "case_id"], name="app_case_of")],
            },
        ),
        migrations.CreateModel(
            name="AppGrant",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("holder_index", models.BinaryField()),
                ("app", models.CharField(max_length=32)),
                ("scopes", models.JSONField(default=list)),
                ("level", models.SmallIntegerField()),
                ("given_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("code", models.BinaryField(null=True, unique=True)),
                ("code_until", models.DateTimeField(null=True)),
                ("code_used_at", models.DateTimeField(null=True)),
                ("challenge", models.CharField(default="", max_length=128)),
                ("redirect", models.CharField(default="", max_length=400)),
            ],
            options={
                "db_table": "app_grant",
                "indexes": [models.Index(fields=["holder_index", "app"], name="app_grant_of")],
            },
        ),
        migrations.CreateModel(
            name="AppToken",
            fields=[
                ("hash", models.BinaryField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("app", models.CharField(max_length=32)),
                ("grant", models.UUIDField(null=True)),
                ("scopes", models.JSONField(default=list)),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "app_token",
                "indexes": [models.Index(fields=["grant"], name="app_token_of"), models.Index(fields=["until"], name="app_token_until")],
            },
        ),
        migrations.CreateModel(
            name="HookDelivery",
            fields=[
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("home_region", models.CharField(max_length=12)),
                ("id", models.UUIDField(unique=True)),
                ("app", models.CharField(max_length=32)),
                ("case_id", models.UUIDField()),
                ("seq", models.IntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("body", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("state", models.CharField(max_length=8)),
                ("attempts", models.IntegerField(default=0)),
                ("status", models.CharField(default="", max_length=32)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "hook_delivery",
                "indexes": [models.Index(fields=["app", "id"], name="hook_delivery_of")],
                "constraints": [models.UniqueConstraint(fields=("app", "case_id", "seq", "kind"), name="hook_delivery_once")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
