"""What an app has by itself: its registration, the ids of the matters it opened, what it was told."""

from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from shuangquan.actions.app_cases import list_opened, list_told
from shuangquan.actions.hooks import resend_own
from shuangquan.actions.hosts import User, issue_ticket
from shuangquan.channels.api import after_shapes as shapes
from shuangquan.channels.api.entry import Needs, find_caller_of
from shuangquan.channels.api.matters import WRONG, After
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.app_scopes import OWN

router = Router(tags=["app"])
ITSELF = Needs(OWN)
Limit = Annotated[int, Query(ge=1, le=200)]


def _actor(request: HttpRequest) -> Actor:
    return find_caller_of(request).actor(str(settings.HOME_REGION), "own registration")


@router.get("", response={200: shapes.Registration, **WRONG}, auth=ITSELF, url_name="app")
def show_app(request: HttpRequest) -> Any:
    """What this app is let in for."""
    app = find_caller_of(request).app
    held = {"id": app.id, "name": {"zh": app.name_zh, "en": app.name_en}, "scopes": app.scopes, "themes": app.themes}
    return {**held, "regions": app.regions, "callback": app.callback, "frames": app.frames, "vouches": app.vouches}


@router.post("/tickets", response={201: shapes.Ticket, **WRONG}, auth=ITSELF, url_name="app-tickets")
def make_ticket(request: HttpRequest, asked: shapes.TicketAsk) -> Any:
    """A ticket by which this host brings its user into the zone: once, within seconds, at the level that it vouches for."""
    user = User(asked.user.id_number, asked.user.name, asked.user.phone, asked.user.subject, asked.level)
    ticket, seconds = issue_ticket(find_caller_of(request), user, asked.audience, asked.nonce)
    return Status(201, {"ticket": ticket, "expires_in": seconds})


@router.get("/cases", response={200: shapes.Opened, **WRONG}, auth=ITSELF, url_name="app-cases")
def list_cases(request: HttpRequest, after: After = "", limit: Limit = 50) -> Any:
    """Ids of every matter this app opened, oldest first: what it missed being told it finds here."""
    page = list_opened(_actor(request), after, limit + 1)
    return {"cases": page[:limit], "next": page[limit - 1] if len(page) > limit else ""}


@router.get("/deliveries", response={200: shapes.Deliveries, **WRONG}, auth=ITSELF, url_name="app-deliveries")
def list_deliveries(request: HttpRequest, after: After = "", limit: Limit = 50) -> Any:
    """What this app was told, and what it is still to be told, oldest first."""
    page = list_told(_actor(request), after, limit + 1)
    lines = [
        {
            "id": one.id, "kind": one.kind, "case": one.case_id, "made_at": one.made_at.isoformat(), "state": one.state,
            "attempts": one.attempts, "status": one.status,
        }
        for one in page[:limit]
    ]  # fmt: skip
    return {"deliveries": lines, "next": page[limit - 1].id if len(page) > limit else ""}


@router.post("/deliveries/{delivery}/resend", response={204: None, **WRONG}, auth=ITSELF, url_name="app-resend")
def resend(request: HttpRequest, delivery: UUID) -> Any:
    """Tell it again."""
    resend_own(_actor(request), str(delivery))
    return Status(204, None)
