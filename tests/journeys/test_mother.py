"""A mother on her phone and at a desk: from signing in to certificates that a stranger can verify."""

import re

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.conftest import ARTEFACTS, DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.tally import Tally
from tests.journeys.walking import agree, answer, ask_other, begin, sign_and_pay, submit, type_names, wait_done

pytestmark = pytest.mark.browser
PICTURE = ARTEFACTS / "form-picture.png"
"""What `make picture` puts into the README."""


@pytest.mark.parametrize(("size", "login"), [(PHONE, "married-town"), pytest.param(DESKTOP, "married-town-2", marks=pytest.mark.heavy)])
def test_from_one_form_to_four_certificates(
    size: ViewportSize, login: str, open_page: Open, installation: Installation, keep: Keep
) -> None:
    mother, father = open_page(size), open_page(PHONE)
    mother.goto("/")
    keep(mother, "home")
    tally = Tally(installation.web).watch(mother, father)
    case = begin(mother, installation, login)
    keep(mother, "question")
    answer(mother, "随母")
    expect(mother.locator("h1")).to_contain_text("填对了吗")
    expect(mother.locator("main")).to_contain_text("来自 公安")
    expect(mother.locator("main")).to_contain_text("等父亲同意")
    assert "**** **** **** ****" in mother.locator("main").inner_text()
    keep(mother, "form")
    if size is PHONE:
        with Image.open(keep(mother, "form-tall", 1400, always=True)) as shown:
            shown.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(PICTURE, optimize=True)
    ask_other(mother)
    agree(father, installation, case, f"{login}-father")
    keep(father, "consent-given")
    mother.goto(f"/case/{case}/form")
    expect(mother.locator("main")).not_to_contain_text("等父亲同意")
    type_names(mother, "林小满")
    sign_and_pay(mother, "400.00")
    submit(mother)
    wait_done(mother, 4)
    tally.note("newborn", "portal" if size is PHONE else "portal-wide", "completed")
    keep(mother, "progress")
    for certificate in ("出生医学证明", "居民户口簿页", "参保凭证", "缴费凭证"):
        expect(mother.locator("main")).to_contain_text(certificate)
    _verify_elsewhere(mother, open_page, keep)


def _verify_elsewhere(mother: Page, open_page: Open, keep: Keep) -> None:
    """The code on the certificate, read from the picture, opens in another browser without signing in."""
    mother.goto("/certificates/")
    keep(mother, "certificates")
    mother.locator("a.cert").filter(has_text="出生医学证明").first.click()
    mother.get_by_text("证照自己的码").click()
    shown = keep(mother, "certificate", always=True)
    with Image.open(shown) as picture:
        (code,) = {found.text for found in zxingcpp.read_barcodes(picture)}
    assert re.search(r"/v/[\w-]{20,}$", code)
    stranger = open_page(PHONE)
    stranger.goto(code)
    main = stranger.locator("main")
    expect(main).to_contain_text("出生医学证明")
    expect(main).to_contain_text("林**")
    expect(main).not_to_contain_text("林小满")
    expect(main).to_contain_text("卫生健康")
    keep(stranger, "verified")
    stranger.goto(code[:-4] + "AAAA")
    expect(stranger.locator("main")).to_contain_text("没有这张证照")


@pytest.mark.heavy  # the chain tests have twins, and so has an offer
def test_twins_make_two_of_everything(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father = open_page(), open_page()
    case = begin(mother, installation, "twins-town")
    answer(mother, "随母")
    ask_other(mother)
    agree(father, installation, case, "twins-town-father")
    mother.goto(f"/case/{case}/form")
    keep(mother, "twins-form")
    type_names(mother, "林大宝", "林小宝")
    sign_and_pay(mother, "800.00")
    submit(mother)
    wait_done(mother, 8)
    keep(mother, "twins-progress")
    assert mother.locator(".cert").count() == 8


def test_without_scripts_the_main_path_works(open_page: Open, installation: Installation) -> None:
    mother, father = open_page(scripts=False), open_page(scripts=False)
    case = begin(mother, installation, "married-town-3")
    answer(mother, "随母")
    ask_other(mother)
    agree(father, installation, case, "married-town-3-father")
    mother.goto(f"/case/{case}/form")
    type_names(mother, "林无本")
    sign_and_pay(mother, "400.00")
    submit(mother)
    for _ in range(20):
        mother.wait_for_timeout(500)
        mother.goto(f"/case/{case}/")
        if "4 样全办好了" in mother.locator("main").inner_text():
            return
    raise AssertionError(mother.locator("main").inner_text())


def test_by_keyboard_alone(open_page: Open, installation: Installation) -> None:
    page = open_page(DESKTOP)
    case = begin(page, installation, "married-town-4")
    page.locator("body").click(position={"x": 2, "y": 2})
    _tab_to(page, "input[type=radio]")
    page.keyboard.press("Space")
    _tab_to(page, "button:has-text('下一步')")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/form"))
    assert case in page.url
    _tab_to(page, "button:has-text('下一步')")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    focused = page.evaluate("document.activeElement.tagName + ' ' + (document.activeElement.getAttribute('aria-invalid') || '')")
    assert focused.startswith(("INPUT", "TEXTAREA")), focused


def _tab_to(page: Page, selector: str, most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s.split(':has-text')[0])", selector):
            words = re.search(r"has-text\('(.+)'\)", selector)
            if words is None or words[1] in str(page.evaluate("document.activeElement.textContent")):
                return
    raise AssertionError(f"{selector} was not reached by Tab")


@pytest.mark.parametrize(
    ("size", "elder"),
    [
        (PHONE, True),
        (DESKTOP, False),
        *(pytest.param(size, elder, marks=pytest.mark.heavy) for size, elder in ((PHONE, False), (DESKTOP, True))),
    ],
)
def test_pages_have_no_barriers(size: ViewportSize, elder: bool, open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page(size)
    login = {(390, False): "married-town-5", (390, True): "married-town-6", (1440, False): "married-town-7", (1440, True): "married-town-8"}
    name = "elder-" if elder else ""
    page.goto("/")
    if elder:
        page.get_by_role("button", name="长辈版").first.click()
        assert page.locator("html[data-elder]").count() == 1
    _check_page(page, f"{name}home", keep)
    page.goto("/matters/newborn/")
    _check_page(page, f"{name}matter", keep)
    page.goto("/verify/")
    _check_page(page, f"{name}verify", keep)
    begin(page, installation, login[size["width"], elder])
    _check_page(page, f"{name}questions", keep)
    answer(page, "随母")
    page.wait_for_url(re.compile("/form"))
    _check_page(page, f"{name}the-form", keep)
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator(".errors")).to_be_visible()
    _check_page(page, f"{name}form-errors", keep)
    page.goto("/my/")
    _check_page(page, f"{name}mine", keep)


def _check_page(page: Page, name: str, keep: Keep) -> None:
    keep(page, name)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways <= 0, f"{name} scrolls sideways by {sideways} px"
    assert page.locator("h1").count() == 1, name


def test_narrowest_phones_do_not_scroll_sideways(open_page: Open, installation: Installation) -> None:
    page = open_page(ViewportSize(width=320, height=640))
    begin(page, installation, "married-town-9")
    answer(page, "随母")
    page.wait_for_url(re.compile("/form"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_form_is_light(open_page: Open, installation: Installation) -> None:
    page = open_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0))))
    begin(page, installation, "married-town-10")
    answer(page, "随母")
    page.wait_for_url(re.compile("/form"))
    sizes.clear()
    page.context.clear_cookies(name="nothing")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 50 * 1024
