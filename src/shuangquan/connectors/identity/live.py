"""The live side: the provincial identity provider over TLS; its redirect address is registered there by hand."""

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.identity.wire import Client, IdentityWire


class LiveIdentity(IdentityWire):
    """The identity provider. ValueError for an issuer that is not https or is this machine."""

    def __init__(self, issuer: str, client: Client, limits: Limits, hooks: Hooks, trial: Trial | None = None) -> None:
        address = check_live(issuer, trial)
        super().__init__(address, Guard(address, limits, hooks), client, hooks)
