"""Kiosks: where they stand, how they are, and what was printed at them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shuangquan.core.words.text import Text
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id, new_token
from shuangquan.records.models import Kiosk, KioskPrint
from shuangquan.records.vault import token_hash

CODE_LIVES = timedelta(minutes=30)
_CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, 1, I, O: somebody reads a code off one screen and types it at another."""
LATEST = 20


@dataclass(frozen=True, slots=True)
class StoredKiosk:
    """A machine. health: words of its devices, by device. waiting: it has a code at hand that nobody has used yet."""

    id: str
    place: Text
    site: str
    region: str
    printer: str
    enrolled: bool
    waiting: bool
    seen_at: datetime | None
    health: Mapping[str, str]
    locked_at: datetime | None

    @property
    def locked(self) -> bool:
        """Nobody is served there now."""
        return self.locked_at is not None


@dataclass(frozen=True, slots=True)
class StoredPrint:
    """One print. state: sent | done | failed | unsure."""

    id: str
    kiosk_id: str
    home_region: str
    kind: str
    certificate_id: str | None
    case_id: str | None
    at: datetime
    state: str
    trouble: str
    number: int | None


def append_kiosk(place: Text, site: str, region: str, printer: str) -> str:
    """A new place for a machine; answers its id."""
    made = new_id()
    Kiosk.objects.create(id=made, place_zh=place.zh, place_en=place.en, site=site, region=region, printer=printer)
    return made


def apply_code(kiosk_id: str) -> str:
    """A new one-time code of eight signs (40 bits), good for half an hour, in place of the one before."""
    code = "".join(secrets.choice(_CODE_SIGNS) for _ in range(8))
    Kiosk.objects.filter(id=kiosk_id).update(code_hash=token_hash(code), code_until=now() + CODE_LIVES)
    return code


def apply_claim(code: str) -> tuple[str, str] | None:
    """A machine takes the place of this code: (id, its key). Once; the machine that was there before is known no more."""
    key = new_token()
    found = Kiosk.objects.filter(code_hash=token_hash(code), code_until__gte=now())
    kiosk_id = found.values_list("id", flat=True).first()
    taken = found.update(key_hash=token_hash(key), code_hash=None, code_until=None, enrolled_at=now()) if kiosk_id else 0
    return (str(kiosk_id), key) if taken == 1 else None


def find_kiosk(kiosk_id: str) -> StoredKiosk | None:
    """One machine."""
    row = Kiosk.objects.filter(id=kiosk_id).first()
    return _kiosk(row) if row else None


def find_kiosk_by_key(key: str) -> StoredKiosk | None:
    """The machine that shows this key."""
    row = Kiosk.objects.filter(key_hash=token_hash(key)).first()
    return _kiosk(row) if row else None


def find_kiosk_at(place: str, region: str) -> StoredKiosk | None:
    """The machine of this place (中文) in a region."""
    row = Kiosk.objects.filter(place_zh=place, region=region).first()
    return _kiosk(row) if row else None


def find_kiosks(prefix: str) -> tuple[StoredKiosk, ...]:
    """Those in regions that begin so, by region and place. One query."""
    return tuple(_kiosk(row) for row in Kiosk.objects.filter(region__startswith=prefix).order_by("region", "place_zh", "id"))


def apply_beat(kiosk_id: str, health: Mapping[str, str] | None) -> None:
    """It was there just now; health: None where its devices were not asked this time."""
    held: dict[str, object] = {"seen_at": now()} | ({} if health is None else {"health": dict(health)})
    Kiosk.objects.filter(id=kiosk_id).update(**held)


def apply_health(kiosk_id: str, health: Mapping[str, str]) -> None:
    """Another word on its devices, without the machine having said so."""
    Kiosk.objects.filter(id=kiosk_id).update(health=dict(health))


def apply_lock(kiosk_id: str, *, locked: bool) -> bool:
    """Lock or unlock. False when it was so already."""
    found = Kiosk.objects.filter(id=kiosk_id, locked_at__isnull=locked)
    return found.update(locked_at=now() if locked else None) == 1


def apply_removal(kiosk_id: str) -> None:
    """The machine that is there is known no more, and no code leads there."""
    Kiosk.objects.filter(id=kiosk_id).update(key_hash=None, code_hash=None, code_until=None, enrolled_at=None)


def append_print(kiosk_id: str, party: bytes, region: str, kind: str, certificate: str | None, case: str | None) -> str:
    """A print is about to be sent; answers its id."""
    made = new_id()
    with enter_context():
        KioskPrint.objects.create(
            id=made, home_region=region, handling_region=region, kiosk_id=kiosk_id, party=party, kind=kind,
            certificate_id=certificate, case_id=case, at=now(), state="sent",
        )  # fmt: skip
    return made


def apply_printed(print_id: str, state: str, trouble: str, number: int | None) -> None:
    """How it went."""
    with enter_context():
        KioskPrint.objects.filter(id=print_id).update(state=state, trouble=trouble, number=number)


def find_print(print_id: str, party: bytes) -> StoredPrint | None:
    """One that this person had printed."""
    with enter_context():
        row = KioskPrint.objects.filter(id=print_id, party=party).first()
    return _print(row) if row else None


def find_prints(party: bytes, most: int = LATEST) -> tuple[StoredPrint, ...]:
    """What somebody had printed, newest first."""
    with enter_context():
        rows = list(KioskPrint.objects.filter(party=party).order_by("-at")[:most])
    return tuple(_print(row) for row in rows)


def _kiosk(row: Kiosk) -> StoredKiosk:
    return StoredKiosk(
        str(row.id),
        Text(row.place_zh, row.place_en),
        row.site,
        row.region,
        row.printer,
        row.key_hash is not None,
        row.code_hash is not None and row.code_until is not None and row.code_until >= now(),
        row.seen_at.astimezone(ZONE) if row.seen_at else None,
        dict(row.health),
        row.locked_at.astimezone(ZONE) if row.locked_at else None,
    )


def _print(row: KioskPrint) -> StoredPrint:
    certificate, case = row.certificate_id, row.case_id
    return StoredPrint(
        str(row.id),
        str(row.kiosk_id),
        row.home_region,
        row.kind,
        str(certificate) if certificate else None,
        str(case) if case else None,
        row.at.astimezone(ZONE),
        row.state,
        row.trouble,
        row.number,
    )
