"""The second screen, which faces the citizen: what they are asked, what they sign, what they pay. It follows the clerk's page by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.drafts import inform_case, sign_form
from shuangquan.actions.notices import find_notice
from shuangquan.actions.reusing import list_reusable, reuse_paper
from shuangquan.actions.showing import draw_code, show_case
from shuangquan.channels.counter.entry import LET, PAD, Counter, find_pad_mark, go, render, seated, serving, show_on_pad
from shuangquan.channels.counter.views.exits import render_collect
from shuangquan.channels.look.filing import FILL
from shuangquan.channels.look.reading import SIGNING, read_drawn
from shuangquan.channels.look.summary import find_summary
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.queries.halls import find_served_here
from shuangquan.queries.portal_times import current, say_clock


@require_GET
@seated
def show_pad(request: HttpRequest, counter: Counter) -> HttpResponseBase:
    """Whatever the clerk's page wants the citizen to see; the window's number while nobody is served."""
    held, mark = request.session.get(PAD, {}), find_pad_mark(request, counter)
    if held.get("show") == "collect":
        return render_collect(request, counter, str(held["case"]), mark=mark)
    if held.get("show") == "let" and request.session.get(LET):
        link = request.build_absolute_uri(reverse("portal:let", kwargs={"token": str(request.session[LET])}))
        return render(request, counter, "pad_let.html", mark=mark, code=draw_code(link))
    if counter.assisted is None or not held.get("show"):
        ticket = find_served_here(counter.at.hall.key, counter.at.window) if counter.assisted is None else None
        return render(request, counter, "pad_idle.html", mark=mark, ticket=ticket)
    return show_now(request)


@serving
def show_now(request: HttpRequest, counter: Counter, wrong: tuple[Refusal, ...] = ()) -> HttpResponse:
    """What is to be seen now, acting as the citizen."""
    held, mark = request.session.get(PAD, {}), find_pad_mark(request, counter)
    show, case = str(held["show"]), str(held["case"])
    seen = show_case(counter.actor("read the second screen"), case, counter.served.citizen.person)
    loaded, plan = seen.loaded, seen.loaded.index.plan
    base: dict[str, Any] = {"mark": mark, "case": case, "plan": plan, "wrong": wrong, "status": 422 if wrong else 200}
    if show == "notice":
        notice = find_notice(loaded.case.bundle, loaded.case.theme, loaded.case.region, loaded.case.signed_in)
        return render(request, counter, "pad_notice.html", notice=notice, agreed=seen.role in loaded.case.informed, **base)
    if show == "check":
        return render(request, counter, "pad_check.html", drawn=read_drawn(request), **{**find_summary(seen, counter.language), **base})
    if show == "pay":
        return render(request, counter, "pad_code.html", what="pay", code=draw_code(str(held.get("pay", ""))), **base)
    if show in ("link", "done"):
        name = "portal:consent" if show == "link" else "portal:progress"
        link = request.build_absolute_uri(reverse(name, kwargs={"case": case}))
        number = loaded.stored.row.number or ""
        return render(request, counter, "pad_code.html", what=show, code=draw_code(link), number=number, **base)
    key = show.removeprefix("reuse:")
    earlier = list_reusable(counter.actor(FILL), loaded, counter.served.index)
    paper = next((one for one in earlier if one.key == key), None)
    at = say_clock(paper.at, counter.language, seen=current()) if paper else ""
    return render(request, counter, "pad_reuse.html", paper=paper, at=at, **base)


@require_GET
@seated
def tell_mark(request: HttpRequest, counter: Counter) -> JsonResponse:
    """Whether the second screen has something else to show."""
    return JsonResponse({"mark": find_pad_mark(request, counter)})


@require_POST
@serving
def agree(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponse:
    """The citizen agrees to the notice with their own finger."""
    inform_case(counter.actor("read the notice"), str(case), counter.served.citizen.person)
    show_on_pad(request, "")
    return go("pad")


@require_POST
@serving
def sign(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """The citizen signs what this screen shows; what it does not show is not signed."""
    show_case(counter.actor("sign a form"), str(case), counter.served.citizen.person)
    held = request.session.get(PAD, {})
    if (held.get("show"), held.get("case")) != ("check", str(case)):
        return go("pad")
    wrong: tuple[Refusal, ...] = ()
    if not request.POST.get("oath"):
        wrong = (Refusal("sign.missing", "oath"),)
    else:
        try:
            actor, person = counter.actor("sign a form"), counter.served.citizen.person
            sign_form(actor, str(case), person, request.POST.get("digest", ""), read_drawn(request))
        except Refusals as found:
            wrong = found.refusals
        except Refusal as refusal:
            if refusal.code not in SIGNING:
                raise
            wrong = (refusal,)
    return show_now(request, wrong=wrong) if wrong else go("pad")


@require_POST
@serving
def reuse(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponse:
    """The citizen says whether a paper handed in earlier serves here too."""
    show_case(counter.actor(FILL), str(case), counter.served.citizen.person)
    show = str(request.session.get(PAD, {}).get("show", ""))
    if request.POST.get("do") == "yes" and show.startswith("reuse:"):
        reuse_paper(counter.actor(FILL), str(case), counter.served.citizen.person, counter.served.index, show.removeprefix("reuse:"))
    show_on_pad(request, "")
    return go("pad")
