"""Jobs of standards: questions of the console, and plans compiled before a bundle serves."""

from shuangquan.actions.compiling import compile_beforehand
from shuangquan.actions.standards import load_bundle_of
from shuangquan.actions.trying import work_trial
from shuangquan.jobs.app import job


@job("standard.try", retries=2)
def try_(trial: str) -> None:
    """Answer a question about a bundle or a draft."""
    work_trial(trial)


@job("standard.prepare")
def prepare(bundle: str) -> None:
    """Compile the plans of a bundle that was signed or put online."""
    compile_beforehand(load_bundle_of(bundle))
