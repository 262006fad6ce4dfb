"""Photographs of a visit: taken on a phone, kept with the case, seen by everybody who came along."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.visiting import add_photo, load_photo
from shuangquan.channels.desk.entry import STATUS, Desk, officer
from shuangquan.channels.desk.views.case import show_refused
from shuangquan.channels.desk.views.inbox import find_address
from shuangquan.channels.desk.views.papers import read_member, send_file
from shuangquan.core.words.errors import Refusal

PURPOSE = "visit on the spot"
LONGEST, AT_ONCE = 200, 5


@require_POST
@officer
def add_photos(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str) -> HttpResponseBase:
    """Up to five at once, with one line of what they show; what was kept before one is refused stays kept."""
    chosen = [one.read() for one in request.FILES.getlist("photo")[:AT_ONCE]]
    text = request.POST.get("text", "").strip()[:LONGEST]
    try:
        for content in chosen or [b""]:
            add_photo(desk.actor(PURPOSE), str(case), item, read_member(member), content, text)
    except Refusal as refusal:
        if refusal.code in STATUS or refusal.code == "task.not_here":
            raise
        return show_refused(request, desk, str(case), item, member, refusal)
    response = HttpResponseRedirect(f"{find_address(str(case), item, member)}#visit")
    response.status_code = 303
    return response


@require_GET
@officer
def open_photo(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, photo: UUID) -> HttpResponse:
    """One of them."""
    found = load_photo(desk.actor(PURPOSE), str(case), item, read_member(member), str(photo))
    suffix = {"image/jpeg": "jpg", "image/png": "png"}[found.media_type]
    return send_file(found.content, found.media_type, f"photo-{found.id[-6:]}.{suffix}")
