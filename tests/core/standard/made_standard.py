"""Standards made up at random, as text, and what they mean, read here anew: whom each source serves, what each item needs of whom.

The text goes the whole way through the front (load, check of conditions, compile); the meaning goes to the exhaustive walk. Nothing of
the compiler is used to say what a standard means.
"""

import json
import random  # noqa: TID251  (seeded: every run is the same)
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from shuangquan.core.standard.bundle import WEIGHTS
from tests.core.standard.cheapest_way import Walk, Way, find_reachable

PERSONS, FLOCK, LEAD = ("me", "other"), "flock", "lead"
FACTS = {"person": ("p0", "p1", "p2"), "thing": ("t0", "t1", "t2")}
CONDITIONS: dict[str | None, Callable[[bool, str], bool]] = {
    None: lambda s, w: True,
    "s": lambda s, w: s,
    "not s": lambda s, w: not s,
    "w = 'light'": lambda s, w: w == "light",
    "w = 'heavy' or s": lambda s, w: w == "heavy" or s,
}
Plain = dict[str, Any]


@dataclass
class Source:
    """A resource or a certificate on file: its own roles by type, keys and what it gives as `role.fact`."""

    id: str
    kind: str
    roles: dict[str, str]
    keys: list[str]
    gives: list[str]
    lists: bool = False


@dataclass
class Need:
    """Alternatives (`fact`, or `paper`), and when."""

    refs: list[str]
    when: str | None


@dataclass
class Item:
    """An item of one thing of the flock (`each`) or of one person, with the role that plays in it."""

    id: str
    each: bool
    role: str
    needs: list[Need]
    gives: list[str]
    when: str | None


@dataclass
class Made:
    """A random standard. facts: `person.p0` → its lines in the dictionary."""

    facts: dict[str, Plain] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    speaks_for: dict[str, list[str]] = field(default_factory=dict)
    usual: int = 1
    pick: str | None = None
    consents: bool = True
    situation: tuple[bool, tuple[str, ...]] = (True, ("light",))
    leads: bool = False


def make_standard(seed: int, *, leads: bool = False) -> Made:
    """The standard of a seed. leads: one of the flock has a role of its own, with an item."""
    draw = random.Random(seed)
    made = Made(usual=draw.randint(1, 3), pick=draw.choice([None, "some"]), consents=draw.random() < 0.7)
    made.weights = {name: draw.choice([0, 0, 1, 2, 4]) for name in WEIGHTS}
    made.situation = (draw.random() < 0.5, draw.choice([("light",), ("heavy",), ("heavy", "light")]))
    for kind, names in FACTS.items():
        for name in names:
            made.facts[f"{kind}.{name}"] = {
                "type": draw.choice(["text", "boolean", "address"]),
                "sensitive": draw.random() < 0.3,
                "by_hand": draw.random() < 0.6,
            }
    for role in ("other", FLOCK):
        if draw.random() < 0.7:
            made.speaks_for[role] = ["me"]
    made.sources = [_make_source(draw, f"r{n}") for n in range(draw.randint(3, 6))]
    if draw.random() < 0.4:
        made.sources.append(
            Source("lister", "resource", {"a": "person", "m": "thing"}, ["a.p0"], ["m.t0", *_some(draw, "m.t1", "m.t2")], True)
        )
    for fact in made.facts.values():
        if draw.random() < 0.3:
            fact["source"] = draw.choice(made.sources).id
    made.items = [_make_item(draw, f"i{n}") for n in range(draw.randint(1, 3))]
    if leads:
        made.leads = True
        made.items.append(_make_lead_item(draw))
        if draw.random() < 0.7:
            made.speaks_for[LEAD] = ["me"]
    return made


def _make_lead_item(draw: random.Random) -> Item:
    facts = draw.sample(FACTS["thing"], draw.randint(1, 2))
    free = [fact for fact in FACTS["thing"] if fact not in facts]
    gives = [draw.choice(free)] if draw.random() < 0.3 else []
    return Item("lead", False, LEAD, [Need([fact], draw.choice([None, None, "s"])) for fact in facts], gives, None)


def _some(draw: random.Random, *names: str) -> list[str]:
    return [name for name in names if draw.random() < 0.5]


def _make_source(draw: random.Random, name: str) -> Source:
    roles = draw.choice([{"a": "person"}, {"b": "thing"}, {"a": "person", "b": "thing"}])
    own = [f"{role}.{fact}" for role, kind in roles.items() for fact in FACTS[kind]]
    keys = [draw.choice([path for path in own if path[0] == role]) for role in roles]
    gives = draw.sample([path for path in own if path not in keys], draw.randint(1, 2))
    return Source(name, draw.choice(["resource", "resource", "certificate"]), dict(roles), keys, gives)


def _make_item(draw: random.Random, name: str) -> Item:
    each = draw.random() < 0.5
    names = FACTS["thing" if each else "person"]
    needs = []
    for fact in draw.sample(names, draw.randint(1, 2)):
        refs = [fact, *(["paper"] if draw.random() < 0.2 else [])]
        if draw.random() < 0.2:
            refs += [draw.choice([other for other in names if other != fact])]
        needs.append(Need(refs, draw.choice([None, None, "s", "not s", *(["w = 'light'", "w = 'heavy' or s"] if each else [])])))
    used = {ref for need in needs for ref in need.refs}
    free = [fact for fact in names if fact not in used]
    gives = [draw.choice(free)] if free and draw.random() < 0.6 else []
    when = draw.choice([None, None, "s", "not s", *(["w = 'light'", "w = 'heavy' or s"] if each else [])])
    return Item(name, each, FLOCK if each else draw.choice(PERSONS), needs, gives, when)


# --- what it means -------------------------------------------------------------------------------------------------------------------


def find_walk(made: Made) -> Walk:
    """The problem of the standard's class, as this module reads it."""
    items = [item for item in made.items if any(True for _ in _cases(made, item))]
    fixed = {f"{item.role}.{fact}" for item in items for fact in item.gives}
    bound = [one for source in made.sources for one in _bind(made, source, fixed)]
    needed = {ref for item in items for group in _groups(made, item) for ref in group if "(" not in ref}
    keys = {key for way in bound for group in way.keys for key in group}
    typed = [way for path in sorted(needed | keys) if items and path not in fixed for way in _typed(made, path)]
    ways = [Way("sign_in", (), ("me.p0",), each=made.weights["sign_in"])]
    for item in items:
        gives = tuple(f"{item.role}.{fact}" for fact in item.gives)
        ways.append(Way(f"item:{item.id}", _groups(made, item), gives, each=made.weights["made_in_theme"], forced=True))
    ways += [Way(f"member:{fact}", ((f"{FLOCK}.{fact}",),), (f"{LEAD}.{fact}",)) for fact in _led(made, fixed)]
    papers = {ref for item in items for group in _groups(made, item) for ref in group if "(" in ref}
    ways += [Way(f"paper:{ref}", (), (ref,), burden=made.weights["upload"]) for ref in sorted(papers)]
    unasked = find_reachable([*ways, *bound])
    listed = {path.replace("m.", f"{FLOCK}.") for source in made.sources if source.lists for path in source.gives}
    wanted = tuple((path,) for path in sorted(listed & unasked & {f"{FLOCK}.t0", f"{FLOCK}.t1"}))
    lawful = _find_lawful(made, [*ways, *bound, *typed])
    return Walk(wanted, (*ways, *bound, *typed), made.weights["consent_of_other"], lawful)


def _led(made: Made, fixed: set[str]) -> list[str]:
    """What is known of the one of the flock by what is known of all of it."""
    return [fact for fact in FACTS["thing"] if made.leads and f"{LEAD}.{fact}" not in fixed]


def _cases(made: Made, item: Item) -> Iterator[tuple[bool, str]]:
    """The situations in which the item is done: of each member's class, or of the matter."""
    married, classes = made.situation
    for one in classes if item.each else ("",):
        if CONDITIONS[item.when](married, one):
            yield married, one


def _groups(made: Made, item: Item) -> tuple[tuple[str, ...], ...]:
    """What the item needs of whom, wherever somebody needs it."""
    return tuple(
        tuple("paper(x=" + item.role + ")" if ref == "paper" else f"{item.role}.{ref}" for ref in need.refs)
        for need in item.needs
        if any(CONDITIONS[need.when](*case) for case in _cases(made, item))
    )


def _bind(made: Made, source: Source, fixed: set[str]) -> Iterator[Way]:
    """Everybody whom the source serves."""
    if source.lists:
        yield _write_way(made, source, {"a": "me", "m": FLOCK}, fixed)
        return
    for person in PERSONS if "a" in source.roles else ("",):
        for thing in ((FLOCK, LEAD) if made.leads else (FLOCK,)) if "b" in source.roles else ("",):
            names = {"a": person, "b": thing}
            yield _write_way(made, source, {role: names[role] for role in source.roles}, fixed)


def _write_way(made: Made, source: Source, names: Plain, fixed: set[str]) -> Way:
    def own(path: str) -> str:
        role, _, fact = path.partition(".")
        return f"{names[role]}.{fact}"

    gives = tuple(own(path) for path in source.gives if own(path) not in fixed)
    keys = tuple((own(path),) for path in source.keys)
    asked = frozenset(key.partition(".")[0] for (key,) in keys) & ({"other"} if made.consents else set())
    burden = made.weights[source.kind] + (made.weights["pick"] if source.lists and made.pick else 0)
    calls = made.usual if FLOCK in names.values() and not source.lists else 1
    return Way(
        f"{source.id}{sorted(names.items())}", keys, gives, burden, 0, calls,
        frozenset(path for path in gives if made.facts[_kind(path)]["sensitive"]),
        tuple((path, "other") for path in gives if made.consents and path.startswith("other.")), asked,
    )  # fmt: skip


def _kind(path: str) -> str:
    role, _, fact = path.partition(".")
    return f"{'thing' if role in (FLOCK, LEAD) else 'person'}.{fact}"


def _typed(made: Made, path: str) -> Iterator[Way]:
    fact, role = made.facts[_kind(path)], path.partition(".")[0]
    speakers = ([role] if role in PERSONS else []) + made.speaks_for.get(role, [])
    if fact["by_hand"] and speakers:
        effort = {"text": "type_short", "boolean": "ask_choice", "address": "type_long"}[fact["type"]]
        times = made.usual if role == FLOCK else 1
        consents = () if "me" in speakers else ((path, role),)
        yield Way(f"typed:{path}", (), (path,), each=made.weights[effort] * times, consents=consents)


def _find_lawful(made: Made, ways: list[Way]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for way in ways:
        for path in way.gives:
            source = made.facts[_kind(path)].get("source", "") if "(" not in path else ""
            same = way.id == "sign_in" or way.id.startswith("member:")
            if "(" not in path and (same or (source and way.id.startswith(f"{source}["))):
                found.setdefault(path, set()).add(way.id)
    return {path: frozenset(ids) for path, ids in found.items()}


# --- its text ------------------------------------------------------------------------------------------------------------------------


def render_standard(made: Made) -> dict[str, str]:
    """The files of the standard (JSON is YAML)."""
    texts = {"all.yaml": _write_libraries(made), "made/theme.yaml": _write_theme(made)}
    return {name: json.dumps(content, ensure_ascii=False) for name, content in texts.items()}


def _say(word: str) -> Plain:
    return {"zh": word, "en": word}


def _write_libraries(made: Made) -> Plain:
    return {
        "departments": {"office": _say("office")},
        "types": {"person": _say("person"), "thing": _say("thing")},
        "sign_in": ["person.p0"],
        "burden": made.weights,
        "facts": {path: {"label": _say(path), **fact} for path, fact in made.facts.items()},
        "situations": {
            "s": {"label": _say("s"), "ask": _say("s?"), "options": {"true": _say("yes"), "false": _say("no")}},
            "w": {"label": _say("w"), "ask": _say("w?"), "options": {"light": _say("light"), "heavy": _say("heavy")}},
        },
        "resources": {source.id: _write_resource(source) for source in made.sources if source.kind == "resource"},
        "certificates": {source.id: _write_certificate(source) for source in made.sources if source.kind == "certificate"}
        | {"paper": {"name": _say("paper"), "issuer": "office", "roles": {"x": "person"}, "states": []}}
        | {"sheet": {"name": _say("sheet"), "issuer": "office", "roles": {"x": "thing"}, "states": []}},
        "items": {item.id: _write_item(item) for item in made.items},
    }


def _write_resource(source: Source) -> Plain:
    roles: Plain = dict(source.roles) | ({"m": {"many": "thing", "key": "t0"}} if source.lists else {})
    frame = {"sharing": "conditional", "update": "daily", "channel": "api"}
    return {"name": _say(source.id), "provider": "office", "roles": roles, "keys": source.keys, "gives": source.gives, **frame}


def _write_certificate(source: Source) -> Plain:
    frame = {"name": _say(source.id), "issuer": "office", "covers": "all"}
    return {**frame, "roles": source.roles, "find": source.keys, "states": source.gives}


def _write_item(item: Item) -> Plain:
    thing = item.each or item.role == LEAD
    paper = "sheet" if thing else "paper"
    needs = []
    for need in item.needs:
        some = [{"evidence": paper, "roles": {"x": "x"}} if ref == "paper" else {"fact": f"x.{ref}"} for ref in need.refs]
        needs.append({**(some[0] if len(some) == 1 else {"any": some}), **({"when": need.when} if need.when else {})})
    return {
        "name": _say(item.id), "department": "office", "procedure": "confirmation", "roles": {"x": "thing" if thing else "person"},
        "situations": ["s", "w"] if item.each else ["s"], "needs": needs, "gives": {"facts": [f"x.{fact}" for fact in item.gives]},
        "decided_by": "platform", "rules": [{"when": "else", "then": "approve", "reason": _say("ok")}],
        "limits": {"statutory": "none", "promised": {"working_days": 1}}, "identity": 3, "pledge": False, "fees": "none",
        "refused_later": _say("again"),
    }  # fmt: skip


def _write_theme(made: Made) -> Plain:
    flock: Plain = {"many": "thing", "label": _say("flock"), "key": "t0", "show": ["t1"], "max": 9, "usual": made.usual}
    flock |= {"pick": made.pick} if made.pick else {}
    flock |= {"from": {"lister": {"a": "me"}}} if any(source.lists for source in made.sources) else {}
    lead: Plain = {LEAD: {"one_of": FLOCK, "ask": _say("which?")}} if made.leads else {}
    items: list[Plain] = []
    for item in made.items:
        extra: Plain = ({"for_each": FLOCK} if item.each else {}) | ({"when": item.when} if item.when else {})
        items.append({"use": item.id, "with": {"x": item.role}, **extra})
    return {
        "theme": "made", "name": _say("made"), "stage": "x", "grade": "U",
        "roles": {"me": {"signed_in": "person"}, "other": {"one": "person"}, FLOCK: flock, **lead},
        "apply": ["me"], "speaks_for": made.speaks_for, "items": items,
        "parties": {"other": {"consents": "when_data_used"}} if made.consents else {},
        "situations": [{"use": "s"}, {"use": "w", "of": FLOCK}],
        "limit": {"working_days": 5}, "limit_from": "accepted", "limit_until": "decided", "baseline": [],
    }  # fmt: skip
