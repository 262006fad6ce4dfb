"""Who is to do a task, and who stands in for whom (AB 岗)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0011_department_issue"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="assignee",
            field=models.CharField(db_default="", default="", max_length=64),
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField()),
                (
                    "absent",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="stood_in", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "deputy",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="stands_in", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "db_table": "stand_in",
                "indexes": [models.Index(fields=["deputy", "until"], name="stand_in_by_deputy")],
            },
        ),
    ]
