"""Hold a walked example to what its author expected, in the author's own words."""

from collections.abc import Iterator, Mapping
from typing import Any

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.forms import find_asked_papers
from shuangquan.core.cases.order import find_planned
from shuangquan.core.cases.pledges import BROKEN, DOUBTED
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Walked
from shuangquan.core.cases.world import World

_OUTCOMES = {
    TaskState.DONE: "approve",
    TaskState.REVIEW: "refer",
    TaskState.CORRECT: "correct",
    TaskState.REFUSED: "refused",
}
_ENDS = {CaseState.SUBMITTED: "waiting"}


def find_differences(walked: Walked, world: World) -> tuple[str, ...]:
    """What came out otherwise than expected, one sentence each; empty when all is as written."""
    return tuple(_differences(walked, world))


def _differences(walked: Walked, world: World) -> Iterator[str]:
    expect = world.example.expect
    yield from _compare_situations(walked, world, expect.get("situation", {}))
    yield from _compare_asked(walked, expect)
    yield from _compare_papers(walked, expect)
    yield from _compare_items(walked, world, expect.get("items", {}))
    yield from _compare_reasons(walked, world, expect.get("reason", {}))
    yield from _compare_end(walked, expect)
    for path, source in expect.get("from", {}).items():
        planned = walked.index.vars.get(str(path))
        found = _origins(walked, str(path)) | ({planned.from_} if planned else set())
        if str(source) not in found:
            yield f"from {path}: expected {source}, is {sorted(found)}"
    for item in expect.get("not_in_plan", ()):
        if any(planned.id == str(item) for planned, _ in find_planned(walked.turn, walked.index)):
            yield f"not_in_plan: {item} is in the plan"


def _origins(walked: Walked, path: str) -> set[str]:
    facts = [fact.know.origin for var, fact in walked.case.facts.items() if var.template == path]
    return {name for origin in facts if origin is not None for name in (origin.source, origin.kind)}


def _compare_situations(walked: Walked, world: World, wanted: Mapping[str, Any]) -> Iterator[str]:
    for name, value in wanted.items():
        if isinstance(value, Mapping):
            spine = walked.index.situations[name].of or ""
            for member in walked.case.members(spine):
                key = world.find_key(walked.case, walked.index, spine, member)
                found = walked.case.situation(name, member)
                if key in value and _word(value[key]) != found:
                    yield f"situation {name}[{key}]: expected {_word(value[key])}, is {found}"
        elif _word(value) != walked.case.situation(name):
            yield f"situation {name}: expected {_word(value)}, is {walked.case.situation(name)}"


def _word(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _compare_asked(walked: Walked, expect: Mapping[str, Any]) -> Iterator[str]:
    if "asked" in expect:
        wanted: list[str] = []
        for entry in expect["asked"]:
            name, _, times = str(entry).partition("*")
            wanted += [name] * int(times or 1)
        if sorted(wanted) != sorted(walked.asked):
            more = sorted(set(walked.asked) - set(wanted)) or "nothing more"
            less = sorted(set(wanted) - set(walked.asked)) or "nothing less"
            yield f"asked: expected {len(wanted)}, was {len(walked.asked)}; not expected: {more}; not asked: {less}"
    for name in expect.get("not_asked", ()):
        if str(name) in walked.asked:
            yield f"not_asked: {name} was asked"


def _compare_papers(walked: Walked, expect: Mapping[str, Any]) -> Iterator[str]:
    papers = [paper.evidence.certificate for paper in find_asked_papers(walked.case, walked.index, walked.turn.today)]
    if "materials" in expect and int(expect["materials"]) != len(papers):
        yield f"materials: expected {expect['materials']}, are {len(papers)}: {papers}"
    for name in expect.get("needs_paper", ()):
        if str(name) not in papers:
            yield f"needs_paper: {name} was not asked for"


def _compare_items(walked: Walked, world: World, wanted: Mapping[str, Any]) -> Iterator[str]:
    for item, value in wanted.items():
        tasks = [walked.case.tasks.get((i.id, m)) or Task(i.id, m) for i, m in find_planned(walked.turn, walked.index) if i.id == item]
        found = {_key(walked, world, task): _outcome(task) for task in tasks}
        if isinstance(value, Mapping):
            for key, one in value.items():
                if found.get(str(key), "none") != _same(str(one)):
                    yield f"items {item}[{key}]: expected {one}, is {found.get(str(key), 'none')}"
        elif not found or set(found.values()) != {_same(str(value))}:
            yield f"items {item}: expected {value}, is {sorted(set(found.values())) or 'not in the plan'}"


def _same(outcome: str) -> str:
    """`person` is another word for refer: whoever decides, rules did not."""
    return "refer" if outcome == "person" else outcome


def _key(walked: Walked, world: World, task: Task) -> str:
    spine = walked.index.items[task.item].for_each
    return world.find_key(walked.case, walked.index, spine, task.member) if spine and task.member else ""


def _outcome(task: Task) -> str:
    if task.pledge in (BROKEN, DOUBTED):
        return "revoked" if task.pledge == BROKEN else "doubted"
    return _OUTCOMES.get(task.state, "waits")


def _compare_reasons(walked: Walked, world: World, wanted: Mapping[str, Any]) -> Iterator[str]:
    for item, text in wanted.items():
        said = {find_reason(walked, task) for task in walked.case.tasks.values() if task.item == item}
        if str(text) not in said:
            yield f"reason {item}: expected {text}, is {sorted(said)}"


def find_reason(walked: Walked, task: Task) -> str:
    """The rule's own words, or the names of what was missing."""
    item = walked.index.items[task.item]
    if task.rule is not None and task.why in ("rule", ""):
        return item.rules[task.rule].reason.zh
    return "、".join((*task.missing, *task.claimed))


def _compare_end(walked: Walked, expect: Mapping[str, Any]) -> Iterator[str]:
    if "ends" in expect:
        ended = walked.early or _ENDS.get(walked.case.state, walked.case.state.value)
        if str(expect["ends"]) != ended:
            yield f"ends: expected {expect['ends']}, is {ended}"
    if "limit" in expect:
        limit = walked.index.plan.limit
        found = {limit.unit.value: limit.amount} if limit else {}
        if {str(k): int(v) for k, v in expect["limit"].items()} != found:
            yield f"limit: expected {dict(expect['limit'])}, is {found}"
