"""A campaign file is checked whole, and each complaint names file, line and remedy."""

import dataclasses
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from holidays import list_supported_countries

from outreach.adapters.campaign_documents import document_of
from outreach.domain.campaign import (
    DEFAULT_SHARDS,
    DEFAULT_STEPS,
    Breaker,
    CampaignSender,
    Countries,
    Policy,
    SoftBounces,
    Stance,
    Step,
    UnknownPolicy,
)
from outreach.domain.ids import MessageId
from outreach.domain.window import DAYS, OpenHours, Window
from outreach.domain.window_words import written
from outreach.errors import BadFile, BadFiles, OperatorError
from outreach.reading.campaign_file import MAX_TEMPLATES_BYTES, LoadedCampaign, load_campaign
from outreach.reading.campaign_holidays import MAX_BYTES
from outreach.reading.public_holidays import holidays_of
from outreach.reading.zones import PLACES, known_zones

HEAD = """\
id: spring
name: Spring
sender:
  address: ada@example.com
  postal_address: 1 Main Street, Dublin
"""
ONE_STEP = "sequence:\n  - message: intro\n"
FOOTER = "{{ unsubscribe_url }} {{ postal_address }}"
DEMO = Path(__file__).parents[2] / "infra" / "demo" / "campaign.yaml"


def message(name: str) -> dict[str, str]:
    return {f"{name}.subject.txt": "Hello", f"{name}.txt": FOOTER, f"{name}.html": f"<p>{FOOTER}</p>"}


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.templates = message("intro")

    def load(self, yaml: str, *, head: str = HEAD, today: date | None = None) -> LoadedCampaign:
        (self.path / "messages").mkdir(exist_ok=True)
        for name, source in self.templates.items():
            (self.path / "messages" / name).write_text(source, encoding="utf-8")
        (self.path / "campaign.yaml").write_text(head + yaml, encoding="utf-8")
        return load_campaign(self.path / "campaign.yaml", today)

    def complaints(self, yaml: str, *, head: str = HEAD, today: date | None = None) -> list[str]:
        with pytest.raises(OperatorError) as caught:
            self.load(yaml, head=head, today=today)
        assert isinstance(caught.value, BadFile | BadFiles)
        return str(caught.value).splitlines()


@pytest.fixture
def folder(tmp_path) -> Folder:
    return Folder(tmp_path)


def test_everything_a_campaign_file_can_say(folder):
    loaded = folder.load("""\
  name: Ada "the first" Byron
  reply_to: reply@example.com
sequence:
  - message: intro
quotas: {per_day: 40}
policy: {max_leads_per_tick: 7, max_steps_per_lead: 2, cooldown: 1d12h, unknown: hold}
window: {days: [mon, sat], from: 9:30, to: "17:00", timezone: Europe/Dublin}
fields:
  first_name: {default: there}
  company:
  city: {default: ""}
shards: 4
""")
    campaign = loaded.campaign
    assert (campaign.campaign_id, campaign.name, campaign.shards) == ("spring", "Spring", 4)
    assert campaign.sender == CampaignSender(
        "ada@example.com", "1 Main Street, Dublin", 'Ada "the first" Byron', "reply@example.com"
    )
    assert [(step.message_id, step.delay) for step in campaign.steps] == [("intro", timedelta())]
    policy = campaign.policy
    assert (policy.per_day, policy.max_leads_per_tick, policy.max_steps_per_lead) == (40, 7, 2)
    assert (policy.cooldown, policy.unknown) == (timedelta(hours=36), UnknownPolicy.HOLD)
    assert policy.window is not None
    assert (policy.window.days, policy.window.opens, policy.window.closes) == (
        {"mon", "sat"},
        time(9, 30),
        time(17),
    )
    assert campaign.fields == {"first_name": "there", "company": None, "city": ""}
    assert campaign.templates == message("intro")


IN_OFFICE_HOURS = ONE_STEP + "window:\n  from: 09:00\n  to: 17:00\n  timezone: UTC\n"


def test_holidays_become_dates_and_the_author_is_told_how_far_they_reach(folder):
    folder.load(IN_OFFICE_HOURS + "  holidays: [NL, de-by]\n", today=date(2026, 11, 29))
    loaded = load_campaign(folder.path / "campaign.yaml", date(2026, 12, 26))
    assert loaded.campaign.policy.window is not None
    assert loaded.campaign.policy.window.holidays == holidays_of(["NL", "DE-BY"], date(2026, 11, 29))
    coming = sum(day >= date(2026, 12, 26) for day in loaded.campaign.policy.window.holidays)
    assert loaded.notes[0] == (
        f"on the holidays of NL, DE-BY no mail goes out: {coming} of them up to 2028-12-31, the next on Sat 26 Dec 2026 (NL:Tweede "
        "kerstdag; DE-BY:Zweiter Weihnachtstag). Later ones are not known yet and count as other days: apply the campaign again "
        "each year"
    )


OWN = IN_OFFICE_HOURS + "  holidays: {lead: [NL, de-by, DE-BE], others: [BE]}\n"


def test_leads_may_have_the_holidays_of_their_own_countries(folder):
    today = date(2026, 11, 29)
    loaded = folder.load(OWN, today=today)
    window = loaded.campaign.policy.window
    assert window.holidays == holidays_of(["BE"], today)
    assert window.own_holidays == {
        "DE": holidays_of(["DE-BY", "DE-BE"], today), "NL": holidays_of(["NL"], today),
    }  # fmt: skip
    least, most = sorted(sum(day >= today for day in own) for own in window.own_holidays.values())
    assert loaded.notes[0] == (
        f"leads of DE, NL get no mail on the holidays of their own country: {least} to {most} each up to 2028-12-31; all others none "
        "on those of BE. Later ones are not known yet and count as other days: apply the campaign again each year"
    )


@pytest.mark.parametrize(
    ("policy", "complaint"),
    [
        ("{countries: {only: [NL, FR]}}", '"window.holidays.lead" has DE-BY, and "policy.countries" skips leads of DE; leave it out here, or let leads of it be written to there'),
        ("{countries: {not: [NL]}}", '"window.holidays.lead" has NL, and "policy.countries" skips leads of NL; leave it out here, or let leads of it be written to there'),
    ],
)  # fmt: skip
def test_holidays_of_leads_who_are_skipped_are_a_contradiction(folder, policy, complaint):
    found = folder.complaints(OWN + f"policy: {policy}\n", today=date(2026, 11, 29))
    assert found[0] == f"campaign.yaml line 12: {complaint}"


def test_countries_whose_holidays_are_not_known_are_pointed_out(folder):
    loaded = folder.load(OWN + "policy: {countries: {only: [NL, DE, FR, BE]}}\n", today=date(2026, 11, 29))
    assert loaded.warnings == (
        'campaign.yaml line 12: leads of BE, FR have no holidays of their own (window.holidays.lead), and rest on those of "others"',
    )
    allowed = OWN + "policy: {countries: {only: [NL], left_out: warn}}\n"
    assert folder.load(allowed, today=date(2026, 11, 29)).warnings == ()


def test_more_dates_than_a_definition_has_room_for_are_refused(folder):
    many = ", ".join(sorted(list_supported_countries(include_aliases=False))[:60])
    (found,) = folder.complaints(
        IN_OFFICE_HOURS + f"  holidays: {{lead: [{many}]}}\n", today=date(2026, 11, 29)
    )
    assert re.fullmatch(
        r'campaign.yaml line 12: "window.holidays" makes \d+ KB of dates, and 90 KB is the most; list fewer countries',
        found,
    )


def test_a_definition_with_as_much_as_it_may_hold_fits_into_an_item(folder):
    """400 KB is the most that DynamoDB takes."""
    campaign = folder.load(OWN, today=date(2026, 11, 29)).campaign
    name = "XX:" + "ä" * 40
    days = MAX_BYTES // (len(name.encode()) + 16)
    window = dataclasses.replace(
        campaign.policy.window,
        own_holidays={"XX": {date(2026, 1, 1) + timedelta(number): name for number in range(days)}},
    )
    full = dataclasses.replace(
        campaign,
        policy=dataclasses.replace(campaign.policy, window=window),
        templates={"intro.txt": "x" * MAX_TEMPLATES_BYTES},
    )
    assert len(document_of(full).encode()) < 400 * 1024


def test_one_country_needs_no_list_and_no_country_no_day(folder):
    window = folder.load(
        IN_OFFICE_HOURS + "  holidays: nl\n", today=date(2026, 11, 29)
    ).campaign.policy.window
    assert window is not None
    assert window.holidays == holidays_of(["NL"], date(2026, 11, 29))
    assert folder.load(IN_OFFICE_HOURS).campaign.policy.window == dataclasses.replace(window, holidays={})
    with pytest.raises(AssertionError, match="from a day on"):
        folder.load(IN_OFFICE_HOURS + "  holidays: NL\n")


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("{only: [nl, Belgium, België]}", Countries(("BE", "NL"), True, Stance.SKIP, Stance.SKIP)),
        (
            "{only: NO}",
            Countries(("NO",), True, Stance.SKIP, Stance.SKIP),
        ),  # which YAML may take for a `false`
        ("{only: [NL], left_out: warn}", Countries(("NL",), True, Stance.WARN, Stance.WARN)),
        ("{only: [NL], unknown: allow}", Countries(("NL",), True, Stance.SKIP, Stance.ALLOW)),
        ("{not: [US, CA]}", Countries(("CA", "US"), False, Stance.SKIP, Stance.WARN)),
        ("{not: [US], unknown: skip}", Countries(("US",), False, Stance.SKIP, Stance.SKIP)),
    ],
)
def test_countries_are_those_of_their_codes_and_names(folder, text, countries):
    assert (
        folder.load(
            f"sequence: [{{message: intro}}]\npolicy: {{countries: {text}}}"
        ).campaign.policy.countries
        == countries
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "[NL, XX]",
            'window.holidays[2] "XX" is not a country whose holidays are known; codes look like "NL" or "DE-BY"',
        ),
        (
            "{lead: XX}",
            'window.holidays.lead[1] "XX" is not a country whose holidays are known; codes look like "NL" or "DE-BY"',
        ),
        ("{lead: []}", 'window.holidays.lead is empty; write at least one entry, like "- NL"'),
        (
            "lead",
            'window.holidays[1] "lead" is no country; list those whose leads rest on their own holidays, as in "{lead: [NL, BE], others: [NL]}"',
        ),
        (
            "{lead: NL, others: [NL, GB, US, DE, FR, BE, IT, ES, SE]}",
            "window.holidays.others has 9 entries, and 8 is the most",
        ),
        ("{others: NL}", "window.holidays.lead is missing"),
        ("{lead: NL, other: DE}", 'unknown key "other"; did you mean "others"?'),
    ],
)
def test_holidays_that_nobody_knows_are_named(folder, text, complaint):
    assert folder.complaints(f"{IN_OFFICE_HOURS}  holidays: {text}\n") == [
        f"campaign.yaml line 12: {complaint}"
    ]


def test_a_window_may_have_several_hours_in_any_order_up_to_midnight_or_past_it(folder):
    loaded = folder.load(
        ONE_STEP + "window:\n  timezone: UTC\n  days: [mon, wed]\n  hours:\n"
        "  - {from: 22:00, to: 01:30}\n  - {from: 9:00, to: 12:00}\n  - {from: 01:30, to: 02:00}\n"
    )
    assert loaded.campaign.policy.window == Window(
        frozenset({"mon", "wed"}),
        time(1, 30),
        time(2),
        "UTC",
        (OpenHours(time(9), time(12)), OpenHours(time(22), time(1, 30))),
    )
    assert [line for line in loaded.warnings if "midnight" in line] == [
        "campaign.yaml line 8: the window is open over midnight: 22:00-01:30 means to that hour of the next day"
    ]


@pytest.mark.parametrize(
    ("days", "hours", "complaint"),
    [
        ("mon", "09:00-12:00 11:59-17:00", "11:59-17:00 overlaps 09:00-12:00; write them as one, or change one of them"),
        ("mon", "12:00-17:00 09:00-12:00", "09:00-12:00 touches 12:00-17:00; write them as one"),
        ("mon", "09:00-12:00 12:00-17:00", "12:00-17:00 touches 09:00-12:00; write them as one"),
        ("mon, tue", "00:00-05:00 22:00-01:00", "22:00-01:00 overlaps 00:00-05:00; write them as one, or change one of them"),
        ("sun, mon", "22:00-01:00 00:59-05:00", "00:59-05:00 overlaps 22:00-01:00; write them as one, or change one of them"),
    ],
)  # fmt: skip
def test_hours_that_overlap_or_touch_are_named(folder, days, hours, complaint):
    assert folder.complaints(hours_in_a_file(days, hours)) == [f"campaign.yaml line 13: {complaint}"]


@pytest.mark.parametrize(
    ("days", "hours"),
    [
        ("mon, wed", "22:00-01:00 00:00-05:00"),
        ("mon, tue", "22:00-24:00 00:00-05:00"),
        ("mon, tue", "22:00-01:00 01:00-05:00"),
    ],
)
def test_hours_of_two_days_may_touch_and_days_apart_do_not_overlap(folder, days, hours):
    window = folder.load(hours_in_a_file(days, hours)).campaign.policy.window
    assert window is not None
    assert [written(one) for one in window.hours] == sorted(hours.split())


def hours_in_a_file(days: str, hours: str) -> str:
    pairs = [one.split("-") for one in hours.split()]
    entries = "".join(f"  - {{from: {opens}, to: {closes}}}\n" for opens, closes in pairs)
    return f"{ONE_STEP}window:\n  timezone: UTC\n  days: [{days}]\n  hours:\n{entries}"


@pytest.mark.parametrize(
    "text", ["{from: 18:00, to: 24:00, timezone: UTC}", "{from: 18:00, to: 00:00, timezone: UTC}"]
)
def test_a_window_up_to_midnight_goes_not_past_it(folder, text):
    loaded = folder.load(f"{ONE_STEP}window: {text}\n")
    assert loaded.campaign.policy.window == Window(frozenset(DAYS[:5]), time(18), time(0), "UTC")
    assert not [line for line in loaded.warnings if "midnight" in line]


def test_soft_bounces_and_breakers_are_on_by_default_and_can_be_set_or_switched_off(folder):
    def policy(text: str = "") -> Policy:
        return folder.load(ONE_STEP + text).campaign.policy

    assert (policy().soft_bounces, policy().breaker) == (SoftBounces(), Breaker())
    assert (policy().soft_bounces, policy().breaker) == (SoftBounces(5, 2), Breaker(0.03, 0.0005, 50))
    chosen = policy(
        "policy:\n  soft_bounces: {of: 4, at_most: 1}\n"
        "  breaker: {max_bounces: 2.5%, max_complaints: 0.04 %, min_sample: 200}\n"
    )
    assert chosen.soft_bounces == SoftBounces(4, 1)
    assert chosen.breaker == Breaker(0.025, pytest.approx(0.0004), 200)
    off = policy("policy: {soft_bounces: off, breaker: off}")
    assert (off.soft_bounces, off.breaker) == (None, None)


def test_a_short_file_has_the_default_sequence_and_policy(folder):
    for step in DEFAULT_STEPS:
        folder.templates |= message(step.message_id)
    campaign = folder.load("").campaign
    assert campaign.steps == DEFAULT_STEPS
    assert (campaign.policy, campaign.shards) == (Policy(), DEFAULT_SHARDS)
    assert (campaign.policy.max_leads_per_tick, campaign.policy.max_steps_per_lead) == (25, 3)
    assert campaign.policy.cooldown == timedelta(hours=24)


def test_a_named_sequence_is_chosen(folder):
    folder.templates |= message("other")
    yaml = "sequence: short\nsequences:\n  short: [{message: other}]\n  long: [{message: intro}]\n"
    assert [step.message_id for step in folder.load(yaml).campaign.steps] == ["other"]
    assert folder.complaints(yaml.replace("e: short", "e: shrt")) == [
        'campaign.yaml line 6: there is no sequence "shrt"; did you mean "short"?'
    ]
    assert folder.complaints(yaml.removeprefix("sequence: short\n")) == [
        'campaign.yaml line 6: no sequence is chosen; write "sequence: NAME" with one of short, long'
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90s", timedelta(seconds=90)),
        ("4h", timedelta(hours=4)),
        ("3d", timedelta(3)),
        ("1d12h", timedelta(1.5)),
        ("0s", timedelta()),
    ],
)
def test_durations(folder, text, expected):
    folder.templates |= message("next")
    loaded = folder.load(f"sequence:\n  - message: intro\n  - message: next\n    delay: {text}\n")
    assert loaded.campaign.steps[1].delay == expected


@pytest.mark.parametrize(
    ("text", "days"), [("2 working days", 2), ("1 working day", 1), ("260 working days", 260)]
)
def test_a_delay_may_be_one_of_working_days_before_the_first_step_too(folder, text, days):
    loaded = folder.load(f"sequence:\n  - message: intro\n    delay: {text}\n")
    assert loaded.campaign.steps == (Step(MessageId("intro"), timedelta(), days),)


@pytest.mark.parametrize(
    "text", ["0 working days", "261 working days", "working days", "two working days", "1d 2 working days"]
)
def test_what_is_no_number_of_working_days_is_refused(folder, text):
    complaint = f'sequence[1].delay "{text}" is not a number of working days from 1 to 260; write it like "2 working days"'
    assert folder.complaints(f"sequence:\n  - message: intro\n    delay: {text}\n") == [
        f"campaign.yaml line 8: {complaint}"
    ]


@pytest.mark.parametrize(
    ("yaml", "complaint"),
    [
        ("policy: {cooldwn: 1d}", 'line 6: unknown key "cooldwn"; did you mean "cooldown"?'),
        ("sequences2: 1", 'line 6: unknown key "sequences2"; did you mean "sequences"?'),
        (
            "sequence:\n  - message: intro\n    delays: 3d",
            'line 8: unknown key "delays"; did you mean "delay"?',
        ),
        (
            "sequences:\n  a:\n  - message: intro\n    delays: 3d\nsequence: a",
            'line 9: unknown key "delays"; did you mean "delay"?',
        ),
        ("policy: {across_campaigns: {}}", 'line 6: policy.across_campaigns keeps nothing: write "cooldown", "one_sequence" or "people_per_company_a_week", or leave it out'),
        ("policy: {zzz: 1}", 'line 6: unknown key "zzz"; known are max_leads_per_tick, max_steps_per_lead, cooldown, unknown, soft_bounces, breaker, threading, track_opens, track_clicks, role_accounts, disposable_domains, countries, ends, across_campaigns'),
        ("policy: {across_campaigns: {cooldown: 3d, priority: 3}}", 'line 6: policy.across_campaigns has a "priority" for nothing: write "one_sequence: priority", or leave it out'),
        ("policy: {across_campaigns: {one_sequence: last}}", "line 6: policy.across_campaigns.one_sequence \"last\" is not one of 'first', 'priority' or 'skip'"),
        ("policy: {across_campaigns: {cooldown: 3}}", 'line 6: policy.across_campaigns.cooldown "3" needs a unit: write "3d" or "3s"; d, h, m and s can be combined, as in "1d12h"'),
        ("policy: {across_campaigns: {cooldwn: 3d}}", 'line 6: unknown key "cooldwn"; did you mean "cooldown"?'),
        ("policy: {role_accounts: no}", "line 6: policy.role_accounts \"no\" is not one of 'skip', 'warn' or 'allow'"),
        ("policy: {role_account: skip}", 'line 6: unknown key "role_account"; did you mean "role_accounts"?'),
        ("policy: {countries: }", 'line 6: policy.countries names no country; list those to write to under "only", or the others under "not"'),
        ("policy: {countries: {}}", 'line 6: policy.countries names no country; list those to write to under "only", or the others under "not"'),
        ("policy: {countries: {only: [NL], not: [BE]}}", 'line 6: policy.countries has "only" as well as "not"; countries that "only" does not list are left out'),
        ("policy: {countries: {only: []}}", 'line 6: policy.countries.only is empty; write at least one entry, like "- NL"'),
        ("policy: {countries: {only: [NL, Atlantis]}}", 'line 6: policy.countries.only[2] "Atlantis" is not a country; codes look like "NL"'),
        ("policy: {countries: {not: [DE-BY]}}", 'line 6: policy.countries.not[1] "DE-BY" is not a country; write "DE", because a lead is of a whole country'),
        ("policy: {countries: {only: [NL], left_out: no}}", "line 6: policy.countries.left_out \"no\" is not one of 'skip', 'warn' or 'allow'"),
        ("policy: {countries: {only: NL, other: skip}}", 'line 6: unknown key "other"; known are only, not, left_out, unknown'),
        ("policy: {countries: NL}", 'line 6: policy.countries is "NL", but must be a group of keys'),
        ("policy: {ends: soon}", 'line 6: policy.ends "soon" is not a date; write it like "2027-01-31", year first'),
        ("policy: {ends: 31.01.2027}", 'line 6: policy.ends "31.01.2027" is not a date; write it like "2027-01-31", year first'),
        ("policy: {ends: 9999-12-31}", 'line 6: policy.ends "9999-12-31" is not a date; write it like "2027-01-31", year first'),
        ("policy: {ends: 2027-02-29}", 'line 6: policy.ends "2027-02-29" is not a date: there is no 2027-02-29 in the calendar'),
        (
            "policy:\n  cooldown: 3",
            'line 7: policy.cooldown "3" needs a unit: write "3d" or "3s"; d, h, m and s can be combined, as in "1d12h"',
        ),
        (
            "policy: {cooldown: soon}",
            'line 6: policy.cooldown "soon" needs a unit: write "3d"; d, h, m and s can be combined, as in "1d12h"',
        ),
        ("policy: {cooldown: 900d}", 'line 6: policy.cooldown "900d" is longer than a year'),
        ("policy: {cooldown: 99999999999999999999d}", 'line 6: policy.cooldown "99999999999999999999d" is longer than a year'),
        ("policy: {unknown: resend}", "line 6: policy.unknown \"resend\" is not one of 'assume_sent' or 'hold'"),
        (
            "policy:\n  breaker: {max_bounce: 2%}",
            'line 7: unknown key "max_bounce"; did you mean "max_bounces"?',
        ),
        (
            "policy:\n  soft_bounces: {zzz: 2}",
            'line 7: unknown key "zzz"; known are of, at_most',
        ),
        (
            "policy: {breaker: {max_bounces: 0.03}}",
            'line 6: policy.breaker.max_bounces "0.03" is not a percentage above 0; write it like "3%" or "0.05%"',
        ),
        (
            "policy: {breaker: {max_complaints: 0%}}",
            'line 6: policy.breaker.max_complaints "0%" is not a percentage above 0; write it like "3%" or "0.05%"',
        ),
        (
            "policy: {breaker: {max_bounces: 101%}}",
            'line 6: policy.breaker.max_bounces "101%" is not a percentage above 0; write it like "3%" or "0.05%"',
        ),
        (
            "policy: {breaker: {min_sample: 1}}",
            "line 6: policy.breaker.min_sample is 1, but must be at least 10",
        ),
        (
            "policy: {soft_bounces: {of: 2, at_most: 2}}",
            'line 6: policy.soft_bounces suppresses nobody: "at_most" must be less than "of"; write "off" if you mean that',
        ),
        ("policy: {breaker: on}", 'line 6: policy.breaker is "on", but must be a group of keys'),
        ("quotas: {per_day: many}", 'line 6: quotas.per_day "many" is not a whole number'),
        ("quotas: {per_day: 0}", "line 6: quotas.per_day is 0, but must be at least 1"),
        ("shards: 100000", "line 6: shards is 100000, but must be at most 256"),
        ("shards: [1]", "line 6: shards a list is not a whole number"),
        ("policy: fast", 'line 6: policy is "fast", but must be a group of keys'),
        ("sequence: []", 'line 6: sequence is empty; write at least one entry, like "- message: intro"'),
        ("sequence: intro", 'line 6: sequence is "intro", but must be a list'),
        ("window: {from: 570, to: 17:00, timezone: UTC}", 'line 6: window.from "570" is not a time of day; write it like "09:00" or "17:30"'),
        ("window: {from: 09:00, to: 09:00, timezone: UTC}", 'line 6: window never opens: "from" and "to" are the same; the whole day is "00:00" to "24:00"'),
        ("window: {from: 24:00, to: 09:00, timezone: UTC}", 'line 6: window.from "24:00" is not a time of day; write it like "09:00" or "17:30"'),
        ("window: {from: 09:00, timezone: UTC}", 'line 6: window has no "to"; write "from" and "to", or "hours" with several of them'),
        ("window: {timezone: UTC}", 'line 6: window has no "from"; write "from" and "to", or "hours" with several of them'),
        ("window: {from: 09:00, timezone: UTC, hours: [{from: 09:00, to: 12:00}]}", 'line 6: window has "hours" as well as "from" or "to"; write each pair of times under "hours"'),
        ("window: {timezone: UTC, hours: []}", 'line 6: window.hours is empty; write at least one entry, like "- {from: "09:00", to: "17:00"}"'),
        ("window:\n  timezone: UTC\n  hours:\n  - {from: 09:00, to: 12:00}\n  - {from: 13:00}", "line 10: window.hours[2].to is missing"),
        ("window:\n  timezone: UTC\n  hours:\n  - {form: 09:00, to: 12:00, from: 08:00}", 'line 9: unknown key "form"; did you mean "from"?'),
        ("window:\n  timezone: UTC\n  hours:\n  - {from: 09:00, to: 12:00}\n  - {from: 12:00, to: 12:00}", 'line 10: window.hours[2] never opens: "from" and "to" are the same; the whole day is "00:00" to "24:00"'),
        ("window: {from: 09:00, to: 17:00}", "line 6: window.timezone is missing"),
        ("window: {from: 09:00, to: 17:00, timezone: Europe/Dublim}", 'line 6: window.timezone "Europe/Dublim" is not a time zone; did you mean "Europe/Dublin"?'),
        ("window: {from: 09:00, to: 17:00, timezone: ../../etc/passwd}", 'line 6: window.timezone "../../etc/passwd" is not a time zone; names look like "Europe/Berlin"'),
        ("window: {days: [funday], from: 09:00, to: 17:00, timezone: UTC}", 'line 6: window.days[1] "funday" is not a day; use mon, tue, wed, thu, fri, sat, sun'),
        ("fields: {email: {}}", 'line 6: fields.email "email" is a name that templates already use; choose another'),
        ("fields: {First Name: {}}", 'line 6: fields.First Name "First Name" is not a field name; begin with a letter and use a-z, 0-9 and _'),
        ("fields: {first_name: there}", 'line 6: fields.first_name is "there", but must be a group of keys'),
        ("id: again", 'line 6: the key "id" is already used on line 1; remove one of them'),
        ("a: &x 1\nb: *x", "line 7: YAML aliases (`*name`) are not allowed here; write the value out, or quote it if it is meant as text"),
        ("a: !!python/object:os.system 1", "line 6: YAML tags (`!name`) are not allowed here; write the value out, or quote it if it is meant as text"),
        ("policy:\n\tcooldown: 1d", "line 7: is not YAML: found character '\\t' that cannot start any token; indent with spaces"),
        ("name: a: b", "line 6: is not YAML: mapping values are not allowed here; text with `: ` or ` #` in it needs quotes, and each quote that opens must be closed"),
        ('name: "a\nshards: 4', "line 6: is not YAML: a quote opens here and is never closed; close it"),
        ("policy: {cooldown: -2s}", 'line 6: policy.cooldown "-2s" must not be negative'),
        ("window: {days: [], from: 09:00, to: 17:00, timezone: UTC}", 'line 6: window.days is empty; write at least one entry, like "- mon"'),
        ("? [a]\n: b", "line 6: a key is not text"),
    ],
)  # fmt: skip
def test_a_complaint_names_line_and_remedy(folder, yaml, complaint):
    assert folder.complaints(yaml) == [f"campaign.yaml {complaint}"]


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        (HEAD.replace("id: spring", "id: Spring!"), 'line 1: id "Spring!" is not an id; use up to 48'),
        (HEAD.replace("ada@example.com", "ada@@example.com"), 'line 4: sender.address "ada@@example.com" is not an e-mail address'),
        (HEAD.replace("ada@", "jürgen@"), 'line 4: sender.address "jürgen@example.com" is not an e-mail address'),
        (HEAD.replace("  postal_address: 1 Main Street, Dublin\n", ""), "line 3: sender.postal_address is missing"),
        (HEAD.replace("1 Main Street, Dublin", "''"), "line 5: sender.postal_address is too short or empty"),
        (HEAD + "  reply_to: nobody\n", 'line 6: sender.reply_to "nobody" is not an e-mail address'),
        (HEAD + '  name: "Ada\\r\\nBcc: x@example.net"\n', "line 6: sender.name "),
        (HEAD + '  name: "=?utf-8?q?Ada?="\n', "line 6: sender.name "),
        (HEAD.replace("name: Spring\n", ""), "line 1: name is missing"),
    ],
)  # fmt: skip
def test_identity_and_sender_are_checked(folder, head, complaint):
    found = folder.complaints(ONE_STEP, head=head)
    assert f"campaign.yaml {complaint}" in found[0]


@pytest.mark.parametrize(
    ("letter", "most"), [("x", 200), ("\u00fc", 108), ("\u4e2d", 72), ("\U0001f680", 54)]
)
def test_a_sender_s_name_is_measured_as_it_is_encoded_in_a_mail(folder, letter, most):
    assert folder.load(f"  name: {letter * most}\n{ONE_STEP}").campaign.sender.name == letter * most
    (complaint,) = folder.complaints(f"  name: {letter * (most + 1)}\n{ONE_STEP}")
    assert "is longer than 200 characters" in complaint or (
        "campaign.yaml line 3: sender has a name that takes 32" in complaint
        and complaint.endswith("320 is the most; shorten it (a letter that is not ASCII takes up to 12)")
    )


WINDOW = "window: {{from: 09:00, to: 17:00, timezone: {}}}\n"


@pytest.mark.parametrize(
    "zone",
    [
        "localtime",
        "right/Europe/Berlin",
        "posix/Europe/Berlin",
        "posixrules",
        "Factory",
        "Factory ",
        "FACTORY",
        "zone.tab",
        "tzdata.zi",
        "Europe",
        "Europe/",
        "UTC+2",
        '""',
    ],
)
def test_a_zone_that_the_functions_do_not_have_is_refused(folder, zone):
    (complaint,) = folder.complaints(ONE_STEP + WINDOW.format(zone))
    assert "is not a time zone" in complaint


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("AMERICA/NEW YORK", "America/New_York"),
        ("utc", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_a_zone_is_taken_by_its_name_however_it_is_typed(folder, written, zone):
    window = folder.load(ONE_STEP + WINDOW.format(written)).campaign.policy.window
    assert window is not None
    assert window.timezone == zone


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Europe/Munich", "Europe/Berlin"),
        ("Europe/M\u00fcnchen", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("Europe/Geneva", "Europe/Zurich"),
        ("US/Boston", "America/New_York"),
        ("America/San_Francisco", "America/Los_Angeles"),
        ("Asia/Mumbai", "Asia/Kolkata"),
        ("Asia/Beijing", "Asia/Shanghai"),
        ("Europe/Barcelona", "Europe/Madrid"),
        ("CEST", "Europe/Berlin"),
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("America/San Francisco", "America/Los_Angeles"),
        ("Europe/Dublim", "Europe/Dublin"),
        ("America/NewYork", "America/New_York"),
    ],
)
def test_a_place_without_a_zone_is_known_by_the_zone_that_it_lies_in(folder, written, meant):
    (complaint,) = folder.complaints(ONE_STEP + WINDOW.format(written))
    assert complaint.endswith(f'is not a time zone; did you mean "{meant}"?')


def test_every_zone_that_is_suggested_and_every_zone_of_the_list_is_one_that_a_program_can_use():
    assert {zone for zone in PLACES if zone not in known_zones().values()} == set()
    assert len([ZoneInfo(zone) for zone in known_zones().values()]) > 590


def test_all_complaints_come_at_once_and_in_the_order_of_the_file(folder):
    found = folder.complaints("quotas: {per_day: 0}\npolicy: {cooldown: 3}\nshards: x\nextra: 1\n")
    assert [line.split(":")[0] for line in found] == [f"campaign.yaml line {n}" for n in (6, 7, 8, 9)]


@pytest.mark.parametrize("yaml", ["name: no\n", "name: on\n", "name: 09:30\n", "name: 2027\n", "name: 1e3\n"])
def test_words_that_yaml_would_take_for_something_else_stay_text(folder, yaml):
    loaded = folder.load(ONE_STEP, head=HEAD.replace("name: Spring\n", yaml))
    assert loaded.campaign.name == yaml.removeprefix("name: ").strip()


@pytest.mark.parametrize(
    "text", ["", "- a\n", "just text\n", "a: 1\n---\nb: 2\n", "\x00", "[" * 3000, "x" * 1_000_001]
)
def test_what_is_no_campaign_at_all_is_one_clear_line(folder, text):
    (complaint,) = folder.complaints("", head=text)
    assert complaint.startswith("campaign.yaml")


def test_a_file_of_impossible_size_is_not_even_parsed(folder):
    (complaint,) = folder.complaints("#" * 1_000_000)
    assert complaint == "campaign.yaml: is larger than a campaign file can be; is it the right file?"


def test_an_alias_bomb_is_refused_at_once(folder):
    bomb = "".join(f"k{n}: &a{n} [{f'*a{n - 1},' * 9 if n else 'x'}]\n" for n in range(9))
    assert len(folder.complaints("", head=bomb)) == 1


def test_files_that_cannot_be_read_are_named(folder, tmp_path):
    with pytest.raises(BadFile, match=r"^gone.yaml: cannot be read: No such file"):
        load_campaign(tmp_path / "gone.yaml")
    (tmp_path / "latin.yaml").write_bytes("id: spring\nname: Zoë".encode("latin-1"))
    with pytest.raises(BadFile, match=r"^latin.yaml line 2: is not UTF-8 text; save it"):
        load_campaign(tmp_path / "latin.yaml")


def test_a_message_twice_in_a_sequence_is_refused(folder):
    found = folder.complaints("sequence:\n- message: intro\n- message: intro\n  delay: 1d\n")
    assert found == [
        'campaign.yaml line 8: message "intro" is in the sequence twice; copy its files under another id'
    ]


def test_a_later_step_needs_a_delay(folder):
    folder.templates |= message("next")
    found = folder.complaints("sequence:\n- message: intro\n- message: next\n")
    assert found == [
        'campaign.yaml line 8: step "next" has no delay; write how long after the step before, like "3d"'
    ]


def test_missing_templates_are_named(folder):
    del folder.templates["intro.html"]
    assert folder.complaints(ONE_STEP) == [
        'messages/intro.html: there is no such file; message "intro" needs intro.subject.txt, intro.txt, intro.html'
    ]


def test_a_template_that_is_not_utf_8_is_not_said_to_be_missing(folder):
    del folder.templates["intro.txt"]
    (folder.path / "messages").mkdir()
    (folder.path / "messages" / "intro.txt").write_bytes(f"{FOOTER}\nZo\xeb".encode("latin-1"))
    assert folder.complaints(ONE_STEP) == [
        "messages/intro.txt line 2: is not UTF-8 text; save it with the encoding UTF-8"
    ]


def test_an_absent_folder_is_every_template_missing(tmp_path):
    (tmp_path / "campaign.yaml").write_text(HEAD + ONE_STEP)
    with pytest.raises(BadFiles) as caught:
        load_campaign(tmp_path / "campaign.yaml")
    assert [problem.file for problem in caught.value.problems] == [
        "messages/intro.subject.txt",
        "messages/intro.txt",
        "messages/intro.html",
    ]


def test_templates_that_no_message_uses_are_warned_about(folder):
    folder.templates |= {"_old.html": "x", "stray.txt": "x", "notes.md": "x", ".hidden": "x"} | message(
        "variant"
    )
    assert folder.load(ONE_STEP).warnings == (
        "messages/notes.md is not a template (.txt, .html or .mjml) and is left out",
        "messages/_old.html is used by no message",
        "messages/stray.txt belongs to no message",
        'message "variant" is not in the sequence',
    )


def test_steps_beyond_the_limit_and_delays_below_the_cooldown_are_warned_about(folder):
    folder.templates |= message("next")
    steps = "sequence: [{message: intro}, {message: next, delay: 4h}]\n"
    assert folder.load(steps + "policy: {max_steps_per_lead: 1}\n").warnings == (
        'campaign.yaml line 7: a lead gets 1 of the 2 steps; write "max_steps_per_lead: 2", or fewer steps',
        (
            'campaign.yaml line 6: step "next" is due 4h after the one before, but waits for the cooldown of 1d; write a longer delay, '
            'or a shorter "policy.cooldown"'
        ),
    )


def test_templates_too_big_to_store_are_refused(folder):
    folder.templates["intro.html"] += "x" * 300_000
    assert "the templates have 300 KB in total" in folder.complaints(ONE_STEP)[0]


def test_problems_of_the_file_and_of_its_templates_come_together(folder):
    folder.templates["intro.txt"] += "{{ frist }}"
    found = folder.complaints("sequence:\n- message: intro\n- message: intro\n")
    assert [line.split(":")[0] for line in found] == [
        "campaign.yaml line 8",
        "campaign.yaml line 8",
        "messages/intro.txt line 1",
    ]


def test_the_demo_campaign_has_nothing_to_complain_about():
    loaded = load_campaign(DEMO)
    assert loaded.warnings == ()
    assert len(loaded.campaign.steps) == 3
    assert loaded.required == {"company": "messages/intro.subject.txt line 1"}
    assert loaded.header_fields == {"company"}


def test_every_key_of_the_schema_is_shown_in_the_demo():
    """The demo file is the format's documentation."""
    text = DEMO.read_text(encoding="utf-8")
    for part in (CampaignSender, dataclasses.make_dataclass("Rest", ["sequence", "sequences", "message", "delay", "per_day", "timezone", "shards", "fields", "unknown", "default", "days"])):  # fmt: skip
        for field in dataclasses.fields(part):
            assert f"{field.name}:" in text, field.name


def test_conversations_are_on_and_tracking_is_off_unless_the_file_says_otherwise(folder):
    policy = folder.load(ONE_STEP).campaign.policy
    assert (policy.threading, policy.track_opens, policy.track_clicks) == (True, False, False)
    said = "policy: {threading: false, track_opens: true, track_clicks: true}"
    policy = folder.load(f"{ONE_STEP}{said}").campaign.policy
    assert (policy.threading, policy.track_opens, policy.track_clicks) == (False, True, True)
    assert folder.complaints(f"{ONE_STEP}policy: {{track_opens: yes}}") == [
        'campaign.yaml line 8: policy.track_opens "yes" must be "true" or "false"'
    ]


def test_a_follow_up_may_lack_its_subject_where_it_goes_on_with_a_conversation(folder):
    folder.templates |= message("next")
    del folder.templates["next.subject.txt"]
    steps = "sequence:\n  - message: intro\n  - message: next\n    delay: 3d\n"
    assert folder.load(steps).warnings == ()
    assert folder.complaints(f"{steps}policy: {{threading: false}}") == [
        (
            "messages/next.subject.txt: there is no such file; "
            'message "next" needs next.subject.txt, next.txt, next.html'
        )
    ]


class TestTheEnd:
    YAML = (
        ONE_STEP
        + "policy:\n  threading: true\n  ends: 2027-01-31\nwindow: {from: '09:00', to: '17:00', timezone: America/New_York}\n"
    )
    OVER = datetime(2027, 2, 1, 5, tzinfo=UTC)

    def test_a_campaign_may_name_its_last_day(self, folder):
        assert folder.load(self.YAML).campaign.policy.ends == date(2027, 1, 31)

    def test_a_last_day_that_has_passed_in_the_campaign_s_zone_is_refused(self, folder):
        folder.load(self.YAML)
        file = folder.path / "campaign.yaml"
        assert load_campaign(file, begins=self.OVER - timedelta(seconds=1)).campaign.policy.ends == date(
            2027, 1, 31
        )
        with pytest.raises(BadFiles) as refused:
            load_campaign(file, begins=self.OVER)
        assert [str(one) for one in refused.value.problems] == [
            'campaign.yaml line 10: "policy.ends" 2027-01-31 has passed: nobody would be written to; write a later day, or leave it out'
        ]

    @pytest.mark.parametrize(
        ("today", "warnings"),
        [
            (datetime(2027, 1, 24, 12, tzinfo=UTC), ()),
            (
                datetime(2027, 1, 25, 12, tzinfo=UTC),
                (
                    "campaign.yaml line 11: its 2 steps take 8 days at least; the campaign ends after 7; write a later day, or fewer steps",
                ),
            ),
            (
                datetime(2027, 1, 29, 21, 59, tzinfo=UTC),
                (
                    "campaign.yaml line 11: its 2 steps take 8 days at least; the campaign ends after 3; write a later day, or fewer steps",
                ),
            ),
            (
                datetime(2027, 1, 29, 22, tzinfo=UTC),
                (
                    "campaign.yaml line 11: who begins now gets no mail: the first could go out on Mon 2027-02-01, after the last day; write a later day",
                ),
            ),
        ],
    )
    def test_an_end_that_comes_before_the_last_step_is_said(self, folder, today, warnings):
        folder.templates |= message("next")
        folder.load(
            "sequence:\n  - message: intro\n  - {message: next, delay: 7d}\n"
            + self.YAML.removeprefix(ONE_STEP)
        )
        assert load_campaign(folder.path / "campaign.yaml", begins=today).warnings == warnings


NIGHTS = "window: {days: [%s], from: '22:00', to: '%s', timezone: Europe/Amsterdam}\n"
NO_WORKING_DAY = (
    "campaign.yaml line 8: the window never opens on a working day (days: %s); "
    'write "days: [mon, tue, wed, thu, fri]" unless mails are to go out at weekends alone'
)


@pytest.mark.parametrize(
    ("days", "to", "said"),
    [
        ("sun, sat", "23:00", NO_WORKING_DAY % "sat, sun"),
        ("sat", "02:00", NO_WORKING_DAY % "sat"),
        ("sun", "23:00", NO_WORKING_DAY % "sun"),
        ("sat, fri", "23:00", None),
        ("sun", "02:00", None),
    ],
)
def test_a_window_that_never_opens_on_a_working_day_is_warned_about(folder, days, to, said):
    """The night of Sunday goes on into Monday."""
    warnings = folder.load(ONE_STEP + NIGHTS % (days, to)).warnings
    assert [one for one in warnings if "working day" in one] == ([] if said is None else [said])


@pytest.mark.parametrize(
    ("delay", "policy", "said"),
    [
        ("3d", "cooldown: 5d", 'is due 3d after the one before, but waits for the cooldown of 5d; write a longer delay, or a shorter "policy.cooldown"'),
        ("3d", "across_campaigns: {cooldown: 10d}", 'is due 3d after the one before, but waits for the cooldown of 10d; write a longer delay, or a shorter "policy.across_campaigns.cooldown"'),
        ("1 working day", "cooldown: 2d", 'may be due 1 working day after the one before, but waits for the cooldown of 2d; write a longer delay, or a shorter "policy.cooldown"'),
        ("2 working days", "cooldown: 2d", None),
        ("3d", "cooldown: 3d", None),
        ("0s", "cooldown: 1s", 'is due 0s after the one before, but waits for the cooldown of 1s; write a longer delay, or a shorter "policy.cooldown"'),
    ],
)  # fmt: skip
def test_a_delay_below_a_cooldown_is_named_with_its_line_in_every_form(folder, delay, policy, said):
    folder.templates |= message("next")
    steps = f"- message: intro\n- message: next\n  delay: {delay}\n"
    policies = f"policy: {{{policy}}}\n"
    named = "sequence: short\nsequences:\n  short:\n" + "".join(f"  {line}\n" for line in steps.splitlines())
    for text, line in ((f"sequence:\n{steps}{policies}", 9), (named + policies, 11)):
        expected = [] if said is None else [f'campaign.yaml line {line}: step "next" {said}']
        assert list(folder.load(text).warnings) == expected


def test_the_default_sequence_names_the_line_of_the_cooldown(folder):
    folder.templates |= message("followup1") | message("followup2")
    assert folder.load("policy:\n  cooldown: 4d\n").warnings == (
        (
            'campaign.yaml line 7: step "followup1" is due 3d after the one before, but waits for the cooldown of 4d; write a '
            'longer delay, or a shorter "policy.cooldown"'
        ),
    )


@pytest.mark.parametrize("listed", ["only: [NL]", "not: [NL]"])
def test_countries_that_leave_out_nobody_are_warned_about(folder, listed):
    countries = f"policy:\n  countries:\n    {listed}\n    left_out: "
    assert folder.load(f"{ONE_STEP}{countries}allow\n").warnings == (
        (
            'campaign.yaml line 11: "policy.countries" leaves out no country, because of "left_out: allow"; write "left_out: skip" or '
            '"left_out: warn", or take the countries out'
        ),
    )
    assert folder.load(f"{ONE_STEP}{countries}warn\n").warnings == ()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("window:\n", ["window.timezone is missing"]),
        ("experiment:\n", ["experiment.name is missing", "experiment.variants is missing"]),
        ("quotas: {per_domain: }\n", ["quotas.per_domain.at_most is missing", "quotas.per_domain.per is missing"]),
        ("quotas: {ramp: }\n", [f"quotas.ramp.{key} is missing" for key in ("start", "step", "ceiling")]),
        ("policy: {across_campaigns: }\n", ['policy.across_campaigns keeps nothing: write "cooldown", "one_sequence" or "people_per_company_a_week", or leave it out']),
    ],
)  # fmt: skip
def test_a_rule_without_a_word_under_it_is_no_rule_that_is_off(folder, text, missing):
    """Somebody has commented its keys out, perhaps, and would believe that it holds."""
    assert folder.complaints(ONE_STEP + text) == [f"campaign.yaml line 8: {one}" for one in missing]
