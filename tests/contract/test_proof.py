"""Rehearsed mails: recorded with everything, visible per claim, and never anywhere near SES."""

import subprocess
import sys
from dataclasses import replace

import pytest

from outreach.domain.ids import CampaignId, ClaimId, RunId
from outreach.domain.outcome import Accepted
from outreach.memory import FixedClock
from outreach.memory.spooled_mails import SpooledMails
from outreach.services.ports import ProofMail
from outreach.simulation.stack import SimulatedSenders
from world.builders import NOON, SHARDS, a_key, a_lead, a_mail
from world.stores import in_dynamodb, in_memory


@pytest.fixture(params=["memory", "spooled", "dynamodb"])
def stores(request):
    """A simulation keeps its mails on disk, in a third way that must be the same."""
    if request.param == "dynamodb":
        yield in_dynamodb(request.getfixturevalue("tables"))
    elif request.param == "memory":
        yield in_memory()
    else:
        with SpooledMails(FixedClock(NOON)) as mails:
            yield replace(
                in_memory(), proof_mails=mails, proof_sender=SimulatedSenders(mails, lambda _: None)
            )


def recorded(stores, name, run="proof-1"):
    return list(stores.proof_mails.of_run(CampaignId(name), RunId(run), SHARDS))


def test_a_rehearsed_mail_is_accepted_and_recorded_as_it_was(stores, name):
    key = a_key(a_lead("zoe"), campaign_id=name, run_id="proof-1")
    mail = a_mail(key, step=1, claim_id="claim-7")
    outcome = stores.proof_sender.send(mail)
    assert isinstance(outcome, Accepted)
    assert outcome.ses_message_id == "proof-claim-7"
    assert recorded(stores, name) == [ProofMail(key, 1, ClaimId("claim-7"), mail, NOON)]


def test_two_mails_for_one_touch_would_be_seen_as_two(stores, name):
    key = a_key(campaign_id=name, run_id="proof-1")
    for claim_id in ("claim-1", "claim-2"):
        stores.proof_sender.send(a_mail(key, claim_id=claim_id))
    assert [mail.claim_id for mail in recorded(stores, name)] == ["claim-1", "claim-2"]


def test_rehearsals_are_apart(stores, name):
    stores.proof_sender.send(a_mail(a_key(campaign_id=name, run_id="proof-1")))
    assert recorded(stores, name, "proof-2") == []


def test_the_proof_sender_loads_nothing_of_ses():
    check = (
        "import sys, outreach.adapters.proof\n"
        "sys.exit(any(name.startswith('outreach.adapters.ses') or name == 'mypy_boto3_sesv2' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_the_mails_of_one_enrollment_are_listed_and_deleted(stores, name):
    zoe, max_ = (a_key(a_lead(who), campaign_id=name, run_id="proof-1", shard=0) for who in ("z", "z-max"))
    for key, step in ((zoe, 1), (zoe, 0), (max_, 0)):
        stores.proof_sender.send(a_mail(key, step=step))
    assert [mail.step for mail in stores.proof_mails.of_enrollment(zoe)] == [0, 1]
    assert stores.proof_mails.erase(zoe) == 2
    assert stores.proof_mails.erase(zoe) == 0
    assert stores.proof_mails.of_enrollment(zoe) == []
    assert [mail.key for mail in recorded(stores, name)] == [max_]
