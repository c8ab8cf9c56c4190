"""Chooses the sender for a mode, and for a drill the sender with which the process dies."""

import logging
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from outreach.domain.control import Mode
from outreach.domain.drill import Death
from outreach.domain.ids import SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Outcome
from outreach.services.send.ports import Sender

logger = logging.getLogger(__name__)


def end_the_process() -> NoReturn:
    """End this process at once, as a crash does: no handler, no `finally`, no response.

    To Lambda the runtime has exited. The invocation fails, and SQS delivers its records again.
    """
    logger.warning("a drill ends this process")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1)


class SenderPerMode:
    """The senders of a stack. Proof mode never gets the live sender."""

    def __init__(self, *, proof: Sender, live: Sender, die: Callable[[], NoReturn] = end_the_process) -> None:
        self._senders = {Mode.PROOF: proof, Mode.LIVE: live}
        self._die = die

    def of(self, mode: Mode) -> Sender:
        """Return the sender for a mode."""
        return self._senders[mode]

    def dying(self, death: Death) -> Sender:
        """Return the live sender with which the process dies."""
        return _DyingSender(self._senders[Mode.LIVE], death, self._die)


class _DyingSender:
    """Ends the process before SES is asked, or after SES has accepted the mail."""

    def __init__(self, live: Sender, death: Death, die: Callable[[], NoReturn]) -> None:
        self._live = live
        self._death = death
        self._die = die

    def send(self, mail: Mail) -> Outcome:
        """Die. If SES is asked first and does not accept the mail, live on: then there is nothing to show."""
        if self._death is Death.BEFORE:
            self._die()
        outcome = self._live.send(mail)
        if isinstance(outcome, Accepted):
            self._die()
        return outcome

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a mail that SES accepted."""
        return self._live.rfc_message_id(ses_message_id)
