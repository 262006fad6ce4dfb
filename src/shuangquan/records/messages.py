"""The outbox: messages that changes left to be sent (changes.MessageRow), taken by the job that sends."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shuangquan.records import vault
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import Claims, enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import Message
from shuangquan.records.rows import message_place

MOST_COUNTED = 30_000
"""Attempts beyond these are not counted: the column is a small one."""


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message: the template's code, its references, the opened recipient. attempts: failed tries. state: waiting, sent or failed."""

    id: str
    key: str
    case_id: str | None
    channel: str
    template: str
    refs: Mapping[str, str]
    attempts: int
    state: str
    created_at: datetime
    party: bytes | None
    recipient: str = field(repr=False)


def find_waiting_messages(
    case_id: str | None = None, most: int = 100, templates: Collection[str] | None = None
) -> tuple[StoredMessage, ...]:  # fmt: skip
    """Messages not sent yet, those tried least first, then the oldest, of one case or of all the current claims see.

    templates: only of these; None for all.
    """
    with enter_context():
        found = Message.objects.filter(state="waiting", wrapped__isnull=False)
        found = found.filter(template__in=list(templates)) if templates is not None else found
        rows = list((found.filter(case_id=case_id) if case_id else found).order_by("attempts", "created_at", "id")[:most])
    return tuple(_stored(row) for row in rows)


def find_messages_of_case(case_id: str) -> tuple[StoredMessage, ...]:
    """Every message of a case whose recipient has not been erased, whatever became of it, oldest first."""
    with enter_context():
        rows = list(Message.objects.filter(case_id=case_id, wrapped__isnull=False).order_by("created_at", "id"))
    return tuple(_stored(row) for row in rows)


def apply_sent(message_id: str) -> None:
    """It was handed over."""
    with enter_context():
        Message.objects.filter(id=message_id).update(state="sent", sent_at=now())


def apply_failed(message_id: str, *, for_good: bool) -> None:
    """It could not be handed over: tried again later, or given up."""
    with enter_context():
        row = Message.objects.select_for_update().get(id=message_id)
        tried = min(row.attempts + 1, MOST_COUNTED)
        Message.objects.filter(id=message_id).update(attempts=tried, state="failed" if for_good else "waiting")


def _stored(row: Message) -> StoredMessage:
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    recipient = vault.open_alone(sealed, message_place(str(row.id))).decode()
    case_id = str(row.case_id) if row.case_id else None
    named = (str(row.id), row.key, case_id, row.channel, row.template, row.refs)
    party = bytes(row.party) if row.party is not None else None
    return StoredMessage(*named, row.attempts, row.state, row.created_at, party, recipient)


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message as whom it tells reads it in the portal. case_id: "" for none; read: they have opened the page since it came."""

    id: str
    template: str
    refs: Mapping[str, str]
    case_id: str
    at: datetime
    read: bool


MOST_SHOWN = 200


def find_own_messages(party: bytes) -> tuple[OwnMessage, ...]:
    """The newest messages to this person, at most 200. The index is the right to see them."""
    with enter_context(Claims(party=party)):
        rows = list(Message.objects.filter(party=party).order_by("-created_at", "-id")[:MOST_SHOWN])
    return tuple(
        OwnMessage(str(one.id), one.template, one.refs, str(one.case_id or ""), one.created_at.astimezone(ZONE), one.read_at is not None)
        for one in rows
    )


def count_unread(party: bytes) -> int:
    """How many of them are new to this person."""
    with enter_context(Claims(party=party)):
        return Message.objects.filter(party=party, read_at=None).count()


def apply_read(party: bytes, messages: Collection[str]) -> None:
    """This person has seen them."""
    with enter_context(Claims(party=party)):
        Message.objects.filter(party=party, id__in=messages, read_at=None).update(read_at=now())


def append_copy(message: StoredMessage, address: str, language: str) -> None:
    """Leave the same message in the outbox once more, by e-mail, in a language; one that lies there already stays as it is."""
    made = new_id()
    sealed = vault.seal_alone(address.encode(), message_place(made))
    with enter_context():
        held = Message.objects.filter(id=message.id).values("home_region", "handling_region").get()
        Message.objects.get_or_create(
            key=f"{message.key[:190]}.mail",
            defaults={
                **held, "id": made, "case_id": message.case_id, "channel": "mail", "template": message.template,
                "refs": {**message.refs, "language": language},
                "state": "waiting", "created_at": now(), "wrapped": sealed.wrapped.key, "key_version": sealed.wrapped.version,
                "ciphertext": sealed.ciphertext,
            },
        )  # fmt: skip
