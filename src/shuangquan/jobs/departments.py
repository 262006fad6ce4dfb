"""Jobs about the departments' own systems."""

from shuangquan.actions.reconciling import reconcile_departments
from shuangquan.jobs.app import DAY, job


@job("upkeep.reconcile", every=DAY)
def reconcile() -> None:
    """Compare what we handed to each department with what it holds."""
    reconcile_departments()
