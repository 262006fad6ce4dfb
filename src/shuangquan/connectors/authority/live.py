"""The live side: a licensed authority over TLS. What the built-in authority made is refused."""

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.authority.port import DEMO, PARTY
from shuangquan.connectors.authority.wire import AuthorityWire
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.signing import AppKey, make_signer
from shuangquan.core.credentials.sm2_certificates import Certificate
from shuangquan.core.words.errors import Fault


class LiveAuthority(AuthorityWire):
    """A licensed authority. ValueError for an address that is not https or is this machine; Fault("demo") for a demo's certificate."""

    def __init__(self, address: str, app: AppKey, limits: Limits, hooks: Hooks, trial: Trial | None = None) -> None:
        super().__init__(Guard(check_live(address, trial), limits, hooks, make_signer(app, hooks)))
        self._takes_demo = trial is not None

    def check(self, held: Certificate) -> None:
        """Refuse what says it is a demo's."""
        if not self._takes_demo and any(DEMO.encode() in name for name in (held.subject, held.issuer)):
            raise Fault(PARTY, "demo", permanent=True)
