"""预约取号: a number at a hall for a time of one's own choosing."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.actions.halls import Hall, book_slot, cancel_booking, find_days, list_bookings, list_free_slots, list_halls
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.tickets import QUEUES
from shuangquan.core.credentials.masks import say_near_day
from shuangquan.core.words.errors import Refusal

PURPOSE = "book a time at a hall"
WRONG = ("slot.", "ticket.")


@require_http_methods(["GET", "POST"])
@citizen
def show_booking(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Own bookings; then hall, day and the times that are left."""
    halls = list_halls(visitor.region)
    hall = next((one for one in halls if one.key == request.GET.get("hall", request.POST.get("hall"))), halls[0] if halls else None)
    if request.method == "GET" or hall is None:
        return _render(request, visitor, halls, hall)
    try:
        start = _read_start(request.POST.get("slot", ""))
        book_slot(visitor.actor(PURPOSE), hall, request.POST.get("queue", ""), start, visitor.who.index)
    except Refusal as refusal:
        if not refusal.code.startswith(WRONG):
            raise
        return _render(request, visitor, halls, hall, refusal)
    return go("booking")


@require_POST
@citizen
def cancel(request: HttpRequest, visitor: Visitor, ticket: UUID) -> HttpResponse:
    """Give it back."""
    cancel_booking(visitor.actor(PURPOSE), str(ticket), visitor.who.index)
    return go("booking")


def _read_start(text: str) -> datetime:
    try:
        start = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal("slot.gone", "slot") from error
    if start.tzinfo is None:
        raise Refusal("slot.gone", "slot")
    return start


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _find_first(hall: Hall | None, days: tuple[date, ...]) -> date | None:
    """The first day on which there is a time left, so that nobody who comes in the evening is shown an empty page."""
    free = (day for day in days if hall is not None and any(one.left for one in list_free_slots(hall, day)))
    return next(free, next(iter(days), None))


def _render(
    request: HttpRequest, visitor: Visitor, halls: tuple[Hall, ...], hall: Hall | None, refusal: Refusal | None = None
) -> HttpResponse:
    days, language = find_days(), visitor.look.language
    chosen = _read_day(request.GET.get("day", request.POST.get("day", "")))
    chosen = chosen if chosen in days else _find_first(hall, days)
    near = [(day, say_near_day(day, language)) for day in days]
    mine = [(ticket, place, say_near_day(ticket.day, language)) for ticket, place in list_bookings(visitor.who.index)]
    return render_page(
        request, visitor.look, "booking.html", halls=halls, hall=hall, days=near, chosen=chosen,
        slots=list_free_slots(hall, chosen) if hall and chosen else (), queues=tuple(QUEUES.values()), mine=mine, refusal=refusal,
        given=request.POST.get("queue", ""), nav="me", status=422 if refusal else 200,
    )  # fmt: skip
