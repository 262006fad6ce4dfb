"""Certificates are found by number and holder's name together. Made concurrently: the table is in use."""

from django.db import migrations, models

_INDEX = models.Index(fields=["lookup"], name="certificate_by_lookup")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0025_showing")]
    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists certificate_by_lookup on certificate (lookup)",
            migrations.RunSQL.noop,
            state_operations=[migrations.AddIndex("Certificate", _INDEX)],
        ),
    ]
