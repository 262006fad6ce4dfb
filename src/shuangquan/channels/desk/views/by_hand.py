"""二次录入: a package typed into a department's system that has no interface, and what it says read off by two people."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.by_hand import (
    compare_entered,
    end_typing,
    enter_again,
    enter_said,
    load_hand_paper,
    note_recalled,
    show_by_hand,
    tick_typed,
)
from shuangquan.channels.desk.entry import STATUS, Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_address, find_bar
from shuangquan.channels.desk.views.papers import read_member, send_file
from shuangquan.core.cases.hand_reports import FACT, Given
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.queries.desk_hand import find_hand_page, find_typed, needs_paper
from shuangquan.queries.desk_read import find_read

PURPOSE = "type by hand"
LONGEST = 2000
TICK, TYPED, ENTER, AGAIN, COMPARE, RECALL = ACTS = ("tick", "typed", "enter", "again", "compare", "recall")
BY_PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page besides the task. what: the kind that is being typed; way: "" | paper (compare) | edit (mend one's own).

    typed: values by the name of their input.
    """

    what: str = ""
    way: str = ""
    typed: dict[str, Any] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()


@require_http_methods(["GET", "POST"])
@officer
def show_hand(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str) -> HttpResponseBase:
    """The page, or one of its acts; what is wrong with it is told on the same page."""
    if request.method == "GET":
        return _render(request, desk, str(case), item, member, Shown(request.GET.get("what", ""), request.GET.get("by", "")))
    act = request.POST.get("do", "")
    try:
        _do(request, desk, str(case), item, read_member(member), act)
    except (Refusal, Refusals) as wrong:
        found = wrong.refusals if isinstance(wrong, Refusals) else (wrong,)
        if any(one.code in STATUS or one.code == "task.not_here" for one in found):
            raise found[0] from wrong
        way = {COMPARE: BY_PAPER, ENTER: "edit"}.get(act, "")
        shown = Shown(request.POST.get("what", ""), way, _read_typed(request), found)
        return _render(request, desk, str(case), item, member, shown, status=422)
    response = HttpResponseRedirect(f"{find_address(str(case), item, member)}by-hand/?sent={act}")
    response.status_code = 303
    return response


@require_GET
@officer
def open_hand_paper(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, paper: UUID) -> HttpResponse:
    """The other system's own paper."""
    found = load_hand_paper(desk.actor(PURPOSE), str(case), item, read_member(member), str(paper))
    suffix = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[found.media_type]
    return send_file(found.content, found.media_type, f"paper-{found.id[-6:]}.{suffix}")


def _do(request: HttpRequest, desk: Desk, case: str, item: str, member: str | None, act: str) -> None:
    actor, done = desk.actor(PURPOSE), tuple(request.POST.getlist("done"))
    if act == TICK:
        tick_typed(actor, case, item, member, done)
    elif act == TYPED:
        end_typing(actor, case, item, member, done, request.POST.get("receipt", ""))
    elif act == ENTER:
        paper = request.FILES.get("paper")
        enter_said(actor, case, item, member, _read_given(request), paper.read() if paper else b"")
    elif act == AGAIN:
        enter_again(actor, case, item, member, _read_given(request))
    elif act == COMPARE:
        compare_entered(actor, case, item, member, tuple(request.POST.getlist("wrong")))
    elif act == RECALL:
        note_recalled(actor, case, item, member)
    else:
        show_by_hand(actor, case, item, member)  # whoever may not see it is told no more than that
        raise Refusal("task.not_here", item)


def _read_given(request: HttpRequest) -> Given:
    def read(name: str) -> str:
        return request.POST.get(name, "").strip()[:LONGEST]

    facts = {name.removeprefix(FACT): str(value).strip()[:LONGEST] for name, value in request.POST.items() if name.startswith(FACT)}
    needs = tuple(dict.fromkeys(request.POST.getlist("needs")))
    return Given(
        read("what"), read("on"), read("reason"), read("outcome"), read("assigned"), request.POST.get("follows") == "on",
        read("special"), read("days"), needs, facts,
    )  # fmt: skip


def _read_typed(request: HttpRequest) -> dict[str, Any]:
    lists = {name: tuple(request.POST.getlist(name)) for name in ("needs", "done", "wrong")}
    return {**{name: str(value)[:LONGEST] for name, value in request.POST.items()}, **lists}


def _prefill(typed: dict[str, Any]) -> dict[str, Any]:
    """What one typed oneself, back in its inputs."""
    if not typed:
        return {}
    facts = {f"{FACT}{own}": str(value).lower() if isinstance(value, bool) else str(value) for own, value in typed["facts"].items()}
    plain = {name: typed[name] for name in ("what", "outcome", "assigned", "needs")}
    more = {"on": typed["at"][:10], "reason": typed["reason"]["zh"], "follows": "on" if typed["follows"] else ""}
    return {**plain, **more, "special": typed.get("special", ""), **facts}


def _render(request: HttpRequest, desk: Desk, case: str, item: str, member: str, shown: Shown, *, status: int = 200) -> HttpResponse:
    seen = show_by_hand(desk.actor(PURPOSE), case, item, read_member(member))
    loaded, hand = seen.loaded, seen.task.hand
    assert hand is not None
    read = find_read(loaded.case, loaded.index, seen.item, seen.task, seen.certificates, loaded.values, desk.language)
    page = find_hand_page(read, hand, desk.actor(PURPOSE).subject)
    mends = page.mine and page.step in ("mend", "check")
    typed = shown.typed or (_prefill(find_typed(read, hand)) if mends else {})
    what = shown.what or str(typed.get("what", ""))
    what = what if what in dict(page.whats) else ""
    sent, places = request.GET.get("sent", ""), frozenset(one.where for one in shown.refusals) or frozenset(hand.differs)
    return render(
        request, desk, "by_hand.html", bar=find_bar(desk), tab="hand", page=page, item=seen.item.name, theme=loaded.index.plan.name,
        department=seen.item.department_name, number=loaded.stored.row.number or "", address=find_address(case, item, member),
        what=what, way=shown.way, typed=typed, places=places, refusals=shown.refusals,
        papered=needs_paper(what), sent=sent if sent in ACTS and request.method == "GET" else "", status=status,
    )  # fmt: skip
