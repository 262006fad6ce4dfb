"""Tickets of halls: taken there or booked, called at windows. None holds a personal value; a booking has the blind index of who booked."""

from django.db import models
from django.db.models import Q

from shuangquan.records.models.cases import REGION


class HallTicket(models.Model):
    """One ticket. hall: key of the hall; queue: kind of business, which may change; code: as it is called, which stays; slot: of a booking.

    due_at: since when it counts as waiting. window, clerk: where and by whom it was called; calls: how often; said_at: the last time.
    party: blind index of who booked it, null for one taken at the hall.
    """

    id = models.UUIDField(primary_key=True)
    region = models.CharField(max_length=REGION)
    hall = models.CharField(max_length=24)
    day = models.DateField()
    queue = models.CharField(max_length=16)
    code = models.CharField(max_length=8)
    state = models.CharField(max_length=16)
    slot = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()
    due_at = models.DateTimeField()
    window = models.CharField(max_length=16, default="", db_column="at_window")
    clerk = models.CharField(max_length=64, default="")
    calls = models.SmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    party = models.BinaryField(null=True)

    class Meta:
        db_table = "hall_ticket"
        constraints = (
            models.UniqueConstraint(fields=["hall", "day", "code"], name="hall_ticket_code"),
            models.UniqueConstraint(fields=["hall", "day", "window"], condition=Q(state="called"), name="hall_ticket_one_a_window"),
        )
        indexes = (
            models.Index(fields=["hall", "day", "state", "due_at"], name="hall_ticket_waiting"),
            models.Index(fields=["party", "day"], name="hall_ticket_of"),
        )


class HallCount(models.Model):
    """The last number of a queue on a day."""

    hall = models.CharField(max_length=24)
    day = models.DateField()
    queue = models.CharField(max_length=16)
    last = models.IntegerField()

    class Meta:
        db_table = "hall_count"
        constraints = (models.UniqueConstraint(fields=["hall", "day", "queue"], name="hall_count_once"),)


class HallSlot(models.Model):
    """How many have booked a slot."""

    hall = models.CharField(max_length=24)
    start = models.DateTimeField()
    taken = models.SmallIntegerField()

    class Meta:
        db_table = "hall_slot"
        constraints = (models.UniqueConstraint(fields=["hall", "start"], name="hall_slot_once"),)
