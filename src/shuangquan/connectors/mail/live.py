"""The live side: an SMTP server over TLS."""

import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.guard import CallRecord, Hooks, Limits
from shuangquan.connectors.mail.port import Mail
from shuangquan.core.words.errors import Fault

PARTY = "mail"
SECURITY = ("tls", "starttls")
"""From the first byte, or after STARTTLS; plain SMTP is not spoken."""


class LiveMail:
    """Mail through a server of the house's operator. Without a host no mail goes out: every sending is a permanent Fault.

    options: host, port, security (tls | starttls), from, and user with password if the server wants them. ValueError for options that do
    not hold together, for plain SMTP, and for a host that is this machine.
    """

    def __init__(self, options: Mapping[str, Any], limits: Limits, hooks: Hooks, trial: Trial | None = None) -> None:
        self._options, self._limits, self._hooks, self._trial = dict(options), limits, hooks, trial
        if options:
            check_options(options, trial)

    def send_mail(self, mail: Mail) -> None:
        """See MailPort."""
        if self._hooks.in_transaction():
            raise RuntimeError("mail was sent inside a database transaction")
        if not self._options:
            raise Fault(PARTY, "not_allowed", permanent=True)
        started, outcome = self._hooks.monotonic(), "bug"
        try:
            self._send(mail)
            outcome = "ok"
        except Fault as fault:
            outcome = fault.code
            raise
        finally:
            self._record(mail, outcome, round(1000 * (self._hooks.monotonic() - started)))

    def _send(self, mail: Mail) -> None:
        message = write_mail(mail, str(self._options["from"]))
        try:
            with self._connect() as server:
                if self._options.get("user"):
                    server.login(str(self._options["user"]), str(self._options["password"]))
                server.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise Fault(PARTY, "refused", permanent=_is_final(error)) from error
        except smtplib.SMTPAuthenticationError as error:
            raise Fault(PARTY, "not_allowed") from error  # about us, not about the mail: it waits
        except TimeoutError as error:
            raise Fault(PARTY, "timeout") from error
        except (OSError, smtplib.SMTPException) as error:
            raise Fault(PARTY, "unreachable") from error

    def _connect(self) -> smtplib.SMTP:
        host, port, wait = str(self._options["host"]), int(self._options["port"]), self._limits.connect + self._limits.read
        if self._trial is not None:
            return smtplib.SMTP(host, port, timeout=wait)
        context = ssl.create_default_context()
        if self._options["security"] == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=wait, context=context)
        server = smtplib.SMTP(host, port, timeout=wait)
        server.starttls(context=context)
        return server

    def _record(self, mail: Mail, outcome: str, spent: int) -> None:
        names = (("message",), ("to", "text"))
        self._hooks.record(CallRecord(PARTY, mail.template, mail.case, "", "notice", mail.actor, *names, outcome, spent, self._hooks.now()))


def check_options(options: Mapping[str, Any], trial: Trial | None = None) -> None:
    """ValueError that names what is wrong with the options of an SMTP server."""
    port = options.get("port")
    checks: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: bool(options.get("host")), "mail needs a host"),
        (lambda: isinstance(port, int) and 0 < port < 65536, "mail needs a port"),
        (lambda: options.get("security") in SECURITY or trial is not None, "mail goes over tls or starttls only"),
        (lambda: "@" in str(options.get("from", "")) and "\n" not in str(options.get("from", "")), "mail needs a sender: from"),
        (lambda: bool(options.get("user")) == bool(options.get("password")), "mail needs user and password, or neither"),
    )
    for holds, wrong in checks:
        if not holds():
            raise ValueError(wrong)
    check_live(f"https://{options['host']}", trial)


def write_mail(mail: Mail, sender: str) -> EmailMessage:
    """As it goes out. ValueError for an address with a line break in it: it would write headers of its own."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, mail.to, mail.subject
    made["Message-ID"], made["Date"] = f"<{mail.id}@{sender.rpartition('@')[2].rstrip('>')}>", formatdate(localtime=False)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.text)
    return made


def _is_final(error: smtplib.SMTPException) -> bool:
    """Whether the server will never take it: 5xx; 4xx (a full box, a greylist) passes."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
