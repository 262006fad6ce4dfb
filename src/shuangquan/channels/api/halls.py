"""Halls: where they are and how full, for everybody; and a person's own numbers and help (帮办代办), by an app that they allowed to."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Path, Query, Router
from ninja.responses import Status

from shuangquan.actions.app_cases import check_app_case, check_app_place
from shuangquan.actions.halls import (
    Hall,
    book_once,
    cancel_booking,
    find_days,
    find_hall,
    list_bookings,
    list_free_slots,
    list_halls,
    move_once,
)
from shuangquan.actions.helping import answer_help, ask_help_once, list_own_help
from shuangquan.actions.loading import Request, request_of
from shuangquan.channels.api import hall_shapes as shapes
from shuangquan.channels.api.entry import Needs
from shuangquan.channels.api.matters import WRONG, act
from shuangquan.channels.api.problems import Problem
from shuangquan.core.cases.helping import KINDS
from shuangquan.core.cases.tickets import QUEUES
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.halls import find_hall_now

public, router = Router(tags=["halls"]), Router(tags=["halls"])
USE = Needs("hall.use")
OFTEN = dict.fromkeys((400, 404, 422, 429), Problem)
HallPath = Annotated[str, Path(pattern=r"^[0-9]{6}-[0-9a-f]{1,16}$", description="a hall")]
Day = Annotated[date, Query(description="one of the days that can be booked")]
BOOK, HELP = "book a time at a hall", "ask for help"


def _tell_hall(hall: Hall) -> dict[str, Any]:
    said = {name: to_plain(getattr(hall, name)) for name in ("name", "address", "hours")}
    return {"id": hall.key, **said, "windows": len(hall.windows)}


@public.get("", response={200: shapes.Halls, **OFTEN}, url_name="halls")
def show_halls(request: HttpRequest, region: Annotated[str, Query(pattern=r"^[0-9]{6}$", description="a county")] = "") -> Any:
    """Halls of a county."""
    queues = [{"id": one.id, "label": to_plain(one.label)} for one in QUEUES.values()]
    kinds = [{"id": name, "label": to_plain(label)} for name, label in KINDS.items()]
    halls = [_tell_hall(one) for one in list_halls(region or str(settings.HOME_REGION))]
    return {"halls": halls, "queues": queues, "kinds": kinds, "days": [day.isoformat() for day in find_days()]}


@public.get("/{hall}/times", response={200: shapes.Times, **OFTEN}, url_name="hall-times")
def show_times(request: HttpRequest, hall: HallPath, day: Day) -> Any:
    """The times of a day that can be booked; none of a day that cannot."""
    slots = [{"start": one.start.isoformat(), "left": one.left} for one in list_free_slots(find_hall(hall), day)]
    return {"day": day.isoformat(), "slots": slots}


@public.get("/{hall}/now", response={200: shapes.Now, **OFTEN}, url_name="hall-now")
def show_now(request: HttpRequest, hall: HallPath) -> Any:
    """How many wait, who is called where, and about how long it takes."""
    now = find_hall_now(find_hall(hall).key)
    queues = [{"id": one.queue.id, "label": to_plain(one.queue.label), "waiting": one.waiting} for one in now.queues]
    called = [{"code": one.code, "window": one.window} for one in now.called]
    return {"waiting": now.waiting, "wait": now.wait, "queues": queues, "called": called}


def _list_bookings(index: bytes) -> dict[str, Any]:
    told = [
        {
            "id": one.id, "code": one.code, "hall": one.hall, "name": to_plain(hall.name), "queue": one.queue, "day": one.day.isoformat(),
            "start": one.slot.isoformat() if one.slot else "", "state": one.state,
        }
        for one, hall in list_bookings(index)
    ]  # fmt: skip
    return {"bookings": told}


def _once(do: str, body: Any, **more: str) -> Request:
    said = {name: str(value) for name, value in body.dict().items() if name != "key"}
    return request_of(body.key, {"do": do, **more, **said})


@router.get("/bookings", response={200: shapes.Bookings, **WRONG}, auth=USE, url_name="own-bookings")
def show_bookings(request: HttpRequest) -> Any:
    """The person's numbers from today on."""
    return _list_bookings(act(request, BOOK)[0].who.index)


@router.post("/bookings", response={201: shapes.Bookings, **WRONG}, auth=USE, url_name="own-bookings")
def book(request: HttpRequest, body: shapes.Book) -> Any:
    """Take a number for a time: one a day."""
    (caller, actor), hall = act(request, BOOK), find_hall(body.hall)
    check_app_place(caller, hall.region)
    book_once(actor, hall, body.queue, body.start, caller.who.index, _once("book", body))
    return Status(201, _list_bookings(caller.who.index))


@router.post("/bookings/{ticket}", response={200: shapes.Bookings, **WRONG}, auth=USE, url_name="own-booking")
def rebook(request: HttpRequest, ticket: UUID, body: shapes.Rebook) -> Any:
    """Another time instead; the number is a new one."""
    caller, actor = act(request, BOOK)
    move_once(actor, str(ticket), body.start, caller.who.index, _once("rebook", body, ticket=str(ticket)))
    return _list_bookings(caller.who.index)


@router.post("/bookings/{ticket}/cancellation", response={200: shapes.Bookings, **WRONG}, auth=USE, url_name="own-booking-back")
def cancel(request: HttpRequest, ticket: UUID) -> Any:
    """Give it back."""
    caller, actor = act(request, BOOK)
    cancel_booking(actor, str(ticket), caller.who.index)
    return _list_bookings(caller.who.index)


def _list_help(index: bytes) -> dict[str, Any]:
    told = [
        {
            "id": one.stored.id, "theme": to_plain(one.theme), "kind": to_plain(one.kind), "hall": to_plain(one.hall),
            "state": str(one.stored.state), "asked": one.stored.asked_at.isoformat(timespec="seconds"),
            "steps": [{"at": at, "what": to_plain(what)} for at, what in one.steps],
        }
        for one in list_own_help(index, str(settings.HOME_REGION))
    ]  # fmt: skip
    return {"help": told}


@router.get("/help", response={200: shapes.Helps, **WRONG}, auth=USE, url_name="own-help")
def show_help(request: HttpRequest) -> Any:
    """What the person asked halls for, and what was done."""
    return _list_help(act(request, HELP)[0].who.index)


@router.post("/help", response={201: shapes.Helps, **WRONG}, auth=USE, url_name="own-help")
def ask(request: HttpRequest, body: shapes.AskHelp) -> Any:
    """Ask a hall's helpers for help with a theme, or with a matter that this app opened."""
    (caller, actor), hall = act(request, HELP), find_hall(body.hall)
    check_app_place(caller, hall.region, body.theme)
    if body.case:
        check_app_case(caller, body.case)
    ask_help_once(actor, hall.region, caller.who.index, hall.key, body.theme, body.kind, body.case, _once("help", body))
    return Status(201, _list_help(caller.who.index))


@router.post("/help/{order}", response={200: shapes.Helps, **WRONG}, auth=USE, url_name="own-help-order")
def answer(request: HttpRequest, order: UUID, body: shapes.AnswerHelp) -> Any:
    """Say that it is done, or not, or not wanted any more."""
    caller, actor = act(request, HELP)
    if not any(one.stored.id == str(order) for one in list_own_help(caller.who.index, str(settings.HOME_REGION))):
        raise Refusal("help.unknown", "order")
    answer_help(actor, str(order), body.do)
    return _list_help(caller.who.index)
