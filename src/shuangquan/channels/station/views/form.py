"""The one form at a station: what is missing first, papers by the camera, then check, sign, pay, hand in."""

import secrets
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.drafts import sign_form
from shuangquan.actions.parties import invite_party, type_for_party
from shuangquan.actions.payments import find_due, order_payment, settle_payment
from shuangquan.actions.rebasing import has_newer, rebase_draft
from shuangquan.actions.showing import Seen, draw_code, find_fact_order, find_items, find_open, show_case
from shuangquan.channels.look.filing import FILL, is_unsigned, press, send_case, take_all, take_choices, take_facts
from shuangquan.channels.look.reading import SIGNING, fill_in, find_place, read_do, read_drawn, read_facts
from shuangquan.channels.look.summary import find_summary
from shuangquan.channels.look.ways import find_ways_shown
from shuangquan.channels.station.entry import Desk, authorised, go, render
from shuangquan.core.cases.forms import find_excused, find_unsigned
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_behind import find_behind
from shuangquan.queries.portal_consent import find_others
from shuangquan.queries.portal_form import find_form
from shuangquan.queries.portal_sheets import FormPage


@require_http_methods(["GET", "POST"])
@authorised
def show_form(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """Show it, or take what a button sent with everything that was typed."""
    seen = show_case(desk.actor(FILL), str(case), desk.served.citizen.person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if request.method == "POST":
        return _take(request, desk, case)
    if not seen.loaded.index.plan.items:
        return go("next", case=case)
    return _render(request, desk, case, seen)


def _take(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    do, typed, who = read_do(request), read_facts(request.POST), desk.filler(case)
    if do.verb == "next":
        seen, left, wrong = take_all(who, request.POST, typed)
        return _render(request, desk, case, seen, wrong, left) if wrong else go("check", case=case)
    left, wrong = take_facts(who, typed)
    wrong = (*take_choices(who, request.POST), *wrong)
    if do.verb == "rebase":
        rebase_draft(who.act(FILL), who.case, who.person)
        return go("next", case=case)
    try:
        press(who, request, do)
    except Refusal as refusal:
        if refusal.code.startswith(("case.", "policy.", "identity.")):
            raise
        wrong = (*wrong, refusal)
    if left or wrong:
        return _render(request, desk, case, show_case(who.act(FILL), who.case, who.person), wrong, left)
    return go("form", case=case)


def _render(
    request: HttpRequest, desk: Desk, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), typed: Mapping[str, str] | None = None
) -> HttpResponse:
    language, loaded = desk.language, seen.loaded
    fixing = frozenset(request.GET.getlist("fix"))
    form = find_form(loaded.case, loaded.index, seen.role, language, find_fact_order(loaded.case.bundle), fixing=fixing)
    sheets = fill_in(form.sheets, typed or {}, wrong, {refusal.where: say_refusal(refusal, language) for refusal in wrong})
    link = request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
    waiting = any(sheet.waiting for sheet in sheets)
    return render(
        request, desk, "form.html", case=case, form=form, sheets=sheets, problems=_find_problems(form, wrong), plan=loaded.index.plan,
        link=link, code=draw_code(link) if waiting else "", newer=has_newer(loaded.case), status=422 if wrong else 200,
        **find_ways_shown(desk.actor(FILL), loaded),
    )  # fmt: skip


def _find_problems(form: FormPage, wrong: tuple[Refusal, ...]) -> tuple[tuple[str, Refusal], ...]:
    """(where to go, what is wrong) for the summary at the top."""
    places = {one.var: f"#{one.anchor}" for sheet in form.sheets for one in sheet.fields}
    places |= {find_place(paper): f"#{paper.anchor}" for sheet in form.sheets for paper in sheet.papers}
    places |= {paper.path: f"#{paper.anchor}" for sheet in form.sheets for paper in reversed(sheet.papers)}
    places |= {choice.role: f"#{choice.anchor}" for choice in form.choices}
    return tuple((places.get(one.where, "#main"), one) for one in wrong)


@require_http_methods(["GET", "POST"])
@authorised
def show_check(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """The tablet turns to the citizen: they read both lists and sign what they read."""
    actor, person = desk.actor("sign a form"), desk.served.citizen.person
    seen = show_case(actor, str(case), person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if [one for one in find_open(seen.loaded) if one.code != "party.waiting"]:
        return go("form", case=case)
    wrong: tuple[Refusal, ...] = ()
    if request.method == "POST":
        wrong = _sign(request, desk, case)
        if not wrong:
            return go("finish", case=case)
        seen = show_case(actor, str(case), person)
    summary = find_summary(seen, desk.language)
    if summary["signed"] and not summary["waiting"]:
        return go("finish", case=case)
    return render(request, desk, "check.html", case=case, wrong=wrong, drawn=read_drawn(request), status=422 if wrong else 200, **summary)


def _sign(request: HttpRequest, desk: Desk, case: UUID) -> tuple[Refusal, ...]:
    """What stands against it; nothing where it is signed now."""
    if not request.POST.get("oath"):
        return (Refusal("sign.missing", "oath"),)
    try:
        sign_form(desk.actor("sign a form"), str(case), desk.served.citizen.person, request.POST.get("digest", ""), read_drawn(request))
    except Refusals as found:
        return found.refusals
    except Refusal as refusal:
        if refusal.code not in SIGNING:
            raise
        return (refusal,)
    return ()


@require_http_methods(["GET", "POST"])
@authorised
def show_finish(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """Signed: pay what is due on their own phone, wait for others, hand in."""
    actor, person, wish = desk.actor("submit"), desk.served.citizen.person, request.POST.get("do", "")
    if wish == "submit":
        return _submit(request, desk, case)
    seen = show_case(actor, str(case), person)
    loaded, pay = seen.loaded, ""
    if loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if is_unsigned(loaded, seen.role) or find_open(loaded):
        return go("check", case=case)
    if wish == "paid":
        settle_payment(actor, str(case), person)
        return go("finish", case=case)
    if wish == "pay":
        pay = order_payment(actor, str(case), person, request.build_absolute_uri(reverse("station:paid-back")))
    elif request.method == "POST":
        verb, _, other = wish.partition(":")
        (invite_party if verb == "invite" else type_for_party)(actor, str(case), person, other)
        return go("finish", case=case)
    return _render_finish(request, desk, case, seen, pay=pay)


def _render_finish(
    request: HttpRequest, desk: Desk, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), pay: str = ""
) -> HttpResponse:
    loaded = seen.loaded
    due, link = find_due(loaded), request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
    others = find_others(loaded.case, loaded.index, find_unsigned(loaded.case, loaded.index))
    return render(
        request, desk, "finish.html", case=case, plan=loaded.index.plan, due=due, others=others, link=link, wrong=wrong, pay=pay,
        left=find_others(loaded.case, loaded.index, find_excused(loaded.case, loaded.index)), code=draw_code(pay or link),
        key=request.POST.get("key", "")[:64] or secrets.token_hex(16), behind=find_behind(find_items(loaded), desk.language),
        status=422 if wrong else 200,
    )  # fmt: skip


def _submit(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """Once, however often the button is pressed."""
    wrong = send_case(desk.filler(case), request.POST.get("key", "")[:64])
    if not wrong:
        return go("done", case=case)
    return _render_finish(request, desk, case, show_case(desk.actor("submit"), str(case), desk.served.citizen.person), wrong)
