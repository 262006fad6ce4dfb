"""Events of supervision (监察): an item runs late, and somebody accounts for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CardIssued:
    """预警、黄牌、红牌: the clock of an item has come so far. level: warn | yellow | red; red asks for an account (督办).

    due_at: the limit as it stood.
    """

    kind: ClassVar[str] = "card.issued"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    level: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class CardAnswered:
    """督办回复: why it is late and what is done about it. text: reference of the words."""

    kind: ClassVar[str] = "card.answered"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class AccountAsked:
    """督办: somebody who supervises asks for an account by `until`. text: reference of what they ask, "" for nothing more."""

    kind: ClassVar[str] = "account.asked"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    text: str
    until: datetime
    officer: str
