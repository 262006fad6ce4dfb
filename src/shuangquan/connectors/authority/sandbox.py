"""The sandbox side: the built-in authority, whose certificates all say that they are a demo's."""

from pathlib import Path

from shuangquan.connectors.authority.builtin import BuiltinAuthority
from shuangquan.connectors.authority.port import PARTY, Request
from shuangquan.connectors.guard import Hooks


class SandboxAuthority:
    """The built-in authority in a folder. WrongStore when its key file cannot be used."""

    def __init__(self, folder: Path, passphrase: str, hooks: Hooks) -> None:
        self._held, self._hooks = BuiltinAuthority(folder, passphrase, hooks.now), hooks

    def issue_certificate(self, request: Request) -> bytes:
        """See AuthorityPort."""
        self._check_outside()
        return self._held.issue_certificate(request)

    def revoke_certificate(self, serial: int, reason: str) -> None:
        """See AuthorityPort."""
        self._check_outside()
        self._held.revoke_certificate(serial, reason)

    def find_list(self) -> bytes:
        """See AuthorityPort."""
        self._check_outside()
        return self._held.find_list()

    def find_roots(self) -> tuple[bytes, ...]:
        """See AuthorityPort."""
        self._check_outside()
        return self._held.find_roots()

    def _check_outside(self) -> None:
        """As the guard does for whoever is called over a wire."""
        if self._hooks.in_transaction():
            raise RuntimeError(f"a connector ({PARTY}) was called inside a database transaction")
