"""What stands outside a plan's limits, before a result (stages) and after it (pledges); and where what a plan states comes from."""

from dataclasses import dataclass

from shuangquan.core.words.limits import Limit
from shuangquan.core.words.text import Text

NOBODY = Text("")


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a statement comes from: grade is S (sourced), K (common knowledge), U (unsure, shown as 示例) or D (derived)."""

    grade: str
    source: str = ""


UNSURE = Basis("U")


@dataclass(frozen=True, slots=True)
class StageWait:
    """A time between an item's passing and its result; it stands outside the item's and the theme's limits.

    Without `awaits` the item lies open (公示) for `limit`. With it something has to happen that this department tells of (踏勘, a file
    that arrives): usually within `expect`; after `limit` a person decides. joint: ids of all items for which it happens at once (联合踏勘).
    about: the theme's role that it is about, "" when none is named. gives: paths told with it. remind: after how long, and again after as
    long, whoever has to tell of it is reminded.
    """

    id: str
    name: Text
    limit: Limit
    basis: Basis
    awaits: str = ""
    awaits_name: Text = NOBODY
    expect: Limit | None = None
    joint: tuple[str, ...] = ()
    joint_name: Text = NOBODY
    about: str = ""
    gives: tuple[str, ...] = ()
    remind: Limit | None = None


@dataclass(frozen=True, slots=True)
class PlanEffect:
    """What ends once the item is done: certificates of these types that this role of the theme holds; access: its account."""

    role: str
    certificates: tuple[str, ...]
    access: bool


@dataclass(frozen=True, slots=True)
class PlanPledge:
    """A promise (告知承诺) the item rests on. verify: by when its department verifies it, from the result on.

    mend: how long the applicant has to put right what was found untrue; None: the result is revoked at once.
    """

    promise: Text
    verify: Limit
    basis: Basis
    mend: Limit | None = None
