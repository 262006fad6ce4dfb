"""What people read off a department's system and type here: read field by field, compared with what a second person typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.drafting import read_fact
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.packages import PackageBody, find_case_path
from shuangquan.core.cases.procedures import MOST_DAYS, SPECIAL
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem, PlanVar
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.codec import value_to_plain
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.text import Text

WHATS: dict[str, Text] = {
    "accepted": Text("受理", "taken up"),
    "correct": Text("要补正", "more is needed"),
    "suspended": Text("特别程序开始", "special procedure begins"),
    "resumed": Text("特别程序结束", "special procedure over"),
    "decided": Text("决定", "decided"),
    "certificate": Text("制证", "certificate made"),
}
"""What can be read off the other system, in a word; the same kinds as of a report."""
PAPERED = frozenset({"decided", "certificate"})
"""What the other system's own paper is uploaded with."""
LONGEST = 200
FACT = "fact:"
"""What the name of a field begins with that holds a fact of the result."""


@dataclass(frozen=True, slots=True)
class Given:
    """As typed. what: a key of `WHATS`; on: the day the other system names, ISO; outcome: approve | refuse; follows: the certificate is to
    come; days: working days of a special procedure of that kind; needs: what a correction asks for; facts: own path → text.
    """

    what: str
    on: str = ""
    reason: str = ""
    outcome: str = ""
    assigned: str = ""
    follows: bool = False
    special: str = ""
    days: str = ""
    needs: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def write_listing(body: PackageBody, order: tuple[str, ...]) -> str:
    """A package as its list shows it: fields in the order of the other system, those it does not name after them as the item has them.

    order: paths (`registrant.name`) or names of facts (`name`).
    """
    places = {name: place for place, name in enumerate(order)}

    def find_place(path: str) -> int:
        template = path.partition("[")[0] + path.partition("]")[2] if "[" in path else path
        return min((places[name] for name in (path, template, template.rpartition(".")[2]) if name in places), default=len(places))

    fields = sorted(body.facts.items(), key=lambda one: find_place(one[0]))
    held = {"fields": [list(one) for one in fields], "papers": [list(one) for one in body.papers], "wants": list(body.wants)}
    return canonical_bytes(held).decode()


def read_listing(values: Mapping[str, Value | None], task: Task) -> dict[str, Any]:
    """fields: [path, value] pairs in order; papers: [certificate, name, SM3]; wants: own paths. Empty once it was erased."""
    found = values.get(task.hand.content) if task.hand else None
    held: dict[str, Any] = json.loads(str(found)) if found else {"fields": [], "papers": [], "wants": []}
    return held


def find_wanted(index: PlanIndex, item: PlanItem, wants: list[str]) -> dict[str, PlanVar]:
    """Facts that the department gives with its result: own path → the variable."""
    paths = {own: find_case_path(index, item, own) for own in wants}
    return {own: index.vars[path] for own, path in paths.items() if path is not None and path in index.vars}


def find_askable(index: PlanIndex, item: PlanItem) -> dict[str, Text]:
    """What a correction can ask the applicant for: own path of a fact that somebody may type, or path of a paper → what it is called."""
    found = {}
    for need in item.needs:
        if need.kind == "fact" and need.ref in index.vars and index.vars[need.ref].by:
            role, fact = need.ref.split(".")
            own = next((mine for mine, theirs in item.bind if index.resolve(theirs) == index.resolve(role)), role)
            found[f"{own}.{fact}"] = index.vars[need.ref].label
    papers = {path: one.name for path, one in index.evidence.items() if any(why.item == item.id for why in one.because)}
    return {**found, **papers}


def find_sayable(task: Task) -> tuple[str, ...]:
    """What the other system can have said as the task stands: keys of `WHATS`."""
    if task.approved:
        return ("certificate",)
    if task.away_why:
        return ("resumed", "decided")
    return (*(() if task.taken_up_at else ("accepted",)), "correct", "suspended", "decided")


def read_report(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, given: Given, *, worded: bool) -> dict[str, Any]:
    """The content of the report, but for who says it. worded: the words that people read are asked for too.

    Refusals, all at once: "hand.what", "hand.on", "hand.ahead", "hand.outcome", "hand.reason", "hand.number", "hand.needs",
    "special.kind", "special.days", and as `read_fact` at `fact:<own path>`.
    """
    if given.what not in find_sayable(task):
        raise Refusal("hand.what", "what")
    faults: list[Refusal] = []
    said = _read_day(turn, given, faults)
    content = {
        "what": given.what, "outcome": "", "reason": {"zh": given.reason.strip(), "en": ""}, "facts": {}, "certificate": {},
        "follows": False, "assigned": given.assigned.strip()[:LONGEST], "needs": [], "until": "", "at": said,
    }  # fmt: skip
    if given.what == "correct":
        content["needs"] = sorted(set(given.needs) & set(find_askable(index, item)))
        if not content["needs"]:
            faults.append(Refusal("hand.needs", "needs"))
    elif given.what == "suspended":
        content |= _read_special(turn, given, faults)
    elif given.what in PAPERED:
        content |= _read_result(turn, index, item, task, given, faults)
    needs_words = given.what in ("correct", "suspended") or content["outcome"] == "refuse"
    if worded and needs_words and not given.reason.strip():
        faults.append(Refusal("hand.reason", "reason"))
    if faults:
        raise Refusals(tuple(faults))
    return content


def _read_day(turn: Turn, given: Given, faults: list[Refusal]) -> str:
    try:
        day = date.fromisoformat(given.on.strip())
    except ValueError:
        faults.append(Refusal("hand.on", "on"))
        return ""
    if day > turn.today:
        faults.append(Refusal("hand.ahead", "on"))
    return turn.now.replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0).isoformat()


def _read_special(turn: Turn, given: Given, faults: list[Refusal]) -> dict[str, Any]:
    days = int(text) if (text := given.days.strip()).isdecimal() and len(text) < 5 else 0
    if given.special not in SPECIAL:
        faults.append(Refusal("special.kind", "special"))
        return {}
    if not 1 <= days <= MOST_DAYS:
        faults.append(Refusal("special.days", "days", most=MOST_DAYS))
        return {}
    until = find_deadline(turn.now, Limit(Unit.WORKING_DAYS, days), turn.calendar).at
    name = SPECIAL[given.special]
    zh, en = (f"{name.zh}，{days} 个工作日。{given.reason.strip()}", f"{name.say('en')}, {days} working days.")
    return {"until": until.date().isoformat(), "reason": {"zh": zh, "en": en}, "special": given.special}


def _read_result(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, given: Given, faults: list[Refusal]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if given.what == "decided":
        if given.outcome not in ("approve", "refuse"):
            faults.append(Refusal("hand.outcome", "outcome"))
        found |= {"outcome": given.outcome, "follows": given.follows and given.outcome == "approve"}
    if not given.assigned.strip():
        faults.append(Refusal("hand.number", "assigned"))
    if given.outcome == "refuse" or found.get("follows"):
        return found
    facts = {}
    for own, planned in find_wanted(index, item, read_listing(turn.values, task)["wants"]).items():
        try:
            facts[own] = _untag(value_to_plain(read_fact(planned, f"{FACT}{own}", given.facts.get(own, ""))))
        except Refusal as refusal:
            faults.append(refusal)
    return {**found, "facts": facts}


def _untag(plain: Any) -> Any:
    return next(iter(plain.values())) if isinstance(plain, dict) else plain


def find_differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the fields that decide and in which both differ; the words of a reason are the first one's own."""
    if first["what"] != second["what"]:
        return ("what",)
    names = {"outcome": "outcome", "assigned": "assigned", "at": "on", "follows": "follows", "needs": "needs", "until": "days"}
    found = [name for key, name in names.items() if first[key] != second[key]]
    found += ["special"] if first.get("special") != second.get("special") else []
    paths = sorted({*first["facts"], *second["facts"]})
    return (*found, *(f"{FACT}{own}" for own in paths if first["facts"].get(own) != second["facts"].get(own)))
