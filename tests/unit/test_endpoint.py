"""Which URLs are taken for an emulator that runs already, which are refused, and which emulator says what it is."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from outreach.local.emulator import EmulatorError
from outreach.local.emulator_names import EmulatorName
from outreach.local.endpoint import BadEndpoint, Endpoint, Refused, checked, localstack_url
from outreach.local.given import ITS_OWN_SES, Given, Wish, find, wish_of
from outreach.local.identify import identify

HERE, ELSEWHERE = ["127.0.0.1", "::1"], ["127.0.0.1", "192.0.2.7"]


def looked_up(url: str, found: list[str] = HERE, *, allow_remote: bool = False) -> Endpoint:
    return checked(url, allow_remote=allow_remote, look_up=lambda _: found)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("http://localhost:4566", "http://localhost:4566"),
        ("HTTP://LocalHost:4566/", "http://localhost:4566"),
        ("https://localhost.localstack.cloud", "https://localhost.localstack.cloud:443"),
        ("http://127.0.0.1", "http://127.0.0.1:80"),
        ("http://[::1]:4566", "http://[::1]:4566"),
    ],
)
def test_an_endpoint_is_scheme_host_and_port(url: str, normal: str):
    assert looked_up(url).url == normal


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "does not begin with http:// or https://"),
        ("localhost:4566", "does not begin with http:// or https://"),
        ("ftp://localhost:21", "does not begin with http:// or https://"),
        ("http://", "does not begin with http:// or https://"),
        ("http://:4566", "names no host"),
        ("http://localhost:0", "has the port 0"),
        ("http://localhost:99999", "Port out of range"),
        ("http://localhost:many", "Port could not be cast"),
        ("http://[::1:4566", "Invalid IPv6 URL"),
        ("http://localhost:4566/stack", "has something after the port"),
        ("http://localhost:4566?a=1", "has something after the port"),
        ("http://localhost:4566#a", "has something after the port"),
        ("http://local host:4566", "has characters that no URL has"),
        ("http://localhost:4566\n", "has characters that no URL has"),
        ("http://localhost\uff0eamazonaws.com", "has characters that no URL has"),
    ],
)
def test_what_is_no_endpoint_is_named_with_an_example(url: str, problem: str):
    with pytest.raises(BadEndpoint, match="one is like http://localhost:4566") as refusal:
        looked_up(url)
    assert problem in str(refusal.value)


def test_a_url_with_a_password_is_refused_without_repeating_it():
    with pytest.raises(BadEndpoint, match="names a user") as refusal:
        looked_up("http://me:secret@localhost:4566")
    assert "secret" not in str(refusal.value)


def test_aws_is_refused_even_if_its_name_leads_to_this_machine():
    with pytest.raises(Refused, match="is AWS, and no emulator; deploy to AWS with `make deploy`"):
        looked_up("https://sqs.eu-west-1.amazonaws.com", allow_remote=True)


def test_another_machine_needs_a_word_because_leads_would_travel():
    with pytest.raises(Refused, match=r"leads and mails would travel there, unencrypted; .* --allow-remote"):
        looked_up("http://localstack:4566", ELSEWHERE)
    with pytest.raises(Refused, match="leads and mails would travel there; if they may"):
        looked_up("https://localstack:4566", ELSEWHERE)
    assert not looked_up("http://localstack:4566", ELSEWHERE, allow_remote=True).is_on_this_machine


def test_a_host_that_is_not_there_is_named():
    def nowhere(_: str) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(Refused, match=r"there is no host nowhere.example: Name or service not known"):
        checked("http://nowhere.example:4566", look_up=nowhere)


def test_localstack_is_where_its_own_client_looks_for_it(monkeypatch: pytest.MonkeyPatch):
    for name in ("AWS_ENDPOINT_URL", "LOCALSTACK_HOST", "USE_SSL"):
        monkeypatch.delenv(name, raising=False)
    assert localstack_url() == "http://localhost:4566"
    monkeypatch.setenv("LOCALSTACK_HOST", "localhost.localstack.cloud:4577")
    assert localstack_url() == "http://localhost.localstack.cloud:4577"
    monkeypatch.setenv("USE_SSL", "1")
    assert localstack_url() == "https://localhost.localstack.cloud:4577"
    monkeypatch.setenv("LOCALSTACK_HOST", "localhost:many")
    with pytest.raises(BadEndpoint, match="LOCALSTACK_HOST: could not parse localhost:many"):
        localstack_url()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert localstack_url() == "http://127.0.0.1:1"


Pages = dict[str, Any]


@contextmanager
def a_server(pages: Pages) -> Iterator[Endpoint]:
    """A server on loopback that responds with these JSON pages, and 404 to everything else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            body = page if isinstance(page, bytes) else json.dumps(page).encode()
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield checked(f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()


HEALTH = {"services": {"sqs": "available"}, "version": "4.1.2"}


@pytest.mark.parametrize(
    ("pages", "name"),
    [
        ({"/_localstack/health": HEALTH}, EmulatorName.LOCALSTACK),
        # ministack imitates LocalStack, so its own page decides.
        ({"/_localstack/health": HEALTH, "/_ministack/health": HEALTH}, EmulatorName.MINISTACK),
    ],
)
def test_an_emulator_says_which_one_it_is(pages: Pages, name: EmulatorName):
    with a_server(pages) as endpoint:
        found = identify(endpoint)
        assert (found.name, found.version) == (name, "4.1.2")


@pytest.mark.parametrize(
    "pages",
    [
        {},
        {"/_localstack/health": b"<html>", "/_ministack/health": b"\xff"},
        {"/_localstack/health": ["services"], "/_ministack/health": {"services": "all"}},
    ],
)
def test_what_has_no_health_page_of_an_emulator_is_none(pages: Pages):
    with a_server(pages) as endpoint, pytest.raises(Refused, match="is no emulator: it has none of"):
        identify(endpoint)


def test_a_moto_server_is_told_from_the_moto_that_runs_functions():
    with (
        a_server({"/moto-api/data.json": {}}) as endpoint,
        pytest.raises(Refused, match="is moto, which runs no functions; `--emulator moto` starts one"),
    ):
        identify(endpoint)


def test_https_at_a_server_of_http_says_what_to_try():
    with a_server({"/_localstack/health": HEALTH}) as endpoint:
        secure = checked(endpoint.url.replace("http", "https"))
        with pytest.raises(EmulatorError, match="does not speak https; try http://"):
            identify(secure)


@contextmanager
def a_listener(respond: bytes | None) -> Iterator[Endpoint]:
    """Something that takes one connection after the other, reads a little, writes this, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(1000)
                    if respond is not None:
                        connection.sendall(respond)

        threading.Thread(target=serve, daemon=True).start()
        yield checked(f"http://127.0.0.1:{listening.getsockname()[1]}")


@pytest.mark.parametrize("respond", [b"SSH-2.0-OpenSSH_9.2\r\n", b"", None])
def test_what_does_not_speak_http_is_told(respond: bytes | None):
    with a_listener(respond) as endpoint, pytest.raises(EmulatorError, match=r"does not speak http$"):
        identify(endpoint)


def test_nobody_there_is_told(unused_port: int):
    with pytest.raises(
        EmulatorError, match=r"nothing listens at http://127.0.0.1:.*start the emulator there"
    ):
        identify(checked(f"http://127.0.0.1:{unused_port}"))


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def test_a_silent_one_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("outreach.local.identify._SECONDS", 0.1)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(EmulatorError, match=r"did not respond within 0.1 seconds"),
    ):
        identify(checked(f"http://127.0.0.1:{silent.getsockname()[1]}"))


def test_a_certificate_for_another_name_is_told(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: Any, **__: Any) -> None:
        error = ssl.SSLCertVerificationError(1, "certificate verify failed")
        error.verify_message = "Hostname mismatch"
        raise error

    monkeypatch.setattr("http.client.HTTPSConnection.request", refuse)
    with pytest.raises(
        EmulatorError, match="the certificate of https://localhost:1 is not good: Hostname mismatch"
    ):
        identify(checked("https://localhost:1"))


URL, SES = "http://localhost:4566", "http://host.docker.internal:4567"


def test_without_a_word_about_one_that_runs_the_emulator_is_our_own():
    for name in (None, EmulatorName.MINISTACK, EmulatorName.MOTO):
        assert wish_of(name, None, port=4566) is None


def test_a_url_or_localstack_means_one_that_runs_already():
    assert wish_of(None, URL) == Wish(None, URL)
    assert wish_of(EmulatorName.MINISTACK, URL) == Wish(EmulatorName.MINISTACK, URL)
    assert wish_of(EmulatorName.LOCALSTACK, None, ses_endpoint_url=SES) == Wish(
        EmulatorName.LOCALSTACK, None, SES
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"name": EmulatorName.MOTO, "endpoint_url": URL}, "--emulator moto starts a moto of its own"),
        ({"endpoint_url": URL, "port": 4566}, "--port is about an emulator that is started here"),
        ({"name": EmulatorName.LOCALSTACK, "port": 1}, "--port is about an emulator that is started here"),
        ({"ses_endpoint_url": SES}, "--ses-endpoint-url is about an emulator that runs already"),
        ({"name": EmulatorName.MOTO, "allow_remote": True}, "--allow-remote is about an emulator that runs"),
    ],
)
def test_options_that_contradict_each_other_are_named(options: dict[str, Any], problem: str):
    with pytest.raises(BadEndpoint, match=problem):
        wish_of(**{"name": None, "endpoint_url": None} | options)


def test_an_emulator_that_is_another_one_than_was_named_is_refused():
    with (
        a_server({"/_localstack/health": HEALTH}) as endpoint,
        pytest.raises(Refused, match=r"is localstack 4\.1\.2, and not ministack"),
    ):
        find(Wish(EmulatorName.MINISTACK, endpoint.url))


def test_functions_on_another_machine_must_be_told_where_ses_is():
    with pytest.raises(Refused, match="cannot reach the SES endpoint on this machine's loopback"):
        find(Wish(None, "http://192.0.2.7:4566", allow_remote=True))


def test_ses_is_held_to_the_same_rules(unused_port: int):
    url = f"http://127.0.0.1:{unused_port}"
    with pytest.raises(Refused, match="is AWS"):
        find(Wish(None, url, "https://email.eu-west-1.amazonaws.com"))
    with pytest.raises(BadEndpoint, match="is not an endpoint"):
        find(Wish(None, url, "here"))


def test_functions_learn_where_ses_is_by_the_name_that_they_have_for_this_machine():
    ours = "http://127.0.0.1:4567"
    told = "AWS_ENDPOINT_URL_SESV2"
    assert Given(EmulatorName.MINISTACK, URL).function_environment(ours) == {told: ours}
    assert Given(EmulatorName.LOCALSTACK, URL).function_environment(ours) == {told: SES}
    chosen = Given(EmulatorName.LOCALSTACK, URL, "http://10.0.0.1:9999")
    assert chosen.function_environment(ours) == {told: "http://10.0.0.1:9999"}
    assert Given(EmulatorName.LOCALSTACK, URL, ITS_OWN_SES).function_environment(ours) == {}


def test_our_ses_endpoint_must_be_on_the_port_that_the_functions_are_told():
    assert Given(EmulatorName.LOCALSTACK, URL).ses_port() is None
    assert Given(EmulatorName.LOCALSTACK, URL, ITS_OWN_SES).ses_port() is None
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(EmulatorError, match=f"port {port} on 127.0.0.1 is taken"):
            Given(EmulatorName.LOCALSTACK, URL, f"http://host.docker.internal:{port}").ses_port()
    assert Given(EmulatorName.LOCALSTACK, URL, f"http://host.docker.internal:{port}").ses_port() == port
