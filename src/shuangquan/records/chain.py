"""The hash chain over a case's events: hash = SM3(previous hash ‖ canonical bytes), starting from 32 zero bytes."""

import hashlib
import json
from datetime import datetime

from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.records.changes import NewEvent, StoredEvent

GENESIS = bytes(32)


def link(previous: bytes, canonical: bytes) -> bytes:
    """The hash of the next event: 32 bytes."""
    return hashlib.new("sm3", previous + canonical).digest()


def render_event(case_id: str, seq: int, event: NewEvent, actor: Actor, correlation: str, recorded_at: datetime) -> bytes:
    """The canonical bytes of an event: all that is known of it, so that no column can be changed unnoticed."""
    helped = {"by": actor.by, "door": actor.door} if actor.by else {}
    return canonical_bytes(
        {
            "actor": actor.subject,
            "actor_kind": actor.kind,
            "body": event.body,
            "case": case_id,
            "correlation": correlation,
            "happened_at": event.happened_at.isoformat(),
            "kind": event.kind,
            "recorded_at": recorded_at.isoformat(),
            "schema_version": event.schema_version,
            "seq": seq,
            **helped,
        }
    )


def parse_event(canonical: bytes, hash_: bytes) -> StoredEvent:
    """The event that was rendered."""
    read = json.loads(canonical)
    return StoredEvent(
        seq=read["seq"],
        kind=read["kind"],
        schema_version=read["schema_version"],
        happened_at=datetime.fromisoformat(read["happened_at"]),
        recorded_at=datetime.fromisoformat(read["recorded_at"]),
        actor_kind=read["actor_kind"],
        actor=read["actor"],
        correlation=read["correlation"],
        body=read["body"],
        hash=hash_,
        by=read.get("by", ""),
        door=read.get("door", ""),
    )
