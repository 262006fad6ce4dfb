from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index on a table in use is made beside whoever works with it

    dependencies = [
        ("records", "0013_card"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "create index concurrently if not exists task_by_card on task (carded_at) where not (card = '')",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AddIndex(
                    model_name="task",
                    index=models.Index(condition=models.Q(("card", ""), _negated=True), fields=["carded_at"], name="task_by_card"),
                ),
            ],
        ),
    ]
