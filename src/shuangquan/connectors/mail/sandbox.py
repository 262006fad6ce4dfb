"""The sandbox side: the mailbox of the sandbox program on this machine."""

from shuangquan.connectors.address import check_sandbox
from shuangquan.connectors.guard import About, Ask, Guard, Hooks, Limits, Reply
from shuangquan.connectors.mail.port import Mail
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object
from shuangquan.connectors.signing import AppKey, make_signer

PARTY = "mail"


class SandboxMail:
    """The sandbox's part. ValueError for an address that is not on loopback."""

    def __init__(self, address: str, app: AppKey, limits: Limits, hooks: Hooks) -> None:
        self.guard = Guard(check_sandbox(address), limits, hooks, make_signer(app, hooks))

    def send_mail(self, mail: Mail) -> None:
        """See MailPort."""
        body = write_object({"mail": mail.id, "to": mail.to, "subject": mail.subject, "text": mail.text})
        about = About(PARTY, mail.template, mail.case, "", "notice", mail.actor, ("message",), ("to", "text"))

        def read(reply: Reply) -> None:
            if Reader(read_object(reply.body, PARTY), PARTY).text("mail") != mail.id:
                raise malformed(PARTY)

        self.guard.send(about, Ask("POST", "/mail/v1/messages", body), read)
