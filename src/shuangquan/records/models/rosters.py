"""名单: a table of people that somebody brought for a matter, and how far it has been taken."""

from django.db import models

from shuangquan.records.models.cases import REGION, Regional


class Roster(Regional):
    """One table. role: of the list it is for. party: blind index of whose matter it is. by, door, region, level: whose hands took it,
    where, how well the person was identified.

    state: going | done | stopped; reason: a code, of one that stopped. count: rows; at: how many of them were worked. content: the table
    as it came, empty once it is done; said: what became of each row; both sealed under the key that `wrapped` holds.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    role = models.CharField(max_length=64)
    party = models.BinaryField()
    by = models.CharField(max_length=64)
    door = models.CharField(max_length=16)
    region = models.CharField(max_length=REGION)
    level = models.SmallIntegerField()
    state = models.CharField(max_length=8)
    reason = models.CharField(max_length=40, default="")
    count = models.IntegerField()
    at = models.IntegerField(default=0)
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    wrapped = models.BinaryField(null=True)
    key_version = models.SmallIntegerField(default=0)
    content = models.BinaryField(default=b"")
    said = models.BinaryField(default=b"")

    class Meta:
        db_table = "roster"
        indexes = (models.Index(fields=["case_id", "taken_at"], name="roster_of_case"),)
