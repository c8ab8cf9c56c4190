"""The real handlers with an SES that takes no mail from the sender: no lead ends, and the run says why."""

import pytest

from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrollment import State
from outreach.domain.reasons import Reason
from outreach.domain.sending_account import SenderFault
from outreach.local.ses_endpoint import Account, Fault
from world.builders import a_lead
from world.cloud import Cloud

LEADS = [a_lead(f"lead{number}") for number in range(7)]


def run_of(cloud: Cloud):
    return cloud.operator.controls.run("demo", "live")


@pytest.mark.parametrize(
    ("account", "fault"),
    [
        (Account(verified=False), SenderFault.NOT_VERIFIED),
        (Account(sending_enabled=False), SenderFault.SENDING_DISABLED),
        (Account(enforcement="SHUTDOWN"), SenderFault.SHUT_DOWN),
    ],
)
def test_the_tick_pauses_the_run_before_the_first_mail(
    cloud: Cloud, account: Account, fault: SenderFault
) -> None:
    cloud.ses.account = account
    cloud.start(*LEADS, mode=Mode.LIVE)
    report = cloud.tick()
    assert report["outcomes"] == {"demo#live": "paused: SES takes no mail from the sender"}
    assert (run_of(cloud).status, run_of(cloud).reason) == (RunStatus.PAUSED, fault.sentence)
    assert (cloud.receive(), cloud.ses.requests) == ([], 0)


def test_in_the_sandbox_the_first_refusal_pauses_and_ends_nobody(cloud: Cloud) -> None:
    cloud.ses.account = Account(production_access=False)
    cloud.ses.faults.inject(Fault.MESSAGE_REJECTED, len(LEADS))
    cloud.start(*LEADS, mode=Mode.LIVE)
    cloud.turn()
    assert (run_of(cloud).status, run_of(cloud).reason) == (RunStatus.PAUSED, SenderFault.SANDBOX.sentence)
    assert {cloud.enrollment(lead, "live").state for lead in LEADS} == {State.DUE}


def test_a_mail_that_ses_refuses_from_a_good_sender_ends_its_lead_alone(cloud: Cloud) -> None:
    cloud.ses.faults.inject(Fault.MESSAGE_REJECTED, recipient=LEADS[0].address)
    cloud.start(*LEADS, mode=Mode.LIVE)
    cloud.turn()
    assert run_of(cloud).status is RunStatus.RUNNING
    ended = [lead for lead in LEADS if cloud.enrollment(lead, "live").state is State.ENDED]
    assert (ended, cloud.enrollment(LEADS[0], "live").reason) == ([LEADS[0]], Reason.REFUSED)


def test_where_ses_does_not_say_a_refused_lead_is_tried_again(cloud: Cloud) -> None:
    """An emulator without identities cannot say whether the sender is to blame."""
    cloud.ses.account = Account(verified=None)
    cloud.ses.faults.inject(Fault.MESSAGE_REJECTED, recipient=LEADS[0].address)
    cloud.start(LEADS[0], mode=Mode.LIVE)
    cloud.turn()
    enrollment = cloud.enrollment(LEADS[0], "live")
    assert (enrollment.state, enrollment.reason, enrollment.tries) == (State.DUE, Reason.RETRY, 1)
