"""One trace from the click to the certificate; and neither spans nor metrics hold a value."""

import asyncio
import json
from collections.abc import Awaitable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from sandbox.running import Running
from shuangquan.actions.acting import acting_system
from shuangquan.actions.doctor import find_ailments
from shuangquan.core.words.errors import Refusal
from shuangquan.jobs.app import JOBS, _wrap, load_jobs
from shuangquan.queries.traces import find_trace
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.correlation import correlated, find_trace_id, spanning
from shuangquan.site.metrics import metrics_token
from shuangquan.site.telemetry import ATTRIBUTES, JsonSpans, NamedByCorrelation, Scrubbed
from tests.chain.conftest import People
from tests.chain.test_chain import whole
from tests.house.test_no_values import find_leaks, find_values


@pytest.fixture(scope="module")
def provider() -> TracerProvider:
    """OpenTelemetry takes one provider a process."""
    made = TracerProvider(id_generator=NamedByCorrelation())
    trace.set_tracer_provider(made)
    return made


@pytest.fixture
def spans(provider: TracerProvider, tmp_path: Path) -> Iterator[InMemorySpanExporter]:
    kept = InMemorySpanExporter()
    processors = [SimpleSpanProcessor(Scrubbed(kept)), SimpleSpanProcessor(Scrubbed(JsonSpans(tmp_path / "traces" / "a.jsonl", "test")))]
    for processor in processors:
        provider.add_span_processor(processor)
    yield kept
    provider._active_span_processor._span_processors = ()
    for processor in processors:
        processor.shutdown()


def read_jobs() -> list[tuple[int, str, dict[str, Any]]]:
    """What waits in the queue: id, name, arguments."""
    with connection.cursor() as cursor:
        cursor.execute("select id, task_name, args from procrastinate_jobs where status = 'todo' order by id")
        return [(number, name, args if isinstance(args, dict) else json.loads(args)) for number, name, args in cursor.fetchall()]


def work_jobs(done: set[int]) -> int:
    """Be the worker: run every job of a case that waits, with the arguments it was enqueued with."""
    count = 0
    for number, name, args in read_jobs():
        if number not in done and name == "case.run":
            done.add(number)
            count += 1
            outcome = _wrap(JOBS[name])(**args)
            assert outcome is not None
            with ThreadPoolExecutor(1) as apart:  # journeys leave a loop running in this thread
                apart.submit(copy_context().run, asyncio.run, _finish(outcome)).result()
    return count


async def _finish(outcome: Awaitable[None]) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    await outcome
    await asyncio.to_thread(connections.close_all)  # the one thread that worked


def press(client: Client, journey_case: str, index: bytes) -> str:
    """The click: submit over HTTP; answers the correlation id it was given."""
    session = client.session
    session["citizen"] = {"index": index.hex(), "level": 4}
    session.save()
    answer = client.post(f"/case/{journey_case}/finish", {"key": journey_case.replace("-", "")})
    assert answer.status_code in (302, 303)
    return str(answer["X-Request-ID"])


def test_one_trace_from_the_click_to_the_certificate(
    people: People, client: Client, spans: InMemorySpanExporter, tmp_path: Path, settings: Any
) -> None:
    load_jobs()
    journey = whole(people, "married-town", follows="mother")
    spans.clear()
    name = press(client, journey.case, journey.citizen.index)
    done: set[int] = set()
    for _ in range(20):
        if not work_jobs(done):
            break
    assert len(journey.look().case.certificates) == 4
    found = [span for span in spans.get_finished_spans() if span.context.trace_id == find_trace_id(name)]
    names = [span.name for span in found]
    assert any(one.startswith("POST ") and one.endswith("/finish") for one in names)
    assert "job case.run" in names
    assert any(one.startswith("call ") for one in names)
    assert names.count("seal") == 4
    assert sum(int(str((span.attributes or {}).get("certificates", 0))) for span in found if span.name == "case.append") == 4
    ids = {span.context.span_id for span in found}
    roots = [span for span in found if span.parent is None]
    assert len(roots) == 1, "everything else hangs below the click"
    assert all(span.parent.span_id in ids for span in found if span.parent is not None)
    settings.HOME = tmp_path
    for what in (name, journey.case, journey.look().stored.row.number or ""):
        rows = [row for row in find_trace(what) if row.trace == name]
        assert len(rows) == len(found)
        assert rows[0].depth == 0
        assert max(row.depth for row in rows) >= 2
    with pytest.raises(Refusal, match=r"trace\.unknown"):
        find_trace("0" * 31 + "1")


def test_neither_spans_nor_metrics_hold_a_value(people: People, client: Client, spans: InMemorySpanExporter, tmp_path: Path) -> None:
    load_jobs()
    journey = whole(people, "married-town", follows="mother", name="林小满")
    press(client, journey.case, journey.citizen.index)
    done: set[int] = set()
    while work_jobs(done):
        pass
    with acting_system():
        tokens = [made.token for made in find_certificates_of_case(journey.case)]
    assert len(tokens) == 4
    for token in tokens:
        assert client.get(f"/v/{token}").status_code == 200
        client.get(f"/nowhere/{token}")
    values = find_values(journey.case) | dict.fromkeys(tokens, "a certificate's link") | {journey.case: "the case's id"}
    assert len(values) > 15
    counted = client.get("/metrics", headers={"Authorization": f"Bearer {metrics_token()}"}).content.decode()
    assert 'shuangquan_certificates_issued_total{type="' in counted
    assert "shuangquan_jobs{" in counted
    assert not find_leaks(values, counted)
    written = (tmp_path / "traces" / "a.jsonl").read_text()
    assert len(written.splitlines()) > 30
    assert not find_leaks(values, written)


def test_a_span_keeps_codes_only(spans: InMemorySpanExporter) -> None:
    def fall() -> None:
        with spanning("outer", job="case.run", holder="林小满"):
            raise ValueError("林小满 379900199504120025")

    with correlated("from-a-proxy"), pytest.raises(ValueError, match="林小满"):
        fall()
    (span,) = spans.get_finished_spans()
    assert isinstance(span, ReadableSpan)
    assert dict(span.attributes or {}) == {"job": "case.run", "error": "ValueError"}
    assert not span.events
    assert span.status.description is None
    assert span.context.trace_id == find_trace_id("from-a-proxy")
    assert "holder" not in ATTRIBUTES


def test_metrics_are_for_the_holder_of_the_token(db: None, client: Client) -> None:
    for given in ("", "Bearer ", "Bearer wrong", f"Basic {metrics_token()}"):
        refused = client.get("/metrics", headers={"Authorization": given})
        assert refused.status_code == 401
        assert "shuangquan_" not in refused.content.decode()


def test_the_doctor_asks_everybody(platform: Running) -> None:
    found = {one.what: one for one in find_ailments()}
    assert {"数据库", "时钟", "编译", "印章", "排版", "读材料", "队列", "事件链", "统一身份认证", "缴费", "寄递"} <= set(found)
    assert [one for one in found.values() if not one.good] == []
    assert sum(what.endswith("·数据") for what in found) > 3
    assert sum(what.endswith("·办件") for what in found) >= 1


def test_the_doctor_names_who_is_down(platform: Running) -> None:
    platform.control("police", {"mode": "down"})
    ill = [one for one in find_ailments() if not one.good]
    assert [one.what for one in ill] == ["公安·数据", "公安·办件"]
    assert all(one.say == "Fault: police: unavailable" for one in ill)
