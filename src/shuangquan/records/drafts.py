"""Drafts of standards. Every saved text stays; of two who save the same version of a file, one is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, OuterRef, QuerySet, Subquery
from psycopg.errors import UniqueViolation

from shuangquan.records.changes import LostRace
from shuangquan.records.clock import now
from shuangquan.records.models import DraftText, StandardDraft


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft. base: the bundle it began from; bundle: the one it last became, "" before; closed_at: once it is online or given up."""

    id: str
    title: str
    base: str
    bundle: str
    created_by: str
    created_at: datetime
    closed_at: datetime | None
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedText:
    """The newest version of one file of a draft, from 1. author: the subject of whoever saved it."""

    path: str
    version: int
    text: str
    author: str
    saved_at: datetime


def append_draft(draft_id: str, title: str, base: str, actor: str) -> None:
    """Begin a draft over a bundle."""
    StandardDraft.objects.create(id=draft_id, title=title, base=base, created_by=actor, created_at=now())


def append_text(draft_id: str, path: str, seen: int, text: str, actor: str) -> int:
    """Save a file's next version; answers its number. seen: the version this text was written on. LostRace when there is a newer one."""
    try:
        with transaction.atomic():
            newest = DraftText.objects.filter(draft_id=UUID(draft_id), path=path).aggregate(newest=Max("version"))["newest"] or 0
            if newest != seen:
                raise LostRace(path)
            DraftText.objects.create(draft_id=UUID(draft_id), path=path, version=seen + 1, text=text, author=actor, saved_at=now())
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        raise LostRace(path) from error
    return seen + 1


def find_draft(draft_id: str) -> Draft | None:
    """A draft by its id."""
    found = _drafts().filter(id=draft_id).first()
    return None if found is None else _read(found)


def find_drafts(most: int = 50) -> tuple[Draft, ...]:
    """Drafts that are open, the newest first."""
    return tuple(_read(row) for row in _drafts().filter(closed_at=None).order_by("-created_at")[:most])


def find_saved_paths() -> Mapping[str, tuple[str, ...]]:
    """Files that were saved in each open draft, by the draft's id."""
    found: dict[str, tuple[str, ...]] = {}
    for draft, path in DraftText.objects.filter(draft__closed_at=None).values_list("draft_id", "path").distinct().order_by("path"):
        found[str(draft)] = (*found.get(str(draft), ()), path)
    return found


def find_saved_versions(draft_id: str) -> Mapping[str, int]:
    """The newest version of every file that was saved, by path, without its text."""
    return dict(DraftText.objects.filter(draft_id=UUID(draft_id)).values_list("path").annotate(newest=Max("version")))


def find_saved(draft_id: str) -> Mapping[str, SavedText]:
    """The newest version of every file that was saved, by path."""
    rows = DraftText.objects.filter(draft_id=UUID(draft_id)).order_by("path", "-version").distinct("path")
    return {row.path: _saved(row) for row in rows}


def find_versions(draft_id: str, path: str) -> tuple[SavedText, ...]:
    """Every version of one file, the newest first."""
    return tuple(_saved(row) for row in DraftText.objects.filter(draft_id=UUID(draft_id), path=path).order_by("-version"))


def apply_base(draft_id: str, before: str, base: str) -> bool:
    """Put a draft on another bundle. False when it was on another than `before`."""
    return bool(StandardDraft.objects.filter(id=draft_id, base=before, closed_at=None).update(base=base))


def apply_became(draft_id: str, bundle: str) -> None:
    """Note which bundle a draft became."""
    StandardDraft.objects.filter(id=draft_id).update(bundle=bundle)


def apply_closed(*, draft_id: str = "", bundle: str = "") -> int:
    """Close one draft, or every draft that became a bundle; answers how many."""
    which = {"id": draft_id} if draft_id else {"bundle": bundle}
    return StandardDraft.objects.filter(closed_at=None, **which).update(closed_at=now())


def _drafts() -> QuerySet[StandardDraft]:
    newest = DraftText.objects.filter(draft=OuterRef("pk")).order_by("-id").values("saved_at")[:1]
    return StandardDraft.objects.annotate(saved=Subquery(newest))


def _read(row: StandardDraft) -> Draft:
    saved: datetime | None = getattr(row, "saved", None)
    return Draft(str(row.id), row.title, row.base, row.bundle, row.created_by, row.created_at, row.closed_at, saved)


def _saved(row: DraftText) -> SavedText:
    return SavedText(row.path, row.version, row.text, row.author, row.saved_at)
