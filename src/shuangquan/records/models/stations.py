"""便民服务站: places with an agreement, who helps there, their tablets, what they did for whom, and what came in without a network."""

from django.db import models

from shuangquan.records.models.cases import REGION, Regional


class Station(models.Model):
    """One place. site: village | bank | post | park. partner: with whom the agreement is. themes: those permitted. since, until: days."""

    id = models.UUIDField(primary_key=True)
    place_zh = models.CharField(max_length=80)
    place_en = models.CharField(max_length=120, default="")
    site = models.CharField(max_length=16)
    region = models.CharField(max_length=REGION)
    partner = models.CharField(max_length=80)
    themes = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "station"
        indexes = (models.Index(fields=["region", "place_zh"], name="station_by_region"),)


class StationHelper(models.Model):
    """Who helps at a station. ended_at: since when not any more."""

    station_id = models.UUIDField()
    user_id = models.BigIntegerField()
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "station_helper"
        constraints = (models.UniqueConstraint(fields=["station_id", "user_id"], name="station_helper_once"),)


class StationTablet(models.Model):
    """A tablet of a station. key_hash: of what it shows to be known. public_key: SPKI, DER; what is sealed for it: its private key.

    code_hash, code_until: of the one-time code by which a browser becomes it. revoked_at: its keys are gone since then.
    """

    id = models.UUIDField(primary_key=True)
    station_id = models.UUIDField()
    key_hash = models.BinaryField(null=True, unique=True)
    code_hash = models.BinaryField(null=True, unique=True)
    code_until = models.DateTimeField(null=True)
    enrolled_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    public_key = models.BinaryField(null=True)
    wrapped = models.BinaryField(null=True)
    key_version = models.SmallIntegerField(default=0)
    ciphertext = models.BinaryField(default=b"")

    class Meta:
        db_table = "station_tablet"
        indexes = (models.Index(fields=["station_id"], name="station_tablet_of"),)


class StationAct(Regional):
    """One authorisation at a station: who let whom help with which matter. party: blind index; whom: name, masked.

    basis: card | typed; by: `staff:<id>`.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    station_id = models.UUIDField()
    case_id = models.UUIDField()
    party = models.BinaryField()
    whom = models.CharField(max_length=40)
    by = models.CharField(max_length=64)
    theme = models.CharField(max_length=64)
    bundle = models.CharField(max_length=64)
    basis = models.CharField(max_length=8)
    offline = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "station_act"
        indexes = (
            models.Index(fields=["station_id", "at"], name="station_act_of"),
            models.Index(fields=["case_id"], name="station_act_case"),
        )


class StationBox(Regional):
    """A sealed package of a case taken without a network. digest: SM3 of it as it came; sealed: itself, empty once it is settled.

    state: received | taken | twin | merged | discarded | refused. reason: a code; of a twin: same | theme. open_things: labels, [中文,
    English], of what did not hold as it was typed. twin: the case it meets. said_at: the device's own time. party: blind index, known
    once opened. settled_by: who merged or discarded it.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    station_id = models.UUIDField()
    tablet_id = models.UUIDField()
    digest = models.BinaryField()
    sealed = models.BinaryField()
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=40, default="")
    open_things = models.JSONField(default=list)
    theme = models.CharField(max_length=64, default="")
    by = models.CharField(max_length=64, default="")
    party = models.BinaryField(null=True)
    case_id = models.UUIDField(null=True)
    twin_id = models.UUIDField(null=True)
    said_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "station_box"
        indexes = (
            models.Index(fields=["tablet_id", "received_at"], name="station_box_of_tablet"),
            models.Index(fields=["station_id", "state", "received_at"], name="station_box_of_station"),
        )
