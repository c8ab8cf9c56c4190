"""Handles requests to unsubscribe links, and applies the requests that had to wait in a queue.

    GET, HEAD   show the page. Read and write nothing, because mail scanners follow links.
    POST        write or lift one order in the Suppression table, then respond (RFC 8058: 200, no redirect)

The order is in the table before the response is returned, so no later last look sends a mail. If the table does
not respond, the request is kept in a queue (202), and `apply_kept` applies it later. If the queue does not
respond either, the page says so (503). A request to undo is never kept, because by the time it is applied it
could lift an order that the person has given since.

Orders are only written, never read. So links work for finished and deleted campaigns and after an erasure, and no
response tells whether a person is known here. A page looks up one thing, by the campaign that a valid link names: what
each mail of that campaign says of its sender. A one-click request looks up nothing.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from outreach.domain.ids import CampaignId, is_rehearsal
from outreach.domain.keyring import Keyring
from outreach.domain.languages import chosen_language
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, Order
from outreach.domain.unsubscribe_token import (
    Unsubscription,
    is_dead,
    names_unknown_key,
    read_pasted,
    token_in,
)
from outreach.errors import StoreUnavailable
from outreach.queue_records import QueueRecord
from outreach.services.ports import Alarms, Clock, Suppressions
from outreach.services.unsubscribe.form import (
    Action,
    Scope,
    Unreadable,
    UnsubscribeRequest,
    is_one_click,
    read_form,
)
from outreach.services.unsubscribe.kept_requests import KeptRequest, KeptRequests, request_of
from outreach.services.unsubscribe.page import Page, PageResponse, respond
from outreach.services.unsubscribe.ports import ShownSender, ShownSenders
from outreach.services.unsubscribe.remembered import UNDO_WITHIN, cookie_after, page_for, remembered_in

logger = logging.getLogger(__name__)

_SHOWING = ("GET", "HEAD")
_DONE = {Scope.EVERYTHING: Page.DONE, Scope.CAMPAIGN: Page.DONE_CAMPAIGN}
_NAMELESS = frozenset({Page.KEPT, Page.UNAVAILABLE, Page.UNDO_UNAVAILABLE, Page.REHEARSAL})
"""Pages without a name: a store is down, and nobody waits for another; or nobody but the operator reads it."""
_UNREADABLE = {
    Unreadable.TOO_LARGE: Page.TOO_LARGE,
    Unreadable.NO_FORM: Page.UNREADABLE,
    Unreadable.NO_REQUEST: Page.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Request:
    """The parts of an HTTP request that matter here. Referrer and query string are ignored."""

    method: str
    token: str
    body: str = ""
    content_type: str = ""
    is_base64: bool = False
    languages: str = ""
    """The header Accept-Language."""
    cookies: tuple[str, ...] = ()


class Unsubscribing:
    """Handles requests to unsubscribe links, and applies the requests that had to wait."""

    def __init__(
        self,
        suppressions: Suppressions,
        keyring: Keyring,
        clock: Clock,
        alarms: Alarms,
        kept: KeptRequests,
        read_again: Callable[[], Keyring | None] = lambda: None,
        senders: ShownSenders | None = None,
    ) -> None:
        """`read_again` returns the keys as they are now; None if it is too soon, or they cannot be read.

        Without `senders`, no page names its sender.
        """
        self._suppressions = suppressions
        self._keyring = keyring
        self._clock = clock
        self._alarms = alarms
        self._kept = kept
        self._read_again = read_again
        self._senders = senders

    def respond(self, request: Request) -> PageResponse:
        """Handle one HTTP request and return the response. No request can make this raise."""
        if request.method not in (*_SHOWING, "POST"):
            return respond(Page.WRONG_METHOD)
        if is_dead(token_in(request.token)):
            return respond(Page.TEST, with_body=request.method != "HEAD")
        about = self._read(request.token)
        page = self._shown(about) if request.method in _SHOWING else self._taken(request, about)
        return self._spoken(request, about, page)

    def _spoken(self, request: Request, about: Unsubscription | None, page: Page) -> PageResponse:
        """Say it in the person's language and name the sender. A mailbox provider reads no page: nothing is looked up."""
        by_program = is_one_click(request.body, request.content_type, is_base64=request.is_base64)
        if request.method == "POST" and by_program:
            return respond(page, language=chosen_language(request.languages, None))
        remembered, now = remembered_in(request.cookies, request.token), self._clock.now()
        shown = page_for(page, remembered, now)
        sender = None if about is None or shown in _NAMELESS else self._sender(about.campaign_id)
        cookie = cookie_after(page, request.token, remembered, now) if request.method == "POST" else None
        return respond(
            shown,
            with_body=request.method != "HEAD",
            language=chosen_language(request.languages, None if sender is None else sender.language),
            sender=sender,
            cookie=cookie,
        )

    def _sender(self, campaign_id: CampaignId) -> ShownSender | None:
        """Look up who writes in a campaign. A page without the name is better than none."""
        try:
            return None if self._senders is None else self._senders.of(campaign_id)
        except StoreUnavailable as error:
            logger.warning("the sender's name could not be read, the page does without: %s", error)
            return None

    def apply_kept(self, records: Sequence[QueueRecord]) -> list[str]:
        """Apply requests from the queue; return the ids of the records that SQS must deliver again.

        If the table does not respond to one request, the others are not tried, because each would only wait for
        it. A request that can never be applied is also returned, until SQS moves it to the dead-letter queue,
        where a person sees it.
        """
        failed: list[str] = []
        down = False
        for record in records:
            try:
                applied = not down and self._apply(record)
            except StoreUnavailable as error:
                logger.warning("the Suppression table did not respond: %s", error)
                applied, down = False, True
            if not applied:
                failed.append(record.record_id)
        return failed

    def _read(self, token: str) -> Unsubscription | None:
        """Read a token, as somebody may have pasted it. It may name a key that was added since this worker started."""
        if names_unknown_key(self._keyring, token_in(token)):
            self._keyring = self._read_again() or self._keyring
        return read_pasted(self._keyring, token)

    def _shown(self, about: Unsubscription | None) -> Page:
        if about is None:
            return Page.INVALID
        return Page.REHEARSAL if is_rehearsal(about.run_id) else Page.ASK

    def _taken(self, request: Request, about: Unsubscription | None) -> Page:
        if about is None:
            self._alarms.count("UnsubscribeInvalid")
        if about is None or is_rehearsal(about.run_id):
            return self._shown(about)
        asked = read_form(request.body, request.content_type, is_base64=request.is_base64)
        if isinstance(asked, Unreadable):
            logger.info("the body is not a request to unsubscribe", extra={"problem": asked})
            return _UNREADABLE[asked]
        if asked.action is Action.UNDO:
            return self._undone(about, asked.scope)
        return self._recorded(token_in(request.token), about, asked)

    def _recorded(self, token: str, about: Unsubscription, asked: UnsubscribeRequest) -> Page:
        now = self._clock.now()
        # The order is written before the response is returned: a person who reads "done" gets no later mail.
        try:
            self._order(about, asked.scope, asked.actor, now)
        except StoreUnavailable as error:
            logger.warning("the Suppression table did not respond, the request is kept: %s", error)
            return self._keep(request_of(token, asked.scope, asked.actor, now))
        return _DONE[asked.scope]

    def _keep(self, request: KeptRequest) -> Page:
        try:
            self._kept.keep(request)
        except StoreUnavailable as error:
            logger.error("a request to unsubscribe could be neither recorded nor kept: %s", error)
            self._alarms.count("UnsubscribeLost")
            return Page.UNAVAILABLE
        self._alarms.count("UnsubscribeKept")
        return Page.KEPT

    def _undone(self, about: Unsubscription, scope: Scope) -> Page:
        """Lift the order that this link gave lately, if nobody else has given it too.

        The order gets a new version first, and only this version is lifted. If the person unsubscribes again in
        the meantime, the order has another version and stays, whatever the clocks say. A link may be in the hands of
        somebody to whom an old mail was forwarded, so what it ordered longer ago stands, and so does every order that
        an operator, an import, a mail or another link gave. The response is the same in each case.
        """
        place = about.recipient, _scope(about, scope), Reason.UNSUBSCRIBED
        since = self._clock.now() - UNDO_WITHIN
        try:
            version = self._suppressions.renew_version(*place, link=about.link, since=since)
            if version is not None:
                self._suppressions.lift_recipient(*place, version=version)
        except StoreUnavailable as error:
            logger.warning("the Suppression table did not respond, nothing is undone: %s", error)
            return Page.UNDO_UNAVAILABLE
        return Page.UNDONE

    def _apply(self, record: QueueRecord) -> bool:
        try:
            request = KeptRequest.model_validate_json(record.body)
        except ValidationError:
            request = None
        about = request and self._read(request.token)
        if not request or not about:
            logger.error("a kept request cannot be applied", extra={"record_id": record.record_id})
            self._alarms.count("UnsubscribeInvalid")
            return False
        logger.info("a kept request is recorded", extra={"made_at": request.at.isoformat()})
        self._order(about, request.scope, request.actor, self._clock.now())
        return True

    def _order(self, about: Unsubscription, scope: Scope, actor: str, at: datetime) -> None:
        order = Order(_scope(about, scope), Reason.UNSUBSCRIBED, "unsubscribe", actor, at, link=about.link)
        if self._suppressions.order_recipient(about.recipient, None, order):
            self._alarms.count("Unsubscribed", scope=scope, actor=actor)


def _scope(about: Unsubscription, scope: Scope) -> str:
    return EVERYWHERE if scope is Scope.EVERYTHING else about.campaign_id
