"""The record of every call of an outside party: gathered while a verb gathers, kept before it decides."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from shuangquan.connectors.guard import CallRecord
from shuangquan.core.words.actor import Actor
from shuangquan.records.calls import PartyCallRow, append_calls

_waiting: ContextVar[list[CallRecord] | None] = ContextVar("waiting", default=None)


def record_call(call: CallRecord) -> None:
    """The guard's recorder: kept at once, or with the others of the verb that gathers."""
    waiting = _waiting.get()
    if waiting is None:
        _keep([call], "")
    else:
        waiting.append(call)


@contextmanager
def collecting_calls(region: str, *, keep: bool = True) -> Iterator[None]:
    """Collect calls meanwhile, also those of threads that run in a copy of this context, and keep them together at the end.

    keep: False for looks that ask for nothing of anybody (is there an answer yet?); the answer itself is fetched and kept as a call.
    """
    calls: list[CallRecord] = []
    token = _waiting.set(calls)
    try:
        yield
    finally:
        _waiting.reset(token)
        if keep:
            _keep(calls, region)


def _keep(calls: Sequence[CallRecord], region: str) -> None:
    for subject in {call.actor for call in calls}:
        kind = "system" if subject in ("system", "") else "citizen"
        rows = tuple(_row(call) for call in calls if call.actor == subject)
        append_calls(Actor(kind, subject or "system", region or "37", "out"), rows, region or "37")


def _row(call: CallRecord) -> PartyCallRow:
    return PartyCallRow(
        call.at,
        call.party,
        call.source,
        call.case or None,
        call.item,
        call.purpose,
        call.key_names,
        call.field_names,
        call.outcome,
        call.ms,
    )
