"""The way out: what an unsubscribe link shows, takes and undoes.

    GET, HEAD   show what the link is for; read and write nothing, because scanners follow links
    POST        write or lift one order in the Suppression table, then answer (RFC 8058: 200, no redirect)

The order is in the table before the answer is given, so no later last look sends. If the table does not
answer, the request is kept in a queue (202) which `apply_kept` empties; if that does not answer either,
the person is told so (503). An undo is never kept: by the time it is applied it could lift an order that
the person has given since.

Nothing but the Suppression table is touched, and never read, so links work for finished and deleted
campaigns and after an erasure, and no answer tells whether anybody is known here.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from outreach.domain.ids import is_rehearsal
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, Order
from outreach.domain.unsubscribe_token import Unsubscription, read_token
from outreach.errors import StoreUnavailable
from outreach.messages import QueueRecord
from outreach.services.ports import Alarms, Clock, Suppressions
from outreach.services.unsubscribe.form import Action, Scope, Unreadable, Wish, read_wish
from outreach.services.unsubscribe.kept_requests import KeptRequest, KeptRequests, request_of
from outreach.services.unsubscribe.page import Page, PageResponse, respond

logger = logging.getLogger(__name__)

_SHOWING = ("GET", "HEAD")
_DONE = {Scope.EVERYTHING: Page.DONE, Scope.CAMPAIGN: Page.DONE_CAMPAIGN}
_UNREADABLE = {
    Unreadable.TOO_LARGE: Page.TOO_LARGE,
    Unreadable.NO_FORM: Page.UNREADABLE,
    Unreadable.NO_WISH: Page.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request to a link, as far as it matters: no cookie, referrer or query is looked at."""

    method: str
    token: str
    body: str = ""
    content_type: str = ""
    is_base64: bool = False


class Unsubscribing:
    """Answers the requests to unsubscribe links, and applies those that had to wait."""

    def __init__(
        self, suppressions: Suppressions, keyring: Keyring, clock: Clock, alarms: Alarms, kept: KeptRequests
    ) -> None:
        self._suppressions = suppressions
        self._keyring = keyring
        self._clock = clock
        self._alarms = alarms
        self._kept = kept

    def respond(self, request: Request) -> PageResponse:
        """Answer one HTTP request. Raises nothing that the request could cause."""
        if request.method not in (*_SHOWING, "POST"):
            return respond(Page.WRONG_METHOD)
        about = read_token(self._keyring, request.token)
        page = self._shown(about) if request.method in _SHOWING else self._taken(request, about)
        return respond(page, with_body=request.method != "HEAD")

    def apply_kept(self, records: Sequence[QueueRecord]) -> list[str]:
        """Apply requests from the queue; return the ids of those that must come again.

        The table not answering for one, the rest is not tried: each would wait for it in vain. What can
        never be applied comes again, too, until it lies in the dead-letter queue, where a person looks.
        """
        failed: list[str] = []
        down = False
        for record in records:
            try:
                applied = not down and self._apply(record)
            except StoreUnavailable as error:
                logger.warning("the Suppression table does not answer: %s", error)
                applied, down = False, True
            if not applied:
                failed.append(record.record_id)
        return failed

    def _shown(self, about: Unsubscription | None) -> Page:
        if about is None:
            return Page.INVALID
        return Page.REHEARSAL if is_rehearsal(about.run_id) else Page.ASK

    def _taken(self, request: Request, about: Unsubscription | None) -> Page:
        if about is None:
            self._alarms.count("UnsubscribeInvalid")
        if about is None or is_rehearsal(about.run_id):
            return self._shown(about)
        wish = read_wish(request.body, request.content_type, is_base64=request.is_base64)
        if isinstance(wish, Unreadable):
            logger.info("a request without a wish", extra={"problem": wish})
            return _UNREADABLE[wish]
        if wish.action is Action.UNDO:
            return self._undone(about, wish.scope)
        return self._recorded(request.token, about, wish)

    def _recorded(self, token: str, about: Unsubscription, wish: Wish) -> Page:
        now = self._clock.now()
        try:
            self._order(about, wish.scope, wish.actor, now)
        except StoreUnavailable as error:
            logger.warning("the Suppression table does not answer, the request is kept: %s", error)
            return self._keep(request_of(token, wish.scope, wish.actor, now))
        return _DONE[wish.scope]

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
        """Speak before lifting: whoever unsubscribes after that has the last word, whatever the clocks say."""
        place = about.recipient, _scope(about, scope), Reason.UNSUBSCRIBED
        try:
            version = self._suppressions.renew_version(*place)
            if version is not None:
                self._suppressions.lift_recipient(*place, version=version)
        except StoreUnavailable as error:
            logger.warning("the Suppression table does not answer, nothing is undone: %s", error)
            return Page.UNDO_UNAVAILABLE
        return Page.UNDONE

    def _apply(self, record: QueueRecord) -> bool:
        try:
            request = KeptRequest.model_validate_json(record.body)
        except ValidationError:
            request = None
        about = request and read_token(self._keyring, request.token)
        if not request or not about:
            logger.error("a kept request cannot be applied", extra={"record_id": record.record_id})
            self._alarms.count("UnsubscribeInvalid")
            return False
        logger.info("a kept request is recorded", extra={"made_at": request.at.isoformat()})
        self._order(about, request.scope, request.actor, self._clock.now())
        return True

    def _order(self, about: Unsubscription, scope: Scope, actor: str, at: datetime) -> None:
        order = Order(_scope(about, scope), Reason.UNSUBSCRIBED, source="unsubscribe", actor=actor, at=at)
        if self._suppressions.order_recipient(about.recipient, None, order):
            self._alarms.count("Unsubscribed", scope=scope, actor=actor)


def _scope(about: Unsubscription, scope: Scope) -> str:
    return EVERYWHERE if scope is Scope.EVERYTHING else about.campaign_id
