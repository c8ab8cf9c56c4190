"""The project's small SESv2 endpoint: it takes mail as SES does, keeps it, and sends nothing anywhere.

It binds to loopback, serves `SendEmail`, `GetAccount` and `GetEmailIdentity`, and can be told to fail in every way in
which SES and the network fail. Tests and the demo run it in their own process (`with
SesEndpoint(directory) as ses:`); `outreach up` runs it as
`python -m outreach.local.ses_endpoint --port P --directory D`.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

from outreach.local import ses_requests
from outreach.local.feedback import delivery_to_the_stack_of
from outreach.local.mailbox import AcceptedMail, Mailbox, new_message_id
from outreach.local.ses_events import Event, SentMail, clicked, opened, simulated_events
from outreach.local.ses_faults import REFUSALS, Fault, Faults
from outreach.local.ses_http import UNKNOWN_OPERATION, EndpointServer, SesResponse, Treatment, refused
from outreach.local.ses_requests import RefusedError, SendRequest
from outreach.local.tracking import as_sent, link_of

__all__ = ["AcceptedMail", "Account", "Fault", "SesEndpoint", "main", "simulated_events"]


@dataclass(frozen=True, slots=True)
class Account:
    """What GetAccount returns. The defaults are those of a small account outside the sandbox."""

    max_24_hour_send: float = 50_000
    max_send_rate: float = 200
    production_access: bool = True
    sending_enabled: bool = True
    enforcement: str = "HEALTHY"
    verified: bool | None = True
    """What GetEmailIdentity returns for any identity; of DKIM it says nothing. None: it knows no identities, and says so."""


class SesEndpoint:
    """A running endpoint. `on_event` gets every event SES would emit, one at a time, in order."""

    def __init__(
        self,
        directory: Path,
        *,
        port: int = 0,
        account: Account | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> None:
        self.mailbox = Mailbox(directory)
        self.faults = Faults()
        self.account = account or Account()
        self.on_event = on_event
        self.requests = 0
        self.accepted = 0
        self._count_lock = threading.Lock()
        self._events = ThreadPoolExecutor(1, thread_name_prefix="ses-events")
        self._pending: deque[Future[None]] = deque()
        self._server = EndpointServer(self, port)
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._serve()

    def mails(self) -> list[AcceptedMail]:
        """Return all accepted mails in the order of acceptance."""
        return self.mailbox.mails()

    def refuse_connections(self, seconds: float | None = None) -> None:
        """Stop listening, so that connecting fails; listen again after some seconds, or when told to."""
        self._close()
        if seconds is not None:
            timer = threading.Timer(seconds, self.accept_connections)
            timer.daemon = True
            timer.start()

    def accept_connections(self) -> None:
        """Listen again, on the same port."""
        self._server = EndpointServer(self, self.port)
        self._serve()

    def wait_for_events(self) -> None:
        """Return once `on_event` was called with every event of the mails accepted so far."""
        for pending in list(self._pending):
            pending.result()

    def stop(self) -> None:
        """Stop serving. Stopping twice is harmless."""
        self.faults.clear()
        self._close()
        self._events.shutdown(wait=True, cancel_futures=True)

    def send_email(self, body: bytes) -> Treatment:
        """Handle one SendEmail, and fail in the way that was asked for."""
        with self._count_lock:
            self.requests += 1
        try:
            request = ses_requests.parse(body)
        except RefusedError as error:
            return Treatment(refused(error.refusal))
        fault, seconds = self.faults.next_for(request.recipients)
        if fault in REFUSALS:
            return Treatment(refused(REFUSALS[fault]))
        return Treatment(None) if fault is Fault.DROP else self._accept_with(fault, seconds, request)

    def get_account(self) -> SesResponse:
        """Handle GetAccount; the response counts what was accepted in the last 24 hours."""
        day_ago = datetime.now(UTC) - timedelta(days=1)
        body = {
            "DedicatedIpAutoWarmupEnabled": False,
            "EnforcementStatus": self.account.enforcement,
            "ProductionAccessEnabled": self.account.production_access,
            "SendQuota": {
                "Max24HourSend": self.account.max_24_hour_send,
                "MaxSendRate": self.account.max_send_rate,
                "SentLast24Hours": float(self.mailbox.recipients_since(day_ago)),
            },
            "SendingEnabled": self.account.sending_enabled,
        }
        return HTTPStatus.OK.value, body, {}

    def get_email_identity(self) -> SesResponse:
        """Handle GetEmailIdentity."""
        verified = self.account.verified
        if verified is None:
            return refused(UNKNOWN_OPERATION)
        body = {
            "VerificationStatus": "SUCCESS" if verified else "PENDING",
            "VerifiedForSendingStatus": verified,
        }
        return HTTPStatus.OK.value, body, {}

    def open(self, message_id: str, user_agent: str) -> bool:
        """Publish that a mail was opened; False if there is no such mail, or its opens are not tracked."""
        sent = self._sent(message_id)
        if sent is None or not sent.request.tracks_opens:
            return False
        now = datetime.now(UTC)
        self._publish(lambda: [opened(sent, now, user_agent)])
        return True

    def click(self, message_id: str, number: int, user_agent: str) -> str | None:
        """Publish that a link of a mail was followed, and return where it leads. None if there is no such link."""
        sent = self._sent(message_id)
        link = None if sent is None else link_of(sent.request, number)
        if sent is None or link is None:
            return None
        now = datetime.now(UTC)
        self._publish(lambda: [clicked(sent, now, user_agent, link)])
        return link

    def _accept_with(self, fault: Fault | None, seconds: float, request: SendRequest) -> Treatment:
        message_id = self._accept(request)
        match fault:
            case Fault.ACCEPT_AND_DROP:
                return Treatment(None)
            case Fault.ACCEPT_AND_500:
                return Treatment(refused(REFUSALS[Fault.SERVER_ERROR]))
            case Fault.ACCEPT_AND_STALL:
                return Treatment((200, {"MessageId": message_id}, {}), stall_seconds=seconds)
            case _:
                return Treatment((200, {"MessageId": message_id}, {}))

    def _accept(self, request: SendRequest) -> str:
        now = datetime.now(UTC)
        message_id = new_message_id(now)
        self.mailbox.keep(as_sent(request, message_id, self.url), message_id, now)
        with self._count_lock:
            self.accepted += 1
        self._publish(lambda: simulated_events(request, message_id, now))
        return message_id

    def _publish(self, events: Callable[[], Iterable[Event]]) -> None:
        if self.on_event is None:
            return
        with self._count_lock:
            while self._pending and _is_well_done(self._pending[0]):
                self._pending.popleft()
            self._pending.append(self._events.submit(self._hand_on, events))

    def _hand_on(self, events: Callable[[], Iterable[Event]]) -> None:
        if self.on_event is not None:
            for event in events():
                self.on_event(event)

    def _sent(self, message_id: str) -> SentMail | None:
        found = self.mailbox.find(message_id)
        if found is None:
            return None
        return SentMail(ses_requests.reread(found.request), message_id, found.received_at)

    def _serve(self) -> None:
        server = self._server
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.05), daemon=True)
        thread.start()

    def _close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _is_well_done(handed_on: Future[None]) -> bool:
    return handed_on.done() and handed_on.exception() is None


def main(arguments: list[str] | None = None) -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="python -m outreach.local.ses_endpoint", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0, help="loopback port; 0 takes a free one")
    parser.add_argument("--directory", type=Path, required=True, help="where the mails are kept")
    parser.add_argument("--stack", type=Path, help="the file that names the queue for the events")
    parser.add_argument("--max-send-rate", type=float, default=Account().max_send_rate)
    parser.add_argument("--max-24-hour-send", type=float, default=Account().max_24_hour_send)
    options = parser.parse_args(arguments)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    account = Account(max_24_hour_send=options.max_24_hour_send, max_send_rate=options.max_send_rate)
    on_event = None if options.stack is None else delivery_to_the_stack_of(options.stack)
    with SesEndpoint(options.directory, port=options.port, account=account, on_event=on_event) as endpoint:
        sys.stdout.write(f"mail to {endpoint.url} is kept in {options.directory}\n")
        sys.stdout.flush()
        stopped.wait()


if __name__ == "__main__":
    main()
