"""Seed what the files in events/ need: campaign `sample`, run `proof-1`, twelve leads, and a signing key.

    outreach up
    .venv/bin/python tools/seed_events.py       # run it again to reset the leads

For the local stack only. It resets the leads, whatever has happened to them, and it adds a signing key for
unsubscribe links that everybody can read below. The tests use it too.

Ten leads are due in the year 2100, so that no scheduled tick enqueues them. They wait for the messages in the
files: a consumer looks at the state of an item, and only the tick looks at the time. Two leads are due now, for
the tick.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from outreach.adapters.dynamodb.enrollments import EnrollmentItem
from outreach.adapters.dynamodb.tables import Tables
from outreach.bootstrap.operator import StackOperator
from outreach.cli.stacks import LOCAL, kept_stack
from outreach.domain.campaign import DEFAULT_STEPS, Campaign, Policy
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lane, Lead, State, Touch, TouchState
from outreach.domain.ids import (
    CampaignId,
    Domain,
    LeadId,
    MessageId,
    RecipientKey,
    idempotency_key,
    rehearsal,
    shard_of,
)
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, Order, RecipientRow
from outreach.errors import OutreachError
from outreach.reading.campaign_file import load_campaign

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = CampaignId("sample")
RUN = rehearsal(1)
SHARDS = 4
KEY_ID = "events"
KEY = "events-anybody-can-read-this"
"""Signs the links in the files. It is not a secret: it is valid on a local stack only."""
WAITING = ("ann", "ben", "cyd", "dee", "eli", "fay", "gus", "hal", "ida", "joe")
DUE_NOW = ("kim", "lou")
FOLLOWED_UP = "ida"
"""This lead got the first message and waits for the second."""
UNSUBSCRIBED = "joe"
LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)
FAR_AWAY = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """What seeding needs of a stack."""

    operator: StackOperator
    client: Callable[[str], Any]
    outreach_table: str
    keys_secret: str


def sample_campaign() -> Campaign:
    """The demo's messages with the usual delays."""
    demo = load_campaign(ROOT / "infra/demo/campaign.yaml").campaign
    return replace(
        demo,
        campaign_id=SAMPLE,
        name="Sample for the events",
        steps=DEFAULT_STEPS,
        policy=Policy(),
        shards=SHARDS,
    )


def recipient_of(name: str) -> RecipientKey:
    """Return a stand-in for the keyed hash of an address, which would differ from stack to stack."""
    return RecipientKey(f"v1-{name.encode().hex():0>32}")


def lead_of(name: str) -> Lead:
    """Make one of the leads."""
    return Lead(
        lead_id=LeadId(name),
        address=f"{name}@acme.example",
        recipient=recipient_of(name),
        domains=(Domain("acme.example"),),
        fields={"first_name": name.title(), "company": "Acme"},
        timezone=None,
    )


def key_of(name: str) -> EnrollmentKey:
    """Return the key of a lead's enrollment."""
    return EnrollmentKey(SAMPLE, RUN, shard_of(LeadId(name), SHARDS), LeadId(name))


def enrollment_of(name: str) -> Enrollment:
    """Make a lead's enrollment as the files expect it."""
    new = Enrollment(
        key=key_of(name),
        lead=lead_of(name),
        state=State.DUE,
        step=0,
        attempt=0,
        tries=0,
        lane=Lane.FIRST,
        due_at=LONG_AGO if name in DUE_NOW else FAR_AWAY,
        enrolled_at=LONG_AGO,
        changed_at=LONG_AGO,
    )
    if name != FOLLOWED_UP:
        return new
    intro = MessageId("intro")
    touch = Touch(
        step=0,
        message_id=intro,
        key=idempotency_key(SAMPLE, new.lead.lead_id, intro, 0),
        state=TouchState.SENT_PROOF,
        attempts=1,
        at=LONG_AGO,
    )
    return replace(new, step=1, attempt=1, lane=Lane.NEXT, last_touch_at=LONG_AGO, touches={0: touch})


def seed(place: Place) -> None:
    """Write everything as the files expect it; what was there is overwritten."""
    operator, names = place.operator, (*WAITING, *DUE_NOW)
    operator.suppressions.ensure([RecipientRow(recipient_of(name), lead_of(name).address) for name in names])
    order = Order(EVERYWHERE, Reason.UNSUBSCRIBED, source="unsubscribe", actor="recipient", at=LONG_AGO)
    operator.suppressions.order_recipient(recipient_of(UNSUBSCRIBED), None, order)
    _run(operator)
    items = Tables(place.client("dynamodb"), outreach=place.outreach_table).items(EnrollmentItem)
    for name in names:
        items.of(enrollment_of(name)).save()  # unconditional: no function ever writes like this
    _add_key(place)


def _run(operator: StackOperator) -> None:
    now = operator.clock.now()
    revision = operator.runs.apply(sample_campaign(), {})
    operator.controls.open("seed", now)
    operator.controls.create_run(
        # The run is never marked as enrolled, so no tick ever finishes it.
        RunControl(SAMPLE, RUN, Mode.PROOF, RunStatus.RUNNING, revision, SHARDS, now, now, "seed")
    )


def _add_key(place: Place) -> None:
    secrets = place.client("secretsmanager")
    keys = json.loads(secrets.get_secret_value(SecretId=place.keys_secret)["SecretString"])
    secrets.put_secret_value(SecretId=place.keys_secret, SecretString=json.dumps(keys | {KEY_ID: KEY}))


def main() -> int:
    """Seed the local stack that is running."""
    try:
        found = kept_stack()
        operator = StackOperator.of(LOCAL, found.outputs, found.client)
    except OutreachError as error:
        print(error, file=sys.stderr)
        return 1
    outputs = found.outputs
    seed(Place(operator, found.client, outputs["OutreachTableName"], outputs["UnsubscribeKeysSecret"]))
    print(f"seeded campaign {SAMPLE}, run {RUN}, at {found.endpoint_url}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
