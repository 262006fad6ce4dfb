"""Showings of a certificate and annotated copies of it: kept beside the certificate, what they say sealed under keys of their own."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.records import vault
from shuangquan.records.certificates import StoredCertificate
from shuangquan.records.clock import ZONE, now, today
from shuangquan.records.context import Claims, enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import CertificateCopy, Showing
from shuangquan.records.rows import copy_place, showing_place

LATEST = 50
FORGOTTEN = timedelta(hours=1)
"""After so long, a showing that nobody looked at leaves no trace."""


@dataclass(frozen=True, slots=True)
class StoredShowing:
    """A showing. said: what is seen, and `viewer` once somebody looked. viewer: open, citizen or officer; "" until then."""

    id: str
    certificate_id: str
    home_region: str
    fields: tuple[str, ...]
    begun_at: datetime
    until: datetime
    used_at: datetime | None
    viewer: str
    said: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """An annotated copy. said: purpose, receiver and who made it."""

    id: str
    certificate_id: str
    number: str
    made_at: datetime
    until: date
    taken: int
    taken_at: datetime | None
    said: Mapping[str, str] = field(repr=False)


def new_show_token() -> str:
    """An unguessable name for one look: 256 bits, URL-safe, 43 characters. Only its hash is stored."""
    return secrets.token_urlsafe(32)


def append_showing(stored: StoredCertificate, party: bytes, fields: tuple[str, ...], said: Mapping[str, Any]) -> str:
    """Begin a showing, as yet without a code that anybody has; earlier ones of the same person that nobody looked at go."""
    made, moment = new_id(), now()
    sealed = vault.seal_alone(canonical_bytes(said), showing_place(made))
    with enter_context():
        Showing.objects.filter(certificate_id=stored.id, party=party, used_at__isnull=True, until__lt=moment - FORGOTTEN).delete()
        Showing.objects.create(
            id=made, home_region=stored.home_region, handling_region=stored.home_region, certificate_id=stored.id, party=party,
            fields=list(fields), token_hash=vault.token_hash(new_show_token()), begun_at=moment, until=moment,
            wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext,
        )  # fmt: skip
    return made


def find_showing(showing_id: str, party: bytes) -> StoredShowing | None:
    """One's own."""
    with enter_context():
        row = Showing.objects.filter(id=showing_id, party=party).first()
    return _showing(row) if row else None


def find_showings(certificate_id: str) -> tuple[StoredShowing, ...]:
    """Those of a certificate that somebody looked at, newest first, as the current claims see them."""
    with enter_context():
        rows = list(Showing.objects.filter(certificate_id=certificate_id, used_at__isnull=False).order_by("-used_at")[:LATEST])
    return tuple(_showing(row) for row in rows)


def find_showings_by(party: bytes) -> tuple[StoredShowing, ...]:
    """What somebody showed and was looked at, newest first."""
    with enter_context():
        rows = list(Showing.objects.filter(party=party, used_at__isnull=False).order_by("-used_at")[:LATEST])
    return tuple(_showing(row) for row in rows)


def find_showing_by_token(token: str) -> StoredShowing | None:
    """The showing whose code at hand carries this token; needs no other right."""
    made = vault.token_hash(token)
    with enter_context(Claims(token_hash=made)):
        row = Showing.objects.filter(token_hash=made).first()
    return _showing(row) if row else None


def apply_token(showing_id: str, party: bytes, token: str, until: datetime) -> bool:
    """A new code in place of the one before. False once somebody has looked."""
    with enter_context():
        found = Showing.objects.filter(id=showing_id, party=party, used_at__isnull=True)
        return found.update(token_hash=vault.token_hash(token), until=until) == 1


def apply_looked(token: str, viewer: str, who: Mapping[str, str]) -> StoredShowing | None:
    """Somebody looks: once, and within the minute. None when another did, or the code is over."""
    made = vault.token_hash(token)
    with enter_context(Claims(token_hash=made)):
        row = Showing.objects.filter(token_hash=made, used_at__isnull=True, until__gte=now()).select_for_update().first()
        if row is None:
            return None
        held = _showing(row)
        sealed = vault.seal_alone(canonical_bytes({**held.said, "viewer": dict(who)}), showing_place(held.id))
        row.used_at, row.viewer = now(), viewer
        row.wrapped, row.key_version, row.ciphertext = sealed.wrapped.key, sealed.wrapped.version, sealed.ciphertext
        row.save(update_fields=["used_at", "viewer", "wrapped", "key_version", "ciphertext"])
    return held


def _showing(row: Showing) -> StoredShowing:
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    return StoredShowing(
        id=str(row.id),
        certificate_id=str(row.certificate_id),
        home_region=row.home_region,
        fields=tuple(row.fields),
        begun_at=row.begun_at.astimezone(ZONE),
        until=row.until.astimezone(ZONE),
        used_at=row.used_at.astimezone(ZONE) if row.used_at else None,
        viewer=row.viewer,
        said=json.loads(vault.open_alone(sealed, showing_place(str(row.id)))),
    )


def append_copy(stored: StoredCertificate, party: bytes, until: date, said: Mapping[str, str]) -> StoredCopy:
    """Keep a new annotated copy under a number of its own: JZ, the day, eight digits of its id's random part."""
    made, moment = new_id(), now()
    sealed = vault.seal_alone(canonical_bytes(dict(said)), copy_place(made))
    number = f"JZ{moment:%Y%m%d}-{made.replace('-', '')[-8:].upper()}"
    with enter_context():
        row = CertificateCopy.objects.create(
            id=made, home_region=stored.home_region, handling_region=stored.home_region, certificate_id=stored.id, party=party,
            number=number, made_at=moment, until=until,
            wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext,
        )  # fmt: skip
    return _copy(row)


def find_copies(certificate_id: str) -> tuple[StoredCopy, ...]:
    """Those of a certificate, newest first, as the current claims see them."""
    with enter_context():
        rows = list(CertificateCopy.objects.filter(certificate_id=certificate_id).order_by("-made_at")[:LATEST])
    return tuple(_copy(row) for row in rows)


def take_copy(copy_id: str, certificate_id: str) -> StoredCopy | None:
    """One of a certificate's, counted as downloaded unless it is over. None when the current claims see no such copy."""
    with enter_context():
        row = CertificateCopy.objects.filter(id=copy_id, certificate_id=certificate_id).select_for_update().first()
        if row is None:
            return None
        if row.until >= today():
            row.taken, row.taken_at = row.taken + 1, now()
            row.save(update_fields=["taken", "taken_at"])
    return _copy(row)


def _copy(row: CertificateCopy) -> StoredCopy:
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    return StoredCopy(
        id=str(row.id),
        certificate_id=str(row.certificate_id),
        number=row.number,
        made_at=row.made_at.astimezone(ZONE),
        until=row.until,
        taken=row.taken,
        taken_at=row.taken_at.astimezone(ZONE) if row.taken_at else None,
        said=json.loads(vault.open_alone(sealed, copy_place(str(row.id)))),
    )
