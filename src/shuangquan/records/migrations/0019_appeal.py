"""行政复议 of a task: how it stands, and by when the next one has to act. The index is made beside whoever works with the table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("records", "0018_certificates_ending"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="appeal",
            field=models.CharField(db_default="", default="", max_length=8),
        ),
        migrations.AddField(
            model_name="task",
            name="appeal_by",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(
            "create index concurrently if not exists task_by_appeal on task (appeal_by) where not (appeal = '')",
            migrations.RunSQL.noop,
            state_operations=[
                migrations.AddIndex(
                    model_name="task",
                    index=models.Index(condition=models.Q(("appeal", ""), _negated=True), fields=["appeal_by"], name="task_by_appeal"),
                ),
            ],
        ),
    ]
