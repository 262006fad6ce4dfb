"""The port of the departments' own systems: a sealed package goes out once, sealed reports on it are fetched as they come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from shuangquan.connectors.shape import JSON
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper that goes with a package: its certificate type, its name for people, the SM3 of the stored file (hex)."""

    certificate: str
    name: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Package:
    """One task handed to a department's own system.

    id: the platform's, also the idempotency key; any text without a slash. wants: facts the department is to give, `role.fact` in
    names of the item.
    facts: what it needs, `role.fact` to a plain value. payment_order: the order that paid for it, "" when nothing is due.
    purpose, actor: for the record of calls. created_at: aware. digest: SM3 of what is asked, which reports on it repeat.
    follows: the package that this one answers, "" for a first one. kind: task, to be decided; or result, which tells a supervisor and asks
    for nothing.
    """

    id: str
    department: str
    case: str
    item: str
    member: str
    region: str
    wants: tuple[str, ...]
    facts: Mapping[str, JSON]
    created_at: datetime
    purpose: str
    actor: str
    attachments: tuple[Attachment, ...] = ()
    payment_order: str = ""
    digest: str = ""
    follows: str = ""
    kind: str = "task"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The department has the package.

    by_hand: it has no interface, so that the package is typed into its system by its officers; order: of that system's fields, as paths
    (`registrant.name`) or names of facts (`name`); what it does not name comes after.
    """

    package_id: str
    receipt: str
    by_hand: bool = False
    order: tuple[str, ...] = ()


ACCEPTED, CORRECT, SUSPENDED, RESUMED, DECIDED, CERTIFICATE, REVOKED = WHATS = (
    "accepted", "correct", "suspended", "resumed", "decided", "certificate", "revoked",
)  # fmt: skip
"""What a report can say: taken up, more is needed (补正), the clock stands (特别程序), it runs again, decided, certificate made, and that
what was decided is taken back (撤销).
"""


@dataclass(frozen=True, slots=True)
class Report:
    """One numbered report of a department on one package, its seal verified.

    package_digest: what it says it was handed. number: counts a package's reports from 1. outcome: approve | refuse of a decision.
    facts: wanted facts, `role.fact` to a plain value. certificate: what the department says of the paper it makes. follows: the
    certificate comes in a report of its own. assigned: a number the department gave, "" if none. needs: of a correction, `role.fact` or a
    certificate type. until: of a suspension, ISO day or "". content: the canonical JSON that is sealed; digest: its SM3, hex;
    signature: r‖s, hex, of the key `key_id`.
    """

    package_id: str
    package_digest: str
    department: str
    number: int
    what: str
    reason: Text
    outcome: str
    facts: Mapping[str, JSON]
    certificate: Mapping[str, JSON]
    follows: bool
    assigned: str
    needs: tuple[str, ...]
    until: str
    at: datetime
    content: str
    digest: str
    signature: str
    key_id: str


@dataclass(frozen=True, slots=True)
class News:
    """A department has said something of a package. seq: rises within a department. A hint only: reports are what is believed."""

    package_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class Held:
    """A package as its department has it. last: its newest report's number, 0 for none; outcome: "" while undecided."""

    package_id: str
    package_digest: str
    last: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Recall:
    """A package that is withdrawn. at: aware.

    why: withdrawn (by the applicant) | stopped (what it needs came to nothing) | resent (another one, with a digest, follows it).
    """

    package_id: str
    digest: str
    department: str
    case: str
    item: str
    why: str
    at: datetime
    actor: str


class DepartmentsPort(Protocol):
    """The systems of the departments that decide or number for themselves, whichever manner each of them speaks."""

    def submit(self, package: Package) -> Receipt:
        """Hand a package over. Idempotent by package id: the same again gives the same receipt; another body under it is a Fault."""
        ...

    def find_reports(self, department: str, package_id: str) -> tuple[Report, ...]:
        """Every report on a package so far, in whatever order and however often they came; () while there is none.

        Faults: "unknown_package" (permanent) when it was never received; "forged", "unknown_signer" and "replayed" when one of them is not
        the department's own, or is about another package: then nothing of what came is believed.
        """
        ...

    def open_pushed(self, department: str, sealed: Mapping[str, str]) -> Report:
        """Verify a report that the department brought by itself: {"content", "digest", "signature", "key_id"}. No call goes out.

        Faults: "forged", "unknown_signer", "replayed", "malformed"; "no_interface" of a department by hand.
        """
        ...

    def find_news(self, department: str, after: int | None) -> tuple[News, ...]:
        """What a department has said with seq above `after` (None: the newest), oldest first, at most 500: one call for many packages."""
        ...

    def find_held(self, department: str, since: datetime) -> tuple[Held, ...]:
        """What the department holds of packages taken since then."""
        ...

    def send_reminder(self, department: str, package_id: str) -> None:
        """Ask where the answer to a package stays. Fault "unknown_package"."""
        ...

    def recall(self, recall: Recall) -> None:
        """Tell that a package is withdrawn, under the platform's seal. Saying it twice does no harm. Fault "unknown_package"."""
        ...

    def quote(self, department: str, item: str, region: str, count: int) -> Decimal:
        """What `count` persons pay for an item whose amount the department sets, in yuan, two places."""
        ...
