"""Seals as stored: found by code or by whom they belong to; steps and uses are appended and never changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count
from psycopg.errors import UniqueViolation

from shuangquan.core.credentials.seal_life import SealLife, SealStep
from shuangquan.records.changes import LostRace
from shuangquan.records.clock import ZONE
from shuangquan.records.models import Seal
from shuangquan.records.models import SealStep as StepRow
from shuangquan.records.models import SealUse as UseRow


@dataclass(frozen=True, slots=True)
class StoredSeal:
    """One seal. holder: department | company; owner: a department's id or a credit code. certificate, der: b"" until it was made."""

    code: str
    holder: str
    owner: str
    region: str
    name: str
    purpose: str
    key: str
    size: int
    picture: bytes = field(repr=False)
    asked_at: datetime
    key_id: str = ""
    certificate: bytes = field(default=b"", repr=False)
    der: bytes = field(default=b"", repr=False)
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealUse:
    """One use. kind: certificate | document; subject: its id; digest: SM3 of what was sealed; consent: by which event or paper."""

    seal: str
    at: datetime
    kind: str
    subject: str
    digest: bytes
    actor_kind: str
    actor: str
    purpose: str
    consent: str = ""


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal and how it stands. uses: how often it was used."""

    seal: StoredSeal
    life: SealLife
    uses: int


@dataclass(frozen=True, slots=True)
class SealSeen:
    """One seal in full. steps, uses: the newest first."""

    seal: StoredSeal
    life: SealLife
    steps: tuple[SealStep, ...]
    uses: tuple[SealUse, ...]
    count: int


def append_seal(seal: StoredSeal, step: SealStep) -> None:
    """Keep a seal that was asked for, with its first step. LostRace when the code is taken."""
    row = Seal(
        code=seal.code, holder=seal.holder, owner=seal.owner, region=seal.region, name=seal.name, purpose=seal.purpose, key=seal.key,
        size=seal.size, picture=seal.picture, asked_at=seal.asked_at,
    )  # fmt: skip
    _keep(seal.code, lambda: row.save(force_insert=True), step)


def append_seal_step(step: SealStep, made: StoredSeal | None = None) -> None:
    """Keep a step; with `made`, what making the seal gave it. LostRace when somebody took a step meanwhile."""

    def apply() -> None:
        if made is not None:
            Seal.objects.filter(code=made.code).update(key_id=made.key_id, certificate=made.certificate, der=made.der, ends=made.ends)

    _keep(step.seal, apply, step)


def _keep(code: str, change: Callable[[], None], step: SealStep) -> None:
    row = StepRow(seal_id=code, seq=step.seq, what=step.what, step=step.step, actor=step.actor, at=step.at, reason=step.reason)
    try:
        with transaction.atomic():
            change()
            row.save(force_insert=True)
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        raise LostRace(code) from error


def find_seal(code: str) -> StoredSeal | None:
    """One seal by its code. One query."""
    row = Seal.objects.filter(code=code).first()
    return _read(row) if row else None


def find_seals(owner: str | None = None, regions: Sequence[str] | None = None, holder: str | None = None) -> tuple[StoredSeal, ...]:
    """Seals of an owner (None: of all) in regions (None: in all), the newest first. One query."""
    rows = Seal.objects.order_by("-asked_at", "code")
    rows = rows if owner is None else rows.filter(owner=owner)
    rows = rows if regions is None else rows.filter(region__in=regions)
    rows = rows if holder is None else rows.filter(holder=holder)
    return tuple(_read(row) for row in rows)


def find_seal_steps(codes: Iterable[str]) -> Mapping[str, tuple[SealStep, ...]]:
    """Steps by seal, oldest first. One query."""
    found: dict[str, list[SealStep]] = {code: [] for code in codes}
    for row in StepRow.objects.filter(seal_id__in=list(found)).order_by("seal_id", "seq"):
        at = row.at.astimezone(ZONE)
        found[row.seal_id].append(SealStep(row.seal_id, row.seq, row.what, row.step, row.actor, at, row.reason))
    return {code: tuple(steps) for code, steps in found.items()}


def append_seal_use(use: SealUse) -> None:
    """Keep a use."""
    UseRow(
        seal_id=use.seal, at=use.at, kind=use.kind, subject=use.subject, digest=use.digest, actor_kind=use.actor_kind, actor=use.actor,
        purpose=use.purpose, consent=use.consent,
    ).save(force_insert=True)  # fmt: skip


def find_seal_uses(code: str, most: int = 100) -> tuple[SealUse, ...]:
    """A seal's uses, the newest first. One query."""
    rows = UseRow.objects.filter(seal_id=code).order_by("-at", "-id")[:most]
    return tuple(_read_use(row) for row in rows)


def _read_use(row: UseRow) -> SealUse:
    at, digest = row.at.astimezone(ZONE), bytes(row.digest)
    return SealUse(row.seal_id, at, row.kind, row.subject, digest, row.actor_kind, row.actor, row.purpose, row.consent)


def count_seal_uses(codes: Iterable[str]) -> dict[str, int]:
    """Seal → how often it was used. One query."""
    return dict(UseRow.objects.filter(seal_id__in=list(codes)).values_list("seal_id").annotate(Count("id")))


def _read(row: Seal) -> StoredSeal:
    return StoredSeal(
        row.code, row.holder, row.owner, row.region, row.name, row.purpose, row.key, row.size, bytes(row.picture),
        row.asked_at.astimezone(ZONE), row.key_id, bytes(row.certificate), bytes(row.der), row.ends.astimezone(ZONE) if row.ends else None,
    )  # fmt: skip
