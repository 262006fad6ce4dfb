"""How a person is told: e-mail to an address that they have proven, short messages, and what they are told in any case."""

import re
from datetime import timedelta

from shuangquan.connectors.bound import ports
from shuangquan.connectors.mail.port import Mail
from shuangquan.core.cases.policy import check_may
from shuangquan.core.notices.messages import MAIL_CODE, render_mail_code
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.records.clock import now
from shuangquan.records.contacts import StoredContact, apply_code, find_contact, keep_address, keep_choice
from shuangquan.records.ids import new_code, new_id

GOOD_FOR = timedelta(minutes=10)
"""How long a code can be entered; ours to set."""
TRIES = 5
LONGEST = 254
"""Characters of an address (RFC 5321 §4.5.3.1.3, as its erratum 1690 counts them)."""
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)


def show_contact(actor: Actor, index: bytes) -> StoredContact:
    """What this person chose."""
    check_may(actor, "contact.keep")
    return find_contact(index)


def ask_code(actor: Actor, index: bytes, address: str, language: str) -> None:
    """Send a code to a new address; it counts once the code has been entered. Refusals: "contact.address", "contact.refused"; Fault."""
    check_may(actor, "contact.keep")
    address = address.strip()
    if len(address) > LONGEST or not _ADDRESS.fullmatch(address):
        raise Refusal("contact.address", "address")
    code = new_code()
    subject, text = render_mail_code(code, language)
    try:
        ports().mail.send_mail(Mail(new_id(), "", address, MAIL_CODE, subject, text, actor.subject))
    except Fault as fault:
        if not fault.permanent:
            raise
        raise Refusal("contact.refused", "address") from fault
    keep_address(index, address, code, now() + GOOD_FOR)


def prove_address(actor: Actor, index: bytes, code: str) -> None:
    """Enter the code. Refusal("contact.code") for another, one that is over, and after five wrong ones."""
    check_may(actor, "contact.keep")
    if not apply_code(index, code.strip()[:12], TRIES):
        raise Refusal("contact.code", "code")


def forget_address(actor: Actor, index: bytes) -> None:
    """Take the address away."""
    check_may(actor, "contact.keep")
    keep_address(index, "", "", now())


def choose_channels(actor: Actor, index: bytes, *, sms: bool, mail: bool) -> None:
    """What this person wants of what need not be told. Mail only to a proven address."""
    check_may(actor, "contact.keep")
    keep_choice(index, sms=sms, mail=mail and find_contact(index).proven)
