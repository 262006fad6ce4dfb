"""What is known of a fact, in four forms, and where it came from.

*Known* (by a source, with as-of), *known-absent*, *claimed* (typed or read from a photograph), *unknown* (with why).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Value = str | int | bool | Decimal | date | tuple[str, ...]
"""A fact's value. Months are the date of their first day; money is Decimal in yuan; enums are their code."""


class Form(StrEnum):
    """The four forms of knowledge."""

    KNOWN = "known"
    ABSENT = "absent"
    CLAIMED = "claimed"
    UNKNOWN = "unknown"


class Unknown(StrEnum):
    """Why a fact is unknown."""

    NOT_ASKED = "not_asked"
    SOURCE_DOWN = "source_down"
    NO_RECORD = "no_record"
    REFUSED = "refused"
    PENDING = "pending"  # held back until the person it concerns agrees
    DISPUTED = "disputed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: `kind` is sign_in, resource, certificate, item, typed, corrected, photograph, standard, or paper
    (read off a paper, confirmed by the person); `source` its id."""

    kind: str
    source: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One fact of one owner, as far as it is known."""

    form: Form
    value: Value | None = None
    origin: Origin | None = None
    why: Unknown | None = None

    def erased(self) -> "Knowledge":
        """The same knowledge after its value was destroyed."""
        return replace(self, form=Form.UNKNOWN, value=None, why=Unknown.ERASED)


UNASKED = Knowledge(Form.UNKNOWN, why=Unknown.NOT_ASKED)
