"""Accounts of staff by whoever runs the installation: the first administrator, who writes standards, somebody who lost their phone."""

import logging
import re
import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from shuangquan.actions.staff import CONSOLE, EDITOR, OWNER
from shuangquan.actions.staff_import import Given
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.cases.policy import check_may
from shuangquan.core.exchange.staff_sheet import ACCOUNT, LONGEST_NAME
from shuangquan.core.standard.divisions import PROVINCE, load_divisions
from shuangquan.core.words import roles
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.records.clock import today
from shuangquan.records.organisations import append_house_change, find_organisations
from shuangquan.records.staff import (
    Posting,
    StoredAccount,
    append_posting_of,
    append_second_factor,
    append_staff,
    apply_secrets,
    find_accounts,
    find_all_accounts,
    find_id,
)

STANDARDS = "standards"
"""The department of those who write, sign and put online standards."""
SHOWN = 8
_log = logging.getLogger(__name__)


def find_roles() -> tuple[str, ...]:
    """Every role that a posting can have."""
    return (*roles.ROLES, EDITOR, OWNER)


def find_posting(department: str, region: str, given: Iterable[str]) -> Posting:
    """A posting as it is typed; each role once."""
    return Posting(department, region, tuple(dict.fromkeys(given)))


def add_account(actor: Actor, account: str, name: str, posting: Posting, until: date | None) -> Given | None:
    """Give somebody a posting; who has no account gets one, whose secrets are in the answer, once. The same again changes nothing.

    Refusals: "account.login", "account.person", "account.department", "account.region", "account.role", "account.standards", policy.
    """
    check_may(actor, "staff.keep")
    if not re.fullmatch(ACCOUNT, account):
        raise Refusal("account.login", "account")
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal("account.person", "name", most=LONGEST_NAME)
    _check_posting(posting)
    given = None
    if account in find_accounts((account,)):
        append_posting_of(account, name, posting, until)
    else:
        password = secrets.token_urlsafe(12)
        user = append_staff(account, password, name, posting, until)
        given = Given(account, name, password, append_second_factor(user, secrets.token_bytes(20)))
    _note(actor, "posting", account, posting, {"roles": list(posting.roles), "until": until.isoformat() if until else ""})
    return given


def _check_posting(posting: Posting) -> None:
    known = {str(one) for one in load_online().departments} | {one.department for one in find_organisations()} | {OPERATOR, STANDARDS}
    if posting.department not in known:
        raise Refusal("account.department", "department", department=posting.department, some="、".join(sorted(known)[:SHOWN]))
    if posting.region not in load_divisions() and posting.region != PROVINCE:
        raise Refusal("account.region", "region", region=posting.region)
    wrong = next((one for one in posting.roles if one not in find_roles()), None)
    if wrong is not None or not posting.roles:
        raise Refusal("account.role", "role", role=wrong or "", some="、".join(find_roles()))
    if {role in CONSOLE for role in posting.roles} != {posting.department == STANDARDS}:
        raise Refusal("account.standards", "role", department=STANDARDS)


def renew_account(actor: Actor, account: str) -> Given:
    """Another password and second factor, in the answer, once; whoever is signed in with the old ones is out. Refusals: policy,
    "account.unknown".
    """
    check_may(actor, "staff.keep")
    held = _find(account)
    password = secrets.token_urlsafe(12)
    address = apply_secrets(account, password, secrets.token_bytes(20))
    _note(actor, "account", account, _first(held), {"does": "renewed"})
    return Given(account, held.name, password, address)


def end_account(actor: Actor, account: str) -> int:
    """End every posting as of yesterday: they are let in nowhere from now on. Answers how many were open. Refusals as `renew_account`."""
    check_may(actor, "staff.keep")
    held, last = _find(account), today() - timedelta(days=1)
    ended = [one for one in held.postings if one.until is None or one.until > last]
    for one in ended:
        posting = Posting(one.department, one.region, one.roles)
        append_posting_of(account, held.name, posting, last)
        _note(actor, "posting", account, posting, {"roles": list(one.roles), "until": last.isoformat()})
    return len(ended)


def list_accounts(actor: Actor, department: str, region: str) -> tuple[StoredAccount, ...]:
    """Those with a posting in a department (all: "") in a region and what lies in it. Refusal: policy."""
    check_may(actor, "staff.keep")
    wanted = {department} if department else {str(one) for one in load_online().departments} | {OPERATOR, STANDARDS}
    wanted |= set() if department else {one.department for one in find_organisations()}
    return find_all_accounts(wanted, find_prefix(region) if region else "")


def _find(account: str) -> StoredAccount:
    held = find_accounts((account,)).get(account)
    if held is None:
        raise Refusal("account.unknown", "account", account=account)
    return held


def _first(held: StoredAccount) -> Posting:
    return next((Posting(one.department, one.region, one.roles) for one in held.postings), Posting("", "", ()))


def _note(actor: Actor, what: str, account: str, posting: Posting, detail: dict[str, object]) -> None:
    subject = f"staff-{find_id(account)}"
    append_house_change(actor.subject, what, subject, posting.department, posting.region, detail)
    _log.info("staff changed", extra={"event": "staff", "actor": actor.subject, "subject": subject, "what": what})
