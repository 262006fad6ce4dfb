import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0020_complaint"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("department", models.CharField(max_length=32)),
                ("name_zh", models.CharField(max_length=80)),
                ("name_en", models.CharField(default="", max_length=80)),
                ("region", models.CharField(max_length=12)),
                ("parent", models.CharField(default="", max_length=32)),
                ("supervisor", models.CharField(default="", max_length=32)),
                ("phone", models.CharField(default="", max_length=20)),
            ],
            options={
                "db_table": "organisation",
                "constraints": [models.UniqueConstraint(fields=("department", "region"), name="organisation_once")],
            },
        ),
        migrations.CreateModel(
            name="Window",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hall", models.CharField(max_length=80)),
                ("number", models.CharField(max_length=16)),
                ("region", models.CharField(max_length=12)),
                ("address", models.CharField(max_length=80)),
                ("takes", models.JSONField(default=list)),
                ("hours", models.CharField(max_length=80)),
                ("phone", models.CharField(default="", max_length=20)),
                ("english", models.JSONField(default=list)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="windows", to="records.organisation"),
                ),
            ],
            options={
                "db_table": "window_place",
                "constraints": [models.UniqueConstraint(fields=("region", "hall", "number"), name="window_once")],
            },
        ),
        migrations.CreateModel(
            name="HouseChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=16)),
                ("subject", models.CharField(max_length=128)),
                ("department", models.CharField(max_length=32)),
                ("region", models.CharField(max_length=12)),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "house_change",
                "indexes": [models.Index(fields=["department", "at"], name="house_change_by_department")],
            },
        ),
    ]
