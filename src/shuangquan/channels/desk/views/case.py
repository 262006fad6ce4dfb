"""A task's page, and what an officer does on it: each wish is shown once more as it will be sent, then done."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.documents import list_task_documents
from shuangquan.actions.merging import find_twins
from shuangquan.actions.tasks import SeenTask, check_wish, find_acts, find_colleagues, send_wish, show_task
from shuangquan.actions.wishes import WISHES, Wish
from shuangquan.channels.desk.entry import STATUS, Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_address, find_bar, find_entries
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.text import clean_text
from shuangquan.queries.desk_case import CasePage, find_case_page
from shuangquan.queries.desk_inbox import find_inbox, find_tab
from shuangquan.queries.desk_read import find_read
from shuangquan.queries.portal_documents import find_papers

LONGEST = 2000
TOLD, GIVEN = "told:", "given:"
SETTLED = ("merged", "apart")
"""What another page of this task did."""
PURPOSE = "decide a task"


@dataclass(frozen=True, slots=True)
class Panel:
    """What is under way in the right column. step: write | check. refusals: what is wrong with it."""

    wish: Wish
    step: str
    refusals: tuple[Refusal, ...] = ()

    @property
    def places(self) -> frozenset[str]:
        """Fields that a refusal points at."""
        return frozenset(refusal.where for refusal in self.refusals)


@require_http_methods(["GET", "POST"])
@officer
def show_case(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str) -> HttpResponseBase:
    """Show it; or take a wish: `check` shows it as it will be sent, `edit` goes back to writing, `send` does it."""
    key = None if member == "-" else member
    seen = show_task(desk.actor(PURPOSE), str(case), item, key, request.GET.get("whole", "")[:200])
    page = _find_page(desk, seen, request.GET.get("whole", ""))
    if request.method == "GET":
        return _render(request, desk, seen, page, _open_panel(request.GET.get("do", ""), page, desk.actor(PURPOSE).subject))
    wish, step = _read_wish(request), request.POST.get("step", "check")
    if wish.kind not in WISHES or step == "edit":
        panel = Panel(wish, "write") if wish.kind in WISHES else None
        return _render(request, desk, seen, page, panel)
    try:
        if step != "send":
            check_wish(desk.actor(PURPOSE), seen, wish)
            return _render(request, desk, seen, page, Panel(wish, "check"))
        send_wish(desk.actor(PURPOSE), str(case), item, key, wish)
    except Refusals as wrong:
        return _render(request, desk, seen, page, Panel(wish, "write", tuple(wrong.refusals)), status=422)
    except Refusal as refusal:
        if refusal.code in STATUS or refusal.code == "task.not_here":
            raise
        return _render(request, desk, seen, page, Panel(wish, "check" if wish.kind == "confirm" else "write", (refusal,)), status=422)
    response = HttpResponseRedirect(f"{find_address(str(case), item, member)}?sent={wish.kind}")
    response.status_code = 303
    return response


def show_refused(request: HttpRequest, desk: Desk, case: str, item: str, member: str, refusal: Refusal) -> HttpResponse:
    """The page as it is, with what was wrong with photographs that were sent."""
    seen = show_task(desk.actor(PURPOSE), case, item, None if member == "-" else member)
    return _render(request, desk, seen, _find_page(desk, seen, ""), None, status=422, photo_refusal=refusal)


def _find_page(desk: Desk, seen: SeenTask, whole: str) -> CasePage:
    loaded = seen.loaded
    read = find_read(loaded.case, loaded.index, seen.item, seen.task, seen.certificates, loaded.values, desk.language, whole, seen.verified)
    return find_case_page(read, loaded.stored.row, loaded.stored.events, find_acts(desk.actor(PURPOSE), seen), find_calendar())


def _open_panel(kind: str, page: CasePage, me: str) -> Panel | None:
    """A fresh panel, prefilled with what is known to be missing."""
    if kind not in page.acts:
        return None
    if kind == "correct":
        return Panel(Wish(kind, page.why.draft, tuple(ask.name for ask in page.why.asks if ask.ticked)), "write")
    if kind == "confirm":  # there is nothing to write: it is shown as it will be done
        return Panel(Wish(kind, ""), "check")
    if kind == "assign":
        return Panel(Wish(kind, "", given={"to": me}), "write")
    return Panel(Wish(kind, "", (), page.why.remedy if kind in ("refuse", "revoke") else ""), "write")


def _read_wish(request: HttpRequest) -> Wish:
    text = clean_text(request.POST.get("text", ""), LONGEST)
    needs = tuple(dict.fromkeys(request.POST.getlist("needs")))
    remedy = clean_text(request.POST.get("remedy", ""), LONGEST)
    return Wish(request.POST.get("do", ""), text, needs, remedy, _read_named(request, TOLD), _read_named(request, GIVEN))


def _read_named(request: HttpRequest, prefix: str) -> dict[str, str]:
    found = request.POST.items()
    return {name.removeprefix(prefix): str(value).strip()[:LONGEST] for name, value in found if name.startswith(prefix)}


def _render(
    request: HttpRequest,
    desk: Desk,
    seen: SeenTask,
    page: CasePage,
    panel: Panel | None,
    *,
    status: int = 200,
    photo_refusal: Refusal | None = None,
) -> HttpResponse:
    sent = request.GET.get("sent", "")
    sent = sent if sent in (*WISHES, "register", *SETTLED) and request.method == "GET" else ""
    tab = "review" if sent else find_tab(seen.task)
    inbox = find_inbox(desk.place, tab, desk.language)
    labels = {ask.name: ask.label for ask in page.why.asks}
    asked = [labels[name] for name in panel.wish.needs if name in labels] if panel else []
    here = (seen.loaded.case.id, seen.task.item, seen.task.member or "")
    colleagues = find_colleagues(desk.actor(PURPOSE), seen) if panel is not None and panel.wish.kind == "assign" else ()
    bar = find_bar(desk)
    return render(
        request, desk, "case.html", bar=bar, colleagues=colleagues, me=desk.actor(PURPOSE).subject, tab=tab, page=page,
        panel=panel, asked=asked, here=here, papers=find_papers(list_task_documents(seen.loaded, *seen.task.key), desk.language),
        entries=find_entries(inbox.rows, bar.department), address=find_address(*here), sent=sent,
        photo_refusal=photo_refusal, status=status, twins=find_twins(desk.actor(PURPOSE), seen.loaded),
    )  # fmt: skip
