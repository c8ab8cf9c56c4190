"""What stands between a built function and AWS: a door that is shut, and an SES that never finishes its response."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from outreach.local.ses_endpoint import SesEndpoint

BETWEEN_DRIPS = 0.5
"""Seconds; far below the ten that the SES client waits for each next byte."""
DRIPS = 90
"""Header lines. Python itself refuses a response with more than a hundred."""


class Door:
    """A port before another one. It refuses connections, as a dead server's does, until it is opened."""

    def __init__(self, behind: int) -> None:
        self._behind = behind
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))  # not listening: the port is ours, and connecting to it fails
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def open(self) -> None:
        self._socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):  # never opened
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                near, _ = self._socket.accept()
                far = socket.create_connection(("127.0.0.1", self._behind))
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=_pass_on, args=(source, sink), daemon=True).start()


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


class SlowSes(ThreadingHTTPServer):
    """An SES that takes one request and responds in drips, longer than any function lives.

    A client's read timeout is about each next byte, so none of them ends this; the function's own timeout does.
    """

    daemon_threads = True

    def __init__(self, mailbox: SesEndpoint | None) -> None:
        super().__init__(("127.0.0.1", 0), _Dripping)
        self.mailbox = mailbox
        """Accepts the mail before the response begins; None to have it accepted by nobody."""
        self.requests = 0
        self.hung_up = threading.Event()
        """The caller is no longer there."""
        self.stopped = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Dripping(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = cast("SlowSes", self.server)
        server.requests += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if server.mailbox is not None:
            server.mailbox.send_email(body)
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(DRIPS):
                self.wfile.write(b"x-drip: %d\r\n" % number)
                if server.stopped.wait(BETWEEN_DRIPS):
                    return
        except OSError:
            server.hung_up.set()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Log nothing."""


@contextmanager
def a_door(behind: int) -> Iterator[Door]:
    door = Door(behind)
    try:
        yield door
    finally:
        door.close()


@contextmanager
def a_slow_ses(mailbox: SesEndpoint | None) -> Iterator[SlowSes]:
    with SlowSes(mailbox) as ses:
        threading.Thread(target=lambda: ses.serve_forever(poll_interval=0.05), daemon=True).start()
        yield ses
        ses.stopped.set()
        ses.shutdown()
