"""What people do on the pages, by the words that stand there."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep
from tests.journeys.installation import Installation

MATTER = "/matters/newborn/"


def sign_in(page: Page, installation: Installation, login: str, level: int = 4) -> None:
    """At the identity provider: with a face check (level four), or a digital certificate as well (five)."""
    page.locator("input[type=text]").first.fill(login)
    page.locator("input[type=password]").fill(installation.password(login))
    page.locator(f"input[type=radio][value='{level}']").check()
    page.locator("input[type=checkbox]").check()
    page.get_by_role("button", name="登录").click()


def begin(page: Page, installation: Installation, login: str, *, role: str = "", theme: str = "newborn") -> str:
    """From the theme's page to the first question after the notice; answers the case's id."""
    page.goto(f"/matters/{theme}/")
    if role:
        page.locator("select[name=role]:visible").first.select_option(label=role)
    page.get_by_role("button", name="开始").click()
    sign_in(page, installation, login)
    expect(page.locator("h1")).to_contain_text("先看一看")
    page.get_by_role("button", name="同意，去取").click()
    page.wait_for_url(re.compile(r"/case/[0-9a-f-]+/(questions|form)"))
    return page.url.split("/case/")[1].split("/")[0]


def answer(page: Page, words: str) -> None:
    """Answer the one framed question."""
    page.get_by_text(words, exact=True).first.click()
    page.get_by_role("button", name="下一步").click()


def ask_other(page: Page) -> None:
    """Ask the other parent to agree on their own phone."""
    page.get_by_role("button", name=re.compile("请.*同意")).first.click()


def agree(page: Page, installation: Installation, case: str, login: str) -> None:
    """The other parent, on their own phone."""
    page.goto(f"/case/{case}/consent")
    sign_in(page, installation, login)
    expect(page.locator("h1")).to_contain_text("你的资料")
    page.get_by_role("button", name="同意", exact=True).click()
    expect(page.locator("h1")).to_contain_text("你同意了")


def type_names(page: Page, *names: str) -> None:
    """The children's names: the fields of that label which are still empty."""
    fields = [field for field in page.get_by_label("姓名").all() if field.is_editable() and not field.input_value()]
    assert len(fields) == len(names), f"{len(fields)} names are asked for"
    for field, name in zip(fields, names, strict=True):
        field.fill(name)


def sign_and_pay(page: Page, amount: str) -> None:
    """From the form to the last step: check, sign, pay one sum."""
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator("h1")).to_contain_text("核对")
    page.get_by_label("以上内容是真的").check()
    page.get_by_role("button", name="签名").click()
    page.get_by_role("button", name=f"去付 {amount} 元").click()
    page.get_by_role("button", name="付款").click()
    expect(page.locator("h1")).to_contain_text("提交")


def submit_form(page: Page) -> None:
    """Press once, whatever the matter."""
    page.get_by_role("button", name="提交", exact=True).click()


def submit(page: Page) -> None:
    """Press once and see where it is."""
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator("h1")).to_contain_text("出生一件事")


def enter_desk(page: Page, installation: Installation, login: str) -> None:
    """An officer signs in with both factors, straight from the keeper of the codes."""
    sign_in_staff(page, installation, login)
    expect(page.locator("h1")).to_contain_text("收件箱")


def sign_in_staff(page: Page, installation: Installation, login: str) -> None:
    """Somebody signs in at the desk; where they begin depends on what they are."""
    _enter(page, installation, "/desk/", login)


def enter_console(page: Page, installation: Installation, login: str) -> None:
    """Somebody of the standards signs in with both factors."""
    _enter(page, installation, "/console/", login)
    expect(page.locator("h1")).to_have_text("主题")


def _enter(page: Page, installation: Installation, door: str, login: str) -> None:
    """With both factors; who did so before in this run goes on in that session, for a code counts once and the next is 30 seconds away."""
    kept = installation.sessions.get((door, login))
    if kept is not None:
        page.context.add_cookies([{"name": "session", "value": kept, "url": installation.web}])
    page.goto(door)
    if page.get_by_label("动态码").count() == 0:
        return
    password, code = installation.officer(login)
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_label("动态码").fill(code)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda address: "/login" not in address)
    held = next((one for one in page.context.cookies() if one.get("name") == "session"), None)
    if held is not None:
        installation.sessions[door, login] = str(held.get("value"))


def wait_done(page: Page, items: int, seconds: float = 40) -> None:
    """The page tells by itself that everything is done."""
    expect(page.locator("main")).to_contain_text(f"{items} 样全办好了", timeout=seconds * 1000)


def draw_name(page: Page) -> None:
    """Draw three strokes on the pad, as a finger would."""
    pad = page.locator("[data-sign] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    for stroke in (((0.2, 0.2), (0.35, 0.25), (0.3, 0.7)), ((0.5, 0.2), (0.5, 0.8), (0.7, 0.6)), ((0.6, 0.3), (0.85, 0.35))):
        first, *others = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*first)
        page.mouse.down()
        for point in others:
            page.mouse.move(*point, steps=6)
        page.mouse.up()
    drawn = page.locator("input[name=drawn]").input_value()
    assert drawn.count(";") == 2 and len(drawn) > 60, drawn


def open_certificate(page: Page, keep: Keep, name: str, says: str) -> None:
    """From one's certificates to one of them: what it states, its picture, both files; at both sizes."""
    page.goto("/certificates/")
    page.locator("a.cert").filter(has_text=name).first.click()
    expect(page.locator("h1")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text(says)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        keep(page, f"four-{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (name, size)
    for kind, magic in (("pdf", b"%PDF-"), ("ofd", b"PK")):
        answer = page.request.get(f"{page.url.split('?')[0]}{kind}")
        assert answer.status == 200 and answer.body().startswith(magic), (name, kind)
