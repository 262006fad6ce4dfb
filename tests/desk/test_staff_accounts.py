"""Accounts by whoever runs the installation: the first administrator begins with people, editors enter the console, who left is out."""

import base64
from datetime import date

import pytest
from django_otp.oath import TOTP

from shuangquan.actions.staff_accounts import add_account, end_account, list_accounts, renew_account
from shuangquan.actions.staff_import import Given
from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.organisations import find_house_changes
from shuangquan.records.staff import Posting
from tests.desk.conftest import Officer, find_code
from tests.portal.ports import World

pytestmark = pytest.mark.database
ADMIN = Posting("operator", "370783", ("admin",))


def code_of(given: Given) -> str:
    """What the person's authenticator shows now."""
    return f"{TOTP(base64.b32decode(given.secret.replace(' ', ''))).token():06d}"


def test_the_first_administrator_begins_with_people_and_a_renewed_one_with_new_secrets(world: World) -> None:
    given = add_account(SYSTEM, "first-admin", "何某", ADMIN, None)
    assert given is not None
    page = Officer().sign_in("first-admin", given.password, code_of(given))
    assert (page.status, page.path) == (200, "/desk/staff/") and "人员与岗位" in page.text
    assert page.get("/desk/money/").status == 403, "an administrator administers, and no more"
    assert add_account(SYSTEM, "first-admin", "何某", ADMIN, None) is None, "the same again changes nothing"
    renewed = renew_account(SYSTEM, "first-admin")
    assert "/desk/login" in page.get("/desk/staff/").path, "whoever was signed in is out"
    assert Officer().sign_in("first-admin", renewed.password, code_of(renewed)).path == "/desk/staff/"
    assert Officer().sign_in("first-admin", given.password, code_of(given)).path.startswith("/desk/login")
    assert end_account(SYSTEM, "first-admin") == 1
    assert Officer().sign_in("first-admin", renewed.password, find_code()).path.startswith("/desk/login")
    (held,) = [one for one in list_accounts(SYSTEM, "operator", "370783") if one.username == "first-admin"]
    assert held.postings[0].until is not None
    assert {one.actor for one in find_house_changes("operator")} == {"system"}, "each change leaves a record"


def test_who_writes_standards_enters_the_console_and_not_the_desk(world: World) -> None:
    given = add_account(SYSTEM, "wen", "闻某", Posting("standards", "370000", ("editor",)), date(2027, 12, 31))
    assert given is not None
    desk = Officer().sign_in("wen", given.password, code_of(given))
    assert "/desk/login" in desk.path or desk.status in (403, 422)
    again = renew_account(SYSTEM, "wen")
    console = Officer().post("/console/login", username="wen", password=again.password, code=code_of(again))
    assert console.status == 200 and console.path == "/console/"


@pytest.mark.parametrize(
    ("login", "name", "posting", "code"),
    [
        ("Admin", "何某", ADMIN, "account.login"),
        ("admin-1", "", ADMIN, "account.person"),
        ("admin-1", "何某", Posting("nobody", "370783", ("admin",)), "account.department"),
        ("admin-1", "何某", Posting("operator", "110000", ("admin",)), "account.region"),
        ("admin-1", "何某", Posting("operator", "370783", ("king",)), "account.role"),
        ("admin-1", "何某", Posting("operator", "370783", ()), "account.role"),
        ("admin-1", "何某", Posting("operator", "370783", ("admin", "owner")), "account.standards"),
        ("admin-1", "何某", Posting("standards", "370000", ("officer",)), "account.standards"),
    ],
)
def test_what_cannot_be_is_said(world: World, login: str, name: str, posting: Posting, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        add_account(SYSTEM, login, name, posting, None)


def test_nobody_but_the_operator_of_the_machine(world: World) -> None:
    officer = Actor("officer", "staff-1", "370783", "desk", 4, "operator", "", frozenset({"admin"}))
    with pytest.raises(Refusal, match=r"policy\.forbidden"):
        add_account(officer, "other", "何某", ADMIN, None)
    with pytest.raises(Refusal, match=r"account\.unknown"):
        renew_account(SYSTEM, "nobody-there")
