"""The contract of e-mail, passed by both sides: over SMTP, and into the sandbox's mailbox."""

from secrets import token_hex
from typing import Any

import pytest

from shuangquan.connectors.guard import Limits
from shuangquan.connectors.mail.live import LiveMail, check_options, write_mail
from shuangquan.connectors.mail.port import Mail, MailPort
from shuangquan.core.words.errors import Fault
from tests.connectors.conftest import Outside
from tests.connectors.post_office import PostOffice

GOOD: dict[str, Any] = {"host": "mail.example.cn", "port": 465, "security": "tls", "from": "post@example.cn"}


def make(to: str) -> Mail:
    return Mail(token_hex(8), "C1", to, "task.correct", "还要补材料", "要补什么，在“我的事”里看。", "a-1")


def test_a_mail_goes_out_and_no_value_of_it_is_recorded(mail: MailPort, outside: Outside) -> None:
    mail.send_mail(make("lin@example.com"))
    (call,) = outside.records
    assert (call.party, call.source, call.outcome, call.field_names) == ("mail", "task.correct", "ok", ("to", "text"))
    assert "lin@example.com" not in repr(make("lin@example.com"))


def test_a_mailbox_that_does_not_exist_is_given_up(mail: MailPort) -> None:
    with pytest.raises(Fault) as caught:
        mail.send_mail(make("nobody@example.invalid"))
    assert (caught.value.code, caught.value.permanent) == ("refused", True)


def test_over_smtp_it_is_what_was_written_and_a_full_box_is_tried_again(limits: Limits, outside: Outside) -> None:
    from tests.connectors.conftest import TRIAL  # noqa: PLC0415 — beside the fixtures

    with PostOffice() as office:
        side = LiveMail({"host": "127.0.0.1", "port": office.port, "from": "post@example.invalid"}, limits, outside.hooks(), TRIAL)
        sent = make("lin@example.com")
        side.send_mail(sent)
        ((to, whole),) = office.mails
        assert to == "lin@example.com" and f"<{sent.id}@example.invalid>" in whole and "Auto-Submitted: auto-generated" in whole
        with pytest.raises(Fault) as caught:
            side.send_mail(make("full@example.com"))
        assert not caught.value.permanent
    with pytest.raises(Fault) as gone:
        side.send_mail(sent)
    assert (gone.value.code, gone.value.permanent) == ("unreachable", False)


@pytest.mark.parametrize(
    "wrong",
    [{"host": ""}, {"host": "127.0.0.1"}, {"host": "localhost"}, {"port": 0}, {"port": "465"}, {"security": "plain"},
     {"from": "post"}, {"user": "u"}],
)  # fmt: skip
def test_options_that_do_not_hold_together_are_refused(wrong: dict[str, Any]) -> None:
    check_options(GOOD)
    with pytest.raises(ValueError, match=r"\S"):
        check_options({**GOOD, **wrong})


def test_an_address_writes_no_headers_of_its_own() -> None:
    with pytest.raises(ValueError, match=r"\S"):
        write_mail(make("lin@example.com\nBcc: other@example.com"), "post@example.cn")


def test_without_a_server_nothing_goes_out(limits: Limits, outside: Outside) -> None:
    with pytest.raises(Fault) as caught:
        LiveMail({}, limits, outside.hooks()).send_mail(make("lin@example.com"))
    assert caught.value.permanent
