"""自助终端: the machines in halls, banks, parks, shopping centres and villages, and what each printed for whom."""

from django.db import models

from shuangquan.records.models.cases import REGION, Regional


class Kiosk(models.Model):
    """One machine. site: kind of place. printer, reader: names of its devices. key_hash: SM3 of what the machine shows to be known.

    code_hash, code_until: of the one-time code by which a machine takes this place. health: words of its devices, e.g. {"printer": "jam"}.
    No row here holds anything of a person who used it.
    """

    id = models.UUIDField(primary_key=True)
    place_zh = models.CharField(max_length=80)
    place_en = models.CharField(max_length=120, default="")
    site = models.CharField(max_length=16)
    region = models.CharField(max_length=REGION)
    printer = models.CharField(max_length=80)
    key_hash = models.BinaryField(null=True, unique=True)
    code_hash = models.BinaryField(null=True, unique=True)
    code_until = models.DateTimeField(null=True)
    enrolled_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    health = models.JSONField(default=dict)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kiosk"
        indexes = (models.Index(fields=["region", "place_zh"], name="kiosk_by_region"),)


class OwnInquiry(Regional):
    """Somebody looked up what a register holds of themselves. party: their blind index; fields: names of what was shown, never values.

    by: through whom, as `Actor.by`. answered: whether the register had anything of them.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    party = models.BinaryField()
    inquiry = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    fields = models.JSONField(default=list)
    door = models.CharField(max_length=32)
    by = models.CharField(max_length=64, default="")
    at = models.DateTimeField()
    answered = models.BooleanField()

    class Meta:
        db_table = "own_inquiry"
        indexes = (models.Index(fields=["party", "at"], name="own_inquiry_by_party"),)


class KioskPrint(Regional):
    """One print at a kiosk. party: blind index of who asked. kind: certificate | receipt | inquiry; of which certificate or case, if any.

    state: sent | done | failed | unsure. trouble: why it failed, a word of the printer's. number: the printer's own.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    kiosk_id = models.UUIDField()
    party = models.BinaryField()
    kind = models.CharField(max_length=16)
    certificate_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=16)
    trouble = models.CharField(max_length=16, default="")
    number = models.BigIntegerField(null=True)

    class Meta:
        db_table = "kiosk_print"
        indexes = (
            models.Index(fields=["party", "at"], name="kiosk_print_by_party"),
            models.Index(fields=["kiosk_id", "at"], name="kiosk_print_by_kiosk"),
        )
