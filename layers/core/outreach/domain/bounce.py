"""Tells a dead address from a full mailbox, and both from a block of *our* server or content.

    HARD      the address does not exist, or never will accept mail: suppress it
    SOFT      the mailbox exists and could not take this mail now: suppress it only if that keeps happening
    BLOCKED   the other side refuses our server, our authentication or our content, whoever the recipient is:
              this says nothing about the address, so a bad day must not suppress a whole list
    UNCLEAR   the refusal says nothing that is understood: it suppresses nobody
    WITHHELD  SES did not try, by a prediction or a list that prove nothing of the address

SES reports most refusals with a 5xx code as Permanent/General, even a block of our own IP address. So the type
alone does not decide. The first of these rules that applies decides:

1. SES predicts that the address does not exist (`EmailValidationSuppressed`): withheld, whatever the type and the
   code say. A prediction can be wrong, and whoever operates SES can turn it off. So it suppresses nobody.
2. The address is on one of SES's own lists (`Suppressed`, `OnAccountSuppressionList`, `OnTenantSuppressionList`):
   hard, whatever the code says. SES does not deliver to it, because it bounced for good or complained before.
   Writing again reaches nobody and uses up quota. (Whether it counts as a bounce is another question: see
   `counts_for_breakers`.) But SES puts an address on the account's list for every permanent bounce, also for a block
   of ours. If such a bounce is the only one that we know of, the entry proves nothing: withheld.
3. SES says `Transient`: blocked if the refusal is about us, else soft. SES has seen the whole conversation. If the
   address is dead after all, it bounces again, and the policy for soft bounces suppresses it.
4. The code and the text of the other server decide, by the same rule as for bounces that come as mail
   (`domain/refusal/rule.py`): hard needs a positive statement about this recipient.
5. They say nothing, and SES says that the mailbox provider reported an unknown address (`NoEmail`): hard.
6. Otherwise: unclear. `Permanent` says that SES gave up, and not why.
"""

from dataclasses import dataclass
from enum import StrEnum

from outreach.domain.refusal.meaning import About, Reading
from outreach.domain.ses_event import BounceReport


class BounceClass(StrEnum):
    """What a bounce means for the address."""

    HARD = "hard"
    SOFT = "soft"
    BLOCKED = "blocked"
    UNCLEAR = "unclear"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A class and the grounds for it. The grounds quote nothing that the other server said."""

    bounce_class: BounceClass
    grounds: str


PREDICTED = "EmailValidationSuppressed"
ON_ACCOUNT_LIST = "OnAccountSuppressionList"
ON_TENANT_LIST = "OnTenantSuppressionList"
_OWN_LISTS = frozenset({"Suppressed", ON_ACCOUNT_LIST, ON_TENANT_LIST, "UnsubscribedRecipient"})
_NOT_COUNTED = frozenset({PREDICTED, ON_ACCOUNT_LIST, ON_TENANT_LIST, "UnsubscribedRecipient"})
_OUR_CONTENT = frozenset({"ContentRejected", "AttachmentRejected", "MessageTooLarge"})
_CERTAIN = {
    PREDICTED: BounceClass.WITHHELD,
    **dict.fromkeys(_OWN_LISTS, BounceClass.HARD),
    **dict.fromkeys(_OUR_CONTENT, BounceClass.BLOCKED),
}
"""The sub-types that decide alone."""
AUTOMATIC_REPLY = ("Transient", "General")
"""How SES reports an automatic reply to a mail that it delivered ("Bounce types" in
https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html). Without a delivery, it is a soft bounce."""
_DEAD = frozenset({"NoEmail"})
_FULL = frozenset({"MailboxFull", "CustomTimeoutExceeded"})
_CLASSES = {
    About.GONE: BounceClass.HARD,
    About.FULL: BounceClass.SOFT,
    About.US: BounceClass.BLOCKED,
    About.LATER: BounceClass.SOFT,
    About.UNCLEAR: BounceClass.UNCLEAR,
}


def classify(report: BounceReport, *, spared: bool = False) -> Verdict:
    """Classify one bounce. Any text gives a verdict. `spared`: whether we know of a bounce that `may_list_for_nothing`."""
    if spared and report.sub_type == ON_ACCOUNT_LIST:
        return Verdict(BounceClass.WITHHELD, f"type {report.sub_type}, for no fault of the address")
    if report.sub_type in _CERTAIN:
        return Verdict(_CERTAIN[report.sub_type], f"type {report.sub_type}")
    read = _read(report)
    if report.bounce_type == "Transient":
        blocked = read.about is About.US and report.sub_type not in _FULL
        return _verdict(read) if blocked else Verdict(BounceClass.SOFT, f"type Transient {report.sub_type}")
    if read.about is About.UNCLEAR and report.sub_type in _DEAD:
        return Verdict(BounceClass.HARD, f"type {report.sub_type}")
    return _verdict(read)


def may_list_for_nothing(report: BounceReport, verdict: Verdict) -> bool:
    """Say whether SES may put the address on the account's list for a bounce that says nothing final of it."""
    spares = (BounceClass.SOFT, BounceClass.BLOCKED, BounceClass.UNCLEAR)
    return report.bounce_type == "Permanent" and verdict.bounce_class in spares


def may_be_automatic_reply(report: BounceReport) -> bool:
    """Say whether a soft bounce is an automatic reply if its mail was delivered."""
    return (report.bounce_type, report.sub_type) == AUTOMATIC_REPLY


def counts_for_breakers(report: BounceReport) -> bool:
    """Say whether a bounce harms our reputation: AWS counts it, or it is a block.

    AWS counts every permanent bounce, whatever its text says. It does not count a mail that the suppression list
    of the account or of a tenant kept back: that address was counted when it bounced or complained. Nor does a mail
    count that SES did not send because of its own prediction.
    """
    if report.sub_type in _NOT_COUNTED:
        return False
    return report.bounce_type == "Permanent" or classify(report).bounce_class is BounceClass.BLOCKED


def _read(report: BounceReport) -> Reading:
    from outreach.domain.refusal.rule import read_refusal  # noqa: PLC0415 - its words take time that few events need

    return read_refusal(report.status, report.diagnostic)


def _verdict(read: Reading) -> Verdict:
    return Verdict(_CLASSES[read.about], read.grounds)
