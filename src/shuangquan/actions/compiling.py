"""Compile plans: only workers and the command line import this, since it loads the solver."""

from shuangquan.actions.plans import PlanKey, find_index, keep_plan, plan_key
from shuangquan.actions.standards import load_bundle_of, put_online, read_shipped
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import compile_plan
from shuangquan.core.standard.plan import Plan

PROVINCE = "370000"
MOST_BEFOREHAND = 96
"""Classes compiled beforehand for one theme, region and applicant; further ones are compiled when somebody is in them."""


def compile_key(key: PlanKey) -> Plan:
    """The plan for `key`. Refusals as the compiler raises them; deterministic."""
    bundle = load_bundle_of(key.bundle)
    situation = None if key.situation is None else dict(key.situation)
    return compile_plan(bundle, key.theme, key.region, situation, frozenset(key.missing), key.signed_in)


def compile_and_keep(key: PlanKey) -> None:
    """Compile and store, for web processes to find."""
    keep_plan(key, compile_key(key))


def load_shipped() -> int:
    """Put the shipped standards online and compile every plan of every situation class; answers how many plans there are.

    Refusal("standard.broken") when the standards do not pass the checker.
    """
    bundle = read_shipped()
    put_online(bundle)
    count = 0
    for theme in bundle.themes.values():
        for region in find_regions(bundle, str(theme.theme)):
            for role in theme.apply:
                count += _compile_all(bundle, str(theme.theme), region, str(role))
    return count


def find_regions(bundle: Bundle, theme: str) -> tuple[str, ...]:
    """Regions with an overlay of their own for a theme: compiled beforehand. Any other is compiled when the first person asks."""
    return tuple(sorted({str(overlay.region) for overlay in bundle.overlays.get(theme, ())})) or (PROVINCE,)


def _compile_all(bundle: Bundle, theme: str, region: str, role: str) -> int:
    """The opening plans on the way to each class, and the class plans."""
    done: set[tuple[tuple[str, str], ...]] = set()
    classes = enumerate_classes(bundle, theme, region, role)
    for one in classes[:MOST_BEFOREHAND]:
        settled: dict[str, str] = {}
        while True:
            key = plan_key(bundle.hash, theme, region, role, settled or None, frozenset())
            pairs = key.situation or ()
            index = find_index(key)
            if pairs in done and not index.plan.later:
                break
            done.add(pairs)
            wanted = {name: value for name, value in one.items() if name in index.situations}
            if set(settled) == set(one):
                break
            settled = {**settled, **wanted}
    return len(done)
