"""The outbox goes out: by short message and e-mail, as each person chose; in the portal everything stands anyway."""

from datetime import timedelta

from django.conf import settings

from shuangquan.connectors.bound import ports
from shuangquan.connectors.mail.port import Mail
from shuangquan.connectors.messages.port import Message
from shuangquan.core.notices.messages import MUST, render_mail, render_message
from shuangquan.core.notices.quiet import AT_ONCE, is_quiet, read_quiet
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Fault
from shuangquan.records.accounts import find_account
from shuangquan.records.clock import now
from shuangquan.records.contacts import find_contact
from shuangquan.records.messages import StoredMessage, append_copy, apply_failed, apply_sent, find_waiting_messages

KEPT_TRYING = timedelta(days=3)
"""How long a message is tried; ours to set. What it tells of stands on the case's page all the while."""
HOPELESS = frozenset({"refused", "conflict"})
"""What a gateway says of the message itself. Anything else (also that it does not know us) is about the gateway, and passes."""


def send_messages(limit: int) -> int:
    """Send waiting messages; answers how many went out. A failing gateway is tried again with the next run, for three days.

    In quiet hours only what somebody is waiting for goes out; the rest waits until they are over.
    """
    sent = 0
    quiet = is_quiet(now().time(), read_quiet(settings.QUIET_HOURS))
    for waiting in find_waiting_messages(most=limit, templates=AT_ONCE if quiet else None):
        try:
            sent += _send(waiting)
        except Fault as fault:
            if fault.code == "open" and waiting.channel == "sms":  # nothing goes out now, and none of the others would
                return sent
            final = (fault.code in HOPELESS and fault.permanent) or now() - waiting.created_at > KEPT_TRYING
            apply_failed(waiting.id, for_good=final)
            continue
        apply_sent(waiting.id)
    return sent


def _send(waiting: StoredMessage) -> int:
    """Hand it over by its channel; answers 0 for what its person reads in the portal alone."""
    contact = find_contact(waiting.party) if waiting.party is not None else None
    account = find_account(waiting.party) if waiting.party is not None else None
    language = account.language if account is not None else "zh"
    if waiting.channel == "mail":
        subject, text = render_mail(waiting.template, waiting.refs, settings.ADDRESS, waiting.refs.get("language", "zh"))
        ports().mail.send_mail(Mail(waiting.id, waiting.case_id or "", waiting.recipient, waiting.template, subject, text, SYSTEM.subject))
        return 1
    if contact is not None and contact.mails:
        append_copy(waiting, contact.address, language)
    if waiting.channel == "app" or (contact is not None and not contact.sms and waiting.template not in MUST):
        return 0
    text = render_message(waiting.template, waiting.refs, language)
    ports().messages.send_message(Message(waiting.id, waiting.case_id or "", waiting.recipient, waiting.template, text, SYSTEM.subject))
    return 1
