"""Standards as they serve: bundles by hash, plans compiled from them, published calendar years."""

from django.db import models

from shuangquan.records.models.cases import REGION


class Bundle(models.Model):
    """The texts of one set of standards, by SM3 of their content. `online_from` empty: loaded, not yet serving."""

    hash = models.CharField(max_length=64, primary_key=True)
    texts = models.JSONField()
    loaded_at = models.DateTimeField()
    online_from = models.DateTimeField(null=True)

    class Meta:
        db_table = "bundle"
        indexes = (models.Index(fields=["online_from"], name="bundle_by_online"),)


class Plan(models.Model):
    """A compiled plan as plain JSON, by its id (SM3 of its content). Cases are pinned to it, so it is never deleted."""

    id = models.CharField(max_length=64, primary_key=True)
    bundle = models.CharField(max_length=64)
    theme = models.CharField(max_length=64)
    region = models.CharField(max_length=REGION)
    plan = models.JSONField()
    compiled_at = models.DateTimeField()

    class Meta:
        db_table = "plan"


class PlanKey(models.Model):
    """For what a plan was compiled: SM3 over bundle, theme, region, situation class and missing sources. Many keys may give one plan."""

    key = models.CharField(max_length=64, primary_key=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT)

    class Meta:
        db_table = "plan_key"


class CalendarYear(models.Model):
    """A year's working days as published: ISO dates of weekdays off and of weekend days worked."""

    year = models.SmallIntegerField(primary_key=True)
    days_off = models.JSONField()
    days_on = models.JSONField()
    source = models.CharField(max_length=200)
    published_at = models.DateTimeField()

    class Meta:
        db_table = "calendar_year"
