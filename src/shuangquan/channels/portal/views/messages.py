"""我的消息: everything that a person was told, and by which ways they are told."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.contacts import ask_code, choose_channels, forget_address, prove_address, show_contact
from shuangquan.actions.limiting import check_rate
from shuangquan.channels.portal.entry import Visitor, citizen, find_address
from shuangquan.channels.portal.render import render_page
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_messages import read_own_messages

PURPOSE = "how I am told"
DONE = ("sent", "proven", "forgotten", "chosen")


@require_GET
@citizen
def show_messages(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The newest first. Looking at the page is reading them."""
    lines = read_own_messages(visitor.who.index, visitor.look.language)
    return render_page(request, visitor.look, "messages.html", lines=lines, new=sum(one.new for one in lines), nav="mine")


@require_http_methods(["GET", "POST"])
@citizen
def show_ways(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """By which ways; an address counts once its code was entered."""
    refusal = None
    if request.method == "POST":
        try:
            done = _do(request, visitor)
        except Refusal as found:
            if not found.code.startswith("contact."):
                raise
            refusal = found
        else:
            response = HttpResponseRedirect(f"{reverse('portal:message-ways')}?done={done}")
            response.status_code = 303
            return response
    contact = show_contact(visitor.actor(PURPOSE), visitor.who.index)
    done = request.GET.get("done", "")
    held = {
        "contact": contact, "refusal": refusal, "typed": request.POST.get("address", "") if refusal else "",
        "done": done if done in DONE else "", "phone": bool(visitor.who.account.profile.get("phone")),
    }  # fmt: skip
    return render_page(request, visitor.look, "message_ways.html", status=422 if refusal else 200, nav="mine", **held)


def _do(request: HttpRequest, visitor: Visitor) -> str:
    actor, index, do = visitor.actor(PURPOSE), visitor.who.index, request.POST.get("do", "")
    if do == "address":
        check_rate("mail", find_address(request))
        ask_code(actor, index, request.POST.get("address", ""), visitor.look.language)
        return "sent"
    if do == "code":
        prove_address(actor, index, request.POST.get("code", ""))
        return "proven"
    if do == "forget":
        forget_address(actor, index)
        return "forgotten"
    choose_channels(actor, index, sms=request.POST.get("sms") == "yes", mail=request.POST.get("mail") == "yes")
    return "chosen"
