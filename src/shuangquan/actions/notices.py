"""What is told before the first query: which data is asked of whom, for what, on which basis."""

from dataclasses import dataclass

from shuangquan.actions.plans import load_notice_plans
from shuangquan.core.standard.plan import Basis, Draw, Plan
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One source. fields: labels of what it gives; about: roles whose data it is; items: for what; basis: on which ground."""

    source: str
    provider: Text
    name: Text
    fields: tuple[Text, ...]
    about: tuple[Text, ...]
    consent_of: tuple[Text, ...]
    items: tuple[Text, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole notice. digest: SM3 of it, noted with the agreement. sources: what was told."""

    lines: tuple[NoticeLine, ...]
    digest: str

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of every source told."""
        return tuple(line.source for line in self.lines)


def find_notice(bundle: str, theme: str, region: str, signed_in: str) -> Notice:
    """Everything any situation of the theme may ask of any source, told before it is known which situation it is."""
    lines: dict[str, NoticeLine] = {}
    for plan in load_notice_plans(bundle, theme, region, signed_in):
        for draw in plan.draws:
            lines[draw.source] = _join(lines.get(draw.source), _line(plan, draw))
    ordered = tuple(lines[source] for source in sorted(lines))
    told = [[line.source, [f.zh for f in line.fields], [i.zh for i in line.items]] for line in ordered]
    return Notice(ordered, sm3_hex(canonical_bytes(told)))


def _line(plan: Plan, draw: Draw) -> NoticeLine:
    labels = {v.path: v.label for v in plan.vars}
    roles = {r.name: r.label for r in plan.roles}
    names = {i.id: i.name for i in plan.items}
    about = tuple(dict.fromkeys(roles[path.split(".")[0]] for path, _ in draw.gives if path.split(".")[0] in roles))
    return NoticeLine(
        draw.source,
        draw.provider_name,
        draw.name,
        tuple(dict.fromkeys(labels[path] for path, _ in draw.gives if path in labels)),
        about,
        tuple(roles[role] for role in draw.about if role in roles),
        tuple(names[item] for item in draw.items if item in names),
        draw.basis,
    )


def _join(one: NoticeLine | None, other: NoticeLine) -> NoticeLine:
    if one is None:
        return other
    return NoticeLine(
        one.source, one.provider, one.name, _both(one.fields, other.fields), _both(one.about, other.about),
        _both(one.consent_of, other.consent_of), _both(one.items, other.items), one.basis,
    )  # fmt: skip


def _both(one: tuple[Text, ...], other: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys((*one, *other)))
