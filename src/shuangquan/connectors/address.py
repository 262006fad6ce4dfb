"""Where each side may call: live sides only over TLS and never this machine, sandbox sides only this machine."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Trial:
    """Lets a live side call the sandbox program; only the contract suite makes one."""

    reason: str


METADATA = frozenset({"100.100.100.200", "168.63.129.16", "fd00:ec2::254"})
"""Where clouds answer with a machine's own credentials (Alibaba Cloud, Azure, AWS over IPv6); the others are link-local."""
_NUMBERS = re.compile(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*", re.ASCII | re.IGNORECASE)


def _find_ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host is, IPv4 written inside IPv6 (mapped, NAT64, 6to4) taken out; None for a name."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv4Address):
        return found
    inner = found.ipv4_mapped or found.sixtofour
    if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return inner or found


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    found = _find_ip(host)
    return found is not None and found.is_loopback


def _is_here(host: str) -> bool:
    """This machine or its cable: loopback, unspecified, link-local and multicast addresses, metadata services, however they are spelled."""
    host = host.rstrip(".").lower()
    found = _find_ip(host)
    if found is None:  # resolvers read 127.1, 0x7f000001 and 2130706433 as addresses too
        return _is_loopback(host) or _NUMBERS.fullmatch(host) is not None
    return found.is_loopback or found.is_unspecified or found.is_link_local or found.is_multicast or str(found) in METADATA


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


Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def read_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks in CIDR. ValueError for anything else."""
    return tuple(ipaddress.ip_network(text.strip()) for text in texts if text.strip())


def is_outside(host: str, networks: Iterable[Network], *, loopback: bool = False) -> bool:
    """Whether an address (no name) may be called on a stranger's word: on the open internet, or in one of `networks`.

    loopback: asks instead whether it is this machine's own.
    """
    found = _find_ip(host.partition("%")[0])
    if found is None or loopback:
        return found is not None and found.is_loopback
    if found.is_loopback or found.is_unspecified or found.is_link_local or found.is_multicast or str(found) in METADATA:
        return False
    return found.is_global or any(found in network for network in networks)
