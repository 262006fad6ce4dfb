"""Erasing a case's values, and moving every key under the newest master key."""

from collections.abc import Callable

from django.conf import settings
from django.db import models, transaction

from shuangquan.records import vault
from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import (
    Account,
    ArchivePackage,
    Blob,
    CaseKey,
    Certificate,
    CertificateCopy,
    Complaint,
    Contact,
    Delegation,
    Message,
    Objection,
    PaperCrop,
    Roster,
    ShareUse,
    Showing,
    StationTablet,
)
from shuangquan.records.rows import certificate_place, copy_place, message_place, share_place, showing_place


def erase_case(case_id: str) -> bool:
    """Destroy the keys of a case's values, files and messages, for ever, and what objections and complaints said; certificates stay.

    False when there is nothing left to destroy. The events and their chain stay: they hold commitments whose salts are gone too.
    """
    moment = now()
    with enter_context():
        erased = CaseKey.objects.filter(case_id=case_id, erased_at__isnull=True).update(wrapped=None, erased_at=moment)
        Blob.objects.filter(case_id=case_id, erased_at__isnull=True).update(wrapped=None, erased_at=moment)
        Roster.objects.filter(case_id=case_id, wrapped__isnull=False).update(wrapped=None, content=b"", said=b"")
        PaperCrop.objects.filter(case_id=case_id, wrapped__isnull=False).update(wrapped=None)
        Message.objects.filter(case_id=case_id, wrapped__isnull=False).update(wrapped=None)
        Objection.objects.filter(case_id=case_id, erased_at__isnull=True).update(asked=b"", answer=b"", erased_at=moment)
        Complaint.objects.filter(case_id=case_id, erased_at__isnull=True).update(said=b"", answers=b"", erased_at=moment)
    return erased > 0


def rewrap_keys(batch: int = 500) -> int:
    """Wrap every data key that lies under an older master key anew, a transaction per batch. Returns how many; 0 when it is done.

    Run it after `installation.add_master_key` until it returns 0; then the old master key may be destroyed.
    """
    done = 0
    for model, place in _KEPT:
        while True:
            with enter_context(SYSTEM_CLAIMS), transaction.atomic():
                count = _rewrap(model, place, batch)
            done += count
            if count < batch:
                break
    return done


def _rewrap(model: type[models.Model], place: Callable[[models.Model], str], batch: int) -> int:
    newest = settings.SECRETS.master_version
    found = model._default_manager.filter(key_version__lt=newest, wrapped__isnull=False).select_for_update(skip_locked=True)[:batch]
    rows = list(found)
    for row in rows:
        wrapped = vault.rewrap_key(vault.Wrapped(bytes(row.wrapped), row.key_version), place(row))  # type: ignore[attr-defined]
        model._default_manager.filter(pk=row.pk).update(wrapped=wrapped.key, key_version=wrapped.version)
    return len(rows)


def account_place(account_id: str) -> str:
    """What a profile is bound to."""
    return f"account:{account_id}"


def contact_place(index: bytes) -> str:
    """What an e-mail address is bound to."""
    return f"contact:{index.hex()}"


def archive_place(archive_id: str) -> str:
    """What an archive package is bound to."""
    return f"archive:{archive_id}"


def delegation_place(delegation_id: str) -> str:
    """What the names of a delegation are bound to."""
    return f"delegation:{delegation_id}"


def blob_place(blob_id: str) -> str:
    """What a file is bound to."""
    return f"blob:{blob_id}"


def roster_place(roster_id: str) -> str:
    """What a table of people is bound to."""
    return f"roster:{roster_id}"


def crop_place(crop_id: str) -> str:
    """What a piece of a file is bound to."""
    return f"crop:{crop_id}"


def tablet_place(tablet_id: str) -> str:
    """What the private key of a station's tablet is bound to."""
    return f"station-tablet:{tablet_id}"


_KEPT: tuple[tuple[type[models.Model], Callable[..., str]], ...] = (
    (CaseKey, lambda row: str(row.case_id)),
    (Certificate, lambda row: certificate_place(str(row.id))),
    (Showing, lambda row: showing_place(str(row.id))),
    (CertificateCopy, lambda row: copy_place(str(row.id))),
    (Blob, lambda row: blob_place(str(row.id))),
    (PaperCrop, lambda row: crop_place(str(row.id))),
    (ArchivePackage, lambda row: archive_place(str(row.id))),
    (Message, lambda row: message_place(str(row.id))),
    (Account, lambda row: account_place(str(row.id))),
    (Delegation, lambda row: delegation_place(str(row.id))),
    (Contact, lambda row: contact_place(bytes(row.index))),
    (ShareUse, lambda row: share_place(str(row.id))),
    (Roster, lambda row: roster_place(str(row.id))),
    (StationTablet, lambda row: tablet_place(str(row.id))),
)
