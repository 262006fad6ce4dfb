"""Which policies fit a company: the rules of the language over what is known of it, with what is missing where nobody can say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.outcome import Outcome
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.reads import find_reads
from shuangquan.core.rules.scope import Scope
from shuangquan.core.rules.tree import Expr
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Fact
from shuangquan.core.standard.model_policies import Policy
from shuangquan.core.standard.scopes import find_derived, find_facts
from shuangquan.core.words.knowledge import UNASKED, Knowledge

COMPANY, TYPE = "company", "organisation"
"""The one role of a policy's rule, and its type."""
FITS, OPEN, NOT = "fits", "open", "not"


def find_policy_scope(bundle: Bundle) -> Scope:
    """What names mean in a policy's rule."""
    return Scope({COMPANY: find_facts(bundle, TYPE)}, derived={COMPANY: find_derived(bundle, TYPE)})


@dataclass(frozen=True, slots=True)
class _Company:
    """What is known of a company, as a rule reads it."""

    facts: Mapping[str, Knowledge]
    today: date
    signed_in: str = COMPANY

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        return self.facts.get(fact, UNASKED)

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        return (), True

    def situation(self, name: str, member: str | None) -> Knowledge:
        return UNASKED

    def parameter(self, name: str) -> ParameterRows | None:
        return None

    def current_member(self, role: str) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class Match:
    """How a policy stands for a company. state: fits | open | not; read: facts it was judged by; missing: those that are not known.

    claimed: facts that the company only says itself; the department may look.
    """

    policy: Policy
    state: str
    read: tuple[Fact, ...]
    missing: tuple[Fact, ...]
    claimed: bool


def match_policies(bundle: Bundle, known: Mapping[str, Knowledge], today: date) -> tuple[Match, ...]:
    """Every policy in force, those that fit first, then those for which the fewest facts are missing. known: by the fact's bare name."""
    company = _Company(known, today)
    facts = {fact.name: fact for fact in bundle.facts_of.get(TYPE, ())}
    found = [_match(policy, evaluate(rule, company), facts) for policy, rule in read_policies(bundle) if not is_over(policy, today)]
    order = {FITS: 0, OPEN: 1, NOT: 2}
    return tuple(sorted(found, key=lambda one: (order[one.state], len(one.missing))))


def _match(policy: Policy, outcome: Outcome, facts: Mapping[str, Fact]) -> Match:
    state = OPEN if outcome.unknown else FITS if outcome.holds else NOT
    read = tuple(facts[var.fact] for var in outcome.read if var.fact in facts)
    missing = tuple(facts[var.fact] for var in outcome.missing if var.fact in facts)
    return Match(policy, state, read, missing, bool(outcome.claimed))


def read_policies(bundle: Bundle) -> tuple[tuple[Policy, Expr], ...]:
    """Every policy with its rule, parsed once. The checker has passed them."""
    return bundle.memo.once("policies", lambda: _read(bundle))


def _read(bundle: Bundle) -> tuple[tuple[Policy, Expr], ...]:
    scope = find_policy_scope(bundle)
    return tuple((policy, parse_condition(policy.when, scope)) for policy in bundle.policies.values())


def is_over(policy: Policy, today: date) -> bool:
    """Whether its last day has passed."""
    return policy.until is not None and date.fromisoformat(policy.until) < today


def find_asked(bundle: Bundle, matches: Iterable[Match], most: int) -> tuple[Fact, ...]:
    """The facts to ask next: those that most of the open policies wait for, at most so many."""
    wanted: dict[str, int] = {}
    by_name: dict[str, Fact] = {}
    for match in matches:
        for fact in match.missing if match.state == OPEN else ():
            wanted[fact.name] = wanted.get(fact.name, 0) + 1
            by_name[fact.name] = fact
    order = {fact.name: nth for nth, fact in enumerate(bundle.facts_of.get(TYPE, ()))}
    return tuple(by_name[name] for name in sorted(wanted, key=lambda name: (-wanted[name], order[name]))[:most])


def find_used(bundle: Bundle) -> frozenset[str]:
    """Bare names of the facts that any policy reads."""
    return frozenset(str(fact) for _, rule in read_policies(bundle) for _, fact in find_reads(rule).facts)
