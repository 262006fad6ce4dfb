"""The books a worker keeps of its jobs. A worker that could not write them does not know what it holds: it ends, and another takes over."""

import asyncio
from datetime import datetime

from procrastinate import BaseConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager


class Books(JobManager):
    """procrastinate's bookkeeping, and what it leaves to chance. broken: set once the end of a job could not be written.

    Such a job stays `doing` under a worker that lives, so nobody would ever run it again: the worker must end, and its jobs are reclaimed.
    """

    def __init__(self, connector: BaseConnector) -> None:
        super().__init__(connector)
        self.broken = asyncio.Event()

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Write that a job has ended."""
        try:
            await super().finish_job(job, status, delete_job)
        except ConnectorException:
            self.broken.set()
            raise

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Put a job back. Where another with its key waits already, that one does the same work: this one is struck out."""
        try:
            await super().retry_job(job, retry_at, priority, queue, lock)
        except UniqueViolation:
            await self.finish_job(job, Status.SUCCEEDED, delete_job=True)
        except ConnectorException:
            self.broken.set()
            raise
