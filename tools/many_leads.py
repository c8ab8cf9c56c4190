"""Answers as DynamoDB does for a live run with as many leads as its address asks for, and holds none of them.

One lead goes through its campaign in memory. What the tables keep of it is the pattern for all others, who differ in a number.
So whoever reads pays for the wire, the adapters and the values, as on AWS, and nobody pays for an emulator. Answers are pages of
about a megabyte, as DynamoDB's are. It reads and never writes.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from outreach.adapters.dynamodb.audience import AudienceItem
from outreach.adapters.dynamodb.enrollments import EnrollmentItem
from outreach.adapters.dynamodb.leads import lead_attributes
from outreach.adapters.dynamodb.suppressions import SuppressionItem
from outreach.domain.campaign import Policy
from outreach.domain.ids import ClaimId, RecipientKey, SesMessageId
from world.builders import NOON, SHARDS, a_campaign, a_lead
from world.memory import World

_NUMBER = "7654321"
"""The number of the lead that is the pattern. It is nowhere else in what is kept of it."""
QUOTA = 100_000_000
"""Mails a day, of the campaign and of the account."""
_RECIPIENT = "R#"
PAGE = 1_000_000
"""Characters, as JSON. DynamoDB counts bytes without JSON's own, so its pages have a few items more."""
_LEAD = a_lead(
    _NUMBER,
    domain=f"company{_NUMBER}.example",
    recipient=RecipientKey(f"v1-{_NUMBER:a>32}"),
    fields={
        "first_name": "Katharina",
        "last_name": "Bergmann",
        "company": f"Northwind Industries {_NUMBER}",
        "title": "Head of Sales",
        "city": "Rotterdam",
        "country": "Netherlands",
    },
    timezone="Europe/Amsterdam",
)


def a_finished_world(leads: int) -> World:
    """Return a world whose live run has written three mails to its one lead, with the counters of so many leads."""
    world = World(a_campaign(policy=Policy(per_day=QUOTA)))
    world.account.tell(daily_quota=QUOTA)
    world.start(_LEAD)
    world.live_through(timedelta(days=10))
    counted = world.tables.quotas
    counted.update({counter: used * leads for counter, used in counted.items()})
    return world


def _patterns() -> dict[str, dict[str, Any]]:
    """Return the pattern's items, by the first part of their partition key; that of the suppression table by none."""
    world = a_finished_world(1)
    enrollment, lead = world.enrollment(_LEAD), _LEAD
    key = enrollment.key
    audience = AudienceItem(
        f"A#{key.campaign_id}#{key.shard}", **lead_attributes(lead), source="leads.csv", imported_at=NOON
    )
    touches = {
        step: replace(touch, claim_id=ClaimId(_with_number(step, 16).hex()), ses_message_id=_ses_id(step))
        for step, touch in enrollment.touches.items()
    }
    return {
        "E": EnrollmentItem.of(replace(enrollment, touches=touches)).serialize(),
        "A": audience.serialize(),
        "": SuppressionItem.of(f"{_RECIPIENT}{lead.recipient}", lead.address).serialize(),
    }


def _ses_id(step: int) -> SesMessageId:
    digits = _with_number(step, 24).hex()
    groups = (digits[:16], digits[16:24], digits[24:28], digits[28:32], digits[32:36], digits[36:], "000000")
    return SesMessageId("-".join(groups))


def _with_number(step: int, length: int) -> bytes:
    """Make bytes that hold the step, and the number as an answer has it: in base 64."""
    return b64decode(f"{step:04}A{_NUMBER}").ljust(length, b"\xff")


def _in_base_64(held: bytes) -> str:
    return b64encode(held).decode()


def _answer(patterns: Mapping[str, dict[str, Any]], request: Mapping[str, Any], leads: int) -> bytes:
    """Answer a query of one partition, or a scan, from where the last page ended."""
    asked = list(request.get("ExpressionAttributeValues", {}).values())
    partition = asked[0]["S"] if asked else ""
    pattern = patterns.get(partition.partition("#")[0])
    if pattern is None:
        return b'{"Items": [], "Count": 0, "ScannedCount": 0}'
    numbers = range(int(partition.rpartition("#")[2]), leads, SHARDS) if partition else range(leads)
    whole = pattern | ({"pk": {"S": partition}} if partition else {})
    item = json.dumps(_asked_for(whole, request), default=_in_base_64).encode()
    if start := request.get("ExclusiveStartKey"):
        last = int((start.get("sk") or start["pk"])["S"].rpartition("-")[2][-len(_NUMBER) :])
        numbers = numbers[numbers.index(last) + 1 :]
    some = numbers[: PAGE // len(json.dumps(whole, default=_in_base_64))]
    items = [item.replace(_NUMBER.encode(), b"%07d" % number) for number in some]
    more = b""
    if len(some) < len(numbers):
        end = json.dumps({name: value for name, value in whole.items() if name in {"pk", "sk"}})
        more = f', "LastEvaluatedKey": {end.replace(_NUMBER, f"{some[-1]:07}")}'.encode()
    return b'{"Items": [%s], "Count": %d, "ScannedCount": %d%s}' % (
        b",".join(items),
        len(some),
        len(some),
        more,
    )


def _asked_for(item: Mapping[str, Any], request: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return those parts of an item that a request names; all of it if it names none."""
    if "ProjectionExpression" not in request:
        return item
    names, parts = request.get("ExpressionAttributeNames", {}), dict[str, Any]()
    for path in request["ProjectionExpression"].split(","):
        _copy_part(item, parts, [names.get(name, name) for name in path.strip().split(".")])
    return parts


def _copy_part(item: Mapping[str, Any], parts: dict[str, Any], path: Sequence[str]) -> None:
    name, *rest = path
    if name in item and rest:
        _copy_part(item[name]["M"], parts.setdefault(name, {"M": {}})["M"], rest)
    elif name in item:
        parts[name] = item[name]


@contextmanager
def served() -> Iterator[str]:
    """Serve on a port of this machine until the block ends. `{url}/{leads}` is the address of tables with so many leads."""
    patterns = _patterns()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = _answer(patterns, request, int(self.path.strip("/")))
            self.send_response(200)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
