"""The machine itself: enrolled, asked whether it is there, its devices and its card reader."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.kiosks import LOW, call_help, claim_kiosk, is_card_there, keep_beat
from shuangquan.channels.kiosk.entry import KEY, Machine, anybody, go, machine, render
from shuangquan.channels.kiosk.words import find_words
from shuangquan.core.words.errors import Refusal

TEN_YEARS = 10 * 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
@anybody
def enrol(request: HttpRequest, here: Machine | None) -> HttpResponseBase:
    """A machine takes its place by a one-time code."""
    if request.method == "GET":
        return render(request, None, "enrol.html")
    try:
        _, key = claim_kiosk(request.POST.get("code", ""), str(request.META.get("REMOTE_ADDR", "")))
    except Refusal as refusal:
        return render(request, None, "enrol.html", refusal=refusal, status=429 if refusal.code == "request.limited" else 422)
    request.session.flush()
    response = go("start")
    response.set_cookie(KEY, key, max_age=TEN_YEARS, path="/kiosk/", secure=settings.SECURE, httponly=True, samesite="Strict")
    return response


@require_GET
@anybody
def tell_alive(request: HttpRequest, here: Machine | None) -> HttpResponse:
    """The server is there. With `?here=1`, said by somebody who is served, it keeps them served: `anybody` has looked for them."""
    return JsonResponse({"alive": True})


@require_GET
@machine
def tell_card(request: HttpRequest, here: Machine) -> HttpResponse:
    """Whether a card lies on the reader, and nothing of whose."""
    return JsonResponse({"card": bool(is_card_there(here.kiosk))})


@require_POST
@anybody
def beat(request: HttpRequest, here: Machine | None) -> HttpResponse:
    """The machine says that it is there; told how its printer is, and whether it was locked or unlocked meanwhile."""
    if here is None:
        return JsonResponse({"reload": True})
    word = keep_beat(here.kiosk)["printer"]
    language = here.look.language
    if word in ("", LOW):
        says = find_words("foot.low" if word else "foot.paper").say(language)
    else:
        says = find_words("foot.none").say(language).format(why=find_words(f"trouble.{word}").say(language))
    shown_locked = request.POST.get("locked") == "1"
    return JsonResponse({"paper": says, "bad": bool(word), "reload": here.kiosk.locked != shown_locked})


@require_POST
@machine
def ask_help(request: HttpRequest, here: Machine) -> HttpResponse:
    """Somebody asks for a person; where nobody is posted, that is said."""
    call_help(here.kiosk)
    return render(request, here, "help.html", posted=here.kiosk.site == "hall")
