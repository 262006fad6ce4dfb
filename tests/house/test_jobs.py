"""Every job that is enqueued is defined, every job defined is enqueued or runs by the clock, and every queue is worked."""

import ast
import inspect

from shuangquan.jobs.app import JOBS, RECLAIM, load_jobs
from shuangquan.records.names import queue_of
from shuangquan.site.up import Layout, make_children
from tests.house.tree import find_calls, read_literal


def find_enqueued() -> dict[str, tuple[str, ast.Call]]:
    """Place → (name, call) of every JobRow that is made."""
    return {place: (read_literal(call.args[0]) or "?", call) for place, call in find_calls("JobRow") if call.args}


def find_defined() -> dict[str, ast.Call]:
    """Name → decorator of every @job."""
    return {read_literal(call.args[0]) or "?": call for _, call in find_calls("job", "src/shuangquan/jobs") if call.args}


def test_names_enqueued_are_names_defined() -> None:
    enqueued = {name for name, _ in find_enqueued().values()}
    assert len(enqueued) >= 4
    assert "?" not in enqueued, "a job's name is written where it is enqueued"
    assert enqueued <= set(find_defined())


def test_every_job_is_enqueued_or_runs_by_the_clock() -> None:
    load_jobs()
    assert set(JOBS) == set(find_defined())
    enqueued = {name for name, _ in find_enqueued().values()}
    assert not [name for name, job in JOBS.items() if not job.every and name not in enqueued]


def test_arguments_are_those_the_job_takes() -> None:
    load_jobs()
    for place, (name, call) in find_enqueued().items():
        given = call.args[1] if len(call.args) > 1 else None
        if not isinstance(given, ast.Dict):
            continue
        taken = inspect.signature(JOBS[name].run).parameters
        names = {read_literal(key) for key in given.keys}
        needed = {key for key, parameter in taken.items() if parameter.default is inspect.Parameter.empty}
        assert needed <= names <= set(taken), f"{place}: {name} takes {sorted(taken)}, gets {names}"


def test_every_queue_is_worked_by_what_up_starts() -> None:
    load_jobs()
    queues = {queue_of(name) for name in (*JOBS, RECLAIM)}
    workers = [child for child in make_children(Layout(8000, 0, 2, 1)) if "worker" in child.arguments]
    assert len(workers) == 2
    for worker in workers:
        given = worker.arguments[worker.arguments.index("--queues") + 1].split(",") if "--queues" in worker.arguments else queues
        queues -= set(given)
    assert not queues, "without --queues a worker takes them all; with it, together they must"
