"""The closed set of reason codes: why a touch was skipped or deferred, or an enrollment ended.

Every code is recorded on the enrollment, shown by `outreach why`, and explained in docs/operations.md.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why something was not sent now, or never will be."""

    # Orders from outside, in the Suppression table: the enrollment ends.
    UNSUBSCRIBED = "unsubscribed"
    DNC = "dnc"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    REPLIED = "replied"
    SUPPRESSED = "suppressed"
    DOMAIN_SUPPRESSED = "domain_suppressed"

    # Stops: the touch stays due.
    KILLED = "killed"
    KILL_SWITCH_UNREADABLE = "kill_switch_unreadable"
    PAUSED = "paused"
    CONTROL_MISSING = "control_missing"
    RECIPIENT_MISSING = "recipient_missing"
    UNREAD = "unread"

    # Policy: due later.
    OUTSIDE_WINDOW = "outside_window"
    COOLDOWN = "cooldown"
    HELD = "held"
    QUOTA = "quota"

    # Attempts that did not reach SES, or were refused by it: due later.
    RETRY = "retry"
    THROTTLED = "throttled"
    SENDER_STOPPED = "sender_stopped"

    # The answer never came.
    UNKNOWN = "unknown"

    # Ends of an enrollment that are nobody's order.
    COMPLETED = "completed"
    STEP_LIMIT = "step_limit"
    CANCELLED = "cancelled"
    UNKNOWN_HELD = "unknown_held"
    RETRIES_EXHAUSTED = "retries_exhausted"
    REFUSED = "refused"
    RENDER_FAILED = "render_failed"
    POISON = "poison"
