"""What every request must pass before anything reads it: characters that can be stored, and an address that is the visitor's own."""

import ipaddress
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]


def visitor_address(handle: Handler) -> Handler:
    """Behind SHUANGQUAN_PROXIES proxies of one's own, REMOTE_ADDR becomes the address that the first of them saw.

    Each proxy adds whom it saw at the end of X-Forwarded-For; what stands before that, the visitor may have written.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.PROXIES:
            passed = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
            seen = passed[-settings.PROXIES] if len(passed) >= settings.PROXIES else ""
            if _is_address(seen):
                request.META["REMOTE_ADDR"] = seen
        return handle(request)

    return answer


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def storable_text(handle: Handler) -> Handler:
    """Refuse a request with a NUL in its address, fields or cookies: no database takes one, and no person sends one."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        texts = [request.path, *request.COOKIES.values(), *_parts(request.GET.lists())]
        if request.method == "POST":
            texts += _parts(request.POST.lists())
        if any("\0" in text for text in texts):
            raise SuspiciousOperation("a NUL character")
        return handle(request)

    return answer


def _parts(pairs: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [part for name, values in pairs for part in (name, *values)]
