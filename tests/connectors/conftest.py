"""One sandbox program for the contract suite, and both sides of every party in front of it."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from sandbox.running import Running, start_sandbox
from shuangquan.connectors.address import Trial
from shuangquan.connectors.authority.builtin import BuiltinAuthority
from shuangquan.connectors.authority.live import LiveAuthority
from shuangquan.connectors.authority.port import AuthorityPort
from shuangquan.connectors.authority.sandbox import SandboxAuthority
from shuangquan.connectors.cabinet.live import LiveCabinet
from shuangquan.connectors.cabinet.port import CabinetPort
from shuangquan.connectors.cabinet.sandbox import SandboxCabinet
from shuangquan.connectors.courier.live import LiveCourier
from shuangquan.connectors.courier.port import CourierPort
from shuangquan.connectors.courier.sandbox import SandboxCourier
from shuangquan.connectors.departments.live import LiveDepartments
from shuangquan.connectors.departments.manners import ByManner
from shuangquan.connectors.departments.reports import load_keys
from shuangquan.connectors.departments.sandbox import SandboxDepartments
from shuangquan.connectors.guard import CallRecord, Guard, Hooks, Limits
from shuangquan.connectors.hooks.live import LiveHooks
from shuangquan.connectors.hooks.port import HooksPort
from shuangquan.connectors.hooks.sandbox import SandboxHooks
from shuangquan.connectors.identity.live import LiveIdentity
from shuangquan.connectors.identity.sandbox import SandboxIdentity
from shuangquan.connectors.identity.wire import Client, IdentityWire
from shuangquan.connectors.licence.live import LiveLicence
from shuangquan.connectors.licence.port import LicencePort
from shuangquan.connectors.licence.sandbox import SandboxLicence
from shuangquan.connectors.mail.live import LiveMail
from shuangquan.connectors.mail.port import MailPort
from shuangquan.connectors.mail.sandbox import SandboxMail
from shuangquan.connectors.messages.live import LiveMessages
from shuangquan.connectors.messages.port import MessagesPort
from shuangquan.connectors.messages.sandbox import SandboxMessages
from shuangquan.connectors.payment.live import LivePayment
from shuangquan.connectors.payment.port import PaymentPort
from shuangquan.connectors.payment.sandbox import SandboxPayment
from shuangquan.connectors.printer.live import LivePrinter
from shuangquan.connectors.printer.port import PrinterPort
from shuangquan.connectors.printer.sandbox import SandboxPrinter
from shuangquan.connectors.reader.live import LiveReader
from shuangquan.connectors.reader.port import ReaderPort
from shuangquan.connectors.reader.sandbox import SandboxReader
from shuangquan.connectors.scanner.live import LiveScanner
from shuangquan.connectors.scanner.port import ScannerPort
from shuangquan.connectors.scanner.sandbox import SandboxScanner
from shuangquan.connectors.seal.live import LiveSeal
from shuangquan.connectors.seal.sandbox import SandboxSeal
from shuangquan.connectors.seal.store import create_store
from shuangquan.connectors.seal.wire import StoreSeal
from shuangquan.connectors.share.live import LiveShare
from shuangquan.connectors.share.sandbox import SandboxShare
from shuangquan.connectors.share.wire import ShareWire
from shuangquan.connectors.signing import AppKey
from shuangquan.site.exchange import Exchange, make_exchange
from shuangquan.site.postgres import Address
from shuangquan.site.roles import target_of
from tests.conftest import SECRETS
from tests.connectors.authority_server import Server, serve_authority
from tests.connectors.licensed import make_licensed
from tests.connectors.post_office import PostOffice

SHANGHAI = ZoneInfo("Asia/Shanghai")
TRIAL = Trial("contract suite")
PASSPHRASE = "a passphrase of tests only"
BACK = "http://127.0.0.1:8000/sign-in/back"


@dataclass
class Outside:
    """What the guard is told about its surroundings, and what it recorded."""

    records: list[CallRecord] = field(default_factory=list)
    in_transaction: bool = False
    guards: list[Guard] = field(default_factory=list)

    def hooks(self) -> Hooks:
        return Hooks(
            now=lambda: datetime.fromtimestamp(time.time(), SHANGHAI),
            record=self.records.append,
            in_transaction=lambda: self.in_transaction,
        )


@pytest.fixture(scope="session")
def exchange(server: Address) -> Iterator[Exchange]:
    """A database of its own through which departments are reached too, with a role for each side."""
    name, admin_of = f"exchange_{os.getpid()}", target_of(server, SECRETS, "postgres")
    roles = (f"{name}_platform", f"{name}_departments")

    def drop() -> None:
        with psycopg.connect(admin_of.admin, autocommit=True) as admin:
            admin.execute(f"drop database if exists {name} with (force)".encode())
            for role in roles:
                admin.execute(f"drop role if exists {role}".encode())

    drop()
    yield make_exchange(admin_of, name, *roles)
    drop()


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory, exchange: Exchange) -> Iterator[Running]:
    env = {
        "SANDBOX_PORT": "0",
        "SANDBOX_TODAY": "2026-11-24",
        "SANDBOX_RESIDENTS": "600",
        "SANDBOX_COURIER_SECONDS": "0.3",
        "SANDBOX_EXCHANGE": exchange.departments,
        "SANDBOX_EXCHANGE_GUEST": exchange.role,
        "SANDBOX_DELAYS": '{"police": [0.05, 0.1], "": [0.02, 0.05]}',
    }
    found = start_sandbox(tmp_path_factory.mktemp("sandbox"), env)
    yield found
    found.stop()


@pytest.fixture
def sandbox(program: Running) -> Iterator[Running]:
    program.control("reset", {})
    yield program
    program.control("reset", {})


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    found = Outside()
    make = Guard.__init__

    def note(self: Guard, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        found.guards.append(self)

    monkeypatch.setattr(Guard, "__init__", note)
    yield found
    for guard in found.guards:
        guard.close()


@pytest.fixture
def limits() -> Limits:
    return Limits(connect=1, read=0.5, attempts=3, pause=0.01, longest_pause=0.02, opens_after=6, cools=0.2)


@pytest.fixture
def app(sandbox: Running) -> AppKey:
    return AppKey(sandbox.secrets["app_id"], sandbox.secrets["app_secret"])


@pytest.fixture(params=["live", "sandbox"])
def side(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def share(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> ShareWire:
    if side == "live":
        return LiveShare(sandbox.address, app, limits, outside.hooks(), TRIAL)
    return SandboxShare(sandbox.address, app, limits, outside.hooks())


@pytest.fixture
def payment(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> PaymentPort:
    if side == "live":
        return LivePayment(sandbox.address, app, limits, outside.hooks(), TRIAL)
    return SandboxPayment(sandbox.address, app, limits, outside.hooks())


@pytest.fixture
def printer(side: str, sandbox: Running, limits: Limits, outside: Outside) -> PrinterPort:
    if side == "live":
        return LivePrinter(f"{sandbox.address}/printer", limits, outside.hooks(), TRIAL)
    return SandboxPrinter(f"{sandbox.address}/printer", limits, outside.hooks())


@pytest.fixture
def courier(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> CourierPort:
    if side == "live":
        return LiveCourier(sandbox.address, app, limits, outside.hooks(), TRIAL)
    return SandboxCourier(sandbox.address, app, limits, outside.hooks())


@pytest.fixture
def messages(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> MessagesPort:
    if side == "live":
        return LiveMessages(sandbox.address, app, limits, outside.hooks(), TRIAL)
    return SandboxMessages(sandbox.address, app, limits, outside.hooks())


@pytest.fixture
def reader(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> ReaderPort:
    if side == "live":
        return LiveReader(sandbox.address, app, limits, outside.hooks(), TRIAL)
    return SandboxReader(sandbox.address, app, limits, outside.hooks())


@pytest.fixture
def licence(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> LicencePort:
    if side == "live":
        return LiveLicence(sandbox.address, app, limits, outside.hooks(), TRIAL)
    return SandboxLicence(sandbox.address, app, limits, outside.hooks())


@pytest.fixture
def mail(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> Iterator[MailPort]:
    if side == "sandbox":
        yield SandboxMail(sandbox.address, app, limits, outside.hooks())
        return
    with PostOffice() as office:
        options = {"host": "127.0.0.1", "port": office.port, "from": "post@example.invalid"}
        yield LiveMail(options, limits, outside.hooks(), TRIAL)


@pytest.fixture
def cabinet(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> CabinetPort:
    if side == "live":
        return LiveCabinet(sandbox.address, app, limits, outside.hooks(), TRIAL)
    return SandboxCabinet(sandbox.address, app, limits, outside.hooks())


@pytest.fixture
def scanner(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> ScannerPort:
    if side == "live":
        return LiveScanner(sandbox.address, app, limits, outside.hooks(), TRIAL)
    return SandboxScanner(sandbox.address, app, limits, outside.hooks())


@pytest.fixture
def app_key() -> AppKey:
    return AppKey("app", "a secret of tests only")


@pytest.fixture
def licensed(tmp_path: Path, outside: Outside) -> Iterator[Server]:
    with serve_authority(BuiltinAuthority(tmp_path / "licensed", PASSPHRASE, outside.hooks().now)) as server:
        yield server


@pytest.fixture
def authority(side: str, tmp_path: Path, licensed: Server, app_key: AppKey, limits: Limits, outside: Outside) -> AuthorityPort:
    if side == "live":
        return LiveAuthority(licensed.address, app_key, limits, outside.hooks(), TRIAL)
    return SandboxAuthority(tmp_path / "authority", PASSPHRASE, outside.hooks())


@pytest.fixture
def seal(side: str, tmp_path: Path) -> StoreSeal:
    path = tmp_path / "seal.json"
    if side == "live":
        create_store(path, PASSPHRASE, ("platform", "issuer"), "live")
        return LiveSeal(path, PASSPHRASE, make_licensed(tmp_path))
    return SandboxSeal(path, PASSPHRASE, ("platform", "issuer"))


@pytest.fixture(params=["rest", "soap", "tables"])
def manner(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def departments(
    side: str, manner: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside, seal: StoreSeal, exchange: Exchange
) -> ByManner:
    keys = load_keys(sandbox.home / "department-keys.json")
    manners = dict.fromkeys(("police", "tax", "transport", "fund"), manner)
    ours = SandboxDepartments(sandbox.address, app, limits, outside.hooks(), seal, keys, manners, exchange.platform)
    if side == "sandbox":
        return ours
    for department in ("police", "tax", "transport"):  # what an operator does by hand for a live side
        ours.register_key(department)
    if manner == "tables":
        time.sleep(0.2)  # until the departments have read of it
    outside.records.clear()
    return LiveDepartments(sandbox.address, app, limits, outside.hooks(), seal, keys, manners, exchange.platform, TRIAL)


@pytest.fixture
def identity(side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside) -> IdentityWire:
    client = Client(sandbox.secrets["client_id"], sandbox.secrets["client_secret"], BACK)
    ours = SandboxIdentity(sandbox.address, client, app, limits, outside.hooks())
    if side == "sandbox":
        return ours
    ours.begin("/")  # registers the redirect address, as an operator does by hand for a live side
    outside.records.clear()
    return LiveIdentity(f"{sandbox.address}/identity", client, limits, outside.hooks(), TRIAL)


@pytest.fixture
def callbacks(side: str, limits: Limits, outside: Outside) -> HooksPort:
    return LiveHooks((), limits, outside.hooks(), TRIAL) if side == "live" else SandboxHooks(limits, outside.hooks())
