"""Processes that may compile: workers and the command line. Web processes never import this, so they never load the solver."""

from shuangquan.actions.compiling import compile_key, load_shipped
from shuangquan.actions.plans import allow_compiling
from shuangquan.actions.standards import load_online
from shuangquan.site.wiring import make_seal


def allow() -> None:
    """Compile what is not found, here and now."""
    allow_compiling(compile_key)


def load_standards() -> None:
    """Put the shipped standards online, compile their plans, and make a seal key for every department that issues."""
    allow()
    load_shipped()
    make_seal(tuple(load_online().departments))
