"""The pages of the local mailbox. They keep nothing: each view reads the mails and the tables again.

The requests of the pages:

GET   ?campaign=C&first=N        the list, newest first
GET   mail/ID?pictures=shown     one mail, and what its recipient can do
GET   mail/ID/body               its HTML, for a frame
POST  mail/ID/answer             does it, waits until the stack has heard of it, and leads back to the mail
"""

import hmac
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from outreach.artifacts import mailbox_page as pages
from outreach.artifacts.mailbox_page import Chip, ListedMail, MailList, Place, Recipient, ShownMail
from outreach.cli.exits import error_line
from outreach.cli.mailbox_doing import LONGEST_ABSENCE, Refused, do, heard
from outreach.cli.mailbox_told import about, chips_of, facts_of, shown_reply, touch_of
from outreach.domain.ses_event import TouchName
from outreach.errors import OutreachError
from outreach.local.answers import Answers, NotTaken
from outreach.local.mailbox import AcceptedMail, Envelope, Mailbox
from outreach.local.page_server import Asked, Shown
from outreach.local.ses_requests import reread
from outreach.local.tracking import picture_of

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.services.operator.mail_view import AfterMail

AT_ONCE = 20
_HEARD_SECONDS = 10.0
_LOOK_SECONDS = 0.1
_HTML = {"Content-Type": "text/html; charset=utf-8"}
_DONE = {
    "reply": "The reply lies in the bucket of received mails",
    "absence": "The absence lies in the bucket of received mails",
    "hard bounce": "SES's event of the bounce is in the queue",
    "soft bounce": "SES's event of the bounce is in the queue",
    "complaint": "SES's event of the complaint is in the queue",
    "one click": "The unsubscribe page has taken the one-click request",
}
_NOT_KNOWN = Chip("not known any more")
_FORGOTTEN = (
    "What is known of this mail is not there any more: the person was forgotten, or the stack is a new one."
)
_ASIDES = {
    "test": "This is a test mail, which `outreach test-send` wrote. Whatever comes of it is about no lead.",
    "forward": "The stack wrote this mail to you or your team: it forwards what a lead replied.",
}


@dataclass(frozen=True, slots=True)
class Local:
    """The stack whose mails are shown."""

    operator: "Operator"
    outputs: Mapping[str, str]
    client: Callable[[str], Any]
    mailbox: Mailbox
    ses_url: str


class Site:
    """Responds to the requests of one person. `find` returns the stack that is up, or raises an `OutreachError`."""

    def __init__(self, find: Callable[[], Local], now: Callable[[], datetime]) -> None:
        self._find = find
        self._now = now
        self._token = secrets.token_urlsafe(18)
        self._alone = threading.Lock()
        self.base = "/"
        """The path of the list. Known when the server is."""

    @property
    def place(self) -> Place:
        """Return where the pages are."""
        return Place(self.base, self._token)

    def respond(self, asked: Asked) -> Shown:
        """Return a page."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return self._routed(asked)
        except Refused as refused:
            return self._problem(refused.status, refused.title, str(refused))
        except OutreachError as error:
            return self._unreachable(error_line(error))
        except (BotoCoreError, ClientError) as error:
            return self._unreachable(f"the stack did not respond: {error}")

    def _routed(self, asked: Asked) -> Shown:
        match asked.path.split("/"):
            case [""] if asked.form is None:
                return self._list(asked)
            case ["mail", message_id] if asked.form is None:
                return self._mail(message_id, asked)
            case ["mail", message_id, "body"] if asked.form is None:
                return self._body(message_id, asked)
            case ["mail", message_id, "answer"] if asked.form is not None:
                return self._answer(message_id, asked.form)
            case _:
                raise Refused(HTTPStatus.NOT_FOUND, "There is no such page", "Go on from the list.")

    def _unreachable(self, text: str) -> Shown:
        return self._problem(HTTPStatus.SERVICE_UNAVAILABLE, "The local stack does not respond", text)

    def _problem(self, status: HTTPStatus, title: str, text: str) -> Shown:
        return self._page(pages.problem_page(self.place, title, text), status)

    def _page(self, page: str, status: HTTPStatus = HTTPStatus.OK) -> Shown:
        return Shown(page.encode(), status, {**_HTML, "Content-Security-Policy": pages.policy()})

    # --- the list

    def _list(self, asked: Asked) -> Shown:
        local = self._find()
        envelopes = local.mailbox.envelopes()[::-1]
        campaign = asked.query.get("campaign", "")
        counts = Counter(each.tags["campaign"] for each in envelopes if "campaign" in each.tags)
        chosen = [each for each in envelopes if campaign in ("", each.tags.get("campaign"))]
        first = _first(asked.query.get("first", ""), len(chosen))
        with self._alone:
            mails = [self._listed(local, each) for each in chosen[first : first + AT_ONCE]]
        listed = MailList(mails, len(chosen), sorted(counts.items()), campaign, first, AT_ONCE)
        return self._page(pages.list_page(self.place, listed))

    def _listed(self, local: Local, envelope: Envelope) -> ListedMail:
        touch = touch_of(envelope.tags)
        after = None if touch is None else local.operator.mail_view.after(touch)
        return ListedMail(
            envelope.message_id,
            envelope.received_at,
            ", ".join(envelope.recipients),
            envelope.subject,
            about(envelope.tags),
            _chips(touch, after),
        )

    # --- one mail

    def _mail(self, message_id: str, asked: Asked) -> Shown:
        local = self._find()
        mail = _found(local, message_id)
        pictures = asked.query.get("pictures") == "shown"
        with self._alone:
            shown = self._shown(local, mail, pictures=pictures)
        return self._page(pages.mail_page(self.place, shown, _notice(asked)))

    def _shown(self, local: Local, mail: AcceptedMail, *, pictures: bool) -> ShownMail:
        touch = touch_of(mail.tags)
        view = local.operator.mail_view
        after = None if touch is None else view.after(touch)
        known = after is not None
        address = mail.recipients[0]
        return ShownMail(
            message_id=mail.message_id,
            at=mail.received_at,
            sender=mail.sender,
            to=", ".join(mail.recipients),
            subject=mail.subject,
            about=about(mail.tags),
            text=mail.text or "",
            has_html=mail.html is not None,
            headers=list(mail.headers.items()),
            aside=_FORGOTTEN if touch else _ASIDES["test" if "test" in mail.tags else "forward"],
            recipient=self._recipient(local, mail, pictures=pictures) if known else None,
            chips=_chips(touch, after),
            facts=facts_of(after) if after else (),
            replies=[shown_reply(reply) for reply in after.replies] if after else (),
            steps=[(told.step + 1, told.message_id, told.sentence) for told in view.story(after)]
            if after
            else (),
            commands=[f"outreach why {address}"] if known else (),
        )

    def _recipient(self, local: Local, mail: AcceptedMail, *, pictures: bool) -> Recipient:
        answers, request = Answers(local.outputs, local.client), reread(mail.request)
        today = self._now().date()
        return Recipient(
            address=mail.recipients[0],
            reply_to=answers.reply_address(mail),
            is_heard=answers.hears_replies_to(mail),
            first_day=today + timedelta(days=1),
            last_day=today + LONGEST_ABSENCE,
            link=answers.unsubscribe_link(mail),
            tracks_opens=request.tracks_opens,
            tracks_clicks=request.tracks_clicks,
            pictures=pictures,
        )

    def _body(self, message_id: str, asked: Asked) -> Shown:
        local = self._find()
        mail = _found(local, message_id)
        if mail.html is None:
            raise Refused(HTTPStatus.NOT_FOUND, "This mail has no HTML", "Its page shows its text.")
        shows = asked.query.get("pictures") == "shown"
        picture = picture_of(local.ses_url, mail.message_id) if shows else None
        headers = {**_HTML, "Content-Security-Policy": pages.policy_of_a_mail(picture)}
        return Shown(pages.frame_of(mail.html).encode(), HTTPStatus.OK, headers)

    # --- what its recipient does

    def _answer(self, message_id: str, form: Mapping[str, str]) -> Shown:
        if not hmac.compare_digest(form.get("token", "").encode(), self._token.encode()):
            raise Refused(
                HTTPStatus.FORBIDDEN,
                "Nothing was done",
                "The form is not of this mailbox: load its page again.",
            )
        local = self._find()
        mail = _found(local, message_id)
        touch = touch_of(mail.tags)
        before = None if touch is None else local.operator.mail_view.after(touch)
        if before is None:
            raise Refused(HTTPStatus.CONFLICT, "Nothing was done", "The mail is about no lead of this stack.")
        what = form.get("what", "")
        try:
            do(Answers(local.outputs, local.client), mail, form, self._now())
        except NotTaken as error:
            raise Refused(HTTPStatus.BAD_GATEWAY, "Nothing was done", str(error)) from error
        is_heard = self._wait(local, what, before)
        told = urlencode({"done": what} if is_heard else {"done": what, "heard": "no"})
        place = f"{self.base}mail/{message_id}?{told}"
        return Shown(b"", HTTPStatus.SEE_OTHER, {"Location": place})

    def _wait(self, local: Local, what: str, before: "AfterMail") -> bool:
        """Wait until the stack has heard of it; False if it has not in time."""
        end = time.monotonic() + _HEARD_SECONDS
        while True:
            with self._alone:
                after = local.operator.mail_view.after(before.touch)
            if heard(what, before, after):
                return True
            if time.monotonic() > end:
                return False
            time.sleep(_LOOK_SECONDS)


def _chips(touch: TouchName | None, after: "AfterMail | None") -> list[Chip]:
    if touch is None:
        return []
    return [_NOT_KNOWN] if after is None else chips_of(after)


def _first(given: str, total: int) -> int:
    """Read how many mails are left out. What makes no sense is 0."""
    if not (given.isascii() and given.isdecimal()) or len(given) > len(str(total)):
        return 0
    return int(given) if int(given) < total else 0


def _found(local: Local, message_id: str) -> AcceptedMail:
    if (mail := local.mailbox.find(message_id)) is None:
        raise Refused(
            HTTPStatus.NOT_FOUND, "There is no such mail", "The folder of the mails has none with this id."
        )
    return mail


def _notice(asked: Asked) -> Chip | None:
    """Say what was just done, if the address says so."""
    if (done := _DONE.get(asked.query.get("done", ""))) is None:
        return None
    if asked.query.get("heard") == "no":
        return Chip(
            f"{done}. Nothing has changed yet: it may have been so before, or the function is slow. Load this page again.",
            "warn",
        )
    return Chip(f"{done}, and the stack has heard of it.")
