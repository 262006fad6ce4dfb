"""对账: what we hold to have been paid, the payment side's statements, and where they differ."""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent / "sql" / "0042_money.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0041_station"),
    ]

    operations = [
        migrations.CreateModel(
            name="BalancedDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("whole", models.BooleanField()),
            ],
            options={
                "db_table": "balanced_day",
            },
        ),
        migrations.CreateModel(
            name="LedgerLine",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("case_id", models.UUIDField()),
                ("order", models.CharField(max_length=100)),
                ("refund", models.CharField(default="", max_length=100)),
                ("item", models.CharField(max_length=64)),
                ("member", models.CharField(default="", max_length=64)),
                ("department", models.CharField(max_length=64)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("day", models.DateField()),
            ],
            options={
                "db_table": "ledger_line",
                "indexes": [models.Index(fields=["day", "handling_region"], name="ledger_line_by_day")],
                "constraints": [models.UniqueConstraint(fields=("order", "refund", "item", "member"), name="ledger_line_once")],
            },
        ),
        migrations.CreateModel(
            name="MoneyDifference",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("order", models.CharField(max_length=100)),
                ("refund", models.CharField(default="", max_length=100)),
                ("what", models.CharField(max_length=16)),
                ("day", models.DateField()),
                ("case_id", models.UUIDField(null=True)),
                ("ours", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("theirs", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("state", models.CharField(default="open", max_length=8)),
                ("how", models.CharField(default="", max_length=8)),
                ("reason", models.CharField(default="", max_length=200)),
                ("back", models.CharField(default="", max_length=64)),
                ("found_at", models.DateTimeField()),
                ("asked_by", models.CharField(default="", max_length=64)),
                ("asked_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(default="", max_length=64)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "money_difference",
                "indexes": [models.Index(fields=["day", "handling_region"], name="money_difference_by_day")],
                "constraints": [models.UniqueConstraint(fields=("order", "refund", "what"), name="money_difference_once")],
            },
        ),
        migrations.CreateModel(
            name="StatementEntry",
            fields=[
                ("home_region", models.CharField(max_length=12)),
                ("handling_region", models.CharField(max_length=12)),
                ("pk", models.CompositePrimaryKey("home_region", "entry", blank=True, editable=False, primary_key=True, serialize=False)),
                ("entry", models.CharField(max_length=200, unique=True)),
                ("order", models.CharField(max_length=100)),
                ("refund", models.CharField(default="", max_length=100)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("day", models.DateField()),
                ("booked_at", models.DateTimeField()),
            ],
            options={
                "db_table": "statement_entry",
                "indexes": [
                    models.Index(fields=["day", "handling_region"], name="statement_entry_by_day"),
                    models.Index(fields=["order"], name="statement_entry_of"),
                ],
            },
        ),
        migrations.RunSQL(_SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
