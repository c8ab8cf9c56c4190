"""A span for each mail, what sets it, and how it is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from outreach.domain.campaign import CountedIn, DomainPace, PacePeriod, Policy
from outreach.domain.company_week import Company
from outreach.domain.ids import LIVE, Domain, LeadId
from outreach.domain.limits import LimitKind
from outreach.domain.timetable import (
    Cause,
    CauseKind,
    Limits,
    Span,
    Timetable,
    Wait,
    explained,
    in_words,
    span_of,
    used_up_until,
)
from outreach.domain.window import Window

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
MONDAY = datetime(2026, 12, 7, tzinfo=UTC)
OFFICE = Window(frozenset({"mon", "tue", "wed", "thu", "fri"}), time(9), time(17), "Europe/Amsterdam")
OPENS = MONDAY + 8 * HOUR
"""Nine in Amsterdam, in winter."""
NEXT_MONDAY = MONDAY + 7 * DAY
ANN, BOB = LeadId("ann"), LeadId("bob")


def told(
    at,
    *,
    since=MONDAY,
    delay=timedelta(),
    first=True,
    held=None,
    zone=None,
    others=None,
    country=None,
    window=OFFICE,
    **limits,
):
    wait = Wait(since, first, delay, held, zone, others, country=country)
    policy = Policy(window=window, cooldown=limits.pop("cooldown", DAY))
    return [
        str(cause)
        for cause in explained(
            wait, Limits(policy, **{"start": MONDAY, "send_rate": 14.0} | limits), at
        ).causes
    ]


def test_nothing_sets_a_mail_that_goes_out_at_once():
    assert told(MONDAY + MINUTE, window=None) == []


def test_the_window_sets_the_first_mail_of_a_day():
    assert told(OPENS) == ["sending window"]


def test_the_window_is_that_of_the_lead_s_zone():
    assert told(MONDAY + 14 * HOUR, zone="America/New_York") == ["sending window"]
    assert told(OPENS, since=OPENS) == []
    assert told(OPENS + HOUR, since=OPENS, zone="Europe/London") == ["sending window"]


def test_a_delay_is_named_with_its_length_and_hides_the_shorter_cooldown():
    assert told(OPENS + 3 * DAY, since=OPENS, first=False, delay=3 * DAY) == ["delay of 3d"]


def test_a_cooldown_is_named_if_it_is_longer_than_the_delay():
    assert told(OPENS + DAY, since=OPENS, first=False, delay=HOUR) == ["cooldown"]


def test_nobody_cools_down_before_the_first_mail():
    assert told(OPENS + HOUR, since=OPENS, delay=HOUR) == ["delay of 1h"]


def test_an_absence_that_is_longer_than_the_delay_is_named():
    held = OPENS + 2 * DAY
    assert told(held, since=OPENS, first=False, delay=HOUR, held=held) == ["out of office"]


def test_another_campaign_s_mail_is_named_if_its_cooldown_is_the_longest():
    until = OPENS + 2 * DAY
    assert told(until, since=OPENS, first=False, delay=HOUR, others=until) == [
        "a mail of another campaign to this person"
    ]
    assert told(OPENS + 3 * DAY, since=OPENS, first=False, delay=3 * DAY, others=until) == ["delay of 3d"]
    assert told(OPENS + 3 * DAY, since=OPENS, delay=HOUR, held=OPENS + 3 * DAY, others=until) == [
        "out of office"
    ]


def test_a_hold_that_ends_before_the_delay_sets_nothing():
    assert told(OPENS + 3 * DAY, since=OPENS, first=False, delay=3 * DAY, held=OPENS + DAY) == ["delay of 3d"]


def test_a_full_day_moves_a_mail_to_the_next():
    assert told(OPENS + DAY, full={"2026-12-07": LimitKind.DAY}) == [
        "sending window",
        "quota used up on Mon 7 Dec",
    ]


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        (LimitKind.RAMP, "ramp used up on Mon 7 Dec"),
        (LimitKind.WEEK, "quota of the week used up on Mon 7 Dec"),
        (LimitKind.RUN, "quota of the whole run used up on Mon 7 Dec"),
    ],
)
def test_the_limit_that_is_in_force_on_a_full_day_is_named(kind, cause):
    assert told(OPENS + DAY, full={"2026-12-07": kind}) == ["sending window", cause]


def test_a_full_day_of_the_campaign_is_one_of_its_zone():
    """At 23:30 UTC on Monday it is Tuesday in Amsterdam."""
    late, policy = MONDAY + 23.5 * HOUR, Policy(window=OFFICE, counted_in=CountedIn.CAMPAIGN)
    limits = Limits(policy, late, 14.0, {"2026-12-08": LimitKind.DAY})
    causes = explained(Wait(late, first=True, delay=timedelta()), limits, OPENS + 2 * DAY).causes
    assert list(map(str, causes)) == ["sending window", "quota used up on Tue 8 Dec"]


@pytest.mark.parametrize(
    ("per", "period", "at", "causes"),
    [
        (PacePeriod.HOUR, "2026-12-07T08", OPENS + HOUR, ["sending window", "pace of the domain"]),
        (PacePeriod.HOUR, "2026-12-07T09", OPENS + HOUR, ["sending window", "leads per tick"]),
        (PacePeriod.DAY, "2026-12-07", OPENS + DAY, ["sending window", "pace of the domain"]),
        (PacePeriod.DAY, "2026-12-08", OPENS + DAY, ["sending window", "other mails before it"]),
    ],
)
def test_a_domain_that_gets_no_more_for_now_is_named(per, period, at, causes):
    policy = Policy(window=OFFICE, per_domain=DomainPace(2, per))
    limits = Limits(policy, MONDAY, 14.0, paced={(Domain("big.example"), period)})
    wait = Wait(MONDAY, first=True, delay=timedelta(), domain=Domain("big.example"))
    assert list(map(str, explained(wait, limits, at).causes)) == causes
    others = explained(replace(wait, domain=Domain("small.example")), limits, at).causes
    assert "pace of the domain" not in map(str, others)


COMPANY = Company(LIVE, Domain("big.example"))


@pytest.mark.parametrize(
    ("weeks", "full", "at", "causes"),
    [
        ((), "2026-W50", NEXT_MONDAY, ["other people of the company in this week"]),
        ((), "2026-W51", NEXT_MONDAY, ["other mails before it"]),
        (("2026-W50",), "2026-W50", NEXT_MONDAY, ["other mails before it"]),
        ((), "2026-W50", MONDAY + HOUR, ["leads per tick"]),
    ],
    ids=["full", "full in another week", "counted in this week before", "goes in this very week"],
)
def test_a_company_that_has_no_room_in_a_week_is_named(weeks, full, at, causes):
    limits = Limits(Policy(), MONDAY, 14.0, full_companies={(COMPANY, full)})
    wait = Wait(MONDAY, first=True, delay=timedelta(), company=COMPANY, company_weeks=weeks)
    found = explained(wait, limits, at)
    assert list(map(str, found.causes)) == causes


@pytest.mark.parametrize(
    ("ended", "at", "causes"),
    [
        (3 * DAY, 3.5 * DAY, ["delay of 1d", "the sequence of another campaign to this person"]),
        (
            3 * DAY,
            6 * DAY,
            ["delay of 1d", "the sequence of another campaign to this person", "other mails before it"],
        ),
        (HOUR, DAY, ["delay of 1d"]),
        (DAY, DAY + MINUTE, ["delay of 1d"]),
        (3 * DAY, 3 * DAY, ["delay of 1d", "the sequence of another campaign to this person"]),
        (9 * DAY, 2 * DAY, ["delay of 1d", "other mails before it"]),
    ],
    ids=[
        "looked once a day",
        "and something else",
        "over before the delay is",
        "over with the delay",
        "over when it goes",
        "over after the mail went",
    ],
)
def test_the_sequence_of_another_campaign_is_named_if_the_mail_waited_for_its_end(ended, at, causes):
    wait = Wait(MONDAY, first=True, delay=DAY, others_ended_at=MONDAY + ended)
    found = explained(wait, Limits(Policy(), MONDAY, 14.0), MONDAY + at)
    assert list(map(str, found.causes)) == causes


@pytest.mark.parametrize("cooled", [MONDAY + DAY, MONDAY + 3 * DAY], ids=["before the end", "with the end"])
def test_a_cooldown_that_is_over_with_the_sequence_is_not_named(cooled):
    wait = Wait(MONDAY, first=True, delay=timedelta(), others_until=cooled, others_ended_at=MONDAY + 3 * DAY)
    found = explained(wait, Limits(Policy(), MONDAY, 14.0), MONDAY + 3.5 * DAY)
    assert list(map(str, found.causes)) == ["the sequence of another campaign to this person"]


def test_what_a_mail_waited_for_before_the_timetable_begins_is_not_named_with_a_sequence():
    wait = Wait(MONDAY, first=True, delay=HOUR, others_ended_at=MONDAY + 3 * DAY)
    found = explained(wait, Limits(Policy(), MONDAY + DAY, 14.0), MONDAY + 3.5 * DAY)
    assert list(map(str, found.causes)) == ["the sequence of another campaign to this person"]


def test_a_mail_waits_for_the_cooldown_after_the_last_mail_of_another_sequence_as_well():
    ended, cooled = MONDAY + 3 * DAY, MONDAY + 5 * DAY
    wait = Wait(MONDAY, first=True, delay=timedelta(), others_until=cooled, others_ended_at=ended)
    found = explained(wait, Limits(Policy(), MONDAY, 14.0), cooled + MINUTE)
    assert list(map(str, found.causes)) == [
        "the sequence of another campaign to this person",
        "a mail of another campaign to this person",
    ]
    assert not found.in_a_crowd


def test_full_days_in_a_row_are_told_as_one():
    full = dict.fromkeys(("2026-12-07", "2026-12-08", "2026-12-09"), LimitKind.DAY)
    assert told(OPENS + 3 * DAY, full=full) == [
        "sending window",
        "quota used up from Mon 7 Dec to Wed 9 Dec",
    ]


def test_days_on_which_the_window_is_shut_are_not_called_full():
    friday = OPENS + 4 * DAY
    assert told(
        friday + 3 * DAY, since=friday, full=dict.fromkeys(("2026-12-11", "2026-12-12"), LimitKind.DAY)
    ) == [
        "quota used up on Fri 11 Dec",
        "sending window",
    ]


HOLIDAYS = {date(2026, 12, 8): "NL:a Tuesday", date(2026, 12, 14): "NL:a Monday"}


@pytest.mark.parametrize(
    ("since", "at", "causes"),
    [
        (OPENS + DAY, OPENS + 2 * DAY, ["holiday: NL:a Tuesday"]),
        (OPENS + 10 * HOUR, OPENS + 2 * DAY, ["sending window", "holiday: NL:a Tuesday"]),
        (OPENS + 5 * DAY, OPENS + 8 * DAY, ["sending window", "holiday: NL:a Monday"]),
    ],
)
def test_a_holiday_is_named_and_told_from_the_hours_of_the_window(since, at, causes):
    assert told(at, since=since, window=replace(OFFICE, holidays=HOLIDAYS)) == causes


@pytest.mark.parametrize(
    ("country", "cause"), [("NL", "holiday: NL:a Tuesday"), (None, "other mails before it")]
)
def test_a_holiday_of_the_lead_s_country_is_named(country, cause):
    window = replace(OFFICE, own_holidays={"NL": HOLIDAYS})
    assert told(OPENS + 2 * DAY, since=OPENS + DAY, country=country, window=window)[0] == cause


def test_the_quota_of_the_account_is_told_from_that_of_the_campaign():
    assert told(OPENS + DAY, account_full={"2026-12-07"})[-1] == "quota of the account used up on Mon 7 Dec"


TUESDAY, ADA = MONDAY + DAY, "ada@acme.com"
BIG = Domain("big.example")
AMSTERDAM = Policy(window=OFFICE, counted_in=CountedIn.CAMPAIGN)


@pytest.mark.parametrize(
    ("policy", "limits", "at", "until"),
    [
        (Policy(), {}, TUESDAY, MONDAY),
        (Policy(), {"full": {"2026-12-07": LimitKind.DAY}}, TUESDAY + MINUTE, TUESDAY),
        (Policy(), {"full": {"2026-12-07": LimitKind.DAY}}, TUESDAY, TUESDAY),
        (Policy(), {"full": {"2026-12-07": LimitKind.DAY}}, TUESDAY - MINUTE, MONDAY),
        (Policy(), {"full": {"2026-12-08": LimitKind.DAY}}, TUESDAY + HOUR, MONDAY),
        (AMSTERDAM, {"full": {"2026-12-07": LimitKind.DAY}}, TUESDAY, TUESDAY - HOUR),
        (AMSTERDAM, {"account_full": {"2026-12-07"}}, TUESDAY + HOUR, TUESDAY),
        (AMSTERDAM, {"account_full": {"2026-12-07"}}, TUESDAY - MINUTE, MONDAY),
        (Policy(), {"sender_full": {(ADA, "2026-12-07"): LimitKind.SENDER}}, TUESDAY + HOUR, TUESDAY),
        (Policy(), {"sender_full": {("bob@acme.com", "2026-12-07"): LimitKind.SENDER}}, TUESDAY, MONDAY),
        (
            Policy(per_domain=DomainPace(2, PacePeriod.DAY)),
            {"paced": {(BIG, "2026-12-07")}},
            TUESDAY,
            TUESDAY,
        ),
        (
            Policy(per_domain=DomainPace(2, PacePeriod.DAY)),
            {"paced": {(BIG, "2026-12-07")}},
            TUESDAY - HOUR,
            MONDAY,
        ),
        (
            Policy(per_domain=DomainPace(2, PacePeriod.HOUR)),
            {"paced": {(BIG, "2026-12-07T09")}},
            MONDAY + 10.5 * HOUR,
            MONDAY + 10 * HOUR,
        ),
        (Policy(), {"full_companies": {(COMPANY, "2026-W50")}}, NEXT_MONDAY + HOUR, NEXT_MONDAY),
        (Policy(), {"full_companies": {(COMPANY, "2026-W49")}}, NEXT_MONDAY + HOUR, MONDAY),
    ],
)
def test_no_mail_goes_out_before_the_end_of_a_day_week_or_hour_that_is_used_up(policy, limits, at, until):
    wait = Wait(MONDAY, first=True, delay=timedelta(), company=COMPANY, domain=BIG, sender=ADA)
    assert used_up_until(at, wait, Limits(policy, MONDAY, 14.0, **limits)) == until


def test_a_day_without_a_mail_that_no_quota_explains_is_not_blamed_on_one():
    assert told(OPENS + DAY)[-1] == "other mails before it"


@pytest.mark.parametrize(
    ("rate", "cause"),
    [
        (0.1, "send rate of SES"),
        (0.3, "send rate of SES"),
        (25 / 60, "leads per tick"),
        (0.42, "leads per tick"),
        (14.0, "leads per tick"),
    ],
)
def test_who_waits_in_a_crowd_waits_for_the_slower_of_rate_and_ticks(rate, cause):
    """A tick takes 25 leads a minute, so a rate below 0.417 is slower."""
    assert told(OPENS + HOUR, send_rate=rate) == ["sending window", cause]


def test_the_usual_time_of_a_tick_and_its_queue_is_no_cause():
    assert told(OPENS + 5 * MINUTE) == ["sending window"]
    assert told(OPENS + 6 * MINUTE) == ["sending window", "leads per tick"]


def test_what_was_over_when_the_play_began_sets_nothing():
    assert told(OPENS, since=OPENS - 9 * DAY, first=False, delay=3 * DAY, start=OPENS) == []
    assert told(OPENS + DAY, since=OPENS - 9 * DAY, start=OPENS, full={"2026-12-07": LimitKind.DAY}) == [
        "quota used up on Mon 7 Dec",
        "sending window",
    ]


def test_a_span_goes_from_the_earliest_play_to_the_latest_and_allows_for_the_queue():
    first = OPENS + timedelta(seconds=59, microseconds=7)
    second = OPENS + timedelta(minutes=7, seconds=1, microseconds=7)
    assert span_of(first, second, ()) == Span(OPENS, OPENS + 11 * MINUTE)


def test_a_span_has_both_its_ends():
    span = Span(OPENS, OPENS + MINUTE)
    assert [span.has(OPENS + n * MINUTE) for n in (-1, 0, 1, 2)] == [False, True, True, False]


def test_a_span_is_told_in_the_lead_s_zone():
    quota = (Cause(CauseKind.QUOTA, ("2026-12-08",)), Cause(CauseKind.WINDOW))
    span = Span(OPENS + DAY + 10 * MINUTE, OPENS + DAY + 40 * MINUTE, quota)
    said = "Tue 8 Dec 09:10-09:40 in Amsterdam: quota used up on Tue 8 Dec; sending window"
    assert in_words(span, "Europe/Amsterdam") == said
    assert in_words(span, "America/Argentina/Buenos_Aires").startswith(
        "Tue 8 Dec 05:10-05:40 in Buenos Aires:"
    )


@pytest.mark.parametrize("zone", [None, "Mars/Olympus", "../../etc/passwd", "\0"])
def test_a_lead_without_a_zone_that_is_known_has_the_campaign_s(zone):
    assert in_words(Span(OPENS, OPENS), zone, "Asia/Tokyo") == "Mon 7 Dec 17:00-17:00 in Tokyo"
    assert in_words(Span(OPENS, OPENS), zone) == "Mon 7 Dec 08:00-08:00 UTC"


def test_a_span_over_midnight_names_both_days():
    assert in_words(Span(OPENS, OPENS + DAY), None) == "Mon 7 Dec 08:00 to Tue 8 Dec 08:00 UTC"


def test_what_was_said_first_stays_and_others_are_added():
    first, later = Span(OPENS, OPENS), Span(OPENS + DAY, OPENS + DAY)
    said = Timetable({ANN: {0: first}})
    both = said.with_others(Timetable({ANN: {0: later, 1: later}, BOB: {0: later}}))
    assert list(both) == [(ANN, 0, first), (ANN, 1, later), (BOB, 0, later)]
    assert len(both) == 3
    assert both.of(ANN, 1) == later
    assert both.of(BOB, 1) is None
    assert both.of(LeadId("eve"), 0) is None


@pytest.mark.parametrize(("seconds", "crowd"), [(0, False), (90, False), (91, True)])
def test_a_mail_that_the_next_tick_has_no_room_for_is_in_a_crowd(seconds, crowd):
    limits = Limits(Policy(window=OFFICE), MONDAY, 14.0)
    why = explained(Wait(MONDAY, first=True, delay=timedelta()), limits, OPENS + timedelta(seconds=seconds))
    assert (why.ready, why.in_a_crowd) == (OPENS, crowd)


def test_a_mail_that_goes_out_before_it_could_be_ready_is_set_by_nothing_else():
    """A person may have it sent again, or change the policy."""
    limits = Limits(Policy(window=OFFICE), MONDAY, 14.0)
    why = explained(Wait(OPENS, True, 3 * DAY), limits, OPENS + DAY)
    assert (why.ready, [str(cause) for cause in why.causes]) == (OPENS + DAY, ["delay of 3d"])


def test_a_delay_that_ends_as_the_play_begins_sets_nothing():
    assert told(OPENS, since=OPENS - 3 * DAY, first=False, delay=3 * DAY, start=OPENS) == []


def test_an_empty_timetable_says_nothing():
    assert list(Timetable()) == []
