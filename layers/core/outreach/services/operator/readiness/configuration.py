"""What the stack has set up: the configuration set and its events, the alarms, and the kill switch."""

from collections.abc import Iterator, Sequence

from outreach.domain.control import KillSwitch
from outreach.domain.sending_account import AccountFacts
from outreach.services.operator.readiness.facts import DEPLOY, Finding, failed, not_asked, passed, yes_or_no
from outreach.services.operator.readiness.ports import (
    ConfigurationSetFacts,
    NotAsked,
    Subscription,
)
from outreach.services.operator.stopping import StopState

EVENT_TYPES = frozenset(
    {
        "DELIVERY",
        "DELIVERY_DELAY",
        "BOUNCE",
        "COMPLAINT",
        "REJECT",
        "RENDERING_FAILURE",
        "OPEN",
        "CLICK",
        "SUBSCRIPTION",
    }
)
"""Every type of event that the feedback function needs, as SES's API names it."""
SUPPRESSED = frozenset({"BOUNCE", "COMPLAINT"})


def configuration_set(
    told: ConfigurationSetFacts | NotAsked | None, account: AccountFacts | NotAsked
) -> Iterator[Finding]:
    """Whether the set may send, reports what the feedback function needs, and keeps addresses that bounced."""
    lines = ("configuration set", "SES events", "suppression list")
    if isinstance(told, NotAsked):
        yield from (not_asked(line, told.because) for line in lines)
        return
    if told is None:
        yield failed(lines[0], "SES does not have the stack's configuration set", DEPLOY)
        yield from (not_asked(line, "there is no configuration set") for line in lines[1:])
        return
    yield yes_or_no(
        lines[0],
        told.sending_enabled,
        f"{told.name} may send",
        f"sending is turned off for {told.name}",
        f"aws sesv2 put-configuration-set-sending-options --configuration-set-name {told.name} --sending-enabled",
    )
    yield _events(lines[1], told)
    yield _suppression(lines[2], told, account)


def _events(line: str, told: ConfigurationSetFacts) -> Finding:
    if isinstance(told.destinations, NotAsked):
        return not_asked(line, told.destinations.because)
    on_bus = [one for one in told.destinations if one.on_event_bus]
    if not on_bus:
        return failed(
            line, f"{told.name} reports nothing to EventBridge: no bounce would be heard of", DEPLOY
        )
    heard = {event for one in on_bus if one.enabled for event in one.event_types}
    if not heard:
        names = ", ".join(one.name for one in on_bus)
        return failed(line, f"the event destination {names} is turned off", DEPLOY)
    if missing := EVENT_TYPES - heard:
        return failed(line, f"{told.name} does not report {', '.join(sorted(missing))}", DEPLOY)
    return passed(line, f"all {len(EVENT_TYPES)} types of events go to EventBridge")


def _suppression(line: str, told: ConfigurationSetFacts, account: AccountFacts | NotAsked) -> Finding:
    by_account = None if isinstance(account, NotAsked) else account.suppressed_reasons
    reasons = by_account if told.suppressed_reasons is None else told.suppressed_reasons
    if reasons is None:
        return not_asked(line, "the response of SES does not say")
    if missing := SUPPRESSED - reasons:
        return failed(
            line,
            f"SES does not keep addresses because of {' and '.join(sorted(missing))}: "
            "if such an event is lost, nothing else stops the next mail",
            "aws sesv2 put-configuration-set-suppression-options "
            f"--configuration-set-name {told.name} --suppressed-reasons BOUNCE COMPLAINT",
        )
    return passed(line, "SES keeps addresses that bounced or complained")


def alarm_mail(told: Sequence[Subscription] | NotAsked) -> Finding:
    """Whether somebody is told when an alarm goes off."""
    line = "alarm mail"
    if isinstance(told, NotAsked):
        return not_asked(line, told.because)
    confirmed = [one.endpoint for one in told if one.confirmed]
    if confirmed:
        return passed(line, f"alarms are told to {', '.join(confirmed)}")
    if not told:
        return failed(line, "nobody is told of an alarm: deploy with AlarmEmail", DEPLOY)
    waiting = ", ".join(one.endpoint for one in told)
    return failed(line, f"{waiting} has not confirmed: follow the link in the mail of AWS Notifications")


def kill_switch(stop: StopState) -> Finding:
    """Whether something stops all sending."""
    line = "kill switch"
    if not stop.stopped:
        return passed(line, "off")
    if stop.parameter is KillSwitch.UNREADABLE:
        return failed(line, "cannot be read, which counts as on: nothing is sent", "outreach kill status")
    return failed(line, "on: nothing is sent", "outreach kill off")
