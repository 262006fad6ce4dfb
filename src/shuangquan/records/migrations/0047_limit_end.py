"""When a matter's limit ends: with its last decision, or with proven delivery where its standard says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0046_roster")]
    operations = [
        migrations.AddField(model_name="case", name="to_deliver", field=models.BooleanField(null=True)),
        migrations.AddField(model_name="case", name="delivered_at", field=models.DateTimeField(null=True)),
    ]
