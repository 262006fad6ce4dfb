"""Who signs in: citizens by OIDC, staff by password and second factor."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from shuangquan.records.models.cases import REGION
from shuangquan.records.models.papers import SealedAlone


class Account(SealedAlone):
    """A citizen. `index` is the blind index of the ID number, by which the account is found; the profile (name, phone …) is sealed."""

    id = models.UUIDField(primary_key=True)
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    index = models.BinaryField(unique=True)
    identity = models.SmallIntegerField()
    language = models.CharField(max_length=8, default="zh")
    elder = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "account"
        constraints = (models.UniqueConstraint(fields=["issuer", "subject"], name="account_subject_once"),)
        indexes = (models.Index(fields=["key_version"], name="account_by_version"),)


class StaffUser(AbstractUser):
    """Somebody who works here; signs in with a password and a second factor. What they may do stands in their profiles."""

    phone = models.CharField(max_length=20, default="", db_default="")

    class Meta:
        db_table = "staff_user"


class StaffProfile(models.Model):
    """One posting: department, region, roles (officer, clerk, standards, operator, auditor …), and until when."""

    user = models.ForeignKey(StaffUser, on_delete=models.CASCADE, related_name="profiles")
    department = models.CharField(max_length=32)
    region = models.CharField(max_length=REGION)
    roles = models.JSONField(default=list)
    until = models.DateField(null=True)

    class Meta:
        db_table = "staff_profile"
        constraints = (models.UniqueConstraint(fields=["user", "department", "region"], name="staff_profile_once"),)


class StandIn(models.Model):
    """AB 岗: `deputy` does the work of `absent` from `since` to `until`, both days included."""

    absent = models.ForeignKey(StaffUser, on_delete=models.CASCADE, related_name="stood_in")
    deputy = models.ForeignKey(StaffUser, on_delete=models.CASCADE, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        db_table = "stand_in"
        indexes = (models.Index(fields=["deputy", "until"], name="stand_in_by_deputy"),)
