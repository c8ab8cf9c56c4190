"""Tells a dead address from a full mailbox, and both from a block of *our* server or content.

    HARD      the address does not exist, or never will accept mail: suppress it
    SOFT      the mailbox exists and could not take this mail now: suppress it only if that keeps happening
    BLOCKED   the other side refuses our server, our authentication or our content, whoever the recipient is:
              this says nothing about the address, so a bad day must not suppress a whole list
    WITHHELD  SES predicts that the address does not exist, and did not try: nobody has refused anything yet

SES reports most refusals with a 5xx code as Permanent/General, even a block of our own IP address. So the type
alone does not decide. The enhanced status code (RFC 3463, and what large providers made of it) and the text
are read as well. The first of these rules that applies decides:

1. SES predicts that the address does not exist (`EmailValidationSuppressed`): withheld, whatever the type and the
   code say. A prediction can be wrong, and whoever operates SES can turn it off. So it suppresses nobody.
2. The address is on one of SES's own lists (`Suppressed`, `OnAccountSuppressionList`, `OnTenantSuppressionList`):
   hard, whatever the code says. SES does not deliver to it, because it bounced for good or complained before.
   Writing again reaches nobody and uses up quota. (Whether it counts as a bounce is another question: see
   `counts_for_breakers`.)
3. The text says that the mailbox does not exist: hard, unless the text speaks of a block as well. In that case
   the code decides: it is hard if the code means an unknown user or domain.
4. The text or the code speaks of a block: blocked.
5. The code means an unknown user or domain: hard.
6. The text says that the mailbox is full, or the code means something temporary (4.x.x): soft.
7. Otherwise: hard if SES says Permanent, else soft.

A `Transient` bounce is never hard, whatever else is said: SES has seen the whole conversation. If the address
is dead after all, it bounces again, and the policy for soft bounces suppresses it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from outreach.domain.patterns import any_of
from outreach.domain.ses_event import BounceReport


class BounceClass(StrEnum):
    """What a bounce means for the address."""

    HARD = "hard"
    SOFT = "soft"
    BLOCKED = "blocked"
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
_DEAD = frozenset({"NoEmail"})
_FULL = frozenset({"MailboxFull", "CustomTimeoutExceeded"})

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")  # but not a piece of an IP address
_UNKNOWN_USER_STATUS = re.compile(
    any_of(
        # The address: all of 5.1.x except for .7 and .8, which are about our own address.
        r"5\.1\.(?:[0-69]|1\d)",
        # A mailbox that was switched off
        r"5\.2\.1",
        # 5.4.1: Exchange Online's code for an unknown user; 5.4.4: a domain that does not exist
        r"5\.4\.[14]",
        # A mailbox that belongs to somebody else by now (RFC 7293)
        r"5\.7\.17",
    )
)
_FULL_STATUS = re.compile(r"4\.\d{1,3}\.\d{1,3}|5\.2\.2")
_BLOCK_STATUS = re.compile(
    any_of(
        # Security and policy
        r"[45]\.7\.(?!17$)\d{1,3}",
        # The content
        r"[45]\.6\.\d{1,3}",
        # Our own address
        r"5\.1\.[78]",
        # The size
        r"5\.3\.4",
    )
)

_UNKNOWN_USER = re.compile(
    any_of(
        # The user or the mailbox
        r"user (?:is )?(?:unknown|not found|does ?n[o']t exist|doesn't have)",
        r"unknown (?:user|recipient|address|account|mailbox)",
        r"no such (?:user|recipient|mailbox|person|account|address|domain)",
        r"no mailbox",
        r"mailbox (?:not found|unknown|does not exist)",
        # As in "recipient jane does not exist"
        r"(?:recipient|address|account|mailbox|user|domain)[^.;]{0,40}"
        + any_of(
            r"does not exist",
            r"doesn't exist",
            r"not found",
            r"is unknown",
            r"no longer",
        ),
        r"invalid (?:recipient|mailbox|address|user)",
        r"not a (?:valid|known) (?:user|recipient|mailbox|address)",
        r"does not have an? [\w.-]{0,30} ?account",
        r"undeliverable address",
        r"address unknown",
        r"unrouteable address",
        # Exchange
        r"recipientnotfound",
        r"recipnotfound",
        # Closed
        r"(?:account|mailbox|user)[^.;]{0,40}(?:disabled|inactive|deactivated|suspended|closed)",
        # The domain
        r"domain not found",
        r"host (?:unknown|not found)",
        r"nxdomain",
        r"null mx",
    )
)
_BLOCK = re.compile(
    any_of(
        # Companies that filter mail or keep lists
        r"spamhaus",
        r"spamcop",
        r"barracuda",
        r"sorbs",
        r"proofpoint",
        r"mimecast",
        r"cloudmark",
        r"senderscore",
        r"invaluement",
        r"uceprotect",
        # Lists
        r"black-? ?list",
        r"block-? ?list",
        r"deny-? ?list",
        r"\bdns[br]l\b",
        r"\brbl\b",
        r"\bsbl\b",
        r"\bcss\b",
        # Blocks
        r"\b(?:is|was|been|are|temporarily) (?:blocked|banned|listed)",
        r"blocked (?:by|using|due|because|for|from)",
        r"banned sending",
        # Reputation and content
        r"reputation",
        r"\bspam\b",
        r"spam-? ?like",
        r"unsolicited",
        r"suspicious",
        r"phish",
        r"virus",
        r"malware",
        # Proof of who sends
        r"\bdmarc\b",
        r"\bspf\b",
        r"\bdkim\b",
        r"unauthenticated",
        r"not authenticated",
        r"authentication (?:required|failed|checks)",
        # Policies
        r"policy (?:reasons?|violation|reject)",
        r"(?:local|security|message|content) policy",
        r"content (?:rejected|filter)",
        r"message (?:content )?rejected",
        # Reverse DNS
        r"\bptr\b",
        r"reverse dns",
        # How many, how fast
        r"rate limit",
        r"too many (?:messages|connections|mails|recipients)",
        r"throttl",
        r"greylist",
        # Our server
        r"your (?:ip|server|network|host|domain)",
        r"sending (?:ip|server|mta)",
        r"relay(?:ing)? (?:access )?(?:denied|not permitted)",
    )
)

_FULL_TEXT = re.compile(
    any_of(
        r"mailbox(?: is)? full",
        r"(?:over|exceeded|exceeds)[^.;]{0,20} quota",
        r"quota exceeded",
        r"out of storage",
        r"insufficient (?:system )?storage",
    )
)


def classify(report: BounceReport) -> Verdict:
    """Classify one bounce. Any text gives a verdict."""
    if report.sub_type in _CERTAIN:
        return Verdict(_CERTAIN[report.sub_type], f"type {report.sub_type}")
    read = _read(report)
    if report.bounce_type == "Transient":
        blocked = read.bounce_class is BounceClass.BLOCKED and report.sub_type not in _FULL
        return read if blocked else Verdict(BounceClass.SOFT, f"type Transient {report.sub_type}")
    if report.sub_type in _DEAD and read.bounce_class is not BounceClass.BLOCKED:
        return Verdict(BounceClass.HARD, f"type {report.sub_type}")
    if read.grounds:
        return read
    permanent = report.bounce_type == "Permanent"
    return Verdict(BounceClass.HARD if permanent else BounceClass.SOFT, f"type {report.bounce_type}")


def counts_for_breakers(report: BounceReport) -> bool:
    """Say whether a bounce harms our reputation: AWS counts it, or it is a block.

    AWS counts every permanent bounce, whatever its text says. It does not count a mail that the suppression list
    of the account or of a tenant kept back: that address was counted when it bounced or complained. Nor does a mail
    count that SES did not send because of its own prediction.
    """
    if report.sub_type in _NOT_COUNTED:
        return False
    return report.bounce_type == "Permanent" or classify(report).bounce_class is BounceClass.BLOCKED


def status_of(report: BounceReport) -> str:
    """Return the enhanced status code: from its own field, else the first one in the text. Empty if there is none."""
    found = _STATUS.search(report.status) or _STATUS.search(report.diagnostic)
    return found.group(1) if found else ""


def _read(report: BounceReport) -> Verdict:
    """Judge by code and text alone. The grounds are empty if these say nothing."""
    status, text = status_of(report), report.diagnostic.lower()
    dead_text, block_text = bool(_UNKNOWN_USER.search(text)), bool(_BLOCK.search(text))
    dead_status = bool(_UNKNOWN_USER_STATUS.fullmatch(status))
    block_status = bool(_BLOCK_STATUS.fullmatch(status))
    full = bool(_FULL_STATUS.fullmatch(status) or _FULL_TEXT.search(text))
    spoken = status or "no status"
    rules = (  # the first one that holds decides
        (dead_text and not block_text, BounceClass.HARD, f"text: unknown user ({spoken})"),
        (dead_text and dead_status, BounceClass.HARD, f"status {status} and text"),
        (block_text, BounceClass.BLOCKED, f"text: policy block ({spoken})"),
        (block_status, BounceClass.BLOCKED, f"status {status}"),
        (dead_status, BounceClass.HARD, f"status {status}"),
        (full, BounceClass.SOFT, f"mailbox full or temporary ({spoken})"),
    )
    found = (Verdict(bounce_class, grounds) for holds, bounce_class, grounds in rules if holds)
    return next(found, Verdict(BounceClass.SOFT, ""))
