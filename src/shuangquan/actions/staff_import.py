"""People and postings of one's own department from a table: looked at first, then kept; new accounts get their secrets once."""

import logging
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from shuangquan.actions.showing import draw_code, find_department_name
from shuangquan.actions.staff import Officer
from shuangquan.actions.standards import load_online
from shuangquan.core.exchange.staff_sheet import BadCell, Bounds, StaffLine, read_staff, say_line
from shuangquan.core.standard.divisions import load_divisions
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.records.organisations import append_house_change
from shuangquan.records.staff import (
    Posting,
    StoredAccount,
    append_posting_of,
    append_second_factor,
    append_staff,
    apply_phone,
    find_accounts,
    find_id,
)

ADMIN = "admin"
Rows = Iterable[tuple[int, Sequence[str]]]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """A good line and what it does. does: account (a new one) | posting (a new one) | changed | same. cells: as people read it."""

    line: StaffLine
    does: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A new account's secrets, shown once and kept nowhere in clear. address: of the second factor (otpauth)."""

    account: str
    name: str
    password: str
    address: str

    @property
    def secret(self) -> str:
        """The second factor's secret in base32, in groups that can be typed."""
        found = parse_qs(urlsplit(self.address).query)["secret"][0]
        return " ".join(found[nth : nth + 4] for nth in range(0, len(found), 4))

    @property
    def qr(self) -> str:
        """The same as an SVG to be scanned."""
        return draw_code(self.address)


def check_admin(officer: Officer) -> None:
    """Refusal("staff.forbidden") for a posting that administers nobody."""
    if ADMIN not in officer.posting.roles:
        raise Refusal("staff.forbidden", "staff")


def find_bounds(officer: Officer) -> Bounds:
    """Whom this posting administers: its own department, in its region and what lies in it."""
    here = officer.posting
    name = find_department_name(load_online().hash, here.department).zh
    within = find_prefix(here.region)
    return Bounds({here.department: name}, {code: place for code, place in load_divisions().items() if code.startswith(within)})


def plan_staff(officer: Officer, rows: Rows, wide: Bounds | None = None) -> tuple[tuple[Planned, ...], tuple[BadCell, ...]]:
    """What the table would do, and what is wrong in it; nothing is kept. wide: other bounds than the own. Refusal("staff.forbidden")."""
    check_admin(officer)
    bounds = wide or find_bounds(officer)
    good, bad = read_staff(rows, bounds)
    held = find_accounts({line.account for line in good})
    return tuple(Planned(line, _find_doing(held.get(line.account), line), say_line(line, bounds)) for line in good), bad


def _find_doing(held: StoredAccount | None, line: StaffLine) -> str:
    if held is None:
        return "account"
    now = next((one for one in held.postings if (one.department, one.region) == (line.department, line.region)), None)
    if now is None:
        return "posting"
    same = set(now.roles) == set(line.roles) and now.until == line.until and held.name == line.name and line.phone in ("", held.phone)
    return "same" if same else "changed"


def import_staff(officer: Officer, rows: Rows) -> tuple[tuple[Given, ...], int]:
    """Keep the good lines; answers the secrets of new accounts and how many lines were kept. Refusal("staff.forbidden").

    Passwords of accounts that exist are left as they are. Doing it twice changes nothing more.
    """
    return keep_staff(officer, plan_staff(officer, rows)[0])


def keep_staff(officer: Officer, planned: Iterable[Planned]) -> tuple[tuple[Given, ...], int]:
    """Keep what was planned; each change leaves a record. As `import_staff`."""
    given, kept = list[Given](), 0
    known = set[str]()
    for one in planned:
        line = one.line
        posting = Posting(line.department, line.region, line.roles)
        if one.does == "account" and line.account not in known:
            password = secrets.token_urlsafe(12)
            user = append_staff(line.account, password, line.name, posting, line.until)
            given.append(Given(line.account, line.name, password, append_second_factor(user, secrets.token_bytes(20))))
            known.add(line.account)
        elif one.does != "same":
            append_posting_of(line.account, line.name, posting, line.until)
        if one.does != "same":
            kept += 1
            if line.phone:
                apply_phone(line.account, line.phone)
            _note(officer, one)
    _log.info("staff imported", extra={"event": "staff", "actor": f"staff-{officer.staff.id}", "lines": kept, "accounts": len(given)})
    return tuple(given), kept


def _note(officer: Officer, one: Planned) -> None:
    line = one.line
    detail: dict[str, object] = {"does": one.does, "roles": list(line.roles), "until": line.until.isoformat() if line.until else ""}
    subject = f"staff-{find_id(line.account)}"
    append_house_change(f"staff-{officer.staff.id}", "posting", subject, line.department, line.region, detail)
