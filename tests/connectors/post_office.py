"""An SMTP server of a few words on loopback, for the contract of e-mail: mailboxes of `.invalid` do not exist, `full@` is full."""

import socketserver
import threading
from typing import Self


class PostOffice:
    """`with PostOffice() as office`: office.port; office.mails: (to, whole message)."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []
        office = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                to = ""
                self.say("220 ready")
                for raw in self.rfile:
                    line = raw.decode().strip()
                    verb = line[:4].upper()
                    if verb == "RCPT":
                        to = line.partition("<")[2].rstrip(">")
                        code = "550 no such mailbox" if to.endswith(".invalid") else "452 full" if to.startswith("full@") else "250 ok"
                        self.say(code)
                    elif verb == "DATA":
                        self.say("354 go on")
                        body = []
                        while (part := self.rfile.readline().decode()) not in (".\r\n", ""):
                            body.append(part)
                        office.mails.append((to, "".join(body)))
                        self.say("250 taken")
                    elif verb == "QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 ok")

            def say(self, text: str) -> None:
                self.wfile.write(f"{text}\r\n".encode())

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
