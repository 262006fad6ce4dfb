"""My certificates, showing one, the PDF; and what anybody sees who holds a link or a file."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.acting import acting_verifier
from shuangquan.actions.certificate_ofd import render_ofd
from shuangquan.actions.certificates import check_usable, find_named, load_payload, render_stored, verify_token
from shuangquan.actions.choosing_delivery import note_opened
from shuangquan.actions.company_seals import states_company
from shuangquan.actions.copies import find_copies_of
from shuangquan.actions.limiting import check_rate
from shuangquan.actions.presenting import find_choices, find_looks
from shuangquan.actions.showing import draw_code
from shuangquan.actions.verified import Verified
from shuangquan.actions.verifying_any import is_picture, is_shown_code, read_picture_code, verify_typed, verify_upload
from shuangquan.channels.look.reading import read_token
from shuangquan.channels.portal.entry import STATUS, Visitor, anybody, citizen, find_address, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.credentials.life import WHY
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_cases import find_my_cases
from shuangquan.queries.portal_certificates import find_lineage, find_my_cards, make_card
from shuangquan.queries.portal_showings import collect_copies, collect_looks
from shuangquan.queries.portal_verified import collect_said

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
    """The certificate, what of it may be shown to others, who looked, and which copies were made."""
    actor, language = visitor.actor("show a certificate"), visitor.look.language
    stored, payload = load_payload(actor, str(certificate))
    card = make_card(stored, language)
    note_opened(actor, stored, visitor.who.person, "opened")
    link = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": card.token}))
    held: dict[str, Any] = {"card": card, "link": link, "code": draw_code(link), "refusal": None}
    held["own_company"] = states_company(payload, visitor.who.person)
    try:
        check_usable(stored, payload)
    except Refusal as refusal:
        held["refusal"] = refusal
    held["choices"] = [(one.field, one.label, one.value) for one in payload.lines if one.field in find_choices(payload)]
    held["lineage"] = find_lineage(stored, language)
    held["looks"] = collect_looks(find_looks(actor, card.id), language)
    held["copies"] = collect_copies(find_copies_of(actor, card.id), language)
    return render_page(request, visitor.look, "certificate.html", nav="cards", **held)


@require_GET
@citizen
def download(request: HttpRequest, visitor: Visitor, certificate: UUID) -> HttpResponse:
    """The sealed PDF."""
    base = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]
    actor = visitor.actor("take a certificate's file")
    stored, _ = load_payload(actor, str(certificate))
    name, content = render_stored(stored, base)
    note_opened(actor, stored, visitor.who.person, "downloaded")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_GET
@citizen
def download_ofd(request: HttpRequest, visitor: Visitor, certificate: UUID) -> HttpResponse:
    """The sealed OFD."""
    base = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]
    actor = visitor.actor("take a certificate's file")
    name, content = render_ofd(actor, str(certificate), base)
    note_opened(actor, load_payload(actor, str(certificate))[0], visitor.who.person, "downloaded")
    response = HttpResponse(content, content_type="application/ofd")
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
    """Upload a file, give what a code says, or a number with the holder's name."""
    if request.method == "GET":
        return render_page(request, visitor.look, "verify.html")
    typed = {name: request.POST.get(name, "").strip() for name in ("link", "number", "holder")}
    try:
        if "number" in request.POST:
            check_rate("number", find_address(request))
            return go("verify-link", token=find_named(typed["number"], typed["holder"]))
        if typed["link"]:
            return _verify_typed(request, visitor, typed["link"])
        return _verify_file(request, visitor)
    except Refusal as refusal:
        if refusal.code == "request.limited":
            raise
        broken = refusal.code.startswith("seal.")
        return render_page(request, visitor.look, "verify.html", refusal=refusal, broken=broken, typed=typed, status=422)


def _verify_typed(request: HttpRequest, visitor: Visitor, text: str) -> HttpResponseBase:
    """What a code says: signed for whoever is offline, or a certificate's link."""
    if is_shown_code(text):
        check_rate("file", find_address(request))
        return _show_found(request, visitor, verify_typed(text))
    token = read_token(text)
    if not token:
        raise Refusal("certificate.unknown", "link")
    return go("verify-link", token=token)


def _verify_file(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    held = request.FILES.get("file")
    content = held.read(LARGEST + 1) if held is not None else b""
    if not content or len(content) > LARGEST:
        raise Refusal("blob.too_large", "file", most=LARGEST // 2**20) if content else Refusal("evidence.empty", "file")
    check_rate("file", find_address(request))
    if is_picture(content):
        return _verify_typed(request, visitor, read_picture_code(content))
    return _show_found(request, visitor, verify_upload(content))


def _show_found(request: HttpRequest, visitor: Visitor, found: Verified) -> HttpResponse:
    return render_page(request, visitor.look, "verify.html", found=found, said=collect_said(found.says))
