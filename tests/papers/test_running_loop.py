"""PDFs are signed and verified also where an event loop runs in the thread: a browser test keeps one, and so may a server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.certificates_pdf import AT, make_payload

from shuangquan.connectors.seal.p256 import sign_p256, verify_p256
from shuangquan.connectors.seal.p256_authority import open_signer
from shuangquan.connectors.seal.paths import check_path
from shuangquan.core.credentials.pades import read_pades
from shuangquan.papers.certificate import render_certificate
from shuangquan.papers.pades import Hand, PadesSigner


def sign_and_check(folder: Path) -> str:
    key = open_signer(folder / "pades-keys.pem", "a passphrase for tests")
    signer = PadesSigner(Hand("双全", key.chain, lambda message: sign_p256(key.key, message)))
    data = signer.render_signed(render_certificate(make_payload(1), "https://example.org/v/x", bytes(64), "demo"), AT)
    return check_path(read_pades(data, verify_p256).chain, key.chain[-1:], (), AT)


def test_with_and_without_a_loop(tmp_path: Path) -> None:
    async def within() -> str:
        return sign_and_check(tmp_path)

    with ThreadPoolExecutor(1) as apart:  # this thread may have a loop of the browser tests' already
        assert apart.submit(lambda: asyncio.run(within())).result() == sign_and_check(tmp_path)
