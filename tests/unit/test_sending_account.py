"""What SES says of the sender stops a run, and tells whose fault a refusal is."""

from dataclasses import replace

import pytest

from outreach.domain.outcome import Refusal, Refused
from outreach.domain.sending_account import (
    UNLIMITED,
    AccountFacts,
    SenderFault,
    SenderState,
    Verification,
    explained,
    standing_fault,
)

GOOD = AccountFacts(production_access=True, sending_enabled=True, enforcement="HEALTHY")
SANDBOX = replace(GOOD, production_access=False)
REFUSED = Refused(Refusal.UNEXPLAINED, "MessageRejected")
VERIFIED, UNVERIFIED, ABSENT, UNKNOWN = Verification


@pytest.mark.parametrize(
    ("account", "verification", "fault"),
    [
        (GOOD, VERIFIED, None),
        (replace(GOOD, enforcement="SHUTDOWN"), VERIFIED, SenderFault.SHUT_DOWN),
        (replace(GOOD, sending_enabled=False), VERIFIED, SenderFault.SENDING_DISABLED),
        (replace(GOOD, enforcement="SHUTDOWN", sending_enabled=False), UNVERIFIED, SenderFault.SHUT_DOWN),
        (GOOD, UNVERIFIED, SenderFault.NOT_VERIFIED),
        (None, UNVERIFIED, SenderFault.NOT_VERIFIED),
        # SES takes mails all the same.
        (replace(GOOD, enforcement="PROBATION"), VERIFIED, None),
        (SANDBOX, VERIFIED, None),
        (GOOD, ABSENT, None),
        # SES does not say.
        (GOOD, UNKNOWN, None),
        (None, VERIFIED, None),
        (None, UNKNOWN, None),
        (AccountFacts(), UNKNOWN, None),
        (replace(GOOD, enforcement="A_NEW_STATUS"), VERIFIED, None),
    ],
)
def test_a_run_is_stopped_only_for_what_ses_says_outright(account, verification, fault) -> None:
    assert standing_fault(SenderState(account, verification)) is fault


@pytest.mark.parametrize(
    ("account", "verification", "outcome"),
    [
        # Nothing else can be to blame.
        (GOOD, VERIFIED, Refused(Refusal.CONTENT, "MessageRejected")),
        (replace(GOOD, enforcement="PROBATION"), VERIFIED, Refused(Refusal.CONTENT, "MessageRejected")),
        # The sender is, or may be.
        (replace(GOOD, enforcement="SHUTDOWN"), VERIFIED, SenderFault.SHUT_DOWN),
        (replace(GOOD, sending_enabled=False), VERIFIED, SenderFault.SENDING_DISABLED),
        (GOOD, UNVERIFIED, SenderFault.NOT_VERIFIED),
        (GOOD, ABSENT, SenderFault.NOT_VERIFIED),
        (None, ABSENT, SenderFault.NOT_VERIFIED),
        (SANDBOX, VERIFIED, SenderFault.SANDBOX),
        (SANDBOX, UNKNOWN, SenderFault.SANDBOX),
        (SANDBOX, ABSENT, SenderFault.NOT_VERIFIED),
        # Nobody can say.
        (None, VERIFIED, REFUSED),
        (None, UNKNOWN, REFUSED),
        (GOOD, UNKNOWN, REFUSED),
        (replace(GOOD, production_access=None), VERIFIED, REFUSED),
    ],
)
def test_a_mail_is_to_blame_only_if_nothing_else_can_be(account, verification, outcome) -> None:
    if isinstance(outcome, SenderFault):
        outcome = Refused(Refusal.SENDER_STOPPED, outcome)
    assert explained(REFUSED, SenderState(account, verification)) == outcome


@pytest.mark.parametrize("fault", SenderFault)
def test_each_fault_says_its_code_and_how_to_go_on(fault: SenderFault) -> None:
    assert fault.sentence.startswith(f"{fault.value}: ")
    assert fault.sentence.endswith("; then `outreach campaign resume`")


@pytest.mark.parametrize(
    ("rate", "quota", "limits"),
    [
        (14.0, 200.0, (14.0, 200)),
        (1.0, -1, (1.0, UNLIMITED)),
        (1.0, 0.0, (1.0, 0)),
        (None, 200.0, None),
        (1.0, None, None),
    ],
)
def test_limits_are_known_if_both_are(rate, quota, limits) -> None:
    assert AccountFacts(send_rate=rate, daily_quota=quota).limits == limits


def test_no_limit_is_the_highest_number_that_fits_everywhere() -> None:
    assert UNLIMITED == 2_147_483_647


def test_nothing_is_known_before_ses_is_asked() -> None:
    assert explained(REFUSED, SenderState(GOOD)) == REFUSED
    assert explained(REFUSED, SenderState()) == REFUSED
