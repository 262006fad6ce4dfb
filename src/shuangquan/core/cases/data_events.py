"""Events about the data of a case, apart from its course: they may follow its end."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CaseErased:
    """The applicant had everything erased that the case held: values, papers, messages. by: role. Certificates that were issued stay."""

    kind: ClassVar[str] = "case.erased"
    version: ClassVar[int] = 1
    by: str


@dataclass(frozen=True, slots=True)
class CaseArchived:
    """The finished matter was archived. package: its name; sm3: of its bytes, hex; keep: years, 0 for ever."""

    kind: ClassVar[str] = "case.archived"
    version: ClassVar[int] = 1
    package: str
    sm3: str
    keep: int
