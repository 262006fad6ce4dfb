from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0008_life.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_objection"),
    ]

    operations = [
        migrations.CreateModel(
            name="BundleStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bundle", models.CharField(max_length=64)),
                ("step", models.CharField(max_length=16)),
                ("region", models.CharField(default="", max_length=12)),
                ("effective_at", models.DateTimeField(null=True)),
                ("actor", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("key_id", models.CharField(default="", max_length=128)),
                ("signature", models.BinaryField(default=bytes)),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "bundle_step",
                "indexes": [models.Index(fields=["step", "effective_at"], name="bundle_step_online")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("step", "online"), _negated=True), fields=("bundle", "step"), name="bundle_step_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step", "online")), fields=("region", "effective_at"), name="bundle_step_one_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandardDraft",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("base", models.CharField(max_length=64)),
                ("bundle", models.CharField(default="", max_length=64)),
                ("created_by", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "standard_draft",
                "indexes": [models.Index(fields=["created_at"], name="draft_by_time")],
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("question", models.JSONField()),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("answer", models.JSONField(null=True)),
            ],
            options={
                "db_table": "trial",
                "indexes": [models.Index(fields=["asked_at"], name="trial_by_time")],
            },
        ),
        migrations.CreateModel(
            name="DraftText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200)),
                ("version", models.IntegerField()),
                ("text", models.TextField()),
                ("author", models.CharField(max_length=64)),
                ("saved_at", models.DateTimeField()),
                ("draft", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.standarddraft")),
            ],
            options={
                "db_table": "draft_text",
                "constraints": [models.UniqueConstraint(fields=("draft", "path", "version"), name="draft_text_once")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
