"""The part of a plan that says what is done: items, their needs and certificates, and the order of work."""

from collections.abc import Iterable, Iterator
from typing import Any

from shuangquan.core.standard.assign import Assignment
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.class_env import decide_for_members
from shuangquan.core.standard.cycles import find_longest
from shuangquan.core.standard.durations import count_hours, find_basis, read_limit
from shuangquan.core.standard.model import Certificate, FeeRow, Item, Pledge, Stage, Validity
from shuangquan.core.standard.needs import BoundItem, BoundNeed, find_item_env, find_path, find_player
from shuangquan.core.standard.plan import CertificateOut, Fee, NeedRef, PlanItem, PlanRule, StageWait
from shuangquan.core.standard.plan_stage import NOBODY, Basis, PlanEffect, PlanPledge
from shuangquan.core.standard.regions import find_item_overlay
from shuangquan.core.standard.supply import PAPER, find_elsewhere, find_holder
from shuangquan.core.words.text import Text


def write_item(found: Assignment, item: BoundItem) -> PlanItem:
    """One item of the plan."""
    form, use = item.view.item, item.view.use
    cast, bundle = found.supply.cast, found.supply.bundle
    overlay = find_item_overlay(cast.view.overlays, form.id)
    promised = overlay.promised if overlay is not None and overlay.promised is not None else form.limits.promised
    return PlanItem(
        id=form.id,
        name=form.name,
        department=str(form.department),
        department_name=bundle.departments.get(form.department, Text(form.department)),
        procedure=form.procedure,
        group=use.group or form.group,
        for_each=str(use.for_each) if use.for_each else None,
        bind=item.bind,
        situations=tuple((str(name), str(use.situations.get(name, name))) for name in form.situations),
        needs=tuple(ref for need in item.needs for ref in _write_need(found, need)),
        gives=item.gives,
        changes=item.changes,
        certificates=tuple(_write_certificate(found, item, kind, bind) for kind, bind in item.certificates),
        numbering=_find_numbering(found.supply.bundle, form),
        decided_by=form.decided_by,
        rules=tuple(PlanRule(rule.when, rule.then, rule.reason or Text(""), rule.remedy, rule.amount) for rule in form.rules),
        when=item.when,
        statutory=read_limit(form.limits.statutory),
        promised=read_limit(promised),
        promised_basis=find_basis(promised),
        identity=form.identity,
        fees=tuple(_write_fee(found, item, fee) for fee in form.fees),
        refused_later=form.refused_later,
        basis=tuple((str(basis.law), str(basis.article or ""), basis.grade or "U") for basis in form.basis),
        counts=use.counts,
        computed=tuple((str(name), text) for name, text in form.compute.items()),
        waits=_write_waits(found, item),
        pledge=_write_pledge(form.pledge),
        effects=tuple(_write_effects(found, item)),
        elsewhere=find_elsewhere(found.supply, item),
        **_write_supervision(bundle, form),
    )


def _write_supervision(bundle: Bundle, form: Item) -> dict[str, Any]:
    """Who looks at what officers do: a second one, whoever is heard, the supervising department."""
    name = bundle.departments.get(form.supervised_by, Text(form.supervised_by)) if form.supervised_by else Text("")
    second = form.review is not None and form.review.officers == "two"
    return {
        "supervised_by": str(form.supervised_by or ""),
        "supervised_name": name,
        "second": second,
        "hearing": form.hearing is not None,
        **_write_retention(form),
        "later": tuple(map(str, form.on_refused_later.acts)) if form.on_refused_later is not None else (),
    }


_YEARS = {"permanent": 0, "30_years": 30, "10_years": 10}


def _write_retention(form: Item) -> dict[str, Any]:
    return {"keep": _YEARS[form.archive.keep]} if form.archive is not None else {}


def _write_fee(found: Assignment, item: BoundItem, fee: FeeRow) -> Fee:
    """The fee in the theme's names: who pays, and the fact that states the amount, if one does."""
    cast, use = found.supply.cast, item.view.use
    role, _, fact = str(fee.amount).partition(".")
    stated = role in item.view.item.roles
    amount = f"{cast.resolve(use.with_.get(role, role))}.{fact}" if stated else str(fee.amount)
    return Fee(fee.what, amount, cast.resolve(use.with_.get(fee.pays, fee.pays)) or "", Basis(fee.grade or "U", fee.source or ""))


def _write_pledge(form: Pledge | None) -> PlanPledge | None:
    verify = read_limit(form.verify) if form is not None else None
    if form is None or verify is None:
        return None
    return PlanPledge(form.promise, verify, find_basis(form.verify), read_limit(form.mend) if form.broken == "mend" else None)


def _write_effects(found: Assignment, item: BoundItem) -> Iterator[PlanEffect]:
    cast = found.supply.cast
    for effect in cast.view.theme.effects:
        role = cast.resolve(effect.of)
        if effect.after == item.id and role is not None:
            yield PlanEffect(role, tuple(map(str, effect.certificates)), effect.access)


def _write_waits(found: Assignment, item: BoundItem) -> tuple[StageWait, ...]:
    """The stages in which it lies open, without those that surely do not apply in this class."""
    view, waits = item.view, list[StageWait]()
    env = find_item_env(found.supply.cast, view.use, view.item)
    for stage, condition in view.stages:
        if condition is None or decide_for_members(condition, env, view.use.for_each) is not False:
            waits += _write_wait(found, item, stage)
    return tuple(waits)


def _write_wait(found: Assignment, item: BoundItem, stage: Stage) -> Iterator[StageWait]:
    name = stage.name or Text(str(stage.id))
    if stage.event is None:
        limit = read_limit(stage.wait)
        if limit is not None:
            yield StageWait(str(stage.id), name, limit, find_basis(stage.wait))
        return
    event, limit = stage.event, read_limit(stage.event.give_up)
    assert limit is not None, "the checker refuses an event that is waited for without end"
    together = next((one for one in found.supply.cast.view.theme.together if one.stage == stage.id and item.id in one.items), None)
    planned = {other.id for other in found.supply.items}
    joint = tuple(str(other) for other in together.items if other in planned) if together is not None else ()
    yield StageWait(
        str(stage.id), name, limit, find_basis(event.give_up), str(event.from_),
        found.supply.bundle.departments.get(event.from_, Text(event.from_)), read_limit(event.expect),
        joint if len(joint) > 1 else (), together.name if together is not None and len(joint) > 1 else NOBODY,
        find_player(found.supply.cast, item.view.use, event.about or "") or "",
        tuple(path for fact in event.gives if (path := find_path(found.supply.cast, item.view.use, fact))), read_limit(event.remind),
    )  # fmt: skip


def _write_need(found: Assignment, need: BoundNeed) -> list[NeedRef]:
    """The need as the running case asks for it; a paper that an item of the plan issues needs no showing."""
    chosen = found.solution.chosen
    refs = [
        NeedRef(kind, ref, need.need.claimed, (), need.when)
        for kind, ref in zip(need.kinds, need.refs, strict=True)
        if kind == "fact" or chosen.get(ref) == f"{PAPER}:{ref}"
    ]
    had = [ref for ref in refs if ref.ref in chosen]
    if not had:
        return []
    first, *others = had
    return [NeedRef(first.kind, first.ref, first.claimed, tuple(others), first.when)]


def _write_certificate(found: Assignment, item: BoundItem, kind: str, bind: tuple[tuple[str, str], ...]) -> CertificateOut:
    bundle = found.supply.bundle
    form = bundle.certificates[kind]
    binding = dict(bind)
    known = {*found.solution.chosen, *item.gives}
    states = []
    for own in (*form.states, *form.prints):
        role, _, fact = own.partition(".")
        path = f"{binding.get(role, '')}.{fact}"
        entry = found.supply.find_fact(path) if role in binding else None
        if entry is not None and path in known:
            called = form.calls.get(role)
            label = entry.label if called is None else Text(f"{called.zh}{entry.label.zh}", f"{called.say('en')}: {entry.label.say('en')}")
            states.append((str(own), path, label))
    return CertificateOut(
        type=kind,
        name=form.name,
        issuer=str(form.issuer),
        issuer_name=bundle.departments.get(form.issuer, Text(form.issuer)),
        bind=bind,
        holder=binding.get(find_holder(bundle, kind), ""),
        states=tuple(states),
        valid=_print_validity(form.valid),
        layout=_find_layout(form),
        numbering=(item.view.item.gives.numbering if item.view.item.gives else None) or form.numbering or "",
    )


def _find_numbering(bundle: Bundle, item: Item) -> str:
    """Where the item's certificates have their numbers from: as it says itself, else as the first of their types that says so."""
    if item.gives is None:
        return ""
    said = (form.numbering for kind in item.gives.certificates if (form := bundle.certificates.get(kind)) is not None)
    return item.gives.numbering or next((one for one in said if one), "")


def _find_layout(form: Certificate) -> str:
    return str(form.layout or "")


def _print_validity(valid: Validity | None) -> str:
    if valid is None:
        return "unlimited"
    if valid.years is not None:
        return f"years:{valid.years}"
    return f"days:{valid.days}" if valid.days is not None else str(valid.word or "unlimited")


def find_edges(items: Iterable[BoundItem]) -> tuple[tuple[str, str], ...]:
    """The order of work: (before, after) from who gives or changes what others need, and from what the theme declares.

    What an item changes it reads as it was; whoever needs it reads it changed and so comes after, unless the order puts it before.
    """
    items = tuple(items)
    ids = {item.id for item in items}
    made = {path: item.id for item in items for path in item.gives}
    made |= {f"{kind}({','.join(f'{r}={n}' for r, n in bind)})": item.id for item in items for kind, bind in item.certificates}
    edges: dict[tuple[str, str], None] = {}
    for item in items:
        for ref in (ref for need in item.needs for ref in need.refs):
            before = made.get(ref)
            if before is not None and before != item.id:
                edges[before, item.id] = None
        for before in (*item.view.use.after, *item.view.awaits):
            if before in ids:
                edges[str(before), item.id] = None
    for edge in _find_changes(items):
        if not _leads(edges, edge[1], edge[0]):
            edges[edge] = None
    return tuple(edges)


def _find_changes(items: tuple[BoundItem, ...]) -> Iterator[tuple[str, str]]:
    """(who changes a fact, who needs it and does not change it)."""
    for changer in items:
        changed = {path for path, _ in changer.changes}
        for item in items if changed else ():
            own = {path for path, _ in item.changes}
            if item.id != changer.id and any(ref in changed - own for need in item.needs for ref in need.refs):
                yield changer.id, item.id


def _leads(edges: Iterable[tuple[str, str]], start: str, end: str) -> bool:
    """Whether the order of work leads from one item to another."""
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        new = [after for before, after in edges if before == here and after not in reached]
        reached |= {*new}
        waiting += new
    return end in reached


def find_critical_path(items: Iterable[PlanItem], edges: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The chain of items whose promised limits add up to most."""
    weight = {item.id: count_hours(item.promised) if item.promised else 0 for item in items}
    return find_longest(weight, edges, weight)
