"""My matters and my certificates; printing one, and how the print went."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.certificates import check_usable, load_payload
from shuangquan.actions.kiosk_printing import DAYS, follow_print, print_certificate, print_receipt
from shuangquan.actions.standards import load_online
from shuangquan.channels.kiosk.entry import Machine, cut, find_page, go, guest, render
from shuangquan.channels.kiosk.matters import find_matters
from shuangquan.channels.kiosk.words import find_words
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.kiosk_cards import find_cards_of
from shuangquan.queries.portal_cases import find_my_cases
from shuangquan.queries.portal_certificates import make_card

MATTERS, CARDS = 6, 6
PURPOSES = ("keep", "school", "loan", "job", "benefit", "other")
"""What a print is for, one touch each; printed on it and sealed with it."""


@require_GET
@guest
def show_matters(request: HttpRequest, here: Machine) -> HttpResponse:
    """What I have under way and what is done, the newest first."""
    found = find_matters(here)
    page, pages = find_page(request, len(found), MATTERS)
    return render(request, here, "matters.html", matters=cut(found, page, MATTERS), page=page, pages=pages)


@require_GET
@guest
def show_cards(request: HttpRequest, here: Machine) -> HttpResponse:
    """What I hold or applied for. `?type=`: of one type only, as a tile names it."""
    wanted = request.GET.get("type", "")
    cases = tuple(one.id for one in find_my_cases(here.who.index) if one.part == "applicant")
    found = find_cards_of(here.who.index, cases, here.look.language, wanted)
    page, pages = find_page(request, len(found), CARDS)
    kind = load_online(here.kiosk.region).certificates.get(wanted)
    what = kind.name if kind else find_words("cards.none.any")
    return render(request, here, "cards.html", cards=cut(found, page, CARDS), page=page, pages=pages, wanted=wanted, what=what)


@require_http_methods(["GET", "POST"])
@guest
def show_card(request: HttpRequest, here: Machine, certificate: UUID) -> HttpResponseBase:
    """What the print is for: one touch, and it prints."""
    if request.method == "POST" and request.POST.get("purpose") in PURPOSES:
        purpose = find_words(f"purpose.{request.POST['purpose']}").zh
        base = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]
        made = print_certificate(here.who, here.kiosk, str(certificate), purpose, base)
        return go("printed", sheet=made.id)
    stored, payload = load_payload(here.actor("print a certificate"), str(certificate))
    refusal = None
    try:
        check_usable(stored, payload)
    except Refusal as found:
        refusal = found
    card = make_card(stored, here.look.language)
    purposes = tuple((name, find_words(f"purpose.{name}")) for name in PURPOSES)
    return render(request, here, "card.html", card=card, purposes=purposes, days=DAYS, refusal=refusal)


@require_POST
@guest
def print_document(request: HttpRequest, here: Machine, case: UUID) -> HttpResponseBase:
    """A receipt, or another document of a matter."""
    made = print_receipt(here.who, here.kiosk, str(case), request.POST.get("key", ""))
    return go("printed", sheet=made.id)


@require_GET
@guest
def show_printed(request: HttpRequest, here: Machine, sheet: UUID) -> HttpResponse:
    """How the print goes; the page asks again by itself until it is known."""
    held = follow_print(here.who, here.kiosk, str(sheet))
    if held.state == "sent":
        return render(request, here, "printing.html", held=held)
    return render(request, here, "printed.html", held=held)
