"""Calling systems, what holders have agreed to, and every use of a certificate. Decides nothing."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from shuangquan.records import vault
from shuangquan.records.certificates import StoredCertificate, make_stored
from shuangquan.records.clock import ZONE, now, today
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.correlation import current_correlation
from shuangquan.records.ids import new_id
from shuangquan.records.models import Case, CaseParty, Certificate, ShareConsent, ShareConsumer, ShareUse, Task
from shuangquan.records.rows import share_place

MOST = 200
"""Uses and consents that are shown at a time."""


@dataclass(frozen=True, slots=True)
class Consumer:
    """A calling system. ends_on: its last day, None without one; ended: whether it was shut out."""

    id: str
    name_zh: str
    name_en: str
    department: str
    region: str
    types: tuple[str, ...]
    purposes: tuple[str, ...]
    ends_on: date | None
    ended: bool

    def is_open(self, day: date) -> bool:
        """Whether it may ask on that day."""
        return not self.ended and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Consent:
    """What a holder allows a calling system."""

    id: str
    consumer: str
    types: tuple[str, ...]
    given_at: datetime
    until: date
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use to keep. cause: in the caller's own words, sealed. ticket: by which the file may be fetched until `open_until`."""

    consumer: str
    verb: str
    certificate_id: str
    type: str
    region: str
    holder_index: bytes | None
    basis: str
    case_id: str | None
    item: str
    purpose: str
    cause: str
    file_type: str = ""
    ticket: str = ""
    open_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """One use as its holder sees it."""

    at: datetime
    consumer: str
    verb: str
    type: str
    basis: str
    case_id: str | None
    item: str
    purpose: str
    cause: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A case that is named as the ground of a use. tasks: item → department of those not ended; parties: their indexes."""

    id: str
    theme: str
    bundle: str
    tasks: tuple[tuple[str, str], ...]
    parties: frozenset[bytes]


def hash_secret(secret: str) -> bytes:
    """What is kept of a calling system's secret: SM3, 32 bytes. The secret has 256 random bits, so no salt is needed."""
    return hashlib.new("sm3", secret.encode()).digest()


def append_consumer(made: Consumer, secret: str) -> None:
    """Let a system in. IntegrityError when there is one of that id."""
    ShareConsumer.objects.create(
        id=made.id, name_zh=made.name_zh, name_en=made.name_en, department=made.department, region=made.region, secret=hash_secret(secret),
        types=list(made.types), purposes=list(made.purposes), created_at=now(), ends_on=made.ends_on,
    )  # fmt: skip


def apply_consumer_end(consumer: str) -> bool:
    """Shut a system out. False when there is none that is let in."""
    return ShareConsumer.objects.filter(id=consumer, ended_at=None).update(ended_at=now()) == 1


def find_consumers() -> tuple[Consumer, ...]:
    """Every system, by id."""
    return tuple(_consumer(row) for row in ShareConsumer.objects.order_by("id")[:MOST])


def find_consumer(consumer: str) -> tuple[Consumer, bytes] | None:
    """A system and what is kept of its secret."""
    row = ShareConsumer.objects.filter(id=consumer).first()
    return (_consumer(row), bytes(row.secret)) if row is not None else None


def append_consent(holder_index: bytes, consumer: str, types: Iterable[str], until: date) -> str:
    """Keep what the holder, under whose claims this runs, allows. Answers its id."""
    made = new_id()
    with enter_context():
        ShareConsent.objects.create(id=made, holder_index=holder_index, consumer=consumer, types=list(types), given_at=now(), until=until)
    return made


def apply_withdrawal(consent: str, holder_index: bytes) -> bool:
    """The holder takes it back. False when it is not theirs, or taken back already."""
    with enter_context():
        return ShareConsent.objects.filter(id=consent, holder_index=holder_index, withdrawn_at=None).update(withdrawn_at=now()) == 1


def find_consents(holder_index: bytes) -> tuple[Consent, ...]:
    """What a holder allows and has not taken back, newest first."""
    with enter_context():
        rows = list(
            ShareConsent.objects.filter(holder_index=holder_index, withdrawn_at=None, until__gte=today()).order_by("-given_at")[:MOST]
        )
    return tuple(_consent(row) for row in rows)


def has_consent(holder_index: bytes, consumer: str, type_: str) -> bool:
    """Whether the holder allows this system a certificate of this type today."""
    with enter_context(SYSTEM_CLAIMS):
        found = ShareConsent.objects.filter(holder_index=holder_index, consumer=consumer, withdrawn_at=None, until__gte=today())
        return any(type_ in row.types for row in found)


def find_matter(number: str) -> Matter | None:
    """The case of that number, for the system."""
    with enter_context(SYSTEM_CLAIMS):
        case = Case.objects.filter(number=number, closed_at=None).first()
        if case is None:
            return None
        tasks = list(Task.objects.filter(case_id=case.id, decided_at=None).values_list("item", "department"))
        parties = list(CaseParty.objects.filter(case_id=case.id).exclude(state="removed").values_list("index", flat=True))
    return Matter(str(case.id), case.theme, case.bundle, tuple(tasks), frozenset(bytes(one) for one in parties if one))


def find_by_identifier(identifier: str) -> tuple[StoredCertificate, bytes | None] | None:
    """A certificate by its GB/T 36904 identifier, and its holder's index; for the system."""
    with enter_context(SYSTEM_CLAIMS):
        row = Certificate.objects.filter(identifier=identifier).first()
    return _held(row) if row is not None else None


def find_by_holder(holder_index: bytes, type_: str) -> tuple[tuple[StoredCertificate, bytes | None], ...]:
    """Those of one holder and type that were not replaced, newest first; for the system."""
    with enter_context(SYSTEM_CLAIMS):
        found = Certificate.objects.filter(holder_index=holder_index, type=type_).exclude(status="replaced")
        rows = list(found.order_by("-issued_at", "id")[:MOST])
    return tuple(_held(row) for row in rows)


def _held(row: Certificate) -> tuple[StoredCertificate, bytes | None]:
    return make_stored(row), bytes(row.holder_index) if row.holder_index else None


def append_use(use: UseRow) -> str:
    """Keep a use; answers its id."""
    made = new_id()
    sealed = vault.seal_alone(use.cause.encode(), share_place(made))
    with enter_context(SYSTEM_CLAIMS):
        ShareUse.objects.create(
            id=made, home_region=use.region, handling_region=use.region, at=now(), consumer=use.consumer, verb=use.verb,
            certificate_id=use.certificate_id, type=use.type, holder_index=use.holder_index, basis=use.basis, case_id=use.case_id,
            item=use.item, purpose=use.purpose, file_type=use.file_type, ticket=vault.token_hash(use.ticket) if use.ticket else None,
            open_until=use.open_until, correlation=current_correlation(), wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version,
            ciphertext=sealed.ciphertext,
        )  # fmt: skip
    return made


def find_ticket(ticket: str) -> tuple[StoredCertificate, UseRow] | None:
    """The certificate and the use behind a ticket that is still open."""
    with enter_context(SYSTEM_CLAIMS):
        use = ShareUse.objects.filter(ticket=vault.token_hash(ticket), open_until__gte=now()).first()
        row = Certificate.objects.filter(id=use.certificate_id).first() if use is not None else None
    if use is None or row is None:
        return None
    made = UseRow(
        use.consumer, use.verb, str(use.certificate_id), use.type, use.home_region, None, use.basis, None, use.item, use.purpose,
        _open_cause(use), use.file_type, "", use.open_until,
    )  # fmt: skip
    return make_stored(row), made


def find_uses(holder_index: bytes) -> tuple[Use, ...]:
    """Uses of one holder's certificates, newest first."""
    with enter_context():
        rows = list(ShareUse.objects.filter(holder_index=holder_index).order_by("-at", "id")[:MOST])
    return tuple(
        Use(
            row.at.astimezone(ZONE), row.consumer, row.verb, row.type, row.basis, str(row.case_id) if row.case_id else None, row.item,
            row.purpose, _open_cause(row),
        )
        for row in rows
    )  # fmt: skip


def _open_cause(row: ShareUse) -> str:
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    return vault.open_alone(sealed, share_place(str(row.id))).decode()


def _consumer(row: ShareConsumer) -> Consumer:
    return Consumer(
        row.id, row.name_zh, row.name_en, row.department, row.region, tuple(row.types), tuple(row.purposes), row.ends_on,
        row.ended_at is not None,
    )  # fmt: skip


def _consent(row: ShareConsent) -> Consent:
    return Consent(str(row.id), row.consumer, tuple(row.types), row.given_at.astimezone(ZONE), row.until, row.withdrawn_at)
