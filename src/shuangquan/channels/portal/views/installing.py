"""The portal on a phone's home screen: what it is called there, and what is shown when there is no network.

Nothing of anybody is kept on the phone: the worker holds one page that says so, and how pages look.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from shuangquan.channels.portal.entry import Visitor, anybody
from shuangquan.channels.portal.render import Look, render_page
from shuangquan.channels.portal.words import WORDS

THEME, GROUND = "#0a5a4d", "#f2f4f3"


@require_safe
@anybody
def show_manifest(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The web app manifest (W3C), in the visitor's language."""
    language = visitor.look.language
    say = {name: WORDS[name].say(language) for name in ("brand", "app.about", "nav.mine", "nav.cards.long")}
    found = {
        "id": "/",
        "name": say["brand"],
        "short_name": say["brand"],
        "description": say["app.about"],
        "lang": "en" if language == "en" else "zh-CN",
        "start_url": reverse("portal:home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": THEME,
        "background_color": GROUND,
        "icons": [{"src": static("portal/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
        "shortcuts": [
            {"name": say["nav.mine"], "url": reverse("portal:mine")},
            {"name": say["nav.cards.long"], "url": reverse("portal:certificates")},
        ],
    }
    return JsonResponse(found, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
@anybody
def show_worker(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The service worker: pages always come from the network, and only the page for having none is kept."""
    kept = [reverse("portal:offline"), static("look/base.css"), static("portal/portal.css"), static("portal/icon.svg")]
    text = render_to_string("portal/worker.js", {"kept": kept, "offline": kept[0]})
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_safe
@anybody
def show_offline(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """What is kept for a phone without a network: of nobody in particular, in the language and size it was fetched in."""
    look = visitor.look
    return render_page(request, Look(look.language, look.elder, "", ""), "offline.html")
