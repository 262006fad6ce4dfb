"""PDFs that leave the house get their PAdES signature here; texts for codes get theirs."""

from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import SealPort
from shuangquan.core.credentials.presented import Presented, render_presented
from shuangquan.papers.pades import Addition, Hand, PadesSigner
from shuangquan.records.clock import now

NAME = "双全 Shuangquan"


_kept: list[tuple[SealPort, PadesSigner]] = []
"""The signer of the port that is bound: making one costs as much as a signature."""


def _find_signer() -> PadesSigner:
    seal = ports().seal
    if not _kept or _kept[0][0] is not seal:
        _kept[:] = [(seal, PadesSigner(Hand(NAME, seal.find_chain(), seal.sign_p256, seal.find_stamper())))]
    return _kept[0][1]


def seal_pdf(body: bytes, added: Addition | None = None) -> bytes:
    """The file as it leaves the house: certified by the platform, no change allowed. Fault("timestamp", …) when its authority fails."""
    return _find_signer().render_signed(body, now(), added)


def sign_shown(shown: Presented) -> str:
    """The text of a code, signed."""
    seal = ports().seal
    return render_presented(shown, seal.find_chain()[0], seal.sign_p256)
