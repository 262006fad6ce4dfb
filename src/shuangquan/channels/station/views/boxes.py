"""Taking in without a network: the page that is kept on the tablet, what it takes along, and what it sends when the network is back.

On the tablet lies, readable, what is of nobody: pages, questions, the public key. What was taken in is sealed for this server only.
"""

import base64
from collections import defaultdict
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from shuangquan.actions.showing import show_theme
from shuangquan.actions.station_boxes import SHIFT_DAYS, StoredBox, list_boxes, make_shift, receive_box
from shuangquan.actions.station_serving import find_wording, list_matters
from shuangquan.actions.stations import check_open
from shuangquan.channels.station.entry import Desk, anybody, helper, render, tablet
from shuangquan.channels.station.words import SCRIPT, WORDS
from shuangquan.core.cases.station_package import LARGEST
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import REFUSALS, say_refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.station_kit import make_sheet

FILES = ("look/base.css", "station/station.css", "look/pad.js", "station/box.js", "station/offline.js", "station/icon.svg")
MOST_ASKED = 100


@require_GET
@tablet
def show_offline(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The page that is kept: of nobody, in both languages, filled in by its script from what lies on the tablet."""
    words = {key: {"zh": WORDS[key].zh, "en": WORDS[key].en} for key in SCRIPT}
    return render(request, desk, "offline.html", words=words, most=LARGEST)


@require_GET
@helper
def tell_kit(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """What a tablet takes along, for whoever is signed in: matters with their sheets, words to be signed, the public key, the shift.

    A matter whose plan is still being compiled is named under `later` and is there the next time.
    """
    matters, later, words = [], [], {}
    try:
        check_open(desk.station)
    except Refusal as refusal:
        return JsonResponse({"refused": say_refusal(refusal, desk.language)}, status=422)
    for theme, name in list_matters(desk.station):
        try:
            roles = [_make_role(theme, desk.station.region, role, label) for role, label in show_theme(theme, desk.station.region).roles]
        except Refusal as refusal:
            if refusal.code != "case.planning":
                raise
            later.append(theme)
            continue
        words[theme] = find_wording(desk.station, theme, desk.helper.staff.name)
        matters.append({"theme": theme, "name": _text(name), "words": _text(words[theme]), "roles": roles})
    shift = make_shift(desk.station, desk.tablet.id, desk.helper.staff.id, words)
    return JsonResponse(
        {
            "v": 1, "tablet": desk.tablet.id, "station": _text(desk.station.place), "helper": desk.helper.staff.name, "days": SHIFT_DAYS,
            "key": base64.b64encode(desk.tablet.public_key).decode(), "shift": shift, "matters": matters, "later": later,
        }
    )  # fmt: skip


def _make_role(theme: str, region: str, role: str, label: Text) -> dict[str, Any]:
    view = show_theme(theme, region, role)
    if not view.full.items:
        raise Refusal("case.planning", "plan")  # what may be asked in each situation is still being compiled
    lines = [
        {"provider": _text(line.provider), "what": [_text(one) for one in line.fields], "items": [_text(one) for one in line.items]}
        for line in view.notice.lines
    ]
    sheet = make_sheet(view.plans, view.opening, role)
    return {"role": role, "label": _text(label), "notice": {"digest": view.notice.digest, "lines": lines}, **sheet}


@require_GET
@tablet
def tell_ready(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Whether the server is there, what lets this page send, and how the packages asked for stand (`?box=`)."""
    asked = [one for one in request.GET.getlist("box")[:MOST_ASKED] if _is_id(one)]
    found = list_boxes(desk.tablet, desk.station, tuple(asked)) if asked else ()
    return JsonResponse({"csrf": get_token(request), "boxes": [_say_box(desk, one) for one in found]})


@require_POST
@tablet
def take(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """One package. It counts as sent once this has answered; the same again changes nothing."""
    sent, name = request.FILES.get("box"), request.POST.get("id", "")
    content = sent.read() if isinstance(sent, UploadedFile) else b""
    if not _is_id(name):
        return JsonResponse({"state": "refused", "reason": say_refusal(Refusal("box.broken", "box"), desk.language)}, status=422)
    try:
        return JsonResponse(_say_box(desk, receive_box(desk.tablet, desk.station, name, content)))
    except Refusal as refusal:
        return JsonResponse({"id": name, "state": "refused", "reason": say_refusal(refusal, desk.language)}, status=422)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _say_box(desk: Desk, box: StoredBox) -> dict[str, Any]:
    """How a package stands, in words: nothing of whose it is."""
    reason = ""
    if box.state == "refused":
        about = {"since": desk.station.since, "until": desk.station.until or "—", "days": SHIFT_DAYS, "most": LARGEST // 2**20}
        reason = REFUSALS[box.reason].say(desk.language).format_map(defaultdict(lambda: "—", about))
    left = [one.say(desk.language) for one in box.open_things]
    return {"id": box.id, "state": box.state, "reason": reason, "left": left, "received": box.received_at.strftime("%H:%M")}


@require_safe
@anybody
def show_worker(request: HttpRequest, desk: Desk | None) -> HttpResponseBase:
    """The service worker of the station, whose pages always come from the network; without one, its one page for that is shown."""
    kept = [reverse("station:offline"), *(static(name) for name in FILES)]
    text = render_to_string("station/worker.js", {"kept": kept, "offline": kept[0], "home": reverse("station:home")})
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_http_methods(["GET", "HEAD"])
@anybody
def show_manifest(request: HttpRequest, desk: Desk | None) -> HttpResponseBase:
    """The web app manifest (W3C) of a tablet."""
    found = {
        "id": "/station/", "name": WORDS["title"].zh, "short_name": WORDS["title"].zh, "lang": "zh-CN", "display": "standalone",
        "start_url": reverse("station:home"), "scope": reverse("station:home"), "theme_color": "#0a5a4d", "background_color": "#f1f4f2",
        "icons": [{"src": static("station/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }  # fmt: skip
    return JsonResponse(found, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.say("en")}
