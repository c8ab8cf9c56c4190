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
    "eligibility": ("test_eligibility", "test_seen"),
    "ending": ("test_ending",),
    "whom_not": ("test_whom_not",),
    "across": ("test_across",),
    "archive": ("test_archive",),
    "replaying": ("test_replaying",),
    "restoring": ("test_replaying",),
    "company_week": ("test_company_week",),
    "experiment": ("test_experiment",),
    "choosing": ("test_choosing",),
    "senders": ("test_senders",),
    "mix": ("test_mix",),
    "triage": ("test_triage",),
    "retry": ("test_retry",),
    "window": ("test_window",),
    "window_clash": ("test_window_clash",),
    "window_words": ("test_window_words",),
    "walk": ("test_walk", "test_used_up"),
    "quota": ("test_quota", "test_limits"),
    "limits": ("test_limits",),
    "consumers": ("test_consumers",),
    "pace": ("test_pace",),
    "timetable": ("test_timetable",),
    "timetable_change": ("test_timetable_change",),
    "timetable_making": ("test_timetable_change",),
    "timetable_score": ("test_timetable_score",),
    "lease": ("test_lease",),
    "control": ("test_control", "test_laws", "test_seen"),
    "enrollment": ("test_enrollment", "test_laws"),
    "enrolling": ("test_enrolling",),
    "correction": ("test_correction",),
    "correcting": ("test_correction",),
    "instruction": ("test_instruction",),
    "expiry": ("test_expiry",),
    "fast": ("test_fast",),
    "evidence": ("test_evidence",),
    "breaker": ("test_breaker",),
    "bounce": ("test_bounce",),
    "ses_event": ("test_ses_event", "test_sending_disabled"),
    "delivery": ("test_delivery",),
    "bus_event": ("test_row_events",),
    "row_events": ("test_row_events",),
    "dmarc": ("test_dmarc",),
    "counted_lead": ("test_counted_lead",),
    "engagement": ("test_engagement",),
    "engagement_counts": ("test_engagement_counts",),
    "sending_account": ("test_sending_account",),
    "suppression": ("test_suppression", "test_seen"),
    "row_version": ("test_seen",),
    "seen": ("test_seen",),
    "reply": ("test_reply_orders",),
    "reply_counts": ("test_reply_counts",),
    "reply_label": ("test_reply_label",),
    "erasure": ("test_erasure",),
    "conversation": ("test_conversation",),
    "self_sent": ("test_self_sent",),
    "story": ("test_story",),
    "mail": ("test_mail",),
    "drill": ("test_drill_rules",),
    "revision_rules": ("test_revision_rules", "test_steps_in_between"),
    "revision_effect": ("test_revision_effect",),
    "ids": ("test_ids",),
    "address": ("test_address",),
    "companies": ("test_companies",),
    "keyring": ("test_keyring",),
    "languages": ("test_languages",),
    "delays": ("test_delays",),
    "durations": ("test_durations",),
    "unsubscribe_token": ("test_unsubscribe_token",),
    "reply_token": ("test_reply_token",),
    "visible": ("test_person_names", "test_visible"),
    "wilson": ("test_wilson",),
    "zone_source": ("test_zone_source",),
}
"""Modules of `domain/` and their own tests, which are files of `tests/unit`."""

LEFT_OUT: Mapping[str, str] = {
    "campaign": "fields and their defaults; it decides nothing",
    "removal": "what is kept of a removal; it decides nothing",
    "outcome": "names of what a sender may say; it decides nothing",
    "patterns": "joins patterns, which are held against what people and servers write; it decides nothing",
    "replacing": "copies values, and is held against the library (`test_replacing.py`); it decides nothing",
    "shared_domains": "lists that a tool wrote; it decides nothing",
    "reasons": "names and sentences; it decides nothing",
    "refusal": "reads what servers say by words and patterns, and is held against a table of it (`refusals.tsv`) and by its own mutants",
    "inbound": "reads mail by words and patterns, and is held against collections of real mail (`test_inbound_corpora.py`)",
}
"""What of `domain/` is not judged, and why."""

HARMLESS: tuple[Harmless, ...] = (
    Harmless(
        "consumers",
        "what is imported there is named in annotations alone",
        (": TYPE_CHECKING -> True", ": TYPE_CHECKING -> False"),
    ),
    Harmless(
        "settlement",
        "what is imported there is named in annotations alone",
        (": TYPE_CHECKING -> True", ": TYPE_CHECKING -> False"),
    ),
    Harmless(
        "experiment",
        "one more or less of 2 ** 53 numbers draws nobody anew",
        (
            ": _BITS = 53 -> _BITS = 54",
            ": _BITS = 53 -> _BITS = 52",
            "draw: number + 0.5 -> number - 0.5",
            "draw: number + 0.5 -> number + 1.5",
            "draw: number + 0.5 -> number + -0.5",
        ),
    ),
    Harmless(
        "mix",
        "no mix has exactly this probability, and the tail exceeds 1 by rounding alone",
        ("Mix.mismatch: probability < MISMATCH -> probability <= MISMATCH", "chance_of: 1.0 -> 2.0"),
    ),
    Harmless(
        "limits",
        "without a ramp nothing depends on other days, and they are not added up",
        ("limit_ahead: policy.ramp is None -> False",),
    ),
    Harmless(
        "timetable",
        "what is ready when it goes out is ready on the same day",
        ("explained: ready >= at -> ready > at",),
    ),
    Harmless(
        "timetable_score",
        "at the end of its span a mail has met it, or its span is open; neither is a miss",
        ("_cause: until > said.latest -> until >= said.latest",),
    ),
    Harmless(
        "settlement",
        "whoever asks for the record of a touch sets its state",
        ("_recorded: TouchState.RETRY -> TouchState.SKIPPED",),
    ),
    Harmless(
        "triage",
        "only what has ended is left there, and it has no time at which it could be due",
        ("triage: enrollment.state is State.UNKNOWN -> True",),
    ),
    Harmless(
        "window",
        "a window that has a day opens within a week, so no ninth day is looked at",
        ("_wait: 8 + 7 * len(window.holidays) -> 9 + 7 * len(window.holidays)",),
    ),
    Harmless(
        "window",
        "there are holidays of no country without a name",
        ("Window.of_country: country or '' -> country",),
    ),
    Harmless(
        "window",
        "hours of the day before yesterday have ended",
        ("_wait: range(-1, 8 + 7 * len(window.holidays)) -> range(-2, 8 + 7 * len(window.holidays))",),
    ),
    Harmless(
        "window_clash",
        "a day has the next beside it where the next has the day before",
        ("clashes: DAYS.index(day) + 1 -> DAYS.index(day) - 1",),
    ),
    Harmless(
        "window",
        "no zone changes its clock twice within four days, and smaller steps find the same",
        (": timedelta(days=3) -> timedelta(days=4)", ": timedelta(days=3) -> timedelta(days=2)"),
    ),
    Harmless(
        "window",
        "a step after the end looks at the end once more",
        ("_change_of_clock: (end - start) // _STEP + 1 -> (end - start) // _STEP + 2",),
    ),
    Harmless(
        "window",
        "a moment before the change is a place from which the search goes on, only more slowly",
        ("_first_with_another: bisect_left(...) without key=has_changed",),
    ),
    Harmless(
        "enrollment",
        "what may follow `sending` is what may follow `unknown`, so to ask for one of them is to ask for both",
        (
            "require_settle: all((change.state in ALLOWED[found] for found in IN_FLIGHT)) -> any((change.state in ALLOWED[found] for found in IN_FLIGHT))",
        ),
    ),
    Harmless(
        "evidence",
        "an accepted mail waits for no retry, so there is nothing that chance could lengthen",
        ("accepted: 0.0 -> 1.0", "accepted: 0.0 -> -1.0"),
    ),
    Harmless(
        "breaker",
        "every midnight is the beginning of a slot",
        (
            ": datetime(1970, 1, 1, tzinfo=UTC) -> datetime(1971, 1, 1, tzinfo=UTC)",
            ": datetime(1970, 1, 1, tzinfo=UTC) -> datetime(1969, 1, 1, tzinfo=UTC)",
            ": datetime(1970, 1, 1, tzinfo=UTC) -> datetime(1970, 2, 1, tzinfo=UTC)",
            ": datetime(1970, 1, 1, tzinfo=UTC) -> datetime(1970, 1, 2, tzinfo=UTC)",
        ),
    ),
    Harmless(
        "breaker",
        "the bound changes by less than 1e-11, and a probability by what rounding adds to it",
        (
            ": _HALVINGS = 40 -> _HALVINGS = 41",
            ": _HALVINGS = 40 -> _HALVINGS = 39",
            "lower_bound: _at_least(events, sample, middle) > 1 - confidence -> _at_least(events, sample, middle) >= 1 - confidence",
            "_at_least: max(0.0, 1.0 - fewer) -> max(-1.0, 1.0 - fewer)",
        ),
    ),
    Harmless(
        "breaker",
        "no event has a bound of 0, which is above no limit",
        (
            "tripped: ('bounces', tally.bounced, breaker.max_bounces, 1) -> ('bounces', tally.bounced, breaker.max_bounces, 0)",
        ),
    ),
    Harmless(
        "story",
        "what has ended without a record of the step was told before, as never reached",
        ("_step: touch and touch.state is TouchState.SKIPPED -> touch.state is TouchState.SKIPPED",),
    ),
    Harmless(
        "revision_effect",
        "no mail is deferred so often: each rule that delays it does so once, and all of them are fewer",
        (": _LOOKS = 10 -> _LOOKS = 11", ": _LOOKS = 10 -> _LOOKS = 9"),
    ),
    Harmless(
        "revision_rules",
        "this is the default, written down because the lengths may differ",
        ("incompatible: zip(...) without strict=False",),
    ),
    Harmless(
        "unsubscribe_token",
        "the decoder passes over padding that it does not need",
        ("_parsed: -len(payload) -> len(payload)",),
    ),
    Harmless(
        "reply_token",
        "the longest lead id fits, and a longer one is refused before",
        (
            ": _LONGEST_LOCAL_PART = 64 -> _LONGEST_LOCAL_PART = 65",
            "reply_address: len(local) <= _LONGEST_LOCAL_PART -> True",
        ),
    ),
)
