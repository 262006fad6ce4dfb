"""Sign in with both factors, sign out, choose a window, change the language."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.actions.assisting import end_assistance
from shuangquan.actions.halls import list_own_windows
from shuangquan.channels.counter.entry import HELD, SEAT, Counter, anybody, clerk, go, is_own, render
from shuangquan.channels.look.staff_door import find_status, keep_language, take_sign_in
from shuangquan.core.cases.tickets import QUEUES
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import COUNTER


@require_http_methods(["GET", "POST"])
@anybody
def show_sign_in(request: HttpRequest) -> HttpResponseBase:
    """One form for both factors, so that the answer does not tell which of them was wrong."""
    back = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "GET":
        return render(request, None, "login.html", back=back)
    try:
        take_sign_in(request, HELD, COUNTER)
    except Refusal as refusal:
        named = request.POST.get("username", "")
        return render(request, None, "login.html", back=back, refusal=refusal, username=named, status=find_status(refusal))
    return _see(back if is_own(back) else reverse("counter:seats"))


@require_POST
@clerk
def leave(request: HttpRequest, counter: Counter) -> HttpResponse:
    """End the session; nobody is served any more."""
    if counter.assisted is not None:
        end_assistance(counter.assisted)
    request.session.flush()
    return _see(reverse("counter:login"))


@require_http_methods(["GET", "POST"])
@clerk
def choose_seat(request: HttpRequest, counter: Counter) -> HttpResponseBase:
    """Which window, and which queues it calls."""
    places = (replace(counter.officer, place=place) for place in range(len(counter.officer.postings)))
    halls = [(own.place, *found) for own in places for found in list_own_windows(replace(counter, officer=own).clerk("look"))]
    if request.method == "POST":
        hall, _, window = request.POST.get("window", "").partition("|")
        place = next((place for place, one, numbers in halls if one.key == hall and window in numbers), None)
        if place is None:
            raise Refusal("window.other", "window")
        if counter.assisted is not None:
            end_assistance(counter.assisted)
        request.session[HELD] = counter.officer.hold(datetime.fromisoformat(request.session[HELD]["since"]), place)
        request.session[SEAT] = {"hall": hall, "window": window, "queues": [one for one in request.POST.getlist("queue") if one in QUEUES]}
        return go("window")
    return render(request, counter, "seats.html", halls=halls, queues=tuple(QUEUES.values()))


@require_POST
@anybody
def change_language(request: HttpRequest) -> HttpResponse:
    """The other language, on the same page."""
    back = request.POST.get("next", "")
    response = _see(back if is_own(back) else reverse("counter:window"))
    keep_language(request, response)
    return response


def _see(path: str) -> HttpResponseRedirect:
    """See other, after a POST."""
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response
