"""The figures of report.html, what it keeps of leads and mails, and how it tells them."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parseaddr
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.meta import find_undeclared_variables

from outreach.artifacts import export, figures
from outreach.artifacts.database import created, opened, packaged
from outreach.artifacts.eml import body, parsed
from outreach.artifacts.promises import promises
from outreach.artifacts.report.about import about
from outreach.artifacts.report.charts import day_chart, interval
from outreach.artifacts.report.costs import SES_ESSENTIALS, SES_WITHOUT_A_PLAN, costs
from outreach.artifacts.report.days import MOST, Day, Paced, by_week, days, paced
from outreach.artifacts.report.forecast import Foretold, causes, forecast, scored
from outreach.artifacts.report.hours import LEVELS, heat, hours
from outreach.artifacts.report.mail_pack import DEAD_LINK, MailPacks
from outreach.artifacts.report.outcomes import Outcome, outcomes
from outreach.artifacts.report.packed import packed
from outreach.artifacts.report.page import money, percent, values
from outreach.artifacts.report.stops import Event, stopped, stops
from outreach.domain.campaign import Policy, Step
from outreach.domain.control import Mode
from outreach.domain.ids import LIVE, MessageId
from outreach.domain.reasons import Reason
from outreach.domain.timetable import Span
from outreach.domain.timetable_score import Miss
from outreach.domain.window import OpenHours, Window
from outreach.memory import MemoryCountedLeads
from outreach.services.operator.run_counts import RunCounts, StepCounts
from outreach.simulation import Assumptions
from world.artifacts import FORMULA, JANE, LEADS, a_world, exported
from world.builders import CAMPAIGN, a_campaign, a_lead
from world.memory import World
from world.reported import Report
from world.simulated import MONDAY, people, simulation

OFFICE = Window(frozenset({"mon", "tue", "wed", "thu", "fri"}), time(9), time(17), "Europe/Dublin")
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def world() -> World:
    return a_world()


@pytest.fixture(scope="module")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(world, tmp_path_factory.mktemp("report")).directory


@pytest.fixture(scope="module")
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with opened(folder / "proof.sqlite") as connection:
        yield connection


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return Report(folder / "report.html")


@pytest.fixture(scope="module")
def simulated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 people, of whom some reply and some bounce, on office hours and 40 mails a day."""
    campaign = a_campaign(policy=Policy(per_day=40, window=OFFICE, breaker=None))
    guesses = Assumptions(replies=0.1, bounces=0.05, out_of_office=0.0)
    with simulation(people(200), campaign, guesses, MONDAY) as made:
        played = made.play(CAMPAIGN, MONDAY + timedelta(days=60))
        to = tmp_path_factory.mktemp("simulated")
        return export(played.run, played.stack.export_ports, to, simulated=True).directory


@pytest.fixture(scope="module")
def simulated_database(simulated_folder: Path) -> Iterator[sqlite3.Connection]:
    with opened(simulated_folder / "proof.sqlite") as connection:
        yield connection


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(created(tmp_path / "proof.sqlite")) as connection:
        yield connection


def test_the_page_asks_for_nothing_that_it_is_not_given(database: sqlite3.Connection) -> None:
    """Also where a run like this one does not show it."""
    asked = find_undeclared_variables(Environment().parse(packaged("pages/report.html")))
    assert asked - {"text_of", "hash_of"} <= values(database, MailPacks(), []).keys()


# --- one set of figures -----------------------------------------------------------------------------------


def test_the_figures_are_those_of_status(world: World, database: sqlite3.Connection) -> None:
    """`outreach status` counts enrollments in the store; the report counts rows of the export."""
    run = world.run("proof-1")
    campaign = world.campaigns.definition(CAMPAIGN, run.revision)
    status = RunCounts(run, [StepCounts(step.message_id) for step in campaign.steps])
    for lead in MemoryCountedLeads(world.tables).of_run(run, len(status.steps)):
        status.add(lead)
    steps, leads = figures.steps(database), figures.leads(database)
    assert [step.written for step in steps] == [step.written for step in status.steps] == [2, 2, 0]
    assert [step.waiting for step in steps] == [step.waiting + step.in_flight for step in status.steps]
    assert (leads.known, leads.enrolled, leads.written_to) == (4, status.leads, 2)
    ended = {reason.code: reason.leads for reason in figures.reasons(database) if reason.state == "ended"}
    assert ended == status.never_written + status.stopped_later


def test_the_figures_are_those_of_the_summary(folder: Path, database: sqlite3.Connection) -> None:
    summary = (folder / "summary.md").read_text()
    for step in figures.steps(database):
        counts = (step.sent, step.assumed_sent, step.waiting, step.skipped, step.failed, step.unknown)
        assert f"| {step.number} | {step.message_id} | {' | '.join(map(str, counts))} |" in summary
    leads = figures.leads(database)
    assert f"- {leads.known} leads, {leads.enrolled} of them in this run" in summary
    assert f"- {leads.written_to} were written to" in summary
    assert "| report.html | the run on one page" in summary


def test_the_page_shows_these_figures(report: Report) -> None:
    assert "4 mails would have gone to 2 of 4 leads." in report.page
    assert "It was stopped twice. 2 leads wait for the next mail." in report.page
    assert "2 leads ended early, most often because the domain is suppressed (1)." in report.page
    assert f"All {len(promises())} promises hold." in report.page


def test_a_promise_that_is_broken_is_shown(tmp_path: Path) -> None:
    world = a_world()
    world.import_leads(a_lead("late"))
    page = Report(exported(world, tmp_path).directory / "report.html").page
    assert f"1 of {len(promises())} promises is broken." in page
    assert '<strong class="problem">broken</strong>' in page


def test_each_of_many_steps_has_a_colour(tmp_path: Path) -> None:
    steps = tuple(Step(MessageId(f"m{number}"), timedelta()) for number in range(8))
    templates = {
        f"m{number}.{part}": "Hi {{ unsubscribe_url }} {{ postal_address }}"
        for number in range(8)
        for part in ("subject.txt", "txt", "html")
    }
    world = World(a_campaign(steps=steps, templates=templates))
    world.import_leads(JANE)
    world.start(mode=Mode.PROOF)
    page = Report(exported(world, tmp_path).directory / "report.html").page
    used = re.findall(r'<rect class="(s\d+)"', page)
    assert len(used) >= 8
    assert set(used) <= set(re.findall(r"\.(s\d+) \{ fill", page))


# --- days -------------------------------------------------------------------------------------------------


def a_day(number: int, *counts: int, quota: int | None = 10, closed: bool = False) -> Day:
    return Day(
        date(2026, 11, 30) + timedelta(days=number), 1, dict(enumerate(counts)), sum(counts), quota, closed
    )


def test_each_day_has_its_mails_its_quota_and_whether_the_window_is_open(
    simulated_database: sqlite3.Connection,
) -> None:
    found = days(simulated_database, OFFICE, 40)
    assert sum(day.total for day in found) == sum(step.written for step in figures.steps(simulated_database))
    assert found[0].day == date(2026, 11, 30)
    assert (found[0].total, found[0].used, found[0].quota) == (40, 40, 40)
    assert {day.day.weekday() for day in found if day.closed} == {5, 6}
    assert [day.total for day in found if day.closed] == [0] * sum(day.closed for day in found)
    assert {(later.day - earlier.day).days for earlier, later in pairwise(found)} == {1}


def test_a_day_has_what_the_timetable_said_for_it_and_days_to_come_belong_to_the_run(
    empty: sqlite3.Connection,
) -> None:
    empty.execute(
        "INSERT INTO touches (lead_id, step, state, at) VALUES ('a', 0, 'sent', ?)", (NOON.isoformat(),)
    )
    for lead, day in (("a", 0), ("b", 0), ("c", 2)):
        span = (NOON + timedelta(days=day), NOON + timedelta(days=day, hours=1))
        empty.execute(
            "INSERT INTO timetable VALUES (?, 0, ?, ?, '', NULL)",
            (lead, *(f"{at:%Y-%m-%dT%H:%M:%S.000Z}" for at in span)),
        )
    found = days(empty, None, None)
    assert [(day.total, day.foretold) for day in found] == [(1, 2), (0, 0), (0, 1)]
    chart = day_chart(found, 500, 200)
    first, _ = chart.foretold
    assert first.y == chart.rows[-1].at  # the two that were said lie above the one that went out
    assert [week.foretold for week in by_week(found)] == [3]


def test_without_a_timetable_a_day_has_none(simulated_database: sqlite3.Connection) -> None:
    assert {day.foretold for day in days(simulated_database, OFFICE, 40)} == {None}


@pytest.mark.parametrize(
    ("counters", "told"),
    [
        ([("campaign", 40, 15, "ramp"), ("account", 200, 200, "account")], (15, ("ramp",))),
        ([("campaign", 40, 40, "week"), ("account", 30, 30, "account")], (30, ("quota of the account",))),
        ([("account", 30, 30, "account"), ("campaign", 40, 40, "day")], (30, ("quota of the account",))),
        ([("campaign", 40, 0, "run"), ("account", None, None, "account")], (0, ("quota of the whole run",))),
        ([], (40, ("quota",))),
    ],
)
def test_a_day_has_the_least_limit_in_force_and_what_sets_it(
    empty: sqlite3.Connection, counters: list[tuple[str, int | None, int | None, str]], told: object
) -> None:
    empty.execute(
        "INSERT INTO touches (lead_id, step, state, at) VALUES ('a', 0, 'sent', ?)", (NOON.isoformat(),)
    )
    for owner, quota, in_force, set_by in counters:
        row = (owner, f"{NOON:%F}", quota, in_force, set_by)
        empty.execute("INSERT INTO quota_counters VALUES (?, 'scope', ?, 7, ?, ?, ?)", row)
    (day,) = days(empty, None, 40)
    assert (day.quota, day.set_by) == told
    assert day.used == (7 if counters else 0)


def test_a_week_names_everything_that_set_a_limit_once() -> None:
    ramp, quota = (replace(a_day(0, 1), set_by=(kind,)) for kind in ("ramp", "quota"))
    (week,) = by_week([ramp, ramp, quota, ramp])
    assert week.set_by == ("ramp", "quota")


def test_domains_that_reached_their_pace_are_listed_with_their_days(empty: sqlite3.Connection) -> None:
    empty.execute("INSERT INTO revisions (revision, domain_at_most, domain_period) VALUES ('r', 2, 'hour')")
    periods = {
        "big.example": ["T08", "T08", "T09", "T09"],
        "small.example": ["T08", "T09"],
        "two.example": ["T08"] * 2,
    }
    for domain, hours_of_mails in periods.items():
        for number, hour in enumerate(hours_of_mails):
            lead = f"{domain}-{number}"
            for position, name in enumerate((f"mail.{domain}", domain)):
                row = (lead, name, position)
                empty.execute("INSERT INTO lead_domains (lead_id, domain, position) VALUES (?, ?, ?)", row)
            empty.execute(
                "INSERT INTO touches (lead_id, step, state, pace_period, revision) VALUES (?, 0, 'sent', ?, 'r')",
                (lead, f"{NOON:%F}{hour}"),
            )
    assert paced(empty) == [Paced("big.example", 2, "hour", 1), Paced("two.example", 2, "hour", 1)]


def test_a_run_without_mails_has_no_days(empty: sqlite3.Connection) -> None:
    assert days(empty, None, 10) == []


def test_weeks_add_up_what_their_days_have() -> None:
    weeks = list(by_week([a_day(number, 1, 2, closed=number > 4) for number in range(9)]))
    assert [(week.day.day, week.days, week.total, week.quota) for week in weeks] == [
        (30, 7, 21, 70),
        (7, 2, 6, 20),
    ]
    assert dict(weeks[0].mails) == {0: 7, 1: 14}
    assert [week.closed for week in weeks] == [False, True]


def test_a_week_with_a_day_whose_quota_is_not_known_has_none() -> None:
    (week,) = by_week([a_day(0, 1), a_day(1, 1, quota=None)])
    assert week.quota is None


def test_a_long_run_is_shown_by_the_week(empty: sqlite3.Connection) -> None:
    for number in (0, MOST):
        at = (NOON + timedelta(days=number)).isoformat()
        empty.execute("INSERT INTO touches (lead_id, step, state, at) VALUES ('l', 0, 'sent', ?)", (at,))
    assert {day.days for day in days(empty, None, 10)[:-1]} == {7}


def test_bars_stand_on_each_other_and_end_at_the_height_of_their_sum() -> None:
    chart = day_chart([a_day(0, 3, 4), a_day(1, 0, 5)], 500, 200)
    first, second, third = (bar for bar in chart.bars if bar.height)
    assert first.y + first.height == pytest.approx(chart.bottom)
    assert second.y + second.height == pytest.approx(first.y)
    assert third.height / (first.height + second.height) == pytest.approx(5 / 7, abs=0.01)
    assert all(bar.x >= 0 and bar.x + bar.width <= chart.width for bar in chart.bars)


@pytest.mark.parametrize("most", [1, 2, 3, 7, 9, 10, 11, 99, 101, 725, 1200, 33_333])
def test_the_axis_has_few_round_numbers_and_holds_every_bar(most: int) -> None:
    chart = day_chart([a_day(0, most, quota=None)], 500, 200)
    numbers = [int(tick.label.replace(",", "")) for tick in chart.rows]
    assert numbers[0] == 0
    assert numbers[-2] < most <= numbers[-1]
    assert 2 <= len(numbers) <= 6
    assert len({later - earlier for earlier, later in pairwise(numbers)}) == 1


def test_a_quota_far_above_all_bars_is_no_line_and_does_not_flatten_them() -> None:
    assert day_chart([a_day(0, 2, quota=8)], 500, 200).quota
    far = day_chart([a_day(0, 2, quota=800)], 500, 200)
    assert far.quota == ""
    assert far.rows[-1].label == "2"


@pytest.mark.parametrize("width", [350, 700, 1000])
@pytest.mark.parametrize("count", [1, 2, 8, 31, MOST])
def test_no_date_is_cut_off_or_covers_another(width: int, count: int) -> None:
    places = [tick.at for tick in day_chart([a_day(n, 1) for n in range(count)], width, 200).days]
    assert places
    assert all(20 <= place <= width - 20 for place in places)
    assert all(later - earlier >= 44 for earlier, later in pairwise(places))


def test_days_side_by_side_on_which_the_window_is_closed_are_one_field() -> None:
    closed = day_chart([a_day(n, 1, closed=n in (2, 3, 6)) for n in range(7)], 500, 200).closed
    assert len(closed) == 2
    assert closed[0].width == pytest.approx(2 * closed[1].width, abs=0.2)


# --- hours ------------------------------------------------------------------------------------------------


def test_an_hour_is_that_of_the_clock_on_the_leads_wall() -> None:
    at = datetime(2026, 12, 4, 23, 30, tzinfo=UTC)  # a Friday
    found = heat([(at, "Asia/Tokyo"), (at, "America/New_York"), (at, "UTC")], None)
    mails = {
        (hour, day): cell.mails for hour, cells in found.rows for day, cell in enumerate(cells) if cell.mails
    }
    assert mails == {(8, 5): 1, (18, 4): 1, (23, 4): 1}
    assert found.zoneless == 0


@pytest.mark.parametrize("zone", [None, "Mars/Olympus", "../etc/passwd"])
def test_a_lead_without_a_zone_is_placed_in_that_of_the_window(zone: str | None) -> None:
    tokyo = replace(OFFICE, timezone="Asia/Tokyo")
    found = heat([(datetime(2026, 12, 4, 1, tzinfo=UTC), zone)], tokyo)
    assert dict(found.rows)[10][4].mails == 1
    assert (found.zoneless, found.zone) == (1, "Asia/Tokyo")


def test_all_hours_of_the_window_are_shown_and_those_with_mails() -> None:
    found = heat([(datetime(2026, 12, 4, 19, tzinfo=UTC), "UTC")], OFFICE)
    assert [hour for hour, _ in found.rows] == list(range(9, 20))
    rows = dict(found.rows)
    assert [cell.open for cell in rows[9]] == [True] * 5 + [False] * 2
    assert not any(cell.open for cell in rows[17])


def test_a_window_that_closes_within_an_hour_is_open_in_it() -> None:
    found = heat([], replace(OFFICE, closes=time(17, 30)))
    assert [hour for hour, _ in found.rows] == list(range(9, 18))


def test_hours_past_midnight_are_open_on_the_next_day_to_and_those_between_are_not() -> None:
    window = Window(frozenset({"sun"}), time(9), time(10), "UTC", (OpenHours(time(22, 30), time(1, 30)),))
    rows = dict(heat([], window).rows)
    opened = {(hour, day) for hour, cells in rows.items() for day, cell in enumerate(cells) if cell.open}
    assert opened == {(9, 6), (22, 6), (23, 6), (0, 0), (1, 0)}


def test_the_window_of_a_campaign_with_several_hours_comes_back_from_its_export(tmp_path: Path) -> None:
    hours = (OpenHours(time(13), time(17)), OpenHours(time(22), time(0)))
    holidays = {date(2026, 12, 25): "IE:Christmas Day", date(2027, 1, 1): "IE:New Year's Day"}
    window = Window(frozenset({"mon", "sun"}), time(9), time(12, 30), "Europe/Dublin", hours, holidays)
    world = World(a_campaign(policy=Policy(window=window)))
    world.start(a_lead())
    world.turn()
    to = exported(world, tmp_path, world.run()).directory
    with opened(to / "proof.sqlite") as connection:
        assert about(connection).window == window
    page = Report(to / "report.html").page
    assert "on Mon, Sun from 09:00 to 12:30, 13:00 to 17:00 and 22:00 to 24:00, in the lead" in page


@pytest.mark.parametrize(
    ("window", "note"),
    [
        (None, "Days are by UTC, as quotas are. The quota of 400 lies far above."),
        (OFFICE, "zone or else in Europe/Dublin. The quota of 400 lies far above."),
    ],
    ids=["no window", "office hours"],
)
def test_what_stands_below_the_days_is_in_sentences(tmp_path: Path, window: Window | None, note: str) -> None:
    campaign = a_campaign(policy=Policy(per_day=400, window=window))
    with simulation([a_lead()], campaign, Assumptions(0.0, 0.0, 0.0), MONDAY) as made:
        played = made.play(CAMPAIGN, MONDAY + timedelta(days=1))
        to = export(played.run, played.stack.export_ports, tmp_path, simulated=True).directory
    assert note in " ".join(Report(to / "report.html").page.split())


def test_the_busiest_hour_has_the_highest_level_and_a_single_mail_has_one() -> None:
    busy, quiet = datetime(2026, 12, 4, 9, tzinfo=UTC), datetime(2026, 12, 4, 10, tzinfo=UTC)
    rows = dict(heat([(busy, "UTC")] * 1000 + [(quiet, "UTC")], None).rows)
    assert (rows[9][4].level, rows[10][4].level, rows[10][3].level) == (LEVELS, 1, 0)


def test_on_a_holiday_the_window_is_closed(simulated_database: sqlite3.Connection) -> None:
    found = days(simulated_database, OFFICE, 40)
    holiday = next(day.day for day in found if not day.closed)
    shut = days(simulated_database, replace(OFFICE, holidays={holiday: "IE:a holiday"}), 40)
    assert {day.day for day in shut if day.closed} - {day.day for day in found if day.closed} == {holiday}


def test_the_hours_of_a_run_hold_all_its_mails(simulated_database: sqlite3.Connection) -> None:
    found = hours(simulated_database, OFFICE)
    mails = sum(cell.mails for _, cells in found.rows for cell in cells)
    assert mails == sum(step.written for step in figures.steps(simulated_database))
    assert all(cell.open for _, cells in found.rows for cell in cells if cell.mails)


# --- responses --------------------------------------------------------------------------------------------


def test_who_responded_is_counted_by_the_mail_before(simulated_database: sqlite3.Connection) -> None:
    mails = sum(step.written for step in figures.steps(simulated_database))
    found = {
        one.reason: one for one in outcomes(simulated_database, mails, figures.leads(simulated_database))
    }
    given = dict(
        simulated_database.execute(
            "SELECT reason, count(DISTINCT subject) FROM orders WHERE kind = 'recipient' GROUP BY reason"
        )
    )
    assert found[Reason.REPLIED].hits == given["replied"] > 10
    assert found[Reason.BOUNCED].hits == given["bounced"] > 10
    assert (found[Reason.COMPLAINED].hits, found[Reason.UNSUBSCRIBED].hits) == (0, 0)
    replies, bounces = found[Reason.REPLIED], found[Reason.BOUNCED]
    assert (replies.of, bounces.of) == (figures.leads(simulated_database).written_to, mails)
    assert sum(replies.by_step.values()) == replies.hits
    assert replies.low < replies.share < replies.high


def test_an_order_from_before_the_first_mail_is_no_response(tmp_path: Path) -> None:
    world = a_world(Mode.LIVE)  # somebody had unsubscribed before it began
    with opened(exported(world, tmp_path, world.run(LIVE)).directory / "proof.sqlite") as connection:
        found = {one.reason: one.hits for one in outcomes(connection, 4, figures.leads(connection))}
    assert found == dict.fromkeys((Reason.REPLIED, Reason.UNSUBSCRIBED, Reason.BOUNCED, Reason.COMPLAINED), 0)


def test_a_reply_counts_although_an_earlier_one_was_lifted(empty: sqlite3.Connection) -> None:
    empty.execute("INSERT INTO run (campaign_id, started_at) VALUES ('demo', '2026-11-30T12:00:00.000Z')")
    empty.execute("INSERT INTO leads (lead_id, address, recipient) VALUES ('a', 'ann@acme.example', 'r')")
    for step, at in ((0, "2026-11-30T12:01:00.000Z"), (1, "2026-12-03T12:01:00.000Z")):
        empty.execute("INSERT INTO touches (lead_id, step, state, at) VALUES ('a', ?, 'sent', ?)", (step, at))
    for at in ("2026-10-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z", "2026-12-04T00:00:00.000Z"):
        given = ("recipient", "r", "given", "demo", "replied", at)
        empty.execute(
            "INSERT INTO row_changes (kind, subject, change, scope, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
            given,
        )
    replies = outcomes(empty, 2, figures.leads(empty))[0]
    assert (replies.reason, replies.hits, dict(replies.by_step)) == (Reason.REPLIED, 1, {0: 1})


@pytest.mark.parametrize(("kind", "scope"), [("domain", "*"), ("recipient", "other")])
def test_an_order_about_others_is_no_response(empty: sqlite3.Connection, kind: str, scope: str) -> None:
    empty.execute("INSERT INTO run (campaign_id, started_at) VALUES ('demo', '2026-11-30T12:00:00.000Z')")
    empty.execute("INSERT INTO leads (lead_id, address, recipient) VALUES ('a', 'ann@acme.example', 'r')")
    empty.execute(
        "INSERT INTO touches (lead_id, step, state, at) VALUES ('a', 0, 'sent', '2026-11-30T12:01:00.000Z')"
    )
    empty.execute(
        "INSERT INTO orders (kind, subject, scope, reason, at) VALUES (?, 'r', ?, 'replied', '2026-12-01')",
        (kind, scope),
    )
    assert {one.hits for one in outcomes(empty, 1, figures.leads(empty))} == {0}


def test_nobody_responds_to_a_rehearsal(database: sqlite3.Connection, report: Report) -> None:
    assert outcomes(database, 4, figures.leads(database)) == []
    assert "Nobody is written to in a rehearsal, so nobody responds." in report.page


def an_outcome(hits: int, of: int, low: float, high: float, limit: float | None = None) -> Outcome:
    return Outcome(Reason.BOUNCED, "Bounces", ("bounce", "bounces"), hits, of, "mails", low, high, {}, limit)


@pytest.mark.parametrize(
    "outcome",
    [
        an_outcome(0, 1, 0.0, 0.8, 0.05),
        an_outcome(1, 1, 0.2, 1.0, 0.05),
        an_outcome(2, 1000, 0.001, 0.004, 0.05),
        an_outcome(2, 1000, 0.001, 0.004),
    ],
)
def test_an_interval_and_its_limit_lie_on_their_line(outcome: Outcome) -> None:
    line = interval(outcome, 200)
    assert 0 <= line.low <= line.share <= line.high <= 200
    assert (line.limit is None) == (outcome.limit is None)
    assert line.limit is None or 0 < line.limit < 200
    assert line.end <= 1


# --- stops ------------------------------------------------------------------------------------------------


def an_event(seconds: float, subject: str, became: str) -> Event:
    return Event(NOON + timedelta(seconds=seconds), subject, became, "ann", None)


def mails_at(*seconds: float) -> list[datetime]:
    return [NOON + timedelta(seconds=one) for one in seconds]


def test_from_a_stop_to_its_last_mail_is_counted_in_seconds() -> None:
    events = [an_event(10, "demo#live", "paused"), an_event(60, "demo#live", "running")]
    (stop,) = stopped(events, mails_at(1, 9, 10.5, 12.25, 61, 70))
    assert (stop.what, stop.mails, stop.seconds) == ("pause", 2, 2.25)
    assert stop.ended == NOON + timedelta(seconds=60)


def test_a_stop_without_a_mail_after_it_says_so() -> None:
    (stop,) = stopped([an_event(10, "demo#live", "cancelled")], mails_at(1, 9))
    assert (stop.what, stop.mails, stop.seconds, stop.ended) == ("cancelled", 0, None, None)


def test_the_kill_switch_is_on_as_long_as_one_of_its_two_is() -> None:
    events = [
        an_event(10, "kill-switch", "on"),
        an_event(11, "global", "on"),
        an_event(50, "global", "off"),
        an_event(52, "kill-switch", "off"),
    ]
    (stop,) = stopped(events, mails_at(10.5, 51, 53))
    assert (stop.what, stop.mails, stop.seconds) == ("kill switch", 2, 41.0)


def test_a_finish_or_a_start_is_no_stop() -> None:
    events = [
        an_event(0, "demo#live", "running"),
        an_event(9, "demo#live", "finished"),
        an_event(0, "global", "off"),
    ]
    assert stopped(events, mails_at(1)) == []


def test_a_pause_and_the_kill_switch_are_two_stops(database: sqlite3.Connection) -> None:
    started = about(database).started_at
    assert [stop.what for stop in stops(database, started)] == ["kill switch", "pause"]


def test_a_stop_that_was_over_before_the_run_began_is_none_of_its_own(database: sqlite3.Connection) -> None:
    assert stops(database, datetime(2027, 1, 1, tzinfo=UTC)) == []


# --- forecast ---------------------------------------------------------------------------------------------


def a_touch(sent: float | None, *, ended: bool = False, latest: float = 30) -> Foretold:
    at = None if sent is None else NOON + timedelta(minutes=sent)
    return Foretold(0, Span(NOON + timedelta(minutes=10), NOON + timedelta(minutes=latest)), at, ended)


@pytest.mark.parametrize(
    ("touch", "is_counted_as"),
    [
        (a_touch(10), "in_time"),
        (a_touch(30), "in_time"),
        (a_touch(9.9), "early"),
        (a_touch(30.1), "late"),
        (a_touch(None, ended=True), "not_sent"),
        (a_touch(None), "overdue"),
        (a_touch(None, latest=90), "open"),
    ],
)
def test_a_touch_is_compared_with_its_span(touch: Foretold, is_counted_as: str) -> None:
    (score,) = scored([touch], NOON + timedelta(hours=1))
    kinds = ("in_time", "early", "late", "not_sent", "open", "overdue")
    assert {kind: getattr(score, kind) for kind in kinds} == dict.fromkeys(kinds, 0) | {is_counted_as: 1}
    assert score.foretold == 1


def test_how_late_the_late_ones_were_is_a_median() -> None:
    (score,) = scored([a_touch(late) for late in (31, 32, 90, 15)], NOON)
    assert score.median_lateness == timedelta(minutes=2)


def test_misses_are_counted_by_cause_the_most_frequent_first() -> None:
    by_cause = ((Miss.CHANGE, 15), (Miss.PAUSE, 31), (Miss.PAUSE, 9), (None, 99), (None, 20))
    told = [replace(a_touch(sent), because=because) for because, sent in by_cause]
    assert causes(scored([*told, *(replace(one, step=1) for one in told)], NOON)) == [
        ("the run was paused", 4),
        (
            "not scored: the lead came after the first timetable, or the span ended during the export",
            2,
        ),
    ]
    assert causes(scored([a_touch(15)], NOON)) == []


def test_a_run_without_a_timetable_has_no_forecast(database: sqlite3.Connection, report: Report) -> None:
    assert forecast(database, NOON) == []
    assert 'id="forecast"' not in report.page


def test_a_timetable_is_read_from_the_database(empty: sqlite3.Connection) -> None:
    empty.execute(
        "INSERT INTO timetable VALUES ('a', 1, '2026-11-30T12:00:00.000Z', '2026-11-30T13:00:00.000Z', 'quota', NULL)"
    )
    empty.execute(
        "INSERT INTO touches (lead_id, step, state, at) VALUES ('a', 1, 'sent', '2026-11-30T12:30:00.000Z')"
    )
    empty.execute("INSERT INTO enrollments (lead_id, state) VALUES ('a', 'due')")
    (score,) = forecast(empty, NOON)
    assert (score.step, score.foretold, score.in_time) == (1, 1, 1)


# --- cost -------------------------------------------------------------------------------------------------


def test_the_prices_are_those_of_the_documents() -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    ses, stack, enrolling = costs(1_000_000, 1000)
    assert f"A million mails cost about ${stack.total:.0f} besides SES" in text
    assert f"SES asks ${ses.total:.0f} for them (${SES_ESSENTIALS * 1000:.2f} per 1,000" in text
    assert f"${SES_WITHOUT_A_PLAN * 1000:.2f} without a plan" in text
    assert f"import and enroll a lead costs ${enrolling.total:.3f} per 1,000" in text


def test_amounts_have_as_many_digits_as_they_need() -> None:
    assert [money(one) for one in (0, 0.0823, 4.651, 12_345.6)] == [
        "$0.0000",
        "$0.0823",
        "$4.65",
        "$12,345.60",
    ]
    assert money(0.004, 4.65) == "$0.00"
    assert [percent(one) for one in (0, 0.0004, 0.015, 0.5, 1)] == [
        "0.0 %",
        "0.04 %",
        "1.5 %",
        "50.0 %",
        "100.0 %",
    ]


# --- leads and mails --------------------------------------------------------------------------------------


def test_every_lead_is_in_the_table_with_what_was_imported(report: Report) -> None:
    addresses = [lead.address for lead in LEADS]
    assert sorted(report.column("address")) == sorted(addresses)
    values = dict(zip(report.column("address"), report.column("fields"), strict=True))
    assert values[FORMULA.address][report.table["fields"].index("company")] == FORMULA.fields["company"]


def test_a_lead_has_its_touches_and_orders(report: Report) -> None:
    shared = report.table["shared"]
    touches = dict(zip(report.column("address"), report.column("touches"), strict=True))
    assert [(step, state) for step, state, *_ in touches[JANE.address]] == [
        (0, "sent_proof"),
        (1, "sent_proof"),
    ]
    orders = dict(zip(report.column("address"), report.column("orders"), strict=True))
    assert [shared[reason] for reason, _ in orders[a_lead("una").address]] == ["unsubscribed"]
    assert orders[JANE.address] == []


def test_every_mail_is_in_the_report_but_for_its_personal_link(folder: Path, report: Report) -> None:
    found = report.mails()
    paths = list((folder / "mails").glob("*.eml"))
    assert sorted(found) == sorted(path.name for path in paths)
    for path in paths:
        mail = parsed(path.read_bytes())
        link = str(mail["List-Unsubscribe"]).strip("<>")
        sender, recipient, text, html = found[path.name]
        assert (parseaddr(sender)[1], recipient) == (parseaddr(str(mail["From"]))[1], str(mail["To"]))
        for part, subtype in ((text, "plain"), (html, "html")):
            meant = body(mail, subtype).replace("\r\n", "\n").replace(link, DEAD_LINK)
            assert part.rstrip("\n") == meant.rstrip("\n")
        assert link not in "".join(found[path.name])


@dataclass(frozen=True)
class AMail:
    text: str
    html: str
    step: int = 0
    sender: str = "us@us.example"
    recipient: str = "jane@acme.example"
    unsubscribe_url: str | None = None


def kept(tmp_path: Path, *mails: AMail, limit: int = 10**6) -> dict[str, list[str]]:
    """Pack mails and read them from a page as its script does."""
    packs = MailPacks(limit)
    for number, mail in enumerate(mails):
        packs.add(f"{number}.eml", mail)
    texts, places = packs.finished()
    parts = {
        "table": packed(
            {
                "leads": {
                    "mails": [
                        [[0, "", 0, name.removesuffix(".eml"), None, *place]]
                        for name, place in places.items()
                    ]
                }
            }
        )
    }
    parts |= {f"pack-{number}": text for number, text in texts.items()}
    page = tmp_path / "page.html"
    page.write_text(
        "".join(f'<script type="text/plain" id="{name}">{text}</script>' for name, text in parts.items())
    )
    return Report(page).mails()


def test_mails_with_more_lines_or_none_are_kept_as_they_are(tmp_path: Path) -> None:
    mails = [
        AMail("Hi Ann\nBye\n", "<p>Hi Ann</p>\n<p>Bye</p>"),
        AMail("Hi Bob\nBye\n", "<p>Hi Bob</p>\n<p>Bye</p>"),
        AMail("Hi Eve\nmore\nBye", "<p>Hi Eve</p>\n<p>more</p>\n<p>Bye</p>"),
        AMail("", ""),
        AMail(">\n>\n\n>>", "\u2028</script><!--\ud800"),
    ]
    found = kept(tmp_path, *mails)
    assert [(text, html) for _, _, text, html in found.values()] == [(mail.text, mail.html) for mail in mails]


@pytest.mark.parametrize("shown", ["https://us.example/u?a=1&b=2", "https://us.example/u?a=1&amp;b=2"])
def test_a_link_is_replaced_as_text_and_as_markup(tmp_path: Path, shown: str) -> None:
    mail = AMail(
        f"stop: {shown}", f'<a href="{shown}">stop</a>', unsubscribe_url="https://us.example/u?a=1&b=2"
    )
    ((_, _, text, html),) = kept(tmp_path, mail).values()
    assert (text, html) == (f"stop: {DEAD_LINK}", f'<a href="{DEAD_LINK}">stop</a>')


def test_a_hundred_mails_of_one_message_take_little_more_than_one() -> None:
    """Each mail costs what is its own: here a name."""

    def size(count: int) -> int:
        packs = MailPacks()
        for number in range(count):
            packs.add(
                f"{number}.eml",
                AMail(
                    "",
                    "".join(f"<p>line {line} {line * 7919}</p>" for line in range(300)) + f"<b>{number}</b>",
                ),
            )
        return sum(map(len, packs.finished()[0].values()))

    assert size(100) < 1.5 * size(1)


def test_when_the_room_is_used_up_later_mails_are_left_out_whole(tmp_path: Path) -> None:
    mails = [AMail(f"mail {number}", "x" * 30_000, step=number % 2) for number in range(200)]
    found = kept(tmp_path, *mails, limit=2000)
    assert 0 < len(found) < 200
    assert all(text == f"mail {name.removesuffix('.eml')}" for name, (_, _, text, _) in found.items())


def test_mails_that_are_left_out_are_said_to_lie_beside_the_report(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outreach.artifacts.exporting.MailPacks", lambda: MailPacks(limit=0))
    page = Report(exported(world, tmp_path).directory / "report.html")
    assert page.mails() == {}
    assert (
        "4 mails of 4 are not in this file, which would get too large: they lie in <code>mails/</code>"
        in page.page
    )


def test_a_live_run_whose_mails_nobody_kept_says_that_the_people_have_them(tmp_path: Path) -> None:
    world = a_world(Mode.LIVE)
    page = Report(exported(world, tmp_path, world.run(LIVE)).directory / "report.html").page
    assert "The people have these mails; no copy was kept to be shown here." in page
    assert "4 mails went to 2 of 4 leads." in page


def test_what_is_packed_is_no_markup_whatever_it_holds() -> None:
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed(["</script>", "\u2028", "\ud800", "<!--"]))


def test_the_page_names_no_other_place(report: Report) -> None:
    """It loads nothing: no address of a script, style, picture or font stands in it."""
    tags: list[dict[str, str | None]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda _, attributes: tags.append(dict(attributes))
    parser.feed(report.page)
    places = [
        tag[name] for tag in tags for name in ("src", "href", "srcset", "action", "data") if name in tag
    ]
    assert places
    assert all(str(place).startswith("#") for place in places)
    assert "url(" not in report.page
    assert "@import" not in report.page


def test_exports_of_the_same_run_have_the_same_report(world: World, tmp_path: Path, folder: Path) -> None:
    again = exported(world, tmp_path).directory / "report.html"
    assert again.read_bytes() == (folder / "report.html").read_bytes()
