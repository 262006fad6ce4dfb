"""What is wrong between us and the departments' own systems."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0010_task_by_rule")]
    operations = [
        migrations.CreateModel(
            name="DepartmentIssue",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("department", models.CharField(max_length=32)),
                ("package", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=32)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.IntegerField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "department_issue",
                "constraints": [models.UniqueConstraint(fields=("department", "package", "what"), name="department_issue_once")],
                "indexes": [models.Index(condition=models.Q(("closed_at", None)), fields=["last_at"], name="department_issue_open")],
            },
        ),
    ]
