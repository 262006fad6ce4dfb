"""What the house does for itself by the clock."""

from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import Signature
from shuangquan.records.app_grants import apply_token_sweep
from shuangquan.records.certificates import find_cases_with_lapsed_calls
from shuangquan.records.changes import JobRow
from shuangquan.records.entries import apply_ticket_sweep
from shuangquan.records.erasure import rewrap_keys
from shuangquan.records.halls import apply_booking_sweep
from shuangquan.records.integrity import Damage, check_roots, issue_root
from shuangquan.records.letting import apply_let_sweep
from shuangquan.records.queue import enqueue_now
from shuangquan.records.sessions import apply_session_sweep
from shuangquan.records.throttle import apply_sweep
from shuangquan.records.trials import apply_trial_sweep

PLATFORM = "platform"
_SWEEPS = (
    apply_session_sweep,
    apply_sweep,
    apply_trial_sweep,
    apply_token_sweep,
    apply_ticket_sweep,
    apply_let_sweep,
    apply_booking_sweep,
)


def wake_lapsed(limit: int = 500) -> int:
    """Have the cases run again that rest on a certificate which has lost its force: they look at what they called up. Answers how many."""
    found = find_cases_with_lapsed_calls(limit)
    enqueue_now(*(JobRow("case.run", {"case": case, "tried": 0}, key=f"lapsed:{case}") for case in found))
    return len(found)


def seal_events() -> None:
    """Sign a Merkle root over the events since the last root, so that a whole lost case would be found too."""

    def sign(data: bytes) -> tuple[bytes, str]:
        made = ports().seal.sign(data, PLATFORM)
        return made.value, made.key_id

    issue_root(sign)


def find_damage() -> tuple[Damage, ...]:
    """What is wrong with the chains and roots; empty when all is whole."""
    return check_roots(lambda data, value, key: ports().seal.verify(data, Signature(value, key)))


def sweep() -> int:
    """Drop sessions, counts, answered questions, tokens and codes that are over, and who once booked; answers how many."""
    return sum(drop() for drop in _SWEEPS)


def rewrap() -> int:
    """Put data keys under the newest master key; answers how many."""
    return rewrap_keys()
