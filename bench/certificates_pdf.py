"""`python -m bench.certificates_pdf [--times N] [--json]`: rendering and sealing a certificate's PDF, an annotated copy, and verifying.

No database and no network: a test authority in a temporary folder, real certificates of different holders, one process, warmed up first.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from shuangquan.connectors.seal.p256 import sign_p256, verify_p256
from shuangquan.connectors.seal.p256_authority import open_signer
from shuangquan.connectors.seal.paths import check_path
from shuangquan.core.credentials.pades import read_pades
from shuangquan.core.credentials.payload import Line, Payload
from shuangquan.core.credentials.use import NAME, Use, render_use
from shuangquan.core.words.text import Text
from shuangquan.papers.annotated import render_over
from shuangquan.papers.certificate import render_certificate
from shuangquan.papers.pades import Addition, Hand, PadesSigner, find_sizes

AT = datetime(2026, 11, 24, 2, 21, tzinfo=UTC)
GOAL_MS = 200.0
LABELS = ("姓名", "性别", "出生日期", "公民身份号码", "住址", "签发机关")


def make_payload(nth: int) -> Payload:
    """A certificate of six lines; every holder another."""
    holder, day = f"示例{nth:05d}", "2026-11-24"
    lines = tuple(Line(f"field{n}", Text(label), f"{label}{nth}", "text") for n, label in enumerate(LABELS))
    name, issuer, number = Text("居民身份证", "Resident identity card"), Text("示例市公安局", "Sample police"), f"N{nth}"
    layout = (day, day, "", "certificate", True)
    return Payload("1.2.156.3005.2.x", "sample", name, number, "11379900", issuer, "370783", holder, lines, *layout)


def measure(times: int, work: Callable[[int], object]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    for nth in range(3):
        work(nth)
    took = []
    for nth in range(times):
        began = time.perf_counter()
        work(nth)
        took.append(1000 * (time.perf_counter() - began))
    return {"median": statistics.median(took), "p95": statistics.quantiles(took, n=20)[-1]}


def run(times: int, folder: Path) -> dict[str, dict[str, float]]:
    """All figures."""
    key = open_signer(folder / "pades-keys.pem", "a passphrase of the bench")
    signer = PadesSigner(Hand("双全", key.chain, lambda message: sign_p256(key.key, message)))

    def render(nth: int) -> bytes:
        return render_certificate(make_payload(nth), f"https://zwfw.example/v/{nth:032d}", bytes(64), "demo")

    def copy(nth: int) -> bytes:
        body, use = render(nth), Use(f"JZ{nth}", "报名", "示例单位", AT.isoformat(), "2026-12-01")
        return signer.render_signed(body, AT, Addition(render_over(use, find_sizes(body)), NAME, render_use(use), "Use"))

    def verify(_: int) -> None:
        check_path(read_pades(sealed, verify_p256).chain, key.chain[-1:], (), AT)

    body = render(0)
    sealed = signer.render_signed(body, AT)
    return {
        "render": measure(times, render),
        "seal": measure(times, lambda nth: signer.render_signed(body, AT)),
        "render and seal": measure(times, lambda nth: signer.render_signed(render(nth), AT)),
        "annotated copy": measure(times, copy),
        "verify": measure(times, verify),
    }


def main() -> int:
    """Print the figures; exit code 1 when the goal for rendering and sealing is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(given.times, Path(folder))
    holds = figures["render and seal"]["p95"] < GOAL_MS
    if given.json:
        print(json.dumps({"times": given.times, "goal_ms": GOAL_MS, "holds": holds, "ms": figures}, indent=1))
    else:
        for name, one in figures.items():
            print(f"{name:18} median {one['median']:6.1f} ms   p95 {one['p95']:6.1f} ms")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
