"""Puts the send function together."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from outreach.bootstrap.starting import starting

if TYPE_CHECKING:
    from outreach.services.send.batch import SendBatch


@dataclass(frozen=True, slots=True)
class SendApp:
    """The send function's use case, and what each invocation does before it."""

    batch: "SendBatch"
    start_invocation: Callable[[], None]
    """Drops connections to SES that may have died while the function was frozen."""


@lru_cache(maxsize=1)
@starting
def send_app() -> SendApp:
    """Make the send function's use case from its environment."""
    from outreach.adapters import clients
    from outreach.adapters.clock import SystemChance, SystemClock
    from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
    from outreach.adapters.dynamodb.companies import DynamoCompanies
    from outreach.adapters.dynamodb.controls import DynamoControls
    from outreach.adapters.dynamodb.desk import DynamoDesk
    from outreach.adapters.dynamodb.enrollments import DynamoEnrollments
    from outreach.adapters.dynamodb.persons import DynamoPersons
    from outreach.adapters.dynamodb.proof_mails import DynamoProofMails
    from outreach.adapters.dynamodb.quotas import DynamoQuotas
    from outreach.adapters.dynamodb.tables import Tables
    from outreach.adapters.metrics import EmbeddedAlarms
    from outreach.adapters.proof import ProofSender
    from outreach.adapters.secrets import read_keyring
    from outreach.adapters.senders import SenderPerMode
    from outreach.adapters.ses import SesSender
    from outreach.adapters.ses_account import SesAccount
    from outreach.adapters.ssm import SsmKillSwitchReader
    from outreach.rendering.message_selection import selector
    from outreach.rendering.renderer import TemplateRenderer
    from outreach.rendering.reply_addresses import ReplyAddresses
    from outreach.rendering.unsubscribe_links import UnsubscribeLinks
    from outreach.services.send.batch import SendBatch, SendLimits
    from outreach.services.send.ports import SendPorts
    from outreach.settings import SendSettings

    settings = SendSettings.from_environment(os.environ)
    tables = Tables(
        clients.dynamodb_client(), outreach=settings.outreach_table, suppression=settings.suppression_table
    )
    keys = read_keyring(clients.secrets_client(), settings.unsubscribe_keys_secret)
    clock = SystemClock()
    client = clients.sending_client()
    ses = SesSender(client, settings.configuration_set)
    senders = SenderPerMode(proof=ProofSender(DynamoProofMails(tables), clock), live=ses)
    ports = SendPorts(
        desk=DynamoDesk(tables),
        enrollments=DynamoEnrollments(tables),
        campaigns=DynamoCampaigns(tables),
        controls=DynamoControls(tables),
        quotas=DynamoQuotas(tables),
        persons=DynamoPersons(tables),
        companies=DynamoCompanies(tables),
        kill_switch=SsmKillSwitchReader(
            clients.ssm_client(),
            settings.kill_switch_parameter,
            max_age_seconds=settings.kill_switch_max_age_seconds,
        ),
        senders=senders,
        account=SesAccount(clients.account_client(once=True), settings.sender_identity),
        renderer=TemplateRenderer(
            UnsubscribeLinks(settings.unsubscribe_url, keys),
            senders,
            ReplyAddresses(settings.reply_domain or "", keys),
        ),
        selector=selector(),
        alarms=EmbeddedAlarms("send"),
        clock=clock,
        chance=SystemChance(),
    )
    limits = SendLimits(
        account_daily_quota=settings.account_daily_quota,
        concurrency=settings.send_concurrency,
        timeout=timedelta(seconds=settings.send_timeout_seconds),
        max_receives=settings.max_receives,
    )
    return SendApp(SendBatch(ports, limits), ses.start_invocation)
