"""免提交: a certificate on file is called up, and noticed when it loses its force: in a draft, on submitting, and while the matter runs."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.parties import remind_party
from shuangquan.actions.projections import find_drift
from shuangquan.actions.running import run_case
from shuangquan.actions.sending import send_messages
from shuangquan.actions.upkeep import wake_lapsed
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.records import vault
from shuangquan.records.cases import append_change, load_case
from shuangquan.records.certificates import apply_certificate_status, find_certificates_of_holder
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context, use_claims
from shuangquan.records.messages import find_messages_of_case
from tests.papers.test_layouts import standard
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.portal.steps import agree, fields, pay, reach_form, sign, submit
from tests.portal.test_directory import issue, row_of
from tests.records.made import case_row, opened

pytestmark = pytest.mark.database
KIND = "household-page"


def hold(world: World, number: int = 1, last: date | None = None) -> str:
    """The mother holds a page of the household register that this house issued; answers its id."""
    made = issue(standard().certificates[KIND], number)
    lines = tuple(
        replace(line, value=world.family.mother, fact=world.family.mother) if line.field.endswith(".id_number") else line
        for line in made.lines
    )
    payload = replace(made, lines=lines, valid_to=last.isoformat() if last else "")
    data = payload.signed_bytes()
    signed = world.ports.seal.sign(data, str(standard().certificates[KIND].issuer))
    row = replace(
        row_of(world, payload), payload=data, digest=bytes.fromhex(sm3_hex(data)), signature=signed.value,
        holder_index=vault.blind_index("id_number", world.family.mother), valid_to=last,
    )  # fmt: skip
    with use_claims(SYSTEM_CLAIMS):
        append_change(replace(opened(case_row()), certificates=(row,)))
    return row.id


def events_of(case: str) -> list[tuple[str, dict[str, object]]]:
    with acting_system():
        stored = load_case(case.removeprefix("/case/"))
    assert stored is not None
    return [(one.kind, dict(one.body)) for one in stored.events]


def happened(case: str) -> list[tuple[str, object]]:
    """(certificate, how) of what was called up and what lapsed, in order; how "" for a call."""
    return [
        (str(body["certificate"]), body.get("how", "")) for kind, body in events_of(case) if kind in ("certificate.called", "call.lapsed")
    ]


def prepare(world: World, phone: Browser) -> str:
    """A form that is complete and agreed to; answers the path of the case."""
    world.share.down.add("police.households")  # where the register answers, no certificate is needed
    case = reach_form(phone, {"follows": "mother"})
    phone.send(f"{case}/form", {"do": "invite:father"})
    agree(case)
    complete(phone, case)
    return case


def complete(phone: Browser, case: str) -> None:
    phone.get(f"{case}/form")
    given = {name: value or "陈知禾" for name, value in fields(phone.text).items()}
    phone.send(f"{case}/form", {"do": "next", **given})
    assert phone.path == f"{case}/check", phone.text


def revoke(certificate: str) -> None:
    with use_claims(SYSTEM_CLAIMS):
        assert apply_certificate_status(certificate, "revoked")


def test_one_that_is_revoked_before_submitting_is_asked_for_again(world: World) -> None:
    first = hold(world)
    phone = Browser("mother")
    case = prepare(world, phone)
    assert happened(case) == [(first, "")]
    revoke(first)
    second = hold(world, 2)
    sign(phone, case)
    pay(world, phone, case)
    submit(phone, case)
    assert "失效了" in phone.text and phone.status == 422
    assert happened(case) == [(first, ""), (first, "revoked"), (second, "")]
    assert phone.get(f"{case}/next").status == 200
    with acting_system():
        assert not find_drift(case.removeprefix("/case/"))


def test_one_that_loses_its_force_while_the_matter_runs_is_noticed_and_told(world: World, settings: Any) -> None:
    last = NOW.date() + timedelta(days=1)
    held = hold(world, last=last)
    phone = Browser("mother")
    case = prepare(world, phone)
    sign(phone, case)
    pay(world, phone, case)
    world.departments.down = True
    submit(phone, case)
    plain = case.removeprefix("/case/")
    with acting_system():
        assert wake_lapsed() == 0
    with stopped_at(NOW + timedelta(days=2)):
        with acting_system():
            assert wake_lapsed() == 1
            run_case(plain)
            assert wake_lapsed() == 0, "once is enough"
            assert not find_drift(plain)
            with enter_context():
                told = [one.template for one in find_messages_of_case(plain)]
            assert told.count("certificate.lapsed") == 1
            settings.QUIET_HOURS = "10:00-11:00"
            send_messages(100)
            assert not [one for one in world.messages.sent if one.template == "certificate.lapsed"], "it is quiet now, and it can wait"
            settings.QUIET_HOURS = "11:00-10:00"
            send_messages(100)
            assert [one.template for one in world.messages.sent].count("certificate.lapsed") == 1
        assert happened(case) == [(held, ""), (held, "expired")]
        page = phone.get(f"{case}/").text
    assert "到期了" in page and "居民户口簿页" in page


def test_a_newer_one_that_says_the_same_takes_its_place_and_nobody_is_troubled(world: World) -> None:
    first = hold(world)
    phone = Browser("mother")
    case = prepare(world, phone)
    sign(phone, case)
    pay(world, phone, case)
    world.departments.down = True
    submit(phone, case)
    second = hold(world, 2)
    revoke(first)
    plain = case.removeprefix("/case/")
    with acting_system():
        assert wake_lapsed() == 1
        run_case(plain)
        assert wake_lapsed() == 0
    assert happened(case) == [(first, ""), (second, "")]
    with use_claims(SYSTEM_CLAIMS):
        assert len(find_certificates_of_holder(vault.blind_index("id_number", world.family.mother), KIND)) == 2


def test_who_was_asked_and_does_not_answer_is_reminded_once_and_who_did_is_not(world: World) -> None:
    phone = Browser("mother")
    Browser("father")  # he has an account, and so a number to tell
    case = reach_form(phone, {"follows": "father"})
    phone.send(f"{case}/form", {"do": "invite:father"})
    plain = case.removeprefix("/case/")
    with acting_system():
        remind_party(plain, "father")
        with enter_context():
            told = [one.template for one in find_messages_of_case(plain)]
    assert told.count("party.invited") == 2
    assert [kind for kind, _ in events_of(case)].count("party.reminded") == 1
    agree(case)
    with acting_system():
        remind_party(plain, "father")
    assert [kind for kind, _ in events_of(case)].count("party.reminded") == 1, "he has agreed, and nothing is ready to be signed"
    complete(phone, case)
    sign(phone, case)
    with acting_system():
        remind_party(plain, "father")
    assert [kind for kind, _ in events_of(case)].count("party.reminded") == 2, "now he has yet to sign"
