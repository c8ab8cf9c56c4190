"""The embedded emulator starts on loopback, deaf to the user's AWS settings, and goes without a trace."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from botocore.exceptions import ClientError

from outreach.local import emulator, processes
from outreach.local.clients import DUMMY, Credentials, local_client
from outreach.local.emulator import EmulatorError, EmulatorOptions
from outreach.local.processes import ProcessId
from world.local_sample import emulator_python


def start(**options: object) -> emulator.Emulator:
    return emulator.start(EmulatorOptions(python=emulator_python(), **options))


def addresses_listened_on(pid: int) -> set[str]:
    sockets = {
        str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir() if fd.exists() or fd.is_symlink()
    }
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
    ]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="reads the kernel's table of sockets")
def test_it_listens_on_loopback_and_nowhere_else():
    with start() as running:
        assert addresses_listened_on(running.process.pid) == {"0100007F"}


def test_an_aws_profile_of_the_user_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    for name, value in {
        "AWS_PROFILE": "of-the-user",
        "AWS_ACCESS_KEY_ID": "AKIAOFTHEUSER",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_ENDPOINT_URL": "http://192.0.2.1:9",
        "HTTP_PROXY": "http://192.0.2.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    with start() as running:
        caller = local_client("sts", running.endpoint_url).get_caller_identity()
        assert caller["Arn"] == "arn:aws:iam::000000000000:root"
        assert not {"AWS_PROFILE", "AWS_ENDPOINT_URL", "HTTP_PROXY"} & set(
            environment_of(running.process.pid)
        )


ADMINISTRATOR = Credentials("LOCALADMINISTRATOR", "secret")
STRANGERS = {
    "the credentials that everybody knows": DUMMY,
    "the number of the account": Credentials("000000000000", "test"),
    "a wrong secret": replace(ADMINISTRATOR, secret_key="guessed"),
}
"""The emulator by itself takes all of these for its root caller, even when it enforces permissions."""


def test_with_permissions_enforced_the_administrator_is_who_has_the_secret():
    with start(auth=True, credentials=ADMINISTRATOR) as running:
        url = running.endpoint_url
        assert local_client("dynamodb", url, ADMINISTRATOR).list_tables()["TableNames"] == []
        local_client("s3", url, ADMINISTRATOR).create_bucket(Bucket="packages")
        for stranger in STRANGERS.values():
            for service, operation in (
                ("dynamodb", "list_tables"),
                ("lambda", "list_functions"),
                ("s3", "list_buckets"),
            ):
                with pytest.raises(ClientError):
                    getattr(local_client(service, url, stranger), operation)()


@pytest.mark.parametrize("path", ["/", "/packages", "/_ministack/sqs/messages", "/_ministack/reset"])
def test_with_permissions_enforced_unsigned_requests_get_nothing(path: str):
    """The emulator by itself serves these unsigned: S3, and its own paths."""
    with start(auth=True) as running, pytest.raises(HTTPError, match="403"):
        urlopen(running.endpoint_url + path, data=b"" if path.endswith("reset") else None)


def test_a_container_signs_under_the_name_that_it_has_for_this_machine(monkeypatch: pytest.MonkeyPatch):
    """`sam local invoke` relies on it."""
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _host, *rest, **more: resolve("127.0.0.1", *rest, **more)
    )
    with start(auth=True, credentials=ADMINISTRATOR) as running:
        there = f"http://host.docker.internal:{running.port}"
        assert local_client("dynamodb", there, ADMINISTRATOR).list_tables()["TableNames"] == []
        with pytest.raises(ClientError):
            local_client("dynamodb", there, DUMMY).list_tables()


def environment_of(pid: int) -> list[str]:
    return [pair.partition("=")[0] for pair in Path(f"/proc/{pid}/environ").read_text().split("\0")]


def test_a_taken_port_is_refused_with_its_number():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(EmulatorError, match=str(port)):
            start(port=port)


def test_a_missing_emulator_is_named():
    with pytest.raises(EmulatorError, match="/nowhere/python"):
        emulator.start(EmulatorOptions(python=Path("/nowhere/python")))


def test_stopping_leaves_neither_process_nor_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    running = start()
    assert running.stop() is True
    assert not running.process.is_running()
    assert list(tmp_path.iterdir()) == []


def test_it_goes_when_the_process_that_started_it_is_killed(tmp_path: Path):
    script = (
        "import sys, time; from pathlib import Path; from outreach.local import emulator\n"
        f"running = emulator.start(emulator.EmulatorOptions(python=Path({str(emulator_python())!r}),"
        f" run=Path({str(tmp_path)!r})))\n"
        "print(running.process.pid, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=_env()
    ) as parent:
        started = ProcessId.of(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
    assert processes.wait_until(lambda: not started.is_running(), seconds=10, alive=lambda: True)


def _env() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def test_a_recycled_process_id_is_left_alone():
    with subprocess.Popen(["sleep", "30"], start_new_session=True) as somebody_elses:
        named = ProcessId(somebody_elses.pid, started="another time")
        processes.stop(named, grace_seconds=1)
        time.sleep(0.05)
        assert somebody_elses.poll() is None
        somebody_elses.kill()
