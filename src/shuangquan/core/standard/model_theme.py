"""A theme (一件事), its regional overlays and its examples as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, ClassVar, Literal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model import FILLED, Derive, Duration, Grade, LegalBasis
from shuangquan.core.standard.model_proactive import Proactive
from shuangquan.core.standard.shape import PLAIN, Code
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

NEVER = Code("never")
CHOSEN = "choose_one"


@dataclass(frozen=True, slots=True)
class ThemeRole:
    """Who or what plays in a theme, in one of the forms one / many / maybe / same_as / signed_in / relation / one_of.

    from_: source → its role → our role. show: facts by which a member is recognised when it is picked from a list.
    one_of: a member of that list: who signs in (with signed_in), or whom the person names (with ask). complete: pledged when whoever
    signs promises that a list which no source knows is whole.
    """

    SHORT: ClassVar[str] = "one"
    at: Place = field(metadata=FILLED)
    one: Word | None = None
    many: Word | None = None
    maybe: Word | None = None
    signed_in: Word | None = None
    one_of: Word | None = None
    ask: Text | None = None
    relation: Word | None = None
    same_as: Mapping[str, Code] = field(default_factory=dict)
    of: tuple[Word, ...] = ()
    label: Text | None = None
    absent_when: Code | None = None
    from_: Mapping[str, Mapping[str, Word]] = field(default_factory=dict, metadata={"key": "from"})
    key: Word | None = None
    pick: Literal["some", "all"] | None = None
    add: Literal["typed", "no"] | None = None
    show: tuple[Word, ...] = ()
    complete: Literal["pledged"] | None = None
    max: int = 1
    usual: int = 1

    @property
    def form(self) -> str:
        """one, many, maybe, alias, relation or one_of."""
        if self.same_as or self.one_of:
            return "alias" if self.same_as else "one_of"
        return "many" if self.many else "maybe" if self.maybe else "relation" if self.relation else "one"


@dataclass(frozen=True, slots=True)
class SituationUse:
    """How a theme settles a situation: asks, derives or fixes it. after: items whose end it waits for; it comes up in the running case."""

    at: Place = field(metadata=FILLED)
    use: Word
    ask: Literal["first"] | None = None
    derive: Derive | None = None
    unknown: Code | None = None
    when: Code | None = None
    otherwise: Code | None = field(default=None, metadata={"key": "else"})
    fixed: Code | None = None
    of: Word | None = None
    after: tuple[Word, ...] = field(default=(), metadata={"one": True})


@dataclass(frozen=True, slots=True)
class ItemUse:
    """An item with its roles bound to the theme's. situations: item's situation → theme's, when the names differ.

    skip_if_known: a fact that its result states; where that is on record already, there is nothing to do.
    """

    at: Place = field(metadata=FILLED)
    use: Word
    with_: Mapping[str, Word] = field(metadata={"key": "with"})
    for_each: Word | None = None
    when: Code | None = None
    group: Literal["required", "optional", "verify_only", "offline_only"] | None = None
    counts: bool = True
    after: tuple[Word, ...] = field(default=(), metadata={"one": True})
    skip_if_known: Word | None = None
    situations: Mapping[str, Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChooseOne:
    """Items of which exactly one is done in every class: that of the value of a situation."""

    at: Place = field(metadata=FILLED)
    by: Word
    items: Mapping[str, ItemUse]


@dataclass(frozen=True, slots=True)
class Together:
    """One joint visit (联合踏勘): the stage of this id of all these items happens at once; each department answers for itself."""

    at: Place = field(metadata=FILLED)
    name: Text
    stage: Word
    items: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Promotion:
    """A local theme that became the province's: where it was tried, and from when it holds everywhere."""

    at: Place = field(metadata=FILLED)
    tried_in: tuple[Word, ...]
    from_: Word = field(metadata={"key": "from"})
    source: Word
    grade: Grade


@dataclass(frozen=True, slots=True)
class PartyForm:
    """How a role takes part: signs and consents are always, never, each, when_data_used or a condition."""

    at: Place = field(metadata=FILLED)
    signs: Code = NEVER
    consents: Code = NEVER
    identity: int = 4
    seal: bool = False
    within: Duration | None = None
    silent: Literal["ask_person", "wait"] = "ask_person"


@dataclass(frozen=True, slots=True)
class Say:
    """A condition and what is said when it holds."""

    at: Place = field(metadata=FILLED)
    when: Code
    say: Text


@dataclass(frozen=True, slots=True)
class Delivery:
    """How results reach people. to: the ways people choose from, on the form; address: a fact of a theme role."""

    at: Place = field(metadata=FILLED)
    certificates: tuple[Word, ...]
    to: tuple[Literal["post", "counter", "cabinet", "wallet"], ...]
    address: Word | None = None
    fee: Word | None = None


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """A figure from before the reform."""

    at: Place = field(metadata=FILLED)
    what: Literal["days", "trips", "materials", "steps", "forms", "items"]
    value: int
    source: Word | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What ends once an item is done, outside the matter itself: certificates of these types that `of` holds; access: its account."""

    at: Place = field(metadata=FILLED)
    after: Word
    of: Word
    certificates: tuple[Word, ...] = field(default=(), metadata={"one": True})
    access: bool = False


@dataclass(frozen=True, slots=True)
class Recurs:
    """The same matter comes again each year or month. opens, closes: the days of a year (MM-DD) between which it can be begun."""

    at: Place = field(metadata=FILLED)
    every: Literal["year", "month"]
    opens: Word | None = None
    closes: Word | None = None
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """主题. speaks_for: role → roles that may type for it. offer: typed fact → fact whose value is offered. assume: fact → value.

    compute: name → the expression it stands for in the theme's own conditions. exclusive: groups of items of which no class may have
    two. regions: where a local theme is offered; none: everywhere.
    minors: roles of `apply` that a child may be, for whom a parent then acts.
    """

    at: Place = field(metadata=FILLED)
    theme: Word
    name: Text
    stage: Word
    grade: Word
    roles: Mapping[str, ThemeRole]
    apply: tuple[Word, ...]
    situations: tuple[SituationUse, ...]
    items: tuple[ItemUse, ...]
    limit: tuple[Duration, ...] = field(metadata={"one": True})
    limit_from: Literal["accepted", "submitted"]
    limit_until: Literal["decided", "delivered"]
    baseline: tuple[BaselineRow, ...]
    choose_one: ChooseOne | None = None
    speaks_for: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    minors: tuple[Word, ...] = ()
    parties: Mapping[str, PartyForm] = field(default_factory=dict)
    impossible: tuple[Code, ...] = ()
    assume: Mapping[str, Code] = field(default_factory=dict)
    offer: Mapping[str, Word] = field(default_factory=dict)
    compute: Mapping[str, Code] = field(default_factory=dict)
    exclusive: tuple[tuple[Word, ...], ...] = ()
    together: tuple[Together, ...] = ()
    regions: tuple[Word, ...] = ()
    effects: tuple[Effect, ...] = ()
    promoted: Promotion | None = None
    same_matter: tuple[Word, ...] = ()
    nothing_to_do: tuple[Say, ...] = field(default=(), metadata={"one": True})
    refuse_to_start: tuple[Say, ...] = field(default=(), metadata={"one": True})
    delivery: Delivery | None = None
    basis: tuple[LegalBasis, ...] = ()
    recurs: Recurs | None = None
    proactive: Proactive | None = None

    @property
    def uses(self) -> tuple[ItemUse, ...]:
        """Every item of the theme: those of which one is chosen, each under its value of the situation, then the others.

        `after: choose_one` means after whichever was chosen.
        """
        if self.choose_one is None:
            return self.items
        chosen = tuple(self._choose(str(value), use) for value, use in self.choose_one.items.items())
        ids = tuple(use.use for use in chosen)
        return (*chosen, *(_put_after(use, ids) for use in self.items))

    def _choose(self, value: str, use: ItemUse) -> ItemUse:
        assert self.choose_one is not None
        own = f"{self.choose_one.by} = '{value}'" if value not in ("true", "false") else f"{self.choose_one.by} is {value}"
        return replace(use, when=Code(own if use.when is None else f"{own} and ({use.when})"))


def _put_after(use: ItemUse, ids: tuple[Word, ...]) -> ItemUse:
    if CHOSEN not in use.after:
        return use
    return replace(use, after=(*(before for before in use.after if before != CHOSEN), *ids))


@dataclass(frozen=True, slots=True)
class Example:
    """例子. Every field is the plain content of the file; the walker of examples gives it its meaning.

    visits: item → what comes of the event it waits for (met unless said). verified: item → what the
    verification of its pledge finds. moves: whether its days may be moved to today's when it is
    rehearsed; not where dates of the law count.
    """

    at: Place = field(metadata=FILLED)
    name: Text
    region: Word
    today: Word
    signed_in: Word
    sources: Mapping[str, Annotated[Any, PLAIN]]
    answers: Mapping[str, Annotated[Any, PLAIN]]
    expect: Mapping[str, Annotated[Any, PLAIN]]
    down: tuple[Word, ...] = ()
    refuses: tuple[Word, ...] = ()
    signs: tuple[Word, ...] = ()
    outside: Mapping[str, Annotated[Any, PLAIN]] = field(default_factory=dict)
    visits: Mapping[str, Literal["met", "found", "never"]] = field(default_factory=dict)
    verified: Mapping[str, Literal["kept", "broken"]] = field(default_factory=dict)
    moves: bool = True
