"""`up`: everything this installation needs, started in order, watched, and stopped together.

The order: database, tables, standards and what else the hooks load, static files, sandbox, workers, web. State lies in `.run/state.json`,
what the processes say in `.run/logs/`.
"""

import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import django
import httpx
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string  # noqa: TID251 — this is where names are wired
from rich.console import Console

from shuangquan.site.accounts import Account
from shuangquan.site.children import MOST_RESTARTS, Child, GivesUp, is_ours, kill_group, stop_children
from shuangquan.site.exchange import ensure_exchange
from shuangquan.site.installation import METRICS, Secrets, find_home, load_secrets, write_private
from shuangquan.site.migrate import migrate_database
from shuangquan.site.pgfiles import DatabaseUnavailable, find_account, find_place
from shuangquan.site.postgres import find_free_port, find_postmaster, start_server, stop_server
from shuangquan.site.roles import find_target
from shuangquan.site.runner import Taken, find_holder, hold_installation
from shuangquan.site.welcome import make_accounts, show_welcome

HOOKS: list[tuple[str, str]] = [
    ("标准 standards", "shuangquan.site.solving.load_standards"),
    ("宿主 host", "shuangquan.site.demo_host.append_demo_host"),
]
"""(what it does, dotted name of a function without arguments), run in this order once the tables are there."""
CALLS_BACK = "medical"
"""Which of the demo's departments brings its reports by itself; all are asked beside that."""
READY_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Layout:
    """What runs where. sandbox: 0 when there is none (live mode)."""

    web: int
    sandbox: int
    workers: int
    web_processes: int

    @property
    def address(self) -> str:
        """Where people go."""
        return os.environ.get("SHUANGQUAN_ADDRESS") or f"http://127.0.0.1:{self.web}"

    @property
    def sandbox_address(self) -> str:
        """Where the departments are, "" when there is no sandbox."""
        return f"http://127.0.0.1:{self.sandbox}" if self.sandbox else ""


class _Stop:
    def __init__(self) -> None:
        self.wanted = False
        for kind in (signal.SIGINT, signal.SIGTERM):
            signal.signal(kind, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.wanted = True


def run_up(*, workers: int = 2, web_processes: int = 2, port: int = 8000) -> int:
    """Start everything and stay until SIGINT or SIGTERM. Returns the exit code."""
    console = Console(stderr=False)
    running = find_running()
    if running is not None:
        console.print(f"已在运行 already running: {running['address']}")
        return 0
    try:
        with hold_installation(find_home(), "up", os.getpid(), patience=READY_WITHIN):
            return _run_held(console, workers, web_processes, port)
    except Taken as taken:
        console.print(f"[red]另一个进程占着这套安装 another process holds this installation: {taken}[/red]")
        return 1


def _run_held(console: Console, workers: int, web_processes: int, port: int) -> int:
    stop, start = _Stop(), time.monotonic()
    _sweep_leftovers()
    layout = _lay_out(workers, web_processes, port)
    children: list[Child] = []
    code = 0
    try:
        _prepare(console, layout)
        children = make_children(layout)
        for child in children:
            _step(console, f"启动 {child.name}", lambda child=child: start_child(child, layout))  # type: ignore[misc]
            _write_state(layout, children)
        accounts: list[Account] = []
        if layout.sandbox:
            _step(console, "演示账号 demo accounts", lambda: accounts.extend(make_accounts(layout.address)))
        show_welcome(console, layout.address, layout.sandbox_address if layout.sandbox else "", accounts, time.monotonic() - start)
        _watch(console, layout, children, stop)
    except (DatabaseUnavailable, GivesUp) as error:
        console.print(f"[red]未能启动 cannot go on: {error}[/red]")
        code = 1
    finally:
        console.print("正在停止 stopping …")
        stop_children(children)
        if not os.environ.get("DATABASE_URL"):
            stop_server()
        (find_home() / "state.json").unlink(missing_ok=True)
    return code


def run_down() -> int:
    """Stop what `up` runs, and wait for it. Returns the exit code: 0 also when nothing runs."""
    holder = find_holder(find_home())
    if holder is None:
        _sweep_leftovers()
        if not os.environ.get("DATABASE_URL"):
            stop_server()
        return 0
    os.kill(holder.pid, signal.SIGTERM)
    end = time.monotonic() + 60
    while find_holder(find_home()) == holder:
        if time.monotonic() > end:
            return 1
        time.sleep(0.1)
    return 0


def find_running() -> dict[str, str] | None:
    """The state of the runner that is alive, or None. One that is just starting is waited for."""
    path, end = find_home() / "state.json", time.monotonic() + READY_WITHIN
    while True:
        holder = find_holder(find_home())
        if holder is None or holder.what != "up" or time.monotonic() > end:
            return None
        state: dict[str, str] = json.loads(path.read_text()) if path.is_file() else {}
        if state.get("runner") == str(holder.pid):
            return state
        time.sleep(0.1)


def make_children(layout: Layout) -> list[Child]:
    """The processes, in the order in which they are started."""
    home = find_home()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "shuangquan.site.settings",
        "SHUANGQUAN_HOME": str(home),
        "SHUANGQUAN_ADDRESS": layout.address,
        "PYTHONUNBUFFERED": "1",
    }
    env.setdefault("SHUANGQUAN_TRACES", "file")
    env.setdefault("PROMETHEUS_MULTIPROC_DIR", str(home / METRICS))  # read when a process first imports prometheus_client
    children = []
    if layout.sandbox:
        env |= {"SANDBOX_URL": layout.sandbox_address, "SHUANGQUAN_FORM_ORIGINS": layout.sandbox_address}
        env |= {"SANDBOX_EXCHANGE": os.environ.get("SANDBOX_EXCHANGE") or os.environ.get("SHUANGQUAN_EXCHANGE", "")}
        env |= {"SANDBOX_CALLBACKS": json.dumps({CALLS_BACK: f"{layout.address}/api/v1/departments/{CALLS_BACK}/reports"})}
        env |= {"SANDBOX_HOME": str(home / "sandbox"), "SANDBOX_PASSWORDS": str(home / "sandbox" / "passwords.json")}
        children.append(_child("sandbox", ("-m", "sandbox"), {**env, "SANDBOX_PORT": str(layout.sandbox)}))
    for number in range(1, layout.workers + 1):
        children.append(_child(f"worker-{number}", ("-m", "shuangquan.site", "worker", "--name", f"worker-{number}"), env))
    children.append(
        _child("web", ("-m", "shuangquan.site", "web", "--port", str(layout.web), "--processes", str(layout.web_processes)), env)
    )
    return children


def _child(name: str, arguments: tuple[str, ...], env: dict[str, str]) -> Child:
    return Child(name, arguments, env, find_home() / "logs" / f"{name}.log")


def _lay_out(workers: int, web_processes: int, port: int) -> Layout:
    web = find_free_port(port)
    sandbox = 0 if os.environ.get("SHUANGQUAN_MODE") == "live" else find_free_port(port + 100)
    return Layout(web, sandbox, workers, web_processes)


def _prepare(console: Console, layout: Layout) -> None:
    secrets = load_secrets(create=True)
    os.environ["SHUANGQUAN_ADDRESS"] = layout.address
    os.environ["SANDBOX_URL"] = layout.sandbox_address
    os.environ["SANDBOX_HOME"] = str(find_home() / "sandbox")
    os.environ["SHUANGQUAN_COLLECTING"] = "1"  # static files are collected here, with hashed names
    if not os.environ.get("DATABASE_URL"):
        _step(console, "数据库 database", lambda: start_server(secrets))
    if layout.sandbox and not os.environ.get("SHUANGQUAN_EXCHANGE"):
        _step(console, "交换库 exchange", lambda: _open_exchange(secrets))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangquan.site.settings")
    django.setup()
    _step(console, "数据表 tables", lambda: migrate_found(secrets))
    import_string("shuangquan.site.metrics.prepare_metrics")()
    import_string("shuangquan.site.metrics.write_token")()
    for what, name in HOOKS:
        _step(console, what, import_string(name))
    _step(console, "静态文件 static files", lambda: call_command("collectstatic", interactive=False, verbosity=0, clear=True))


def _open_exchange(secrets: Secrets) -> None:
    """Each side is told how it logs in, and the departments to whom they grant what."""
    made = ensure_exchange(secrets)
    if made is not None:
        os.environ.update(SHUANGQUAN_EXCHANGE=made.platform, SANDBOX_EXCHANGE=made.departments, SANDBOX_EXCHANGE_GUEST=made.role)


def migrate_found(secrets: Secrets) -> None:
    """Migrate the database that is reachable now. DatabaseUnavailable when none is."""
    target = find_target(secrets)
    if target is None:
        raise DatabaseUnavailable("no database: start one with `up`, or set DATABASE_URL")
    migrate_database(target, secrets)


def _step(console: Console, what: str, act: Callable[[], object]) -> None:
    start = time.monotonic()
    with console.status(f"{what} …"):
        act()
    console.print(f"[green]✓[/green] {what} [dim]{time.monotonic() - start:.1f} s[/dim]")


def start_child(child: Child, layout: Layout) -> None:
    """Start a child and wait until it answers. GivesUp when it does not."""
    child.start()
    health = {"web": f"http://127.0.0.1:{layout.web}/healthz", "sandbox": f"{layout.sandbox_address}/ready"}.get(child.name)
    end = time.monotonic() + READY_WITHIN
    while health is not None and not _is_healthy(health):
        child.revive()
        if len(child.deaths) > MOST_RESTARTS:
            raise GivesUp(f"{child.name} dies at every start: {child.log}\n{child.last_words()}")
        if time.monotonic() > end:
            raise GivesUp(f"{child.name} does not answer within {READY_WITHIN:.0f} s: {child.log}\n{child.last_words()}")
        time.sleep(0.1)


def _is_healthy(address: str) -> bool:
    try:
        return httpx.get(address, timeout=2.0, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _watch(console: Console, layout: Layout, children: list[Child], stop: _Stop) -> None:
    while not stop.wanted:
        time.sleep(0.5)
        if look_after(children, lambda text: console.print(f"[yellow]{text}[/yellow]")):
            _write_state(layout, children)


def look_after(children: list[Child], say: Callable[[str], None]) -> bool:
    """Start again whatever has died, the database first. True when a child was. A database that cannot start is tried again next time."""
    if not os.environ.get("DATABASE_URL") and find_postmaster(find_place(find_account())) is None:
        say("数据库中断,重启 database died, starting it again")
        try:
            start_server(settings.SECRETS)
        except (DatabaseUnavailable, psycopg.Error) as error:
            say(f"数据库还起不来 the database does not start yet: {error}")
    revived = [child for child in children if child.revive()]
    for child in revived:
        say(f"{child.name} 中断,已重启 died, started again: {child.log}")
    return bool(revived)


def _write_state(layout: Layout, children: list[Child]) -> None:
    state = {
        "runner": str(os.getpid()),
        "address": layout.address,
        "sandbox": layout.sandbox_address,
        "children": {child.name: child.pid for child in children if child.pid},
    }
    write_private(find_home() / "state.json", json.dumps(state, indent=1))


def _sweep_leftovers() -> None:
    """Processes of a runner that was killed would still hold ports and take jobs."""
    path = find_home() / "state.json"
    if path.is_file():
        for pid in json.loads(path.read_text())["children"].values():
            if is_ours(pid, find_home()):
                kill_group(pid)
        path.unlink()
