"""Puts the inbound function together."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from outreach.bootstrap.starting import starting

if TYPE_CHECKING:
    from outreach.services.inbound.replies import Inbound


@dataclass(frozen=True, slots=True)
class InboundApp:
    """The inbound function's use case, and how to read from an event which mails it is about."""

    replies: "Inbound"
    keys_in: Callable[[Any], list[str]]


@lru_cache(maxsize=1)
@starting
def inbound_app() -> InboundApp:
    """Make the inbound function's use case from its environment."""
    from outreach.adapters import clients
    from outreach.adapters.clock import SystemClock
    from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
    from outreach.adapters.dynamodb.controls import DynamoControls
    from outreach.adapters.dynamodb.enrollments import DynamoEnrollments
    from outreach.adapters.dynamodb.holds import DynamoHolds
    from outreach.adapters.dynamodb.quotas import DynamoQuotas
    from outreach.adapters.dynamodb.replies import DynamoReplies
    from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
    from outreach.adapters.dynamodb.tables import Tables
    from outreach.adapters.forwarder import SesForwarder
    from outreach.adapters.metrics import EmbeddedAlarms
    from outreach.adapters.raw_mails import S3RawMails
    from outreach.adapters.secrets import KeysReadAgain, read_keyring, read_peppers
    from outreach.adapters.ses_headers import RECEIVER, SesMessageIds
    from outreach.mail_event_messages import mail_keys
    from outreach.services.inbound.ports import InboundPorts, InboundRules
    from outreach.services.inbound.replies import Inbound
    from outreach.settings import InboundSettings

    settings = InboundSettings.from_environment(os.environ)
    tables = Tables(
        clients.dynamodb_client(), outreach=settings.outreach_table, suppression=settings.suppression_table
    )
    ses = clients.sending_client()
    secrets = clients.secrets_client()
    ports = InboundPorts(
        raw_mails=S3RawMails(clients.s3_client(), settings.mail_bucket),
        replies=DynamoReplies(tables),
        forwarder=SesForwarder(ses),
        enrollments=DynamoEnrollments(tables),
        controls=DynamoControls(tables),
        campaigns=DynamoCampaigns(tables),
        suppressions=DynamoSuppressions(tables),
        holds=DynamoHolds(tables),
        quotas=DynamoQuotas(tables),
        alarms=EmbeddedAlarms("inbound"),
        clock=SystemClock(),
    )
    rules = InboundRules(
        reply_domain=settings.reply_domain,
        message_ids_in=SesMessageIds(ses.meta.region_name).found_in,
        receiver=RECEIVER,
        keys=read_keyring(secrets, settings.unsubscribe_keys_secret),
        read_keys_again=KeysReadAgain(partial(read_keyring, secrets, settings.unsubscribe_keys_secret)),
        peppers=read_peppers(secrets, settings.address_pepper_secret),
        forward_to=settings.reply_forward_to,
        reply_stops_company=settings.reply_stops_company,
    )
    return InboundApp(Inbound(ports, rules), partial(mail_keys, bucket=settings.mail_bucket))
