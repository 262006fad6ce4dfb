"""The wire of scanners: a gateway on the hall's network in front of all of them."""

import base64
import binascii
from urllib.parse import quote

from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.scanner.port import Scan
from shuangquan.connectors.shape import Reader, malformed, read_object

PARTY = "scanners"
MOST_BYTES = 12 * 2**20
"""An answer carries a file of up to 8 MiB as base64."""


class ScannerWire:
    """Scans over HTTP through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def scan(self, device: str, actor: str) -> Scan | None:
        """See ScannerPort."""
        about = About(PARTY, "scan", "", "", "take in a paper", actor, ("device",), ("content",))
        ask = Ask("POST", f"/scanners/v1/devices/{quote(device, safe='')}/scan", repeat=False, accept=frozenset({404}))
        return self.guard.send(about, ask, read_reply)


def read_reply(reply: Reply) -> Scan | None:
    """Parse what was scanned. Fault malformed."""
    if reply.status == 404:
        return None
    read = Reader(read_object(reply.body, PARTY), PARTY)
    try:
        content = base64.b64decode(read.text("content"), validate=True)
    except binascii.Error as error:
        raise malformed(PARTY) from error
    pages = read.whole("pages")
    if not content or pages < 1:
        raise malformed(PARTY)
    return Scan(content, pages)
