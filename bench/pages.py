"""The form page as a phone gets it: bytes on the wire (gzip) and time to answer; and what compiling costs."""

import gzip
import re
import statistics
import time

import httpx

from bench.drafts import Draft
from shuangquan.actions.plans import PlanKey
from shuangquan.actions.standards import load_bundle_of
from shuangquan.core.standard.compile import compile_plan
from shuangquan.core.standard.load import load_bundle
from shuangquan.records.plans import load_bundle_texts


def measure_form(address: str, draft: Draft, times: int = 30) -> dict[str, float]:
    """KB of the form page by kind, gzip, and the median milliseconds of its answer."""
    with httpx.Client(base_url=address, cookies={"session": draft.session}, trust_env=False, follow_redirects=True) as client:
        seconds = []
        for _ in range(times):
            began = time.perf_counter()
            page = client.get(f"/case/{draft.case}/form")
            seconds.append(time.perf_counter() - began)
        page.raise_for_status()
        if not page.url.path.endswith("/form"):
            message = f"the form page sent us to {page.url.path}: nothing to measure"
            raise RuntimeError(message)
        weights = {"html": len(gzip.compress(page.content, 6))}
        for name in dict.fromkeys(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page.text)):
            kind = name.rsplit(".", 1)[1]
            weights[kind] = weights.get(kind, 0) + len(gzip.compress(client.get(name).content, 6))
    return {**{kind: size / 1024 for kind, size in weights.items()}, "ms": 1000 * statistics.median(seconds)}


def measure_compile(key: PlanKey, times: int = 20) -> dict[str, float]:
    """Milliseconds to load the standards cold, to compile one class cold, and to find a compiled plan again in memory."""
    from shuangquan.actions.plans import find_index  # noqa: PLC0415 — measured here

    texts = load_bundle_texts(key.bundle)
    situation = dict(key.situation or ())
    loads, compiles, finds = [], [], []
    for _ in range(times):
        began = time.perf_counter()
        load_bundle(texts)
        loads.append(time.perf_counter() - began)
        began = time.perf_counter()
        compile_plan(load_bundle_of(key.bundle), key.theme, key.region, situation, frozenset(key.missing), key.signed_in)
        compiles.append(time.perf_counter() - began)
        began = time.perf_counter()
        find_index(key)
        finds.append(time.perf_counter() - began)
    return {"load": 1000 * statistics.median(loads), "cold": 1000 * statistics.median(compiles), "cached": 1000 * statistics.median(finds)}
