"""The nine situations that the system was ordered for, through the real handlers on the emulator."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from outreach.adapters.dynamodb.leases import DynamoLeases
from outreach.adapters.dynamodb.tables import Tables
from outreach.adapters.senders import SenderPerMode
from outreach.domain.campaign import Policy
from outreach.domain.control import KillSwitch, Mode
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import LIVE, Domain
from outreach.domain.lease import LEASE_DURATION, Walk
from outreach.domain.outcome import Outcome
from outreach.domain.reasons import Reason
from outreach.local.ses_endpoint import Fault
from outreach.services.send.ports import Sender
from world.builders import CAMPAIGN, a_campaign, a_lead, a_message, an_order
from world.cloud import Cloud

LEADS = [a_lead(name) for name in ("ann", "bea", "cyd")]


def test_tick_creates_jobs_and_attempts_proof_mode(cloud: Cloud) -> None:
    """A tick puts one message per due lead on the queue; the sender records each mail and SES hears nothing."""
    cloud.start(*LEADS)
    assert cloud.tick()["enqueued"] == {"demo#proof-1": 3}
    cloud.drain()
    assert cloud.proof_mails() == sorted(lead.address for lead in LEADS)
    assert {cloud.enrollment(lead).touches[0].state for lead in LEADS} == {TouchState.SENT_PROOF}
    assert cloud.ses.requests == 0


def test_idempotency_prevents_duplicate_send(cloud: Cloud) -> None:
    """The same message delivered again and again, at the same time and later, sends one mail."""
    cloud.start(LEADS[0], mode=Mode.LIVE)
    cloud.tick()
    (record,) = cloud.receive()
    copies = [{**record, "messageId": f"copy-{number}"} for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda copy: cloud.send([copy]), copies)) == [[]] * 6
    assert cloud.send([record, copies[0]]) == []
    assert cloud.ses.accepted == 1
    touch = cloud.enrollment(LEADS[0], LIVE).touches[0]
    assert touch.key == f"demo:{LEADS[0].lead_id}:intro:0"


def test_pause_blocks_dispatch(cloud: Cloud) -> None:
    """A paused campaign enqueues nothing, and what was queued before is not sent; a resume sends it."""
    cloud.start(*LEADS, mode=Mode.LIVE)
    cloud.tick()
    cloud.operator.runs.pause(CAMPAIGN, "test", "a look at the copy")
    cloud.drain()
    assert cloud.tick()["outcomes"] == {}
    assert cloud.ses.accepted == 0
    assert {cloud.enrollment(lead, LIVE).state for lead in LEADS} == {State.DUE}
    cloud.operator.runs.resume(CAMPAIGN, "test", None)
    cloud.turn()
    assert cloud.ses.accepted == 3


class KillsAfterTheFirst:
    """A sender beside which somebody presses the switch while the first mail is on its way."""

    def __init__(self, sender: Sender, cloud: Cloud) -> None:
        self._sender = sender
        self._cloud = cloud
        self.rfc_message_id = sender.rfc_message_id

    def send(self, mail) -> Outcome:
        outcome = self._sender.send(mail)
        self._cloud.ssm.put_parameter(Name=self._cloud.parameter, Value="on", Type="String", Overwrite=True)
        return outcome


def test_kill_switch_blocks_dispatch_mid_tick(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parameter alone, set in the middle of a batch, stops the next mail; off again, the rest goes out."""
    cloud.start(*LEADS, mode=Mode.LIVE)
    cloud.tick()
    original = SenderPerMode.of
    with monkeypatch.context() as patch:
        patch.setattr(SenderPerMode, "of", lambda self, mode: KillsAfterTheFirst(original(self, mode), cloud))
        cloud.drain()
    assert cloud.ses.accepted == 1
    waiting = [e for e in (cloud.enrollment(lead, LIVE) for lead in LEADS) if e.step == 0]
    assert [(e.state, e.reason, e.tries) for e in waiting] == [(State.DUE, Reason.KILLED, 0)] * 2
    cloud.turn()
    assert cloud.ses.accepted == 1
    cloud.operator.stopping.turn(on=False, actor="test", reason=None)
    cloud.turn()
    assert cloud.ses.accepted == 3


def test_dnc_lead_never_contacted(cloud: Cloud) -> None:
    """A lead that an import marked do-not-contact ends with that reason, unclaimed."""
    cloud.start(*LEADS, mode=Mode.LIVE)
    order = an_order(Reason.DNC, source="import")
    cloud.operator.suppressions.order_recipient(LEADS[0].recipient, LEADS[0].address, order)
    cloud.turn()
    enrollment = cloud.enrollment(LEADS[0], LIVE)
    assert (enrollment.state, enrollment.reason, enrollment.claim_id) == (State.ENDED, Reason.DNC, None)
    assert sorted(mail.recipient for mail in cloud.ses.mails()) == [LEADS[1].address, LEADS[2].address]


def test_retry_backoff_schedules_next_retry(cloud: Cloud) -> None:
    """A connection that never stood is tried again after 300 s x 2^n, at most three times, then given up."""
    cloud.start(LEADS[0], mode=Mode.LIVE)
    cloud.ses.refuse_connections()
    delays = []
    for _ in range(3):
        make_due(cloud)
        enrollment = cloud.enrollment(LEADS[0], LIVE)
        delays.append((enrollment.due_at - enrollment.changed_at).total_seconds())
        assert (enrollment.state, enrollment.reason) == (State.DUE, Reason.RETRY)
    assert [300 * 2**n <= delay <= 330 * 2**n for n, delay in enumerate(delays)] == [True, True, True]
    make_due(cloud)
    enrollment = cloud.enrollment(LEADS[0], LIVE)
    assert (enrollment.state, enrollment.reason) == (State.ENDED, Reason.RETRIES_EXHAUSTED)
    assert (enrollment.touches[0].attempts, cloud.ses.accepted) == (4, 0)


def make_due(cloud: Cloud) -> None:
    """Deliver the touch as it is now, as if its time had come."""
    enrollment = cloud.enrollment(LEADS[0], LIVE)
    message = a_message(enrollment, valid_until=cloud.operator.clock.now() + timedelta(minutes=10))
    record = {
        "messageId": "m",
        "body": message.model_dump_json(),
        "attributes": {"ApproximateReceiveCount": "1"},
    }
    assert cloud.send([record]) == []


def test_unsubscribe_enforcement(cloud: Cloud) -> None:
    """An unsubscribe that comes in while the touch is queued wins, and ends every later step too."""
    cloud.start(*LEADS, mode=Mode.LIVE)
    cloud.tick()
    cloud.operator.suppressions.order_recipient(LEADS[0].recipient, None, an_order(Reason.UNSUBSCRIBED))
    cloud.drain()
    assert LEADS[0].address not in {mail.recipient for mail in cloud.ses.mails()}
    assert cloud.enrollment(LEADS[0], LIVE).reason is Reason.UNSUBSCRIBED
    assert cloud.ses.accepted == 2


@pytest.mark.parametrize("scope", ["*", CAMPAIGN])
def test_suppression_enforcement(cloud: Cloud, scope: str) -> None:
    """Addresses and domains, with everything below them, globally and for one campaign."""
    sub = a_lead(
        "dee", domain="eu.blocked.example", domains=(Domain("eu.blocked.example"), Domain("blocked.example"))
    )
    cloud.start(*LEADS, sub, mode=Mode.LIVE)
    order = an_order(Reason.SUPPRESSED, scope=scope, source="operator")
    cloud.operator.suppressions.order_recipient(LEADS[0].recipient, LEADS[0].address, order)
    cloud.operator.suppressions.order_domain(Domain("blocked.example"), order)
    cloud.turn()
    assert sorted(mail.recipient for mail in cloud.ses.mails()) == [LEADS[1].address, LEADS[2].address]
    assert cloud.enrollment(LEADS[0], LIVE).reason is Reason.SUPPRESSED
    assert cloud.enrollment(sub, LIVE).reason is Reason.DOMAIN_SUPPRESSED


def test_single_writer_lease(cloud: Cloud) -> None:
    """32 contenders, one winner; an expired lease is taken over with a higher token; old writes are refused."""
    leases = DynamoLeases(Tables(cloud.client_of("dynamodb"), outreach=cloud.environment["OUTREACH_TABLE"]))
    now = cloud.operator.clock.now()
    with ThreadPoolExecutor(32) as pool:
        granted = list(pool.map(lambda n: leases.acquire(CAMPAIGN, LIVE, f"tick-{n}", now), range(32)))
    (first,) = [lease for lease in granted if lease]
    assert first.token == 1
    later = now + LEASE_DURATION + timedelta(seconds=1)
    second = leases.acquire(CAMPAIGN, LIVE, "takes-over", later)
    assert second is not None
    assert second.token == 2
    assert leases.save_walk(first, Walk(now)) is False
    assert leases.release(first) is False
    assert leases.save_walk(second, Walk(now)) is True


def test_a_kill_switch_that_is_gone_stops_everything(cloud: Cloud) -> None:
    cloud.start(*LEADS, mode=Mode.LIVE)
    cloud.tick()
    cloud.ssm.delete_parameter(Name=cloud.parameter)
    cloud.drain()
    assert cloud.ses.accepted == 0
    assert cloud.enrollment(LEADS[0], LIVE).reason is Reason.KILLED
    assert cloud.tick()["outcomes"] == {"demo#live": "killed"}
    assert cloud.operator.kill_switch.read().state is KillSwitch.ON


@pytest.mark.parametrize("fault", [Fault.ACCEPT_AND_DROP, Fault.ACCEPT_AND_500, Fault.ACCEPT_AND_STALL])
def test_a_response_that_never_comes_leaves_one_mail_and_an_unknown_touch(cloud: Cloud, fault: Fault) -> None:
    """SES accepted and the response was lost: exactly one mail, and nothing sends it again."""
    cloud.start(LEADS[0], mode=Mode.LIVE, campaign=a_campaign(policy=Policy(cooldown=timedelta())))
    cloud.ses.faults.inject(fault, seconds=12)
    cloud.tick()
    records = cloud.receive()
    assert cloud.send(records) == []
    assert cloud.enrollment(LEADS[0], LIVE).state is State.UNKNOWN
    assert cloud.send(records) == []
    cloud.turn()
    assert (cloud.ses.accepted, cloud.ses.requests) == (1, 1)
    assert cloud.enrollment(LEADS[0], LIVE).touches[0].state is TouchState.UNKNOWN
