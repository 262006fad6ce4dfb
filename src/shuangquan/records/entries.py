"""Tickets by which hosts bring their users in. Kept as their SM3: whoever reads the table has none."""

from dataclasses import dataclass
from datetime import datetime

from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import EntryTicket
from shuangquan.records.vault import token_hash


@dataclass(frozen=True, slots=True)
class Entry:
    """Who comes in from a host. index: blind index of the ID number; level: what the host vouches for; subject: the host's id of them."""

    app: str
    index: bytes
    level: int
    subject: str


def append_ticket(ticket: str, entry: Entry, nonce: str, until: datetime) -> None:
    """Keep a ticket that is good once, until then, with this nonce."""
    with enter_context(SYSTEM_CLAIMS):
        EntryTicket.objects.create(
            hash=token_hash(ticket), app=entry.app, holder_index=entry.index, level=entry.level, subject=entry.subject,
            nonce=token_hash(nonce), until=until,
        )  # fmt: skip


def apply_ticket(ticket: str, app: str, nonce: str) -> Entry | None:
    """Use it up. None when there is none, it was used, is over, or another host's or nonce's: then it is used up too."""
    with enter_context(SYSTEM_CLAIMS):
        found = EntryTicket.objects.filter(hash=token_hash(ticket), used_at=None)
        if found.update(used_at=now()) != 1:
            return None
        row = EntryTicket.objects.get(hash=token_hash(ticket))
    if row.until <= now() or row.app != app or bytes(row.nonce) != token_hash(nonce):
        return None
    return Entry(row.app, bytes(row.holder_index), row.level, row.subject)


def apply_ticket_sweep() -> int:
    """Drop tickets whose time is over. Answers how many."""
    with enter_context(SYSTEM_CLAIMS):
        return int(EntryTicket.objects.filter(until__lt=now()).delete()[0])
