"""Every situation class of a theme, exhaustively, and in which order situations can be settled."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.class_env import EACH, LATER, ClassEnv, decide_in_class
from shuangquan.core.standard.view import SituationView, ThemeView, read_view

Class = Mapping[str, str]


def enumerate_classes(bundle: Bundle, theme: str, region: str, signed_in: str | None = None) -> tuple[Class, ...]:
    """Every possible situation class: name → value (see `class_env`), in the order of the options. KeyError for an unknown theme."""
    view = read_view(bundle, theme, region, [])
    return tuple(list_classes(view, signed_in or str(view.theme.apply[0])))


def list_classes(view: ThemeView, signed_in: str) -> Iterator[Class]:
    """The classes of a theme for one applicant."""
    yield from _extend(view, signed_in, {}, order_situations(view))


def list_final(view: ThemeView, signed_in: str) -> Iterator[Class]:
    """The classes in which everything has come up that will: what people read, and what figures count."""
    return (one for one in list_classes(view, signed_in) if LATER not in one.values())


def order_situations(view: ThemeView) -> tuple[SituationView, ...]:
    """Situations in the order in which they read each other; the theme's order where they do not."""
    return view.memo.once("order", lambda: _order_situations(view))


def _order_situations(view: ThemeView) -> tuple[SituationView, ...]:
    waiting = list(view.situations)
    names = {s.name for s in waiting}
    done: list[SituationView] = []
    while waiting:
        settled = {s.name for s in done}
        ready = next((s for s in waiting if find_read(view, s) & names <= settled), waiting[0])
        waiting.remove(ready)
        done.append(ready)
    return tuple(done)


def find_read(view: ThemeView, situation: SituationView) -> frozenset[str]:
    """Names of other situations that one reads."""
    return view.memo.once(("reads of", situation.name), lambda: _find_read(situation))


def _find_read(situation: SituationView) -> frozenset[str]:
    return frozenset(name for reads in situation.reads for name in reads.situations) - {situation.name}


def _extend(view: ThemeView, signed_in: str, found: dict[str, str], rest: tuple[SituationView, ...]) -> Iterator[Class]:
    if any(decide_in_class(condition, Cast(view, found, signed_in).env) for condition in view.impossible):
        return
    if not rest:
        yield found
        return
    situation, *later = rest
    for value in find_values(view, situation, found, signed_in):
        yield from _extend(view, signed_in, {**found, situation.name: value}, tuple(later))


def find_values(view: ThemeView, situation: SituationView, found: Class, signed_in: str) -> tuple[str, ...]:
    """The values a situation can take, given those before it."""
    env = Cast(view, found, signed_in).env
    if situation.when is not None:
        is_open = decide_in_class(situation.when, env)
        if is_open is False:
            return (str(situation.use.otherwise or ""),)
    if situation.use.after:
        return (LATER, *map(str, situation.kind.options))
    if situation.use.of:
        options = tuple(situation.kind.options)
        return tuple(EACH.join(sorted(some)) for size in range(1, len(options) + 1) for some in combinations(options, size))
    settled = settle_by_situations(situation, env)
    if settled is not None:
        return (settled,)
    values = tuple(str(option) for option in situation.kind.options)
    if situation.kind.many:
        return tuple(",".join(some) for size in range(len(values) + 1) for some in combinations(values, size))
    return values


def settle_by_situations(situation: SituationView, env: ClassEnv) -> str | None:
    """The value that other situations alone give; None when data or a person must say."""
    for value, condition in situation.rows:
        if condition is None:
            return value
        holds = decide_in_class(condition, env)
        if holds is None:
            return None
        if holds:
            return value
    return None


def complete_class(view: ThemeView, values: Class, signed_in: str) -> Class:
    """`values` with what follows from them: situations that are closed, fixed, settled by other situations alone, or yet to come up."""
    found = dict(values)
    for situation in order_situations(view):
        if situation.name in found:
            continue
        env = Cast(view, found, signed_in).env
        if situation.when is not None:
            is_open = decide_in_class(situation.when, env)
            if is_open is False:
                found[situation.name] = str(situation.use.otherwise or "")
            if is_open is not True:
                continue
        settled = LATER if situation.use.after else None if situation.use.of else settle_by_situations(situation, env)
        if settled is not None:
            found[situation.name] = settled
    return found


def check_class(view: ThemeView, values: Class) -> list[str]:
    """Names in `values` that are no situation of the theme, or have a value that is no option; [] when all are good."""
    known = {s.name: s for s in view.situations}
    wrong = []
    for name, value in values.items():
        situation = known.get(name)
        if situation is None:
            wrong.append(name)
            continue
        options = set(situation.kind.options) | ({""} if situation.use.of or situation.kind.many else set())
        options |= {LATER} if situation.use.after else set()
        parts = value.split(EACH) if situation.use.of else value.split(",") if situation.kind.many else [value]
        if not set(parts) <= options | {str(situation.use.otherwise)}:
            wrong.append(name)
    return wrong


def find_open(cast: Cast) -> tuple[tuple[SituationView, ...], tuple[SituationView, ...]]:
    """Situations still to settle: those that can be settled now, and those that must wait for these."""
    view, values = cast.view, cast.values
    now: list[SituationView] = []
    later: list[SituationView] = []
    for situation in order_situations(view):
        if situation.name in values:
            continue
        waits = find_read(view, situation) & {s.name for s in later}
        roles = {role for reads in situation.reads for role, _ in reads.facts}
        if waits or not all(cast.decided(role) for role in roles):
            later.append(situation)
        else:
            now.append(situation)
    return tuple(now), tuple(later)
