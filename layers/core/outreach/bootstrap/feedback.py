"""Puts the feedback function together."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from outreach.bootstrap.starting import starting

if TYPE_CHECKING:
    from outreach.services.feedback.batch import FeedbackBatch


@lru_cache(maxsize=1)
@starting
def feedback_app() -> "FeedbackBatch":
    """Make the feedback function's use case from its environment."""
    from outreach.adapters import clients
    from outreach.adapters.clock import SystemClock
    from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
    from outreach.adapters.dynamodb.controls import DynamoControls
    from outreach.adapters.dynamodb.enrollments import DynamoEnrollments
    from outreach.adapters.dynamodb.feedback import DynamoAddressHistory, DynamoDeliveries, DynamoTallies
    from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
    from outreach.adapters.dynamodb.tables import Tables
    from outreach.adapters.metrics import EmbeddedAlarms
    from outreach.services.feedback.batch import FeedbackBatch
    from outreach.services.feedback.events import Feedback
    from outreach.services.feedback.ports import FeedbackPorts, OwnIdentity
    from outreach.settings import FeedbackSettings

    settings = FeedbackSettings.from_environment(os.environ)
    tables = Tables(
        clients.dynamodb_client(), outreach=settings.outreach_table, suppression=settings.suppression_table
    )
    ports = FeedbackPorts(
        enrollments=DynamoEnrollments(tables),
        controls=DynamoControls(tables),
        campaigns=DynamoCampaigns(tables),
        suppressions=DynamoSuppressions(tables),
        deliveries=DynamoDeliveries(tables),
        tallies=DynamoTallies(tables),
        history=DynamoAddressHistory(tables),
        alarms=EmbeddedAlarms("feedback"),
        clock=SystemClock(),
    )
    return FeedbackBatch(Feedback(ports, OwnIdentity(settings.account_id, settings.configuration_set)))
