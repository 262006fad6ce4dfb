"""What happens to a certificate after it was issued, and is not a revocation: held for a while, freed, replaced by a corrected one."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CertificateHeld:
    """暂停: it is out of force until it is freed. text: reference of the reason."""

    kind: ClassVar[str] = "certificate.held"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    type: str
    identifier: str
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class CertificateFreed:
    """恢复: it is in force again. text: reference of the reason."""

    kind: ClassVar[str] = "certificate.freed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    type: str
    identifier: str
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class CertificateReplaced:
    """换发: the next version takes its place. earlier: identifier of the one replaced; why: correction | change | lost | renewal.

    digest: SM3 of the new payload; text: reference of the reason.
    """

    kind: ClassVar[str] = "certificate.replaced"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    type: str
    earlier: str
    identifier: str
    digest: str
    valid_to: str
    why: str
    text: str
    officer: str


Living = CertificateHeld | CertificateFreed | CertificateReplaced
"""Kinds that leave the task as it is."""
