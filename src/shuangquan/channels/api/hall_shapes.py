"""What goes in and out of the halls: times, numbers, and help."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from shuangquan.channels.api.case_asks import Sent, Slug
from shuangquan.channels.api.recourse_shapes import Key
from shuangquan.channels.api.shapes import Words

HallKey = Annotated[str, Field(pattern=r"^[0-9]{6}-[0-9a-f]{1,16}$", description="a hall, as the list of halls names it")]
Start = Annotated[AwareDatetime, Field(description="the beginning of a slot, as the hall's times say it")]


class Queue(Schema):
    """What people come for."""

    id: str
    label: Words


class Hall(Schema):
    """A hall. windows: how many take anybody's business."""

    id: str
    name: Words
    address: Words
    hours: Words
    windows: int


class Halls(Schema):
    """Halls of a county, what they can be asked for, and which days can be booked."""

    halls: list[Hall]
    queues: list[Queue]
    kinds: list[Queue]
    days: list[str]


class Slot(Schema):
    """A half hour. left: how many can still book it."""

    start: str
    left: int


class Times(Schema):
    """The times of a day that have not begun."""

    day: str
    slots: list[Slot]


class QueueNow(Queue):
    """waiting: how many."""

    waiting: int


class Called(Schema):
    """Who is called to which window."""

    code: str
    window: str


class Now(Schema):
    """A hall at this moment. wait: minutes for who comes now, null where it is not known."""

    waiting: int
    wait: int | None
    queues: list[QueueNow]
    called: list[Called]


class Book(Sent):
    """A number for a time."""

    key: Key
    hall: HallKey
    queue: Slug
    start: Start


class Rebook(Sent):
    """Another time of the same hall. The booking stands when that cannot be had."""

    key: Key
    start: Start


class Booking(Schema):
    """A number. code: as it is called; state: booked | waiting | called | skipped | done."""

    id: str
    code: str
    hall: str
    name: Words
    queue: str
    day: str
    start: str
    state: str


class Bookings(Schema):
    """Those that are not over."""

    bookings: list[Booking]


class AskHelp(Sent):
    """Ask a hall's helpers. case: an own matter that this app opened, empty for none."""

    key: Key
    hall: HallKey
    theme: Slug
    kind: Slug
    case: str = Field("", pattern=r"^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?$")


class AnswerHelp(Sent):
    """confirm: it is done; not_yet: it is not; end: it is not wanted any more."""

    do: Literal["confirm", "not_yet", "end"]


class Step(Schema):
    """What a helper did."""

    at: str
    what: Words


class Help(Schema):
    """An order. state: asked | taken | finished | confirmed | ended."""

    id: str
    theme: Words
    kind: Words
    hall: Words
    state: str
    asked: str
    steps: list[Step]


class Helps(Schema):
    """The newest first."""

    help: list[Help]
