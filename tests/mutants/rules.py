"""The rules of the domain whose slips are judged, by which tests, and the slips that change nothing.

A slip that is listed here as harmless makes the same decisions as the code: no test could notice it. Each has its
reason. One that a test notices after all, or that fits no line any more, has to leave the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Harmless:
    """Slips of one rule that change nothing, each as `function: before -> after`."""

    rule: str
    because: str
    slips: tuple[str, ...]


RULES: Mapping[str, tuple[str, ...]] = {
    "settlement": ("test_settlement",),
    "eligibility": ("test_eligibility",),
    "triage": ("test_triage",),
    "retry": ("test_retry",),
    "window": ("test_window",),
    "walk": ("test_walk",),
    "quota": ("test_quota",),
    "lease": ("test_lease",),
    "control": ("test_control",),
    "enrollment": ("test_change",),
    "enrolling": ("test_enrolling",),
    "evidence": ("test_evidence",),
    "breaker": ("test_breaker",),
    "bounce": ("test_bounce",),
    "ses_event": ("test_ses_event",),
    "delivery": ("test_delivery",),
    "engagement": ("test_engagement",),
    "suppression": ("test_suppression",),
    "reply": ("test_reply_orders",),
    "erasure": ("test_erasure",),
    "conversation": ("test_conversation",),
    "story": ("test_story",),
    "mail": ("test_mail",),
    "revision_rules": ("test_revision_rules",),
    "ids": ("test_ids",),
    "address": ("test_address",),
    "keyring": ("test_keyring",),
    "unsubscribe_token": ("test_unsubscribe_token",),
    "reply_token": ("test_reply_token",),
}
"""Modules of `domain/` and their own tests, which are files of `tests/unit`."""

LEFT_OUT: Mapping[str, str] = {
    "campaign": "fields and their defaults; it decides nothing",
    "outcome": "names of what a sender may say; it decides nothing",
    "reasons": "names and sentences; it decides nothing",
    "inbound": "reads mail by words and patterns, and is held against collections of real mail (`test_inbound_corpora.py`)",
}
"""What of `domain/` is not judged, and why."""

HARMLESS: tuple[Harmless, ...] = ()
