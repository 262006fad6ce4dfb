"""My certificates, showing one, the PDF; and what anybody sees who holds a link or a file."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.acting import acting_verifier
from shuangquan.actions.certificates import load_payload, render_pdf, verify_token
from shuangquan.actions.limiting import check_rate
from shuangquan.actions.showing import check_file, draw_code
from shuangquan.channels.portal.entry import STATUS, Visitor, anybody, citizen, find_address, go
from shuangquan.channels.portal.reading import read_token
from shuangquan.channels.portal.render import render_page
from shuangquan.core.credentials.life import WHY
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_cases import find_my_cases
from shuangquan.queries.portal_certificates import find_lineage, find_my_cards, make_card

LARGEST = 16 * 2**20


@require_GET
@citizen
def show_mine(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Everything I hold or applied for, by holder."""
    cases = [one.id for one in find_my_cases(visitor.who.index) if one.part == "applicant"]
    groups = find_my_cards(visitor.who.index, cases, visitor.look.language)
    return render_page(request, visitor.look, "certificates.html", groups=groups, count=sum(len(cards) for _, cards in groups), nav="cards")


@require_GET
@citizen
def show_one(request: HttpRequest, visitor: Visitor, certificate: UUID) -> HttpResponse:
    """亮证: the code, and what the other side will see."""
    stored, _ = load_payload(visitor.actor("show a certificate"), str(certificate))
    card = make_card(stored, visitor.look.language)
    link = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": card.token}))
    with acting_verifier(card.token):
        shown = verify_token(card.token)
    return render_page(
        request, visitor.look, "certificate.html", card=card, link=link, code=draw_code(link), view=shown.view,
        lineage=find_lineage(stored, visitor.look.language), nav="cards",
    )  # fmt: skip


@require_GET
@citizen
def download(request: HttpRequest, visitor: Visitor, certificate: UUID) -> HttpResponse:
    """The sealed PDF."""
    base = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]
    name, content = render_pdf(visitor.actor("take a certificate's file"), str(certificate), base)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_GET
@anybody
def show_link(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponse:
    """What a stranger sees who scanned the code: type, issuer, validity, a masked holder."""
    check_rate("verify", find_address(request))
    with acting_verifier(token):
        try:
            shown = verify_token(token)
        except Refusal as refusal:
            return render_page(request, visitor.look, "verified.html", refusal=refusal, status=404)
    issued, until = (
        say_date(date.fromisoformat(one), visitor.look.language) if one else "" for one in (shown.view.issued, shown.view.valid_to)
    )
    return render_page(
        request, visitor.look, "verified.html", view=shown.view, shown=shown, issued=issued, until=until,
        version_why=WHY.get(shown.view.replaced_for),
    )  # fmt: skip


@require_GET
@anybody
def show_json(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponseBase:
    """The same for a program, with the platform's signature."""
    try:
        check_rate("verify", find_address(request))
        with acting_verifier(token):
            shown = verify_token(token)
    except Refusal as refusal:
        return JsonResponse({"error": refusal.code}, status=STATUS.get(refusal.code, 404))
    plain: Any = to_plain(shown)
    return JsonResponse(plain, json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "POST"])
@anybody
def verify(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Upload a file, or type a link."""
    if request.method == "GET":
        return render_page(request, visitor.look, "verify.html")
    typed = request.POST.get("link", "").strip()
    if typed:
        token = read_token(typed)
        if token:
            return go("verify-link", token=token)
        return render_page(request, visitor.look, "verify.html", refusal=Refusal("certificate.unknown"), link=typed, status=422)
    held = request.FILES.get("file")
    content = held.read(LARGEST + 1) if held is not None else b""
    if not content or len(content) > LARGEST:
        wrong = Refusal("blob.too_large", "file", most=LARGEST // 2**20) if content else Refusal("evidence.empty", "file")
        return render_page(request, visitor.look, "verify.html", refusal=wrong, status=422)
    check_rate("file", find_address(request))
    try:
        key = check_file(content)
    except Refusal as refusal:
        return render_page(request, visitor.look, "verify.html", refusal=refusal, broken=True, status=422)
    return render_page(request, visitor.look, "verify.html", key=key)
