"""The wire of the short-message gateway."""

from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.messages.port import Message
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object

PARTY = "messages"


class MessagesWire:
    """Short messages over HTTP through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def send_message(self, message: Message) -> None:
        """See MessagesPort."""
        body = write_object({"message": message.id, "phone": message.phone, "template": message.template, "text": message.text})
        about = About(PARTY, message.template, message.case, "", "notice", message.actor, ("message",), ("phone", "text"))

        def read(reply: Reply) -> None:
            if Reader(read_object(reply.body, PARTY), PARTY).text("message") != message.id:
                raise malformed(PARTY)

        self.guard.send(about, Ask("POST", "/messages/v1/messages", body), read)
