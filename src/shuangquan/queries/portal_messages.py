"""What a person was told, as they read it in the portal: everything that went out to them, in their language."""

from dataclasses import dataclass

from shuangquan.core.notices.messages import render_plain
from shuangquan.queries.portal_times import current, say_clock
from shuangquan.records.messages import OwnMessage, apply_read, count_unread, find_own_messages


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message. case: to which it leads, "" for none; consent: it asks for an answer, on a page of its own; new: not read before."""

    text: str
    at: str
    case: str
    consent: bool
    new: bool


def read_own_messages(index: bytes, language: str) -> tuple[MessageLine, ...]:
    """The newest first; what was new is read from now on."""
    found = find_own_messages(index)
    apply_read(index, [one.id for one in found if not one.read])
    return tuple(_make(one, language) for one in found)


def find_messages_of(index: bytes, case_id: str, language: str) -> tuple[MessageLine, ...]:
    """Those about one matter, the newest first. Looking here is not reading them: an app does."""
    return tuple(_make(one, language) for one in find_own_messages(index) if one.case_id == case_id)


def count_unread_messages(index: bytes) -> int:
    """How many are new."""
    return count_unread(index)


def _make(one: OwnMessage, language: str) -> MessageLine:
    consent = one.template == "party.invited"
    text, at = render_plain(one.template, one.refs, language), say_clock(one.at, language, seen=current())
    return MessageLine(text, at, one.case_id, consent, not one.read)
