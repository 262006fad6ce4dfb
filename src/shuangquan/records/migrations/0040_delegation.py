"""授权: who lets whom act for them, or for a company."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0040_delegation.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0039_zone"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("wrapped", models.BinaryField(null=True)),
                ("key_version", models.SmallIntegerField()),
                ("ciphertext", models.BinaryField()),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("holder_index", models.BinaryField()),
                ("agent_index", models.BinaryField()),
                ("agent_account", models.UUIDField(null=True)),
                ("scope", models.JSONField(default=list)),
                ("sees", models.CharField(max_length=8)),
                ("level", models.SmallIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
                ("key", models.CharField(max_length=128)),
                ("given_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("declined_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "delegation",
                "indexes": [
                    models.Index(fields=["holder_index", "given_at"], name="delegation_given"),
                    models.Index(fields=["agent_index", "given_at"], name="delegation_taken"),
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
