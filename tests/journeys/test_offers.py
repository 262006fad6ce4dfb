"""Nobody asked: a sweep finds an old woman, her home page offers the allowance, one tap and it is hers."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser


def sweep(installation: Installation, population: Path | None = None, days: int = 0) -> dict[str, Any]:
    """As an operator does it, over the residents that the sandbox handed over or some of them, today or in some days."""
    command = [str(Path(sys.executable).with_name("shuangquan")), "sweep", "elder-allowance", "--json"]
    command += ["--population", str(population)] if population else []
    env = {**os.environ, "SHUANGQUAN_HOME": str(installation.home), "SHUANGQUAN_CLOCK_OFFSET": str(86_400 * days)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def write_some(installation: Installation, name: str, *logins: str) -> Path:
    """The population of these residents alone."""
    numbers = [one["id_number"] for one in installation.people() if one["login"] in logins]
    assert len(numbers) == len(logins)
    whole, some = installation.home / "sandbox" / "population.parquet", installation.home.parent / f"{name}.parquet"
    with duckdb.connect() as db:
        db.execute("create table picked as select * from read_parquet(?) where list_contains(?, id_number)", [str(whole), numbers])
        db.execute(f"copy picked to '{some}' (format parquet)")
    return some


def test_who_says_nothing_is_given_it_and_who_says_no_is_not(open_page: Open, installation: Installation, keep: Keep) -> None:
    """Told today; in a fortnight five working days are over, and the sweep of that day gives."""
    told = sweep(installation, write_some(installation, "told", "elder-2", "elder-3"))
    assert (told["entitled"], told["given"]) == (2, 0)
    unwilling, silent = open_page(PHONE), open_page(PHONE)
    for page, login in ((unwilling, "elder-2"), (silent, "elder-3")):
        page.goto("/sign-in/?next=/")
        sign_in(page, installation, login)
        expect(page.get_by_role("article", name="高龄津贴一件事")).to_contain_text("什么都不用做")
    unwilling.get_by_role("button", name="不需要").press("Enter")
    expect(unwilling.get_by_role("article", name="高龄津贴一件事")).to_have_count(0)
    installation.control("clock", {"ahead": 14 * 86_400})
    swept = sweep(installation, write_some(installation, "due", "elder-2", "elder-3"), days=14)
    installation.control("clock", {"ahead": 0})
    assert (swept["given"], swept["kept_back"]) == (1, {}), "nobody asked, and one said no"
    silent.goto("/my/")
    silent.get_by_role("link", name=re.compile("高龄津贴")).first.click()
    expect(silent.locator("main")).to_contain_text("由系统提交")
    expect(silent.locator("main")).to_contain_text("老年人权益保障法")
    keep(silent, "given")
    check(silent, "given")
    silent.get_by_role("button", name=re.compile("长辈版")).first.click()
    keep(silent, "given-elder")
    check(silent, "given-elder")
    unwilling.goto("/my/")
    expect(unwilling.locator("main")).not_to_contain_text("高龄津贴")


def test_one_tap_and_it_is_hers(open_page: Open, installation: Installation, keep: Keep) -> None:
    first = sweep(installation)
    assert first["people"] >= 2400 and first["entitled"] >= 6 and first["doubtful"] == 2
    assert sweep(installation)["done_before"] == first["parts"]
    page = open_page(PHONE)
    page.goto("/sign-in/?next=/")
    sign_in(page, installation, "elder")
    offer = page.get_by_role("article", name="高龄津贴一件事")
    expect(offer).to_contain_text("为什么有：")
    expect(offer).to_contain_text("什么都不用做")
    offer.get_by_text("用哪些数据").click()
    expect(offer).to_contain_text("来自公安")
    keep(page, "offer-home")
    check(page, "offer-home")
    page.set_viewport_size(DESKTOP)
    keep(page, "offer-home")
    check(page, "offer-home")
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name=re.compile("长辈版")).first.click()
    keep(page, "offer-elder")
    check(page, "offer-elder")
    page.get_by_role("button", name="现在就领").press("Enter")
    page.wait_for_url(re.compile(r"/case/[0-9a-f-]+/$"))
    expect(page.locator("main")).to_contain_text("高龄津贴")
    keep(page, "offer-taken")
    page.goto("/")
    expect(page.get_by_role("article", name="高龄津贴一件事")).to_have_count(0)


def test_who_is_in_doubt_sees_what_is_missing_and_may_say_no(open_page: Open, installation: Installation, keep: Keep) -> None:
    sweep(installation)
    page = open_page(PHONE)
    page.goto("/sign-in/?next=/")
    sign_in(page, installation, "elder-doubt")
    offer = page.get_by_role("article", name="高龄津贴一件事")
    expect(offer).to_contain_text("还缺：")
    keep(page, "offer-doubt")
    check(page, "offer-doubt")
    offer.get_by_role("button", name="不需要").click()
    expect(page.get_by_role("article", name="高龄津贴一件事")).to_have_count(0)


def test_a_birth_is_told_to_the_mother(open_page: Open, installation: Installation, keep: Keep) -> None:
    """The hospital has recorded it: the house hears so, and the form is a tap away."""
    page = open_page(PHONE)
    page.goto("/sign-in/?next=/")
    sign_in(page, installation, "twins-town-4")
    offer = page.get_by_role("article", name="出生一件事")
    for _ in range(90):
        if offer.count():
            break
        page.wait_for_timeout(1000)  # the register is heard once a minute
        page.reload()
    expect(offer).to_contain_text("医院登记了你的孩子出生")
    keep(page, "offer-birth")
    check(page, "offer-birth")
    page.set_viewport_size(DESKTOP)
    keep(page, "offer-birth")
    offer.get_by_role("button", name="去办").click()
    page.wait_for_url(re.compile(r"/case/[0-9a-f-]+/"))
