"""A campaign on the virtual clock, with leads made up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Enrollment, Lead
from outreach.memory import FixedClock
from outreach.memory.later_mails import RecordedNames, RenderedRow
from outreach.memory.spooled_mails import SpooledMails
from outreach.reading.two_processes import ahead
from outreach.services.ports import ProofMail
from outreach.simulation import Assumptions, Given, Played, Simulation
from outreach.simulation.stack import renderer_of_texts
from world.builders import CAMPAIGN, a_campaign, a_lead, a_recipient_row

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
NOBODY_MOVES = Assumptions(replies=0, bounces=0, out_of_office=0)


@dataclass(frozen=True)
class Result:
    """What a simulation left behind."""

    played: Played
    mails: list[ProofMail]
    enrollments: list[Enrollment]

    def times(self, lead: Lead) -> list[datetime]:
        return [mail.at for mail in self.mails if mail.key.lead_id == lead.lead_id]


@contextmanager
def simulation(
    leads: list[Lead],
    campaign: Campaign,
    assumptions: Assumptions,
    start: datetime,
    given: Given | None = None,
    *,
    later: bool = False,
) -> Iterator[Simulation]:
    """A simulation that can be played. With `later` the texts are rendered after the mails went out."""
    clock = FixedClock(start)
    with (
        ahead(RenderedRow(renderer_of_texts(RecordedNames()))) as texts,
        SpooledMails(clock, texts if later else None) as mails,
    ):
        made = Simulation(replace(given or Given(start), texts=not later), assumptions, mails, clock)
        made.stack.runs.apply(campaign, {})
        made.stack.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        made.stack.audience.add(CAMPAIGN, campaign.shards, leads, "test", start)
        yield made


def simulated(
    *leads: Lead,
    campaign: Campaign | None = None,
    assumptions: Assumptions = NOBODY_MOVES,
    start: datetime = MONDAY,
    days: int = 365,
    given: Given | None = None,
    later: bool = False,
) -> Result:
    """Play a campaign to its end."""
    campaign = campaign or a_campaign()
    with simulation(list(leads), campaign, assumptions, start, given, later=later) as made:
        played = made.play(CAMPAIGN, start + timedelta(days=days))
        run = played.run
        mails = list(played.stack.export_ports.proof_mails.of_run(CAMPAIGN, run.run_id, run.shards))
        return Result(played, mails, list(played.stack.overview.enrollments(run)))


def people(count: int) -> list[Lead]:
    return [a_lead(f"p{number}", domain=f"c{number}.example") for number in range(count)]
