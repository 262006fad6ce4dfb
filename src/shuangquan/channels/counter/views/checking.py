"""Check, sign on the second screen, pay, submit, and the receipt."""

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.collecting import choose_collect
from shuangquan.actions.documents import list_documents, open_document
from shuangquan.actions.parties import invite_party, type_for_party
from shuangquan.actions.payments import find_due, order_payment, settle_payment
from shuangquan.actions.rosters import find_taking
from shuangquan.actions.showing import Seen, draw_code, find_items, find_open, show_case
from shuangquan.channels.counter.entry import NEWS, PAD, Counter, anybody, find_mark, go, render, serving, show_on_pad
from shuangquan.channels.look.filing import is_unsigned, send_case
from shuangquan.channels.look.summary import find_summary
from shuangquan.core.cases.collecting import may_collect
from shuangquan.core.cases.forms import find_excused, find_unsigned
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_behind import find_behind
from shuangquan.queries.portal_consent import find_others
from shuangquan.queries.portal_documents import find_papers


@require_GET
@serving
def show_check(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """Two lists; the person signs on the second screen what both show."""
    seen = show_case(counter.actor("sign a form"), str(case), counter.served.citizen.person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if find_taking(str(case)):
        return go("form", case=case)
    if [one for one in find_open(seen.loaded) if one.code != "party.waiting"]:
        return go("form", case=case)
    summary = find_summary(seen, counter.language)
    if summary["signed"] and not summary["waiting"]:
        return go("finish", case=case)
    show_on_pad(request, "check", case)
    return render(request, counter, "check.html", case=case, step="check", **summary)


@require_http_methods(["GET", "POST"])
@serving
def show_finish(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """Signed: pay what is due, wait for other signatures, submit."""
    actor, person, wish = counter.actor("submit"), counter.served.citizen.person, request.POST.get("do", "")
    if wish == "submit":
        return _submit(request, counter, case)
    seen = show_case(actor, str(case), person)
    loaded = seen.loaded
    if loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if is_unsigned(loaded, seen.role) or find_open(loaded):
        return go("check", case=case)
    if request.method == "POST":
        verb, _, other = wish.partition(":")
        (invite_party if verb == "invite" else type_for_party)(actor, str(case), person, other)
        return go("finish", case=case)
    return _render_finish(request, counter, case, seen)


def _render_finish(
    request: HttpRequest, counter: Counter, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), key: str = ""
) -> HttpResponse:
    loaded = seen.loaded
    due, link = find_due(loaded), request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
    others = find_others(loaded.case, loaded.index, find_unsigned(loaded.case, loaded.index))
    held = request.session.get(PAD, {})
    pay = held.get("pay", "") if held.get("case") == str(case) and due.any else ""
    if not pay:
        show_on_pad(request, "link" if others and not due.any else "", case)
    return render(
        request, counter, "finish.html", case=case, plan=loaded.index.plan, due=due, others=others, link=link, wrong=wrong,
        left=find_others(loaded.case, loaded.index, find_excused(loaded.case, loaded.index)), pay=pay,
        code=draw_code(pay or link), key=key or secrets.token_hex(16), behind=find_behind(find_items(loaded), counter.language),
        version=loaded.case.version, step="finish", status=422 if wrong else 200,
    )  # fmt: skip


def _submit(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """Once, however often the button is pressed."""
    key = request.POST.get("key", "")[:64]
    wrong = send_case(counter.filler(case), key)
    if not wrong:
        return go("done", case=case)
    seen = show_case(counter.actor("submit"), str(case), counter.served.citizen.person)
    return _render_finish(request, counter, case, seen, wrong, key)


@require_POST
@serving
def pay(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """The payment side's page as a code, here and on the second screen: the person pays on their own phone."""
    back = request.build_absolute_uri(reverse("counter:paid-back"))
    address = order_payment(counter.actor("pay"), str(case), counter.served.citizen.person, back)
    request.session[PAD] = {"show": "pay", "case": str(case), "pay": address}
    return go("finish", case=case)


@require_POST
@serving
def look_paid(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """Ask the payment side how the order stands. By script it answers JSON, else the page again."""
    loaded = settle_payment(counter.actor("pay"), str(case), counter.served.citizen.person)
    if request.headers.get("Accept") == NEWS:
        return JsonResponse({"paid": not find_due(loaded).any})
    return go("finish", case=case)


@require_GET
@anybody
def show_paid_back(request: HttpRequest) -> HttpResponse:
    """What the person's phone says after paying: nothing about anybody."""
    return render(request, None, "paid_back.html")


@require_GET
@serving
def show_done(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """Submitted: the receipt to print, and how the person goes on by themselves."""
    seen = show_case(counter.actor("own matter"), str(case), counter.served.citizen.person)
    loaded = seen.loaded
    if loaded.case.state is CaseState.DRAFT:
        return go("next", case=case)
    link = request.build_absolute_uri(reverse("portal:progress", kwargs={"case": case}))
    show_on_pad(request, "done", case)
    return render(
        request, counter, "done.html", case=case, plan=loaded.index.plan, number=loaded.stored.row.number or "", link=link,
        code=draw_code(link), papers=find_papers(list_documents(loaded), counter.language),
        behind=find_behind(find_items(loaded), counter.language), step="done",
        collects=loaded.case.collect, may=may_collect(loaded.case, loaded.index) and bool(loaded.index.plan.delivery_address),
    )  # fmt: skip


@require_POST
@serving
def collect(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponse:
    """The person collects the papers at this hall instead of having them sent."""
    choose_collect(counter.actor("collect papers"), str(case), counter.served.citizen.person, counter.at.hall.key)
    return go("done", case=case)


@require_GET
@serving
def open_paper(request: HttpRequest, counter: Counter, case: UUID, key: str) -> HttpResponse:
    """A document of the matter as a PDF, to be printed here; its opening is its delivery to the person who stands here."""
    _, body = open_document(counter.actor("print a document"), str(case), counter.served.citizen.person, key)
    return HttpResponse(body, content_type="application/pdf", headers={"Content-Disposition": "inline"})


@require_GET
@serving
def tell_state(request: HttpRequest, counter: Counter, case: UUID) -> JsonResponse:
    """Whether something happened on the second screen or a phone."""
    seen = show_case(counter.actor("own matter"), str(case), counter.served.citizen.person)
    return JsonResponse({"mark": find_mark(request, seen.loaded.case.version)})
