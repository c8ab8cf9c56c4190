"""Tells a dead address from a full one, and both from a block of *our* server or content.

    HARD      this address does not exist or never will accept mail: suppress it
    SOFT      it exists and could not take this mail now: suppress it only if that keeps happening
    BLOCKED   the other side refuses us, our server, our authentication or our content, whoever the
              recipient is: says nothing about the address, so one bad day suppresses no list

SES files most refusals with a 5xx code under Permanent/General, blocks of our own IP among them. So the
type is only a first word; the enhanced status code (RFC 3463 and what large providers made of it) and the
text are read as well. Where they contradict each other, in this order:

1. SES's own lists (`Suppressed`, `OnAccountSuppressionList`): SES will not deliver to the address, because
   it bounced for good or complained before. It is hard, whatever the code beside it says: writing again
   reaches nobody, and uses up quota. (It is no bounce of ours, see `counts_for_breakers`.)
2. The text says that the mailbox does not exist, and neither code nor text speaks of a block: hard.
3. Text and code contradict each other: the code decides between them.
4. A code or text of a block: blocked. A code of an unknown user or domain: hard. A full mailbox, or a code
   of something temporary (4.x.x): soft.
5. Nothing of this is said: hard if SES says Permanent, else soft.

`Transient` is never hard, whatever stands beside it: SES has seen the whole conversation, and what is
taken for soft and is not will bounce again, and meet the policy for soft bounces.
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """A class, and on what grounds: no word of it comes from the other server."""

    bounce_class: BounceClass
    grounds: str


_OWN_LISTS = frozenset({"Suppressed", "OnAccountSuppressionList", "UnsubscribedRecipient"})
_OUR_CONTENT = frozenset({"ContentRejected", "AttachmentRejected", "MessageTooLarge"})
_DEAD = frozenset({"NoEmail"})
_FULL = frozenset({"MailboxFull", "CustomTimeoutExceeded"})

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")  # and no piece of an IP address
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
    """Classify one bounce. Total: any text gives a verdict."""
    if report.sub_type in _OWN_LISTS:
        return Verdict(BounceClass.HARD, f"type {report.sub_type}")
    if report.sub_type in _OUR_CONTENT:
        return Verdict(BounceClass.BLOCKED, f"type {report.sub_type}")
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
    """Say whether a bounce harms the sender: all that AWS counts, and blocks besides.

    AWS counts every permanent bounce, whatever its text says, but none that its account-level suppression
    list has prevented: that one was counted when it happened.
    """
    if report.sub_type in ("OnAccountSuppressionList", "UnsubscribedRecipient"):
        return False
    return report.bounce_type == "Permanent" or classify(report).bounce_class is BounceClass.BLOCKED


def status_of(report: BounceReport) -> str:
    """Return the enhanced status code: its own field, else the first one in the text; empty if none."""
    found = _STATUS.search(report.status) or _STATUS.search(report.diagnostic)
    return found.group(1) if found else ""


def _read(report: BounceReport) -> Verdict:
    """Read code and text alone; without grounds they say nothing."""
    status, text = status_of(report), report.diagnostic.lower()
    dead_text, block_text = bool(_UNKNOWN_USER.search(text)), bool(_BLOCK.search(text))
    dead_status = bool(_UNKNOWN_USER_STATUS.fullmatch(status))
    block_status = bool(_BLOCK_STATUS.fullmatch(status))
    full = bool(_FULL_STATUS.fullmatch(status) or _FULL_TEXT.search(text))
    spoken = status or "no status"
    rules = (  # the first that holds
        (dead_text and not block_text, BounceClass.HARD, f"text: unknown user ({spoken})"),
        (dead_text and dead_status, BounceClass.HARD, f"status {status} and text"),
        (block_text, BounceClass.BLOCKED, f"text: policy block ({spoken})"),
        (block_status, BounceClass.BLOCKED, f"status {status}"),
        (dead_status, BounceClass.HARD, f"status {status}"),
        (full, BounceClass.SOFT, f"mailbox full or temporary ({spoken})"),
    )
    found = (Verdict(bounce_class, grounds) for holds, bounce_class, grounds in rules if holds)
    return next(found, Verdict(BounceClass.SOFT, ""))
