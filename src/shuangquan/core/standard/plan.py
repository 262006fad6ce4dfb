"""The compiled plan: everything a running case needs of its standard, and the only thing it reads.

A plan is compiled for one theme, region, situation class and set of missing source instances. Roles that are lists are templates,
expanded per member while the case runs. All names here are the theme's own role names, except where a docstring says otherwise.
"""

from dataclasses import dataclass

from shuangquan.core.standard.plan_parts import (
    Because as Because,
)
from shuangquan.core.standard.plan_parts import (
    CertificateOut as CertificateOut,
)
from shuangquan.core.standard.plan_parts import (
    Draw as Draw,
)
from shuangquan.core.standard.plan_parts import (
    Evidence as Evidence,
)
from shuangquan.core.standard.plan_parts import (
    Fee as Fee,
)
from shuangquan.core.standard.plan_parts import (
    Figure as Figure,
)
from shuangquan.core.standard.plan_parts import (
    NeedRef as NeedRef,
)
from shuangquan.core.standard.plan_parts import (
    Parameter as Parameter,
)
from shuangquan.core.standard.plan_parts import (
    Party as Party,
)
from shuangquan.core.standard.plan_parts import (
    PlanItem as PlanItem,
)
from shuangquan.core.standard.plan_parts import (
    PlanRole as PlanRole,
)
from shuangquan.core.standard.plan_parts import (
    PlanRule as PlanRule,
)
from shuangquan.core.standard.plan_parts import (
    PlanVar as PlanVar,
)
from shuangquan.core.standard.plan_parts import (
    Question as Question,
)
from shuangquan.core.standard.plan_parts import (
    Shown as Shown,
)
from shuangquan.core.standard.plan_parts import (
    Situation as Situation,
)
from shuangquan.core.standard.plan_stage import (
    Basis as Basis,
)
from shuangquan.core.standard.plan_stage import (
    StageWait as StageWait,
)
from shuangquan.core.words.limits import Limit
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Plan:
    """A theme compiled for one region, situation class and set of missing instances.

    later: situations that this plan cannot settle yet, because they read a role that depends on a situation still open; settle those in
    `situations` and compile again with what is settled. A plan with `later` or without items is an opening plan.

    lost: draws the plan does without because they are in `missing`; kept so that, once the source is back, what was typed instead
    can still be verified.

    id: SM3 over its canonical JSON. situation: (name, value) of the class; empty for the *opening* plan, which holds only what is
    needed to settle the situations. missing: ids of draws that failed, or `refused:role`. edges: (item, item) order of work.
    derived: (role, fact, expression in bare names of the same owner's facts) of computed facts; computed: (name, expression) of the theme.
    objective, bound: the three goals (burden, sensitive facts drawn, calls) and what the solver proved of each.
    """

    id: str
    bundle: str
    theme: str
    name: Text
    stage: str
    grade: str
    region: str
    signed_in: str
    situation: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    roles: tuple[PlanRole, ...]
    situations: tuple[Situation, ...]
    vars: tuple[PlanVar, ...]
    draws: tuple[Draw, ...]
    evidence: tuple[Evidence, ...]
    items: tuple[PlanItem, ...]
    edges: tuple[tuple[str, str], ...]
    critical_path: tuple[str, ...]
    parties: tuple[Party, ...]
    parameters: tuple[Parameter, ...]
    limit: Limit | None
    limit_basis: Basis
    limit_until: str
    delivery: tuple[str, ...]
    delivery_address: str | None
    same_matter: tuple[str, ...]
    nothing_to_do: tuple[tuple[str, Text], ...]
    refuse_to_start: tuple[tuple[str, Text], ...]
    before: tuple[Figure, ...]
    after: tuple[Figure, ...]
    objective: tuple[int, int, int]
    bound: tuple[int, int, int]
    lost: tuple[Draw, ...] = ()
    later: tuple[str, ...] = ()
    derived: tuple[tuple[str, str, str], ...] = ()
    computed: tuple[tuple[str, str], ...] = ()
    recurs: str = ""
    delivery_ways: tuple[str, ...] = ()
