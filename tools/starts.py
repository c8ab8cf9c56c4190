"""Measures the cold start of each built function, beside a bare boto3 handler with the same clients.

A cold start is what a fresh process does before its first event: Python and AWS's runtime client start, the handler is imported
and the function's use case is composed. The bare handler imports boto3, and makes the clients that the function was seen to make.
If the function reads its keys as it starts, the bare handler reads them as well. Both see the same layers, with their byte code,
and run under Lambda's Runtime Interface Emulator.

Processor time is measured, which waiting and other programs hardly change: of import and composition, and of all until then, which
is Python and its client as well. The two take turns, and the median of each counts.
"""

import json
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from bars import Bar, table
from built import FUNCTIONS, ROOT, Built, built, sizes
from world.lambda_runtime import Runtime, missing

_ROUNDS = 7
_AT_MOST_TIMES = 1.75

_TIMED = """
import time
began = time.process_time()
{start}
ended = time.process_time()
def lambda_handler(event, context):
    return [(ended - began) * 1000, ended * 1000]
"""
_FUNCTION = """
import handler
from outreach.bootstrap import {function}
{function}.{function}_app()
"""
_CLIENTS = """
import botocore.session
made, make = [], botocore.session.Session.create_client
botocore.session.Session.create_client = lambda self, service, **how: (made.append(service), make(self, service, **how))[1]
{start}
def lambda_handler(event, context):
    return made
"""
_BARE = """
import boto3
for service in {clients}:
    client = boto3.client(service)
    if service == "secretsmanager":
        client.get_secret_value(SecretId="keys")
"""


@dataclass(frozen=True, slots=True)
class Start:
    """Processor time of a start, in milliseconds."""

    own: float
    """Of import and composition."""
    whole: float
    """From the beginning of the process."""


def bars(made: Built) -> Iterator[Bar]:
    """Measure the start of every function, where functions run: on Linux, with the Python of Lambda."""
    if lacks := missing():
        print(f"the starts of functions are not measured here: {lacks}\n")
        return
    with _keys_served() as url, TemporaryDirectory(prefix="outreach-starts-") as folder:
        started = _Started(made, Runtime(made.python, Path(folder)), Path(folder), url)
        for function in FUNCTIONS:
            yield _start(started, function)


def _start(started: "_Started", function: str) -> Bar:
    start = _FUNCTION.format(function=function)
    clients = started.once(function, _CLIENTS.format(start=start))
    ours, bare = [], []
    for _ in range(_ROUNDS):
        bare.append(Start(*started.once(function, _TIMED.format(start=_BARE.format(clients=clients)))))
        ours.append(Start(*started.once(function, _TIMED.format(start=start))))
    own, bare_own = (statistics.median(each.own for each in starts) for starts in (ours, bare))
    whole, bare_whole = (statistics.median(each.whole for each in starts) for starts in (ours, bare))
    times = own / bare_own
    return Bar(
        f"start of {function}: import and composition, beside bare boto3 with the same clients",
        f"{own:.0f} ms, {bare_own:.0f} ms bare: {times:.2f} x"
        f" ({whole:.0f} and {bare_whole:.0f} ms with Python's own: {whole / bare_whole:.2f} x)",
        f"at most {_AT_MOST_TIMES} x",
        met=times <= _AT_MOST_TIMES,
    )


@dataclass(frozen=True, slots=True)
class _Started:
    """Starts a handler once, cold."""

    made: Built
    runtime: Runtime
    folder: Path
    url: str

    def once(self, function: str, handler: str) -> Any:
        """Return what a handler, given as its text, returns for its first event."""
        (self.folder / "measured.py").write_text(handler, "utf-8")
        with self.runtime.started(
            "measured.lambda_handler",
            task=self.folder,
            layers=self.made.path_of(function),
            environment=_environment(function, self.url),
            log_file=self.folder / "log",
        ) as worker:
            return worker({})


def _environment(function: str, url: str) -> dict[str, str]:
    """Return the function's environment, as `sam local invoke` gets it, with an endpoint that has keys."""
    name = f"{function.capitalize()}Function"
    variables: dict[str, str] = json.loads((ROOT / "infra/local-env.json").read_text("utf-8"))[name]
    return variables | {
        "AWS_LAMBDA_FUNCTION_NAME": function,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "measured",
        "AWS_SECRET_ACCESS_KEY": "measured",
        "AWS_ENDPOINT_URL": url,
        "AWS_ENDPOINT_URL_SESV2": url,
    }


class _Keys(BaseHTTPRequestHandler):
    """Answers every request as Secrets Manager answers for keys."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer."""
        self.rfile.read(int(self.headers["Content-Length"]))
        keys = {"current": "v1", "v1": "a" * 32}
        body = json.dumps({"SecretString": json.dumps(keys)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def _keys_served() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Keys) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def main() -> int:
    """Measure; the exit code says whether every bar is met."""
    with built() as made:
        measured = [*bars(made), *sizes(made)]
    print("\n".join(table(measured)))
    return 0 if all(bar.met for bar in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
