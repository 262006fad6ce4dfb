"""What workers were asked about a bundle or a draft, and what they found. The same question is worked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shuangquan.records.clock import now
from shuangquan.records.models import Trial

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AskedTrial:
    """A question (plain JSON) and its answer; answer is None while nobody has worked it."""

    id: str
    question: Mapping[str, Any]
    asked_at: datetime
    answer: Mapping[str, Any] | None


def append_trial(trial_id: str, question: Mapping[str, Any]) -> bool:
    """Ask. False when the same was asked before."""
    _, made = Trial.objects.get_or_create(id=trial_id, defaults={"question": dict(question), "asked_at": now()})
    return made


def find_trial(trial_id: str) -> AskedTrial | None:
    """A question by its id, with its answer once there is one."""
    row = Trial.objects.filter(id=trial_id).first()
    return None if row is None else AskedTrial(row.id, row.question, row.asked_at, row.answer)


def apply_answer(trial_id: str, answer: Mapping[str, Any]) -> None:
    """Keep what was found."""
    Trial.objects.filter(id=trial_id).update(answer=dict(answer), done_at=now())


def apply_trial_sweep() -> int:
    """Drop what was asked long ago; answers how many."""
    count, _ = Trial.objects.filter(asked_at__lt=now() - KEPT).delete()
    return count
