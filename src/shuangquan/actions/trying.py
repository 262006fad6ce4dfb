"""Answer questions about standards: workers only, since this loads the solver. Answers are plain JSON, shapes as written below."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from shuangquan.actions.checking import PlanMaker, check_texts, check_walk
from shuangquan.actions.hindsight import look_back
from shuangquan.actions.simulating import Assumptions, find_published, simulate
from shuangquan.actions.standard_drafts import load_draft_texts
from shuangquan.actions.standards import load_bundle_of
from shuangquan.actions.trials import CHECK, COUNTED, DIFFERENCES, EXAMPLES, FIGURES, HINDSIGHT, INSTANT, PLAN, QUICK, SIMULATE, Question
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import Uncompilable, compile_plan
from shuangquan.core.standard.differences import find_differences
from shuangquan.core.standard.differences_counted import compare_figures
from shuangquan.core.standard.figures import count_figures
from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.instant import find_instants
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.plan_plain import plan_to_plain
from shuangquan.core.standard.recall import find_stirred
from shuangquan.core.standard.saying import say_class
from shuangquan.core.standard.text import drop_places
from shuangquan.core.standard.touched import find_changed_paths, find_touched
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.text import Text
from shuangquan.records.clock import ZONE
from shuangquan.records.drafts import find_saved_versions
from shuangquan.records.plans import load_bundle_texts
from shuangquan.records.trials import apply_answer, find_trial

Answer = Mapping[str, Any]
PROVINCE = "370000"
BEGINS = datetime(2026, 3, 2, tzinfo=ZONE)
"""A Monday of a published year: the same question gets the same answer whenever it is asked."""


def work_trial(name: str) -> None:
    """Work a question and keep the answer. A draft that was saved again meanwhile is not worked: {"outdated": true}."""
    asked = find_trial(name)
    if asked is None or asked.answer is not None:
        return
    question = asked.question
    try:
        _check_current(question)
        answer = _WORK[question["kind"]](question)
    except Outdated:
        answer = {"outdated": True}
    apply_answer(name, answer)


class Outdated(Exception):
    """The draft was saved again: nobody waits for this answer any more."""


def _check_current(question: Question) -> None:
    """Outdated for a question about versions of a draft's files that are no longer the newest."""
    if "draft" in question and find_saved_versions(question["draft"]) != question["versions"]:
        raise Outdated


def _check(question: Question) -> Answer:
    """{"bundle": hash or "", "errors": [finding], "warnings": [finding], "examples": how many}."""

    def go_through(look: Callable[[str], list[Finding]], themes: Iterable[str]) -> Iterable[list[Finding]]:
        for theme in themes:
            _check_current(question)  # somebody who goes on typing is not kept waiting by what they typed before
            yield look(theme)

    checked = check_texts(_load_texts(question), by_theme=go_through, again=True)
    bundle = checked.bundle
    count = sum(map(len, bundle.examples.values())) if bundle else 0
    said = {"errors": to_plain(checked.errors), "warnings": to_plain(checked.warnings)}
    return {"bundle": bundle.hash if bundle else "", "examples": count, "themes": len(bundle.themes) if bundle else 0, **said}


def _quick(question: Question) -> Answer:
    """As `_check`, without the examples and only of the themes that were changed: what somebody who writes wants to know at once."""
    texts = _load_texts(question)
    touched = find_touched(find_changed_paths(load_bundle_texts(question["base"]), texts), texts)

    def go_through(look: Callable[[str], list[Finding]], themes: Iterable[str]) -> Iterable[list[Finding]]:
        return [look(theme) for theme in themes if theme in touched.themes]

    checked = check_texts(texts, walk=False, by_theme=go_through, again=True)
    return {"errors": to_plain(checked.errors), "warnings": to_plain(checked.warnings)}


def _figures(question: Question) -> Answer:
    """{"figures": core/standard/figures.Figures}."""
    return {"figures": to_plain(count_figures(_load(question), question["region"]))}


def _examples(question: Question) -> Answer:
    """{"examples": [{"name", "region", "today", "file", "line", "outcomes", "differs": [finding]}]}; none when it does not load."""
    (bundle, _), theme = _try_load(question), question["theme"]
    if bundle is None:
        return {"examples": []}
    plans = PlanMaker(bundle, theme)
    return {
        "examples": [
            {
                "name": to_plain(one.name),
                "region": str(one.region),
                "today": str(one.today),
                "file": one.at.file,
                "line": one.at.line,
                "outcomes": {str(item): _say(outcome) for item, outcome in one.expect.get("items", {}).items()},
                "differs": to_plain(tuple(check_walk(bundle, one, plans))),
            }
            for one in bundle.examples.get(theme, ())
        ]
    }


def _say(outcome: object) -> list[str]:
    return sorted({str(one) for one in outcome.values()}) if isinstance(outcome, Mapping) else [str(outcome)]


def _plan(question: Question) -> Answer:
    """{"plan": Plan, "classes": [class], "situation": class, "labels", "applicants": [[role, label]]}; {"failed": why} if there is none.

    The class is the one that agrees best with what was chosen.
    """
    bundle, found = _try_load(question)
    theme, region = question["theme"], question["region"]
    if bundle is None or theme not in bundle.themes:
        return {"failed": found}
    try:
        role = question.get("signed_in") or str(bundle.themes[theme].apply[0])
        classes = enumerate_classes(bundle, theme, region, role)
        best = _fit(bundle, theme, classes, question.get("situation") or {})
        made = compile_plan(bundle, theme, region, best, frozenset(), role)
    except (Uncompilable, ValueError, KeyError, StopIteration) as error:  # a draft may be wrong in any way; the checker says where
        return {"failed": str(error)}
    situations = {name: to_plain(kind) for name, kind in bundle.situations.items() if any(name in one for one in classes)}
    roles = bundle.themes[theme].roles
    applicants = [[str(name), to_plain(roles[name].label or Text(str(name)))] for name in bundle.themes[theme].apply]
    return {
        "plan": plan_to_plain(made),
        "classes": [dict(one) for one in classes],
        "situation": dict(best),
        "labels": _labels(situations),
        "applicants": applicants,
    }


def _labels(situations: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"label": kind["label"], "options": kind["options"]} for name, kind in situations.items()}


def _fit(bundle: Bundle, theme: str, classes: tuple[Mapping[str, str], ...], chosen: Mapping[str, str]) -> Mapping[str, str]:
    """The class that agrees with most of what was chosen, then with the theme's first example."""
    examples = bundle.examples.get(theme, ())
    usual = examples[0].expect.get("situation", {}) if examples else {}
    words = {str(name): str(value).lower() if isinstance(value, bool) else str(value) for name, value in usual.items()}

    def rank(one: Mapping[str, str]) -> tuple[int, int]:
        return sum(one.get(n) == v for n, v in chosen.items()), sum(one.get(n) == v for n, v in words.items())

    return max(classes, key=rank, default={})


def _differences(question: Question) -> Answer:
    """{"differences": [Difference]} without figures; {"failed": why} when one of the two does not load."""
    bundle, failed = _try_load(question)
    if bundle is None:
        return {"failed": failed}
    return {"differences": to_plain(find_differences(load_bundle_of(question["old"]), bundle, counted=False))}


def _counted(question: Question) -> Answer:
    """{"differences": [Difference]} of the figures alone, counted for the themes that the change is about; {"failed": why}."""
    bundle, failed = _try_load(question)
    if bundle is None:
        return {"failed": failed}
    stirred = find_stirred(load_bundle_texts(question["old"]), _load_texts(question))
    found = compare_figures(load_bundle_of(question["old"]), bundle, stirred)
    return {"differences": to_plain(drop_places(tuple(found)))}


def _simulate(question: Question) -> Answer:
    """{"themes": [{"name", "cases", "p50", "p95", "limit", "kept"}], "desks": [{"name", "staff", "tasks", "waited", "busy"}]}.

    p50, p95, limit in hours, waited in minutes; kept, busy: shares; limit, kept None without a limit.
    """
    bundle = _load(question)
    assumed = Assumptions(BEGINS, arrivals=float(question["arrivals"]), staff_each=int(question["staff"]))
    themes = tuple(question["themes"]) or tuple(str(theme) for theme in bundle.themes)
    found = simulate(bundle, tuple(theme for theme in themes if theme in bundle.themes), PROVINCE, assumed, find_published())
    return {
        "themes": [
            {
                "name": to_plain(bundle.themes[one.theme].name),
                "cases": len(one.hours),
                "p50": one.find_percentile(50),
                "p95": one.find_percentile(95),
                "limit": one.limit,
                "kept": one.kept,
            }
            for one in found.themes
        ],
        "desks": [
            {
                "name": to_plain(bundle.departments[one.department]),
                "staff": one.staff,
                "tasks": one.tasks,
                "waited": one.waited,
                "busy": one.busy,
            }
            for one in found.desks
        ],
        "assumed": {"days": assumed.days, "referred": assumed.referred, "officer": assumed.officer, "system": assumed.system},
    }


def _instant(question: Question) -> Answer:
    """{"items": {item: [{"theme", "situation", "why": [text], "given": [text], "counties"}]}}: where rules can decide alone, where not."""
    bundle = _load(question)
    found: dict[str, list[dict[str, Any]]] = {}
    for theme in find_instants(bundle).themes:
        for one in theme.variants:
            said = {
                "theme": to_plain(theme.name),
                "situation": to_plain(say_class(bundle, dict(one.situation))),
                "why": [to_plain(why.say()) for why in one.why],
                "given": [to_plain(name) for name in one.given],
                "counties": one.regions,
            }
            found.setdefault(one.item, []).append(said)
    return {"items": found}


def _hindsight(question: Question) -> Answer:
    """{"items": [core/cases/hindsight.Hindsight]}: changed rules tried on what was decided before."""
    return {"items": to_plain(look_back(load_bundle_of(question["old"]), _load(question)))}


def _load_texts(question: Question) -> Mapping[str, str]:
    if "bundle" in question:
        return load_bundle_texts(question["bundle"])
    return load_draft_texts(question["draft"], question["base"])


def _try_load(question: Question) -> tuple[Bundle | None, str]:
    if "bundle" in question:
        return load_bundle_of(question["bundle"]), ""
    bundle, faults = load_bundle(_load_texts(question))
    return bundle, faults[0].message.zh if faults else ""


def _load(question: Question) -> Bundle:
    bundle, failed = _try_load(question)
    if bundle is None:
        raise LookupError(failed)
    return bundle


_WORK: Mapping[str, Callable[[Question], Answer]] = {
    CHECK: _check,
    QUICK: _quick,
    FIGURES: _figures,
    EXAMPLES: _examples,
    PLAN: _plan,
    DIFFERENCES: _differences,
    COUNTED: _counted,
    SIMULATE: _simulate,
    INSTANT: _instant,
    HINDSIGHT: _hindsight,
}
