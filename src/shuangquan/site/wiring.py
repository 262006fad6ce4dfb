"""The only place that picks a connector's live or sandbox side. Called once per process, before anything is served.

Live mode reads SHUANGQUAN_PARTIES, a JSON file readable by its owner only:
{"app": {"id", "secret"}, "identity": {"issuer", "client_id", "client_secret"}, "seal": {"path", "passphrase",
 "key", "chain", "lists" and "timestamp" if any},
 "departments": {"address", "keys": {department: {key id: public key x‖y in hex}}},
 "share" | "payment" | "courier" | "messages" | "authority" | "reader" | "scanner" | "printer" | "licence": {"address"},
 "cabinet" if there are any: {"address"},
 "mail" if any: {"host", "port", "security": "tls" or "starttls", "from", "user" and "password" if the server wants them},
 "hooks" if any: {"networks": [CIDR in which apps may be called back beside the open internet]}}
"""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection

from shuangquan.actions.calls import record_call
from shuangquan.actions.life import KEY
from shuangquan.actions.making_seals import MAKER
from shuangquan.connectors.authority.live import LiveAuthority
from shuangquan.connectors.authority.sandbox import SandboxAuthority
from shuangquan.connectors.bound import Ports, bind
from shuangquan.connectors.cabinet.live import LiveCabinet
from shuangquan.connectors.cabinet.sandbox import SandboxCabinet
from shuangquan.connectors.courier.live import LiveCourier
from shuangquan.connectors.courier.sandbox import SandboxCourier
from shuangquan.connectors.departments.live import LiveDepartments
from shuangquan.connectors.departments.reports import load_keys, read_keys
from shuangquan.connectors.departments.sandbox import SandboxDepartments
from shuangquan.connectors.guard import Hooks, Limits
from shuangquan.connectors.hooks.live import LiveHooks
from shuangquan.connectors.hooks.sandbox import SandboxHooks
from shuangquan.connectors.identity.live import LiveIdentity
from shuangquan.connectors.identity.sandbox import SandboxIdentity
from shuangquan.connectors.identity.wire import Client
from shuangquan.connectors.licence.live import LiveLicence
from shuangquan.connectors.licence.sandbox import SandboxLicence
from shuangquan.connectors.mail.live import LiveMail
from shuangquan.connectors.mail.sandbox import SandboxMail
from shuangquan.connectors.messages.live import LiveMessages
from shuangquan.connectors.messages.sandbox import SandboxMessages
from shuangquan.connectors.payment.live import LivePayment
from shuangquan.connectors.payment.sandbox import SandboxPayment
from shuangquan.connectors.printer.live import LivePrinter
from shuangquan.connectors.printer.sandbox import SandboxPrinter
from shuangquan.connectors.reader.live import LiveReader
from shuangquan.connectors.reader.sandbox import SandboxReader
from shuangquan.connectors.scanner.live import LiveScanner
from shuangquan.connectors.scanner.sandbox import SandboxScanner
from shuangquan.connectors.seal.demo_stamps import DemoStamps
from shuangquan.connectors.seal.live import Certified, LiveSeal, open_stamps
from shuangquan.connectors.seal.p256_authority import publish_authority
from shuangquan.connectors.seal.sandbox import KEYS_FILE, SandboxSeal
from shuangquan.connectors.share.live import LiveShare
from shuangquan.connectors.share.sandbox import SandboxShare
from shuangquan.connectors.signing import AppKey
from shuangquan.core.notices.quiet import read_quiet
from shuangquan.papers.reader import bind_reader
from shuangquan.papers.reading_process import ProcessReader
from shuangquan.records.clock import now

CALLBACK = "/sign-in/back"
PLATFORM = "platform"


def wire() -> None:
    """Bind every port for this process, and who reads papers in it."""
    read_quiet(settings.QUIET_HOURS)  # a wrong setting is told at the start
    bind_reader(ProcessReader(lambda: connection.in_atomic_block))
    bind(make_live_ports(Path(os.environ["SHUANGQUAN_PARTIES"])) if settings.MODE == "live" else make_sandbox_ports(settings.SANDBOX_URL))


def make_hooks() -> Hooks:
    """The guard's clock, recorder and transaction check."""
    return Hooks(now, record_call, lambda: connection.in_atomic_block)


def make_seal(names: Sequence[str] = ()) -> SandboxSeal:
    """The software key store of this installation, with a demo key for the platform, the owner of standards and each of `names`."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    stamps = DemoStamps(settings.HOME / KEYS_FILE, find_passphrase(), now)
    return SandboxSeal(settings.HOME / "seal-keys.json", find_passphrase(), (PLATFORM, KEY, MAKER, *names), stamps)


def make_authority() -> SandboxAuthority:
    """The built-in authority of this installation; its root lies in `authority/sm2-root.pem` for offline verifiers."""
    return SandboxAuthority(settings.HOME / "authority", find_passphrase(), make_hooks())


def find_passphrase() -> str:
    """Of this installation's demo keys."""
    return hashlib.new("sm3", b"seal|" + settings.SECRETS.index_key).hexdigest()


def make_sandbox_ports(address: str) -> Ports:
    """Every sandbox side, to the sandbox at `address` (loopback), with the secrets it shares with this installation."""
    kept = json.loads((settings.HOME / "sandbox" / "secrets.json").read_text())
    app, hooks, limits, seal = AppKey(kept["app_id"], kept["app_secret"]), make_hooks(), Limits(), make_seal()
    keys = load_keys(settings.HOME / "sandbox" / "department-keys.json")
    client = Client(kept["client_id"], kept["client_secret"], f"{settings.ADDRESS}{CALLBACK}")
    return Ports(
        SandboxShare(address, app, limits, hooks),
        SandboxDepartments(address, app, limits, hooks, seal, keys, settings.MANNERS, settings.EXCHANGE),
        SandboxIdentity(address, client, app, limits, hooks),
        SandboxPayment(address, app, limits, hooks),
        SandboxCourier(address, app, limits, hooks),
        SandboxMessages(address, app, limits, hooks),
        seal,
        make_authority(),
        SandboxReader(address, app, limits, hooks),
        SandboxScanner(address, app, limits, hooks),
        SandboxPrinter(f"{address}/printer", limits, hooks),
        SandboxHooks(limits, hooks),
        SandboxLicence(address, app, limits, hooks),
        SandboxCabinet(address, app, limits, hooks),
        SandboxMail(address, app, limits, hooks),
    )


def make_live_ports(parties: Path) -> Ports:
    """Every live side. KeyError names a setting that is missing; a side refuses what is not https, and demo keys."""
    held = json.loads(parties.read_text())
    app, hooks, limits = AppKey(held["app"]["id"], held["app"]["secret"]), make_hooks(), Limits()
    kept = held["seal"]
    stamps = open_stamps(kept["timestamp"], limits, hooks) if "timestamp" in kept else None
    certified = Certified(Path(kept["key"]), Path(kept["chain"]), Path(kept["lists"]) if "lists" in kept else None, stamps)
    seal = LiveSeal(Path(kept["path"]), kept["passphrase"], certified)
    publish_authority(settings.HOME / "authority", seal.find_chain()[1:], seal.find_lists())
    identity, there = held["identity"], held["departments"]
    client = Client(identity["client_id"], identity["client_secret"], f"{settings.ADDRESS}{CALLBACK}")
    return Ports(
        LiveShare(held["share"]["address"], app, limits, hooks),
        LiveDepartments(there["address"], app, limits, hooks, seal, read_keys(there["keys"]), settings.MANNERS, settings.EXCHANGE),
        LiveIdentity(identity["issuer"], client, limits, hooks),
        LivePayment(held["payment"]["address"], app, limits, hooks),
        LiveCourier(held["courier"]["address"], app, limits, hooks),
        LiveMessages(held["messages"]["address"], app, limits, hooks),
        seal,
        LiveAuthority(held["authority"]["address"], app, limits, hooks),
        LiveReader(held["reader"]["address"], app, limits, hooks),
        LiveScanner(held["scanner"]["address"], app, limits, hooks),
        LivePrinter(held["printer"]["address"], limits, hooks),
        LiveHooks(held.get("hooks", {}).get("networks", ()), limits, hooks),
        LiveLicence(held["licence"]["address"], app, limits, hooks),
        LiveCabinet(held.get("cabinet", {}).get("address", ""), app, limits, hooks),
        LiveMail(held.get("mail", {}), limits, hooks),
    )
