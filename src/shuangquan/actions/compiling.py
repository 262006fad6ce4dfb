"""Compile plans: only workers and the command line import this, since it loads the solver."""

from dataclasses import replace
from functools import lru_cache

from django.conf import settings

from shuangquan.actions.approvals import ship_approvals
from shuangquan.actions.plans import PlanKey, find_index_among, keep_plan, keep_plans, plan_key
from shuangquan.actions.spreading import without_collecting
from shuangquan.actions.standards import load_bundle_of, load_online, put_online
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import compile_plan
from shuangquan.core.standard.findings import ERROR
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.plan import Plan
from shuangquan.core.standard.plan_plain import plan_from_json
from shuangquan.core.standard.twins import find_essence, move_plan
from shuangquan.core.words.errors import Refusal
from shuangquan.records.plans import append_bundle, find_compiled_regions, find_kept_keys, find_plan
from shuangquan.records.standards import load_texts

PROVINCE = "370000"
MOST_BEFOREHAND = 96
"""Classes compiled beforehand for one theme, region and applicant; further ones are compiled when somebody is in them."""


def compile_key(key: PlanKey) -> Plan:
    """The plan for `key`, that of a region which changes the same moved here, or compiled. Errors as `compile_plan`; deterministic."""
    bundle = load_bundle_of(key.bundle)
    twin = _find_twin(bundle, key)
    stored = None if twin is None else find_plan(replace(key, region=twin).id)
    if stored is not None:
        return move_plan(plan_from_json(stored), key.region)
    situation = None if key.situation is None else dict(key.situation)
    return compile_plan(bundle, key.theme, key.region, situation, frozenset(key.missing), key.signed_in)


def _find_twin(bundle: Bundle, key: PlanKey) -> str | None:
    """A region for which plans are kept and in which the theme compiles to the same; none for regions compiled beforehand."""
    if key.region in find_regions(bundle, key.theme):
        return None
    own = find_essence(bundle, key.theme, key.region)
    others = (one for one in find_compiled_regions(key.bundle, key.theme) if one != key.region)
    return next((one for one in others if find_essence(bundle, key.theme, one) == own), None)


def compile_and_keep(key: PlanKey) -> None:
    """Compile and store, for web processes to find.

    For the opening plan of a region nobody asked in before, the plans of every class with it, in one go: what may be asked in any
    situation must be known before anybody is told (actions/notices.py).
    """
    if key.situation is None and not key.missing:
        with without_collecting():
            _compile_all(load_bundle_of(key.bundle), key.theme, key.region, key.signed_in)
        return
    keep_plan(key, compile_key(key))


def read_shipped() -> Bundle:
    """The standards in the settings' folder. Refusal("standard.broken") when they do not load."""
    texts = load_texts(settings.STANDARDS)
    bundle = _find_sound(tuple(texts.items()))
    if bundle is None:
        raise Refusal("standard.broken", "standards")
    append_bundle(bundle.hash, texts)
    return bundle


@lru_cache(maxsize=1)
def _find_sound(texts: tuple[tuple[str, str], ...]) -> Bundle | None:
    """The bundle of these texts; None when the checker finds an error. The same texts are checked once in a process."""
    bundle, faults = load_bundle(dict(texts))
    sound = bundle is not None and not faults and all(finding.severity != ERROR for finding in check_bundle(bundle))
    return bundle if sound else None


def load_shipped() -> int:
    """Put the shipped standards online and compile every plan of every situation class; answers how many plans there are.

    Once people have published a standard of their own, that one stays online and is what is compiled.

    Refusal("standard.broken") when the standards do not pass the checker.
    """
    with without_collecting():
        bundle = read_shipped()
        ship_approvals(bundle)
        return compile_beforehand(bundle if put_online(bundle) else load_online())


def compile_beforehand(bundle: Bundle) -> int:
    """Compile the plans that people will most likely need; answers how many."""
    count = 0
    for theme in bundle.themes.values():
        for region in find_regions(bundle, str(theme.theme)):
            for role in theme.apply:
                count += _compile_all(bundle, str(theme.theme), region, str(role))
    return count


def find_regions(bundle: Bundle, theme: str) -> tuple[str, ...]:
    """Regions whose overlay of a theme shortens, moves or offers something: compiled beforehand.

    Any other is compiled when the first person asks; places and doors alone are no reason to.
    """
    own = {str(region) for region in bundle.themes[theme].regions}
    changed = {str(one.region) for one in bundle.overlays.get(theme, ()) if one.limit or one.items or one.parameters}
    return tuple(sorted(own | changed)) or (PROVINCE,)


def _compile_all(bundle: Bundle, theme: str, region: str, role: str) -> int:
    """The opening plans on the way to each class, and the class plans; kept all at once. Answers how many there are."""
    kept, fresh, done = find_kept_keys(bundle.hash, theme, region), dict[PlanKey, Plan](), dict[PlanKey, PlanIndex]()
    classes = enumerate_classes(bundle, theme, region, role)
    for one in classes[:MOST_BEFOREHAND]:
        settled: dict[str, str] = {}
        while True:
            key = plan_key(bundle.hash, theme, region, role, settled or None, frozenset())
            index = done.get(key) or find_index_among(key, kept, fresh)
            done[key] = index
            wanted = {name: value for name, value in one.items() if name in index.situations}
            if set(settled) == set(one):
                break
            settled = {**settled, **wanted}
    keep_plans(fresh)
    return len(done)
