"""Demo accounts of one installation, with passwords drawn for it: synthetic residents of the sandbox, and an officer for every department.

Live mode has neither. Officers and their second factors are kept in `.run/demo-staff.json`, readable by its owner only.
"""

import base64
import json
import secrets
import subprocess
import sys
from collections import Counter
from typing import Any

from django.conf import settings

from shuangquan.actions.standards import load_online
from shuangquan.records.staff import Posting, append_second_factor, append_staff
from shuangquan.site.installation import find_home, write_private

Row = tuple[str, str, str, str]


def find_demo_residents() -> list[Row]:
    """One row for each scenario and role: (door, login, password, who)."""
    passwords = json.loads((find_home() / "sandbox" / "passwords.json").read_text())
    seen: set[tuple[str, str]] = set()
    rows = []
    for person in _people():
        key = (person["scenario"], person["role"])
        if key not in seen and person["login"] in passwords:
            seen.add(key)
            rows.append(("大厅 portal", person["login"], passwords[person["login"]], f"{person['name']} {person['zh']}"))
    return rows


def append_demo_staff() -> list[Row]:
    """An officer for every department that an item belongs to, posted in every region of demo residents: (door, login, password, who)."""
    if settings.MODE == "live":
        raise ValueError("live mode has no demo accounts")
    path = find_home() / "demo-staff.json"
    kept: dict[str, dict[str, str]] = json.loads(path.read_text()) if path.is_file() else {}
    counts = Counter(person["region"] for person in _people())
    region, *others = [code for code, _ in counts.most_common()]
    rows = []
    bundle = load_online()
    for department in sorted({str(item.department) for item in bundle.items.values()}):
        name = bundle.departments[department]
        login = f"{department}-officer"
        if login not in kept:
            kept[login] = {"password": secrets.token_urlsafe(12), "totp": secrets.token_hex(20)}
            write_private(path, json.dumps(kept, indent=1))
        user = append_staff(login, kept[login]["password"], name.zh, Posting(department, region, ("officer",)))
        for other in others:
            append_staff(login, kept[login]["password"], name.zh, Posting(department, other, ("officer",)))
        append_second_factor(user, bytes.fromhex(kept[login]["totp"]))
        code = base64.b32encode(bytes.fromhex(kept[login]["totp"])).decode()
        rows.append(("审批台 desk", login, kept[login]["password"], f"{name.zh} {region} TOTP {code}"))
    return rows


def _people() -> list[dict[str, Any]]:
    told = subprocess.run([sys.executable, "-m", "sandbox", "people", "--json"], capture_output=True, text=True, check=True)
    people: list[dict[str, Any]] = json.loads(told.stdout)
    return people
