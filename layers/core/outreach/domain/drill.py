"""What a drill may do that no other run may: let a sender die.

A drill is a live run of a hidden campaign. It writes to SES's mailbox simulator only, and `outreach drill` makes
trouble for it on purpose. Which senders die, and when, follows from values alone: the run's control row says that it
is a drill, the campaign's id is of the kind that only drills have, the lead's address is the simulator's, and the lead
plays a part that asks for a death. If one of these is missing, nobody dies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import CampaignId, Domain

PREFIX = "drill-"
SIMULATOR = Domain("simulator.amazonses.com")
"""SES's mailbox simulator (SES developer guide, "Using the mailbox simulator"). Each of its addresses takes a +label.
Mail to it does not count for the daily quota and the reputation. It counts for the rate and on the bill."""
PART = "part"
"""The field of a lead that says which part it plays."""


class Death(StrEnum):
    """When a sender dies: in each case after the claim, and before the settle."""

    BEFORE = "before"
    """Before SES is asked: there is no mail."""
    AFTER = "after"
    """After SES has accepted the mail."""


class Part(StrEnum):
    """What happens to a person in a drill."""

    PLAIN = "plain"
    """Nothing but the mails."""
    BEFORE = Death.BEFORE.value
    AFTER = Death.AFTER.value
    UNSUBSCRIBES = "unsubscribes"
    """Unsubscribes between two mails."""
    BOUNCES = "bounces"
    COMPLAINS = "complains"
    SUPPRESSED = "suppressed"
    """Is on SES's own suppression list, says the simulator."""
    OUT_OF_OFFICE = "away"


BEHAVIOURS: Mapping[Part, str] = {
    Part.BOUNCES: "bounce",
    Part.COMPLAINS: "complaint",
    Part.SUPPRESSED: "suppressionlist",
    Part.OUT_OF_OFFICE: "ooto",
}
"""The mailbox of the simulator that plays a part. `success` plays all others."""


def drill_id(now: datetime) -> CampaignId:
    """Return the campaign id of a drill that begins now, to the second."""
    return CampaignId(f"{PREFIX}{now:%Y%m%d-%H%M%S}")


def is_drill(campaign_id: str) -> bool:
    """Say whether a campaign id is of the kind that only drills have."""
    return campaign_id.startswith(PREFIX)


def address_of(campaign_id: CampaignId, part: Part, number: int) -> str:
    """Return the simulator's address for a person. Its label is unique to the drill and says which part it is."""
    return f"{BEHAVIOURS.get(part, 'success')}+{campaign_id}-{part}-{number:03}@{SIMULATOR}"


def is_simulated(address: str) -> bool:
    """Say whether an address is one of the mailbox simulator's, so that no person can get a mail."""
    return address.rpartition("@")[2] == SIMULATOR


def death_of(run: RunControl, enrollment: Enrollment) -> Death | None:
    """Return when the sender of this touch must die; None if it must live, as in every run but a drill.

    Only the first mail is struck. It is not struck again when an operator's command sends it again.
    """
    lead, touch = enrollment.lead, enrollment.touches.get(enrollment.step)
    if not (run.drill and is_drill(run.campaign_id) and is_simulated(lead.address)):
        return None
    if enrollment.step != 0 or (touch is not None and touch.sent_again_by is not None):
        return None
    part = lead.fields.get(PART, "")
    return Death(part) if part in set(Death) else None


@dataclass(frozen=True, slots=True)
class Batch:
    """What one batch of queue records holds."""

    records: int
    """How many records, readable or not."""
    of_runs: tuple[RunControl, ...]
    """The runs of those that were read in full."""

    @property
    def is_a_drills_own(self) -> bool:
        """Whether every record belongs to a drill. A death here can harm no other run."""
        return len(self.of_runs) == self.records and all(run.drill for run in self.of_runs)
