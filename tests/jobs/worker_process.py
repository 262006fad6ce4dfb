"""A worker process with jobs for the tests: each run of a job is one line in the file named by TEST_RUNS."""

import os
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangquan.site.settings")
django.setup()

from shuangquan.core.words.errors import Fault, Refusal  # noqa: E402 — Django must be set up
from shuangquan.jobs.app import job  # noqa: E402
from shuangquan.records.context import enter_context  # noqa: E402
from shuangquan.records.correlation import current_correlation  # noqa: E402
from shuangquan.records.models import Case  # noqa: E402
from shuangquan.site.worker import run_worker  # noqa: E402

_RUNS = Path(os.environ["TEST_RUNS"])


def _note(word: str) -> int:
    """Note a run; answers how many runs of that word there were before."""
    before = _RUNS.read_text().splitlines() if _RUNS.exists() else []
    with _RUNS.open("a") as runs:
        runs.write(f"{word}\n")
    return sum(line.split()[0] == word.split()[0] for line in before)


@job("test.once")
def run_once(word: str) -> None:
    """Ends at once; sees every case, as the system does."""
    with enter_context():
        _note(f"{word} {Case.objects.count()} {current_correlation()}")


@job("test.interrupted")
def run_interrupted(word: str) -> None:
    """The first run is long enough to be killed in, unless it is told to go on."""
    if _note(word) == 0:
        end = time.monotonic() + 60
        while time.monotonic() < end and not (_RUNS.parent / "go on").exists():
            time.sleep(0.02)
    _note("finished")


@job("test.failing", retries=2, longest=1)
def run_failing(word: str) -> None:
    """Fails the first two times."""
    if _note(word) < 2:
        raise Fault("party", "down")


@job("test.refused")
def run_refused(word: str) -> None:
    """Fails in a way that trying again cannot mend."""
    _note(word)
    raise Refusal("case.closed")


if __name__ == "__main__":
    run_worker(wait=os.environ.get("TEST_WAIT") == "1", stalled_after=1.5, poll=0.1, concurrency=2, threads=2)
