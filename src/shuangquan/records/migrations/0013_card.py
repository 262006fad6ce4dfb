from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0012_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="card",
            field=models.CharField(db_default="", default="", max_length=8),
        ),
        migrations.AddField(
            model_name="task",
            name="carded_at",
            field=models.DateTimeField(null=True),
        ),
    ]
