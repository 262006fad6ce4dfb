"""What every door of staff does alike at its threshold: both factors at once, and the language of the pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shuangquan.actions.staff import Officer, sign_in
from shuangquan.core.words.errors import Refusal

LONGEST = 256
"""Characters of a name, password or code that are looked at: a hash over megabytes is a way to keep a server busy."""
YEAR = 365 * 24 * 3600


def take_sign_in(request: HttpRequest, held: str, roles: frozenset[str]) -> None:
    """Begin a session of whoever the posted factors belong to, kept under `held`. Refusals of `actions.staff.sign_in`."""
    name, password, code = (request.POST.get(field, "")[:LONGEST] for field in ("username", "password", "code"))
    found: Officer = sign_in(name.strip(), password, code, str(request.META.get("REMOTE_ADDR", "")), roles)
    request.session.flush()  # a new key, and nothing of whoever used this browser before
    request.session[held] = found.hold()


def find_status(refusal: Refusal) -> int:
    """How a refused sign-in answers."""
    return {"request.limited": 429, "staff.forbidden": 403}.get(refusal.code, 422)


def keep_language(request: HttpRequest, response: HttpResponse) -> None:
    """Have the browser remember the language that was asked for."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, "en" if request.POST.get("language") == "en" else "zh-hans", max_age=YEAR,
        secure=settings.SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
