"""What an operator does to single leads, through the use cases of a real stack, the real handlers, and an export that is asked."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from outreach.artifacts.database import opened
from outreach.artifacts.exporting import export
from outreach.artifacts.promises import broken
from outreach.domain.address import Address, lead_id, recipient_key
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lead, State
from outreach.domain.ids import LIVE
from outreach.domain.reasons import Reason
from outreach.services.operator.correcting import Corrected
from outreach.services.operator.holding import Held
from outreach.services.operator.instructing import Reopened, Stopped
from outreach.services.operator.selecting import Wanted
from world.builders import CAMPAIGN, a_lead
from world.cloud import Cloud, requests_counted


def a_person(cloud: Cloud, name: str) -> Lead:
    """A lead as an import would write it."""
    address = f"{name}@acme.example"
    peppers = cloud.operator.peppers
    about = {"lead_id": lead_id(peppers, CAMPAIGN, address), "recipient": recipient_key(peppers, address)}
    return a_lead(name, **about)


@pytest.fixture
def leads(cloud: Cloud) -> list[Lead]:
    leads = [a_person(cloud, name) for name in ("ann", "bea", "cyd", "dot")]
    cloud.start(*leads, mode=Mode.LIVE)
    return leads


def correct(cloud: Cloud, lead: Lead) -> Corrected:
    found = cloud.operator.correcting.correct(
        cloud.campaign, lead.lead_id, lambda seen: replace(seen, fields={"first_name": "Anne"}), "ada"
    )
    assert isinstance(found, Corrected)
    return found


def test_each_gets_what_was_said_and_the_proof_finds_nothing(
    cloud: Cloud, leads: list[Lead], tmp_path: Path
) -> None:
    ann, bea, cyd, dot = leads
    operator, run = cloud.operator, cloud.operator.selecting.run(CAMPAIGN, LIVE)
    assert correct(cloud, ann).changed
    assert operator.instructing.stop(run, bea.lead_id, "ada", "is a customer") is Stopped.STOPPED
    until = operator.clock.now() + timedelta(days=3)
    assert operator.holding.hold(CAMPAIGN, cyd, until, "ada") is Held.HELD
    assert operator.removing.remove(cloud.campaign, [dot], "ada", "wrong person").removed == {dot.lead_id}
    cloud.turn()
    assert [mail.recipient for mail in cloud.ses.mails()] == [ann.address]
    assert [mail.subject for mail in cloud.ses.mails()] == ["Hello Anne"]
    assert cloud.enrollment(bea, LIVE).reason is Reason.STOPPED
    held = cloud.enrollment(cyd, LIVE)
    assert (held.state, held.reason, held.due_at) == (State.DUE, Reason.HELD, until)
    everybody = operator.selecting.matching(cloud.campaign, run, Wanted())
    assert {found.lead.address for found in everybody} == {one.address for one in (ann, bea, cyd)}
    explained = operator.explaining.explain(Address(dot.address, dot.domains))
    assert [(campaign_id, one.because) for campaign_id, one in explained.removals] == [
        (CAMPAIGN, "wrong person")
    ]
    assert explained.passages == []
    done = export(run, operator.export_ports, tmp_path, account_daily_quota=1000)
    with opened(done.directory / "proof.sqlite") as connection:
        assert broken(connection) == []
        told = [
            connection.execute(question).fetchall()
            for question in (
                "SELECT kind, actor, because, step, attempts FROM instructions",
                "SELECT actor, name, was FROM corrections",
                "SELECT actor, because, enrolled_at IS NOT NULL FROM removals",
            )
        ]
    assert told == [
        [("stop", "ada", "is a customer", 0, 0)],
        [("ada", "first_name", "Ann")],
        [("ada", "wrong person", 1)],
    ]


def test_who_was_stopped_is_reopened_and_written_to_once(cloud: Cloud, leads: list[Lead]) -> None:
    bea = leads[1]
    use_case, run = cloud.operator.instructing, cloud.operator.selecting.run(CAMPAIGN, LIVE)
    use_case.stop(run, bea.lead_id, "ada", None)
    cloud.turn()
    assert use_case.reopen(run, bea.lead_id, "ada", None) is Reopened.REOPENED
    use_case.continue_run(run, "ada")
    cloud.turn()
    cloud.turn()
    assert [mail.recipient for mail in cloud.ses.mails()].count(bea.address) <= 1
    assert not cloud.enrollment(bea, LIVE).stopped


def test_what_each_command_asks_of_the_tables(cloud: Cloud, leads: list[Lead]) -> None:
    ann, bea, cyd, dot = leads
    operator, run = cloud.operator, cloud.operator.selecting.run(CAMPAIGN, LIVE)
    operator.instructing.stop(run, bea.lead_id, "ada", None)  # the definition is read once and kept
    counted: dict[str, list[str]] = {}
    for name, command in {
        "set": lambda: correct(cloud, ann),
        "stop": lambda: operator.instructing.stop(run, cyd.lead_id, "ada", None),
        "reopen": lambda: operator.instructing.reopen(run, cyd.lead_id, "ada", None),
        "hold": lambda: operator.holding.hold(CAMPAIGN, ann, operator.clock.now() + timedelta(days=1), "ada"),
        "remove": lambda: operator.removing.remove(cloud.campaign, [dot], "ada", None),
    }.items():
        with requests_counted() as seen:
            command()
        counted[name] = sorted(operation for service, operation in seen if service == "DynamoDB")
    assert counted == {
        "set": ["GetItem", "GetItem", "Query", "UpdateItem", "UpdateItem"],
        "stop": ["GetItem", "UpdateItem"],
        "reopen": ["GetItem", "GetItem", "UpdateItem"],
        "hold": ["BatchGetItem", "UpdateItem"],
        "remove": [
            *["BatchGetItem"] * 2,
            *["DeleteItem"] * 2,
            *["GetItem"] * 3,
            *["Query"] * 2,
            "UpdateItem",
        ],
    }
