"""Whether what an item needs is had, and whether what is missing may still come by itself."""

from collections.abc import Iterator

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.conditions import holds
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.standard.plan import NeedRef, PlanItem
from shuangquan.core.words.knowledge import Form
from shuangquan.core.words.names import parse_var


def find_unmet(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> tuple[str, ...]:
    """Names of needs that are not had: variables of the case, or the paths of papers."""
    unmet: list[str] = []
    for need in item.needs:
        if not any(_is_met(case, index, item, one, member) for one in (need, *need.any)):
            unmet += _names(case, index, item, need, member)
    return tuple(unmet)


def find_unread(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> tuple[str, ...]:
    """Papers of this task that the platform decides upon and nobody has read: an uploaded paper is a claim like any typed value.

    Not those of which the standard says that they are enough as they are (claimed: enough), nor those for which known data stand in.
    """
    if item.decided_by != "platform":
        return ()
    found: dict[str, None] = {}
    for need in item.needs:
        ways = (need, *need.any)
        if any(one.kind == "fact" and _is_met(case, index, item, one, member) for one in ways):
            continue
        for one in (one for one in ways if one.kind == "evidence" and one.claimed != "enough"):
            keys = _keys(case, index, item, one, member)
            if any((one.ref, key) in case.evidence and _applies(case, index, item, one, key) for key in keys):
                found[one.ref] = None
    return tuple(found)


def find_needed(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> Iterator[tuple[NeedRef, str | None]]:
    """Every need that applies to this task, for each member it is about; substitutes follow the need they can stand in for."""
    for need in item.needs:
        for one in (need, *need.any):
            for key in _keys(case, index, item, one, member):
                if _applies(case, index, item, one, key):
                    yield one, key


def _keys(case: Case, index: PlanIndex, item: PlanItem, need: NeedRef, member: str | None) -> tuple[str | None, ...]:
    """The members a need is about: the task's own, or every member when the item takes the whole list."""
    role = need.ref.split(".")[0] if need.kind == "fact" else None
    spine = index.list_of(index.resolve(role)) if role else index.evidence[need.ref].per_member
    if spine is None:
        return (None,)
    return (member,) if spine == item.for_each else tuple(case.members(spine))


def _applies(case: Case, index: PlanIndex, item: PlanItem, need: NeedRef, key: str | None) -> bool:
    if not need.when:
        return True
    since = case.submitted_at or case.opened_at
    assert since is not None
    return holds(index, need.when, item_env(case, index, item, key, since.date())) is not False


def _is_met(case: Case, index: PlanIndex, item: PlanItem, need: NeedRef, member: str | None) -> bool:
    return not _names(case, index, item, need, member)


def _names(case: Case, index: PlanIndex, item: PlanItem, need: NeedRef, member: str | None) -> list[str]:
    missing = []
    for key in _keys(case, index, item, need, member):
        if not _applies(case, index, item, need, key):
            continue
        if need.kind == "evidence":
            if (need.ref, key) not in case.evidence:
                missing.append(need.ref)
            continue
        var = find_var(index, need.ref, key)
        role, planned = index.roles.get(var.role), index.vars.get(need.ref)
        if role is not None and role.absent:
            continue
        if planned is not None and planned.from_ in ("assumed", "absent"):
            continue
        if case.know(var).form is Form.UNKNOWN:
            missing.append(str(var))
    return missing


def find_waitable(case: Case, index: PlanIndex, names: tuple[str, ...]) -> str | None:
    """The draw that was down and will give these facts once it is back; None when waiting would not help all of them."""
    down = {draw for (draw, _), (outcome, _at) in case.draws.items() if outcome == "down"}
    found = None
    for name in names:
        if "(" in name:
            return None
        path = parse_var(name).template
        draws = (*index.plan.draws, *index.plan.lost)
        source = next((d.id for d in draws if d.id in down and any(given == path for given, _ in d.gives)), None)
        if source is None:
            return None
        found = found or source
    return found
