"""The parts of a compiled plan. All names are the theme's own role names, except where a docstring says otherwise."""

from dataclasses import dataclass

from shuangquan.core.standard.plan_papers import Shown as Shown
from shuangquan.core.standard.plan_parameters import Parameter as Parameter
from shuangquan.core.standard.plan_stage import NOBODY, UNSURE, Basis, PlanEffect, PlanPledge, StageWait
from shuangquan.core.words.limits import Limit
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Because:
    """Why a variable is wanted: an item of the plan (`item` id) needs it; `text` says so to people."""

    item: str
    text: Text


@dataclass(frozen=True, slots=True)
class PlanVar:
    """One variable (role, fact) and the one place it comes from in this plan.

    A typed variable may be in `gives` of a speculative draw: that is tried first, and the person is asked when it has no record.
    owner: the role whose member key it carries: its list for a role along a list, else the role.

    from_: sign_in | item | certificate | resource | pick | typed | photograph | assumed | absent | waits | member.
    source: the draw's id for a resource or certificate, the item's id, the assumed value, the path whose
    value is offered for a typed one ("" when none), the id of the lost draw (or `refused:role`) that it waits for, or (member) the
    path of the list's variable, which is the same variable for the member meant.
    by: roles who may type it, in case it is asked or corrected; empty when nobody may (`by_hand: false`).
    options: (code, label) pairs of an enum type.
    """

    role: str
    fact: str
    owner: str
    label: Text
    type: str
    sensitive: bool
    check: str | None
    listed: bool
    from_: str
    source: str
    by: tuple[str, ...]
    options: tuple[tuple[str, Text], ...]
    because: tuple[Because, ...]

    @property
    def path(self) -> str:
        """`role.fact`, as conditions and pages name it."""
        return f"{self.role}.{self.fact}"


@dataclass(frozen=True, slots=True)
class Draw:
    """One instance of a source, bound to roles of the theme: what is asked of whom, by which keys, for which facts.

    id: `resource(role=role,…)`, stable; also how a failed instance is named in `missing`. kind: resource | certificate.
    bind: (role of the source, role of the theme) pairs. keys, match: variables of the theme that must be known first (paths).
    gives: (path in the theme, field of the source) pairs. list_role: the theme's list that it fills, with `list_key` (a fact) and
    `list_complete` (no other members exist). select: condition a member must fulfil, in names of the theme.
    empty: what no record means, per path: (path, "false" | "absent" | "0" | code …); a path not named is unknown.
    about: roles whose own facts it gives or is asked by, other than the one who asks: their consent is needed before those values are used
    or shown (a relation's facts belong to both its ends, so one end may see them).
    """

    id: str
    kind: str
    source: str
    provider: str
    provider_name: Text
    name: Text
    bind: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    match: tuple[str, ...]
    gives: tuple[tuple[str, str], ...]
    per_member: str | None
    list_role: str | None
    list_key: str | None
    list_complete: bool
    select: str | None
    empty: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    sharing: str
    basis: Basis
    items: tuple[str, ...]
    speculative: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paper to be shown: a certificate type bound to roles.

    path: `certificate(role=role,…)`. states: paths it proves when a person reads it. shows: what can be read off it by machine, to be
    compared; valid_to: the words before the day on which it ends.
    """

    path: str
    certificate: str
    name: Text
    bind: tuple[tuple[str, str], ...]
    per_member: str | None
    states: tuple[str, ...]
    because: tuple[Because, ...]
    by: tuple[str, ...]
    shows: tuple[Shown, ...] = ()
    valid_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A situation that is asked of the person, with its options. `situation` is its name."""

    situation: str
    ask: Text
    label: Text
    options: tuple[tuple[str, Text], ...]
    of: str | None
    many: bool


@dataclass(frozen=True, slots=True)
class NeedRef:
    """One need of an item. kind: fact | evidence. ref: the path of a PlanVar or Evidence. any: substitutes, each of which serves.

    claimed: refer (the default: a rule that reads a claimed value cannot approve) | enough. when: a condition over situations that
    only the running case can answer, because members of a list differ; None when the need holds in the whole class.
    """

    kind: str
    ref: str
    claimed: str = "refer"
    any: tuple["NeedRef", ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class PlanRule:
    """One row of a decision table. when: the condition's text in names of the item's roles, or "else". then: approve | refer."""

    when: str
    then: str
    reason: Text
    remedy: Text | None
    amount: str | None


@dataclass(frozen=True, slots=True)
class CertificateOut:
    """A certificate that an item issues. bind: (role of the certificate, role of the theme). states: (field, path) printed on it.

    holder: the theme's role that holds it. valid: unlimited | years:N | days:N | until_stated.
    """

    type: str
    name: Text
    issuer: str
    issuer_name: Text
    bind: tuple[tuple[str, str], ...]
    holder: str
    states: tuple[tuple[str, str, Text], ...]
    valid: str
    layout: str
    numbering: str


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee of an item. amount: yuan as text, the path of a fact of the theme, or "from department". pays: role of the theme."""

    what: Text
    amount: str
    pays: str
    basis: Basis = UNSURE


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One item of the plan. for_each: the list it is done for, one task a member. bind: (role of the item, role of the theme).

    decided_by: platform | department. numbering: block | stock | outside | "" . changes: (path, new value) pairs, "absent", or
    BY_DEPARTMENT. gives: paths of the theme that its result states; elsewhere: those of them that others could have elsewhere, were it to
    drop out. computed: (name, expression) of its conditions, over its own roles. second: a pass by an officer takes another one; hearing: a
    hearing is offered before it is refused. later: keys of `later.ACTS`, done after a later refusal. keep: its archive's years, 0 for ever.
    """

    id: str
    name: Text
    department: str
    department_name: Text
    procedure: str
    group: str
    for_each: str | None
    bind: tuple[tuple[str, str], ...]
    situations: tuple[tuple[str, str], ...]
    needs: tuple[NeedRef, ...]
    gives: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    certificates: tuple[CertificateOut, ...]
    numbering: str
    decided_by: str
    rules: tuple[PlanRule, ...]
    when: str | None
    statutory: Limit | None
    promised: Limit | None
    promised_basis: Basis
    identity: int
    fees: tuple[Fee, ...]
    refused_later: Text
    basis: tuple[tuple[str, str, str], ...]
    counts: bool
    computed: tuple[tuple[str, str], ...] = ()
    waits: tuple[StageWait, ...] = ()
    pledge: PlanPledge | None = None
    effects: tuple[PlanEffect, ...] = ()
    elsewhere: tuple[str, ...] = ()
    supervised_by: str = ""
    supervised_name: Text = NOBODY
    second: bool = False
    hearing: bool = False
    later: tuple[str, ...] = ()
    keep: int = 10


@dataclass(frozen=True, slots=True)
class Party:
    """A role that takes part on its own device. signs, consents: whether it must, in this situation class. silent: what silence means.

    agrees: whether the use of its data is asked of it in any class, so that whoever declines may have declined that alone.
    """

    role: str
    signs: bool
    consents: bool
    identity: int
    within: Limit | None
    silent: str
    agrees: bool = False


@dataclass(frozen=True, slots=True)
class PlanRole:
    """A role of the theme. form: one | many | maybe | alias | relation | one_of. alias_of: what it is in this class (follows = 'mother').

    signed_in aliases are resolved when the case is opened, so a plan never holds them. ends: the two roles a relation ties.
    member_of: the list (or the relation along one) of which it is one member; chosen_by: the one_of role that says which; ask: how the
    person is asked which, None when it is who signs in. pledged: the list is whole because whoever signs promises so.
    """

    name: str
    label: Text
    type: str
    form: str
    absent: bool
    alias_of: str | None
    ends: tuple[str, ...]
    key: str | None
    pick: str | None
    add: str | None
    most: int
    usual: int
    member_of: str = ""
    chosen_by: str = ""
    ask: Text | None = None
    pledged: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation as the running case settles it, in the order they read each other.

    derive: (value, condition) rows tried in order, conditions in names of the theme; an unknown row stops. on_unknown: "ask" or the
    value taken. when: condition under which it is open at all; otherwise `otherwise` holds. question: how it is asked, if it may be.
    of: the list whose members each have a value. after: items whose end it waits for; until then its value is LATER.
    """

    name: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    derive: tuple[tuple[str, str], ...]
    on_unknown: str
    when: str | None
    otherwise: str | None
    question: Question | None
    of: str | None
    many: bool
    boolean: bool
    ask_first: bool
    reads: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the reform: what is trips, forms, materials, steps or days. Counted figures have grade C and the plan as source."""

    what: str
    value: float
    basis: Basis
