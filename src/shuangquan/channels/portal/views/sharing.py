"""证照授权: whom I let have my certificates by their own system, and taking it back."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.actions.share_systems import give_consent, name_system, withdraw_consent
from shuangquan.actions.standards import load_online
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_sharing import find_consent_lines, find_last_day, find_system_lines

PURPOSE = "allow the use of a certificate"


@require_http_methods(["GET", "POST"])
@citizen
def show_sharing(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Whom I allow what until when; and allowing more."""
    if request.method == "GET":
        return _render(request, visitor)
    until = find_last_day(request.POST.get("until", ""))
    try:
        if until is None:
            raise Refusal("share.until", "until")
        give_consent(
            visitor.actor(PURPOSE), visitor.who.index, request.POST.get("system", "")[:32], request.POST.getlist("types")[:100], until
        )
    except Refusal as refusal:
        return _render(request, visitor, refusal)
    return go("sharing")


@require_POST
@citizen
def withdraw(request: HttpRequest, visitor: Visitor, consent: str) -> HttpResponseBase:
    """Take it back."""
    withdraw_consent(visitor.actor(PURPOSE), visitor.who.index, str(consent))
    return go("sharing")


def _render(request: HttpRequest, visitor: Visitor, refusal: Refusal | None = None) -> HttpResponse:
    bundle, index = load_online(), visitor.who.index
    return render_page(
        request, visitor.look, "sharing.html", consents=find_consent_lines(index, bundle, name_system, visitor.look.language),
        systems=find_system_lines(index, bundle), refusal=refusal,
        system=request.POST.get("system", ""), chosen=request.POST.getlist("types"),
        until=request.POST.get("until", ""), nav="me", status=422 if refusal is not None else 200,
    )  # fmt: skip
