"""A certificate taken as OFD: sealed, verified offline, its holder's alone."""

import io
import json
import re

import ofdkit
import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.seals import suspend_seal
from shuangquan.actions.shipped_seals import ship_seals
from shuangquan.actions.verifying_ofd import verify_ofd
from shuangquan.core.credentials.payload import read_payload
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.ofd.package import read_package
from shuangquan.papers.ofd.reader import read_document
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.seals import find_seal_uses, find_seals
from tests.console.conftest import OWNER
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import finish
from tests.portal.test_after import ready


def test_its_holder_takes_it_and_nobody_else(world: World) -> None:
    ship_seals(world.ports.seal, world.ports.authority)
    phone = Browser("mother")
    case = ready(world, phone)
    finish(world, phone, case)
    with acting_system():
        stored = next(one for one in find_certificates_of_case(case.removeprefix("/case/")) if one.status == "valid")
    payload = read_payload(json.loads(stored.payload))
    address = f"/certificates/{stored.id}/ofd"
    assert address in phone.get(f"/certificates/{stored.id}/").text
    answer = phone.client.get(address)
    data = answer.content
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/ofd")
    assert re.search(r"\.ofd$", answer.headers["Content-Disposition"])
    authority = world.ports.authority
    found = verify_ofd(data, authority.find_roots(), (authority.find_list(),))
    assert found.good and found.says["文件"] == payload.name.zh and "电子证照专用章" in found.says["印章"]

    seen = read_document(read_package(data).files)
    assert seen.attachments["payload.json"] == stored.payload
    proof = json.loads(seen.attachments["payload.sig"])
    assert (bytes.fromhex(proof["sig"]), proof["key"]) == (stored.signature, stored.signer)
    assert seen.facts["ZZBS"] == payload.identifier and seen.facts["ZZBH"] == payload.number
    with ofdkit.open(io.BytesIO(data)) as held:
        text = "".join(held.pages[0].text().split())
    for line in payload.lines:
        assert "".join(line.value.split()) in text or len(line.value) > 20, line.value

    (use,) = (use for seal in find_seals() for use in find_seal_uses(seal.code))
    assert (use.kind, use.subject, use.actor_kind) == ("certificate", stored.id, "citizen")
    assert phone.client.get(f"/certificates/{stored.id}/ofd").status_code == 200
    assert Browser("stranger").client.get(address).status_code == 404
    assert Browser().client.get(address).status_code == 302

    altered = data.replace(payload.lines[0].value.encode(), ("x" * len(payload.lines[0].value.encode())).encode())
    with pytest.raises(Refusal, match=r"ofd\."):
        verify_ofd(altered, authority.find_roots())


def test_a_department_whose_seal_rests_gives_none_and_says_so(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    finish(world, phone, case)
    with acting_system():
        stored = next(one for one in find_certificates_of_case(case.removeprefix("/case/")) if one.status == "valid")
    page = phone.get(f"/certificates/{stored.id}/ofd")
    assert page.status == 422 and "还没有电子印章" in page.text
    ship_seals(world.ports.seal, world.ports.authority)
    for seal in find_seals():
        suspend_seal(OWNER, seal.code, "换人")
    page = phone.get(f"/certificates/{stored.id}/ofd")
    assert page.status == 422 and "盖不了章" in page.text
    assert phone.client.get(f"/certificates/{stored.id}/pdf").status_code == 200
