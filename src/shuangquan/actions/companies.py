"""电子营业执照: a company signs in by its licence; and for whom somebody acts, the hat they wear."""

from dataclasses import dataclass
from datetime import date

from stdnum.cn import uscc as codes

from shuangquan.actions.accounts import Citizen, find_citizen
from shuangquan.actions.delegating import AGENT, COMPANY, Names, StoredDelegation, check_holds
from shuangquan.connectors.bound import ports
from shuangquan.connectors.licence.port import REPRESENTATIVE, LicenceAsk
from shuangquan.core.words.errors import Refusal
from shuangquan.records.accounts import append_presence
from shuangquan.records.clock import today

__all__ = [
    "GUARDIAN",
    "Hat",
    "LicenceAsk",
    "begin_licence",
    "by_of",
    "check_hat",
    "check_scope",
    "find_principal",
    "hat_of",
    "take_licence",
]

GUARDIAN = "guardian"
"""The capacity of a parent who acts for their child."""


@dataclass(frozen=True, slots=True)
class Hat:
    """For whom one acts. uscc: of a company, "" for a person. capacity: representative | agent | person | guardian. scope: themes, all
    when empty.

    grant: the delegation behind it, "" when a licence or a register says so; until: an agent's last day by the licence, or the day on which
    a child is of age, ISO, "" without one; ward: a child's blind index, hex.
    """

    name: str
    uscc: str
    capacity: str
    scope: tuple[str, ...] = ()
    grant: str = ""
    until: str = ""
    ward: str = ""

    @property
    def leads(self) -> bool:
        """Whether one is the company's representative: who appoints agents."""
        return bool(self.uscc) and self.capacity == REPRESENTATIVE

    @property
    def names(self) -> Names:
        """The company, as what it lets others do names it."""
        return Names(self.name, "", self.uscc)


def begin_licence() -> LicenceAsk:
    """A code for the licence's app. Fault when the licence system cannot be reached."""
    return ports().licence.ask()


def take_licence(ask_id: str, here: Citizen | None) -> tuple[Citizen, Hat] | None:
    """Who has confirmed for which company; None while nobody has. here: who is signed in already, who must be the same person.

    Refusals: "licence.failed", "licence.code" for a number whose check digit is wrong, "licence.over", "licence.other", "account.closed".
    """
    found = ports().licence.find_licence(ask_id)
    if found is None:
        return None
    if not codes.is_valid(found.uscc):
        raise Refusal("licence.code", "licence")
    if found.until is not None and found.until < today():
        raise Refusal("licence.over", "licence", day=found.until.isoformat())
    account = append_presence(found.id_number, found.name, "licence", found.level)
    if here is not None and here.index != account.index:
        raise Refusal("licence.other", "licence")
    until = found.until.isoformat() if found.until is not None else ""
    return Citizen(account, account.index, found.level), Hat(found.company, found.uscc, found.capacity, found.scope, "", until)


def hat_of(held: StoredDelegation) -> Hat:
    """The hat that a delegation gives."""
    return Hat(held.names.holder, held.names.uscc, "agent" if held.kind == COMPANY else "person", held.scope, held.id)


def check_hat(hat: Hat, agent: bytes) -> StoredDelegation | None:
    """Whether a hat may still be worn; the delegation behind it. Refusals: "delegate.over", "delegate.unknown", "licence.over"."""
    if hat.grant:
        return check_holds(hat.grant, agent)
    if hat.until and date.fromisoformat(hat.until) < today():
        raise Refusal("licence.over", "licence", day=hat.until)
    return None


def find_principal(held: StoredDelegation, level: int) -> Citizen | None:
    """The person acted for, as well identified as who acts, and never as themself (level 3 at most)."""
    return find_citizen(held.holder, min(level, 3))


def check_scope(hat: Hat, theme: str) -> None:
    """Whether a company's hat is for this theme. Refusal("delegate.scope")."""
    if hat.scope and theme not in hat.scope:
        raise Refusal("delegate.scope", "theme")


def by_of(hat: Hat) -> str:
    """What `Actor.by` says under a company's hat: the delegation of an agent; nothing where the licence itself speaks."""
    return f"{AGENT}{hat.grant}" if hat.grant else ""
