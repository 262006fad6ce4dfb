"""The port of the departments' own systems: a sealed package goes out once, its answer is fetched when it is there."""

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
    purpose, actor: for the record of calls. created_at: aware.
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


@dataclass(frozen=True, slots=True)
class Receipt:
    """The department has the package."""

    package_id: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A department's answer.

    outcome: approve | refuse. facts: the wanted facts, `role.fact` to a plain value. certificate: what the department says of the
    paper it makes, fields to values. number: the number it assigned, "" if none. seq: rises within a department, for find_answers.
    """

    package_id: str
    department: str
    outcome: str
    reason: Text
    facts: Mapping[str, JSON]
    certificate: Mapping[str, JSON]
    number: str
    answered_at: datetime
    seq: int


class DepartmentsPort(Protocol):
    """The systems of the departments that decide or number for themselves."""

    def submit(self, package: Package) -> Receipt:
        """Hand a package over. Idempotent by package id: the same again gives the same receipt; another body under it is a Fault."""
        ...

    def find_answer(self, department: str, package_id: str) -> Answer | None:
        """The answer, or None while the department works. Fault "unknown_package" (permanent) when it was never received."""
        ...

    def find_answers(self, department: str, after: int) -> tuple[Answer, ...]:
        """Answers of a department with seq above `after`, oldest first, at most 500: one call for many packages."""
        ...

    def quote(self, department: str, item: str, region: str, count: int) -> Decimal:
        """What `count` persons pay for an item whose amount the department sets, in yuan, two places."""
        ...
