"""Mails that failed once, each for a kind: quotes, absences, machines, people. They were received on 1 July 2024."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.kinds import Classification, MailKind

MAILS = Path(__file__).resolve().parents[3] / "shared" / "data" / "mails"
needs_data = pytest.mark.skipif(not MAILS.exists(), reason="../shared/data/mails is absent")
JULY = datetime(2024, 7, 1, 12, tzinfo=UTC)


def read(number: int) -> Classification:
    (path,) = MAILS.glob(f"{number}-*.eml")
    return classify(path.read_bytes(), JULY)


HUMAN, AUTOMATIC, AWAY = MailKind.HUMAN, MailKind.AUTOMATIC, MailKind.OUT_OF_OFFICE
CALL_ME = "Sounds good, call me on Tuesday.\n\nAnn"
NEW_TEXTS = {
    **dict.fromkeys((40, 41, 42, 43, 44, 45, 74), CALL_ME),
    46: "Yes.",
    47: "Thank you!",
    48: "Kiitos!",
    49: "We need these:\n\nItem       Pieces\n-----------------\nPump       4\nValve      12\n\nCan you deliver by Friday?\n\nAnn",
    50: "Yes, call me.",
    71: "Yes.",
    75: "Hi Ann, shall we talk?\n\nPlease take me off your list.",
}  # fmt: skip
KINDS = {
    17: MailKind.BOUNCE,
    18: MailKind.BOUNCE,
    19: MailKind.UNSUBSCRIBE,
    39: MailKind.UNSUBSCRIBE,
    **dict.fromkeys((51, 52, 54, 55, 56, 57), AUTOMATIC),
    **dict.fromkeys((53, 58, 59), AWAY),
    **dict.fromkeys((60, 61, 62, 63, 73), HUMAN),
}
MAY_WAIT = {49, 63}
"""Ordinary replies whose words are weighed for more than they are: a person may have to read them (record 0042)."""
BACK = {
    53: date(2024, 7, 15),
    64: date(2024, 7, 13),
    65: date(2024, 7, 15),
    66: date(2024, 7, 13),
    67: date(2024, 7, 15),
    68: date(2024, 7, 2),
    69: None,
    70: None,
}


@needs_data
@pytest.mark.parametrize("number", NEW_TEXTS)
def test_the_new_text_is_what_the_person_wrote(number: int) -> None:
    found = read(number)

    # What stands below an unmarked quote may be the writer's own: a wish there waits for a person.
    kind = MailKind.POSSIBLE_UNSUBSCRIBE if number in {75, *MAY_WAIT} else HUMAN
    assert (found.kind, found.new_text) == (kind, NEW_TEXTS[number])


@needs_data
@pytest.mark.parametrize("number", KINDS)
def test_a_mail_is_of_its_kind(number: int) -> None:
    kind = MailKind.POSSIBLE_UNSUBSCRIBE if number in MAY_WAIT else KINDS[number]

    assert read(number).kind is kind


@needs_data
@pytest.mark.parametrize("number", BACK)
def test_an_absence_ends_on_its_day(number: int) -> None:
    found = read(number)

    assert (found.kind, found.back_on) == (AWAY, BACK[number])


@needs_data
def test_a_failure_below_a_boundary_that_does_not_match_is_read() -> None:
    assert [failure.recipient for failure in read(17).failures] == ["ann@lead.example"]
