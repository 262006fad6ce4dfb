"""An app that acts for somebody: let in by the command line, allowed in a browser, told by the worker, shut out by a click."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from examples.api import newborn
from examples.api.client import Client, Refused
from playwright.sync_api import Page, expect

from tests.connectors.test_contract_hooks import listening
from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser
ARRIVES_WITHIN = 30.0


def let_in(installation: Installation, callback: str) -> dict[str, str]:
    command = [
        str(Path(sys.executable).parent / "shuangquan"),
        "app",
        "add",
        "journey-app",
        "--name",
        "示例镇务通",
        "--name-en",
        "Example Town",
    ]
    lists = [part for scope in newborn.SCOPES for part in ("--scope", scope)]
    more = ["--redirect", newborn.REDIRECT, "--callback", callback, "--region", "37", "--json"]
    env = {**os.environ, "SHUANGQUAN_HOME": str(installation.home), "SHUANGQUAN_MODE": "demo"}
    found: dict[str, str] = json.loads(
        subprocess.run([*command, *lists, *more], env=env, check=True, capture_output=True, text=True).stdout
    )
    return found


def allow(page: Page, installation: Installation, address: str) -> str:
    """Sign in, read, tick the signature by keyboard, allow; answers where the way back leads."""
    page.goto(address)
    sign_in(page, installation, "twins-town-3")
    expect(page.locator("h1")).to_contain_text("示例镇务通")
    signing = page.get_by_label("也让它用我的身份签名")
    assert not signing.is_checked(), "nothing is ticked for anybody"
    signing.focus()
    page.keyboard.press("Space")
    page.get_by_label("7 天").check()
    page.get_by_role("button", name="允许", exact=True).click()
    back = page.get_by_role("link", name=re.compile("回到"))
    expect(back).to_be_visible()
    return str(back.get_attribute("href"))


def test_an_app_is_let_in_allowed_told_and_shut_out(installation: Installation, open_page: Open, keep: Keep) -> None:
    with listening() as (address, told):
        made = let_in(installation, f"{address}/204")
        client, page = Client(installation.web, "journey-app", made["client_secret"]), open_page(PHONE)
        asked = client.ask_address(newborn.SCOPES, newborn.REDIRECT)
        assert client.take_code(allow(page, installation, asked), newborn.REDIRECT) == newborn.SCOPES
        for size, elder in ((PHONE, ""), (PHONE, "1"), (DESKTOP, "")):
            page.set_viewport_size(size)
            page.context.add_cookies([{"name": "elder", "value": elder, "url": installation.web}])
            for path, name in ((asked, "allow"), ("/my/data/apps", "apps")):
                page.goto(path)
                keep(page, f"{name}{'-elder' if elder else ''}")
                check(page, f"{name} {size['width']} {elder}")

        case = client.call("POST", "/cases", {"theme": "newborn", "region": "370783", "role": "mother"})
        path = f"/cases/{case['id']}"
        client.call("POST", f"{path}/notice", {"digest": client.call("GET", f"{path}/notice")["digest"]})
        assert client.call("POST", f"{path}/withdrawal", {})["state"] == "withdrawn"
        end = time.monotonic() + ARRIVES_WITHIN
        while not told and time.monotonic() < end:
            time.sleep(0.1)
        assert json.loads(told[0][3])["data"] == {"case": case["id"], "seq": json.loads(told[0][3])["data"]["seq"], "state": "withdrawn"}

        page.goto("/my/data/apps")
        page.get_by_role("button", name="收回").click()
        expect(page.locator("main")).to_contain_text("现在没有应用能代你办事")
        with pytest.raises(Refused, match=r"invalid_grant|app\.token"):
            client.call("GET", path)
