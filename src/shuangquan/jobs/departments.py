"""Jobs about the departments' own systems, and the payment side's books."""

from shuangquan.actions.balancing import balance_days
from shuangquan.actions.hearing_late import hear_again, send_again
from shuangquan.actions.reconciling import reconcile_departments
from shuangquan.jobs.app import DAY, job


@job("upkeep.reconcile", every=DAY)
def reconcile() -> None:
    """Compare what we handed to each department with what it holds."""
    reconcile_departments()


@job("upkeep.balance", every=DAY)
def balance() -> None:
    """Compare our ledger with the payment side's statements."""
    balance_days()


@job("department.hear")
def hear(case: str, package: str) -> None:
    """Ask a department once more what it said of a package whose case has gone on."""
    hear_again(case, package)


@job("department.resend")
def resend(case: str, package: str) -> None:
    """Send a task anew that its department took before packages carried a digest."""
    send_again(case, package)
