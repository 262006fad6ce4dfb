"""Jobs about the departments' own systems."""

from shuangquan.actions.hearing_late import hear_again
from shuangquan.actions.reconciling import reconcile_departments
from shuangquan.jobs.app import DAY, job


@job("upkeep.reconcile", every=DAY)
def reconcile() -> None:
    """Compare what we handed to each department with what it holds."""
    reconcile_departments()


@job("department.hear")
def hear(case: str, package: str) -> None:
    """Ask a department once more what it said of a package whose case has gone on."""
    hear_again(case, package)
