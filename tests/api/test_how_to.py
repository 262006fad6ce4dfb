"""The lines of docs/how-to/use-the-api.md do what the page says, typed into a shell."""

import base64
import hashlib
import hmac
import json
import os
import re
import shutil
import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.api.conftest import APP, BACK, say_yes, serving
from tests.house.tree import ROOT
from tests.portal.ports import World

PAGE = (ROOT / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")


def find_blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("openssl")), reason="curl and openssl are the page's own tools")
def test_the_lines_of_the_page_work_as_they_stand(world: World, secret: str) -> None:
    with serving() as address:
        more = {"ADDRESS": address, "APP": APP, "SECRET": secret, "BACK": BACK, "NO_PROXY": "*"}
        shell = subprocess.Popen(
            ["sh", "-eu", "-c", "\n".join(find_blocks("sh"))], env={**os.environ, **more}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert shell.stdin is not None and shell.stdout is not None
        own = shell.stdout.readline()
        asked = own.partition("open ")[2].strip() or shell.stdout.readline().removeprefix("open ").strip()
        assert json.loads(own.partition("open ")[0])["scope"] == "app"
        back = say_yes("mother", asked.removeprefix(address), signing=False)
        told, wrong = shell.communicate(parse_qs(urlsplit(back).query)["code"][0] + "\n", timeout=60)
    assert shell.returncode == 0, wrong
    assert "questions\n" in told and "孩子随谁落户" in told and "form\n" in told and "party.waiting" in told
    problem = json.loads(told[told.rindex('{"type"') :])
    assert [one["where"] for one in problem["problems"]] == ["children[1].name", "mother.phone"] and problem["title"].isascii()


def test_the_check_of_a_callback_is_one() -> None:
    (source,) = find_blocks("python")
    made: dict[str, object] = {"base64": base64, "hmac": hmac}
    exec(source, made)
    is_genuine = made["is_genuine"]
    assert callable(is_genuine)
    key, body = b"k" * 32, b'{"id":"m1"}'
    value = base64.b64encode(hmac.new(key, b"m1.1000." + body, hashlib.sha256).digest()).decode()
    headers = {"webhook-id": "m1", "webhook-timestamp": "1000", "webhook-signature": f"v1,{value}"}
    word = f"whsec_{base64.b64encode(key).decode()}"
    assert is_genuine(word, headers, body, 1200)
    assert not is_genuine(word, headers, body, 1301) and not is_genuine(word, headers, body + b" ", 1200)
    assert not is_genuine(word, {**headers, "webhook-id": "m2"}, body, 1200)
    assert not is_genuine(f"whsec_{base64.b64encode(b'x' * 32).decode()}", headers, body, 1200)
