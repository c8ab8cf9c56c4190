"""A small server that responds as it is told to, or not at all, and counts the requests that reach it."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader

Response = bytes | None
"""What to write after a whole request was read; None closes the connection without writing anything."""


def a_response(status: int, body: object, *, error: str | None = None) -> bytes:
    """Head and body in one piece."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} X", "Content-Type: application/json", f"Content-Length: {len(content)}"]
    if error is not None:
        lines.append(f"x-amzn-ErrorType: {error}")
    return "\r\n".join([*lines, "", ""]).encode() + content


@dataclass
class RawServer:
    """`behave` gets the request's body and returns the response; it may also wait before that."""

    behave: Callable[[bytes], Response]
    context: ssl.SSLContext | None = None
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    _listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        scheme = "https" if self.context else "http"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _talk(self, connection: socket.socket) -> None:
        try:
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as reader:
                while (body := _request(reader)) is not None:
                    self.requests.append(body)
                    response = self.behave(body)
                    if response is None:
                        return
                    connection.sendall(response)
        except OSError:
            return


def _request(reader: BufferedReader) -> bytes | None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = reader.readline()
        if not line:
            return None
        head += line
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        ),
        0,
    )
    return reader.read(length)


@contextmanager
def serving(
    behave: Callable[[bytes], Response], context: ssl.SSLContext | None = None
) -> Iterator[RawServer]:
    server = RawServer(behave, context)
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        server.close()
