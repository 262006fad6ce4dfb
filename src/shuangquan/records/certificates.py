"""Certificates as stored: found by id, by case, by holder, or by the token of a QR link without signing in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from shuangquan.core.words.actor import Actor
from shuangquan.records import vault
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import ZONE, now, today
from shuangquan.records.context import SYSTEM_CLAIMS, Claims, enter_context
from shuangquan.records.models import Case, Certificate, CertificateCall
from shuangquan.records.rows import certificate_place


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """A certificate. payload: the canonical bytes that were signed; digest: their SM3. status: valid, or why not."""

    id: str
    type: str
    identifier: str
    issuer: str
    case_id: str | None
    item: str
    member: str
    home_region: str
    status: str
    status_at: datetime
    issued_at: datetime
    valid_to: date | None
    token: str = field(repr=False)
    payload: bytes = field(repr=False)
    digest: bytes
    signature: bytes
    signer: str

    @property
    def plain(self) -> Any:
        """The payload as JSON."""
        return json.loads(self.payload)


def find_by_token(token: str) -> StoredCertificate | None:
    """The one certificate whose link carries `token`; needs no other right. vault.Tampered when its payload was changed."""
    made = vault.token_hash(token)
    with enter_context(Claims(token_hash=made)):
        row = Certificate.objects.filter(token_hash=made).first()
    return make_stored(row) if row else None


def make_lookup(number: str, holder: str) -> bytes:
    """By which a certificate's number and its holder's name, together, find it. Blanks and small letters do not matter."""
    return vault.blind_index("certificate", f"{number}|{holder}")


def find_by_lookup(number: str, holder: str) -> StoredCertificate | None:
    """The newest certificate with this number and holder; needs no other right, and shows nothing to whoever knows only one of them."""
    made = make_lookup(number, holder)
    with enter_context(Claims(token_hash=made)):
        row = Certificate.objects.filter(lookup=made).order_by("-issued_at").first()
    return make_stored(row) if row else None


def find_certificate(certificate_id: str, actor: Actor) -> StoredCertificate | None:
    """By id, if the current claims may see it; that `actor` read it is recorded."""
    with enter_context():
        row = Certificate.objects.filter(id=certificate_id).first()
        if row is not None:
            append_data_use(actor, str(row.case_id) if row.case_id else None, (f"certificate:{row.type}",), row.home_region)
    return make_stored(row) if row else None


def find_certificates_of_case(case_id: str) -> tuple[StoredCertificate, ...]:
    """Those a case issued, in order of issue."""
    with enter_context():
        rows = list(Certificate.objects.filter(case_id=case_id).order_by("issued_at", "item", "member", "id"))
    return tuple(make_stored(row) for row in rows)


def find_certificates_of_holder(holder_index: bytes, type_: str | None = None) -> tuple[StoredCertificate, ...]:
    """Those of one holder (vault.blind_index), newest first, all types or one."""
    with enter_context():
        found = Certificate.objects.filter(holder_index=holder_index)
        rows = list((found.filter(type=type_) if type_ else found).order_by("-issued_at", "id"))
    return tuple(make_stored(row) for row in rows)


def find_certificate_standings(ids: Sequence[str]) -> dict[str, tuple[str, date | None]]:
    """Status and last day of each, by id: whoever called them up was let see them then. Those that are not there are left out."""
    with enter_context(SYSTEM_CLAIMS):
        rows = Certificate.objects.filter(id__in=list(ids)).values_list("id", "status", "valid_to")
        return {str(made): (status, day) for made, status, day in rows}


def find_cases_with_lapsed_calls(limit: int) -> tuple[str, ...]:
    """Ids of submitted cases that rest on a certificate which has lost its force since it was called up, at most `limit`."""
    lost = Certificate.objects.filter(id=OuterRef("certificate_id")).exclude(status="valid", valid_to=None).exclude(
        status="valid", valid_to__gte=today()
    )  # fmt: skip
    running = Case.objects.filter(id=OuterRef("case_id"), home_region=OuterRef("home_region"), state="submitted")
    with enter_context(SYSTEM_CLAIMS):
        found = CertificateCall.objects.filter(Exists(lost), Exists(running), state="stands").values_list("case_id", flat=True)
        return tuple(sorted({str(case) for case in found[:limit]}))


def apply_certificate_status(certificate_id: str, status: str) -> bool:
    """End, suspend or restore a certificate (valid, ended, replaced, revoked). False when the current claims see no such certificate."""
    with enter_context():
        return Certificate.objects.filter(id=certificate_id).update(status=status, status_at=now()) == 1


def end_certificates(holder_index: bytes, types: Sequence[str], but_of: str) -> int:
    """End what this holder holds of these types, in force or suspended, but what the case `but_of` itself issued; answers how many."""
    with enter_context():
        found = Certificate.objects.filter(holder_index=holder_index, type__in=types, status__in=("valid", "suspended")).exclude(
            case_id=but_of
        )
        return int(found.exclude(case_id=but_of).update(status="ended", status_at=now()))


def apply_certificate_holder(certificate_id: str, holder_index: bytes) -> bool:
    """Tie a certificate to its holder once the holder has an ID number. False when the current claims see no such certificate."""
    with enter_context():
        return Certificate.objects.filter(id=certificate_id).update(holder_index=holder_index) == 1


def make_stored(row: Certificate) -> StoredCertificate:
    """A row as it is handed out, unsealed."""
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    token, _, payload = vault.open_alone(sealed, certificate_place(str(row.id))).partition(b"\n")
    return StoredCertificate(
        id=str(row.id),
        type=row.type,
        identifier=row.identifier,
        issuer=row.issuer,
        case_id=str(row.case_id) if row.case_id else None,
        item=row.item,
        member=row.member,
        home_region=row.home_region,
        status=row.status,
        status_at=row.status_at.astimezone(ZONE),
        issued_at=row.issued_at.astimezone(ZONE),
        valid_to=row.valid_to,
        token=token.decode(),
        payload=payload,
        digest=bytes(row.digest),
        signature=bytes(row.signature),
        signer=row.signer,
    )


def find_ending(type_: str, first: date, last: date) -> tuple[tuple[bytes, str, str, date], ...]:
    """(holder's blind index, region, identifier, last day) of those in force whose last day is from `first` to `last`."""
    with enter_context(SYSTEM_CLAIMS):
        found = Certificate.objects.filter(type=type_, status="valid", valid_to__range=(first, last)).exclude(holder_index=None)
        rows = list(found.order_by("valid_to", "id").values_list("holder_index", "home_region", "identifier", "valid_to"))
    return tuple((bytes(holder), region, identifier, day) for holder, region, identifier, day in rows if holder and day)
