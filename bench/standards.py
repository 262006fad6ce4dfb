"""`python -m bench.standards [--themes 70]`: the checker and the compiler over many themes, the shipped ones and copies of them.

Prints seconds and CPU seconds, and each as a multiple of reading the same texts, which every machine does at its own pace.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.copies import make_many_standards
from shuangquan.actions.checking import check_texts
from shuangquan.actions.spreading import map_forked
from shuangquan.core.cases.index import index_plan
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import PROVINCE
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import compile_plan
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.plan_plain import plan_from_json, plan_to_json
from shuangquan.records.standards import load_texts


def main() -> int:
    """Measure once and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--themes", type=int, default=70)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        texts = load_texts(make_many_standards(Path(folder), given.themes))
    bundle, _ = load_bundle(texts)
    assert bundle is not None
    reading = _measure(lambda: load_bundle(texts))
    checking = _measure(lambda: check_texts(texts, by_theme=map_forked))
    plans: list[int] = []
    compiling = _measure(
        lambda: plans.extend(n for some in map_forked(lambda theme: _compile_all(bundle, theme), bundle.themes) for n in some)
    )
    print(
        f"{len(bundle.themes)} themes, {len(bundle.items)} items, {len(plans)} plans\n\n| | s | CPU s | of reading |\n|---|---:|---:|---:|"
    )
    for name, (wall, cpu) in {"read the texts": reading, "check all": checking, "compile all": compiling}.items():
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {cpu / reading[1]:.1f} |")
    shipped = next(iter(bundle.themes))
    print(f"\na stored plan, from its text to the index a case runs on: {1000 * _measure_load(bundle, shipped):.2f} ms (median)")
    return 0


def _measure(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of CPU in this process and those it started."""
    began, used = time.perf_counter(), _find_cpu()
    work()
    return time.perf_counter() - began, _find_cpu() - used


def _find_cpu() -> float:
    told = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in told)


def _compile_all(bundle: Bundle, theme: str) -> list[int]:
    """How many variables each plan of the theme has, for every region with an overlay, applicant and class."""
    regions = {str(overlay.region) for overlay in bundle.overlays.get(theme, ())} or {PROVINCE}
    ways = [(region, str(who)) for region in sorted(regions) for who in bundle.themes[theme].apply]
    cases = [(*way, one) for way in ways for one in (None, *enumerate_classes(bundle, theme, *way))]
    return [len(compile_plan(bundle, theme, region, one, frozenset(), who).vars) for region, who, one in cases]


def _measure_load(bundle: Bundle, theme: str) -> float:
    """Seconds from a plan's stored JSON to its index."""
    told = []
    for one in enumerate_classes(bundle, theme, PROVINCE)[:40]:
        stored = plan_to_json(compile_plan(bundle, theme, PROVINCE, one))
        began = time.perf_counter()
        index_plan(plan_from_json(stored))
        told.append(time.perf_counter() - began)
    return statistics.median(told)


if __name__ == "__main__":
    raise SystemExit(main())
