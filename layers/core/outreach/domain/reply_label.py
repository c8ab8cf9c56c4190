"""Which label a reply may get, after the one that it has.

    what the mail counts as        no label yet, or one below    after `unsubscribe`
    possible unsubscribe           every label                   none but `unsubscribe`
    unsubscribe                    all but `not-unsubscribe`     none but `unsubscribe`
    a person's, away, automatic    all but `not-unsubscribe`     none but `unsubscribe`
    anything else                  none                          -

`unsubscribe` gives an order, and no label lifts an order that stands by a request. So it is the last label of a reply. The
others order nothing, so each may follow each: a person may have been mistaken. What a machine seems to have sent may be
labelled as well, because it may be a person's after all, or name the right person.
"""

from enum import StrEnum

from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Label, Reply

_LABELLED = frozenset(
    {
        MailKind.HUMAN,
        MailKind.UNSUBSCRIBE,
        MailKind.POSSIBLE_UNSUBSCRIBE,
        MailKind.OUT_OF_OFFICE,
        MailKind.AUTOMATIC,
    }
)
"""What somebody may have written."""


class Unfit(StrEnum):
    """Why a reply cannot get a label."""

    NO_REPLY = "nobody replied"
    """A mail system or a program of ours sent it."""
    UNSUBSCRIBED = "it was labelled unsubscribe"
    REQUESTED = "it asked by itself"
    """It unsubscribed its writer without a label, and no label lifts that."""
    NOT_ASKED = "it was never taken for a request"


def unfit(reply: Reply, label: Label) -> Unfit | None:
    """Say why a reply cannot get this label. None: it can, or has it already."""
    if reply.kind not in _LABELLED:
        return Unfit.NO_REPLY
    if reply.label is Label.UNSUBSCRIBE and label is not Label.UNSUBSCRIBE:
        return Unfit.UNSUBSCRIBED
    if label is not Label.NOT_UNSUBSCRIBE or reply.kind is MailKind.POSSIBLE_UNSUBSCRIBE:
        return None
    return Unfit.REQUESTED if reply.kind is MailKind.UNSUBSCRIBE else Unfit.NOT_ASKED
