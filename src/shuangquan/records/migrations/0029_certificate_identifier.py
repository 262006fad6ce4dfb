"""Certificates are found by their identifier, which is what other systems name. Made concurrently: the table is in use."""

from django.db import migrations, models

_INDEX = models.Index(fields=["identifier"], name="certificate_by_identifier")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0028_share")]
    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists certificate_by_identifier on certificate (identifier)",
            migrations.RunSQL.noop,
            state_operations=[migrations.AddIndex("Certificate", _INDEX)],
        ),
    ]
