"""How often somebody has tried."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_matter")]
    operations = [
        migrations.CreateModel(
            name="Throttle",
            fields=[
                ("key", models.BinaryField(primary_key=True, serialize=False)),
                ("count", models.IntegerField()),
                ("until", models.DateTimeField()),
            ],
            options={"db_table": "throttle", "indexes": [models.Index(fields=["until"], name="throttle_by_age")]},
        ),
    ]
