"""What `make bench` measures as many leads are as many, in pages, each a lead of its own with three mails."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import many_leads
import volumes
from bars import Bar
from outreach.adapters.dynamodb.audience import DynamoAudience
from outreach.adapters.dynamodb.counted_leads import DynamoCountedLeads
from outreach.adapters.dynamodb.enrollments import DynamoEnrollments
from outreach.adapters.dynamodb.suppressions import DynamoSuppressions, SuppressionItem
from outreach.adapters.dynamodb.tables import Tables
from outreach.domain.counted_lead import counted_lead
from outreach.domain.ids import LIVE
from outreach.services.ports import Enrollments
from volumes import Volume
from world.builders import CAMPAIGN, SHARDS
from world.stores import client_of

LEADS = 43


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with many_leads.served() as url:
        yield url


@pytest.fixture(params=[4_000, 1_000_000], ids=["small pages", "pages of a megabyte"])
def tables(url: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Tables:
    monkeypatch.setattr(many_leads, "PAGE", request.param)
    return Tables(client_of("dynamodb", f"{url}/{LEADS}"), outreach="outreach", suppression="suppression")


def test_each_of_many_enrollments_is_read_once_with_its_three_mails(tables: Tables) -> None:
    enrollments: Enrollments = DynamoEnrollments(tables)

    found = list(enrollments.of_run(CAMPAIGN, LIVE, SHARDS))

    assert sorted(each.key.lead_id for each in found) == [f"lead-{number:07}" for number in range(LEADS)]
    touches = [touch for each in found for touch in each.touches.values()]
    assert len(touches) == 3 * LEADS
    assert len({touch.key for touch in touches}) == len({touch.claim_id for touch in touches}) == 3 * LEADS
    assert len({touch.ses_message_id for touch in touches}) == 3 * LEADS


def test_a_count_gets_the_parts_that_it_asks_for(tables: Tables) -> None:
    whole = next(iter(DynamoEnrollments(tables).of_run(CAMPAIGN, LIVE, SHARDS)))

    counted = list(DynamoCountedLeads(tables).of_run(many_leads.a_finished_world(LEADS).run(), steps=3))

    assert counted == [counted_lead(whole, 3)] * LEADS


def test_the_audience_and_the_rows_of_addresses_belong_to_them(tables: Tables) -> None:
    enrollments: Enrollments = DynamoEnrollments(tables)

    enrolled = [each.lead for each in enrollments.of_run(CAMPAIGN, LIVE, SHARDS)]

    assert list(DynamoAudience(tables).leads(CAMPAIGN, SHARDS)) == enrolled
    assert len({lead.address for lead in enrolled}) == LEADS
    assert list(DynamoSuppressions(tables).all()) == []  # no row has an order, so an export skips them
    assert len(list(tables.items(SuppressionItem).scan(consistent_read=True))) == LEADS


@pytest.mark.parametrize("what", volumes.WORK)
def test_what_is_measured_handles_every_row_and_finds_every_promise_kept(
    what: str, url: str, tmp_path: Path
) -> None:
    assert volumes.WORK[what](LEADS, tmp_path, url)() == LEADS


def test_the_counters_of_the_most_leads_stay_below_the_quotas() -> None:
    world = many_leads.a_finished_world(volumes.MANY)

    control = world.controls.control()
    assert control is not None
    assert control.daily_limit == world.campaign.policy.per_day == many_leads.QUOTA
    assert max(world.tables.quotas.values()) == volumes.MANY


def bars_of(*, seconds: float, peak_mb: float) -> dict[str, Bar]:
    """Hold against the bars what takes 1 s and 80 MB with 1,000 rows, and this with 10,000."""
    measured = [
        Volume(what, *figures)
        for what in volumes.WORK
        for figures in ((1_000, 1.0, 80.0), (10_000, seconds, peak_mb))
    ]
    return {bar.figure.partition(":")[0] + bar.bar[:7]: bar for bar in volumes.bars(measured)}


def test_what_grows_in_a_straight_line_meets_its_bars() -> None:
    assert all(bar.met for bar in bars_of(seconds=12.4, peak_mb=90.0).values())


def test_a_row_that_takes_longer_among_many_misses_its_bar() -> None:
    found = bars_of(seconds=12.6, peak_mb=90.0)
    assert {name for name, bar in found.items() if not bar.met} == {f"{what}at most" for what in volumes.WORK}


def test_memory_is_held_against_what_100_000_rows_would_take() -> None:
    found = bars_of(seconds=10.0, peak_mb=95.0)  # 15 MB for 9,000 rows more: 150 MB for 90,000 more
    assert found["importless th"].measured == "245 MB"
    assert [name for name, bar in found.items() if not bar.met] == ["importless th"]


def test_the_memory_of_a_report_grows_within_that_of_its_export() -> None:
    measured = [Volume(what, rows, 1.0, 80.0) for what in volumes.WORK for rows in (1_000, 10_000)]
    measured[-1] = Volume("report", 10_000, 1.0, 98.0)

    found = {bar.figure.partition(":")[0]: bar.measured for bar in volumes.bars(measured) if "MB" in bar.bar}

    assert found == {"import": "80 MB", "status": "80 MB", "export": "260 MB"}
