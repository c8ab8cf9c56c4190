"""Finds the leads that an operator means: by address, or by what they are and where they stand in a run.

To look for people by anything but their address reads the whole audience, and the whole run. Both come shard by shard, so what is
held at a time is one shard of the run.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from outreach.domain.address import Address, lead_id
from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead, State
from outreach.domain.ids import CampaignId, Domain, ImportId, LeadId, RunId, shard_of
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.errors import UnknownCampaign, UnknownRun
from outreach.services.operator.ports import Audience
from outreach.services.ports import Campaigns, Controls, Enrollments

_CHUNK = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. None asks for nothing; a lead must have all that is asked for."""

    state: State | None = None
    reason: Reason | None = None
    step: int | None = None
    """Counted from 0."""
    company: str | None = None
    domain: Domain | None = None
    """The domain of the address, or one above it."""
    import_id: ImportId | None = None

    @property
    def of_the_run(self) -> bool:
        """Whether something is asked that only an enrollment says."""
        return not (self.state is None and self.reason is None and self.step is None)


@dataclass(frozen=True, slots=True)
class Found:
    """A lead of the audience, with its enrollment in the run that was named. None: it is not in that run."""

    lead: Lead
    enrollment: Enrollment | None


class Selecting:
    """The use case. It writes nothing."""

    def __init__(
        self,
        campaigns: Campaigns,
        controls: Controls,
        audience: Audience,
        enrollments: Enrollments,
        peppers: Keyring,
    ) -> None:
        self._campaigns = campaigns
        self._controls = controls
        self._audience = audience
        self._enrollments = enrollments
        self._peppers = peppers

    def campaign(self, campaign_id: CampaignId) -> Campaign:
        """Return the current revision. Raises `UnknownCampaign`."""
        current = self._campaigns.current(campaign_id)
        if current is None:
            raise UnknownCampaign(campaign_id)
        return current[1]

    def run(self, campaign_id: CampaignId, run_id: RunId) -> RunControl:
        """Return a run. Raises `UnknownRun`."""
        found = self._controls.run(campaign_id, run_id)
        if found is None:
            raise UnknownRun(campaign_id, run_id)
        return found

    def of_addresses(
        self, campaign: Campaign, run: RunControl | None, addresses: Iterable[Address]
    ) -> Iterator[tuple[Address, Found | None]]:
        """Find each address in the audience, in their order. None: it is not there."""
        waiting = iter(addresses)
        while chunk := list(islice(waiting, _CHUNK)):
            names = {one.text: lead_id(self._peppers, campaign.campaign_id, one.text) for one in chunk}
            wanted = list(dict.fromkeys(names.values()))
            known = self._audience.known(campaign.campaign_id, campaign.shards, wanted)
            for address in chunk:
                lead = known.get(names[address.text])
                yield address, None if lead is None else Found(lead, self._enrolled(run, lead))

    def matching(self, campaign: Campaign, run: RunControl | None, wanted: Wanted) -> Iterator[Found]:
        """Find the leads of the audience that have all that is asked for. Without a question, that is everybody."""
        if wanted.import_id is None:
            leads = self._audience.leads(campaign.campaign_id, campaign.shards)
        else:
            leads = self._audience.of_import(campaign.campaign_id, campaign.shards, wanted.import_id)
        enrolled = iter(()) if run is None else self._of_run(run, wanted)
        return (found for found in _beside(leads, enrolled, campaign.shards) if _is_wanted(found, wanted))

    def are_everybody(self, campaign: Campaign, leads: int) -> bool:
        """Say whether so many leads are the whole audience. Reads no more of it than that."""
        return (
            next(islice(self._audience.leads(campaign.campaign_id, campaign.shards), leads, None), None)
            is None
        )

    def _of_run(self, run: RunControl, wanted: Wanted) -> Iterator[Enrollment]:
        every = self._enrollments.of_run(run.campaign_id, run.run_id, run.shards)
        return (one for one in every if not wanted.of_the_run or _stands(one, wanted))

    def _enrolled(self, run: RunControl | None, lead: Lead) -> Enrollment | None:
        if run is None:
            return None
        place = EnrollmentKey(run.campaign_id, run.run_id, shard_of(lead.lead_id, run.shards), lead.lead_id)
        return self._enrollments.get(place)


def _beside(leads: Iterable[Lead], enrollments: Iterator[Enrollment], shards: int) -> Iterator[Found]:
    """Join leads and enrollments, which both come by ascending shard. A lead and its enrollments have the same one."""
    of_shards = groupby(enrollments, key=lambda one: one.key.shard)
    reached, there = -1, dict[LeadId, Enrollment]()
    for lead in leads:
        shard = shard_of(lead.lead_id, shards)
        while reached < shard:
            reached, group = next(of_shards, (shards, iter(())))
            there = {one.key.lead_id: one for one in group}
        yield Found(lead, there.get(lead.lead_id))


def _is_wanted(found: Found, wanted: Wanted) -> bool:
    lead = found.lead
    if wanted.of_the_run and found.enrollment is None:
        return False
    if wanted.domain is not None and wanted.domain not in lead.domains:
        return False
    return wanted.company is None or _said(lead.fields.get("company", "")) == _said(wanted.company)


def _stands(enrollment: Enrollment, wanted: Wanted) -> bool:
    return (
        wanted.state in (None, enrollment.state)
        and wanted.reason in (None, enrollment.reason)
        and wanted.step in (None, enrollment.step)
    )


def _said(text: str) -> str:
    return " ".join(text.casefold().split())
