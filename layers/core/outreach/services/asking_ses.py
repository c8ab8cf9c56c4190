"""Asks SES how its account and the sender's identity stand. What could not be asked is counted, and stops nothing."""

import logging

from outreach.domain.sending_account import AccountFacts, SenderState, Verification
from outreach.errors import StoreUnavailable, in_logs
from outreach.services.ports import Alarms, SendingAccount

logger = logging.getLogger(__name__)


def ask_account(account: SendingAccount, alarms: Alarms) -> AccountFacts | None:
    """Return what SES says about the account; None if it could not be asked."""
    try:
        return account.account()
    except StoreUnavailable as error:
        _note(error, alarms)
        return None


def ask_verification(account: SendingAccount, alarms: Alarms) -> Verification:
    """Return how the identity stands; `UNKNOWN` if SES could not be asked."""
    try:
        return account.verification()
    except StoreUnavailable as error:
        _note(error, alarms)
        return Verification.UNKNOWN


def ask_both(account: SendingAccount, alarms: Alarms) -> SenderState:
    """Ask both questions."""
    return SenderState(ask_account(account, alarms), ask_verification(account, alarms))


def _note(error: StoreUnavailable, alarms: Alarms) -> None:
    logger.warning("SES could not be asked", extra=in_logs(error))
    alarms.count("AccountUnreadable")
