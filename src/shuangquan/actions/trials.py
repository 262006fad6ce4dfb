"""Questions about standards that only a worker can answer, since it loads the solver: asked here, worked in actions/trying.py.

A question is plain JSON: its kind, and either a kept bundle or a draft by the exact versions of its files. So an answer is never about
another text than the one that was asked about.
"""

from collections.abc import Mapping
from typing import Any

from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.records.changes import JobRow
from shuangquan.records.drafts import Draft, SavedText
from shuangquan.records.queue import enqueue_now
from shuangquan.records.trials import AskedTrial, append_trial, find_trial

CHECK, FIGURES, EXAMPLES, PLAN, DIFFERENCES = "check", "figures", "examples", "plan", "differences"
Question = Mapping[str, Any]


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
        enqueue_now(JobRow("standard.try", {"trial": name}, key=f"trial:{name}"))
    return found


def find_asked(name: str) -> AskedTrial | None:
    """A question asked before, by its name."""
    return find_trial(name)
