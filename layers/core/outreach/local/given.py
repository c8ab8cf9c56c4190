"""An emulator that somebody else started: it is found, used, and left running.

Nothing that we start on loopback is between it and a foreign web page, and it takes the credentials that everybody knows:
it is as open as whoever started it has left it. It gets the template and the packages as AWS would get them, but for what
`template` corrects. Its functions find our SES endpoint by a variable of their own (`ses_endpoint_url`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from outreach.local import processes, template
from outreach.local.clients import local_client
from outreach.local.emulator import EmulatorError, EmulatorOptions
from outreach.local.emulator_names import EmulatorName
from outreach.local.emulators import Kind
from outreach.local.endpoint import BadEndpoint, Endpoint, Refused, addresses, checked, localstack_url
from outreach.local.foreign_pages import CONTAINER_NAME
from outreach.local.identify import identify
from outreach.local.processes import ProcessId
from outreach.local.ses_events import ACCOUNT

ITS_OWN_SES = "emulator"
"""What a person gives instead of the URL of SES, if the emulator is to be SES as well."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says about an emulator that runs already. `name` and `endpoint_url` are not both None."""

    name: EmulatorName | None = None
    endpoint_url: str | None = None
    ses_endpoint_url: str | None = None
    """By which URL its functions reach our SES endpoint. `emulator`: they use the emulator's own. None: the usual one."""
    allow_remote: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An emulator that runs already. It is what `emulators` calls `Running`, and is never stopped."""

    name: EmulatorName
    """Which emulator it says that it is."""
    endpoint_url: str
    ses_endpoint_url: str | None = None
    allow_remote: bool = False

    @property
    def process(self) -> ProcessId | None:
        """None: the process is not ours."""
        return None

    @property
    def log(self) -> None:
        """None: its log is not ours."""

    def stop(self) -> bool:
        """Leave it running."""
        return True

    @property
    def kind(self) -> Kind:
        """What the rest of the local stack is to know about it."""
        is_ministack = self.name is EmulatorName.MINISTACK
        translate = template.for_ministack if is_ministack else template.for_localstack
        return Kind(self.name, start=self._found, translate=translate, environment="", keeps_state=True)

    def _found(self, _: EmulatorOptions) -> Given:
        return self

    def again(self) -> Wish:
        """Return the wish for this very emulator."""
        return Wish(None, self.endpoint_url, self.ses_endpoint_url, self.allow_remote)

    @property
    def is_its_own_ses(self) -> bool:
        """Whether mail goes to the emulator itself, and not to our SES endpoint."""
        return self.ses_endpoint_url == ITS_OWN_SES

    def ses_port(self) -> int | None:
        """Return the port on which our SES endpoint must listen, None if any will do. EmulatorError if it is taken."""
        port = None if self.ses_endpoint_url is None else urlsplit(self.ses_endpoint_url).port
        if port is not None and processes.free_port(port) != port:
            raise EmulatorError(
                f"port {port} on 127.0.0.1 is taken, and by --ses-endpoint-url the local SES endpoint must be there; "
                f"`{ITS_OWN_SES}` names the emulator's own"
            )
        return port

    def function_environment(self, ses_url: str) -> Mapping[str, str]:
        """Return what the functions must be told, if our SES endpoint is at `ses_url` on this machine.

        LocalStack runs each function in a container, which knows this machine by a name of its own.
        """
        if self.is_its_own_ses:
            return {}
        port = urlsplit(ses_url).port
        usual = f"http://{CONTAINER_NAME}:{port}" if self.name is EmulatorName.LOCALSTACK else ses_url
        return {"AWS_ENDPOINT_URL_SESV2": self.ses_endpoint_url or usual}


def wish_of(
    name: EmulatorName | None,
    endpoint_url: str | None,
    *,
    port: int | None = None,
    ses_endpoint_url: str | None = None,
    allow_remote: bool = False,
) -> Wish | None:
    """Return what a person wishes by these options, None if it is an emulator that we start.

    Raises BadEndpoint if the options contradict each other.
    """
    if endpoint_url is None and name is not EmulatorName.LOCALSTACK:
        if ses_endpoint_url is not None or allow_remote:
            given = "--allow-remote" if ses_endpoint_url is None else "--ses-endpoint-url"
            raise BadEndpoint(f"{given} is about an emulator that runs already: name it with --endpoint-url")
        return None
    if name is EmulatorName.MOTO:
        raise BadEndpoint("--emulator moto starts a moto of its own: leave out --emulator, or --endpoint-url")
    if port is not None:
        raise BadEndpoint("--port is about an emulator that is started here: leave it out, or --endpoint-url")
    return Wish(name, endpoint_url, ses_endpoint_url, allow_remote)


def find(wish: Wish) -> Given:
    """Find the emulator and ask which one it is. Nothing is changed there.

    Raises BadEndpoint, Refused, or EmulatorError if nothing responds.
    """
    endpoint = checked(wish.endpoint_url or localstack_url(), allow_remote=wish.allow_remote)
    ses = _checked_ses(wish, endpoint)
    identity = identify(endpoint)
    # Whoever says `localstack` means what stands where LocalStack is expected; ministack imitates it.
    if wish.name not in {None, EmulatorName.LOCALSTACK, identity.name}:
        raise Refused(f"{endpoint.url} is {identity.name} {identity.version}, and not {wish.name}")
    _check_credentials(endpoint.url)
    return Given(identity.name, endpoint.url, ses, wish.allow_remote)


def _checked_ses(wish: Wish, endpoint: Endpoint) -> str | None:
    if wish.ses_endpoint_url is None and not endpoint.is_on_this_machine:
        raise Refused(
            f"the functions at {endpoint.host} cannot reach the SES endpoint on this machine's loopback; say where "
            f"they find it with --ses-endpoint-url: a URL, or `{ITS_OWN_SES}` for the emulator's own"
        )
    if wish.ses_endpoint_url in {None, ITS_OWN_SES}:
        return wish.ses_endpoint_url
    return checked(
        str(wish.ses_endpoint_url), allow_remote=wish.allow_remote, look_up=_as_a_container_does
    ).url


def _as_a_container_does(host: str) -> list[str]:
    return ["127.0.0.1"] if host == CONTAINER_NAME else addresses(host)


def _check_credentials(endpoint_url: str) -> None:
    sts: Any = local_client("sts", endpoint_url)
    try:
        account = sts.get_caller_identity()["Account"]
    except (ClientError, ResponseParserError) as error:  # the guard of a local stack responds with plain text
        raise Refused(
            f"the emulator at {endpoint_url} refuses the credentials test/test that an emulator takes; "
            "is it the local stack of another project?"
        ) from error
    except BotoCoreError as error:
        raise EmulatorError(f"the emulator at {endpoint_url} did not respond: {error}") from error
    if account != ACCOUNT:
        raise Refused(
            f"the account at {endpoint_url} is {account}; the events of the local SES endpoint are those of {ACCOUNT}: "
            "start the emulator with that account"
        )
