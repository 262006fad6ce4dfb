"""Demo accounts of one installation, with passwords drawn for it: residents of the sandbox, officers, people of the standards.

Live mode has none. Staff and their second factors are kept in `.run/demo-staff.json`, readable by its owner only.
"""

import base64
import json
import secrets
import subprocess
import sys
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings

from shuangquan.actions.kiosks import add_kiosk, renew_code
from shuangquan.actions.standards import load_online
from shuangquan.actions.stations import add_station, add_tablet, keep_helper
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.standard.divisions import load_divisions
from shuangquan.core.standard.regions import is_offered
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.roles import ARCHIVIST, CLERK, FINANCE, HELPER, REVIEWER, SUPERVISOR
from shuangquan.core.words.text import Text
from shuangquan.records.kiosks import find_kiosk_at
from shuangquan.records.organisations import StoredOrganisation, StoredWindow, keep_organisation, keep_window
from shuangquan.records.staff import Posting, append_posting_of, append_second_factor, append_staff, find_accounts
from shuangquan.records.stations import find_station_at
from shuangquan.site.accounts import Account
from shuangquan.site.installation import find_home, write_private

DESK, COUNTER, CONSOLE, STATION = (
    ("审批台 desk", "/desk/"),
    ("综合窗口 counter", "/counter/"),
    ("标准台 console", "/console/"),
    ("便民服务站 station", "/station/"),
)
"""Where staff sign in: the door's name, its page."""
CLERKS = (("clerk", "窗口人员"), ("clerk-second", "窗口二号"))
WINDOWS = ("A01", "A02", "A03")
"""Of every demo hall: those that take anybody's business (综合窗口)."""
REVIEWING = "reviewing-body"
"""The demo's body that reviews decisions: none of the departments."""
STATIONS = (
    ("helper", "370783", Text("圣城街道示例村便民服务站", "Village station, Shengcheng (example)")),
    ("helper-south", "371302", Text("兰山街道示例村便民服务站", "Village station, Lanshan (example)")),
)
"""Login of who helps there, region, place: one with the demo residents, one where births are taken in at stations."""
HELPED = ("出生", "养老", "救助")
"""Stages of life of which the demo's agreements permit every theme."""
AUTHORS = (
    ("standards-editor", "闻某", "写标准 writes", ("editor",)),
    ("standards-owner", "朱某", "签名 signs", ("owner", "editor")),
    ("standards-second", "柳某", "上线 puts online", ("owner", "editor")),
)
"""Login, name, what for, roles."""


def find_demo_residents() -> list[Account]:
    """One for each scenario and role."""
    passwords = json.loads((find_home() / "sandbox" / "passwords.json").read_text())
    seen: set[tuple[str, str]] = set()
    rows = []
    for person in _people():
        key = (person["scenario"], person["role"])
        if key not in seen and person["login"] in passwords:
            seen.add(key)
            who = f"{person['name']} {person['zh']}"
            rows.append(Account("大厅 portal", "/", person["login"], passwords[person["login"]], who))
    return rows


def append_demo_staff() -> list[Account]:
    """Two officers for every department that an item belongs to, since some decisions take two.

    Posted in every region of demo residents, first that of the first one.
    """
    if settings.MODE == "live":
        raise ValueError("live mode has no demo accounts")
    region, *others = dict.fromkeys(person["region"] for person in _people())
    rows = []
    bundle = load_online()
    for department in sorted({str(item.department) for item in bundle.items.values()}):
        name = bundle.departments[department].zh
        postings = [Posting(department, code, ("officer",)) for code in (region, *others)]
        admins = [Posting(department, code, ("officer", "lead", "admin")) for code in (region, *others)]
        rows.append(_append(DESK, f"{department}-officer", name, f"{name} {region}", postings))
        rows.append(_append(DESK, f"{department}-second", f"{name}复核", f"{name} {region} 复核 confirms, 管理员 admin", admins))
    _append_house((region, *others))
    watch = [Posting(OPERATOR, code, (SUPERVISOR,)) for code in (region, *others)]
    rows.append(_append(DESK, "supervisor", "督办人员", f"政务服务管理机构 {region} 投诉、督办 supervises", watch))
    for login, name in (("archivist", "档案人员"), ("archivist-second", "档案复核")):
        keeps = [Posting(OPERATOR, code, (ARCHIVIST,)) for code in (region, *others)]
        rows.append(_append(DESK, login, name, f"政务服务管理机构 {region} 档案 archives", keeps))
    for login, name in (("accountant", "对账人员"), ("accountant-second", "对账复核")):
        counts = [Posting(OPERATOR, code, (FINANCE,)) for code in (region, *others)]
        rows.append(_append(DESK, login, name, f"政务服务管理机构 {region} 对账 reconciles payments", counts))
    for login, name in CLERKS:
        sits = [Posting(OPERATOR, code, (CLERK,)) for code in (region, *others)]
        rows.append(_append(COUNTER, login, name, f"{name} {region} 窗口人员 serves at a window", sits))
    reviews = [Posting(REVIEWING, code, (REVIEWER,)) for code in (region, *others)]
    rows.append(_append(DESK, "reviewer", "复议人员", f"复议机关 {region} 行政复议 reviews", reviews))
    return rows


def _append_house(regions: tuple[str, ...]) -> None:
    """Invented organisations and windows of every department in these regions, marked as examples."""
    bundle, places = load_online(), load_divisions()
    departments = sorted({str(item.department) for item in bundle.items.values()})
    for region in regions:
        place = places.get(region, region)
        for nth, department in enumerate(departments, start=1):
            name, code = bundle.departments[department], f"{department}-{region}"
            called = Text(f"{place}{name.zh}（示例）", f"{name.say('en')} of {region} (example)")
            keep_organisation(StoredOrganisation(code, department, called, region, "", f"{OPERATOR}-{region}", ""))
            hall, hours = (f"{place}市民中心（示例）", f"Citizens' centre of {region} (example)"), "周一至周五 9:00–17:00"
            english = (hall[1], "1 Example Road", "Monday to Friday 9:00–17:00")
            keep_window(StoredWindow(code, department, hall[0], f"B{nth:02d}", region, "示例路 1 号", (), hours, "", english))
        for department, zh, en in ((OPERATOR, "政务服务管理机构", "service office"), (REVIEWING, "人民政府（行政复议机关）", "government")):
            called = Text(f"{place}{zh}（示例）", f"{en} of {region} (example)")
            keep_organisation(StoredOrganisation(f"{department}-{region}", department, called, region, "", "", ""))
        for number in WINDOWS:
            keep_window(StoredWindow(f"{OPERATOR}-{region}", OPERATOR, hall[0], number, region, "示例路 1 号", (), hours, "", english))


def append_demo_authors() -> list[Account]:
    """Three people who write, sign and put online standards."""
    if settings.MODE == "live":
        raise ValueError("live mode has no demo accounts")
    province = f"{settings.HOME_REGION[:2]}0000"
    return [
        _append(CONSOLE, login, name, f"{name} {does}", [Posting("standards", province, roles)]) for login, name, does, roles in AUTHORS
    ]


def append_demo_kiosk() -> list[Account]:
    """One kiosk in the hall of the demo residents, with a code by which a browser becomes it."""
    if settings.MODE == "live":
        raise ValueError("live mode has no demo accounts")
    region = next(iter(dict.fromkeys(person["region"] for person in _people())))
    place = Text(f"{load_divisions().get(region, region)}市民中心 · 1 号机", "Citizens' centre · no. 1")
    held = find_kiosk_at(place.zh, region)
    code = renew_code(SYSTEM, held.id) if held else add_kiosk(SYSTEM, place, "hall", region)[1]
    made = find_kiosk_at(place.zh, region)
    assert made is not None  # just added
    return [_find_code_at("自助终端 kiosk", "/kiosk/enrol", code, place, made.id)]


def append_demo_stations() -> list[Account]:
    """Two stations with an agreement, a helper and a tablet each: a village of the demo residents, one where births are registered on one
    form at a station.
    """
    if settings.MODE == "live":
        raise ValueError("live mode has no demo accounts")
    rows = []
    for login, region, place in STATIONS:
        held = find_station_at(place.zh, region) or add_station(
            SYSTEM, place, "示例村民委员会", "village", region, _find_permitted(region), (date(2026, 1, 1), None)
        )
        rows.append(_append(STATION, login, "帮办人员", f"{place.zh} 帮办 helper", [Posting(OPERATOR, region, (HELPER,))]))
        keep_helper(SYSTEM, held.id, login)
        rows.append(_find_code_at(STATION[0], "/station/enrol", add_tablet(SYSTEM, held.id)[1], place, held.id))
    return rows


def _find_permitted(region: str) -> tuple[str, ...]:
    """Themes of these stages of life that are offered in the region, local ones first."""
    themes = [theme for theme in load_online(region).themes.values() if theme.stage in HELPED and is_offered(theme, region)]
    return tuple(str(theme.theme) for theme in sorted(themes, key=lambda theme: not theme.regions))


def _find_code_at(door: str, at: str, code: str, place: Text, device: str) -> Account:
    """What a machine is enrolled with."""
    who = f"{place.zh}，登记码半小时内有效 code for half an hour"
    return Account(door, at, "", code, who, device=f"{settings.SANDBOX_URL}/readers/{device}")


def _append(door: tuple[str, str], login: str, name: str, who: str, postings: list[Posting]) -> Account:
    """An account with both factors, which keeps them from one start to the next, and whoever is signed in with it."""
    path = find_home() / "demo-staff.json"
    kept: dict[str, dict[str, str]] = json.loads(path.read_text()) if path.is_file() else {}
    stands = login in kept and login in find_accounts((login,))
    if login not in kept:
        kept[login] = {"password": secrets.token_urlsafe(12), "totp": secrets.token_hex(20)}
        write_private(path, json.dumps(kept, indent=1))
    password, secret = kept[login]["password"], bytes.fromhex(kept[login]["totp"])
    if not stands:
        append_second_factor(append_staff(login, password, name, postings[0]), secret)
    for posting in postings:  # a password is hashed once: hashing is slow, and there are many postings
        append_posting_of(login, name, posting, None)
    return Account(*door, login, password, who, base64.b32encode(secret).decode())


@cache
def _people() -> list[dict[str, Any]]:
    told = subprocess.run([sys.executable, "-m", "sandbox", "people", "--json"], capture_output=True, text=True, check=True)
    people: list[dict[str, Any]] = json.loads(told.stdout)
    return people
