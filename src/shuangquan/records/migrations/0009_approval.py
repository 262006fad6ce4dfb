from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0009_approval.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_life"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=64)),
                ("region", models.CharField(max_length=12)),
                ("step", models.CharField(max_length=16)),
                ("actor", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("rules", models.CharField(default="", max_length=64)),
                ("share", models.DecimalField(decimal_places=4, default=0, max_digits=5)),
                ("reason", models.CharField(default="", max_length=500)),
                ("key_id", models.CharField(default="", max_length=128)),
                ("signature", models.BinaryField(default=bytes)),
            ],
            options={
                "db_table": "approval_step",
                "indexes": [models.Index(fields=["item", "region"], name="approval_by_item")],
            },
        ),
        migrations.AddField(
            model_name="task",
            name="decided_by",
            field=models.CharField(db_default="", default="", max_length=16),
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
