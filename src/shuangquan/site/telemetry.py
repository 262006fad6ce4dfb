"""Traces and metrics of this process: where they go, and that nothing personal goes with them.

SHUANGQUAN_TRACES: off (default), file (JSON lines under `traces/` of the installation; what `up` sets) or otlp (to the collector that
OTEL_EXPORTER_OTLP_ENDPOINT names). What share is sampled is said by OpenTelemetry's own OTEL_TRACES_SAMPLER.
"""

import json
import logging
import logging.handlers
import os
from collections.abc import Sequence
from pathlib import Path

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import Status

from shuangquan.records.correlation import current_correlation, find_trace_id

ATTRIBUTES = frozenset(
    ("job", "method", "route", "status", "party", "source", "outcome", "error", "verb", "events", "certificates", "count", "issuer")
)
"""What a span may hold: names, codes and counts. Anything else is dropped rather than trusted, and so is the text of an exception."""
MOST_BYTES = 16 * 2**20
"""Of one process's file of spans; the one before it is kept beside it."""


class NamedByCorrelation(RandomIdGenerator):
    """A trace bears the correlation id of the click that began it, so that a log line or an event leads to it."""

    def generate_trace_id(self) -> int:
        """The trace of the correlation id at hand, or a random one."""
        name = current_correlation()
        return find_trace_id(name) if name else super().generate_trace_id()


class Scrubbed(SpanExporter):
    """Lets another exporter see spans without events, without texts of errors, and with the attributes of the list above only."""

    def __init__(self, inner: SpanExporter) -> None:
        self._inner = inner

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """What the inner one answers."""
        return self._inner.export([_scrub(span) for span in spans])

    def shutdown(self) -> None:
        """Close the inner one."""
        self._inner.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """What the inner one answers."""
        return self._inner.force_flush(timeout_millis)


class JsonSpans(SpanExporter):
    """Spans as JSON lines: trace, span, parent, name, kind, service, start (ns since 1970), ms, and the attributes under `codes`."""

    def __init__(self, path: Path, service: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._out = logging.handlers.RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", delay=True)
        self._service = service

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Written and flushed, a span a line."""
        for span in spans:
            self._out.emit(logging.makeLogRecord({"msg": json.dumps(self._line(span), ensure_ascii=False)}))
        return SpanExportResult.SUCCESS

    def shutdown(self) -> None:
        """Close the file."""
        self._out.close()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """True: every line is flushed as it is written."""
        return True

    def _line(self, span: ReadableSpan) -> dict[str, object]:
        start, end = span.start_time or 0, span.end_time or 0
        return {
            "trace": f"{span.context.trace_id:032x}",
            "span": f"{span.context.span_id:016x}",
            "parent": f"{span.parent.span_id:016x}" if span.parent else "",
            "name": span.name,
            "kind": span.kind.name.lower(),
            "service": self._service,
            "start": start,
            "ms": round((end - start) / 1e6, 3),
            "codes": dict(span.attributes or {}),
        }


def _scrub(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={name: value for name, value in (span.attributes or {}).items() if name in ATTRIBUTES},
        kind=span.kind,
        instrumentation_scope=span.instrumentation_scope,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
    )


def start_tracing(service: str, home: Path) -> None:
    """Trace this process from now on as SHUANGQUAN_TRACES says. ValueError when it says something else."""
    wanted = os.environ.get("SHUANGQUAN_TRACES", "off")
    if wanted == "off":
        return
    if wanted not in ("file", "otlp"):
        raise ValueError(f"SHUANGQUAN_TRACES must be off, file or otlp, not {wanted!r}")
    exporter = JsonSpans(home / "traces" / f"{service}-{os.getpid()}.jsonl", service) if wanted == "file" else OTLPSpanExporter()
    resource = Resource.create({"service.name": f"shuangquan-{service}"})
    provider = TracerProvider(id_generator=NamedByCorrelation(), resource=resource)
    provider.add_span_processor(BatchSpanProcessor(Scrubbed(exporter), schedule_delay_millis=1000))
    trace.set_tracer_provider(provider)
