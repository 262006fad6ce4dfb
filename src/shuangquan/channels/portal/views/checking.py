"""Check answers, sign, pay, submit."""

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.drafts import find_form_digest, sign_form
from shuangquan.actions.loading import Loaded
from shuangquan.actions.parties import invite_party, type_for_party
from shuangquan.actions.payments import find_due, order_payment, settle_payment
from shuangquan.actions.showing import draw_code, find_fact_order, find_items, find_open, show_case
from shuangquan.channels.look.filing import is_unsigned, send_case
from shuangquan.channels.look.reading import SIGNING, read_drawn
from shuangquan.channels.portal.entry import Visitor, anybody, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.forms import find_excused, find_unsigned, find_waiting_parties
from shuangquan.core.cases.parties import find_sign_level
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.queries.portal_behind import find_behind
from shuangquan.queries.portal_check import find_fetched, find_given
from shuangquan.queries.portal_consent import find_others
from shuangquan.queries.portal_form import find_form
from shuangquan.queries.portal_pledges import find_pledged_lists, find_promises


@require_http_methods(["GET", "POST"])
@citizen
def show_check(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Two lists, 你填的 and 取来的; the signature is bound to what this page shows."""
    actor, person = visitor.actor("sign a form"), visitor.who.person
    seen = show_case(actor, str(case), person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    left = [one for one in find_open(seen.loaded) if one.code != "party.waiting"]
    if left:
        return go("form", case=case)
    if request.method == "POST":
        if not request.POST.get("oath"):
            return _render_check(request, visitor, case, seen.loaded, seen.role, (Refusal("sign.missing", "oath"),))
        try:
            sign_form(actor, str(case), person, request.POST.get("digest", ""), read_drawn(request))
        except Refusals as found:
            return _render_check(request, visitor, case, seen.loaded, seen.role, found.refusals)
        except Refusal as refusal:
            if refusal.code not in SIGNING:
                raise
            return _render_check(request, visitor, case, seen.loaded, seen.role, (refusal,))
        return go("finish", case=case)
    return _render_check(request, visitor, case, seen.loaded, seen.role)


def _render_check(
    request: HttpRequest, visitor: Visitor, case: UUID, loaded: Loaded, role: str, wrong: tuple[Refusal, ...] = ()
) -> HttpResponse:
    language = visitor.look.language
    form = find_form(loaded.case, loaded.index, role, language, find_fact_order(loaded.case.bundle))
    return render_page(
        request,
        visitor.look,
        "check.html",
        case=case,
        plan=loaded.index.plan,
        form=form,
        own=find_given(form),
        fetched=find_fetched(form),
        digest=find_form_digest(loaded),
        waiting=find_others(loaded.case, loaded.index, find_waiting_parties(loaded.case, loaded.index)),
        pledged=find_pledged_lists(loaded.index),
        due=find_due(loaded),
        promises=find_promises(loaded.index.plan, language),
        behind=find_behind(find_items(loaded), language),
        wrong=wrong,
        drawn=read_drawn(request),
        low=visitor.who.level < find_sign_level(loaded.case, loaded.index, role),
        signed=not is_unsigned(loaded, role),
        status=422 if wrong else 200,
    )


@require_http_methods(["GET", "POST"])
@citizen
def show_finish(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Signed: pay what is due, wait for other signatures, submit."""
    actor, person = visitor.actor("submit"), visitor.who.person
    wish = request.POST.get("do", "")
    if request.method == "POST" and not wish.startswith(("invite:", "leave:")):
        return _submit(request, visitor, case)
    seen = show_case(actor, str(case), person)
    loaded = seen.loaded
    if loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("progress", case=case)
    if seen.role in find_unsigned(loaded.case, loaded.index) or find_open(loaded):
        return go("check", case=case)
    if request.method == "POST":
        verb, _, other = wish.partition(":")
        (invite_party if verb == "invite" else type_for_party)(actor, str(case), person, other)
        return go("finish", case=case)
    return _render_finish(request, visitor, case, loaded)


def _render_finish(
    request: HttpRequest, visitor: Visitor, case: UUID, loaded: Loaded, wrong: tuple[Refusal, ...] = (), key: str = ""
) -> HttpResponse:
    link = request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
    others = find_others(loaded.case, loaded.index, find_unsigned(loaded.case, loaded.index))
    left = find_others(loaded.case, loaded.index, find_excused(loaded.case, loaded.index))
    return render_page(
        request,
        visitor.look,
        "finish.html",
        case=case,
        plan=loaded.index.plan,
        due=find_due(loaded),
        others=others,
        left=left,
        link=link,
        wrong=wrong,
        code=draw_code(link) if others else "",
        key=key or secrets.token_hex(16),
        behind=find_behind(find_items(loaded), visitor.look.language),
        status=422 if wrong else 200,
    )


def _submit(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Once, however often the button is pressed: the form carries the key of the request."""
    actor, person, key = visitor.actor("submit"), visitor.who.person, request.POST.get("key", "")[:64]
    wrong = send_case(visitor.filler(case), key)
    if wrong:
        return _render_finish(request, visitor, case, show_case(actor, str(case), person).loaded, wrong, key)
    return redirect(reverse("portal:progress", kwargs={"case": case}) + "?new=1")


@require_POST
@citizen
def pay(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Off to the payment side with one sum for everything."""
    framed = visitor.zone is not None and visitor.zone.framed  # the payment side shows itself in nobody's frame
    back = reverse("portal:paid-outside") if framed else reverse("portal:paid", kwargs={"case": case})
    address = order_payment(visitor.actor("pay"), str(case), visitor.who.person, request.build_absolute_uri(back))
    if framed:
        return render_page(request, visitor.look, "pay_outside.html", case=case, address=address)
    return redirect(address)


@require_GET
@citizen
def show_paid(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Back from the payment side: ask it how the order stands, and go on where the person was. `?ask=1`: only whether it is settled, for
    the page in a host's frame, which waits for what is done in another tab.
    """
    loaded = settle_payment(visitor.actor("pay"), str(case), visitor.who.person)
    if request.GET.get("ask"):
        return JsonResponse({"done": all(one.state != "ordered" for one in loaded.case.payments.values())})
    return go("finish" if loaded.case.state is CaseState.DRAFT else "progress", case=case)


@require_GET
@anybody
def show_paid_outside(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Where the payment side leads from a tab of its own: nobody is signed in here, and the frame where it began goes on by itself."""
    return render_page(request, visitor.look, "paid_outside.html")
