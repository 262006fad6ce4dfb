"""Numbers of certificates, taken from blocks leased beforehand: never max+1, never inside the transaction that uses them."""

from collections import deque
from threading import Lock

from shuangquan.records.leases import lease_block

BLOCK = 200
"""Numbers a process leases at a time; those left when it ends stay unused, and the lease says so."""

_blocks: dict[str, deque[int]] = {}
_lock = Lock()


def take_number(issuer: str, certificate: str) -> str:
    """The next number of a certificate type of an issuer: its initial and nine digits. Fault("stock.empty") when stock has run out."""
    series = f"{issuer}/{certificate}"
    with _lock:
        block = _blocks.setdefault(series, deque())
        if not block:
            block.extend(lease_block(series, BLOCK))
        return f"{certificate[0].upper()}{block.popleft():09d}"
