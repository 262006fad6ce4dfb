"""What is offered to people before they ask (无感、免申), and the sweeps that found whom."""

from django.db import models

from shuangquan.records.models.cases import Regional


class Sweep(models.Model):
    """One going through a population for one theme. `population`: a digest of its files; the same sweep is never begun twice."""

    id = models.UUIDField(primary_key=True)
    theme = models.CharField(max_length=64)
    bundle = models.CharField(max_length=64)
    day = models.DateField()
    population = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sweep"
        constraints = (models.UniqueConstraint(fields=["theme", "bundle", "day", "population"], name="sweep_once"),)


class SweepChunk(models.Model):
    """A part of a sweep that is done: kept in the transaction that keeps its offers, so that a sweep goes on where it was cut off."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE)
    chunk = models.CharField(max_length=64)
    people = models.BigIntegerField()
    entitled = models.BigIntegerField()
    doubtful = models.BigIntegerField()

    class Meta:
        db_table = "sweep_chunk"
        constraints = (models.UniqueConstraint(fields=["sweep", "chunk"], name="sweep_chunk_once"),)


class Offer(Regional):
    """What somebody is offered. `person`: blind index of the ID number; `about`: blind index of the certificate it is about, if any.

    state: offered, doubt (`missing` names the facts that nobody knows), confirmed, declined, given (nobody said no until `due_at`), lapsed
    (no longer found, or over). case_id: what confirming or giving opened. sweep_id: the last sweep or news that found it.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    theme = models.CharField(max_length=64)
    person = models.BinaryField()
    about = models.BinaryField(default=bytes)
    state = models.CharField(max_length=16)
    missing = models.JSONField(default=list)
    sweep_id = models.UUIDField()
    found_at = models.DateTimeField()
    until = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    case_id = models.UUIDField(null=True)

    class Meta:
        db_table = "offer"
        constraints = (models.UniqueConstraint(fields=["theme", "person", "about"], name="offer_once"),)
        indexes = (models.Index(fields=["person", "state"], name="offer_of_person"),)


class Heard(models.Model):
    """How far a register's news have been heard for a theme that they begin. cursor: as the register gave it."""

    theme = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    cursor = models.CharField(max_length=200)
    heard_at = models.DateTimeField()

    class Meta:
        db_table = "heard"
        constraints = (models.UniqueConstraint(fields=["theme", "source"], name="heard_once"),)
