"""Somebody is served at a place: a clerk, a terminal, a helper or a system acts for them, and everything done says so.

The actor stays the citizen, so that what they may do is judged as always; `Actor.by` names whose hands it was.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from shuangquan.actions.accounts import Citizen
from shuangquan.connectors.bound import ports
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.accounts import append_presence, find_account
from shuangquan.records.assistance import (
    StoredAssistance,
    append_assistance,
    apply_assistance_end,
    find_assistance,
    find_assistances,
)
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import today

CARD, CODE = "card", "code"
IDLE = timedelta(minutes=10)
"""After so long without anything done, somebody is not served any more; a terminal that stands open says less. Ours to set."""


@dataclass(frozen=True, slots=True)
class Assisted:
    """Who is served, where, by whom."""

    held: StoredAssistance
    citizen: Citizen
    region: str

    @property
    def index(self) -> bytes:
        """The blind index of whom is served: what a door enters `acting` with."""
        return self.citizen.index

    def actor(self, purpose: str) -> Actor:
        """The citizen as an actor at this place, by these hands."""
        return replace(self.citizen.actor(self.region, self.held.door, purpose), by=self.held.by)


def begin_by_card(by: Actor, place: str, device: str) -> Assisted:
    """Serve whose card lies on the reader of `device`. by: whose hands (`Actor.subject` becomes `Actor.by` behind the kind), its door and
    region.

    Identity level 5 where the reader compared the face, else 4. Refusals: "card.none", "card.over", "account.closed"; Fault of the reader.
    """
    card = ports().reader.read_card(device, by.subject)
    if card is None:
        raise Refusal("card.none", "card")
    if card.valid_to is not None and card.valid_to < today():
        raise Refusal("card.over", "card", day=card.valid_to.isoformat())
    account = append_presence(card.id_number, card.name)
    return _begin(by, place, Citizen(account, account.index, 5 if card.faced else 4), CARD)


def begin_by_code(by: Actor, place: str, index: bytes, level: int) -> Assisted:
    """Serve somebody who has let these hands in by their own phone. level: how well they had signed in there. Refusal("account.closed")."""
    account = find_account(index)
    if account is None:
        raise Refusal("account.closed", "account")
    return _begin(by, place, Citizen(account, index, level), CODE)


def _begin(by: Actor, place: str, citizen: Citizen, basis: str) -> Assisted:
    served = replace(citizen.actor(by.region, by.door, "begin"), by=f"{by.kind}:{by.subject}")
    return Assisted(append_assistance(served, place, citizen.index, citizen.level, basis), citizen, by.region)


def find_assisted(by: Actor, assistance_id: str, index: bytes, idle: timedelta = IDLE, *, touch: bool = True) -> Assisted | None:
    """Who is served by these hands under this id; None when it is over, by idleness too. touch: False where only news are asked for."""
    held = find_assistance(assistance_id, index, f"{by.kind}:{by.subject}", idle, touch=touch)
    account = find_account(index) if held is not None else None
    return Assisted(held, Citizen(account, index, held.level), by.region) if held is not None and account is not None else None


def note_looked(assisted: Assisted, what: str, region: str) -> Actor:
    """Somebody who is served has the place look up what they hold, which is recorded; answers the actor. Refusal of the policy: who is
    not recognised as a real person is shown nothing.
    """
    actor = assisted.actor(f"look up: {what}")
    check_may(actor, "data.look", "party")
    append_data_use(actor, None, (what,), region)
    return actor


def end_assistance(assisted: Assisted, how: str = "done") -> None:
    """Nobody acts for them any more. how: done | idle."""
    apply_assistance_end(assisted.held.id, assisted.index, how)


def find_places_served(index: bytes) -> tuple[StoredAssistance, ...]:
    """Where somebody was served, newest first."""
    return find_assistances(index)
