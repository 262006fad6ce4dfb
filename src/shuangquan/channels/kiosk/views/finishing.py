"""Checked, signed with a finger, paid by phone, submitted; and afterwards how far it is, with a receipt to print."""

import secrets
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from shuangquan.actions.complaining import list_own_documents
from shuangquan.actions.drafts import sign_form, submit_case
from shuangquan.actions.loading import request_of
from shuangquan.actions.parties import invite_party
from shuangquan.actions.payments import find_due, order_payment, settle_payment
from shuangquan.actions.showing import Seen, draw_code, find_fact_order, find_items, find_open, show_case
from shuangquan.channels.kiosk.entry import Machine, cut, find_page, go, guest, render
from shuangquan.channels.kiosk.rows import find_checked
from shuangquan.channels.kiosk.steps import find_digest
from shuangquan.channels.look.ways import find_ways_shown
from shuangquan.core.cases.forms import find_unsigned
from shuangquan.core.cases.signing import LONGEST
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.queries.portal_behind import find_behind
from shuangquan.queries.portal_certificates import find_case_cards
from shuangquan.queries.portal_consent import find_others
from shuangquan.queries.portal_documents import find_papers
from shuangquan.queries.portal_form import find_form
from shuangquan.queries.portal_pledges import find_pledged_lists, find_promises
from shuangquan.queries.portal_progress import find_progress

ROWS, LANES = 8, 5
SIGNING = ("sign.changed", "sign.drawing", "sign.slip", "sign.missing")


def show_review(
    request: HttpRequest, here: Machine, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), *, sign: bool = False
) -> HttpResponse:
    """Every row once, page by page; behind the last one the frame to sign in."""
    loaded, language = seen.loaded, here.look.language
    form = find_form(loaded.case, loaded.index, seen.role, language, find_fact_order(loaded.case.bundle))
    rows = find_checked(form, language)
    size = ROWS - 2 if here.look.elder else ROWS
    page, pages = find_page(request, len(rows), size)
    behind = find_behind(find_items(loaded), language)
    held: dict[str, Any] = {"case": case, "plan": loaded.index.plan, "behind": behind, "wrong": wrong}
    if sign or request.GET.get("sign"):
        held |= {"digest": find_digest(seen), "promises": find_promises(loaded.index.plan, language)}
        return render(
            request, here, "sign.html", status=422 if wrong else 200, pledged=find_pledged_lists(loaded.index), due=find_due(loaded), **held
        )
    held |= find_ways_shown(here.actor("choose how results arrive"), loaded)
    return render(request, here, "check.html", rows=cut(rows, page, size), page=page, pages=pages, **held)


def show_finish(request: HttpRequest, here: Machine, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = ()) -> HttpResponse:
    """Signed: wait for other signatures, pay by phone, submit."""
    loaded = seen.loaded
    others = find_others(loaded.case, loaded.index, find_unsigned(loaded.case, loaded.index))
    due, link = find_due(loaded), ""
    if others:
        link = request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
    elif due.any and due.known:
        back = request.build_absolute_uri(reverse("portal:paid", kwargs={"case": case}))
        link = order_payment(here.actor("pay"), str(case), here.who.citizen.person, back)
    return render(
        request,
        here,
        "finish.html",
        case=case,
        plan=loaded.index.plan,
        due=due,
        others=others,
        code=draw_code(link) if link else "",
        link=link,
        key=secrets.token_hex(16),
        behind=find_behind(find_items(loaded), here.look.language),
        wrong=wrong,
        status=422 if wrong else 200,
    )


@require_POST
@guest
def sign(request: HttpRequest, here: Machine, case: UUID) -> HttpResponseBase:
    """Sign what was shown."""
    actor, person = here.actor("sign a form"), here.who.citizen.person
    seen = show_case(actor, str(case), person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies or find_open(seen.loaded):
        return go("case", case=case)
    try:
        if not request.POST.get("oath"):
            raise Refusal("sign.missing", "oath")
        sign_form(actor, str(case), person, request.POST.get("digest", ""), request.POST.get("drawn", "")[: LONGEST + 1])
    except Refusals as found:
        return show_review(request, here, case, seen, found.refusals, sign=True)
    except Refusal as refusal:
        if refusal.code not in SIGNING:
            raise
        return show_review(request, here, case, seen, (refusal,), sign=True)
    return go("case", case=case)


@require_POST
@guest
def remind(request: HttpRequest, here: Machine, case: UUID) -> HttpResponseBase:
    """Ask the others once more for their signature."""
    actor, person = here.actor("submit"), here.who.citizen.person
    seen = show_case(actor, str(case), person)
    for name in find_unsigned(seen.loaded.case, seen.loaded.index):
        invite_party(actor, str(case), person, name)
    return go("case", case=case)


@require_POST
@guest
def submit(request: HttpRequest, here: Machine, case: UUID) -> HttpResponseBase:
    """Once, however often the button is pressed: the form carries the key of the request. What was paid meanwhile is found first."""
    actor, person = here.actor("submit"), here.who.citizen.person
    wanted = request_of(request.POST.get("key", "")[:64], {"case": str(case), "do": "submit"})
    try:
        try:
            submit_case(actor, str(case), person, wanted)
        except Refusal as refusal:
            if refusal.code != "payment.missing":
                raise
            loaded = settle_payment(actor, str(case), person)
            submit_case(actor, str(case), person, wanted, fees_known=find_due(loaded).known)
    except Refusals as found:
        return show_finish(request, here, case, show_case(actor, str(case), person), found.refusals)
    except Refusal as refusal:
        if refusal.code == "case.not_draft":
            return go("case", case=case)
        if not refusal.code.startswith(("payment.", "sign.")):
            raise
        return show_finish(request, here, case, show_case(actor, str(case), person), (refusal,))
    return go("case", case=case)


def show_progress(request: HttpRequest, here: Machine, case: UUID, seen: Seen) -> HttpResponse:
    """How far it is: a row an item, the receipt to print, and what came of it."""
    loaded, language = seen.loaded, here.look.language
    page_of = find_progress(loaded.case, loaded.index, find_items(loaded), loaded.values, language)
    page, pages = find_page(request, len(page_of.lanes), LANES)
    documents = find_papers(list_own_documents(loaded, here.who.index), language) if seen.applies else ()
    cards = find_case_cards(str(case), language) if seen.applies else ()
    link = request.build_absolute_uri(reverse("portal:progress", kwargs={"case": case}))
    yours = any(lane.state in ("correct", "paying", "hearing", "mending") for lane in page_of.lanes)
    return render(
        request,
        here,
        "progress.html",
        case=case,
        plan=loaded.index.plan,
        number=loaded.stored.row.number,
        lanes=cut(tuple(page_of.lanes), page, LANES),
        page=page,
        pages=pages,
        receipt=next((one for one in documents if one.key.startswith("receipt")), None),
        cards=cards[:2],
        yours=yours,
        code=draw_code(link) if yours else "",
        running=page_of.running,
    )
