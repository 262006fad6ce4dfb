"""The first and the last beat around every verb on a case: load, decide, keep; a lost race loads and decides again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from prometheus_client import Counter

from shuangquan.actions.approvals import load_approvals
from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.delegating import check_hand
from shuangquan.actions.keeping import keep_turn
from shuangquan.actions.numbers import take_number
from shuangquan.actions.people import Person
from shuangquan.actions.plans import load_index
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.replay import Happened, replay
from shuangquan.core.cases.seats import find_seats_of
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.codec import value_from_plain
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Value
from shuangquan.records.cases import find_answer, load_case
from shuangquan.records.changes import Answered, IdempotentReplay, JobRow, LostRace, MessageRow, StoredCase
from shuangquan.records.clock import now
from shuangquan.records.correlation import spanning
from shuangquan.records.ids import new_id

_REFUSED = Counter("shuangquan_refusals", "Verbs on a case that were refused, by code.", ("verb", "code"))
_RACES = Counter("shuangquan_lost_races", "Decisions made again because somebody else kept first.")
SUBMIT = "case.submit"
TRIES = 20
"""How often a lost race is decided again before it is called a bug."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case as stored, as replayed, and its plan."""

    stored: StoredCase
    case: Case
    index: PlanIndex
    values: dict[str, Value | None]


def load(case_id: str) -> Loaded:
    """The case, if the one who acts may see it. Refusal("case.unknown") otherwise, whether or not it exists."""
    stored = load_case(case_id)
    if stored is None:
        raise Refusal("case.unknown", "case")
    events = [Happened(read_event(e.kind, e.schema_version, dict(e.body)), e.happened_at) for e in stored.events]
    values = {ref: value_from_plain(plain) for ref, plain in stored.values.items()}
    case = replay(case_id, events, values)
    return Loaded(stored, case, load_index(case), values)


def load_for_staff(actor: Actor, case_id: str, verb: str) -> Loaded:
    """The case as staff may look at it. The policy is asked before the case is looked for, and another region's case is answered like one
    that does not exist: neither answer tells anybody whether there is one. Refusal("staff.forbidden"); policy.
    """
    check_may(actor, verb, "department" if actor.kind == "officer" else "none")
    with hiding_cases():
        return load(case_id)


@contextmanager
def hiding_cases() -> Iterator[None]:
    """To staff a case that they may not see and one that does not exist are the same: Refusal("staff.forbidden")."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code != "case.unknown":
            raise
        raise Refusal("staff.forbidden", "case") from refusal


def begin_turn(case: Case, values: dict[str, Value | None]) -> Turn:
    """A turn on `case` and its values, now, with fresh ids and leased numbers."""
    return Turn(case, now(), new_id, find_calendar(), take_number, values)


@dataclass(frozen=True, slots=True)
class Request:
    """What makes a verb repeatable: the caller's key, and a digest of what was asked."""

    key: str
    digest: bytes


def request_of(key: str, body: object) -> Request:
    """The idempotency of one request."""
    return Request(key, bytes.fromhex(sm3_hex(canonical_bytes(body))))


Decide = Callable[[Turn, PlanIndex], object]
After = Callable[[Case, PlanIndex], Sequence[JobRow]]
Messages = Callable[[Turn, PlanIndex], Sequence[MessageRow]]


def decide_case(
    actor: Actor,
    case_id: str,
    verb: str,
    decide: Decide,
    *,
    role: str | None = None,
    person: Person | None = None,
    after: After | None = None,
    request: Request | None = None,
    messages: Messages | None = None,
) -> Loaded:
    """Load, judge by the policy, decide, keep. `person` (or `role`): whom the actor plays, which ties them to the case.

    The same request again changes nothing and answers the case as it is now. Refusals and Refusals of `decide` pass through.
    """
    for _ in range(TRIES):
        loaded = load(case_id)
        played = find_role(loaded.case, person.id_number) if person else role
        _check(actor, verb, loaded, played)
        turn = _begin(loaded, verb)
        try:
            with spanning(f"decide {verb}", verb=verb):
                decide(turn, loaded.index)
            if not turn.events:
                return loaded
            _keep(actor, loaded, turn, after, request, messages)
        except LostRace:
            _RACES.inc()
            continue
        except IdempotentReplay:
            return load(case_id)
        except (Refusal, Refusals) as refused:
            _count_refused(verb, refused)
            if request is None or find_answer(actor.subject, request.key, request.digest) is None:
                raise
            return load(case_id)
        index = loaded.index if turn.case.plan == loaded.index.plan.id else load_index(turn.case)
        return Loaded(loaded.stored, turn.case, index, turn.values)
    raise LostRace(case_id)


def _check(actor: Actor, verb: str, loaded: Loaded, played: str | None) -> None:
    """Whether the actor may, as they are tied to the case, and by whose hands it is."""
    check_may(actor, verb, find_tie(loaded.case, played, actor))
    check_hand(actor, loaded.case.theme, loaded.stored.events[0])


def _begin(loaded: Loaded, verb: str) -> Turn:
    """A turn; of a case that runs on with it, with what rules may decide alone now."""
    turn = begin_turn(loaded.case, loaded.values)
    if loaded.case.submitted_at is not None or verb == SUBMIT:
        turn.approvals = load_approvals(loaded.case, loaded.index)
    return turn


def _count_refused(verb: str, refused: Refusal | Refusals) -> None:
    for one in (refused,) if isinstance(refused, Refusal) else refused.refusals:
        _REFUSED.labels(verb, one.code).inc()


def _keep(actor: Actor, loaded: Loaded, turn: Turn, after: After | None, request: Request | None, messages: Messages | None) -> None:
    index = load_index(turn.case)
    jobs = after(turn.case, index) if after else ()
    answered = Answered(request.key, request.digest, {"case": turn.case.id}) if request else None
    rows = messages(turn, index) if messages else ()
    keep_turn(actor, loaded.stored, turn, index, jobs=jobs, messages=rows, answered=answered)


def find_tie(case: Case, role: str | None, actor: Actor) -> str:
    """How the actor is tied to the case: applicant, party, department or none."""
    if actor.kind == "officer":
        return "department"
    if role is None:
        return "none"
    return "applicant" if role == case.signed_in else "party"


def find_roles(case: Case, id_number: str) -> Iterator[str]:
    """The seats that the person with this number has, also while that number is held back."""
    yield from find_seats_of(case, id_number)


def find_role(case: Case, id_number: str) -> str | None:
    """The applicant's role if it is theirs, else the first other seat they have, else None."""
    roles = list(find_roles(case, id_number))
    return case.signed_in if case.signed_in in roles else next(iter(roles), None)
