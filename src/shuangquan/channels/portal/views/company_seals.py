"""公司章: a company's seal beside its certificate, as the legal representative asks for it, uses it and stops it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.company_seals import (
    LONGEST,
    ask_company_seal,
    load_company_seal,
    render_company_ofd,
    suspend_company_seal,
)
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.credentials.seal_life import LONGEST_REASON
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.console_seals import find_use_lines

PURPOSE = "use the company's seal"
MENDED = frozenset({"sealing.reason", "sealing.purpose"})
"""Refusals that are mended in a field of the page."""


@require_http_methods(["GET", "POST"])
@citizen
def company_seal(request: HttpRequest, visitor: Visitor, certificate: UUID) -> HttpResponseBase:
    """How the company's seal stands; ask for it, set it on this certificate for one purpose, or stop it."""
    actor, person, known = visitor.actor(PURPOSE), visitor.who.person, str(certificate)
    if request.method == "GET":
        return _show(request, visitor, known)
    do, reason = request.POST.get("do", ""), request.POST.get("reason", "")
    try:
        if do == "seal":
            base = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]
            name, content = render_company_ofd(actor, person, known, request.POST.get("purpose", ""), base)
            response = HttpResponse(content, content_type="application/ofd")
            response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
            return response
        (suspend_company_seal if do == "suspend" else ask_company_seal)(actor, person, known, reason)
    except Refusal as refusal:
        if refusal.code not in MENDED:
            raise
        return _show(request, visitor, known, refusal)
    return go("company-seal", certificate=certificate)


def _show(request: HttpRequest, visitor: Visitor, certificate: str, refusal: Refusal | None = None) -> HttpResponse:
    seen = load_company_seal(visitor.actor(PURPOSE), visitor.who.person, certificate)
    return render_page(
        request,
        visitor.look,
        "company_seal.html",
        seen=seen,
        state=seen.life.state if seen.life else "none",
        uses=find_use_lines(seen.uses, visitor.look.language),
        certificate=certificate,
        reason=request.POST.get("reason", "")[:LONGEST_REASON],
        purpose=request.POST.get("purpose", "")[:LONGEST],
        longest=LONGEST,
        longest_reason=LONGEST_REASON,
        refusal=refusal,
        nav="cards",
        status=422 if refusal else 200,
    )


@require_GET
@citizen
def company_seal_picture(request: HttpRequest, visitor: Visitor, certificate: UUID) -> HttpResponse:
    """The seal's picture. Refusal("certificate.unknown") while there is none."""
    seen = load_company_seal(visitor.actor(PURPOSE), visitor.who.person, str(certificate))
    if seen.seal is None:
        raise Refusal("certificate.unknown", "certificate")
    return HttpResponse(seen.seal.picture, content_type="image/png")
