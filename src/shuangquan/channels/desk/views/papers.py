"""Evidence opened in a tab of its own: papers as they were handed in, certificates as sealed files."""

from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuangquan.actions.documents import open_task_document
from shuangquan.actions.tasks import Paper, load_crop, load_paper, load_sealed
from shuangquan.channels.desk.entry import Desk, officer

_POLICY = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""What a browser's own viewer of pictures and PDF needs; the file itself may run and fetch nothing."""


@require_GET
@officer
def open_blob(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, paper: UUID) -> HttpResponse:
    """A paper the applicant handed in; `?spot=`: only the piece where this field stands."""
    spot = request.GET.get("spot", "")
    if spot:
        crop = load_crop(desk.actor("read a paper"), str(case), item, read_member(member), str(paper), spot)
        return send_file(crop.content, crop.media_type, "piece.jpg")
    found = load_paper(desk.actor("read a paper"), str(case), item, read_member(member), str(paper))
    return send_paper(found)


@require_GET
@officer
def open_sealed(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, certificate: UUID) -> HttpResponse:
    """A certificate that an earlier item issued."""
    base = f"{settings.ADDRESS}/v/"
    name, content = load_sealed(desk.actor("read a certificate"), str(case), item, read_member(member), str(certificate), base)
    return send_file(content, "application/pdf", name)


@require_GET
@officer
def open_document_file(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, key: str) -> HttpResponse:
    """A document that was issued in this task or in the whole case."""
    name, content = open_task_document(desk.actor("read a document"), str(case), item, read_member(member), key)
    return send_file(content, "application/pdf", name)


def read_member(text: str) -> str | None:
    """A task's member as its address names it."""
    return None if text == "-" else text


def send_paper(found: Paper) -> HttpResponse:
    """A paper as it was handed in."""
    suffix = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[found.media_type]
    return send_file(found.content, found.media_type, f"paper-{found.id[-6:]}.{suffix}")


def send_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file shown in the browser's own viewer, which may run and fetch nothing."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _POLICY
    return response
