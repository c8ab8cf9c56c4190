"""What a new revision of a campaign may change while leads are on their way through the old one."""

from outreach.domain.campaign import Campaign


def incompatible(old: Campaign, new: Campaign, *, live_run: bool = True) -> str | None:
    """Say in one sentence why `new` cannot follow `old`. None if it can.

    Texts, quotas, policy and sender may change at any time, and steps may be added at the end. The message at a
    position is part of the idempotency key. So once there is a live run it may not change, not even after the
    end of the run: leads that are added start it again.
    """
    if new.shards != old.shards:
        return f"the number of shards cannot change ({old.shards} to {new.shards}): leads would not be found again"
    if not live_run:
        return None
    if len(new.steps) < len(old.steps):
        return f"the live run needs all {len(old.steps)} steps, and the new sequence has {len(new.steps)}"
    for number, (before, after) in enumerate(zip(old.steps, new.steps, strict=False), start=1):
        if before.message_id != after.message_id:
            return (
                f'step {number} sends "{before.message_id}" and cannot become "{after.message_id}" '
                "after the live run was started: leads could be written to twice"
            )
    return None
