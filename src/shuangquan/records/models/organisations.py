"""机构、窗口, and what was changed of them and of staff, append-only."""

from django.db import models

from shuangquan.records.models.cases import REGION


class Organisation(models.Model):
    """机构. code: a unified social credit code or an own id; department: as standards name it, or the operator or a reviewing body.

    parent, supervisor: codes of others, "" for none.
    """

    code = models.CharField(max_length=32, primary_key=True)
    department = models.CharField(max_length=32)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="")
    region = models.CharField(max_length=REGION)
    parent = models.CharField(max_length=32, default="")
    supervisor = models.CharField(max_length=32, default="")
    phone = models.CharField(max_length=20, default="")

    class Meta:
        db_table = "organisation"
        constraints = (models.UniqueConstraint(fields=["department", "region"], name="organisation_once"),)


class Window(models.Model):
    """窗口 of a hall. takes: ids of items, none for all that its organisation's department does here.

    english: its hall, address and hours, for who reads no Chinese.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="windows")
    hall = models.CharField(max_length=80)
    number = models.CharField(max_length=16)
    region = models.CharField(max_length=REGION)
    address = models.CharField(max_length=80)
    takes = models.JSONField(default=list)
    hours = models.CharField(max_length=80)
    phone = models.CharField(max_length=20, default="")
    english = models.JSONField(default=list)

    class Meta:
        db_table = "window_place"
        constraints = (models.UniqueConstraint(fields=["region", "hall", "number"], name="window_once"),)


class HouseChange(models.Model):
    """What somebody changed of organisations, windows or postings. subject: a code, a window, or an account's subject; never a name.

    what: account | posting | organisation | window; detail: roles, department, region, last day.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    what = models.CharField(max_length=16)
    subject = models.CharField(max_length=128)
    department = models.CharField(max_length=32)
    region = models.CharField(max_length=REGION)
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "house_change"
        indexes = (models.Index(fields=["department", "at"], name="house_change_by_department"),)
