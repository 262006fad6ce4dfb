"""Shapes that several parts of a standard share: legal basis, time, validity, a role of a source."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.shape import Code
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

Grade = Literal["S", "K", "U", "D"]
FILLED = {"filled": True}
BY_DEPARTMENT = "by department"
"""The new value of a changed fact when the department says it."""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law and article with its grade."""

    at: Place = field(metadata=FILLED)
    law: Word
    article: Code | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A time in its own unit; exactly one unit is given. when: condition under which it holds (a theme's limits)."""

    SHORT: ClassVar[str] = "word"
    at: Place = field(metadata=FILLED)
    word: Literal["none"] | None = None
    hours: int | None = None
    working_days: int | None = None
    calendar_days: int | None = None
    months: int | None = None
    when: Code | None = None
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """人审: where an officer passes what rules could not, whether a second one has to confirm it (二人审查)."""

    at: Place = field(metadata=FILLED)
    officers: Literal["one", "two"]
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """保管期限: how long the item's archive is kept after the matter has ended."""

    at: Place = field(metadata=FILLED)
    keep: Literal["permanent", "30_years", "10_years"]
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """What is done when the result is refused or revoked after others rest on it (事后不予的处理), beyond what is always done.

    withdraw: what rests on it is withdrawn too, and what is under way for it stops. refund: what was paid for it and for what is withdrawn
    with it goes back. tell: the systems of the departments whose results rest on it are told.
    """

    at: Place = field(metadata=FILLED)
    acts: tuple[Literal["withdraw", "refund", "tell"], ...]
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a certificate holds."""

    SHORT: ClassVar[str] = "word"
    at: Place = field(metadata=FILLED)
    word: Literal["unlimited", "until_stated"] | None = None
    years: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class SourceRole:
    """A role of a resource, certificate or item: a type, or one of the forms many / maybe / relation."""

    SHORT: ClassVar[str] = "one"
    at: Place = field(metadata=FILLED)
    one: Word | None = None
    many: Word | None = None
    maybe: Word | None = None
    relation: Word | None = None
    of: tuple[Word, ...] = ()
    key: Word | None = None
    complete: bool = False

    @property
    def type(self) -> Word:
        """The role's type, whatever its form."""
        found = self.one or self.many or self.maybe or self.relation
        return found if found is not None else Word("", self.at)


@dataclass(frozen=True, slots=True)
class Pledge:
    """告知承诺: the applicant promises that the conditions hold instead of proving it; the department verifies it later.

    broken: what follows when it was untrue: the result is revoked, or the applicant may put it right within `mend` first.
    """

    at: Place = field(metadata=FILLED)
    promise: Text
    verify: Duration
    broken: Literal["revoke", "mend"]
    mend: Duration | None = None
