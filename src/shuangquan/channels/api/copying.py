"""加注件: copies of a certificate for one stated purpose. And what the person was told of a matter."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router
from ninja.responses import Status

from shuangquan.actions.app_cases import load_own_certificate
from shuangquan.actions.copies import find_copies_of, make_copy, render_copy
from shuangquan.channels.api import copy_shapes as shapes
from shuangquan.channels.api.afterwards import FILE, GET_PAPER, SHOW, send_file
from shuangquan.channels.api.matters import READ, WRONG, act, see
from shuangquan.channels.api.problems import find_language
from shuangquan.queries.portal_messages import find_messages_of
from shuangquan.queries.portal_showings import CopyRow, collect_copies

router = Router(tags=["cases"])
COPY = "take a copy for one purpose"


@router.get("/{case}/certificates/{certificate}/copies", response={200: shapes.Copies, **WRONG}, auth=GET_PAPER, url_name="case-copies")
def list_copies(request: HttpRequest, case: UUID, certificate: UUID) -> Any:
    """Those that were made of it, newest first."""
    actor = act(request, COPY)[1]
    load_own_certificate(actor, str(case), str(certificate))
    return {"copies": [_tell_copy(one) for one in collect_copies(find_copies_of(actor, str(certificate)), find_language(request))]}


def _tell_copy(one: CopyRow) -> dict[str, Any]:
    said = {"id": one.id, "number": one.number, "purpose": one.purpose, "receiver": one.receiver}
    return {**said, "made": one.made_at, "until": one.until, "over": one.over, "taken": one.taken}


@router.post("/{case}/certificates/{certificate}/copies", response={201: shapes.CopyMade, **WRONG}, auth=SHOW, url_name="case-copies")
def make(request: HttpRequest, case: UUID, certificate: UUID, body: shapes.Copy) -> Any:
    """Make one: its purpose, receiver and last day are printed on it and signed with it."""
    caller, actor = act(request, COPY)
    load_own_certificate(actor, str(case), str(certificate))
    wanted = (body.purpose, body.receiver, body.days)
    made = make_copy(actor, str(certificate), caller.who.index, str(caller.who.account.profile.get("name", "")), wanted)
    return Status(201, {"id": made.id})


@router.get("/{case}/certificates/{certificate}/copies/{made}/pdf", response=FILE, auth=GET_PAPER, url_name="case-copy-pdf")
def download(request: HttpRequest, case: UUID, certificate: UUID, made: UUID) -> Any:
    """The sealed PDF."""
    actor = act(request, COPY)[1]
    load_own_certificate(actor, str(case), str(certificate))
    base = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]
    name, content = render_copy(actor, str(certificate), str(made), base)
    return send_file(name, content, "application/pdf")


@router.get("/{case}/messages", response={200: shapes.Messages, **WRONG}, auth=READ, url_name="case-messages")
def list_messages(request: HttpRequest, case: UUID) -> Any:
    """What the person was told of this matter, newest first. They stay unread until the person reads them at the portal."""
    see(request, case, "own matter", "messages")
    lines = find_messages_of(act(request, "own matter")[0].who.index, str(case), find_language(request))
    return {"messages": [{"at": one.at, "text": one.text, "new": one.new} for one in lines]}
