"""The `shuangquan` command: wires what a command needs, then hands over to channels/cli."""

import os
import sys
from collections.abc import Callable

import django
import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangquan.site.settings")
os.environ.setdefault("SHUANGQUAN_LOG", "ERROR")

from shuangquan.site.local import enter_local
from shuangquan.site.runner import Taken

NEEDS_ALL = ("try", "doctor", "rebase", "sweep", "archive make")


def main() -> None:
    """Run the command line. Commands that need departments and a database use the running installation, or one started for them."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    wanted = next((one for one in NEEDS_ALL if words[: len(one.split())] == one.split()), "")
    try:
        with enter_local(all_of_it=bool(wanted) and not {"--help", "--all"} & set(sys.argv)):
            django.setup()
            _run()
    except Taken as taken:
        sys.exit(f"另一个进程占着这套安装，等它结束再来 another process holds this installation: {taken}")


def _run() -> None:
    app = typer.Typer(no_args_is_help=True, add_completion=False, help="双全：把标准编译成服务")
    groups = {
        "new": "Start a theme or an item: YAML to edit, sound at once.",
        "import": "Bring in what a bureau has: its items, a theme's guide.",
        "export": "Write out what the standard holds: its items.",
        "archive": "Archives of finished matters: listed, made, tested offline.",
        "staff": "Accounts of officers, clerks, helpers and of who writes standards.",
        "kiosk": "Machines in halls, banks, parks, shopping centres and villages.",
        "station": "Places with an agreement where helpers take in for citizens.",
        "share": "Systems of others that have certificates.",
        "app": "Apps of others that act for people who allow them.",
        "bench": "Measure speed on this machine.",
    }
    held = {group: typer.Typer(no_args_is_help=True, help=said) for group, said in groups.items()}
    for name, command in _find_commands().items():
        group, _, own = name.rpartition(" ")
        held.get(group, app).command(own)(command)
    for group, inner in held.items():
        app.add_typer(inner, name=group)
    app()


def _find_commands() -> dict[str, Callable[..., None]]:
    return {**_find_of_standards(), **_find_of_cases()}  # models load only after Django is set up


def _find_of_standards() -> dict[str, Callable[..., None]]:
    """What needs no database."""
    from shuangquan.channels.cli import (  # noqa: PLC0415
        benching,
        booklets,
        certificates,
        comparing,
        figures,
        instant,
        lists,
        rules,
        simulating,
        standards,
        starting,
    )

    return {
        "check": standards.check,
        "plan": standards.plan,
        "diff": comparing.diff,
        "guide": booklets.guide,
        "manual": booklets.manual,
        "figures": figures.figures,
        "certificates": certificates.certificates,
        "instant": instant.instant,
        "rules": rules.rules,
        "simulate": simulating.simulate_,
        "new theme": starting.new_theme,
        "new item": starting.new_item,
        "import items": lists.import_items,
        "import guide": lists.import_guide,
        "export items": lists.export_items,
        "bench certificates": benching.bench_certificates,
        "bench rules": benching.bench_rules,
    }


def _find_of_places() -> dict[str, Callable[..., None]]:
    """Machines, stations and staff."""
    from shuangquan.channels.cli import kiosks, staffing, stations  # noqa: PLC0415

    return {
        "staff add": staffing.staff_add,
        "staff renew": staffing.staff_renew,
        "staff end": staffing.staff_end,
        "staff list": staffing.staff_list,
        "kiosk add": kiosks.kiosk_add,
        "kiosk code": kiosks.kiosk_code,
        "kiosk list": kiosks.kiosk_list,
        "kiosk lock": kiosks.kiosk_lock,
        "kiosk unlock": kiosks.kiosk_unlock,
        "kiosk remove": kiosks.kiosk_remove,
        "station add": stations.station_add,
        "station change": stations.station_change,
        "station helper": stations.station_helper,
        "station tablet": stations.station_tablet,
        "station revoke": stations.station_revoke,
        "station list": stations.station_list,
        "station acts": stations.station_acts,
    }


def _find_of_cases() -> dict[str, Callable[..., None]]:
    """What works on an installation."""
    from shuangquan.channels.cli import archiving, cases, clients, publicity, sharing, sweeping, verifying  # noqa: PLC0415
    from shuangquan.site import accounts  # noqa: PLC0415

    return {
        "accounts": accounts.accounts,
        "try": cases.try_,
        "verify": verifying.verify,
        "roots": verifying.roots,
        "doctor": cases.doctor,
        "rebase": cases.rebase,
        "trace": cases.trace,
        **_find_of_places(),
        "archive check": archiving.check,
        "archive list": archiving.list_,
        "archive make": archiving.make,
        "publicity": publicity.publicity,
        "sweep": sweeping.sweep,
        "share add": sharing.share_add,
        "share end": sharing.share_end,
        "share list": sharing.share_list,
        "app add": clients.app_add,
        "app rotate": clients.app_rotate,
        "app host": clients.app_host,
        "app callback": clients.app_callback,
        "app scopes": clients.app_scopes,
        "app end": clients.app_end,
        "app list": clients.app_list,
        "app deliveries": clients.app_deliveries,
        "app resend": clients.app_resend,
    }
