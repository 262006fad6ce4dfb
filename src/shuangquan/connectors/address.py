"""Where each side may call: live sides only over TLS and never this machine, sandbox sides only this machine."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Trial:
    """Lets a live side call the sandbox program; only the contract suite makes one."""

    reason: str


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_here(host: str) -> bool:
    """Loopback, unspecified and link-local addresses: this machine or its cable."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return _is_loopback(host)
    return found.is_loopback or found.is_unspecified or found.is_link_local


def check_live(address: str, trial: Trial | None = None) -> str:
    """The address, if a live side may use it. ValueError for plain http, for this machine, for one with a name or password in it."""
    parts = urlsplit(address)
    if trial is None and (parts.scheme != "https" or not parts.hostname or _is_here(parts.hostname)):
        raise ValueError("a live connector calls https addresses of other machines only")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("an address holds no credentials, query or fragment")
    return address.rstrip("/")


def check_sandbox(address: str) -> str:
    """The address, if a sandbox side may use it: http on this machine. ValueError otherwise."""
    parts = urlsplit(address)
    if parts.scheme != "http" or not parts.hostname or not _is_loopback(parts.hostname):
        raise ValueError("a sandbox connector calls http on loopback only")
    return address.rstrip("/")
