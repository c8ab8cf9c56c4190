"""Measures the start of each built function, beside a bare boto3 handler with the same clients.

A start is what a fresh process does before its first event: it imports the handler and composes the function's use
case. The bare handler imports boto3, and makes the clients that the function was seen to make. If the function reads
its keys as it starts, the bare handler reads them as well. Both see the same layers, with their byte code.

Processor time is measured, which waiting and other programs hardly change. The two take turns, and the median of each
counts.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from bars import Bar, table
from built import FUNCTIONS, ROOT, Built, built, sizes

_ROUNDS = 7
_AT_MOST_TIMES = 1.75

_FUNCTION = """
import time
began = time.process_time()
import handler
from outreach import bootstrap
getattr(bootstrap, sys.argv[1] + "_app")()
print((time.process_time() - began) * 1000)
"""
_CLIENTS = """
import botocore.session
made, make = [], botocore.session.Session.create_client
botocore.session.Session.create_client = lambda self, service, **how: (made.append(service), make(self, service, **how))[1]
import handler
from outreach import bootstrap
getattr(bootstrap, sys.argv[1] + "_app")()
print(*made)
"""
_BARE = """
import time
began = time.process_time()
import boto3
for service in sys.argv[1].split():
    client = boto3.client(service)
    if service == "secretsmanager":
        client.get_secret_value(SecretId="keys")
print((time.process_time() - began) * 1000)
"""


def bars(made: Built) -> Iterator[Bar]:
    """Measure the start of every function."""
    with _keys_served() as url:
        for function in FUNCTIONS:
            yield _start(made, function, _environment(function, url))


def _start(made: Built, function: str, environment: Mapping[str, str]) -> Bar:
    clients = _run(made, _CLIENTS, function, function, environment)
    ours, bare = [], []
    for _ in range(_ROUNDS):
        bare.append(float(_run(made, _BARE, function, clients, environment)))
        ours.append(float(_run(made, _FUNCTION, function, function, environment)))
    times = statistics.median(ours) / statistics.median(bare)
    return Bar(
        f"start of {function}: import and composition, beside bare boto3 with the same clients",
        f"{statistics.median(ours):.0f} ms, {statistics.median(bare):.0f} ms bare: {times:.2f} x",
        f"at most {_AT_MOST_TIMES} x",
        met=times <= _AT_MOST_TIMES,
    )


def _run(made: Built, script: str, function: str, argument: str, environment: Mapping[str, str]) -> str:
    process = made.process(script, function, argument, environment=environment)
    printed, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, f"the start of {function}")
    return printed.strip()


def _environment(function: str, url: str) -> dict[str, str]:
    """Return the function's environment, as `sam local invoke` gets it, with an endpoint that has keys."""
    name = f"{function.capitalize()}Function"
    variables: dict[str, str] = json.loads((ROOT / "infra/local-env.json").read_text("utf-8"))[name]
    return variables | {
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
