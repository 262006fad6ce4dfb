"""What a command needs around it: the running installation, or a database and a sandbox started for as long as it runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from shuangquan.site.children import Child, stop_children
from shuangquan.site.installation import find_home, load_secrets
from shuangquan.site.postgres import find_free_port, start_server, stop_server
from shuangquan.site.runner import hold_installation
from shuangquan.site.up import Layout, find_running, make_children, migrate_found, start_child

ONE_AFTER_ANOTHER = 300.0
"""Seconds a command waits for another one that has started the database for itself."""


@contextmanager
def enter_local(*, all_of_it: bool) -> Iterator[None]:
    """Point this process at the running installation; with `all_of_it`, start what is missing and stop it afterwards."""
    running = find_running()
    if running is not None:
        os.environ["SHUANGQUAN_ADDRESS"], os.environ["SANDBOX_URL"] = running["address"], running["sandbox"]
    if not all_of_it:
        yield
        return
    if running is not None:
        _wire()
        yield
        return
    with hold_installation(find_home(), "command", os.getpid(), patience=ONE_AFTER_ANOTHER), _started():
        yield


@contextmanager
def _started() -> Iterator[None]:
    secrets = load_secrets(create=True)
    layout = Layout(8000, find_free_port(8100), 0, 0)
    os.environ["SANDBOX_URL"] = layout.sandbox_address
    children: list[Child] = []
    if not os.environ.get("DATABASE_URL"):
        start_server(secrets)
    try:
        django.setup()
        migrate_found(secrets)
        children = [child for child in make_children(layout) if child.name == "sandbox"]
        for child in children:
            start_child(child, layout)
        _wire()
        yield
    finally:
        stop_children(children)
        if not os.environ.get("DATABASE_URL"):
            stop_server()


def _wire() -> None:
    django.setup()
    from shuangquan.site.solving import allow, load_standards  # noqa: PLC0415 — models load only after Django is set up
    from shuangquan.site.wiring import wire  # noqa: PLC0415 — as above

    if find_running() is None:
        load_standards()
    allow()
    wire()
