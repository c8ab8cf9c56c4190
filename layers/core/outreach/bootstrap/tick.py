"""Puts the tick function together."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from outreach.bootstrap.starting import starting

if TYPE_CHECKING:
    from outreach.services.tick.turn import Tick


@lru_cache(maxsize=1)
@starting
def tick_app() -> "Tick":
    """Make the tick function's use case from its environment."""
    from outreach.adapters import clients
    from outreach.adapters.clock import SystemClock
    from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
    from outreach.adapters.dynamodb.controls import DynamoControls
    from outreach.adapters.dynamodb.enrollments import DynamoDueIndex, DynamoEnrollments
    from outreach.adapters.dynamodb.feedback import DynamoTallies
    from outreach.adapters.dynamodb.leases import DynamoLeases
    from outreach.adapters.dynamodb.quotas import DynamoQuotas
    from outreach.adapters.dynamodb.replies import DynamoReplies
    from outreach.adapters.dynamodb.tables import Tables
    from outreach.adapters.metrics import EmbeddedAlarms
    from outreach.adapters.ses_account import SesAccount
    from outreach.adapters.sqs import SqsQueue
    from outreach.adapters.ssm import SsmKillSwitchReader
    from outreach.services.feedback.breakers import Breakers
    from outreach.services.feedback.ports import BreakerPorts
    from outreach.services.tick.ports import TickPorts
    from outreach.services.tick.turn import Tick
    from outreach.settings import TickSettings

    settings = TickSettings.from_environment(os.environ)
    tables = Tables(clients.dynamodb_client(), outreach=settings.outreach_table)
    ports = TickPorts(
        controls=DynamoControls(tables),
        campaigns=DynamoCampaigns(tables),
        leases=DynamoLeases(tables),
        index=DynamoDueIndex(tables),
        enrollments=DynamoEnrollments(tables),
        queue=SqsQueue(clients.sqs_client(), settings.send_queue_url),
        quotas=DynamoQuotas(tables),
        kill_switch=SsmKillSwitchReader(
            clients.ssm_client(), settings.kill_switch_parameter, max_age_seconds=0
        ),
        account=SesAccount(clients.account_client(), settings.sender_identity),
        replies=DynamoReplies(tables),
        alarms=EmbeddedAlarms("tick"),
        clock=SystemClock(),
    )
    breakers = Breakers(BreakerPorts(DynamoTallies(tables), ports.controls, ports.alarms, ports.clock))
    return Tick(
        ports,
        breakers,
        pass_length=settings.pass_length,
        account_daily_quota=settings.account_daily_quota,
        send_concurrency=settings.send_concurrency,
    )
