"""Numbers of certificates: from leased blocks or pre-printed stock; never max+1, never inside the transaction that uses them."""

import logging
from collections import deque
from threading import Lock

from shuangquan.actions.standards import load_online
from shuangquan.core.words.errors import Refusal
from shuangquan.records.leases import lease_block
from shuangquan.records.stock import count_stock, take_blank

BLOCK = 200
"""Numbers a process leases at a time; those left when it ends stay unused, and the lease says so."""
LOW = 50
"""Blanks left at which a stock is low (ours)."""

_blocks: dict[str, deque[int]] = {}
_lock = Lock()
_log = logging.getLogger(__name__)


def find_series(issuer: str, certificate: str) -> str:
    """The name of a type's pre-printed stock."""
    return f"stock:{issuer}/{certificate}"


def take_number(issuer: str, certificate: str) -> str:
    """The next number of a certificate type of an issuer: of its stock as printed, where the standard says so; else its initial and nine
    digits. Fault("stock.empty") when stock has run out.
    """
    if is_stocked(certificate):
        series = find_series(issuer, certificate)
        number = take_blank(series)
        left = count_stock(series).left
        if left <= LOW:
            _log.warning("stock is low", extra={"event": "stock.low", "series": series, "left": left})
        return number
    series = f"{issuer}/{certificate}"
    with _lock:
        block = _blocks.setdefault(series, deque())
        if not block:
            block.extend(lease_block(series, BLOCK))
        return f"{certificate[0].upper()}{block.popleft():09d}"


def is_stocked(certificate: str) -> bool:
    """Whether certificates of this type are printed on numbered blanks, by the standard that serves."""
    try:
        form = load_online().certificates.get(certificate)
    except Refusal:  # none is online: nothing is issued either, but in tests of the parts
        return False
    return form is not None and form.numbering == "stock"
