"""Photographs of a visit, with who took them for which item."""

from dataclasses import dataclass

from shuangquan.core.cases.visits import find_photos
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_times import say_clock


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """blob: by which it is opened; says: what it shows, or what it is; by: department and time."""

    blob: str
    says: str
    by: str


def find_photo_lines(read: Read) -> tuple[PhotoLine, ...]:
    """In the order they were taken, one's own first."""
    lines = []
    for number, one in enumerate(find_photos(read.case, read.index, read.item, read.task.member), start=1):
        says = read.said(one.photo.text) or read.say(f"现场照片 {number}", f"Photograph {number}")
        at = say_clock(one.photo.at, read.language, seen=read.seen)
        lines.append(PhotoLine(one.photo.blob, says, f"{read.text(one.item.department_name)} {at}"))
    return tuple(lines)
