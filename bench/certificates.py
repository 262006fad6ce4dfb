"""`python -m bench.certificates [--times N] [--json]`: issuing beside the library's bare signatures in one run, and rendering.

Issuing is everything up to the database: the identifier with its check character, the payload's canonical bytes, the issuer's SM2
signature, the digest, the encryption under a key of its own, the blind index of the holder. By turns with bare `sm2_sign_sm3_digest`.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django
from gmssl_pyx import sm2_sign_sm3_digest

from bench.measures import Measure, print_measures, tell

TURNS = 7
BATCH = 400
LEAST = 0.5
MOST_MS = 200.0
TYPE, ISSUER = "11379900MB000000XA001", "11379900MB000000XA"


def main() -> int:
    """Measure once and print; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=200, help="files rendered of each format")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    _set_up()
    with tempfile.TemporaryDirectory(prefix="bench-certificates-") as folder:
        measures = [*_measure_issuing(Path(folder)), *_measure_files(given.times, Path(folder))]
    return print_measures(measures, as_json=given.json)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangquan.site.settings")
    os.environ.setdefault("SHUANGQUAN_LOG", "ERROR")
    os.environ.setdefault("SHUANGQUAN_MODE", "test")
    django.setup()


def _measure_issuing(folder: Path) -> Iterator[Measure]:
    issue, sign = _make_issuing(folder), _make_signing()
    ratios, rates = [], []
    for turn in range(TURNS + 1):
        ours, theirs = _rate(issue, turn), _rate(sign, turn)
        if turn:  # the first warms up
            ratios.append(ours / theirs)
            rates.append(ours)
    yield tell("issued certificates beside bare library signatures", statistics.median(ratios), "x", LEAST, least=True)
    yield tell("issued certificates", statistics.median(rates), "/s")


def _rate(work: Callable[[int], object], turn: int) -> float:
    began = time.perf_counter()
    for nth in range(BATCH):
        work(turn * BATCH + nth)
    return BATCH / (time.perf_counter() - began)


def _make_issuing(folder: Path) -> Callable[[int], object]:
    from bench.certificates_ofd import PASSPHRASE, make_payload  # noqa: PLC0415 — needs Django set up
    from shuangquan.connectors.seal.sandbox import SandboxSeal  # noqa: PLC0415
    from shuangquan.core.credentials.identifier import check_identifier, render_identifier  # noqa: PLC0415
    from shuangquan.core.words.canonical import sm3  # noqa: PLC0415
    from shuangquan.records.certificates import make_lookup  # noqa: PLC0415
    from shuangquan.records.rows import certificate_place  # noqa: PLC0415
    from shuangquan.records.vault import blind_index, seal_alone  # noqa: PLC0415

    seal = SandboxSeal(folder / "keys.json", PASSPHRASE, ("issuer",))

    def issue(nth: int) -> object:
        payload = make_payload(nth, render_identifier(TYPE, ISSUER, f"{nth:032X}"))
        data = payload.signed_bytes()
        made = seal.sign(data, "issuer")
        sealed = seal_alone(data, certificate_place(str(nth)))
        return made, sm3(data), sealed, make_lookup(payload.number, payload.holder), blind_index("id_number", payload.lines[3].value)

    check_identifier(render_identifier(TYPE, ISSUER, "0"))
    return issue


def _make_signing() -> Callable[[int], object]:
    from shuangquan.connectors.seal.sm2 import compute_e, make_key  # noqa: PLC0415 — beside the others

    private, public = make_key()
    digest = compute_e(public, b"x" * 1500)
    return lambda _nth: sm2_sign_sm3_digest(private, digest)


def _measure_files(times: int, folder: Path) -> Iterator[Measure]:
    from bench.certificates_ofd import measure_ofd  # noqa: PLC0415 — needs Django set up
    from bench.certificates_pdf import run  # noqa: PLC0415

    apart = folder / "pdf"
    apart.mkdir()
    pdf = run(times, apart)
    yield tell("PDF rendered and signed (PAdES), p95", pdf["render and seal"]["p95"], "ms", MOST_MS)
    yield tell("annotated copy rendered and signed, p95", pdf["annotated copy"]["p95"], "ms", MOST_MS)
    yield tell("PDF verified, p95", pdf["verify"]["p95"], "ms")
    ofd = measure_ofd(times)
    yield tell("OFD rendered and sealed (GB/T 38540), p95", ofd["whole ms"]["p95"], "ms", MOST_MS)
    yield tell("OFD verified, p95", ofd["verifying ms"]["p95"], "ms")


if __name__ == "__main__":
    sys.exit(main())
