"""What a new revision of a campaign may change while leads are on their way through the old one."""

from outreach.domain.campaign import Campaign
from outreach.domain.choosing import messages_of
from outreach.domain.experiment import Experiment


def incompatible(
    old: Campaign, new: Campaign, *, live_run: bool = True, come_to: int | None = None
) -> str | None:
    """Say in one sentence why `new` cannot follow `old`. None if it can.

    Texts, quotas, policy and sender may change at any time, and steps may be added at the end. The message at a
    position is part of the idempotency key, and what came in one variant must not come again in another. So once there is a live run it may not change, not even after the
    end of the run: leads that are added start it again.

    `come_to` is how many positions the leads have come to (`domain/revision_effect.py`), if nobody can come any further
    before the run follows. Then only these keep their messages. None: somebody may be at any of them. The sequence never
    gets shorter: a sender that has read the old definition may still move a lead on to its last step.
    """
    if new.shards != old.shards:
        return (
            f"the number of shards cannot change ({old.shards} to {new.shards}): leads would not be found again; "
            f'write "shards: {old.shards}"'
        )
    if problem := _variants_problem(old.experiment, new.experiment, live_run=live_run):
        return problem
    if not live_run:
        return None
    if len(new.steps) < len(old.steps):
        return (
            f"the live run needs all {len(old.steps)} steps, and the new sequence has {len(new.steps)}; to send fewer, keep them and "
            f'write "max_steps_per_lead: {len(new.steps)}"'
        )
    kept = old.steps[:come_to]
    for number, (before, after) in enumerate(zip(kept, new.steps, strict=False), start=1):
        if before.message_id != after.message_id:
            return (
                f'step {number} sends "{before.message_id}" and cannot become "{after.message_id}" '
                f"after the live run was started: leads {_have_come(come_to)}could be written to twice; put new steps after step "
                f"{len(kept)}, or give the leads that come from now on a campaign of their own"
            )
    return _message_again(old, new, len(kept))


def _have_come(come_to: int | None) -> str:
    return "" if come_to is None else f"have come to step {come_to} and "


def _message_again(old: Campaign, new: Campaign, come_to: int) -> str | None:
    """Name a message that a lead may have had in some variant, and that would come at a later step in another."""
    had = {message_id: step for step in range(come_to) for message_id in messages_of(old, step)}
    for step in range(len(new.steps)):
        for message_id in messages_of(new, step):
            before = had.get(message_id, step)
            if before < step:
                return (
                    f'"{message_id}" is sent at step {before + 1} and cannot be sent at step {step + 1} after the live run was '
                    "started: leads could get it twice; copy its files under another id"
                )
    return None


def _variants_problem(old: Experiment | None, new: Experiment | None, *, live_run: bool) -> str | None:
    """Keep what was stopped, and once there is a live run the variants that leads may be in the middle of."""
    if old is None or new is None or old.name != new.name:
        return None
    for variant in old.variants:
        found = new.named(variant.name)
        if found is None and live_run:
            return (
                f'the variant "{variant.name}" of the experiment "{old.name}" cannot be left out after the live run was started, '
                'as leads may be in the middle of it: write "stopped: stay" or "stopped: move" under it'
            )
        if found is not None and variant.stopped is not None and found.stopped is None:
            return (
                f'the variant "{variant.name}" of the experiment "{old.name}" was stopped: write "stopped: {variant.stopped}" under '
                "it, or give the experiment another name to begin anew"
            )
    return None
