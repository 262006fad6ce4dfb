"""档案: what has been archived, what may be destroyed, and one package with its tests."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.archives import check_kept_archive, destroy_archive, propose_destruction, show_shelf, take_archive
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.channels.desk.views.papers import send_file
from shuangquan.core.words.errors import Refusal

ACTS = {"propose": propose_destruction, "destroy": destroy_archive}


@require_http_methods(["GET", "POST"])
@officer
def show_archives(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The list; or the next step of destroying one whose time is over."""
    if request.method != "POST":
        return _render(request, desk, None)
    act, name = ACTS.get(request.POST.get("do", "")), request.POST.get("name", "")[:100]
    try:
        if act is not None:
            act(desk.actor("destroy an archive"), name)
    except Refusal as refusal:
        if not refusal.code.startswith("archive."):
            raise
        return _render(request, desk, refusal)
    response = HttpResponseRedirect(f"{reverse('desk:archives')}?done={request.POST.get('do', '')}")
    response.status_code = 303
    return response


def _render(request: HttpRequest, desk: Desk, refusal: Refusal | None) -> HttpResponse:
    actor = desk.actor("look at archives")
    shelf = show_shelf(actor)
    done = request.GET.get("done", "")
    context = {"shelf": shelf, "me": actor.subject, "done": done if done in ACTS else "", "refusal": refusal}
    return render(request, desk, "archives.html", bar=find_bar(desk), tab="archives", status=422 if refusal else 200, **context)


@require_GET
@officer
def show_archive(request: HttpRequest, desk: Desk, archive: str) -> HttpResponse:
    """四性检测 of one package, done now."""
    report = check_kept_archive(desk.actor("test an archive"), archive)
    return render(request, desk, "archive.html", bar=find_bar(desk), tab="archives", report=report, name=archive)


@require_GET
@officer
def send_archive(request: HttpRequest, desk: Desk, archive: str) -> HttpResponse:
    """The package as a file."""
    found = take_archive(desk.actor("take out an archive"), archive)
    return send_file(found.content, "application/zip", f"{found.name}.zip")
