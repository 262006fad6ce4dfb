"""Jobs that run by the clock: messages out, Merkle roots over new events, keys under the newest master key, what is over swept away."""

from shuangquan.actions.alerting import step_up
from shuangquan.actions.calendar_years import settle_case
from shuangquan.actions.news import hear_news
from shuangquan.actions.sending import send_messages
from shuangquan.actions.supervising import issue_cards
from shuangquan.actions.upkeep import rewrap, seal_events, sweep, wake_lapsed
from shuangquan.jobs.app import job


@job("message.send", every=5)
def send(limit: int = 100) -> None:
    """Send what waits in the outbox."""
    send_messages(limit)


@job("upkeep.root", every=60)
def root() -> None:
    """Sign a Merkle root over the events since the last one."""
    seal_events()


@job("upkeep.supervise", every=60)
def supervise() -> None:
    """Give late items their cards."""
    issue_cards()


@job("upkeep.escalate", every=60)
def escalate() -> None:
    """What nobody has accounted for goes one level up."""
    step_up()


@job("upkeep.news", every=60)
def news() -> None:
    """Hear what is new in registers that begin themes."""
    hear_news()


@job("upkeep.calls", every=300)
def calls() -> None:
    """Wake what rests on certificates that have lost their force."""
    wake_lapsed()


@job("upkeep.rewrap", every=3600)
def rewrap_() -> None:
    """Put data keys under the newest master key."""
    rewrap()


@job("upkeep.sweep", every=3600)
def sweep_() -> None:
    """Drop sessions and counts of tries that are over."""
    sweep()


@job("calendar.settle", retries=None)
def settle(case: str) -> None:
    """A year was published: deadlines of this case that reached it are provisional no more."""
    settle_case(case)
