"""`python -m bench.lighthouse`: Lighthouse over the portal's pages, before and behind the sign-in, as on a slow phone.

Needs Lighthouse in .run/node (`make lighthouse` installs it from npm) and Chromium. Starts an installation of its own; prints a table and
writes bench/lighthouse.json. Exit 1 when a page is below `GOAL` in any category, or its first view weighs more than `HEAVIEST`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.ground import ROOT, child, wait_for

GOAL = 95
HEAVIEST = 60.0
"""KB over the line."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PROGRAM = ROOT / ".run" / "node" / "node_modules" / ".bin" / "lighthouse"
KEPT = ROOT / "bench" / "lighthouse.json"
OPEN = (
    "/",
    "/matters/newborn/",
    "/?q=%E4%B8%8A%E6%88%B7%E5%8F%A3",
    "/policies/",
    "/inquiry/",
    "/verify/",
    "/late/",
    "/about/accessibility/",
)
SIGNED_IN = (
    "/",
    "/my/",
    "/my/messages/",
    "/my/messages/ways",
    "/my/family/",
    "/hats/",
    "/certificates/",
    "/my/data/",
    "/my/data/sharing",
    "/booking/",
    "/inquiry/",
    "/policies/",
)
LOGIN = "married-town"


def main() -> int:
    """Measure every page once."""
    if not PROGRAM.is_file():
        sys.stderr.write("no Lighthouse: run `make lighthouse`\n")
        return 2
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder, stand(Path(folder)) as (web, password):
        session, form = sign_in(web, password)
        pages = [(path, "") for path in OPEN] + [(path, session) for path in (*SIGNED_IN, form)]
        for path, cookie in pages:
            name = re.sub(r"[0-9a-f]{8}-[0-9a-f-]+", "…", path) + (" (signed in)" if cookie else "")
            found[name] = measure(f"{web}{path}", cookie)
            print(f"| {name} | {' | '.join(f'{value:g}' for value in found[name].values())} |", flush=True)
    KEPT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    poor = [name for name, one in found.items() if min(one[category] for category in CATEGORIES) < GOAL or one["KB"] > HEAVIEST]
    sys.stderr.write(f"below {GOAL} or above {HEAVIEST:g} KB: {', '.join(poor)}\n" if poor else "")
    return 1 if poor else 0


@contextmanager
def stand(folder: Path) -> Iterator[tuple[str, str]]:
    """An installation in demo mode: its address, and the password of the one who signs in."""
    home, log = folder / "home", folder / "up.log"
    folder.chmod(0o755)  # the database runs under an account of its own
    with child(["-m", "shuangquan.site", "up", "--port", "8380"], {"SHUANGQUAN_HOME": str(home), "SHUANGQUAN_MODE": "demo"}, log):
        wait_for(lambda: log.is_file() and "Ctrl-C" in log.read_text(errors="replace"), 180)
        state = json.loads((home / "state.json").read_text())
        yield state["address"], json.loads((home / "sandbox" / "passwords.json").read_text())[LOGIN]


def sign_in(web: str, password: str) -> tuple[str, str]:
    """The session of a mother who stands before her form, and where that is."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        page: Page = browser.new_context(base_url=web, service_workers="block").new_page()
        page.goto("/matters/newborn/")
        page.get_by_role("button", name="开始").click()
        page.locator("input[type=text]").first.fill(LOGIN)
        page.locator("input[type=password]").fill(password)
        page.locator("input[type=radio][value='4']").check()
        page.locator("input[type=checkbox]").check()
        page.get_by_role("button", name="登录").click()
        page.get_by_role("button", name="同意，去取").click()
        page.get_by_text("随母", exact=True).first.click()
        page.get_by_role("button", name="下一步").click()
        page.wait_for_url(re.compile("/form"))
        cookies = "; ".join(f"{one.get('name')}={one.get('value')}" for one in page.context.cookies(web))
        path = page.url.removeprefix(web)
        browser.close()
    return cookies, path


def measure(address: str, cookie: str) -> dict[str, float]:
    """Scores of 100 by category, and KB that went over the line on the first view."""
    headers = json.dumps({"Cookie": cookie, "Accept-Language": "zh-CN"} if cookie else {"Accept-Language": "zh-CN"})
    flags = ["--quiet", "--output=json", f"--extra-headers={headers}", f"--only-categories={','.join(CATEGORIES)}"]
    flags.append("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
    done = subprocess.run(
        [PROGRAM, address, *flags], env={**os.environ, "CHROME_PATH": _chromium()}, capture_output=True, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    scores: dict[str, float] = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    return {**scores, "KB": round(report["audits"]["total-byte-weight"]["numericValue"] / 1024, 1)}


def _chromium() -> str:
    unpacked = ROOT / ".run" / "debian" / "usr" / "bin" / "chromium"
    return shutil.which("chromium") or str(unpacked)


if __name__ == "__main__":
    raise SystemExit(main())
