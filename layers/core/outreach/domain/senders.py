"""Several senders of one campaign, and which of them writes to a lead.

    had a mail of a sender that goes on     that one, to the end of the sequence
    had a mail of one that was stopped      it waits, or goes on with another, as the stop says
    had a mail of one that is in no pool    it goes on with another: nobody knows any more how that one writes
    had none                                one of those that go on, as drawn

A lead's sender is drawn as a variant is (`domain/experiment.py`), under a key of its own: so one says nothing about the
other. A sender's daily quota is its weight. If one is stopped, its new leads go to the others by their weights, and
nobody else moves. It is drawn by the lead's address, as `pick` picks, so a preview shows who will write.

Nobody stores who has which sender. The claim of an attempt records who writes, and the touch keeps it. What SES refused has
not arrived, and binds nobody.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from outreach.domain.campaign import Campaign, CampaignSender, Pool, PoolSender, WhenStopped
from outreach.domain.control import RunControl, SenderState
from outreach.domain.enrollment import Enrollment
from outreach.domain.experiment import draw
from outreach.domain.ids import CampaignId
from outreach.domain.replacing import replace


def name_of(sender: CampaignSender) -> str:
    """Return the address as it is compared and stored: upper and lower case do not count."""
    return sender.address.lower()


def names_of(senders: Collection[PoolSender]) -> list[str]:
    """Return the addresses of several, as they are compared."""
    return [name_of(one.sender) for one in senders]


def named(pool: Pool, address: str | None) -> PoolSender | None:
    """Return the sender of a pool with this address. None, which nobody has, names nobody."""
    return next((one for one in pool.senders if name_of(one.sender) == address), None)


def stop_of(states: Collection[SenderState], address: str) -> WhenStopped | None:
    """Say what becomes of the leads of a sender that is stopped. None: it goes on."""
    return next((state.stopped for state in states if state.address == address), None)


def going(pool: Pool, states: Collection[SenderState]) -> tuple[PoolSender, ...]:
    """Return the senders of a pool that are not stopped."""
    return tuple(one for one in pool.senders if stop_of(states, name_of(one.sender)) is None)


def had(enrollment: Enrollment) -> str | None:
    """Return who sent the latest mail that the lead has had, or may have had. None: nobody did, or it is not recorded."""
    sent = (touch for touch in enrollment.touches.values() if touch.sender and touch.may_have_arrived)
    latest = max(sent, key=lambda touch: touch.step, default=None)
    return None if latest is None else latest.sender


def sender_of(campaign: Campaign, states: Collection[SenderState], enrollment: Enrollment) -> str | None:
    """Return the address of who writes to a lead now. None: the lead waits until its sender is resumed.

    `states`: what was said about senders in the lead's run.
    """
    pool = campaign.pool
    if pool is None:
        return name_of(campaign.sender)
    if (before := named(pool, had(enrollment))) is not None:
        address = name_of(before.sender)
        stop = stop_of(states, address)
        if stop is not WhenStopped.MOVE:
            return address if stop is None else None
    return drawn(enrollment.key.campaign_id, going(pool, states), enrollment.lead.address)


def drawn(campaign_id: CampaignId, senders: Collection[PoolSender], address: str) -> str | None:
    """Draw the sender of a lead with this address, who has had no mail. None: there is nobody to draw."""
    key = f"sender:{campaign_id}"  # no experiment is named like this: an id has no colon
    names = {name_of(one.sender): one.per_day for one in senders}
    return min(names, key=lambda name: draw(key, address, name) / names[name], default=None)


def written_by(campaign: Campaign, address: str | None) -> Campaign:
    """Return the campaign as one of its senders writes it. Who is in no pool of it changes nothing."""
    one = None if campaign.pool is None else named(campaign.pool, address)
    return campaign if one is None else replace(campaign, sender=one.sender)


def without_run(campaign: Campaign, address: str) -> Campaign:
    """Return the campaign as it writes to a lead with this address first, if no sender is stopped."""
    if campaign.pool is None:
        return campaign
    return written_by(campaign, drawn(campaign.campaign_id, campaign.pool.senders, address))


def senders_in(campaign: Campaign) -> tuple[CampaignSender, ...]:
    """List everybody who may write in a campaign."""
    return (campaign.sender,) if campaign.pool is None else tuple(one.sender for one in campaign.pool.senders)


def would_be_last(pool: Pool, run: RunControl, address: str) -> bool:
    """Say whether nobody would go on if this sender was stopped. Then the run is paused instead."""
    return all(name == address for name in names_of(going(pool, run.senders)))


def stopped(
    run: RunControl, address: str, how: WhenStopped, by: str, reason: str | None, now: datetime
) -> SenderState:
    """Return what is said of a sender that is stopped now. When it was resumed last is kept."""
    before = run.sender(address)
    resumed_at = None if before is None else before.resumed_at
    return SenderState(address, how, now, by, run.senders_version.number + 1, reason, resumed_at)


def resumed(run: RunControl, address: str, by: str, reason: str | None, now: datetime) -> SenderState:
    """Return what is said of a sender that goes on from now."""
    return SenderState(address, None, now, by, run.senders_version.number + 1, reason, now)


def changed(states: Collection[SenderState], state: SenderState) -> Iterator[SenderState]:
    """Put what is said of a sender now in the place of what was said before, in the order of their addresses."""
    yield from sorted(
        [*(one for one in states if one.address != state.address), state], key=lambda one: one.address
    )
