"""Render a page in the visitor's language and size."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from shuangquan.actions.companies import Hat
from shuangquan.channels.portal.zone import Zone


@dataclass(frozen=True, slots=True)
class Look:
    """language: zh or en. elder: "" | "1" | "2". region: the chosen county's everyday name. name: of who signed in, else "".

    zone: of which host the page is a part, whose own header and tabs stand around it; else None. hat: for whom one acts, None
    for oneself.
    """

    language: str
    elder: str
    region: str
    name: str
    zone: Zone | None = None
    hat: Hat | None = None


def render_page(request: HttpRequest, look: Look, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """An HTML page of the portal."""
    held = {"look": look, "lang": look.language, "demo": settings.MODE != "live", "path": request.get_full_path(), **context}
    return HttpResponse(render_to_string(f"portal/{template}", held, request), status=status)
