"""The main journey once in English: what the portal itself says is English on every page; names, places and laws stay as they are."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.walking import MATTER, sign_in

pytestmark = pytest.mark.browser
LOGIN, CHILD = "remote", "郭小远"
LEFT = """data => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), left = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest("dd, td, textarea, svg, script, .group, [lang='zh-CN']")) { continue; }
    const words = data.reduce((text, one) => text.replaceAll(one, ""), node.textContent);
    if (/[\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]/.test(words)) { left.push(node.textContent.trim()); }
  }
  return left.concat(document.title.match(/[\\u4e00-\\u9fff]+/g) || []);
}"""


class English:
    """A page whose chrome must be English wherever it is looked at."""

    def __init__(self, page: Page, keep: Keep, data: list[str]) -> None:
        """data: names of people and places, which are not translated."""
        self.page, self.keep, self.data = page, keep, data

    def switch(self) -> None:
        """By the header, as anybody would."""
        self.page.goto("/")
        self.page.locator("header").get_by_role("button", name="English").click()
        expect(self.page.locator("html[lang=en]")).to_have_count(1)

    def press(self, name: str) -> None:
        """Press the button, or the link."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def look(self, heading: str, name: str) -> None:
        """The heading stands there, and nothing of the chrome is 中文."""
        expect(self.page.locator("h1")).to_contain_text(heading)
        self.keep(self.page, f"english-{name}")
        assert self.page.evaluate(LEFT, self.data) == [], name


def test_the_main_journey_in_english(open_page: Open, installation: Installation, keep: Keep) -> None:
    people = {one["login"]: one["name"] for one in installation.people()}
    data = [people[LOGIN], people[f"{LOGIN}-father"], CHILD, "寿光"]
    mother, father = English(open_page(DESKTOP), keep, data), English(open_page(DESKTOP), keep, data)
    case = _reach_form(mother, installation)
    mother.look("Is this right?", "form")
    mother.press("Ask them")
    _agree(father, installation, case)
    mother.page.goto(f"/case/{case}/form")
    mother.press("Next: check")
    expect(mother.page.locator(".errors")).to_be_visible()
    mother.look("Is this right?", "form-errors")
    empty = [one for one in mother.page.get_by_label("Name").all() if one.is_editable() and not one.input_value()]
    assert len(empty) == 1
    empty[0].fill(CHILD)
    mother.press("Next: check")
    _sign_pay_submit(mother)
    expect(mother.page.locator("main")).to_contain_text("All 4 items are done", timeout=40_000)
    mother.look("A child is born", "progress")
    mother.page.goto("/certificates/")
    mother.look("My certificates", "certificates")
    mother.page.locator("a.cert").first.click()
    mother.look("Show", "certificate")
    mother.page.goto("/my/data/")
    mother.look("My data", "data")


def _reach_form(mother: English, installation: Installation) -> str:
    mother.switch()
    mother.look("What do you need today?", "home")
    mother.page.goto(MATTER)
    mother.look("A child is born", "matter")
    mother.press("Sign in and begin")
    sign_in(mother.page, installation, LOGIN)
    mother.look("First read which data we ask for", "notice")
    mother.press("Agree, go and ask")
    mother.look("Whose household", "question")
    mother.page.get_by_text("The mother's", exact=True).first.click()
    mother.press("Continue")
    mother.page.wait_for_url(re.compile("/form"))
    return mother.page.url.split("/case/")[1].split("/")[0]


def _agree(father: English, installation: Installation, case: str) -> None:
    father.switch()
    father.page.goto(f"/case/{case}/consent")
    sign_in(father.page, installation, f"{LOGIN}-father")
    father.look("Somebody's matter needs your data", "consent")
    father.press("Agree")
    father.look("You agreed", "consent-given")


def _sign_pay_submit(mother: English) -> None:
    mother.look("Check, then sign", "check")
    mother.page.get_by_label("The above is true").check()
    mother.press("Sign")
    mother.look("Signed; now pay", "pay")
    mother.press("Pay CNY 400.00")
    mother.page.get_by_role("button", name="付款").click()
    mother.look("Last step: submit", "submit")
    mother.press("Submit")
