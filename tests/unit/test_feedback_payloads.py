"""Payloads that AWS itself documents, none of them made here: taken, or refused without harm."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.delivery import Fact
from world.builders import a_lead
from world.feedback import ACCOUNT, CONFIGURATION_SET, FeedbackWorld

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "aws-events"
FILES = sorted(path for path in DATA.rglob("*") if path.suffix in (".json", ".txt"))
RECORDS = sorted(DATA.glob("ses-docs/event-*.json"))
JANE = a_lead("jane")

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not on this machine")


@pytest.fixture
def world() -> FeedbackWorld:
    made = FeedbackWorld()
    made.sent(JANE)
    return made


def rows(world: FeedbackWorld) -> dict:
    return deepcopy({name: getattr(world.tables, name) for name in world.tables.__slots__ if name != "lock"})


def read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError:
        return path.read_text("utf-8", errors="replace")


def enveloped(detail: Any, **changes: Any) -> dict[str, Any]:
    """As EventBridge would deliver it."""
    return {"source": "aws.ses", "account": ACCOUNT, "detail-type": "Email", "detail": detail} | changes


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_payload_is_refused_as_it_is_and_as_the_content_of_an_event(
    world: FeedbackWorld, path: Path
) -> None:
    payload, before = read(path), rows(world)
    for raw in (payload, enveloped(payload), enveloped({"mail": payload}), {"detail": payload}):
        assert world.take(raw).outcome != "taken"
    assert rows(world) == before
    assert len(world.refusals()) == 4


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_every_documented_record_is_taken_once_it_is_about_our_mail(world: FeedbackWorld, path: Path) -> None:
    """Nothing is changed but whose mail it is: tags, configuration set and address."""
    record = json.loads(path.read_text("utf-8").replace("recipient@example.com", JANE.address))
    record["mail"]["destination"] = [JANE.address]
    tags = {name: [value] for name, value in world.mail_to(JANE).tags.items()}
    record["mail"]["tags"] |= {**tags, "ses:configuration-set": [CONFIGURATION_SET]}
    heard = world.take(enveloped(record))
    assert heard.outcome == "taken"
    assert world.record(JANE).marks.keys() == {Fact(heard.kind)}
    assert bool(world.orders(JANE)) is (path.name in {"event-bounce-record.json", "event-complaint-record.json", "event-subscription-record.json"})  # fmt: skip


def test_there_is_a_record_of_each_kind_of_event() -> None:
    assert len(RECORDS) == 10
