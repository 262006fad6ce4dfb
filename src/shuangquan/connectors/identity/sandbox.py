"""The sandbox side: registers its redirect address by itself before the first sign-in."""

from shuangquan.connectors.address import check_sandbox
from shuangquan.connectors.guard import About, Ask, Guard, Hooks, Limits
from shuangquan.connectors.identity.port import SignIn
from shuangquan.connectors.identity.wire import PARTY, Client, IdentityWire
from shuangquan.connectors.shape import write_object
from shuangquan.connectors.signing import AppKey, make_signer


class SandboxIdentity(IdentityWire):
    """The sandbox's provider. address: the sandbox's own; its issuer is below it. ValueError when not on loopback."""

    def __init__(self, address: str, client: Client, app: AppKey, limits: Limits, hooks: Hooks) -> None:
        checked = check_sandbox(address)
        issuer = f"{checked}/identity"
        super().__init__(issuer, Guard(issuer, limits, hooks), client, hooks)
        self._signed = Guard(checked, limits, hooks, make_signer(app, hooks))
        self._registered = False

    def begin(self, return_to: str, level: int = 3) -> SignIn:
        """As on the wire, the redirect address being known."""
        if not self._registered:
            body = write_object({"client_id": self.client.client_id, "redirect_uri": self.client.redirect_uri})
            ask = Ask("POST", "/identity/v1/redirects", body)
            self._signed.send(About(PARTY, "redirects", purpose="register"), ask, lambda _reply: None)
            self._registered = True
        return super().begin(return_to, level)
