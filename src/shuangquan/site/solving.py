"""Processes that may compile: workers and the command line. Web processes never import this, so they never load the solver."""

from django.conf import settings

from shuangquan.actions.compiling import compile_key, load_shipped
from shuangquan.actions.plans import allow_compiling
from shuangquan.actions.shipped_seals import ship_seals
from shuangquan.actions.standards import load_online
from shuangquan.site.wiring import make_authority, make_seal


def allow() -> None:
    """Compile what is not found, here and now."""
    allow_compiling(compile_key)


def load_standards() -> None:
    """Put the shipped standards online, compile their plans, and make a seal key for every department; a demo brings seals along."""
    allow()
    load_shipped()
    seal = make_seal(tuple(load_online().departments))
    if settings.MODE != "live":
        ship_seals(seal, make_authority())
