"""The runs, in order: block-numbered chains over HTTP, their layers, the raw statement, the police's answer, the form, compiling."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from bench.drafts import prepare
from bench.ground import ROOT, Ground, wait_for
from bench.items import measure_items
from bench.layers import measure_gather, measure_layers
from bench.load import press
from bench.pages import measure_compile, measure_form
from bench.raw import count_rows, find_closed, measure_raw
from bench.starting import serving
from shuangquan.actions.acting import acting_system
from shuangquan.actions.approvals import ship_approvals
from shuangquan.actions.checking import load_folder
from shuangquan.actions.compiling import compile_beforehand
from shuangquan.actions.loading import load
from shuangquan.actions.plans import plan_key
from shuangquan.actions.standards import put_online
from shuangquan.core.standard.load import load_bundle
from shuangquan.records.backlog import find_backlog
from shuangquan.records.plans import append_bundle
from shuangquan.site.solving import allow, load_standards
from shuangquan.site.wiring import make_seal, wire

THEME = "newborn"
CONNECTIONS = 8
PROFILED = 65
CROWDED = 8
WAIT = 180.0


def run_all(ground: Ground, chains: int, say: Callable[[str], None]) -> dict[str, Any]:
    """All figures. `say` tells how far it is."""
    load_unchecked(Path(settings.STANDARDS))
    wire()
    home = Path(settings.HOME)
    people = ground.people
    figures: dict[str, Any] = {}
    say(f"preparing {chains + PROFILED} drafts, every item numbered from blocks")
    drafts = prepare(people[:chains], THEME)
    profiled, gather = measure_gather(people[chains : chains + PROFILED], THEME)
    with serving(ground, home, processes=2, workers=0):
        say("submitting over HTTP")
        press(ground.web, drafts[:20], CONNECTIONS)  # both processes warm
        block = press(ground.web, drafts[20:chains], CONNECTIONS)
    figures["block chains/s"] = block.rate
    figures["block latency ms"] = {f"p{int(100 * s)}": block.percentile(s) for s in (0.5, 0.95, 0.99)} | {"not taken": block.bad}
    figures["block ended"] = len(find_closed([d.case for d in drafts[20:chains]]))
    say("CPU by layer")
    figures["CPU ms a chain"] = {"gather": gather} | measure_layers(profiled)
    say("ever more items in one case")
    figures["items in one case ms"] = measure_items(ground, people[chains + PROFILED : chains + PROFILED + CROWDED])
    shape = count_rows(drafts[chains - 1].case)
    say("the same rows by one raw statement")
    figures["rows a chain"] = {name: shape[name] for name in ("events", "values", "tasks", "certificates")}
    figures["raw chains/s"] = measure_raw(shape, 2000, 2)
    figures["of raw"] = figures["block chains/s"] / figures["raw chains/s"]
    figures |= _with_departments(ground, chains, home, say)
    return figures


def load_unchecked(folder: Path) -> None:
    """Put standards online that the checker would not pass: nobody is really served by the block-numbered ones."""
    texts = load_folder(folder)
    bundle, _ = load_bundle(texts)
    assert bundle is not None
    append_bundle(bundle.hash, texts)
    put_online(bundle)
    ship_approvals(bundle)
    allow()
    compile_beforehand(bundle)
    make_seal(tuple(bundle.departments))


def _with_departments(ground: Ground, chains: int, home: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """The shipped standards: police, medical insurance and tax answer in their own time."""
    settings.STANDARDS = ROOT / "standards"
    load_standards()
    people = ground.people[chains + PROFILED + CROWDED :]
    say(f"preparing {chains // 2} drafts that departments decide")
    drafts = prepare(people[: chains // 2 + 5], THEME)
    figures: dict[str, Any] = {}
    with serving(ground, home, processes=1, workers=1):
        say("the form page")
        figures["form page KB gz"] = measure_form(ground.web, drafts[-1])
        press(ground.web, drafts[:4], CONNECTIONS)  # until the worker is up and warm
        _wait([d.case for d in drafts[:4]])
        say("working off the parcels and messages of the first part")
        wait_for(_is_idle, WAIT)
        say("submitting over HTTP, until the departments have answered")
        began = time.perf_counter()
        taken = press(ground.web, drafts[4:-1], CONNECTIONS)
        ended = _wait([d.case for d in drafts[4:-1]])
        seconds = time.perf_counter() - began
    figures["police chains/s"] = len(ended) / seconds
    figures["police submit ms"] = {f"p{int(100 * s)}": taken.percentile(s) for s in (0.5, 0.95, 0.99)} | {"not taken": taken.bad}
    ordered = sorted(ended)
    figures["police whole chain s"] = {f"p{int(100 * s)}": ordered[min(len(ordered) - 1, int(s * len(ordered)))] for s in (0.5, 0.95, 0.99)}
    with acting_system():
        case = load(drafts[0].case)
    key = plan_key(case.case.bundle, THEME, case.case.region, case.case.signed_in, dict(case.index.plan.situation), frozenset())
    figures["compile ms"] = measure_compile(key)
    return figures


def _is_idle() -> bool:
    with acting_system():
        found = find_backlog()
    return found.messages == 0 and not any(queue == "case" for queue, _, _ in found.jobs)


def _wait(cases: list[str]) -> list[float]:
    end = time.monotonic() + WAIT
    while True:
        ended = find_closed(cases)
        if len(ended) == len(cases) or time.monotonic() > end:
            return ended
        time.sleep(0.2)
