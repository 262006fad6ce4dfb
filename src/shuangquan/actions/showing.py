"""What a page needs of a case or a theme before anything is decided: loaded, judged by the policy, nothing kept."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace

from shuangquan.actions.delegating import FOR, check_hand
from shuangquan.actions.loading import Loaded, begin_turn, find_role, find_tie, load
from shuangquan.actions.notices import Notice, find_notice
from shuangquan.actions.people import Person
from shuangquan.actions.plans import find_index, load_notice_plans, plan_key
from shuangquan.actions.standards import check_offered, load_bundle_of, load_online
from shuangquan.actions.standing import find_standing
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.ending import EarlyEnd, find_early_end
from shuangquan.core.cases.order import find_planned
from shuangquan.core.cases.parties import check_complete
from shuangquan.core.cases.policy import FOR_WARD, check_may
from shuangquan.core.cases.settle import Standing
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model_theme import Theme
from shuangquan.core.standard.plan import Plan, PlanItem
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.text import Text
from shuangquan.papers.qr import render_qr
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import today


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as one person may see it. role: the theme's role they play in it."""

    loaded: Loaded
    role: str

    @property
    def applies(self) -> bool:
        """Whether it is the applicant who looks."""
        return self.role == self.loaded.case.signed_in


def show_case(actor: Actor, case_id: str, person: Person, whole: Iterable[str] = ()) -> Seen:
    """The case for one of its people. `whole`: variables shown unmasked, noted for the record; what names no fact of the case is not.

    Refusals: "case.unknown" for whoever it is not shown to; "party.not_you" for somebody who was asked and whose number was
    destroyed when they declined; those of the policy.
    """
    loaded = load(case_id)
    role = find_role(loaded.case, person.id_number)
    if role is None:
        if loaded.case.erased_at is not None:
            raise Refusal("erase.done", "case")
        raise Refusal("party.not_you", "case")
    check_may(actor, "case.see", find_tie(loaded.case, role, actor))
    check_hand(actor, loaded.case.theme, loaded.stored.events[0])
    if actor.by.startswith((FOR, FOR_WARD)):  # whoever is acted for sees that another has looked
        append_data_use(actor, case_id, ("case",), loaded.stored.row.home_region)
    names = find_named(loaded.case, whole)
    if names and actor.by.startswith(FOR):
        raise Refusal("delegate.self", "whole")
    if names:
        append_data_use(actor, case_id, tuple(f"whole:{name}" for name in names), loaded.stored.row.home_region)
    return Seen(loaded, role)


def find_named(case: Case, names: Iterable[str]) -> tuple[str, ...]:
    """Those that name a fact of the case: the record of readings holds names, never what somebody wrote in an address."""
    known = {str(var) for var in case.facts}
    return tuple(name for name in dict.fromkeys(names) if name in known)


def find_questions(loaded: Loaded) -> Standing:
    """What is still to be asked before the form. Looked at on a copy, so that `loaded` stays as it was kept."""
    return find_standing(replace(loaded, case=copy.deepcopy(loaded.case), values=dict(loaded.values)))


def find_early(loaded: Loaded) -> EarlyEnd | None:
    """Why the matter goes no further, if so."""
    return find_early_end(loaded.case, loaded.index, today())


def find_open(loaded: Loaded) -> tuple[Refusal, ...]:
    """Everything that is still open on the form."""
    try:
        check_complete(loaded.case, loaded.index, today())
    except Refusals as found:
        return found.refusals
    return ()


def find_items(loaded: Loaded) -> tuple[tuple[PlanItem, str | None], ...]:
    """Every (item, member) of the case, in the plan's order."""
    turn = begin_turn(copy.deepcopy(loaded.case), dict(loaded.values))
    return tuple(find_planned(turn, loaded.index))


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme in one region, for whoever may begin it. opening: its opening plan; full: the class plan that does the most, else opening.

    plans: every plan compiled beforehand. roles: (role, label) of those who may apply.
    """

    theme: Theme
    opening: Plan
    full: Plan
    plans: tuple[Plan, ...]
    notice: Notice
    roles: tuple[tuple[str, Text], ...]


def find_theme(theme_id: str, region: str = "") -> Theme:
    """The theme online in a region. Refusal("theme.unknown")."""
    found = load_online(region).themes.get(theme_id)
    if found is None:
        raise Refusal("theme.unknown", "theme")
    return found


def show_theme(theme_id: str, region: str, role: str = "") -> ThemeView:
    """A theme's page. Refusals: "theme.unknown", "theme.elsewhere"; "case.planning" while a worker compiles it for a new region."""
    bundle, theme = load_online(region), find_theme(theme_id, region)
    check_offered(bundle, theme, region)
    applies = role if role in theme.apply else str(theme.apply[0])
    opening = find_index(plan_key(bundle.hash, theme_id, region, applies, None, frozenset())).plan
    plans = load_notice_plans(bundle.hash, theme_id, region, applies)
    full = max(plans, key=lambda plan: (bool(plan.items), -len(plan.evidence), -len(plan.missing)), default=opening)
    roles = tuple((str(name), theme.roles[name].label or Text(str(name))) for name in theme.apply)
    return ThemeView(theme, opening, full, plans, find_notice(bundle.hash, theme_id, region, applies), roles)


def find_theme_name(bundle_hash: str, theme_id: str) -> Text:
    """A theme's name as its case knows it, whatever serves new cases now."""
    bundle: Bundle = load_bundle_of(bundle_hash)
    found = bundle.themes.get(theme_id)
    return found.name if found else Text(theme_id)


def find_fact_order(bundle_hash: str) -> dict[str, int]:
    """The rank of each fact's name: as the dictionary of the standards lists them, so pages read name first, number next.

    What all themes share comes before what the facts of one theme's own folder are.
    """
    order: dict[str, int] = {}
    facts = load_bundle_of(bundle_hash).facts
    for path in sorted(facts, key=lambda path: "/" in facts[path].at.file):
        order.setdefault(str(path).split(".")[-1], len(order))
    return order


def find_department_name(bundle_hash: str, department: str) -> Text:
    """A department's everyday name."""
    return load_bundle_of(bundle_hash).departments.get(department, Text(department))


def draw_code(text: str) -> str:
    """A QR code of `text` as an SVG element."""
    return render_qr(text)
