"""Messages are read in the portal too, and people choose by which ways they are told."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0043_messages.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0042_money"),
    ]

    operations = [
        migrations.AddField(model_name="message", name="party", field=models.BinaryField(null=True)),
        migrations.AddField(model_name="message", name="read_at", field=models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("wrapped", models.BinaryField(null=True)),
                ("key_version", models.SmallIntegerField()),
                ("ciphertext", models.BinaryField()),
                ("index", models.BinaryField(primary_key=True, serialize=False)),
                ("sms", models.BooleanField(default=True)),
                ("mail", models.BooleanField(default=False)),
                ("verified_at", models.DateTimeField(null=True)),
                ("code_hash", models.BinaryField(null=True)),
                ("code_until", models.DateTimeField(null=True)),
                ("tries", models.SmallIntegerField(default=0)),
            ],
            options={
                "db_table": "contact",
                "indexes": [models.Index(fields=["key_version"], name="contact_by_version")],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
