"""The part of a plan around the work: roles, situations, parties, parameters, limit, what is said, figures."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypedDict

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.class_env import decide_in_class
from shuangquan.core.standard.durations import count_hours, find_basis, read_limit
from shuangquan.core.standard.plan import Basis, Draw, Figure, Parameter, Party, Plan, PlanRole, Question, Situation
from shuangquan.core.standard.regions import find_parameter_rows, find_regional_rows
from shuangquan.core.standard.scopes import find_derived, find_role_type
from shuangquan.core.standard.view import SituationView, ThemeView, find_rows
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.text import Text

COUNTED = "C"
_WORD = re.compile(r"[a-z_][a-z0-9_]*")


class FrameParts(TypedDict):
    """The fields of a plan that `write_frame` fills."""

    theme: str
    name: Text
    stage: str
    grade: str
    limit_until: str
    delivery: tuple[str, ...]
    delivery_address: str | None
    delivery_ways: tuple[str, ...]
    same_matter: tuple[str, ...]
    nothing_to_do: tuple[tuple[str, Text], ...]
    refuse_to_start: tuple[tuple[str, Text], ...]
    recurs: str


def write_roles(cast: Cast) -> tuple[PlanRole, ...]:
    """Every role of the theme as it stands in the class."""
    found = []
    for name, form in cast.view.theme.roles.items():
        resolved = cast.resolve(name)
        member_of, chosen_by = cast.members.get(str(name), ("", ""))
        found.append(
            PlanRole(
                name=str(name),
                label=form.label or Text(str(name)),
                type=cast.type(name),
                form=form.form,
                absent=cast.absent(name),
                alias_of=resolved if resolved is not None and resolved != name else None,
                ends=cast.ends(name),
                key=str(form.key) if form.key else None,
                pick=form.pick,
                add=form.add,
                most=form.max,
                usual=form.usual,
                member_of=member_of,
                chosen_by=chosen_by,
                ask=form.ask,
                pledged=form.complete == "pledged",
            )
        )
    return tuple(found)


def write_situation(view: SituationView) -> Situation:
    """A situation as the running case settles it."""
    use, kind = view.use, view.kind
    options = tuple((str(code), label) for code, label in kind.options.items())
    unknown = str(use.unknown) if use.unknown is not None else "ask"
    question = None
    if unknown == "ask" and use.fixed is None:
        question = Question(view.name, kind.ask or kind.label, kind.label, options, str(use.of) if use.of else None, kind.many)
    reads = [name for reads in view.reads for name in (*reads.situations, *(f"{role}.{fact}" for role, fact in reads.facts))]
    return Situation(
        name=view.name,
        label=kind.label,
        options=options,
        derive=find_rows(use),
        on_unknown=unknown,
        when=use.when,
        otherwise=str(use.otherwise) if use.otherwise is not None else None,
        question=question,
        of=str(use.of) if use.of else None,
        many=kind.many,
        boolean=kind.boolean,
        ask_first=use.ask == "first",
        reads=tuple(dict.fromkeys(reads)),
        after=tuple(map(str, use.after)),
    )


def write_parties(cast: Cast, draws: Iterable[Draw]) -> tuple[Party, ...]:
    """Who signs and who agrees, in this class."""
    about = {role for draw in draws for role in draw.about}
    found = []
    for role, form in cast.view.theme.parties.items():
        if cast.absent(role):
            continue
        signs = _decide(cast, role, form.signs, used=True)
        consents = role != cast.signed_in and role in about and _decide(cast, role, form.consents, used=True)
        found.append(Party(str(role), signs, consents, form.identity, read_limit(form.within), form.silent, form.consents != "never"))
    return tuple(found)


def _decide(cast: Cast, role: str, word: str, *, used: bool) -> bool:
    if word == "never":
        return False
    if word in ("always", "each"):
        return True
    if word == "when_data_used":
        return used
    condition = cast.view.signs.get(role) if word == cast.view.theme.parties[role].signs else cast.view.consents.get(role)
    return condition is not None and decide_in_class(condition, cast.env) is not False


def write_parameters(view: ThemeView, items: Iterable[str]) -> tuple[Parameter, ...]:
    """The parameters that the plan's conditions read, with the rows of the region."""
    kept = set(items)
    exprs = [expr for item in view.items if item.item.id in kept for expr in (*item.rows, *item.amounts) if expr is not None]
    names = {name for expr in exprs for name in find_reads(expr).parameters}
    names |= {name for situation in view.situations for reads in situation.reads for name in reads.parameters}
    return write_named_parameters(view, frozenset(names))


def write_named_parameters(view: ThemeView, names: frozenset[str]) -> tuple[Parameter, ...]:
    """Parameters by name, with the rows of the region."""
    found = []
    for name, parameter in view.bundle.parameters.items():
        if name in names:
            rows = () if parameter.region_of else find_parameter_rows(parameter, view.overlays, view.region)
            kind = "columns" if parameter.columns else "set" if parameter.type.startswith("set of ") else str(parameter.type)
            basis = next((Basis(row.grade or "U", row.source or "") for row in parameter.values), Basis("U"))
            own = Parameter(str(name), kind, str(parameter.as_of), tuple(map(str, parameter.keys)), rows, basis)
            if parameter.region_of:
                regional = find_regional_rows(view.bundle, str(view.theme.theme), parameter)
                own = replace(own, region_of=str(parameter.region_of), by_region=regional)
            found.append(own)
    return tuple(found)


def write_derived(view: ThemeView, items: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """The computed facts that a condition of the plan may name, for every role that has them."""
    kept = frozenset(items)
    return view.memo.once(("derived", kept), lambda: _find_derived(view, kept))


def _find_derived(view: ThemeView, kept: frozenset[str]) -> tuple[tuple[str, str, str], ...]:
    texts = [*view.theme.compute.values(), *(text for use in view.theme.situations for _, text in find_rows(use))]
    whens = (*(use.when for use in view.theme.situations), *(use.when for use in view.theme.uses))
    texts += [str(text) for text in whens if text]
    texts += [str(say.when) for say in (*view.theme.nothing_to_do, *view.theme.refuse_to_start)]
    for item in (one.item for one in view.items if one.item.id in kept):
        texts += [*item.compute.values(), *(str(text) for rule in item.rules for text in (rule.when, rule.amount) if text)]
    derived = {role: find_derived(view.bundle, find_role_type(view.theme, role)) for role in view.theme.roles}
    found: dict[tuple[str, str], str] = {}
    for text in texts:
        words = set(_WORD.findall(text))
        for role, theirs in derived.items():
            for name, expression in theirs.items():
                if name in words and (str(role), name) not in found:
                    found[str(role), name] = expression
                    texts.append(expression)
    return tuple((role, name, text) for (role, name), text in found.items())


def find_limit(cast: Cast) -> tuple[Limit | None, Basis]:
    """The theme's own limit in this class: the first that holds. One whose condition is not settled does not hold."""
    theme = cast.view.theme
    limits = next((o.limit for o in reversed(cast.view.overlays) if o.limit), theme.limit)
    for duration, condition in zip(limits, cast.view.limits, strict=True):
        if condition is None or decide_in_class(condition, cast.env):
            return read_limit(duration), find_basis(duration)
    return None, Basis("U")


def write_before(cast: Cast) -> tuple[Figure, ...]:
    """The figures before the reform, as the standard states them."""
    rows = cast.view.theme.baseline
    return tuple(Figure(row.what, float(row.value), Basis(row.grade or "U", str(row.source or ""))) for row in rows)


def write_after(plan: Plan) -> tuple[Figure, ...]:
    """The figures counted from the plan, those of promised days with the limit's own grade.

    trips: items that can only be done in person. forms: one. materials: papers and photographs people must give. steps: the applicant's
    one, and one for every other person that usually signs or agrees. asked: values people must type, sources that may hold no record not
    counted.
    """
    counted = Basis(COUNTED, "plan")
    photographs = sum(1 for var in plan.vars if var.from_ == "photograph")
    others = sum(_count_others(plan, party) for party in plan.parties if party.signs or party.consents)
    days = [Figure("days", _count_days(plan.limit), plan.limit_basis)] if plan.limit else []
    return (
        *days,
        Figure("trips", float(sum(1 for item in plan.items if item.group == "offline_only")), counted),
        Figure("forms", 1.0, counted),
        Figure("materials", float(len(plan.evidence) + photographs), counted),
        Figure("steps", 1.0 + others, counted),
        Figure("asked", float(sum(1 for var in plan.vars if var.from_ == "typed")), counted),
    )


def _count_others(plan: Plan, party: Party) -> int:
    """How many people a party usually is, without the one who signed in."""
    role = next(role for role in plan.roles if role.name == party.role)
    if role.form != "many":
        return 0 if party.role == plan.signed_in else 1
    mine = any(one.name == plan.signed_in and one.member_of == role.name for one in plan.roles)
    return max(0, role.usual - (1 if mine else 0))


def write_frame(cast: Cast) -> FrameParts:
    """What the theme itself says: names, limits, delivery, when there is nothing to do."""
    theme = cast.view.theme
    address = theme.delivery.address if theme.delivery else None
    return FrameParts(
        theme=str(theme.theme),
        name=theme.name,
        stage=str(theme.stage),
        grade=str(theme.grade),
        limit_until=theme.limit_until,
        delivery=tuple(map(str, theme.delivery.certificates)) if theme.delivery else (),
        delivery_ways=tuple(map(str, theme.delivery.to)) if theme.delivery else (),
        delivery_address=cast.path(*address.split(".")) if address and cast.resolve(address.split(".")[0]) else None,
        same_matter=tuple(map(str, theme.same_matter)),
        nothing_to_do=tuple((str(say.when), say.say) for say in theme.nothing_to_do),
        refuse_to_start=tuple((str(say.when), say.say) for say in theme.refuse_to_start),
        recurs=theme.recurs.every if theme.recurs is not None else "",
    )


def _count_days(limit: Limit) -> float:
    if limit.unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS):
        return float(limit.amount)
    return round(count_hours(limit) / 24, 3)
