"""Events after a result is out: what it ends elsewhere; and of one that rests on a promise (告知承诺), what its verification found."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PledgeOpened:
    """The result is out and rests on a promise; its department verifies it by `verify_by`."""

    kind: ClassVar[str] = "pledge.opened"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    verify_by: datetime


@dataclass(frozen=True, slots=True)
class PledgeVerified:
    """核查. outcome: kept | mending (to be put right by `until`, then verified again) | broken. text: reference of what was found."""

    kind: ClassVar[str] = "pledge.verified"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    outcome: str
    text: str
    until: datetime | None
    officer: str


@dataclass(frozen=True, slots=True)
class RecheckOpened:
    """抽查: rules decided this result alone and its department looks at it again by `verify_by`. why: sample (drawn by lot) | all."""

    kind: ClassVar[str] = "recheck.opened"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    verify_by: datetime
    why: str


@dataclass(frozen=True, slots=True)
class ResultDoubted:
    """This result rests on that of `because`, which was revoked: its own department looks whether it can stay."""

    kind: ClassVar[str] = "result.doubted"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    because: str


@dataclass(frozen=True, slots=True)
class CertificateRevoked:
    """撤销. text: reference of the reason."""

    kind: ClassVar[str] = "certificate.revoked"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    type: str
    identifier: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultEnds:
    """By this result certificates of these types that `role` holds lose force; access: and its account is closed."""

    kind: ClassVar[str] = "result.ends"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    role: str
    certificates: tuple[str, ...]
    access: bool
