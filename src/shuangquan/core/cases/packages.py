"""The sealed package for a department's own system: what it needs of the case, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.standard.model_common import BY_DEPARTMENT
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.codec import value_to_plain
from shuangquan.core.words.knowledge import Form
from shuangquan.core.words.names import Var


@dataclass(frozen=True, slots=True)
class PackageBody:
    """What a department gets. id: stable for one task, so that sending twice is taken once; after a correction a new one, which
    `follows` the old. digest: SM3 of the canonical content.

    facts: by the item's own role names (`registrant.name`; `heirs[2].name` where it takes the whole list), plain JSON.
    wants: facts asked back. papers: (certificate type, name, SM3).
    """

    id: str
    department: str
    item: str
    member: str
    region: str
    facts: Mapping[str, Any]
    wants: tuple[str, ...]
    papers: tuple[tuple[str, str, str], ...]
    payment_order: str
    digest: str
    follows: str


def build_package(case: Case, index: PlanIndex, item: PlanItem, task: Task, *, anew: bool = False) -> PackageBody:
    """The task as a package: facts the item needs, papers by digest, the order that paid for it, and what is wanted back.

    anew: in place of the one that is under way, which it follows.
    """
    since = task.accepted_at or case.submitted_at
    assert since is not None
    env = item_env(case, index, item, task.member, since.date())
    facts: dict[str, Any] = {}
    for own, role, fact in find_package_facts(index, item):
        spine = index.list_of(role)
        whole = spine is not None and spine != item.for_each
        for member in case.members(spine) if spine is not None and whole else (task.member,):
            know = env.fact(own, fact, member)
            if know.form in (Form.KNOWN, Form.CLAIMED):
                facts[str(Var(own, fact, member if whole else None))] = _untagged(value_to_plain(know.value))
    payment = case.paid(item.id, task.member)
    papers = tuple(
        (index.evidence[path].certificate, index.evidence[path].name.zh, sm3)
        for (path, member), (_, sm3) in sorted(case.evidence.items(), key=str)
        if member in (None, task.member) and path in index.evidence
    )
    wants = tuple(_wants(index, item, task, case))
    order = payment.order if payment else ""
    digest = sm3_hex(canonical_bytes([item.id, task.member, facts, list(wants), [list(p) for p in papers], order]))
    name, follows = _name(case, item, task, anew=anew)
    return PackageBody(name, item.department, item.id, task.member or "", case.region, facts, wants, papers, order, digest, follows)


def _name(case: Case, item: PlanItem, task: Task, *, anew: bool) -> tuple[str, str]:
    """(id, the package it follows): the one that is under way keeps its id; one after a correction has an id of its own."""
    if task.state is TaskState.SENT and not anew:
        return task.package, ""
    first = f"{case.id}.{item.id}.{task.member or '-'}"
    return (f"{first}.{task.rounds + 1}", task.package) if task.rounds else (first, "")


def find_package_facts(index: PlanIndex, item: PlanItem) -> list[tuple[str, str, str]]:
    """(role of the item, role of the theme, fact) of everything the item needs, in its order."""
    found = []
    for need in item.needs:
        if need.kind != "fact":
            continue
        role, fact = need.ref.split(".")
        for own, theirs in item.bind:
            if index.resolve(theirs) == index.resolve(role):
                found.append((own, index.resolve(role), fact))
                break
    return found


def find_case_path(index: PlanIndex, item: PlanItem, own_path: str) -> str | None:
    """The theme's path of a fact that a department named by the item's role; None when the item has no such role."""
    own, _, fact = own_path.partition(".")
    theirs = dict(item.bind).get(own)
    return f"{index.resolve(theirs)}.{fact}" if theirs else None


def _wants(index: PlanIndex, item: PlanItem, task: Task, case: Case) -> list[str]:
    wants = []
    for path in item.gives:
        role, fact = path.split(".")
        if case.know(find_var(index, path, task.member)).form is Form.KNOWN:
            continue
        own = next((mine for mine, theirs in item.bind if index.resolve(theirs) == index.resolve(role)), role)
        wants.append(f"{own}.{fact}")
    return [*wants, *(own for own in _changed(index, item) if own not in wants)]


def _changed(index: PlanIndex, item: PlanItem) -> list[str]:
    """Facts whose new value the department says, by the item's own role names."""
    back = {index.resolve(theirs): mine for mine, theirs in item.bind}
    parts = [path.split(".") for path, value in item.changes if value == BY_DEPARTMENT]
    return [f"{back.get(index.resolve(role), role)}.{fact}" for role, fact in parts]


def _untagged(plain: Any) -> Any:
    """Departments read plain ISO dates and decimals as text; the tags are ours."""
    if isinstance(plain, dict):
        return next(iter(plain.values()))
    return plain
