"""Static files: names that carry a hash are kept by browsers for a year, others are asked for again."""

import mimetypes
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join

_HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")


def serve_static(request: HttpRequest, path: str) -> FileResponse:
    """One collected file, or one found in the apps when nothing has been collected. Http404 if there is none."""
    collected = safe_join(settings.STATIC_ROOT, path)
    found = collected if (settings.STATIC_ROOT / path).is_file() else finders.find(path)
    if not found or not Path(str(found)).is_file():
        raise Http404
    kind, _ = mimetypes.guess_type(path)
    response = FileResponse(open(found, "rb"), content_type=kind or "application/octet-stream")  # noqa: SIM115, PTH123 — FileResponse closes it
    hashed = _HASHED.search(path)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "public, no-cache"
    return response
