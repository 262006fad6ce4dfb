"""授权: somebody lets another person act for them, or a company's representative an agent; it is accepted, used, and ended at any time."""

import re
from dataclasses import dataclass
from datetime import timedelta

from stdnum.cn import ric

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.signing_forms import seal_statement
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.records.changes import StoredEvent
from shuangquan.records.clock import now
from shuangquan.records.context import Claims, current_claims, use_claims
from shuangquan.records.delegations import (
    ALL,
    BEGUN,
    COMPANY,
    PERSON,
    Names,
    NewDelegation,
    StoredDelegation,
    append_delegation,
    apply_answer,
    apply_end,
    find_delegation,
    find_given,
    find_taken,
)
from shuangquan.records.vault import blind_index

__all__ = [
    "AGENT", "ALL", "BEGUN", "COMPANY", "DAYS", "FOR", "PERSON", "Names", "StoredDelegation", "Wish", "answer_delegation", "check_hand",
    "check_holds", "check_wish", "end_delegation", "find_company_given", "find_own_given", "find_own_taken", "find_state",
    "give_delegation",
]  # fmt: skip
DAYS = (30, 180, 365)
"""For how many days one can let somebody."""
FOR, AGENT = "person:", "agent:"
"""Before the id in `Actor.by`: of the account that acts for a person; of the delegation by which somebody acts for a company."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be allowed. number, name: of who may act; scope: ids of themes, all when empty; sees: begun | all."""

    number: str
    name: str
    scope: tuple[str, ...]
    sees: str
    days: int


def give_delegation(actor: Actor, who: Citizen, wish: Wish, company: Names | None = None) -> str:
    """Let somebody act, signed at level 4. company: of which the actor is the representative, else for oneself. Answers its id.

    Refusals of `check_wish`, all at once; policy.
    """
    check_may(actor, "delegate.give")
    wrong = check_wish(who, wish)
    if wrong:
        raise Refusals(wrong)
    number, name = wish.number.strip().upper(), wish.name.strip()
    agent = blind_index("id_number", number)
    kind, holder = (COMPANY, company_index(company.uscc)) if company is not None else (PERSON, who.index)
    names = Names(company.holder if company is not None else who.person_name, name, company.uscc if company is not None else "")
    until = now() + timedelta(days=wish.days)
    said = {"kind": kind, "holder": holder.hex(), "agent": agent.hex(), "scope": list(wish.scope), "sees": wish.sees}
    digest = sm3_hex(canonical_bytes({**said, "until": until.isoformat(), "signed_by": actor.subject, "level": actor.identity}))
    signature, key = seal_statement(bytes.fromhex(digest))
    with use_claims(Claims(party=holder)):
        return append_delegation(
            NewDelegation(kind, holder, agent, names, wish.scope, wish.sees, actor.identity, digest, signature, key, until)
        )


def check_wish(who: Citizen, wish: Wish) -> tuple[Refusal, ...]:
    """Everything that is wrong with it, in the order of the form."""
    number, name, wrong = wish.number.strip().upper(), wish.name.strip(), []
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number) or ric.calc_check_digit(number) != number[-1] or not 0 < len(name) <= 80:
        wrong.append(Refusal("delegate.who", "number"))
    elif blind_index("id_number", number) == who.index:
        wrong.append(Refusal("delegate.self_given", "number"))
    if wish.sees not in (BEGUN, ALL) or set(wish.scope) - set(load_online().themes):
        wrong.append(Refusal("delegate.scope", "scope"))
    if wish.days not in DAYS:
        wrong.append(Refusal("delegate.days", "days"))
    return tuple(wrong)


def company_index(uscc: str) -> bytes:
    """The blind index of a company."""
    return blind_index("uscc", uscc)


def answer_delegation(actor: Actor, index: bytes, delegation: str, *, yes: bool) -> None:
    """Accept what somebody lets one do, or decline. Refusal("delegate.unknown"), policy."""
    check_may(actor, "delegate.take")
    if not apply_answer(delegation, index, actor.subject, yes=yes):
        raise Refusal("delegate.unknown", "delegation")


def end_delegation(actor: Actor, index: bytes, delegation: str, company: Names | None = None) -> None:
    """Take it back, or give it up; at once. company: whose representative takes it back. Refusal("delegate.unknown"), policy."""
    check_may(actor, "delegate.take")
    own = company_index(company.uscc) if company is not None else index
    with use_claims(Claims(party=own)):
        if not apply_end(delegation, own):
            raise Refusal("delegate.unknown", "delegation")


def find_own_given(actor: Actor, index: bytes) -> tuple[StoredDelegation, ...]:
    """Whom I let act for me, newest first."""
    check_may(actor, "delegate.take")
    return find_given(index)


def find_company_given(actor: Actor, company: Names) -> tuple[StoredDelegation, ...]:
    """Whom a company lets act for it; asked by its representative."""
    check_may(actor, "delegate.take")
    with use_claims(Claims(party=company_index(company.uscc))):
        return find_given(company_index(company.uscc))


def find_own_taken(actor: Actor, index: bytes) -> tuple[StoredDelegation, ...]:
    """Who lets me act for them, newest first."""
    check_may(actor, "delegate.take")
    return find_taken(index)


def find_state(one: StoredDelegation) -> str:
    """How it stands now: asked | open | over | declined | ended."""
    return "over" if one.state in ("asked", "open") and one.until <= now() else one.state


def check_holds(delegation: str, agent: bytes) -> StoredDelegation:
    """A delegation to this person that holds now. Refusals: "delegate.unknown" for another's, "delegate.over"."""
    with use_claims(Claims(party=agent)):
        found = find_delegation(delegation)
    if found is None or found.agent != agent:
        raise Refusal("delegate.unknown", "delegation")
    if not found.is_open(now()):
        raise Refusal("delegate.over", "delegation")
    return found


def check_hand(actor: Actor, theme: str, first: StoredEvent | None) -> None:
    """Whether whoever acts for another may still, in this theme and at this case; first: the event that opened it, None for a new one.

    Asked by every verb of a case: what was taken back is over at once, whatever the page. Refusals: "delegate.over", "delegate.scope".
    """
    if actor.by.startswith(FOR):
        _check_for_person(actor, theme, first)
    elif first is not None and first.by.startswith(AGENT) and actor.subject == first.actor:
        _check_covers(find_delegation(first.by.removeprefix(AGENT)), theme)
    elif actor.by.startswith(AGENT):
        _check_covers(find_delegation(actor.by.removeprefix(AGENT)), theme)


def _check_for_person(actor: Actor, theme: str, first: StoredEvent | None) -> None:
    own, agent = first is None or first.by == actor.by, actor.by.removeprefix(FOR)
    held = [one for one in _find_current() if one.account == agent and one.is_open(now())]
    if not held:
        raise Refusal("delegate.over", "delegation")
    if not any(one.covers(theme) and (own or one.sees == ALL) for one in held):
        raise Refusal("delegate.scope", "theme")


def _find_current() -> tuple[StoredDelegation, ...]:
    """What the person acted for lets others do: their claims are those at hand."""
    party = current_claims().party
    return find_given(party) if party is not None else ()


def _check_covers(found: StoredDelegation | None, theme: str) -> None:
    if found is None or not found.is_open(now()):
        raise Refusal("delegate.over", "delegation")
    if not found.covers(theme):
        raise Refusal("delegate.scope", "theme")
