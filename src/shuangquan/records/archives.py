"""Archive packages as stored: each version whole, under a key of its own that its destruction destroys."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal
from shuangquan.records import vault
from shuangquan.records.changes import CaseRow
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.erasure import archive_place
from shuangquan.records.ids import new_id
from shuangquan.records.models import ArchivePackage

KEPT, ASKED, DESTROYED = "kept", "asked", "destroyed"


@dataclass(frozen=True, slots=True)
class StoredArchive:
    """A package's facts. sm3: of its bytes, hex; keep_until: None for ever; content: empty unless loaded with it, or destroyed."""

    id: str
    case_id: str
    name: str
    version: int
    size: int
    sm3: str
    made_at: datetime
    keep_until: date | None
    state: str
    asked_by: str = ""
    destroyed_by: str = ""
    destroyed_at: datetime | None = None
    content: bytes = field(default=b"", repr=False)


def append_archive(case: CaseRow, name: str, version: int, content: bytes, keep_until: date | None) -> StoredArchive:
    """Keep one; when this version is kept already, by a job that died after it, that one is the answer."""
    made = new_id()
    sealed = vault.seal_alone(content, archive_place(made))
    try:
        with enter_context(), transaction.atomic():
            row = ArchivePackage.objects.create(
                id=made, home_region=case.home_region, handling_region=case.handling_region, case_id=case.id, name=name, version=version,
                size=len(content), sm3=sm3(content), made_at=now(), keep_until=keep_until, state=KEPT, wrapped=sealed.wrapped.key,
                key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext,
            )  # fmt: skip
    except IntegrityError:
        with enter_context():
            row = ArchivePackage.objects.defer("ciphertext").get(case_id=case.id, version=version)
    return _stored(row)


def find_archives(case_id: str) -> tuple[StoredArchive, ...]:
    """Every version of one matter's archive, oldest first."""
    with enter_context():
        rows = list(ArchivePackage.objects.filter(case_id=case_id).defer("ciphertext").order_by("version"))
    return tuple(_stored(row) for row in rows)


def find_archive(name: str) -> StoredArchive | None:
    """One with its content, by name. vault.Tampered when it was changed."""
    with enter_context():
        row = ArchivePackage.objects.filter(name=name).first()
    if row is None:
        return None
    content = b""
    if row.wrapped is not None:
        held = vault.Sealed(vault.Wrapped(bytes(row.wrapped), row.key_version), bytes(row.ciphertext))
        content = vault.open_alone(held, archive_place(str(row.id)))
    return _stored(row, content)


def list_archives(most: int = 100, due: date | None = None) -> tuple[StoredArchive, ...]:
    """Newest first; with `due` those whose time is over on that day, the longest over first."""
    with enter_context():
        found: Any = ArchivePackage.objects.defer("ciphertext")
        if due is not None:
            rows = list(found.filter(~Q(state=DESTROYED), keep_until__lt=due).order_by("keep_until", "name")[:most])
        else:
            rows = list(found.order_by("-made_at", "-name")[:most])
    return tuple(_stored(row) for row in rows)


def ask_destruction(names: Iterable[str], who: str) -> int:
    """Propose to destroy those that are kept; answers how many."""
    with enter_context():
        return ArchivePackage.objects.filter(name__in=tuple(names), state=KEPT).update(state=ASKED, asked_by=who, asked_at=now())


def drop_archive(name: str, who: str) -> None:
    """Destroy one that was proposed: its key is gone for ever, its row stays as the record of it. Refusal("archive.not_asked")."""
    with enter_context():
        done = ArchivePackage.objects.filter(name=name, state=ASKED).update(
            state=DESTROYED, destroyed_by=who, destroyed_at=now(), wrapped=None
        )
    if not done:
        raise Refusal("archive.not_asked", "name")


def _stored(row: ArchivePackage, content: bytes = b"") -> StoredArchive:
    return StoredArchive(
        str(row.id), str(row.case_id), row.name, row.version, row.size, bytes(row.sm3).hex(), row.made_at, row.keep_until, row.state,
        row.asked_by, row.destroyed_by, row.destroyed_at, content,
    )  # fmt: skip
