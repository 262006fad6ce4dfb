"""The editor: one file of a draft, saved while it is typed, with what the checker finds and the plan beside it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.standard_drafts import DraftFiles, load_draft_files, load_shown, load_versions, save_text
from shuangquan.actions.standards import find_ready
from shuangquan.actions.trials import PLAN, ask, ask_check, ask_of_draft
from shuangquan.channels.console.entry import Console, author, go, is_part, render
from shuangquan.channels.console.reading import find_choice, find_regions
from shuangquan.channels.console.trials import read_check
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.console_lines import Line, compare_lines
from shuangquan.queries.console_plan import read_plan
from shuangquan.queries.console_texts import find_folders, find_theme_of
from shuangquan.queries.console_themes import find_people

LONGEST = 200


@require_http_methods(["GET", "POST"])
@author
def edit(request: HttpRequest, console: Console, draft: UUID) -> HttpResponseBase:
    """One file. What is posted is saved; a part of the page is answered to a page that saves by itself."""
    given = request.POST if request.method == "POST" else request.GET
    path, draft_id = given.get("file", "").strip()[:LONGEST], str(draft)
    files = load_draft_files(console.actor("look"), draft_id)
    path = path or next(iter(files.changed), next(iter(sorted(files.texts)), ""))
    if request.method == "GET":
        return _show(request, console, files, path, files.texts.get(path, ""), files.version(path))
    text, seen = request.POST.get("text", ""), _number(request.POST.get("seen", ""))
    try:
        version = save_text(console.actor("save a draft"), draft_id, path, seen, text)
    except Refusal as refusal:
        status = 409 if refusal.code == "draft.overtaken" else 422
        lines = compare_lines(load_shown(console.actor("look"), files, path, str(refusal.data["version"])), text) if status == 409 else ()
        if is_part(request):
            side = _side(console, draft_id, path, seen)
            return render(request, console, "parts/saved.html", refusal=refusal, lines=lines, status=status, **side)
        return _show(request, console, files, path, text, seen, refusal, status, lines)
    if not is_part(request):
        return go(f"{reverse('console:edit', kwargs={'draft': draft})}?file={path}")
    response = render(request, console, "parts/saved.html", **_side(console, draft_id, path, version))
    response.headers["HX-Trigger"] = "saved"
    return response


def _show(
    request: HttpRequest,
    console: Console,
    files: DraftFiles,
    path: str,
    text: str,
    seen: int,
    refusal: Refusal | None = None,
    status: int = 200,
    lines: tuple[Line, ...] = (),
) -> HttpResponse:
    context = _side(console, files.draft.id, path, seen)
    theme = find_theme_of(path, files.texts)
    folders, line = find_folders(files.base, files.saved), request.GET.get("line", "")
    return render(
        request, console, "edit.html", tab="drafts", status=status, text=text, refusal=refusal, folders=folders,
        line=line if line.isdecimal() else "", narrow=True, lines=lines, is_new=path not in files.texts, **context,
        **_plan(request, console, files, theme),
    )  # fmt: skip


def _side(console: Console, draft_id: str, path: str, seen: int) -> dict[str, Any]:
    """What changes when a file is saved: its version, who saved it, and what the checker says."""
    files = load_draft_files(console.actor("look"), draft_id)
    held = files.saved.get(path)
    check_again = f"{reverse('console:check', kwargs={'draft': draft_id})}?file={path}"
    return {
        "draft": files.draft,
        "draft_id": draft_id,
        "file": path,
        "seen": seen,
        "held": held,
        "people": find_people([held.author] if held else []),
        "check": read_check(ask_check(files.draft, files.saved)),
        "check_again": check_again,
        "here": path,
    }


@require_GET
@author
def show_plan(request: HttpRequest, console: Console, draft: UUID) -> HttpResponseBase:
    """The plan of the draft as saved, for a region and situation."""
    if not is_part(request):
        return redirect("console:draft", draft=draft)
    files = load_draft_files(console.actor("look"), str(draft))
    return render(
        request, console, "parts/plan.html", narrow=True, **_plan(request, console, files, request.GET.get("theme", "")[:LONGEST])
    )


def _plan(request: HttpRequest, console: Console, files: DraftFiles, theme: str) -> dict[str, Any]:
    choice = find_choice(request)
    answer = ask(ask_of_draft(PLAN, files.draft, files.saved, theme=theme, **choice.ask)).answer
    outdated = bool(answer and "outdated" in answer)
    return {
        "choice": choice,
        "regions": find_regions(),
        "theme": theme,
        "again": reverse("console:draft-plan", kwargs={"draft": files.draft.id}),
        "failed": answer and answer.get("failed"),
        "shown": read_plan(answer) if answer and "plan" in answer and not outdated else None,
    }


@require_GET
@author
def show_version(request: HttpRequest, console: Console, draft: UUID) -> HttpResponse:
    """An earlier version of a file, the base's or what is online, whole and line by line against what the draft says now."""
    path, which = request.GET.get("file", "")[:LONGEST], request.GET.get("number", "")[:9]
    actor = console.actor("look")
    files = load_draft_files(actor, str(draft))
    text, versions = load_shown(actor, files, path, which), load_versions(actor, str(draft), path)
    context: dict[str, Any] = {
        "draft": files.draft,
        "file": path,
        "which": which or "0",
        "text": text,
        "lines": compare_lines(text, files.texts.get(path, "")),
        "versions": versions,
        "people": find_people(one.author for one in versions),
        "behind": files.draft.base != find_ready(),
    }
    return render(request, console, "version.html", tab="drafts", **context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
