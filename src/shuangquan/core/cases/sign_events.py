"""The event of signing a form."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Signed:
    """A party signed the form whose SM3 is `digest`, at identity level `level`.

    drawn: reference of the name drawn by hand, commitment: to it, "" for none; signature, key: SM2 over `signing.render_statement`.
    """

    kind: ClassVar[str] = "form.signed"
    version: ClassVar[int] = 2
    role: str
    digest: str
    level: int
    drawn: str = ""
    commitment: str = ""
    signature: str = ""
    key: str = ""
