"""What the house does for itself by the clock."""

from datetime import timedelta

from django.conf import settings

from shuangquan.connectors.bound import ports
from shuangquan.connectors.messages.port import Message
from shuangquan.connectors.seal.port import Signature
from shuangquan.core.notices.messages import render_message
from shuangquan.core.notices.quiet import AT_ONCE, is_quiet, read_quiet
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Fault
from shuangquan.records.app_grants import apply_token_sweep
from shuangquan.records.certificates import find_cases_with_lapsed_calls
from shuangquan.records.changes import JobRow
from shuangquan.records.clock import now
from shuangquan.records.entries import apply_ticket_sweep
from shuangquan.records.erasure import rewrap_keys
from shuangquan.records.integrity import Damage, check_roots, issue_root
from shuangquan.records.messages import apply_failed, apply_sent, find_waiting_messages
from shuangquan.records.queue import enqueue_now
from shuangquan.records.sessions import apply_session_sweep
from shuangquan.records.throttle import apply_sweep
from shuangquan.records.trials import apply_trial_sweep

PLATFORM = "platform"
KEPT_TRYING = timedelta(days=3)
"""How long a message is tried; ours to set. What it tells of stands on the case's page all the while."""
HOPELESS = frozenset({"refused", "conflict"})
"""What the gateway says of the message itself. Anything else (also that it does not know us) is about the gateway, and passes."""


def send_messages(limit: int) -> int:
    """Send waiting messages; answers how many went out. A failing gateway is tried again with the next run, for three days.

    In quiet hours only what somebody is waiting for goes out; the rest waits until they are over.
    """
    sent = 0
    quiet = is_quiet(now().time(), read_quiet(settings.QUIET_HOURS))
    for waiting in find_waiting_messages(most=limit, templates=AT_ONCE if quiet else None):
        text = render_message(waiting.template, waiting.refs)
        message = Message(waiting.id, waiting.case_id or "", waiting.recipient, waiting.template, text, SYSTEM.subject)
        try:
            ports().messages.send_message(message)
        except Fault as fault:
            if fault.code == "open":  # nothing goes out now, and none of the others would
                return sent
            apply_failed(waiting.id, for_good=fault.code in HOPELESS or now() - waiting.created_at > KEPT_TRYING)
            continue
        apply_sent(waiting.id)
        sent += 1
    return sent


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
    """Drop sessions, counts, answered questions and tokens that are over; answers how many."""
    return apply_session_sweep() + apply_sweep() + apply_trial_sweep() + apply_token_sweep() + apply_ticket_sweep()


def rewrap() -> int:
    """Put data keys under the newest master key; answers how many."""
    return rewrap_keys()
