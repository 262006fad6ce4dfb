"""What is online: the list of themes with their figures, and one theme with a plan to look into, its examples and versions."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuangquan.actions.life import Life, find_lives
from shuangquan.actions.standard_drafts import load_online_texts
from shuangquan.actions.standards import load_online
from shuangquan.actions.trials import EXAMPLES, FIGURES, PLAN, ask, ask_of_bundle
from shuangquan.channels.console.entry import Console, author, is_part, render
from shuangquan.channels.console.reading import PROVINCE, find_choice, find_regions, show_lives
from shuangquan.channels.console.trials import read_examples
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.console_drafts import DraftRow, find_draft_rows
from shuangquan.queries.console_plan import read_plan
from shuangquan.queries.console_themes import Movement, find_movements, find_rows


@require_GET
@author
def show_themes(request: HttpRequest, console: Console) -> HttpResponse:
    """Themes with what is on its way to them, drafts, versions."""
    lives, drafts = _find_moving(console)
    context = {"lives": show_lives(lives, console.language), "drafts": drafts, **_find_table(lives, drafts)}
    return render(request, console, "themes.html", tab="themes", **context)


@require_GET
@author
def show_figures(request: HttpRequest, console: Console) -> HttpResponseBase:
    """The table again, once a worker has counted."""
    if not is_part(request):
        return redirect("console:themes")
    return render(request, console, "parts/themes.html", **_find_table(*_find_moving(console)))


def _find_table(lives: tuple[Life, ...], drafts: tuple[DraftRow, ...]) -> dict[str, Any]:
    bundle = load_online()
    counted = ask(ask_of_bundle(FIGURES, bundle.hash, region=PROVINCE)).answer
    moving = _find_movements(lives, drafts)
    rows = [(row, moving.get(row.id, ())) for row in find_rows(bundle, counted)]
    new = {theme: found for theme, found in moving.items() if theme and theme not in bundle.themes}
    return {"rows": rows, "counted": counted is not None, "new": new, "shared": moving.get("", ())}


def _find_moving(console: Console) -> tuple[tuple[Life, ...], tuple[DraftRow, ...]]:
    return find_lives(console.actor("look")), find_draft_rows(load_online_texts(), console.language)


def _find_movements(lives: tuple[Life, ...], drafts: tuple[DraftRow, ...]) -> Mapping[str, tuple[Movement, ...]]:
    return find_movements(((one.id, one.title, one.touched) for one in drafts), ((one.bundle, one.state, one.steps) for one in lives))


@require_GET
@author
def show_theme(request: HttpRequest, console: Console, theme: str) -> HttpResponse:
    """One theme: what it is, a plan, examples, versions."""
    bundle = load_online()
    found = _find(bundle, theme)
    lives, drafts = _find_moving(console)
    row = next(row for row in find_rows(bundle, None) if row.id == theme)
    roles = tuple((str(name), found.roles[name].label or Text(str(name))) for name in found.apply)
    context = {
        "theme": found,
        "row": row,
        "roles": roles,
        "moving": _find_movements(lives, drafts).get(theme, ()),
        "lives": show_lives(lives, console.language),
        **_find_plan(request, bundle, theme),
        **_find_examples(bundle, theme),
    }
    return render(request, console, "theme.html", tab="themes", **context)


@require_GET
@author
def show_plan(request: HttpRequest, console: Console, theme: str) -> HttpResponseBase:
    """The plan for another situation or region, or the same once it is compiled."""
    if not is_part(request):
        return redirect("console:theme", theme=theme)
    bundle = load_online()
    _find(bundle, theme)
    return render(request, console, "parts/plan.html", **_find_plan(request, bundle, theme))


@require_GET
@author
def show_examples(request: HttpRequest, console: Console, theme: str) -> HttpResponseBase:
    """How the examples come out, once a worker has walked them."""
    if not is_part(request):
        return redirect("console:theme", theme=theme)
    bundle = load_online()
    _find(bundle, theme)
    return render(request, console, "parts/examples.html", **_find_examples(bundle, theme))


def _find(bundle: Bundle, theme: str) -> Any:
    found = bundle.themes.get(theme)
    if found is None:
        raise Refusal("theme.unknown", "theme")
    return found


def _find_plan(request: HttpRequest, bundle: Bundle, theme: str) -> dict[str, Any]:
    choice = find_choice(request)
    answer = ask(ask_of_bundle(PLAN, bundle.hash, theme=theme, **choice.ask)).answer
    again = reverse("console:theme-plan", kwargs={"theme": theme})
    shown = read_plan(answer) if answer and "plan" in answer else None
    return {"choice": choice, "again": again, "failed": answer and answer.get("failed"), "shown": shown, "regions": find_regions()}


def _find_examples(bundle: Bundle, theme: str) -> dict[str, Any]:
    answer = ask(ask_of_bundle(EXAMPLES, bundle.hash, theme=theme)).answer
    again = reverse("console:theme-examples", kwargs={"theme": theme})
    return {"examples": read_examples(answer, bundle), "walked": answer is not None, "examples_again": again}
