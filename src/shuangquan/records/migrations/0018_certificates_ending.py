"""Certificates that end soon are found by type and last day. Made concurrently: the table is in use."""

from django.db import migrations, models

_INDEX = models.Index(
    condition=models.Q(("status", "valid"), ("valid_to__isnull", False)), fields=["type", "valid_to"], name="certificate_ending"
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0017_offers_given")]
    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists certificate_ending on certificate (type, valid_to)"
            " where status = 'valid' and valid_to is not null",
            migrations.RunSQL.noop,
            state_operations=[migrations.AddIndex("Certificate", _INDEX)],
        ),
    ]
