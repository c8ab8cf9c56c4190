"""Puts the publish function together."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from outreach.bootstrap.starting import starting

if TYPE_CHECKING:
    from outreach.services.publish.publishing import Publishing


@lru_cache(maxsize=1)
@starting
def publish_app() -> "Publishing":
    """Make the publish function's use case from its environment."""
    from outreach.adapters import clients
    from outreach.adapters.dynamodb.changed_rows import rows_of
    from outreach.adapters.dynamodb.controls import DynamoControls
    from outreach.adapters.dynamodb.enrollments import DynamoEnrollments
    from outreach.adapters.dynamodb.tables import Tables
    from outreach.adapters.event_bus import EventBridgeBus
    from outreach.adapters.unreadable_records import SqsUnreadableRecords
    from outreach.services.publish.ports import PublishPorts
    from outreach.services.publish.publishing import Publishing
    from outreach.settings import PublishSettings

    settings = PublishSettings.from_environment(os.environ)
    tables = Tables(clients.dynamodb_client(), outreach=settings.outreach_table)
    ports = PublishPorts(
        read=rows_of,
        bus=EventBridgeBus(clients.events_client(), settings.event_bus),
        unreadable=SqsUnreadableRecords(clients.sqs_client(), settings.unreadable_queue_url),
        controls=DynamoControls(tables),
        enrollments=DynamoEnrollments(tables),
    )
    return Publishing(ports, addresses=settings.publish_addresses)
