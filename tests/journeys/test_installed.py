"""The portal on a home screen: it says what it is, and without a network it shows a page of nobody instead of an error."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Keep, Open
from tests.journeys.installation import Installation

pytestmark = pytest.mark.browser
KEPT = """caches.keys()
  .then(names => Promise.all(names.map(name => caches.open(name).then(held => held.keys()))))
  .then(lists => lists.flat().map(one => new URL(one.url).pathname))"""


def test_without_a_network_it_says_so_and_keeps_nothing(open_page: Open, installation: Installation, keep: Keep) -> None:
    phone = open_page(PHONE, workers=True)
    phone.goto("/")
    manifest = phone.request.get(str(phone.locator("link[rel=manifest]").get_attribute("href"))).json()
    assert manifest["display"] == "standalone" and manifest["start_url"] == "/" and manifest["icons"][0]["sizes"] == "any"
    assert phone.request.get(manifest["icons"][0]["src"]).status == 200
    phone.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    phone.reload()
    phone.goto("/matters/newborn/")
    phone.context.set_offline(True)
    phone.goto("/my/")
    expect(phone.locator("h1")).to_have_text("现在没有网络")
    keep(phone, "offline")
    kept = phone.evaluate(KEPT)
    assert sorted(path.rsplit("/", 1)[-1].split(".")[0] for path in kept) == ["", "base", "icon", "portal"], kept
    phone.context.set_offline(False)
    phone.get_by_role("link", name="再试一次").click()
    expect(phone.locator("h1")).not_to_have_text("现在没有网络")
