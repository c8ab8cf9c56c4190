"""The unsubscribe function of a deployed stack, seen from outside: links, HTTP requests, and their effects."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
from outreach.adapters.dynamodb.tables import Tables
from outreach.adapters.secrets import read_keyring
from outreach.domain.ids import LIVE, RecipientKey, RunId
from outreach.domain.suppression import RecipientRow
from outreach.local.stack import LocalStack
from outreach.rendering.unsubscribe_links import UnsubscribeLinks
from world.builders import CAMPAIGN

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class HttpResponse:
    status: int
    headers: dict[str, str]
    body: str


class Site:
    def __init__(self, stack: LocalStack) -> None:
        self.stack = stack
        self.table = stack.outputs["SuppressionTableName"]
        keys = read_keyring(stack.client("secretsmanager"), stack.outputs["UnsubscribeKeysSecret"])
        self.links = UnsubscribeLinks(stack.outputs["UnsubscribeUrl"], keys)
        tables = Tables(stack.client("dynamodb"), outreach="", suppression=self.table)
        self.suppressions = DynamoSuppressions(tables)

    def recipient(self, name: str) -> RecipientKey:
        """The person who is named by this hexadecimal digit."""
        return RecipientKey(f"v1-{name * 32}")

    def link(self, name: str, run_id: RunId = LIVE) -> str:
        return self.links.link(CAMPAIGN, run_id, self.recipient(name))

    def request(
        self, method: str, url: str, body: str | bytes | None = None, content_type: str | None = None
    ) -> HttpResponse:
        """Send one request, with no header that the caller did not ask for. Redirects are not followed."""
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=30)
        try:
            connection.request(
                method, parts.path, body, {"Content-Type": content_type} if content_type else {}
            )
            response = connection.getresponse()
            headers = {name: value for name, value in response.getheaders() if not _varies(name)}
            return HttpResponse(response.status, headers, response.read().decode())
        finally:
            connection.close()

    def row(self, name: str) -> RecipientRow | None:
        return self.suppressions.recipient(self.recipient(name))

    def orders(self, name: str) -> list[tuple[str, str, str, str]]:
        row = self.row(name)
        return [(order.scope, order.reason, order.source, order.actor) for order in row.orders] if row else []

    def logs(self) -> list[str]:
        return self.stack.logs(self.stack.outputs["UnsubscribeFunctionName"])

    @contextmanager
    def table_away(self) -> Iterator[None]:
        """Delete the Suppression table for a while; afterwards it is back, and empty."""
        dynamodb = self.stack.client("dynamodb")
        made = dynamodb.describe_table(TableName=self.table)["Table"]
        dynamodb.update_table(TableName=self.table, DeletionProtectionEnabled=False)
        dynamodb.delete_table(TableName=self.table)
        try:
            yield
        finally:
            dynamodb.create_table(
                TableName=self.table,
                KeySchema=made["KeySchema"],
                AttributeDefinitions=made["AttributeDefinitions"],
                BillingMode="PAY_PER_REQUEST",
            )


def _varies(name: str) -> bool:
    """Whether the gateway gives this header a different value each time."""
    return name.lower() == "date" or name.lower().startswith(("x-amz", "apigw"))
