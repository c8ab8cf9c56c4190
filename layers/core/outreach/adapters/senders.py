"""Chooses the sender for a mode."""

from outreach.domain.control import Mode
from outreach.services.send.ports import Sender


class SenderPerMode:
    """The two senders of a stack. Proof mode never gets the live sender."""

    def __init__(self, *, proof: Sender, live: Sender) -> None:
        self._senders = {Mode.PROOF: proof, Mode.LIVE: live}

    def of(self, mode: Mode) -> Sender:
        """Return the sender for a mode."""
        return self._senders[mode]
