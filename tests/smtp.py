"""A mail server on loopback that keeps the letters it takes, and refuses the first few when a test wants that."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy


class SmtpServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as Django's backend needs; `letters` holds the bodies, `refuse` how many are turned away."""

    daemon_threads = True

    def __init__(self, refuse: int) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[str] = []
        self.refuse = refuse
        self.port: int = self.server_address[1]


class Conversation(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().strip():
            verb = line[:4].upper()
            if verb == b"RCPT" and self.server.refuse:
                self.server.refuse -= 1
                self.say("450 come again later")
            elif verb == b"DATA":
                self.say("354 go on")
                self.take()
            elif verb == b"QUIT":
                self.say("221 bye")
                break
            else:
                self.say("250 well")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append(letter.get_content())
        self.say("250 taken")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextlib.contextmanager
def serve_smtp(*, refuse: int = 0) -> Iterator[SmtpServer]:
    with SmtpServer(refuse) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
