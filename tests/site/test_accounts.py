"""Demo accounts are found again by a word, in one piece, with the code of the moment."""

import json
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from shuangquan.site import accounts
from shuangquan.site.accounts import Account, find_code, keep_accounts, read_accounts, say_lines
from shuangquan.site.welcome import find_first

MOTHER = Account("大厅 portal", "/", "mother", "p1", "王某 已婚")
FATHER = Account("大厅 portal", "/", "father", "p2", "丁某 已婚")
OTHER = Account("大厅 portal", "/", "other", "p3", "张某 未婚")
OFFICER = Account("审批台 desk", "/desk/", "officer", "p4", "公安 370783", secret="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
SECOND = Account("审批台 desk", "/desk/", "second", "p5", "公安 370783", secret="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
KIOSK = Account("自助终端 kiosk", "/kiosk/enrol", "", "CODE", "一号机", device="http://127.0.0.1:8100/readers/1")
ALL = [MOTHER, FATHER, OTHER, OFFICER, SECOND, KIOSK]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHUANGQUAN_HOME", str(tmp_path))
    return tmp_path


def _run(*words: str) -> Result:
    app = typer.Typer()
    app.command()(accounts.accounts)
    return CliRunner().invoke(app, list(words))


def test_the_welcome_shows_one_for_each_page_and_whoever_the_first_resident_needs() -> None:
    assert find_first(ALL) == [MOTHER, FATHER, OFFICER, KIOSK]


def test_codes_are_those_of_rfc_6238(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django_otp.oath.time", lambda: 59)
    assert find_code(OFFICER.secret) == "287082", "appendix B, SHA-1, at 59 s, its last six digits"
    assert find_code("") == ""


def test_lines_keep_in_one_piece_what_is_copied() -> None:
    first, second = say_lines([("大厅", "a" * 200, "b"), ("desk", "c", "d")])
    assert "a" * 200 in first
    assert cell_len(first.rpartition("b")[0]) == cell_len(second.rpartition("d")[0])


def test_only_the_owner_reads_what_is_kept(home: Path) -> None:
    keep_accounts(ALL, "http://127.0.0.1:8000")
    assert (home / "accounts.json").stat().st_mode & 0o077 == 0
    assert read_accounts() == ("http://127.0.0.1:8000", ALL)


@pytest.mark.usefixtures("home")
def test_the_command_finds_by_every_word() -> None:
    assert _run().exit_code == 2, "before `up`"
    keep_accounts(ALL, "http://127.0.0.1:8000")
    found = _run("DESK", "second")
    assert (found.exit_code, "p5" in found.stdout, "p4" in found.stdout) == (0, True, False)
    assert "http://127.0.0.1:8000/desk/" in found.stdout
    assert _run("nobody").exit_code == 1
    told = json.loads(_run("officer", "--json").stdout)
    assert [set(told[0]), told[0]["login"], len(told[0]["code"])] == [{*accounts.Account.__slots__, "code"}, "officer", 6]
