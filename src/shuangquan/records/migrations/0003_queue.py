"""The one way for a request to enqueue a job."""

from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).parent / "sql" / "0003_queue.sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0002_context"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
