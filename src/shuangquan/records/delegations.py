"""授权, as whoever gave it or was given it sees it. Decides nothing."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from shuangquan.records import vault
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.erasure import delegation_place
from shuangquan.records.ids import new_id
from shuangquan.records.models import Delegation

PERSON, COMPANY = "person", "company"
BEGUN, ALL = "begun", "all"
MOST = 100


@dataclass(frozen=True, slots=True)
class Names:
    """What both are called, and a company's credit code ("" for a person)."""

    holder: str
    agent: str
    uscc: str = ""


@dataclass(frozen=True, slots=True)
class NewDelegation:
    """What is to be kept. digest: SM3 of what was signed; signature, key: the platform's over it."""

    kind: str
    holder: bytes
    agent: bytes
    names: Names = field(repr=False)
    scope: tuple[str, ...]
    sees: str
    level: int
    digest: str
    signature: str
    key: str
    until: datetime


@dataclass(frozen=True, slots=True)
class StoredDelegation:
    """One. holder, agent: blind indexes. account: of who may act, "" before they accept. state: asked | open | declined | ended."""

    id: str
    kind: str
    holder: bytes = field(repr=False)
    agent: bytes = field(repr=False)
    account: str
    names: Names = field(repr=False)
    scope: tuple[str, ...]
    sees: str
    given_at: datetime
    until: datetime
    state: str

    def is_open(self, moment: datetime) -> bool:
        """Whether it holds then."""
        return self.state == "open" and moment < self.until

    def covers(self, theme: str) -> bool:
        """Whether it is for this theme."""
        return not self.scope or theme in self.scope


def append_delegation(made: NewDelegation) -> str:
    """Keep what the holder, under whose claims this runs, lets another do. Answers its id."""
    delegation = new_id()
    names = {"holder": made.names.holder, "agent": made.names.agent, "uscc": made.names.uscc}
    sealed = vault.seal_alone(json.dumps(names, ensure_ascii=False).encode(), delegation_place(delegation))
    with enter_context():
        Delegation.objects.create(
            id=delegation, kind=made.kind, holder_index=made.holder, agent_index=made.agent, scope=list(made.scope), sees=made.sees,
            level=made.level, digest=made.digest, signature=made.signature, key=made.key, given_at=now(), until=made.until,
            wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext,
        )  # fmt: skip
    return delegation


def find_given(holder: bytes) -> tuple[StoredDelegation, ...]:
    """What somebody, or a company, lets others do, newest first; what was ended or declined stays to be seen."""
    with enter_context():
        return tuple(_stored(row) for row in Delegation.objects.filter(holder_index=holder).order_by("-given_at")[:MOST])


def find_taken(agent: bytes) -> tuple[StoredDelegation, ...]:
    """What others let somebody do, newest first."""
    with enter_context():
        return tuple(_stored(row) for row in Delegation.objects.filter(agent_index=agent).order_by("-given_at")[:MOST])


def find_delegation(delegation: str) -> StoredDelegation | None:
    """One, as whoever acts may see it."""
    with enter_context():
        row = Delegation.objects.filter(id=delegation).first()
    return _stored(row) if row is not None else None


def apply_answer(delegation: str, agent: bytes, account: str, *, yes: bool) -> bool:
    """Who was asked accepts or declines. False when it is not theirs, was answered, or is over."""
    with enter_context():
        found = Delegation.objects.filter(
            id=delegation, agent_index=agent, accepted_at=None, declined_at=None, ended_at=None, until__gt=now()
        )
        return found.update(**({"accepted_at": now(), "agent_account": account} if yes else {"declined_at": now()})) == 1


def apply_end(delegation: str, index: bytes) -> bool:
    """Either of the two ends it, at once. False when it is neither's, or ended already."""
    with enter_context():
        found = Delegation.objects.filter(id=delegation, ended_at=None, declined_at=None)
        return (found.filter(holder_index=index).update(ended_at=now()) or found.filter(agent_index=index).update(ended_at=now())) == 1


def _stored(row: Delegation) -> StoredDelegation:
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    names = Names(**json.loads(vault.open_alone(sealed, delegation_place(str(row.id)))))
    state = "ended" if row.ended_at else "declined" if row.declined_at else "open" if row.accepted_at else "asked"
    return StoredDelegation(
        str(row.id), row.kind, bytes(row.holder_index), bytes(row.agent_index), str(row.agent_account or ""), names, tuple(row.scope),
        row.sees, row.given_at.astimezone(ZONE), row.until.astimezone(ZONE), state,
    )  # fmt: skip
