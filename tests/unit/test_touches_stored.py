"""The record of a touch is read as it was written, in few bytes. What an older program wrote is read, too."""

from dataclasses import replace
from datetime import UTC, timedelta, timezone
from string import hexdigits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capacity import item_bytes
from outreach.adapters.dynamodb.enrollments import EnrollmentItem
from outreach.adapters.dynamodb.touches import touch_in, touch_record
from outreach.domain.company_week import week_of
from outreach.domain.enrollment import Enrollment, Touch, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.fast import Passed, WouldGo
from outreach.domain.ids import ClaimId, IdempotencyKey, SesMessageId
from outreach.domain.reasons import Reason
from outreach.domain.row_version import RowVersion, mark_of
from outreach.domain.seen import Counted, Seen, Turn
from world.builders import NOON, a_key, a_touch, an_enrollment
from world.older_rows import older_item, older_record
from world.streams import in_json

KEY = a_key()
_SEEN = Seen(
    RowVersion(1, mark_of(NOON)),
    RowVersion(1, mark_of(NOON)),
    RowVersion(1, mark_of(NOON)),
    RowVersion(),
    (RowVersion(),),
)
SENT = a_touch(
    KEY,
    at=NOON + timedelta(microseconds=308_748),
    looked_at=NOON + timedelta(microseconds=303_560),
    seen=_SEEN,
    revision="1b7d98589f58a076",
    claim_id=ClaimId("ddd4c75726ceda5955d0be294298c7fb"),
    ses_message_id=SesMessageId("010001a22863ce8a-1dc034c4-12b9-4d22-a2dc-9fd9e26742d6-000000"),
    digest="15d6da968496cc3339468025dc46ddeb4d73d09ed275ec5d85522026e4a0fd4d",
    quota_day="2026-11-23",
    arm=Arm("first-subject", "figure"),
    sender="mara@mail.tallyard.example",
)
"""As a mail of the demo leaves it."""
ODD_DAYS = ("2026-W48-1", "20261123", "Monday", "", "0000-00-00", "1970-01-01", "2026-11-22", "2026-11-24")
ODD_IDS = (
    "",
    "m-1",
    "0100019AC0FFEE00-1DC034C4-12B9-4D22-A2DC-9FD9E26742D6-000000",
    "010001a22863ce8a-1dc034c4-12b9-4d22-a2dc-9fd9e26742d6-000001",
    "010001a22863ce8a1dc034c412b94d22a2dc9fd9e26742d6",
    "010001a22863ce8a-1dc034c412b9-4d22-a2dc-9fd9e26742d6-000000",
    "010001a22863ce8a-000000",
)

zones = st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(-timedelta(hours=11.5))])
moments = st.builds(
    lambda microseconds, zone: (NOON + timedelta(microseconds=microseconds)).astimezone(zone),
    st.integers(-(10**15), 10**15),
    zones,
)
texts = st.text(hexdigits + " -ü", max_size=40) | st.binary(max_size=32).map(bytes.hex)
versions = st.builds(RowVersion, st.integers(0, 10**6), st.text("0123456789abcdefZ-", max_size=16))
looks = st.builds(
    Seen,
    *[st.none() | versions] * 4,
    st.lists(versions, max_size=3).map(tuple),
    complete=st.booleans(),
    claimed=st.booleans(),
    person=st.none() | st.builds(Turn, moments, st.none() | moments, st.booleans()),
    company=st.none() | st.builds(Counted, moments.map(week_of), st.integers(0, 99)),
    senders=versions,
    stopped=st.booleans(),
)
touches = st.builds(
    a_touch,
    st.just(KEY),
    step=st.integers(0, 49),
    state=st.sampled_from(TouchState),
    attempts=st.integers(0, 5),
    at=moments,
    looked_at=st.none() | moments,
    seen=st.none() | looks,
    revision=st.none() | texts,
    claim_id=st.none() | texts,
    earlier_claims=st.lists(texts, max_size=2).map(tuple),
    ses_message_id=st.none() | texts | st.sampled_from([*ODD_IDS, SENT.ses_message_id]),
    reason=st.none() | st.sampled_from(Reason),
    detail=st.none() | texts,
    digest=st.none() | texts,
    quota_day=st.none() | st.dates().map(str) | st.sampled_from(ODD_DAYS),
    pace_period=st.none() | texts,
    sent_again_by=st.none() | texts,
    reopened_by=st.none() | texts,
    reopened_because=st.none() | texts,
    would_go=st.none() | st.builds(WouldGo, moments, st.lists(st.sampled_from(Passed)).map(tuple)),
    arm=st.none() | st.just(SENT.arm),
    sender=st.none() | texts,
)


@given(touches)
def test_a_touch_is_read_as_it_was_written(touch: Touch) -> None:
    record = touch_record(KEY, touch)
    assert touch_in(KEY, touch.step, record) == touch
    assert touch_in(KEY, touch.step, in_json(record)) == touch


@given(touches)
def test_what_an_older_program_wrote_is_read_as_the_same_touch(touch: Touch) -> None:
    assert touch_in(KEY, touch.step, older_record(touch)) == touch


@pytest.mark.parametrize("ses_id", ODD_IDS)
def test_an_id_of_another_form_stays_what_it_is(ses_id: str) -> None:
    touch = a_touch(KEY, ses_message_id=SesMessageId(ses_id))
    assert touch_in(KEY, 0, touch_record(KEY, touch)) == touch


@pytest.mark.parametrize("day", ODD_DAYS)
def test_a_day_of_another_form_stays_what_it_is(day: str) -> None:
    touch = a_touch(KEY, quota_day=day)
    assert touch_in(KEY, 0, touch_record(KEY, touch)) == touch


@pytest.mark.parametrize("digits", ["ABCD", "ab cd", "abc", "ab"])
def test_digits_that_bytes_would_write_otherwise_stay_a_text(digits: str) -> None:
    touch = a_touch(KEY, digest=digits)
    assert touch_in(KEY, 0, touch_record(KEY, touch)).digest == digits


def test_a_key_that_nothing_else_tells_is_kept() -> None:
    touch = a_touch(KEY)
    other = replace(touch, key=IdempotencyKey("another:lead:intro:0"))
    assert "key" not in touch_record(KEY, touch)
    assert touch_in(KEY, 0, touch_record(KEY, other)) == other


def test_a_touch_that_nothing_reached_ses_of_has_no_attempt() -> None:
    skipped = a_touch(KEY, state=TouchState.SKIPPED, attempts=0)
    assert touch_in(KEY, 0, touch_record(KEY, skipped)).attempts == 0


def test_a_look_that_saw_more_than_the_rows_keeps_it() -> None:
    seen = Seen(*[RowVersion(1)] * 4, (RowVersion(),), person=Turn(NOON), senders=RowVersion(2, "s"))
    touch = a_touch(KEY, seen=seen)
    assert touch_in(KEY, 0, touch_record(KEY, touch)).seen == seen


def test_a_touch_takes_less_than_half_of_what_it_took() -> None:
    """By the rule of DynamoDB: names and values, and what a map takes. Its step takes two bytes more."""
    assert item_bytes({"": {"M": touch_record(KEY, SENT)}}) <= 240
    assert item_bytes({"": {"M": older_record(SENT)}}) > 500


def test_the_enrollment_of_an_older_program_is_read() -> None:
    enrollment = _known()
    item = older_item(enrollment)
    assert {item[name]["S"][-1] for name in ("claimed_at", "last_touch_at", "enrolled_at", "changed_at")} == {
        "Z"
    }
    assert EnrollmentItem.from_raw_data(item).enrollment() == enrollment


def test_what_was_sent_is_kept_in_a_kilobyte() -> None:
    """So the first mail of the demo, and the claim of the second, cost one unit each."""
    enrollment = _known()
    assert item_bytes(EnrollmentItem.of(enrollment).serialize()) <= 1024 - 100
    assert item_bytes(older_item(enrollment)) > 1024


def _known() -> Enrollment:
    return an_enrollment(
        touches={0: SENT},
        step=1,
        claim_id=SENT.claim_id,
        claimed_at=NOON,
        settled_by=SENT.claim_id,
        last_touch_at=NOON,
        enrolled_at=NOON - timedelta(days=1),
        changed_at=SENT.at,
        arm=SENT.arm,
        sender=SENT.sender,
    )
