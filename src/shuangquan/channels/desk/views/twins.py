"""并件: two cases that look like the same matter, side by side; made one, or said to be two. Each is shown once more before it is done."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.merging import LONGEST, Pair, check_pair, find_numbered, keep_apart, list_twins, merge_cases, show_pair
from shuangquan.actions.tasks import show_task
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_address, find_bar
from shuangquan.channels.desk.views.papers import read_member
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import clean_text
from shuangquan.queries.desk_twins import find_answers, find_rows, find_side

PURPOSE = "see whether a matter was taken twice"
MERGED, APART = "merged", "apart"
HERE = frozenset({"text", "keep", "taken", "number"})
"""Places on the page that a refusal can point at; any other is a page of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the form holds. step: write | check. takes: names whose value comes from the one that is closed; None: as suggested."""

    step: str = "write"
    text: str = ""
    takes: tuple[str, ...] | None = None
    refusal: Refusal | None = None


@require_http_methods(["GET", "POST"])
@officer
def show_twins(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str) -> HttpResponseBase:
    """Those that share a person with this one, and any other by its number."""
    actor, key = desk.actor(PURPOSE), read_member(member)
    seen = show_task(actor, str(case), item, key)
    refusal, number = None, request.POST.get("number", "")[:40]
    if request.method == "POST":
        try:
            other = find_numbered(actor, number)
            show_pair(actor, str(case), item, key, other)
            return _go(find_twin_address(str(case), item, key, other))
        except Refusal as wrong:
            refusal = Refusal("twin.number", "number") if wrong.code == "staff.forbidden" else wrong
    found = [show_pair(actor, str(case), item, key, one) for one in list_twins(actor, seen.loaded)]
    sides = [
        (find_side(pair.other.case, pair.other.index, pair.other.stored.row, desk.language), find_twin_address(str(case), item, key, one))
        for pair in found
        for one in (pair.other.case.id,)
    ]
    return render(
        request, desk, "twins.html", bar=find_bar(desk), tab="", name=seen.item.name, number=seen.loaded.stored.row.number, sides=sides,
        back=find_address(str(case), item, member), refusal=refusal, typed=number, status=422 if refusal else 200,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@officer
def show_twin(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, other: UUID) -> HttpResponseBase:
    """Both side by side: `check` shows what will be done, `send` does it, `apart` says that they are two."""
    actor, key = desk.actor(PURPOSE), read_member(member)
    pair = show_pair(actor, str(case), item, key, str(other))
    keep = (request.POST.get("keep") or request.GET.get("keep") or _suggest(pair))[:40]
    if request.method == "GET":
        return _render(request, desk, pair, keep, Said(), member)
    step, text = request.POST.get("step", ""), clean_text(request.POST.get("text", ""), LONGEST)
    rows = pair.takings(keep) if keep else ()
    takes = tuple(one.name for one in rows if request.POST.get(f"take:{one.name}") == "other")
    try:
        if step == "apart":
            keep_apart(actor, pair, text)
            return _go(f"{find_address(str(case), item, member)}?sent={APART}")
        check_pair(pair, keep, takes, text)
        if step != "send":
            return _render(request, desk, pair, keep, Said("write" if step == "edit" else "check", text, takes), member)
        merge_cases(actor, pair, keep, takes, text)
    except Refusal as refusal:
        if refusal.where not in HERE:
            raise
        return _render(request, desk, pair, keep, Said("write", text, takes, refusal), member)
    return _go(f"{find_address(keep, item, member)}?sent={MERGED}")


def find_twin_address(case: str, item: str, member: str | None, other: str) -> str:
    """The address of two cases side by side."""
    return reverse("desk:twin", kwargs={"case": case, "item": item, "member": member or "-", "other": other})


def _suggest(pair: Pair) -> str:
    """The one that goes on unless the officer says otherwise: of those that can, the one submitted first; "" for none."""
    able = [one for one in (pair.one, pair.other) if one.case.id not in pair.barred]
    first = min(able, key=lambda one: (str(one.case.submitted_at), one.case.id), default=None)
    return first.case.id if first is not None else ""


def _render(request: HttpRequest, desk: Desk, pair: Pair, keep: str, said: Said, member: str) -> HttpResponse:
    language = desk.language
    shown = keep or pair.one.case.id  # where neither can go on, what differs is seen all the same
    kept, closed = pair.split(shown)
    found = find_rows(pair.takings(shown), kept.case, closed.case, kept.index, pair.item, language)
    answers = tuple(find_answers(kept.case, closed.case, kept.index))
    takes = said.takes if said.takes is not None else tuple(one.name for one in found if one.lacks and not one.fixed)
    sides = [find_side(one.case, one.index, one.stored.row, language) for one in (pair.one, pair.other)]
    here = {"case": pair.one.case.id, "item": pair.item.id, "member": member}
    return render(
        request, desk, "twin.html", bar=find_bar(desk), tab="", item=pair.item.name, sides=sides, keep=keep, barred=pair.barred, rows=found,
        answers=answers, takes=takes, taken=[one for one in found if one.name in takes], step=said.step, text=said.text,
        refusal=said.refusal, longest=LONGEST, back=find_address(**here),
        address=reverse("desk:twin", kwargs={**here, "other": pair.other.case.id}),
        apart=pair.other.case.id in pair.one.case.apart, status=422 if said.refusal else 200,
    )  # fmt: skip


def _go(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
