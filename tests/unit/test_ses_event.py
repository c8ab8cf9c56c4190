"""An SES event: who complains, and which of its recipients a lead is."""

import re
from itertools import product
from typing import Any

import pytest

from outreach.domain import ses_event
from outreach.domain.ids import ClaimId, SesMessageId
from outreach.domain.ses_event import BounceReport, SesEvent, SesEventKind, TouchName, canonical
from world.builders import NOON, a_key

JANE, JOE, STRANGER = "jane@acme.example", "joe@acme.example", "someone@else.example"


def an_event(kind=SesEventKind.BOUNCE, **changes: Any) -> SesEvent:
    values: dict[str, Any] = {
        "touch": TouchName(a_key(), 0),
        "claim_id": ClaimId("c"),
        "ses_message_id": SesMessageId("m"),
        "sent_at": NOON,
        "at": NOON,
        "account": "1",
        "configuration_sets": ("ours",),
        "sender": "us@us.example",
        "destination": (JANE,),
        "recipients": (JANE,),
    }
    return SesEvent(kind, **(values | changes))


@pytest.mark.parametrize(
    ("kind", "complaint_type", "complains"),
    [
        (SesEventKind.COMPLAINT, "abuse", True),
        (SesEventKind.COMPLAINT, "", True),
        (SesEventKind.COMPLAINT, "other", True),
        (SesEventKind.COMPLAINT, "not-spam", False),
        (SesEventKind.COMPLAINT, "auth-failure", False),
        (SesEventKind.BOUNCE, "abuse", False),
        (SesEventKind.DELIVERY, "", False),
    ],
)
def test_a_person_complains_unless_the_provider_says_otherwise(kind, complaint_type, complains):
    assert an_event(kind, complaint_type=complaint_type).is_complaint is complains


@pytest.mark.parametrize(
    ("destination", "recipients", "place"),
    [
        ((JANE,), (JANE,), 0),
        ((JANE,), (STRANGER,), 0),  # an alias or a forwarding
        (("Jane <JANE@ACME.example>",), (JANE,), 0),
        ((JOE,), (JANE,), None),
        ((), (JANE,), None),
        ((JOE, JANE), (JOE, JANE), 1),
        ((JANE, JOE), (JANE, JOE), 0),
        ((JOE, JANE), (JOE, " Jane@Acme.Example "), 1),
        ((JOE, JANE), (JOE,), 0),
        ((JANE,), (), None),
        ((JANE,), (STRANGER, JOE), None),
    ],
)
def test_what_the_mail_was_sent_to_decides_whom_it_is_about(destination, recipients, place):
    assert an_event(destination=destination, recipients=recipients).about(JANE) == place


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("jane@acme.example", "jane@acme.example"),
        ("Jane@ACME.Example", "jane@acme.example"),
        ("Jane Doe <jane@acme.example>", "jane@acme.example"),
        ("<jane@acme.example>", "jane@acme.example"),
        (" jane@acme.example ", "jane@acme.example"),
        ("jane@MÜLLER.example", "jane@xn--mller-kva.example"),
        ('"a@b"@acme.example', '"a@b"@acme.example'),
        ("  NOBODY  ", "@nobody"),
        ("", "@"),
        (" Jane@ ", "jane@"),
        (" undisclosed-recipients:; ", "@undisclosed-recipients:;"),
        ("jane@" + "x" * 64 + ".example", "jane@" + "x" * 64 + ".example"),
    ],
)
def test_an_address_is_written_as_leads_are(written, address):
    """Also one that cannot be: it is compared, and is nobody's."""
    assert canonical(written) == address


_PIECES = (
    "a",
    "A.b",
    "+",
    "-",
    "_",
    "0",
    ".",
    "@",
    "x--n",
    "K",
    "é",
    " ",
    "acme.example",
    "xn--mller-kva.de",
    "y" * 64,
)


def test_the_short_way_to_a_plain_address_leads_to_the_same(monkeypatch):
    written = ["".join(pieces) for pieces in product(_PIECES, ("", "@"), _PIECES, ("", "."), _PIECES)]
    written += [f"{'a' * 2000}@acme.example", f"a@{'b.' * 700}example"]
    short = list(map(canonical, written))
    monkeypatch.setattr(ses_event, "_PLAIN", re.compile("(?!)"))
    assert short == list(map(canonical, written))


def test_an_event_says_no_more_than_it_was_told():
    event = an_event()
    assert (event.opted_out, event.link, event.bounces, event.feedback_id) == (False, None, (), "")
    assert BounceReport("Permanent", "General") == BounceReport("Permanent", "General", "", "")


@pytest.mark.parametrize(
    "piece", [":", "(", "<", '"', ",", "@", "\\", "a@b:", "[", "\r\n ", "\u0130", "a." * 40 + ":"]
)
def test_an_address_of_any_length_is_read_without_an_error(piece):
    """The library that takes it apart goes a level deeper for each colon."""
    assert len(canonical(piece * 5000)) < 5000
    assert canonical(f"Jane <{piece * 5000}jane@acme.example>") != "jane@acme.example"
