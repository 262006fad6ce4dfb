"""Questions about standards that only a worker can answer, since it loads the solver: asked here, worked in actions/trying.py.

A question is plain JSON: its kind, and either a kept bundle or a draft by the exact versions of its files. So an answer is never about
another text than the one that was asked about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.records.changes import JobRow
from shuangquan.records.drafts import Draft, SavedText
from shuangquan.records.queue import enqueue_now
from shuangquan.records.trials import AskedTrial, append_trial, find_trial

CHECK, QUICK, FIGURES, EXAMPLES, PLAN = "check", "quick", "figures", "examples", "plan"
DIFFERENCES, COUNTED, SIMULATE, INSTANT, HINDSIGHT = "differences", "counted", "simulate", "instant", "hindsight"
LONG = frozenset({CHECK, COUNTED, EXAMPLES, FIGURES, HINDSIGHT, INSTANT, SIMULATE})
"""What takes a worker many seconds."""
Question = Mapping[str, Any]
MOST_ARRIVALS, MOST_STAFF = 200, 50
"""More cases a day than this keep a worker busy for minutes."""


@dataclass(frozen=True, slots=True)
class Load:
    """Under what a standard is tried: cases a working day and theme, officers in each department."""

    arrivals: int
    staff: int


USUAL = Load(20, 2)
"""What every version is tried under before it is signed. Guesses (U): whoever knows better tries it under their own."""


def find_load(arrivals: int, staff: int) -> Load:
    """A load within what a worker can do."""
    return Load(min(max(arrivals, 1), MOST_ARRIVALS), min(max(staff, 1), MOST_STAFF))


def ask_of_bundle(kind: str, bundle: str, **more: Any) -> Question:
    """A question about a bundle that is kept."""
    return {"kind": kind, "bundle": bundle, **more}


def ask_of_draft(kind: str, draft: Draft, saved: Mapping[str, SavedText], **more: Any) -> Question:
    """A question about a draft as it is saved now."""
    versions = {path: text.version for path, text in saved.items()}
    return {"kind": kind, "draft": draft.id, "base": draft.base, "versions": versions, **more}


def find_trial_id(question: Question) -> str:
    """The question's name: SM3 of its canonical JSON."""
    return sm3_hex(canonical_bytes(question))


def ask(question: Question) -> AskedTrial:
    """The question with its answer, or without one while a worker is at it. Asking again costs nothing, and wakes one that was lost."""
    name = find_trial_id(question)
    found = find_trial(name)
    if found is None:
        append_trial(name, question)
        found = find_trial(name)
        assert found is not None
    if found.answer is None:
        enqueue_now(JobRow("standard.try", {"trial": name}, key=f"trial:{name}", lock=find_lock(question)))
    return found


def find_lock(question: Question) -> str | None:
    """One long question about one draft or bundle is worked at a time, so that quick ones and people's own matters are not kept waiting."""
    return f"trial:{question.get('draft') or question['bundle']}" if question["kind"] in LONG else None


@dataclass(frozen=True, slots=True)
class Two:
    """Two answers about one text, the quick one first; the long one is only asked for once the quick one is there. None: under way."""

    quick: Mapping[str, Any] | None
    whole: Mapping[str, Any] | None


def ask_check(draft: Draft, saved: Mapping[str, SavedText]) -> Two:
    """What is wrong with a draft: with the themes it changes, then with everything, examples walked."""
    return _ask_two(ask_of_draft(QUICK, draft, saved), ask_of_draft(CHECK, draft, saved))


def ask_changes(draft: Draft, saved: Mapping[str, SavedText], old: str) -> Two:
    """What a draft changes against a bundle: what is written otherwise, then what it comes to in figures."""
    return _ask_two(ask_of_draft(DIFFERENCES, draft, saved, old=old), ask_of_draft(COUNTED, draft, saved, old=old))


def ask_changes_of(bundle: str, old: str) -> Two:
    """As `ask_changes`, of a bundle that is kept."""
    return _ask_two(ask_of_bundle(DIFFERENCES, bundle, old=old), ask_of_bundle(COUNTED, bundle, old=old))


def _ask_two(quick: Question, whole: Question) -> Two:
    first = ask(quick).answer
    return Two(first, None if first is None else ask(whole).answer)


def find_asked(name: str) -> AskedTrial | None:
    """A question asked before, by its name."""
    return find_trial(name)
