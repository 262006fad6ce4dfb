"""亮证 on a phone with somebody else looking, an annotated copy downloaded, and both verified offline; looked at narrow, wide and large."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ARTEFACTS, DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import ROOT, Installation
from tests.journeys.test_my_data import check, go
from tests.journeys.walking import agree, answer, ask_other, begin, sign_and_pay, sign_in, submit, type_names, wait_done

pytestmark = pytest.mark.browser


def obtain(page: Page, father: Page, installation: Installation, login: str) -> None:
    """Four certificates, the first of them open."""
    case = begin(page, installation, login)
    answer(page, "随母")
    ask_other(page)
    agree(father, installation, case, f"{login}-father")
    page.goto(f"/case/{case}/form")
    type_names(page, "林小满")
    sign_and_pay(page, "400.00")
    submit(page)
    wait_done(page, 4)
    page.goto("/certificates/")
    page.locator("a.cert").filter(has_text="出生医学证明").first.click()


def verify(installation: Installation, what: str) -> tuple[int, str]:
    """Exit code and words of `shuangquan verify` with nothing but the file of roots."""
    program = Path(sys.executable).parent / "shuangquan"
    env = {"PATH": "/usr/bin:/bin", "SHUANGQUAN_HOME": str(installation.home / "elsewhere"), "SHUANGQUAN_MODE": "demo"}
    roots = installation.home / "authority" / "pades-root.pem"
    done = subprocess.run(
        [str(program), "verify", what, "--ca", str(roots)], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def read_code(picture: Path) -> str:
    """What the one code of a picture says."""
    with Image.open(picture) as shown:
        (code,) = {found.text for found in zxingcpp.read_barcodes(shown)}
    return code


def test_she_shows_it_on_her_phone_and_another_looks_once(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother = open_page(PHONE)
    obtain(mother, open_page(PHONE), installation, "department-down-3")
    keep(mother, "show-pick")
    check(mother, "show-pick")
    mother.get_by_label(re.compile("^性别")).check()
    mother.get_by_role("button", name="亮出二维码").click()
    expect(mother.locator("h1")).to_contain_text("亮证：出生医学证明")
    expect(mother.locator("[data-count]")).to_contain_text(re.compile(r"^\d\d 秒"))
    check(mother, "show")
    code = read_code(keep(mother, "show", PHONE["height"], always=True))
    link, text = code.split("#")
    assert len(text) > 200 and "/s/" in link
    good, said = verify(installation, code)
    assert good == 0 and "刚刚出示" in said and "林**" in said and "性别：女" in said, said
    clinic = open_page(PHONE)
    clinic.goto(link)
    keep(clinic, "show-asked")
    check(clinic, "show-asked")
    clinic.get_by_role("button", name="看一次").click()
    keep(clinic, "show-asked-errors")
    check(clinic, "show-asked-errors")
    clinic.get_by_label("谁在看").fill("圣城街道卫生院挂号处")
    clinic.get_by_label("看来做什么").fill("核对性别")
    clinic.get_by_role("button", name="看一次").click()
    expect(clinic.locator("main")).to_contain_text("签名已验，刚刚出示")
    expect(clinic.locator("main")).not_to_contain_text("林小满")
    keep(clinic, "show-seen")
    check(clinic, "show-seen")
    expect(mother.locator("h1")).to_contain_text("看过了", timeout=10_000)
    expect(mother.locator("main")).to_contain_text("圣城街道卫生院挂号处")
    keep(mother, "show-over")
    check(mother, "show-over")
    clinic.goto(link)
    expect(clinic.locator("main")).to_contain_text("已经看过")
    keep(clinic, "show-gone")
    check(clinic, "show-gone")
    mother.get_by_role("button", name="再亮一次").click()
    expect(mother.locator("[data-count]")).to_be_visible()
    _take_codes_without_scripts(open_page(PHONE, scripts=False), installation)


def _take_codes_without_scripts(plain: Page, installation: Installation) -> None:
    """A button takes the next code, and the page asks for one by itself when the minute has passed."""
    plain.goto("/certificates/")
    sign_in(plain, installation, "department-down-3")
    plain.locator("a.cert").filter(has_text="出生医学证明").first.click()
    plain.get_by_role("button", name="亮出二维码").click()
    assert plain.locator('meta[http-equiv="refresh"]').get_attribute("content") == "60"
    first = plain.locator(".qr.one").get_attribute("data-link")
    plain.get_by_role("link", name="换一个码").click()
    assert plain.locator(".qr.one").get_attribute("data-link") != first


@pytest.mark.heavy
def test_a_copy_is_made_downloaded_and_verified(open_page: Open, installation: Installation, keep: Keep, tmp_path: Path) -> None:
    mother = open_page(DESKTOP)
    obtain(mother, open_page(PHONE), installation, "department-down-4")
    keep(mother, "show-pick")
    check(mother, "show-pick-wide")
    mother.get_by_text("证照自己的码").click()
    keep(mother, "lasting", always=True)
    mother.reload()
    go(mother, "加注件")
    mother.keyboard.press("Enter")
    expect(mother.locator("h1")).to_contain_text("加注件：出生医学证明")
    mother.get_by_role("button", name="开一份").click()
    expect(mother.locator(".errors")).to_contain_text("写明用在哪里")
    keep(mother, "copy-errors")
    check(mother, "copy-errors")
    mother.get_by_label("用在哪里").fill("圣城幼儿园报名，核对出生日期")
    mother.get_by_label("给谁").fill("圣城幼儿园")
    mother.get_by_role("button", name="开一份").click()
    expect(mother.locator("main")).to_contain_text("开好了")
    keep(mother, "copy-made")
    check(mother, "copy-made")
    with mother.expect_download() as taken:
        mother.get_by_role("link", name=re.compile("^下载 JZ")).click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    good, said = verify(installation, str(file))
    assert good == 0 and "圣城幼儿园报名，核对出生日期" in said and "给：圣城幼儿园" in said, said
    spoilt = tmp_path / "spoilt.pdf"
    spoilt.write_bytes(file.read_bytes() + b"\n%%EOF\n")
    bad, said = verify(installation, str(spoilt))
    assert bad == 1 and "后面被人加了东西" in said, said
    for size in (PHONE, DESKTOP):
        stranger = open_page(size)
        stranger.goto("/verify/")
        keep(stranger, "verify")
        check(stranger, "verify")
        stranger.get_by_label("证照、加注件或文书的 PDF，或者二维码的照片").set_input_files(file)
        stranger.get_by_role("button", name="验文件").click()
        expect(stranger.locator("main")).to_contain_text("只能用于写明的事由")
        keep(stranger, "verify-copy")
        check(stranger, "verify-copy")
        stranger.locator("#file").set_input_files(ARTEFACTS / "lasting-1440.png")
        stranger.get_by_role("button", name="验文件").click()
        expect(stranger.locator("main")).to_contain_text("真的，现在有效")
    for size, name in ((PHONE, "copy"), (PHONE, "copy-elder")):
        mother.set_viewport_size(size)
        if name == "copy-elder":
            mother.locator(".elder").click()
        keep(mother, name)
        check(mother, name)
    mother.goto("/certificates/")
    mother.locator("a.cert").filter(has_text="出生医学证明").first.click()
    keep(mother, "show-pick-elder")
    check(mother, "show-pick-elder")
    mother.get_by_role("button", name="亮出二维码").click()
    code = read_code(keep(mother, "show-elder", always=True))
    check(mother, "show-elder")
    assert "#SQ1." in code
