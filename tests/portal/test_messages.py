"""What people are told: in the portal always, by text and e-mail as they chose, and what the law wants by text whatever they chose."""

import re
from datetime import timedelta

from shuangquan.actions.acting import acting_system
from shuangquan.actions.sending import send_messages
from shuangquan.core.notices.messages import MUST, TEMPLATES
from shuangquan.records.changes import MessageRow
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import Contact, Message
from shuangquan.records.objections import append_message
from shuangquan.records.vault import blind_index
from tests.desk.filing import look
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.portal.test_delivery import file_by

WAYS, PAGE = "/my/messages/ways", "/my/messages/"


def send() -> int:
    with acting_system():
        return send_messages(100)


def leave(world: World, case: str, template: str) -> None:
    """Something else happened that she is told of."""
    stored, key = look(case.removeprefix("/case/")).stored.row, f"{case}.{template}.{new_id()}"
    row = MessageRow(new_id(), key, "sms", template, {"case": stored.id}, "13800000042", blind_index("id_number", world.family.mother))
    with acting_system(), enter_context():
        append_message(row, stored, NOW)


def prove(world: World, phone: Browser, address: str) -> None:
    """From an address to a proven one."""
    phone.post(WAYS, do="address", address=address)
    assert "验证码发出去了" in phone.text and "code=" not in phone.text
    (code,) = re.findall(r"\d{6}", world.mail.sent[-1].text)
    assert world.mail.sent[-1].to == address and code not in phone.text
    assert phone.post(WAYS, do="code", code="000000" if code != "000000" else "111111").status == 422
    phone.post(WAYS, do="code", code=code)
    assert f"{address}，验证过了" in phone.text


def test_everything_stands_in_the_portal_and_goes_out_as_chosen(world: World) -> None:
    Browser("father")  # he has an account already
    phone, case = file_by(world, "counter")
    send()
    assert "case.closed" in [one.template for one in world.messages.sent]
    assert "条新的" in phone.get("/my/").text
    page = phone.get(PAGE).text
    assert "你的事有结果了" in page and f'href="{case}/"' in page and "【双全】" not in page and 'class="new"' in page
    assert 'class="new"' not in phone.get(PAGE).text and "条新的" not in phone.get("/my/").text, "what was read is read"
    assert "你的事有结果了" not in Browser("stranger").get(PAGE).text
    his = Browser("father").get(PAGE).text
    assert "要用到你的资料" in his and f'href="{case}/consent"' in his and "你的事有结果了" not in his
    prove(world, phone, "zhou@example.com")
    phone.post(WAYS, do="choose", mail="yes")
    mailed, texted = len(world.mail.sent), len(world.messages.sent)
    leave(world, case, "certificate.replaced")
    leave(world, case, "task.correct")
    send()
    send()
    assert [one.template for one in world.messages.sent[texted:]] == ["task.correct"], "what has a time limit is texted whatever she chose"
    mails = world.mail.sent[mailed:]
    assert sorted(one.template for one in mails) == ["certificate.replaced", "task.correct"] and {one.to for one in mails} == {
        "zhou@example.com"
    }
    assert all(case in one.text and world.family.mother not in one.text and "双全" in one.subject for one in mails)
    assert send() == 0, "once each"
    assert "换发了新的" in phone.get(PAGE).text
    phone.post(WAYS, do="forget")
    leave(world, case, "case.closed")
    send()
    send()
    assert len(world.mail.sent) == mailed + 2, "no mail to an address that is gone"
    assert not Contact.objects.exists() and not Message.objects.exists(), "without somebody who acts nothing of it is seen"


def test_an_address_counts_only_by_its_code_in_time_and_few_tries(world: World) -> None:
    phone = Browser("mother")
    for wrong in ("zhou", "zhou@example", "a b@example.com", "x" * 260 + "@example.com", "zhou@example.com\nBcc: y@example.com"):
        assert phone.post(WAYS, do="address", address=wrong).status == 422 and "邮箱地址不对" in phone.text
    assert not world.mail.sent
    phone.post(WAYS, do="address", address="zhou@example.com")
    (code,) = re.findall(r"\d{6}", world.mail.sent[-1].text)
    other = Browser("father").post(WAYS, do="code", code=code)
    assert other.status == 422, "a code is good for whom it was sent"
    for _ in range(5):
        phone.post(WAYS, do="code", code="12")
    assert phone.post(WAYS, do="code", code=code).status == 422, "five wrong ones are enough"
    phone.post(WAYS, do="address", address="zhou@example.com")
    (code,) = re.findall(r"\d{6}", world.mail.sent[-1].text)
    with stopped_at(NOW + timedelta(minutes=11)):
        assert phone.post(WAYS, do="code", code=code).status == 422
    assert "验证过了" not in phone.get(WAYS).text


def test_what_must_be_told_is_part_of_what_is_told() -> None:
    assert set(TEMPLATES) > MUST >= {"task.correct", "task.hearing", "task.refused", "result.revoked", "party.invited"}
