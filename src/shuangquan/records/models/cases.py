"""A case and what hangs on it. Every row carries `home_region` (where the case was opened; never changes; first column of every key) and
`handling_region` (who works on it now). Ties to the case are real foreign keys, made by migration 0002."""

from django.db import models

REGION = 12  # six digits of a county, twelve of a village


class Regional(models.Model):
    """The two regions of a row."""

    home_region = models.CharField(max_length=REGION)
    handling_region = models.CharField(max_length=REGION)

    class Meta:
        abstract = True


class Case(Regional):
    """主题办件. `version` is the seq of its last event, `head` that event's chain hash: both are what the next append builds on.

    due_tentative: the deadline reaches a year whose calendar is not published (暂定). to_deliver: its limit runs until delivery is proven,
    and there is something to deliver; delivered_at: when it was. Empty for what ended before there were these columns.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    number = models.CharField(max_length=40, unique=True, null=True)
    theme = models.CharField(max_length=64)
    bundle = models.CharField(max_length=64)
    state = models.CharField(max_length=32)
    door = models.CharField(max_length=32)
    version = models.IntegerField()
    head = models.BinaryField()
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_tentative = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    to_deliver = models.BooleanField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "case"
        indexes = (
            models.Index(fields=["handling_region", "state", "opened_at"], name="case_by_region"),
            models.Index(fields=["due_at"], condition=models.Q(closed_at__isnull=True), name="case_by_due"),
            models.Index(fields=["closed_at"], condition=models.Q(closed_at__isnull=False), name="case_by_end"),
        )


class CaseEvent(Regional):
    """One event, never changed. `canonical` is its canonical JSON with everything below in it; hash = SM3(previous hash ‖ canonical).

    position: order of insertion over all cases, with gaps; Merkle roots cover ranges of it.
    """

    pk = models.CompositePrimaryKey("home_region", "case_id", "seq")
    case_id = models.UUIDField()
    seq = models.IntegerField()
    position = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=64)
    schema_version = models.SmallIntegerField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    actor = models.CharField(max_length=64)
    correlation = models.CharField(max_length=64)
    canonical = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "case_event"
        constraints = (models.UniqueConstraint(fields=["case_id", "seq"], name="case_event_once"),)
        indexes = (models.Index(fields=["recorded_at"], condition=models.Q(kind="task.sent"), name="case_event_sent"),)


class CaseKey(Regional):
    """The case's data key under a master key. Erased: `wrapped` is empty for ever and so are the values."""

    pk = models.CompositePrimaryKey("home_region", "case_id")
    case_id = models.UUIDField(unique=True)
    wrapped = models.BinaryField(null=True)
    key_version = models.SmallIntegerField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "case_key"
        indexes = (models.Index(fields=["key_version"], condition=models.Q(erased_at__isnull=True), name="case_key_by_version"),)


class FactValue(Regional):
    """One value that an event refers to by `ref`: salt and canonical JSON, SM4-GCM under the case's key. Dropped: `ciphertext` is empty."""

    pk = models.CompositePrimaryKey("home_region", "case_id", "ref")
    case_id = models.UUIDField()
    ref = models.UUIDField()
    path = models.CharField(max_length=200)
    ciphertext = models.BinaryField()
    recorded_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "fact_value"


_UNDER_WAY = models.Q(state__in=["review", "correct", "offered", "held", "passed", "waiting", "sent", "suspended"])


class Task(Regional):
    """子办件: one item for one member ("" when the item is not done per member), as the inbox of its department sees it.

    decided_by: rule | officer | department once it is decided. card: how late it ran, "" | warn | yellow | red.
    appeal: how its 行政复议 stands, "" | filed | open (its department has to answer) | answered | over; appeal_by: until or since when.
    """

    pk = models.CompositePrimaryKey("home_region", "case_id", "item", "member")
    case_id = models.UUIDField()
    item = models.CharField(max_length=64)
    member = models.CharField(max_length=64)
    department = models.CharField(max_length=32)
    state = models.CharField(max_length=32)
    reason = models.CharField(max_length=64, default="")
    outcome = models.CharField(max_length=32, default="")
    officer = models.CharField(max_length=64, default="")
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_tentative = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=16, default="", db_default="")
    card = models.CharField(max_length=8, default="", db_default="")
    carded_at = models.DateTimeField(null=True)
    assignee = models.CharField(max_length=64, default="", db_default="")
    appeal = models.CharField(max_length=8, default="", db_default="")
    appeal_by = models.DateTimeField(null=True)

    class Meta:
        db_table = "task"
        indexes = (
            models.Index(fields=["item", "handling_region", "decided_at"], condition=models.Q(decided_by="rule"), name="task_by_rule"),
            models.Index(fields=["carded_at"], condition=~models.Q(card=""), name="task_by_card"),
            models.Index(fields=["appeal_by"], condition=~models.Q(appeal=""), name="task_by_appeal"),
            models.Index(
                fields=["department", "handling_region", "state", "assignee", "due_at", "reason", "appeal", "case_id", "home_region"],
                condition=_UNDER_WAY,
                name="task_open",
            ),
            models.Index(fields=["department", "state", "due_at", "case_id", "item", "member"], condition=_UNDER_WAY, name="task_by_time"),
            models.Index(
                fields=["department", "decided_at", "case_id", "item", "member"],
                condition=models.Q(decided_at__isnull=False),
                name="task_decided",
            ),
            models.Index(
                fields=["department", "handling_region"],
                name="task_marked",
                condition=models.Q(reason__startswith="pledge:")
                | models.Q(reason__startswith="second:")
                | models.Q(reason__startswith="hand:")
                | models.Q(appeal="open"),
            ),
            models.Index(fields=["due_at"], condition=models.Q(decided_at__isnull=True), name="task_by_due"),
        )


class CaseParty(Regional):
    """当事人 of a case by role. `index` is the blind index of the ID number (or of a company's code), empty until it is known.

    A party whose state is `removed` no longer sees the case.
    """

    pk = models.CompositePrimaryKey("home_region", "case_id", "role")
    case_id = models.UUIDField()
    role = models.CharField(max_length=64)
    index = models.BinaryField(null=True)
    state = models.CharField(max_length=32)
    invited_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "case_party"
        indexes = (models.Index(fields=["index"], name="case_party_by_index"),)
