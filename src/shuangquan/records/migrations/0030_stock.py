"""Pre-printed blanks: how their numbers are printed, and which serve nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0029_certificate_identifier"),
    ]

    operations = [
        migrations.AddField(
            model_name="numberrange",
            name="prefix",
            field=models.CharField(db_default="", default="", max_length=16),
        ),
        migrations.AddField(
            model_name="numberrange",
            name="width",
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="StockSpoil",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=100)),
                ("number", models.BigIntegerField()),
                ("why", models.CharField(max_length=16)),
                ("officer", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "stock_spoil",
                "constraints": [models.UniqueConstraint(fields=("series", "number"), name="stock_spoil_once")],
            },
        ),
    ]
