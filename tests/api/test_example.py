"""The example client does a newborn from the person's yes to the certificates, over a real socket."""

from typing import Any
from urllib.parse import urlsplit

from examples.api import newborn
from examples.api.client import Client

from shuangquan.actions.acting import acting_system
from shuangquan.records.cases import load_case
from shuangquan.records.context import enter_context
from shuangquan.records.models import DataUse
from tests.api.conftest import APP, say_yes, serving
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World

ANSWERS = {
    "孩子随谁落户？": "随母",
    "新生儿 姓名": "陈知禾",
}


def test_the_example_client_does_a_newborn_from_token_to_certificate(world: World, secret: str) -> None:
    asked: list[str] = []

    def pause(what: str, where: Any) -> None:
        asked.append(what)
        if what == "consent":
            assert [one["role"] for one in where["parties"] if one["state"] == "asked"] == ["father"]
            Browser("father").post(urlsplit(where["link"]).path, do="agree")
        else:
            assert where.startswith("https://pay.test/")
            world.payment.paid |= set(world.payment.orders)

    with serving() as address:
        client = Client(address, APP, secret)
        page = client.ask_address(newborn.SCOPES, newborn.REDIRECT).removeprefix(address)
        granted = client.take_code(say_yes("mother", page), newborn.REDIRECT)
        assert granted == newborn.SCOPES
        case = newborn.file_matter(client, "newborn", "370783", "mother", ANSWERS, pause)
        assert asked == ["consent", "pay"]
        settle(case)
        progress = client.call("GET", f"/cases/{case}/progress")
        assert {lane["state"] for lane in progress["lanes"]} == {"done"} and progress["clock"]["state"] == "running", (
            "until it is delivered"
        )
        papers = newborn.fetch_certificates(client, case)
        assert "出生医学证明" in papers and all(content.startswith(b"%PDF") for content in papers.values())
        assert "陈知禾" in str(client.call("GET", f"/cases/{case}/certificates"))

    with acting_system(), enter_context():
        stored = load_case(case)
        assert stored is not None
        (submitted,) = [one for one in stored.events if one.kind == "case.submitted"]
        assert (submitted.actor_kind, submitted.by, submitted.door) == ("citizen", f"app:{APP}", "api")
        assert {f"app:{APP}"} == set(DataUse.objects.filter(case_id=case, field_names__contains=["form"]).values_list("by", flat=True))
