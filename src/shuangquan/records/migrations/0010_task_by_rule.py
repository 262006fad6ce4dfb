from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index on a table in use is made beside whoever works with it

    dependencies = [
        ("records", "0009_approval"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "create index concurrently if not exists task_by_rule on task (item, handling_region, decided_at)"
                    " where decided_by = 'rule'",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AddIndex(
                    model_name="task",
                    index=models.Index(
                        condition=models.Q(("decided_by", "rule")), fields=["item", "handling_region", "decided_at"], name="task_by_rule"
                    ),
                ),
            ],
        ),
    ]
