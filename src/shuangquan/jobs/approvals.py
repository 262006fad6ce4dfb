"""Jobs of instant approval."""

from datetime import datetime

from shuangquan.actions.approving import recheck_decided
from shuangquan.jobs.app import job


@job("approval.recheck", retries=None)
def recheck(item: str, region: str, since: str, asked: str) -> None:
    """What rules decided alone since they went wrong is looked at again."""
    recheck_decided(item, region, datetime.fromisoformat(since), datetime.fromisoformat(asked))
