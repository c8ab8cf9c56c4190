"""Which message a lead gets at a step, and in which arm of the campaign's experiment."""

from dataclasses import dataclass

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import IN_FLIGHT, Enrollment
from outreach.domain.experiment import Arm, arm_of
from outreach.domain.ids import MessageId
from outreach.domain.replacing import replace


@dataclass(frozen=True, slots=True)
class Choice:
    """What is sent."""

    message_id: MessageId
    arm: Arm | None = None
    """None: the campaign has no experiment."""


def choose(campaign: Campaign, enrollment: Enrollment, step: int | None = None) -> Choice:
    """Choose for a lead's current step, or for one that is to come.

    An attempt in flight was chosen when it was claimed, and the campaign may have changed since.
    """
    if step is None and enrollment.state in IN_FLIGHT:
        return _in_arm(campaign, enrollment.step, enrollment.arm)
    arm = None
    if campaign.experiment is not None:
        arm = arm_of(campaign.experiment, enrollment.lead.lead_id, had(enrollment))
    return _in_arm(campaign, enrollment.step if step is None else step, arm)


def had(enrollment: Enrollment) -> Arm | None:
    """Return the arm of the latest message that the lead has had, or may have had. None if there is none."""
    for step in sorted(enrollment.touches, reverse=True):
        touch = enrollment.touches[step]
        if touch.arm is not None and touch.may_have_arrived:
            return touch.arm
    return None


def message_in(campaign: Campaign, step: int, arm: Arm | None) -> MessageId:
    """Return the message of a step in an arm. A variant that the campaign no longer has changes nothing."""
    message_id, experiment = campaign.steps[step].message_id, campaign.experiment
    if experiment is None or arm is None or arm.experiment != experiment.name:
        return message_id
    variant = experiment.named(arm.variant)
    return message_id if variant is None else variant.message(message_id)


def choices_of(campaign: Campaign, step: int) -> tuple[Choice, ...]:
    """List every message that a step may send, each once, with the first arm that gets it."""
    experiment = campaign.experiment
    if experiment is None:
        return (_in_arm(campaign, step, None),)
    arms = [Arm(experiment.name, variant.name) for variant in experiment.variants]
    chosen = [_in_arm(campaign, step, arm) for arm in reversed(arms)]
    return tuple({choice.message_id: choice for choice in chosen}.values())[::-1]


def messages_of(campaign: Campaign, step: int) -> tuple[MessageId, ...]:
    """List the ids of these messages."""
    return tuple(choice.message_id for choice in choices_of(campaign, step))


def only(campaign: Campaign, variant: str) -> Campaign:
    """Return the campaign with one variant of its experiment, which everybody gets: for who wants to look at it."""
    assert campaign.experiment is not None, "only an experiment has variants"
    chosen = tuple(replace(one, stopped=None) for one in campaign.experiment.variants if one.name == variant)
    return replace(campaign, experiment=replace(campaign.experiment, variants=chosen))


def _in_arm(campaign: Campaign, step: int, arm: Arm | None) -> Choice:
    return Choice(message_in(campaign, step, arm), arm)
