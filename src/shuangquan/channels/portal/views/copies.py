"""加注件: state a purpose, download the copy."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.certificates import load_payload
from shuangquan.actions.copies import find_copies_of, make_copy, render_copy
from shuangquan.channels.portal.entry import Visitor, citizen
from shuangquan.channels.portal.render import render_page
from shuangquan.core.credentials.use import LONGEST_PURPOSE, LONGEST_RECEIVER
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_certificates import make_card
from shuangquan.queries.portal_showings import collect_copies

DAYS = (1, 3, 7, 30, 90)


@require_http_methods(["GET", "POST"])
@citizen
def make(request: HttpRequest, visitor: Visitor, certificate: UUID) -> HttpResponseBase:
    """What it is for; then those that were made, the new one on top."""
    actor = visitor.actor("take a copy for one purpose")
    typed = {name: request.POST.get(name, "") for name in ("purpose", "receiver", "days")}
    refusal = None
    if request.method == "POST":
        days = int(typed["days"]) if typed["days"].isascii() and typed["days"].isdecimal() and len(typed["days"]) < 5 else 0
        try:
            made = make_copy(actor, str(certificate), visitor.who.index, visitor.look.name, (typed["purpose"], typed["receiver"], days))
        except Refusal as found:
            if not found.code.startswith("copy."):
                raise
            refusal = found
        else:
            response = HttpResponseRedirect(f"{reverse('portal:copy', kwargs={'certificate': certificate})}?made={made.id}")
            response.status_code = 303
            return response
    stored, _ = load_payload(actor, str(certificate))
    copies = collect_copies(find_copies_of(actor, str(certificate)), visitor.look.language)
    card = make_card(stored, visitor.look.language)
    held = {"card": card, "copies": copies, "typed": typed, "refusal": refusal, "where": refusal.where if refusal else ""}
    held |= {"days": DAYS, "made": request.GET.get("made", ""), "longest": LONGEST_PURPOSE, "longest_receiver": LONGEST_RECEIVER}
    return render_page(request, visitor.look, "copy.html", status=422 if refusal else 200, nav="cards", **held)


@require_GET
@citizen
def download(request: HttpRequest, visitor: Visitor, certificate: UUID, copy: UUID) -> HttpResponse:
    """The PDF with its purpose printed on it."""
    base = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]
    name, content = render_copy(visitor.actor("download a copy for one purpose"), str(certificate), str(copy), base)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
