"""A draft: begun, looked at whole, put on what is online, called mature, given up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.life import find_mature_gate, load_life, mark_mature
from shuangquan.actions.standard_drafts import (
    DraftFiles,
    begin_draft,
    close_draft,
    find_both,
    follow_online,
    load_draft,
    load_draft_files,
)
from shuangquan.actions.standards import find_ready, load_online
from shuangquan.actions.trials import EXAMPLES, Two, ask, ask_changes, ask_check, ask_of_draft
from shuangquan.channels.console.entry import Console, author, go, is_part, render
from shuangquan.channels.console.reading import show_lives
from shuangquan.channels.console.trials import read_check, read_differences, read_examples
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.queries.console_texts import find_folders
from shuangquan.queries.console_themes import find_people


@require_POST
@author
def begin(request: HttpRequest, console: Console) -> HttpResponse:
    """A new draft."""
    return go(_address(begin_draft(console.actor("begin a draft"), request.POST.get("title", ""))))


@require_GET
@author
def show_draft(request: HttpRequest, console: Console, draft: UUID) -> HttpResponse:
    """What a draft changes, how its check stands, and the next step of its life."""
    return _show(request, console, str(draft))


def _show(request: HttpRequest, console: Console, draft_id: str, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    actor = console.actor("look")
    files, online = load_draft_files(actor, draft_id), find_ready()
    draft, folders = files.draft, find_folders(files.base, files.saved)
    checked = _check(files)
    context: dict[str, Any] = {
        "draft": draft,
        "folders": folders,
        "changed": [file for folder in folders for file in folder.files if file.changed],
        "behind": draft.base != online,
        "both": find_both(draft, online) if draft.base != online else (),
        "gate": () if draft.closed_at else find_mature_gate(actor, draft_id),
        "life": show_lives([load_life(actor, draft.bundle)], console.language)[0] if draft.bundle else None,
        "same": bool(draft.bundle) and checked["check"]["bundle"] == draft.bundle,
        "people": find_people([draft.created_by, *(saved.author for saved in files.saved.values())]),
        "refusals": refusals,
        **_find_examples(files),
        **checked,
        **_compare(files),
    }
    return render(request, console, "draft.html", tab="drafts", status=422 if refusals else 200, **context)


def _load(console: Console, draft: UUID) -> DraftFiles:
    return load_draft_files(console.actor("look"), str(draft))


@require_GET
@author
def show_check(request: HttpRequest, console: Console, draft: UUID) -> HttpResponseBase:
    """What the checker says, once a worker has checked."""
    if not is_part(request):
        return redirect("console:draft", draft=draft)
    checked = {**_check(_load(console, draft)), "check_again": request.get_full_path()}
    response = render(request, console, "parts/check.html", **checked, here=request.GET.get("file", ""))
    if not checked["check"]["waits"]:
        response.headers["HX-Trigger"] = "checked"
    return response


@require_GET
@author
def show_gate(request: HttpRequest, console: Console, draft: UUID) -> HttpResponseBase:
    """What keeps the draft from being mature, again once it was checked."""
    if not is_part(request):
        return redirect("console:draft", draft=draft)
    actor = console.actor("look")
    return render(request, console, "parts/gate_mature.html", gate=find_mature_gate(actor, str(draft)), draft=load_draft(actor, str(draft)))


@require_GET
@author
def show_examples(request: HttpRequest, console: Console, draft: UUID) -> HttpResponseBase:
    """How the examples of the changed themes come out, once a worker has walked them."""
    if not is_part(request):
        return redirect("console:draft", draft=draft)
    return render(request, console, "parts/examples.html", **_find_examples(_load(console, draft)))


@require_GET
@author
def show_differences(request: HttpRequest, console: Console, draft: UUID) -> HttpResponseBase:
    """What the draft changes for people, once a worker has compared."""
    if not is_part(request):
        return redirect("console:draft", draft=draft)
    return render(request, console, "parts/differences.html", **_compare(_load(console, draft)))


@require_POST
@author
def follow(request: HttpRequest, console: Console, draft: UUID) -> HttpResponse:
    """Put the draft on top of what is online now."""
    try:
        follow_online(console.actor("put a draft on what is online"), str(draft), seen=request.POST.get("seen") == "yes")
    except Refusal as refusal:
        return _show(request, console, str(draft), (refusal,))
    return go(_address(str(draft)))


@require_POST
@author
def close(request: HttpRequest, console: Console, draft: UUID) -> HttpResponse:
    """Give the draft up."""
    close_draft(console.actor("give a draft up"), str(draft))
    return go(reverse("console:themes"))


@require_POST
@author
def mature(request: HttpRequest, console: Console, draft: UUID) -> HttpResponse:
    """成熟: or every reason why not yet."""
    try:
        bundle = mark_mature(console.actor("call a draft mature"), str(draft))
    except Refusals as several:
        return _show(request, console, str(draft), several.refusals)
    return go(reverse("console:bundle", kwargs={"bundle": bundle}))


def _check(files: DraftFiles) -> dict[str, Any]:
    draft_id = files.draft.id
    again = reverse("console:check", kwargs={"draft": draft_id})
    return {"check": read_check(ask_check(files.draft, files.saved)), "draft_id": draft_id, "check_again": again}


def _compare(files: DraftFiles) -> dict[str, Any]:
    asked = ask_changes(files.draft, files.saved, find_ready()) if files.changed else Two({}, {})
    again = reverse("console:draft-differences", kwargs={"draft": files.draft.id})
    return {"differences": read_differences(asked), "differences_again": again, "draft_id": files.draft.id}


def _find_examples(files: DraftFiles) -> dict[str, Any]:
    """Of every theme in whose folder something changed."""
    online = load_online()
    asked = [ask(ask_of_draft(EXAMPLES, files.draft, files.saved, theme=theme)).answer for theme in files.touched.themes]
    return {
        "examples": [one for answer in asked for one in read_examples(answer, online)],
        "walked": all(answer is not None and "outdated" not in answer for answer in asked),
        "examples_again": reverse("console:draft-examples", kwargs={"draft": files.draft.id}),
        "draft_id": files.draft.id,
    }


def _address(draft_id: str) -> str:
    return reverse("console:draft", kwargs={"draft": draft_id})
