"""A timestamp (RFC 3161) over a signature, by pyHanko; the authority is asked through a callable."""

import hashlib
from collections.abc import Callable

from shuangquan.papers.pades import Stamper, finish


def render_stamp(signature: bytes, stamp: Callable[[bytes], bytes]) -> bytes:
    """The token (DER of a CMS ContentInfo) over `signature`. stamp: request → response, both DER. Fault as it raises it."""
    asked = Stamper(stamp).async_timestamp(hashlib.sha256(signature).digest(), "sha256")
    made: bytes = finish(asked).dump()
    return made
