"""A person's messages are listed newest first. Made concurrently: the table is in use."""

from django.db import migrations, models

_INDEX = models.Index(fields=["party", "created_at"], condition=models.Q(party__isnull=False), name="message_of_party")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0043_messages")]
    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists message_of_party on message (party, created_at) where party is not null",
            migrations.RunSQL.noop,
            state_operations=[migrations.AddIndex("Message", _INDEX)],
        ),
    ]
