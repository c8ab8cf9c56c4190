"""Does what somebody asks to do as the recipient of a mail. What cannot be done is refused before anything is put anywhere."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from outreach.local.answers import Answers
from outreach.local.mailbox import AcceptedMail

if TYPE_CHECKING:
    from outreach.services.operator.mail_view import AfterMail

LONGEST_ABSENCE = timedelta(days=180)
"""A later day is not believed (`domain/inbound/return_date.py`)."""
_LONGEST_TEXT = 20_000


class Refused(Exception):
    """What was asked for cannot be shown or done; it says why, under a title."""

    def __init__(self, status: HTTPStatus, title: str, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.title = title


def do(answers: Answers, mail: AcceptedMail, form: Mapping[str, str], now: datetime) -> None:
    """Do what a form of the page says. `now` is in UTC. Raises `Refused`, or what `Answers` raises."""
    what = form.get("what", "")
    match what:
        case "reply" | "absence" if not answers.hears_replies_to(mail):
            raise _not_done("the stack does not read what comes to the reply address of this mail")
        case "reply":
            answers.reply(mail, _text(form.get("text", "")), now)
        case "absence":
            answers.be_absent(mail, _day(form.get("back_on", ""), now.date()), now)
        case "hard bounce" | "soft bounce":
            answers.bounce(mail, now, hard=what == "hard bounce")
        case "complaint":
            answers.complain(mail, now)
        case "one click":
            answers.unsubscribe(mail)
        case _:
            raise _not_done("this is nothing that a recipient can do here")


def heard(what: str, before: "AfterMail", after: "AfterMail | None") -> bool:
    """Whether the stack has done all that follows, by what is written last of it."""
    if after is None:
        return False
    if what in {"reply", "absence"}:
        return after.replies != before.replies
    if what == "one click":
        return after.row != before.row
    return after.record != before.record


def _text(given: str) -> str:
    if not given.strip():
        raise _not_done("the reply has no text")
    if len(given) > _LONGEST_TEXT:
        raise _not_done(f"the reply has more than {_LONGEST_TEXT:,} characters")
    return given.replace("\r\n", "\n")


def _day(given: str, today: date) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise _not_done("the day is not a date; one is like 2027-01-11") from error
    if not timedelta() < day - today <= LONGEST_ABSENCE:
        raise _not_done(f"{day} is not a day between tomorrow and {today + LONGEST_ABSENCE}")
    return day


def _not_done(why: str) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, "Nothing was done", f"{why[0].upper()}{why[1:]}.")
