"""信息智能查询: one box for a number, a code or plain words; and, signed in, what registers say of oneself and what was looked up."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from shuangquan.actions.inquiring import PublicCase, ask_own, find_notice, find_public, list_inquiries
from shuangquan.actions.limiting import check_rate
from shuangquan.actions.standards import load_online
from shuangquan.channels.portal.entry import Visitor, anybody, citizen, find_address, go
from shuangquan.channels.portal.render import render_page
from shuangquan.channels.portal.views.home import find_mine
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.exchange.inquiring import read_typed
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.own_record import find_own_record
from shuangquan.queries.portal_times import say_day

LONGEST = 300


@require_http_methods(["GET", "POST"])
@anybody
def inquire(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """A number with a name, a certificate's code, or words, which are looked for among the services."""
    if request.method == "GET":
        return _render(request, visitor)
    typed = {"number": request.POST.get("number", "").strip()[:LONGEST], "name": request.POST.get("name", "").strip()[:60]}
    read = read_typed(typed["number"])
    if read.kind == "code":
        return go("verify-link", token=read.text)
    if read.kind == "words":
        return HttpResponseRedirect(f"{reverse('portal:home')}?{urlencode({'q': read.text[:60]})}")
    try:
        check_rate("inquiry", find_address(request))
        found = find_public(_find_actor(visitor), typed["number"], typed["name"])
    except Refusal as refusal:
        if refusal.code == "request.limited":
            raise
        return _render(request, visitor, typed=typed, refusal=refusal, status=422)
    if isinstance(found, PublicCase):
        return _show_case(request, visitor, found)
    return go("verify-link", token=found)


def _find_actor(visitor: Visitor) -> Actor:
    if visitor.citizen is not None:
        return visitor.actor("look up by number")
    return Actor("anonymous", "anonymous", visitor.region, "portal", purpose="look up by number")


def _show_case(request: HttpRequest, visitor: Visitor, found: PublicCase) -> HttpResponse:
    language = visitor.look.language
    submitted, due = (say_day(one, language) if one else "" for one in (found.submitted, found.due))
    return render_page(request, visitor.look, "inquiry_case.html", found=found, submitted=submitted, due=due)


def _render(
    request: HttpRequest, visitor: Visitor, *, typed: dict[str, str] | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    online = load_online(visitor.region)
    record = find_own_record(online, visitor.citizen.index, visitor.look.language) if visitor.citizen is not None else ()
    return render_page(
        request,
        visitor.look,
        "inquiry.html",
        typed=typed or {},
        refusal=refusal,
        mine=find_mine(visitor)[:3],
        inquiries=list_inquiries(visitor.region),
        record=record,
        signed_in=visitor.citizen is not None,
        status=status,
    )


@require_http_methods(["GET", "POST"])
@citizen
def ask(request: HttpRequest, visitor: Visitor, inquiry: str) -> HttpResponse:
    """Told first what is asked of whom; after the yes it is asked, shown, and kept nowhere."""
    if request.method == "GET":
        return render_page(request, visitor.look, "inquiry_ask.html", notice=find_notice(inquiry, visitor.region))
    language = visitor.look.language
    asked = ask_own(visitor.actor("look up own data"), visitor.who, inquiry)
    groups = tuple(tuple((line.label, line.say(language)) for line in group) for group in asked.answer.groups)
    return render_page(request, visitor.look, "inquiry_told.html", asked=asked, groups=groups, day=say_date(asked.as_of, language))
