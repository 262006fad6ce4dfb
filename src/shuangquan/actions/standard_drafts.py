"""Drafts of standards: begun over what is online, saved file by file, put on top of what went online since. Nothing saved is ever lost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.actions.standards import find_ready
from shuangquan.core.cases.policy import check_may
from shuangquan.core.standard.touched import Touched, find_touched
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.changes import LostRace
from shuangquan.records.drafts import (
    Draft,
    SavedText,
    append_draft,
    append_text,
    apply_base,
    apply_closed,
    find_draft,
    find_saved,
    find_versions,
)
from shuangquan.records.ids import new_id
from shuangquan.records.plans import load_bundle_texts

LARGEST = 256
"""KB of one file. The largest that is shipped has 14."""
LONGEST_TITLE = 100
_PATH = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")


def begin_draft(actor: Actor, title: str) -> str:
    """A new draft over the bundle that serves the province; answers its id. Refusals: "draft.title", "api.unready", policy."""
    check_may(actor, "standard.edit")
    said = " ".join(title.split())
    if not 0 < len(said) <= LONGEST_TITLE:
        raise Refusal("draft.title", "title")
    made = new_id()
    append_draft(made, said, find_ready(), actor.subject)
    return made


def load_draft(actor: Actor, draft_id: str) -> Draft:
    """A draft. Refusals: "draft.unknown", policy."""
    check_may(actor, "standard.see")
    found = find_draft(draft_id)
    if found is None:
        raise Refusal("draft.unknown", "draft")
    return found


def save_text(actor: Actor, draft_id: str, path: str, seen: int, text: str) -> int:
    """Save a file of a draft; answers the version it now has. seen: the version it was written on, 0 for the base's.

    What is already saved word for word is not saved again. Refusals: "draft.overtaken" (with the version somebody else saved),
    "draft.path", "draft.too_large", "life.closed", policy.
    """
    check_may(actor, "standard.edit")
    draft = _load_open(actor, draft_id)
    if not _PATH.fullmatch(path) or len(path) > 200:
        raise Refusal("draft.path", "path")
    clean = text.replace("\r\n", "\n")
    if len(clean.encode()) > LARGEST * 1024:
        raise Refusal("draft.too_large", "text", most=LARGEST)
    saved = find_saved(draft_id).get(path)
    if clean == (saved.text if saved else load_bundle_texts(draft.base).get(path)):
        return saved.version if saved else 0
    try:
        return append_text(draft_id, path, seen, clean, actor.subject)
    except LostRace:
        newest = find_saved(draft_id)[path]
        raise Refusal("draft.overtaken", "text", version=newest.version) from None


@dataclass(frozen=True, slots=True)
class DraftFiles:
    """A draft with its base's texts and what was saved over them."""

    draft: Draft
    base: Mapping[str, str]
    saved: Mapping[str, SavedText]

    @property
    def texts(self) -> Mapping[str, str]:
        """Every file as it is now."""
        return {**self.base, **{path: one.text for path, one in self.saved.items()}}

    @property
    def changed(self) -> tuple[str, ...]:
        """Files that differ from the base."""
        return tuple(path for path, one in self.saved.items() if one.text != self.base.get(path))

    @property
    def touched(self) -> Touched:
        """The themes that the changed files are about."""
        return find_touched(self.changed, self.texts)

    def version(self, path: str) -> int:
        """The version of a file that is shown now; 0 for the base's."""
        return self.saved[path].version if path in self.saved else 0


def load_draft_files(actor: Actor, draft_id: str) -> DraftFiles:
    """A draft with all its files. Refusals as `load_draft`."""
    draft = load_draft(actor, draft_id)
    return DraftFiles(draft, load_bundle_texts(draft.base), find_saved(draft_id))


def load_draft_texts(draft_id: str, base: str) -> dict[str, str]:
    """Every file of a draft as it is saved now: the base's, and over them the draft's own."""
    return {**load_bundle_texts(base), **{path: saved.text for path, saved in find_saved(draft_id).items()}}


def find_changed(draft: Draft) -> Mapping[str, SavedText]:
    """Files of a draft that differ from its base, by path."""
    base = load_bundle_texts(draft.base)
    return {path: saved for path, saved in find_saved(draft.id).items() if saved.text != base.get(path)}


def find_both(draft: Draft, online: str) -> tuple[str, ...]:
    """Files that both the draft and the bundle now online changed since the draft began."""
    before, after = load_bundle_texts(draft.base), load_bundle_texts(online)
    return tuple(path for path in find_changed(draft) if before.get(path) != after.get(path))


def follow_online(actor: Actor, draft_id: str, *, seen: bool) -> None:
    """Put a draft on top of what is online now. seen: the person has looked at files that both changed, and the draft's count.

    Refusals: "draft.both" naming them, "life.closed", policy.
    """
    check_may(actor, "standard.edit")
    draft, online = _load_open(actor, draft_id), find_ready()
    both = find_both(draft, online)
    if both and not seen:
        raise Refusal("draft.both", "base", files="、".join(both))
    apply_base(draft_id, draft.base, online)


def load_versions(actor: Actor, draft_id: str, path: str) -> tuple[SavedText, ...]:
    """Every saved version of a file, the newest first."""
    load_draft(actor, draft_id)
    return find_versions(draft_id, path)


def load_shown(actor: Actor, files: DraftFiles, path: str, which: str) -> str:
    """A text of one file: of a saved version by its number, "0" as the draft began, "online" as it serves now. Refusal("draft.unknown")."""
    if which == "online":
        texts = load_bundle_texts(find_ready())
        return texts.get(path, "")
    if which in ("", "0") and path in files.base:
        return files.base[path]
    found = next((one for one in load_versions(actor, files.draft.id, path) if str(one.version) == which), None)
    if found is None:
        raise Refusal("draft.unknown", "version")
    return found.text


def load_online_texts() -> Mapping[str, str]:
    """Every file of the standard that serves the province now."""
    return load_bundle_texts(find_ready())


def close_draft(actor: Actor, draft_id: str) -> None:
    """Give a draft up. Its texts stay."""
    check_may(actor, "standard.edit")
    _load_open(actor, draft_id)
    apply_closed(draft_id=draft_id)


def _load_open(actor: Actor, draft_id: str) -> Draft:
    draft = load_draft(actor, draft_id)
    if draft.closed_at is not None:
        raise Refusal("life.closed", "draft")
    return draft
