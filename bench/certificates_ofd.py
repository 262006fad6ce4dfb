"""Certificates as OFD, rendered and sealed one after the other; Django is set up by whoever calls, no database is asked.

Every certificate differs in its values. Measured apart: rendering, sealing (SES by SM2), and verifying what came out.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from shuangquan.actions.making_seals import MAKER, make_instrument
from shuangquan.actions.setting_seals import PROVIDER, say_time
from shuangquan.connectors.authority.builtin import BuiltinAuthority
from shuangquan.connectors.seal.sandbox import SandboxSeal
from shuangquan.connectors.seal.sm2 import verify_message
from shuangquan.core.credentials.der import write_pair
from shuangquan.core.credentials.payload import Line, Payload
from shuangquan.core.credentials.ses import encode_stamp, encode_to_sign
from shuangquan.core.credentials.sm2_trust import Trust, read_trust
from shuangquan.core.credentials.stamps import judge_stamp
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.text import Text
from shuangquan.papers.layout import Printed
from shuangquan.papers.ofd.checking import check_references, check_spelling, find_signatures
from shuangquan.papers.ofd.package import read_package, write_package
from shuangquan.papers.ofd.sealing import assemble, prepare_seal
from shuangquan.papers.ofd_certificate import find_seal_place, write_certificate
from shuangquan.papers.seal_picture import render_seal_picture
from shuangquan.records.seals import StoredSeal

PASSPHRASE = "a passphrase of the bench only"
WARM = 5
"""Certificates that do not count: typefaces are read once."""
LABELS = ("姓名", "性别", "出生日期", "公民身份号码", "住址", "签发机构", "编号", "备注")


def make_payload(nth: int, identifier: str = "") -> Payload:
    """The certificate number `nth`: eight fields, one of them long."""
    values = (
        f"示例{nth}",
        "女",
        "2026年11月20日",
        f"37990020261120{nth % 10000:04d}",
        f"示例市示例街道槐安巷 {nth} 号 2 单元 101",
        "示例局",
        f"N{nth:08d}",
        "无",
    )
    lines = tuple(Line(f"f{at}", Text(label, label), value, "text") for at, (label, value) in enumerate(zip(LABELS, values, strict=True)))
    identifier = identifier or f"1.2.156.3005.2.11379900000000000A001.11379900000000000A.{nth:032X}.001.A"
    issuer, day = Text("示例市示例局", "A body"), "2026-11-24"
    return Payload(
        identifier, "sample", Text("示例证书", "A sample"), f"N{nth:08d}", "11379900000000000A", issuer, "379900", values[0],
        lines, day, day, "2031-11-23", "certificate", sample=True,
    )  # fmt: skip


class Press:
    """A seal in a folder of its own, and what it does to certificates."""

    def __init__(self, folder: Path) -> None:
        self.at = datetime.fromtimestamp(time.time(), UTC).replace(microsecond=0)
        authority = BuiltinAuthority(folder / "authority", PASSPHRASE, lambda: self.at)
        self.port = SandboxSeal(folder / "keys.json", PASSPHRASE, (MAKER, "issuer"))
        picture = render_seal_picture("示例市示例局", "电子证照专用章", 40, sample=True)
        wanted = StoredSeal(
            "37990000000001", "department", "sample", "379900", "示例市示例局", "电子证照专用章", "seal-1", 40, picture, self.at
        )
        self.seal = make_instrument(wanted, self.at, self.port, authority)
        self.trust: Trust = read_trust(authority.find_roots(), (authority.find_list(),))

    def render(self, nth: int) -> dict[str, bytes]:
        """The files of a certificate, its payload signed beforehand as when it was issued."""
        payload = make_payload(nth)
        made = self.port.sign(payload.signed_bytes(), "issuer")
        return write_certificate(Printed(payload, f"https://example.org/v/{nth:032d}", made.value, made.key_id))

    def stamp(self, files: dict[str, bytes]) -> bytes:
        """Its package under the seal."""
        prepared = prepare_seal(files, self.seal.der, find_seal_place(), say_time(self.at), sm3, PROVIDER)
        to_sign = encode_to_sign(self.seal.der, self.at, prepared.digest, prepared.property)
        value = write_pair(self.port.sign(to_sign, self.seal.key).value)
        return write_package(assemble(prepared, encode_stamp(to_sign, self.seal.certificate, value)))

    def verify(self, data: bytes) -> None:
        """As an offline verifier does. Refusal or OfdError when it does not stand."""
        package = read_package(data)
        found = find_signatures(package.files, sm3)
        judge_stamp(found[0].value, found[0].digest, f"/{found[0].place}", self.trust, verify_message, self.at)
        check_references(package.files, found, 0, sm3)
        check_spelling(package, found)


def measure_ofd(count: int) -> dict[str, Any]:
    """Milliseconds of `count` certificates: rendering with sealing, sealing alone, verifying; bytes of the last."""
    with tempfile.TemporaryDirectory(prefix="bench-ofd-") as folder:
        press = Press(Path(folder))
        for nth in range(WARM):
            press.verify(press.stamp(press.render(nth)))
        rendering, sealing, verifying = [], [], []
        data = b""
        for nth in range(WARM, WARM + count):
            files, took = timed(partial(press.render, nth))
            rendering.append(took)
            data, took = timed(partial(press.stamp, files))
            sealing.append(took)
            _, took = timed(partial(press.verify, data))
            verifying.append(took)
    whole = [one + two for one, two in zip(rendering, sealing, strict=True)]
    return {"count": count, "bytes": len(data), "whole ms": spread(whole), "sealing ms": spread(sealing), "verifying ms": spread(verifying)}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """(what came of it, milliseconds)."""
    started = time.perf_counter()
    done = work()
    return done, (time.perf_counter() - started) * 1000


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and the worst."""
    ordered = sorted(values)
    return {"p50": round(statistics.median(ordered), 2), "p95": round(ordered[int(len(ordered) * 0.95)], 2), "max": round(ordered[-1], 2)}
