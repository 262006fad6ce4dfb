"""The sandbox side: the same wire, and this machine may be called too, without TLS."""

from shuangquan.connectors.guard import Hooks, Limits
from shuangquan.connectors.hooks.wire import HooksWire, Where


class SandboxHooks(HooksWire):
    """Callback addresses of a demo's apps."""

    def __init__(self, limits: Limits, hooks: Hooks) -> None:
        super().__init__(Where(here=True), limits, hooks)
