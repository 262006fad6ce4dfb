"""A window asks to act for me: I say yes or no on my own phone."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.letting import answer_asking, find_asking
from shuangquan.channels.portal.entry import Visitor, citizen
from shuangquan.channels.portal.render import render_page


@require_http_methods(["GET", "POST"])
@citizen
def show_asking(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponse:
    """Who asks, what they may then do, until when; yes or no."""
    asking = find_asking(token)
    done = ""
    if request.method == "POST":
        done = "yes" if request.POST.get("do") == "yes" else "no"
        answer_asking(visitor.actor("let a window act for me"), token, visitor.who.index, yes=done == "yes")
    return render_page(request, visitor.look, "letting.html", asking=asking, done=done, nav="me")
