"""What happens to a certificate after it was issued, and is not a revocation: held for a while, freed, replaced by a corrected one.

And to one that a matter called up: which it was, and that it has lost its force while the matter ran.
"""

from dataclasses import dataclass
from typing import ClassVar

from shuangquan.core.cases.events import FactNote


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


@dataclass(frozen=True, slots=True)
class CertificateCalled:
    """调用: a certificate on file answered a draw. certificate: its id; valid_to: ISO day, "" for one without end."""

    kind: ClassVar[str] = "certificate.called"
    version: ClassVar[int] = 1
    draw: str
    member: str | None
    certificate: str
    type: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class CallLapsed:
    """A certificate that was called up is out of force. how: expired | suspended | revoked | replaced | ended.

    notes: in a draft, what it had said is unknown again; of a submitted matter nothing is taken away, and a person looks.
    """

    kind: ClassVar[str] = "call.lapsed"
    version: ClassVar[int] = 1
    draw: str
    member: str | None
    certificate: str
    how: str
    notes: tuple[FactNote, ...]


Living = CertificateHeld | CertificateFreed | CertificateReplaced
"""Kinds that leave the task as it is."""
