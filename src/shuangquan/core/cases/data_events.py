"""Events about the data of a case, apart from its course: they may follow its end."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CaseErased:
    """The applicant had everything erased that the case held: values, papers, messages. by: role. Certificates that were issued stay."""

    kind: ClassVar[str] = "case.erased"
    version: ClassVar[int] = 1
    by: str
