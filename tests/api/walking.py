"""The example's client without a socket: the same calls, straight into the site."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.test import Client as Straight
from examples.api import newborn
from examples.api.client import Client, Refused

from tests.api.conftest import APP, say_yes
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World

ANSWERS = {"孩子随谁落户？": "随母", "新生儿 姓名": "陈知禾"}
SCOPES = [*newborn.SCOPES, "case.recourse", "certificate.show", "register.read", "offer.answer"]


class Near(Client):
    """No socket between."""

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        kind = headers.get("Content-Type", "application/json")
        sent = {name: value for name, value in headers.items() if name != "Content-Type"}
        site = Straight()
        if method == "GET":
            answer = site.get(f"/api/v1{path}", headers=sent)
        else:
            answer = site.generic(method, f"/api/v1{path}", body or b"", content_type=kind, headers=sent)
        told: Any = json.loads(answer.content or b"null") if "json" in answer.headers.get("Content-Type", "") else answer.content
        if answer.status_code >= 400:
            raise Refused(answer.status_code, told)
        return told


def sign_in(secret: str, who: str = "mother", scopes: list[str] = SCOPES) -> Near:
    """The app with tokens of somebody who said yes."""
    client = Near("", APP, secret, language="en")
    client.take_code(say_yes(who, client.ask_address(scopes, newborn.REDIRECT)), newborn.REDIRECT)
    return client


def file_newborn(world: World, client: Client) -> str:
    """From the notice to the submission, the father agreeing at the portal; answers the case, run as far as it goes."""

    def pause(what: str, where: Any) -> None:
        if what == "consent":
            Browser("father").post(urlsplit(where["link"]).path, do="agree")
        else:
            world.payment.paid |= set(world.payment.orders)

    case = newborn.file_matter(client, "newborn", "370783", "mother", ANSWERS, pause)
    settle(case)
    return case
