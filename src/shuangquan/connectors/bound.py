"""The doors out of this process, bound once by the site at start."""

from dataclasses import dataclass

from shuangquan.connectors.authority.port import AuthorityPort
from shuangquan.connectors.cabinet.port import CabinetPort
from shuangquan.connectors.courier.port import CourierPort
from shuangquan.connectors.departments.port import DepartmentsPort
from shuangquan.connectors.hooks.port import HooksPort
from shuangquan.connectors.identity.port import IdentityPort
from shuangquan.connectors.licence.port import LicencePort
from shuangquan.connectors.mail.port import MailPort
from shuangquan.connectors.messages.port import MessagesPort
from shuangquan.connectors.payment.port import PaymentPort
from shuangquan.connectors.printer.port import PrinterPort
from shuangquan.connectors.reader.port import ReaderPort
from shuangquan.connectors.scanner.port import ScannerPort
from shuangquan.connectors.seal.port import SealPort
from shuangquan.connectors.share.port import SharePort


@dataclass(frozen=True, slots=True)
class Ports:
    """One side of every outside party."""

    share: SharePort
    departments: DepartmentsPort
    identity: IdentityPort
    payment: PaymentPort
    courier: CourierPort
    messages: MessagesPort
    seal: SealPort
    authority: AuthorityPort
    reader: ReaderPort
    scanner: ScannerPort
    printer: PrinterPort
    hooks: HooksPort
    licence: LicencePort
    cabinet: CabinetPort
    mail: MailPort


_bound: list[Ports] = []


def bind(given: Ports) -> None:
    """Bind the ports of this process. Binding again replaces them (a test does)."""
    _bound[:] = [given]


def ports() -> Ports:
    """The bound ports. RuntimeError before the site has bound them."""
    if not _bound:
        raise RuntimeError("no ports are bound: site/wiring.py binds them at start")
    return _bound[0]
