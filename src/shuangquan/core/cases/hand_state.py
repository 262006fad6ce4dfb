"""What is known of a package that people type into a department's system by hand, because that system has no interface."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Entry:
    """What one person read off the other system and typed here; it waits for a second person.

    number: the report it is to become; what: its kind; content: reference of it; officer: who typed it. paper: the blob of the other
    system's paper, "" for none; sm3: of its bytes, in hex.
    """

    number: int
    what: str
    content: str
    officer: str
    at: datetime
    paper: str
    sm3: str


@dataclass(slots=True)
class Checked:
    """A report that two people stand for. how: blind (typed again unseen) | paper (compared with the other system's paper)."""

    first: str
    second: str
    how: str
    paper: str


@dataclass(slots=True)
class Hand:
    """A package in the list of what is to be typed. content: reference of what it holds, as JSON.

    done: fields that were ticked as typed. receipt: reference of the other system's number, "" until it is all typed in by `typist`.
    said: what waits for a second person; differs: fields in which that person read otherwise, so that it is with the first again.
    checked: by the number of the report. recall: "" | asked (it was withdrawn here and is to be withdrawn there) | done.
    """

    content: str
    listed_at: datetime
    done: tuple[str, ...] = ()
    receipt: str = ""
    typist: str = ""
    typed_at: datetime | None = None
    said: Entry | None = None
    differs: tuple[str, ...] = ()
    checked: dict[int, Checked] = field(default_factory=dict)
    recall: str = ""

    @property
    def step(self) -> str:
        """What is to be done next: type | result | check | mend; recall once it was withdrawn, "" when nothing is left to do."""
        if self.recall:
            return "recall" if self.recall == "asked" else ""
        if not self.receipt:
            return "type"
        if self.said is None:
            return "result"
        return "mend" if self.differs else "check"
