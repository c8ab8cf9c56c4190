"""Puts the unsubscribe function together."""

import os
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from outreach.bootstrap.starting import starting

if TYPE_CHECKING:
    from outreach.services.unsubscribe.unsubscribing import Unsubscribing


@lru_cache(maxsize=1)
@starting
def unsubscribe_app() -> "Unsubscribing":
    """Make the unsubscribe function's use case from its environment."""
    from outreach.adapters import clients
    from outreach.adapters.clock import SystemClock
    from outreach.adapters.dynamodb.shown_senders import DynamoShownSenders
    from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
    from outreach.adapters.dynamodb.tables import Tables
    from outreach.adapters.kept_requests import SqsKeptRequests
    from outreach.adapters.metrics import EmbeddedAlarms
    from outreach.adapters.secrets import KeysReadAgain, read_keyring
    from outreach.services.unsubscribe.unsubscribing import Unsubscribing
    from outreach.settings import UnsubscribeSettings

    settings = UnsubscribeSettings.from_environment(os.environ)
    tables = Tables(
        clients.dynamodb_client(prompt=True),
        outreach=settings.outreach_table,
        suppression=settings.suppression_table,
    )
    secret = settings.unsubscribe_keys_secret
    return Unsubscribing(
        DynamoSuppressions(tables),
        read_keyring(clients.secrets_client(), secret),
        SystemClock(),
        EmbeddedAlarms("unsubscribe"),
        SqsKeptRequests(clients.sqs_client(prompt=True), settings.unsubscribe_queue_url),
        KeysReadAgain(partial(read_keyring, clients.secrets_client(prompt=True), secret)),
        DynamoShownSenders(tables),
    )
