"""Jobs that tell apps what happens in the matters they opened."""

from shuangquan.actions.hooks import send_hook, tell_app
from shuangquan.jobs.app import job


@job("hook.tell")
def tell(case: str) -> None:
    """Something happened in a case that an app opened."""
    tell_app(case)


@job("hook.send")
def send(delivery: str) -> None:
    """Tell an app one thing; what does not arrive is enqueued again by the action, later each time."""
    send_hook(delivery)
