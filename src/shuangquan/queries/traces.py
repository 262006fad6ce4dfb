"""Spans that this installation's processes wrote (SHUANGQUAN_TRACES=file), read back as the tree of one trace."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from django.conf import settings

from shuangquan.core.words.errors import Refusal
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.correlation import find_trace_id
from shuangquan.records.models import Case, CaseEvent

_CASE_ID = re.compile("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
_NUMBER = re.compile(r"^SQ\d{22}$")


class Span(TypedDict):
    """A line as site/telemetry.py writes it. start: ns since 1970."""

    trace: str
    span: str
    parent: str
    name: str
    service: str
    start: int
    ms: float
    codes: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One span. depth: below how many others it hangs; start: ms since the trace began; codes: its attributes."""

    trace: str
    depth: int
    service: str
    name: str
    start: float
    ms: float
    codes: Mapping[str, str | int]


def find_trace(what: str) -> tuple[SpanRow, ...]:
    """The trace of a correlation id (a log line's, an event's, an answer's X-Request-ID), or the traces of a case by number or id.

    Refusal("trace.unknown") when none of the files holds any of it.
    """
    names = _find_correlations(what) or (what,)
    wanted = {f"{find_trace_id(name):032x}" for name in names}
    spans = [span for span in _read(settings.HOME / "traces") if span["trace"] in wanted]
    if not spans:
        raise Refusal("trace.unknown", "what")
    first = {trace: min(span["start"] for span in spans if span["trace"] == trace) for trace in wanted & {span["trace"] for span in spans}}
    return tuple(row for trace in sorted(first, key=lambda one: first[one]) for row in _tree([s for s in spans if s["trace"] == trace]))


def _find_correlations(what: str) -> tuple[str, ...]:
    """Of a case's events; empty for anything that is neither a case's id nor its number."""
    by = {"id": what} if _CASE_ID.match(what) else {"number": what} if _NUMBER.match(what) else None
    if by is None:
        return ()
    with enter_context(SYSTEM_CLAIMS):
        cases = Case.objects.filter(**by).values("id")
        return tuple(dict.fromkeys(CaseEvent.objects.filter(case_id__in=cases).values_list("correlation", flat=True)))


def _read(folder: Path) -> Iterator[Span]:
    for path in sorted(folder.glob("*.jsonl*")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):  # the last one may just be written
                    yield json.loads(line)


def _tree(spans: list[Span]) -> Iterator[SpanRow]:
    known = {span["span"] for span in spans}
    began = min(span["start"] for span in spans)
    waiting = [(span, 0) for span in sorted(spans, key=lambda one: -one["start"]) if span["parent"] not in known]
    while waiting:
        span, depth = waiting.pop()
        yield _row(span, depth, began)
        below = [one for one in spans if one["parent"] == span["span"]]
        waiting += [(one, depth + 1) for one in sorted(below, key=lambda one: -one["start"])]


def _row(span: Span, depth: int, began: int) -> SpanRow:
    return SpanRow(span["trace"], depth, span["service"], span["name"], (span["start"] - began) / 1e6, span["ms"], span["codes"])
