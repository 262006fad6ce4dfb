"""The live side: callback addresses over TLS, on the open internet or in networks that the operator names."""

from collections.abc import Sequence
from dataclasses import replace

from shuangquan.connectors.address import Trial, read_networks
from shuangquan.connectors.guard import Hooks, Limits
from shuangquan.connectors.hooks.wire import HooksWire, Where


class LiveHooks(HooksWire):
    """Callback addresses of other machines. networks: in CIDR, e.g. 10.20.0.0/16. ValueError for what is no network."""

    def __init__(self, networks: Sequence[str], limits: Limits, hooks: Hooks, trial: Trial | None = None) -> None:
        where = Where(read_networks(networks))
        super().__init__(replace(where, here=True) if trial is not None else where, limits, hooks)
