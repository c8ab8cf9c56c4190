"""The closed set of reason codes: why a touch was skipped or deferred, or why an enrollment ended.

Every code is recorded on the enrollment, shown by `outreach why`, and explained in docs/glossary.md.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why a touch was not sent now, or will never be sent."""

    # Orders from outside, in the Suppression table: the enrollment ends.
    UNSUBSCRIBED = "unsubscribed"
    DNC = "dnc"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    REPLIED = "replied"
    SUPPRESSED = "suppressed"
    ERASED = "erased"
    DOMAIN_SUPPRESSED = "domain_suppressed"

    # What the lead is, if the campaign's policy skips it: the enrollment ends.
    ROLE_ACCOUNT = "role_account"
    DISPOSABLE_DOMAIN = "disposable_domain"
    COUNTRY = "country"
    COUNTRY_UNKNOWN = "country_unknown"

    # Another campaign was first, if the campaign's policy skips such people: the enrollment ends.
    LEFT_TO_OTHER_SEQUENCE = "left_to_other_sequence"

    # An operator ended the sequence of this one lead.
    STOPPED = "stopped"

    # Stops: the touch stays due.
    KILLED = "killed"
    RESTORING = "restoring"
    KILL_SWITCH_UNREADABLE = "kill_switch_unreadable"
    PAUSED = "paused"
    CONTROL_MISSING = "control_missing"
    UNREAD = "unread"
    CHANGED = "changed"

    # Not now: due later.
    RECIPIENT_MISSING = "recipient_missing"
    OUTSIDE_WINDOW = "outside_window"
    HOLIDAY = "holiday"
    COOLDOWN = "cooldown"
    PERSON_COOLDOWN = "person_cooldown"
    OTHER_SEQUENCE = "other_sequence"
    COMPANY_QUOTA = "company_quota"
    OWN_SENDER_STOPPED = "own_sender_stopped"
    HELD = "held"
    POSSIBLE_UNSUBSCRIBE = "possible_unsubscribe"
    """Also an order in the Suppression table. It ends no enrollment, because a person may still lift it."""
    QUOTA = "quota"
    WEEK_QUOTA = "week_quota"
    RUN_QUOTA = "run_quota"
    RAMP = "ramp"
    ACCOUNT_QUOTA = "account_quota"
    DOMAIN_PACE = "domain_pace"
    SENDER_QUOTA = "sender_quota"
    SENDER_RAMP = "sender_ramp"

    # Attempts that did not reach SES, or were refused by it: due later.
    RETRY = "retry"
    THROTTLED = "throttled"
    SENDER_STOPPED = "sender_stopped"

    # The response of SES never came.
    UNKNOWN = "unknown"

    # Ends of an enrollment that nobody ordered.
    COMPLETED = "completed"
    STEP_LIMIT = "step_limit"
    CAMPAIGN_ENDED = "campaign_ended"
    MESSAGE_HAD = "message_had"
    CANCELLED = "cancelled"
    UNKNOWN_HELD = "unknown_held"
    GAP_HELD = "gap_held"
    RETRIES_EXHAUSTED = "retries_exhausted"
    REFUSED = "refused"
    RENDER_FAILED = "render_failed"
    POISON = "poison"


HELD = frozenset({Reason.UNKNOWN_HELD, Reason.GAP_HELD})
"""The ends at which an operator has to say what became of a mail."""

EXPLANATIONS: dict[Reason, str] = {
    Reason.UNSUBSCRIBED: "the person unsubscribed",
    Reason.DNC: "the person is on the do-not-contact list",
    Reason.BOUNCED: "an earlier mail bounced for good",
    Reason.COMPLAINED: "the person reported a mail as spam",
    Reason.REPLIED: "the person, or a colleague, replied",
    Reason.SUPPRESSED: "an operator suppressed the address",
    Reason.ERASED: "the person asked to be forgotten",
    Reason.DOMAIN_SUPPRESSED: "the domain is suppressed",
    Reason.ROLE_ACCOUNT: "several people may read the address, and the campaign skips such",
    Reason.DISPOSABLE_DOMAIN: "the domain gives away addresses for some minutes, and the campaign skips such",
    Reason.COUNTRY: "the campaign does not write to the person's country",
    Reason.COUNTRY_UNKNOWN: "the person's country is not known, and the campaign skips such",
    Reason.STOPPED: "an operator stopped the sequence of this lead",
    Reason.KILLED: "the kill switch is on",
    Reason.RESTORING: "the table was brought back to an earlier time; see `outreach restore status`",
    Reason.KILL_SWITCH_UNREADABLE: "the kill switch could not be read, which counts as on",
    Reason.PAUSED: "the run is paused",
    Reason.CONTROL_MISSING: "the control rows of the run are missing",
    Reason.RECIPIENT_MISSING: "the address has no row in the Suppression table; import the lead again",
    Reason.UNREAD: "the orders could not be read, which counts as a stop",
    Reason.CHANGED: "the campaign or the lead was changed while a sender had the mail in hand; it is made anew",
    Reason.OUTSIDE_WINDOW: "outside the sending window",
    Reason.HOLIDAY: "a public holiday, on which the sending window is shut",
    Reason.COOLDOWN: "too soon after the last mail to this person",
    Reason.PERSON_COOLDOWN: "too soon after a mail of another campaign to this person",
    Reason.OTHER_SEQUENCE: "the person is in the sequence of another campaign, which is not over",
    Reason.COMPANY_QUOTA: "enough people of the company are written to this week",
    Reason.LEFT_TO_OTHER_SEQUENCE: "the person is in the sequence of another campaign, and this one skips such",
    Reason.OWN_SENDER_STOPPED: "the sender of this lead is stopped in this campaign; see `outreach campaign sender`",
    Reason.HELD: "on hold, for example until the person is back in the office",
    Reason.POSSIBLE_UNSUBSCRIBE: "the person may have asked not to be written to; see `outreach replies list`",
    Reason.QUOTA: "the daily quota is used up",
    Reason.WEEK_QUOTA: "the quota of the week is used up",
    Reason.RUN_QUOTA: "the quota of the whole run is used up; raise it, or cancel the run",
    Reason.RAMP: "the ramp allows no more today",
    Reason.ACCOUNT_QUOTA: "the daily quota of the account is used up",
    Reason.DOMAIN_PACE: "enough mails to this domain for now",
    Reason.SENDER_QUOTA: "the daily quota of the lead's sender is used up",
    Reason.SENDER_RAMP: "the ramp of the lead's sender allows no more today",
    Reason.RETRY: "SES could not be reached; it will be tried again",
    Reason.THROTTLED: "SES asked to slow down",
    Reason.SENDER_STOPPED: "SES refuses this sender; the run was paused",
    Reason.UNKNOWN: "SES was asked and the response never came; it will not be sent again by itself",
    Reason.COMPLETED: "every step was sent",
    Reason.STEP_LIMIT: "the campaign's limit of steps per lead is reached",
    Reason.CAMPAIGN_ENDED: "the campaign's last day is over",
    Reason.MESSAGE_HAD: "the person has had this message at an earlier step, or may have had it",
    Reason.CANCELLED: "the run was cancelled",
    Reason.UNKNOWN_HELD: "it may have been sent or not; held for an operator",
    Reason.GAP_HELD: "since a table was brought back nobody knows which of its mails went out; held for an operator",
    Reason.RETRIES_EXHAUSTED: "SES could not be reached in four attempts",
    Reason.REFUSED: "SES refused this mail",
    Reason.RENDER_FAILED: "a message could not be rendered for this lead",
    Reason.POISON: "its message failed at every receive; see `outreach dead-letter list`",
}
"""What each code means, for a person."""
