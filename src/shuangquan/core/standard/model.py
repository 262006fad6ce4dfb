"""The language's shared libraries as typed values: facts, role types, certificates, resources, parameters, situations, items.

Fields are what the files write (see `shape.py`); `at` is the place, `id` the key it stands under. Names are `Word`s with their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import (
    FILLED as FILLED,
)
from shuangquan.core.standard.model_common import (
    Duration as Duration,
)
from shuangquan.core.standard.model_common import (
    Grade as Grade,
)
from shuangquan.core.standard.model_common import (
    Later as Later,
)
from shuangquan.core.standard.model_common import (
    LegalBasis as LegalBasis,
)
from shuangquan.core.standard.model_common import (
    Pledge as Pledge,
)
from shuangquan.core.standard.model_common import (
    Retention as Retention,
)
from shuangquan.core.standard.model_common import (
    Review as Review,
)
from shuangquan.core.standard.model_common import (
    SourceRole as SourceRole,
)
from shuangquan.core.standard.model_common import (
    Validity as Validity,
)
from shuangquan.core.standard.model_papers import Shows
from shuangquan.core.standard.model_parameters import (
    Parameter as Parameter,
)
from shuangquan.core.standard.model_parameters import (
    ParameterRow as ParameterRow,
)
from shuangquan.core.standard.model_parameters import (
    find_as_of as find_as_of,
)
from shuangquan.core.standard.shape import Code
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

FROM_DEPARTMENT = "from department"
"""The amount of a fee that its department says when it is due."""


@dataclass(frozen=True, slots=True)
class RoleType:
    """A kind of role; `relation` names the two types it ties, `symmetric` when the ends may be swapped."""

    at: Place = field(metadata=FILLED)
    zh: Word
    en: Word
    relation: tuple[Word, ...] = ()
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """数据元. source: the one lawful source, or the resources of the one department that hold it. by_hand: whether anybody may type it.

    compute: it is no datum but follows from other facts of the same owner, named bare, wherever a condition reads it.
    """

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    label: Text
    type: Word
    sensitive: bool = False
    check: Code | None = None
    source: tuple[Word, ...] = field(default=(), metadata={"one": True})
    by_hand: bool = True
    compute: Code | None = None

    @property
    def role_type(self) -> str:
        """The type of role whose fact it is."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """Its name without the role type."""
        return self.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Certificate:
    """证照. find: keys by which one on file is found; match: facts that tell whose of several it is; states: what it proves.

    prints: what stands on it besides when it is known, and proves nothing. shows: what can be read off it when handed in as a paper. calls:
    what it calls a role (配偶 on a 结婚证). numbering: where its number comes from, for items that do not say. grade, source: by which law.
    """

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    name: Text
    issuer: Word
    roles: Mapping[str, SourceRole]
    states: tuple[Word, ...]
    find: tuple[Word, ...] = ()
    match: tuple[Word, ...] = ()
    holder: Word | None = None
    covers: Literal["all", "some"] = "some"
    valid: Validity | None = None
    layout: Word | None = None
    template: Word | None = None
    shows: Shows | None = None
    prints: tuple[Word, ...] = ()
    calls: Mapping[str, Text] = field(default_factory=dict)
    numbering: Literal["block", "stock", "outside"] | None = None
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """共享资源. empty: per fact what no record means; a fact not named is unknown."""

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    name: Text
    provider: Word
    roles: Mapping[str, SourceRole]
    keys: tuple[Word, ...]
    gives: tuple[Word, ...]
    sharing: Literal["unconditional", "conditional", "none"]
    update: Literal["realtime", "daily", "weekly", "monthly", "on demand", "push"]
    channel: Literal["api", "table", "file", "push"]
    basis: LegalBasis | None = None
    fresh: Duration | None = None
    select: Code | None = None
    covers: Literal["all", "some"] = "all"
    empty: Mapping[str, Code] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Derive:
    """How data settle a situation: a boolean condition, or rows value → condition (the last may be `else`)."""

    SHORT: ClassVar[str] = "boolean"
    at: Place = field(metadata=FILLED)
    boolean: Code | None = None
    rows: Mapping[str, Code] = field(default_factory=dict, metadata={"rest": True})


@dataclass(frozen=True, slots=True)
class SituationKind:
    """情形, shared. options: value → label; the values true and false make it boolean."""

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    label: Text
    options: Mapping[str, Text]
    ask: Text | None = None
    many: bool = False

    @property
    def boolean(self) -> bool:
        """Whether its values are true and false."""
        return set(self.options) == {"true", "false"}


@dataclass(frozen=True, slots=True)
class Need:
    """A fact, an evidence, or `any` of several. when reads situations only."""

    SHORT: ClassVar[str] = "fact"
    at: Place = field(metadata=FILLED)
    fact: Word | None = None
    evidence: Word | None = None
    roles: Mapping[str, Word] = field(default_factory=dict)
    when: Code | None = None
    claimed: Literal["refer", "enough"] = "refer"
    any: tuple["Need", ...] = ()


@dataclass(frozen=True, slots=True)
class Gives:
    """What an item's result states, issues and changes. certificates: type → its role → the item's role."""

    at: Place = field(metadata=FILLED)
    facts: tuple[Word, ...] = ()
    certificates: Mapping[str, Mapping[str, Word]] = field(default_factory=dict)
    numbering: Literal["block", "stock", "outside"] | None = None
    changes: Mapping[str, Code] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a decision table."""

    at: Place = field(metadata=FILLED)
    when: Code
    then: Literal["approve", "refer"]
    reason: Text | None = None
    remedy: Text | None = None
    amount: Code | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """An item's statutory and promised limits."""

    at: Place = field(metadata=FILLED)
    statutory: Duration
    promised: Duration


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A fee. amount: a number with its grade and source, a needed fact that a register states, or "from department"."""

    at: Place = field(metadata=FILLED)
    what: Text
    amount: Code
    pays: Word
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class StageEvent:
    """Something that has to happen outside (踏勘, a file that arrives), told by a department; after give_up a person decides.

    about: the item's role that it is about. gives: facts of the item's roles that are told with it. remind: after how long, and again
    after as long, whoever has to tell of it is reminded.
    """

    at: Place = field(metadata=FILLED)
    from_: Word = field(metadata={"key": "from"})
    give_up: Duration
    expect: Duration | None = None
    about: Word | None = None
    gives: tuple[Word, ...] = ()
    remind: Duration | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """环节, outside the limits: wait: how long the item lies open to everybody (公示) before it goes on; or event: what it waits for.

    when: a condition over situations under which it applies.
    """

    at: Place = field(metadata=FILLED)
    id: Word
    name: Text | None = None
    wait: Duration | None = None
    event: StageEvent | None = None
    when: Code | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """事项, with the elements of GB/T 39554 that the platform needs. can_wait: it may wait for a source that is down.

    supervised_by: the department that supervises whoever holds the result (审管互动), and is told when the deciding one is silent.
    compute: names that stand for an expression over the item's roles in its own conditions. stages: after it has passed and before its
    result is made, in this order. review: how many officers pass it. hearing: the law by which one is offered before a refusal (听证).
    on_refused_later: what is done by itself after a later refusal, whose words are refused_later. archive: how long it is kept.
    """

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    name: Text
    department: Word
    procedure: Literal["licence", "confirmation", "benefit", "levy", "public service"]
    roles: Mapping[str, SourceRole]
    needs: tuple[Need, ...]
    decided_by: Literal["platform", "department"]
    limits: Limits
    identity: int
    pledge: Pledge | None = field(metadata={"none": "false"})
    refused_later: Text
    fees: tuple[FeeRow, ...] = field(metadata={"none": "none", "one": True})
    basis: tuple[LegalBasis, ...] = ()
    situations: tuple[Word, ...] = ()
    gives: Gives | None = None
    rules: tuple[Rule, ...] = ()
    compute: Mapping[str, Code] = field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    group: Literal["required", "optional", "verify_only", "offline_only"] = "required"
    can_wait: bool = False
    supervised_by: Word | None = None
    review: Review | None = None
    hearing: LegalBasis | None = None
    on_refused_later: Later | None = None
    archive: Retention | None = None
