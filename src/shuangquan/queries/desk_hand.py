"""The page of manual re-entry: what to type into the other system, what it said, and what the second person is shown of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.cases.by_hand import list_fields, read_entry
from shuangquan.core.cases.explain import find_label
from shuangquan.core.cases.hand_reports import FACT, PAPERED, WHATS, find_askable, find_sayable, find_wanted, read_listing
from shuangquan.core.cases.hand_state import Hand
from shuangquan.core.cases.packages import find_case_path
from shuangquan.core.cases.procedures import SPECIAL
from shuangquan.core.standard.plan import PlanVar
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_evidence import Card, find_cards
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_times import say_clock, say_moment
from shuangquan.records.staff import find_names

FIELDS: dict[str, Text] = {
    "what": Text("说了什么", "What it said"),
    "on": Text("日期", "Day"),
    "outcome": Text("结果", "Outcome"),
    "assigned": Text("文号或证号", "Number"),
    "follows": Text("证照另行制发", "Certificate follows"),
    "needs": Text("要补什么", "What is asked for"),
    "special": Text("哪一种", "Which"),
    "days": Text("要几个工作日", "Working days"),
}
OUTCOMES = {"approve": Text("通过", "approved"), "refuse": Text("不予", "refused")}


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the package. path: its name; text: as it is typed there; done: ticked."""

    path: str
    label: str
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact that the department gives. name: of its input; options: (code, label) where it is one of several."""

    name: str
    label: str
    type: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A field of what the first person typed, as the second compares it. differs: it was found to differ."""

    name: str
    label: str
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class HandPage:
    """step: see `Hand.step`. mine: the one who looks typed what waits. first: who did. paper: blob of the other system's, "" for none.

    whats: (code, word) of what can have been said. asks: facts of a result; askable: (name, label) for a correction; specials: kinds.
    lines: what was typed, only for who may see it. differs: labels of the fields in which a second person read otherwise.
    """

    step: str
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    receipt: str
    typist: str
    typed_at: str
    mine: bool
    first: str
    first_at: str
    paper: str
    whats: tuple[tuple[str, str], ...]
    asks: tuple[Ask, ...]
    askable: tuple[tuple[str, str], ...]
    specials: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    differs: tuple[str, ...]
    chased: str


def find_hand_page(read: Read, hand: Hand, me: str) -> HandPage:
    """The page for an officer. At most one query, for names."""
    listed, entry = read_listing(read.values, read.task), hand.said
    wanted = find_wanted(read.index, read.item, listed["wants"])
    names = _find_names({hand.typist, entry.officer if entry else ""})
    typed = read_entry(read.values, entry) if entry and read.values.get(entry.content) else None
    labels = {f"{FACT}{own}": read.text(planned.label) for own, planned in wanted.items()} | {k: read.text(v) for k, v in FIELDS.items()}
    chased = say_clock(read.task.chased_at, read.language, seen=read.seen) if read.task.chased and read.task.chased_at else ""
    return HandPage(
        hand.step, tuple(_find_rows(read, hand, listed["fields"])),
        tuple(card for card in find_cards(read) if card.open and card.kind in ("paper", "certificate")),
        read.said(hand.receipt), names.get(hand.typist, ""),
        say_moment(hand.typed_at, read.language, seen=read.seen) if hand.typed_at else "",
        entry is not None and entry.officer == me, names.get(entry.officer, "") if entry else "",
        say_clock(entry.at, read.language, seen=read.seen) if entry else "", entry.paper if entry else "",
        tuple((what, read.text(WHATS[what])) for what in find_sayable(read.task)), tuple(_find_asks(read, wanted)),
        tuple((name, read.text(label)) for name, label in find_askable(read.index, read.item).items()),
        tuple((code, read.text(name)) for code, name in SPECIAL.items()),
        tuple(_find_lines(read, typed, wanted, labels, hand.differs)) if typed else (),
        tuple(labels.get(name, name) for name in hand.differs), chased,
    )  # fmt: skip


def find_typed(read: Read, hand: Hand) -> dict[str, Any]:
    """What the first person typed, to be mended by the same person; {} when there is nothing."""
    return read_entry(read.values, hand.said) if hand.said and read.values.get(hand.said.content) else {}


def _find_names(subjects: set[str]) -> Mapping[str, str]:
    ids = {int(one.removeprefix("staff-")) for one in subjects if one.removeprefix("staff-").isdecimal()}
    return {f"staff-{number}": name for number, name in find_names(ids).items()} if ids else {}


def _find_rows(read: Read, hand: Hand, fields: list[list[Any]]) -> Iterator[Row]:
    for path, value in fields:
        template = path.partition("[")[0] + path.partition("]")[2] if "[" in path else path
        found = find_case_path(read.index, read.item, template)
        planned = read.index.vars.get(found) if found else None
        label = read.text(find_label(read.index, found)) if found else path
        yield Row(path, label, _print(read, planned, value), path in hand.done)


def _print(read: Read, planned: PlanVar | None, value: Any) -> str:
    """As it is typed there: a choice by its word, a day as 2026-11-24."""
    if isinstance(value, bool):
        return read.say("是" if value else "否", "Yes" if value else "No")
    words = dict(planned.options) if planned is not None else {}
    return read.text(words[str(value)]) if str(value) in words else str(value)


def _find_asks(read: Read, wanted: Mapping[str, PlanVar]) -> Iterator[Ask]:
    for own, planned in wanted.items():
        options = tuple((code, read.text(label)) for code, label in planned.options)
        if planned.type == "boolean":
            options = (("true", read.say("是", "Yes")), ("false", read.say("否", "No")))
        yield Ask(f"{FACT}{own}", read.text(planned.label), planned.type, options)


def _find_lines(
    read: Read, typed: Mapping[str, Any], wanted: Mapping[str, PlanVar], labels: Mapping[str, str], differs: tuple[str, ...]
) -> Iterator[Line]:
    askable = find_askable(read.index, read.item)
    special = SPECIAL.get(str(typed.get("special", "")))
    said = {
        "what": read.text(WHATS[typed["what"]]), "on": str(typed["at"])[:10], "assigned": typed["assigned"],
        "outcome": read.text(OUTCOMES[typed["outcome"]]) if typed["outcome"] else "", "follows": read.say("是", "Yes"),
        "needs": read.join(read.text(askable[name]) for name in typed["needs"] if name in askable),
        "special": read.text(special) if special else "", "days": read.say(f"到 {typed['until']}", f"until {typed['until']}"),
    }  # fmt: skip
    facts = {f"{FACT}{own}": _print(read, wanted.get(own), value) for own, value in typed["facts"].items()}
    for name in list_fields(dict(typed)):
        yield Line(name, labels.get(name, name), {**said, **facts}[name], name in differs)


def needs_paper(what: str) -> bool:
    """Whether the other system's paper goes with it."""
    return what in PAPERED
