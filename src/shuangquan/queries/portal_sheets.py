"""What a form page is made of."""

from dataclasses import dataclass

from shuangquan.core.words.text import Text
from shuangquan.queries.portal_values import Provenance


@dataclass(frozen=True, slots=True)
class Row:
    """A known answer. state: known | absent | hidden | changed.

    masked: only part of it is shown. shared: its source is said in the head of the sheet.
    """

    var: str
    anchor: str
    label: Text
    text: str
    provenance: Provenance
    masked: bool = False
    can_unmask: bool = False
    can_fix: bool = False
    state: str = "known"
    type: str = "text"
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """An answer that is asked. control: text | tel | date | month | choice | select | number | area. why: what it is used for.

    sends: what the form calls it: fact, or one for a role of which the person says which member of a list it is.
    """

    var: str
    anchor: str
    label: Text
    control: str
    options: tuple[tuple[str, Text], ...]
    value: str
    provenance: Provenance | None
    why: tuple[Text, ...] = ()
    error: str = ""
    fixing: bool = False
    sends: str = "fact"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at. field: anchor of what the person filled in, "" when it is nothing of theirs."""

    text: Text
    field: str = ""


@dataclass(frozen=True, slots=True)
class PaperHints:
    """reading: it is being read just now, so that asking again makes sense."""

    reading: bool = False
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is asked. state: given | lacking | open. told: what was read off it."""

    path: str
    member: str
    anchor: str
    name: Text
    state: str
    why: tuple[Text, ...]
    error: str = ""
    told: PaperHints | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody has yet to agree. invited, until: in words; empty when not asked yet or without a limit. listed: one of a list."""

    role: str
    label: Text
    invited: str
    until: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the form: a role, or one member of a list. number: which member, 0 when there is but one.

    provenance: of every row, when they share it. declined: refused | typed | silent, when that person's data is not used.
    """

    role: str
    member: str
    anchor: str
    title: Text
    number: int
    mine: bool
    rows: tuple[Row, ...] = ()
    fields: tuple[Field, ...] = ()
    papers: tuple[Paper, ...] = ()
    provenance: Provenance | None = None
    waiting: Waiting | None = None
    declined: str = ""

    @property
    def called(self) -> Text:
        """Its title with the member's number."""
        return Text(f"{self.title.zh} {self.number}", f"{self.title.say('en')} {self.number}") if self.number else self.title

    @property
    def size(self) -> int:
        """How many answers and papers stand on it."""
        return len(self.rows) + len(self.fields) + len(self.papers)

    @property
    def open(self) -> int:
        """How many of its answers and papers are still to be given."""
        return sum(not one.value for one in self.fields) + sum(one.state == "open" for one in self.papers)


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose members from. members: (key, words, chosen). known: whether a source tells of members; else people name them."""

    role: str
    label: Text
    anchor: str
    members: tuple[tuple[str, str, bool], ...]
    pick: bool
    can_add: bool
    most: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was asked and can be answered again."""

    situation: str
    member: str
    label: Text
    ask: Text
    value: Text


@dataclass(frozen=True, slots=True)
class FormPage:
    """The whole form. known, asked: how many answers were fetched, and how many are the person's to give."""

    sheets: tuple[Sheet, ...]
    choices: tuple[Choice, ...]
    answered: tuple[Answered, ...]
    known: int
    asked: int
    open: int
