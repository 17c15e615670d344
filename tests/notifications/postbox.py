"""A mail server on loopback that takes letters and keeps them (RFC 5321, as much as is needed)."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Talk(socketserver.StreamRequestHandler):
    server: Postbox

    def handle(self) -> None:
        """Take letters until the client leaves."""
        self._say("220 postbox.example")
        for line in self.rfile:
            word = line.split()[0].upper().decode() if line.split() else ""
            if word == "QUIT":
                self._say("221 bye")
                return
            if word == "RCPT" and self.server.is_full:
                self._say("452 full")
            elif word == "DATA":
                self._say("354 go on")
                self.server.letters.append(self._letter())
                self._say("250 kept")
            else:
                self._say("250 fine")

    def _letter(self) -> EmailMessage:
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Postbox(socketserver.ThreadingTCPServer):
    """Keeps what it was given; while it is full it takes nothing."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        """Listen at a free port."""
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[EmailMessage] = []
        self.is_full = False

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """Run a mail server until the block ends."""
    with Postbox() as box:
        thread = threading.Thread(target=box.serve_forever, daemon=True)
        thread.start()
        yield box
        box.shutdown()
        thread.join()
