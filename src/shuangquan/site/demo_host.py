"""The demo's host app: registered at this installation as an operator would, with its secret where the sandbox finds it."""

import json
from urllib.parse import urlsplit

from django.conf import settings

from shuangquan.actions.clients import App, add_app, rotate_app, say_hook_key
from shuangquan.actions.hosts import set_callback, set_host
from shuangquan.records.clients import find_app
from shuangquan.site.accounts import Account
from shuangquan.site.installation import find_home, write_private

CLIENT = "demo-host"


def append_demo_host() -> None:
    """Let the sandbox's host in, or move it to where the sandbox is now. Nothing where there is no sandbox. ValueError in live mode."""
    address = settings.SANDBOX_URL
    if not address:
        return
    if settings.MODE == "live":
        raise ValueError("live mode has no demo host")
    path = find_home() / "sandbox" / "host.json"
    kept: dict[str, str] = json.loads(path.read_text()) if path.is_file() else {}
    known = find_app(CLIENT)
    if known is not None and known[0].ended:
        path.unlink(missing_ok=True)  # somebody has shut it out: it stays out
        return
    if known is None:
        names = ("示例掌上政务", "Example Province App")
        kept["secret"] = add_app(App(CLIENT, *names, "", ("case.read",), (), (), (f"{address}/host",), "", 1, None, ended=False))
    elif "secret" not in kept:
        kept["secret"] = rotate_app(CLIENT)
    set_callback(CLIENT, f"{address}/host/hooks")
    set_host(CLIENT, find_origins(address), 4)
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {"client": CLIENT, "secret": kept["secret"], "key": say_hook_key(CLIENT), "platform": settings.ADDRESS}
    write_private(path, json.dumps(held, indent=1))


def find_origins(address: str) -> tuple[str, str]:
    """Under both names of this machine: as `localhost` it is another site than the platform, as a host is in truth."""
    port = urlsplit(address).port
    return (f"http://localhost:{port}", f"http://127.0.0.1:{port}")


def find_demo_host() -> list[Account]:
    """Where the host's page is."""
    address = f"{find_origins(settings.SANDBOX_URL)[0]}/host"
    return [Account("宿主 App host app", address, "", "", "在别家 App 里打开专区，免登录 the zone inside another app")]
