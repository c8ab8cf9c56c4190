"""Campaigns with variants for tests."""

from typing import Any

from outreach.domain.campaign import Campaign
from outreach.domain.experiment import Arm, Experiment, Stopped, Variant
from outreach.domain.ids import LeadId, MessageId
from world.builders import a_campaign

GREETING = "greeting"
PLAIN, SHORT = Arm(GREETING, "plain"), Arm(GREETING, "short")
SHORT_MESSAGES = {MessageId("intro"): MessageId("intro-short"), MessageId("followup2"): MessageId("bye")}
SHORTENED = ("intro-short", "bye")
LEADS = [LeadId(f"lead-{number}") for number in range(2000)]


def an_experiment(*, short: Stopped | None = None, weights: tuple[int, int] = (1, 1)) -> Experiment:
    """By default: two variants with equal weights, of which one replaces the first and the last message."""
    plain, other = weights
    return Experiment(GREETING, (Variant("plain", plain), Variant("short", other, SHORT_MESSAGES, short)))


def a_varied_campaign(experiment: Experiment | None = None, **changes: Any) -> Campaign:
    plain = a_campaign(**changes)
    texts = {
        f"{message}{suffix}": plain.templates[f"intro{suffix}"].replace("Hello", message)
        for message in SHORTENED
        for suffix in (".subject.txt", ".txt", ".html")
    }
    return a_campaign(
        **{
            "templates": {**plain.templates, **texts},
            "experiment": experiment or an_experiment(),
            **changes,
        }
    )
