"""Codes by which a citizen lets a window act for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0034_exit"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetIn",
            fields=[
                ("token_hash", models.BinaryField(primary_key=True, serialize=False)),
                ("by", models.CharField(max_length=64)),
                ("door", models.CharField(max_length=32)),
                ("place", models.CharField(max_length=64)),
                ("region", models.CharField(max_length=12)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("index", models.BinaryField(null=True)),
                ("level", models.SmallIntegerField(default=0)),
                ("answered_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "let_in",
            },
        ),
    ]
