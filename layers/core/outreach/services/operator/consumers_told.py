"""Says in a sentence that a stack should have more consumers, or fewer."""

from outreach.domain.consumers import Need

MEMORY_MB = 256
"""Of a sender, as template.yaml has it."""
_GB_SECOND = 0.0000133334
"""Dollars, on arm64 in us-east-1: aws.amazon.com/lambda/pricing."""
_MILLION = 1_000_000


def differs(need: Need) -> bool:
    """Whether a person should set another number: mails go out more slowly than they may, or cost more."""
    return bool(need.missing or wasted(need))


def told(need: Need) -> str:
    """Return what a stack has, what it needs, and what follows, if the two differ."""
    so = (
        f"so {need.reached:.3g} a second go out"
        if need.missing
        else f"and more of them wait for their turn, which costs ${wasted(need):.2f} for a million mails"
    )
    return (
        f"SendConcurrency is {need.send_concurrency}, and {need.rate:.3g} mails a second need {need.needed} senders: "
        f"a mail keeps one busy for {need.seconds:.2g} s, {so}. Deploy with SendConcurrency={need.needed}"
    )


def wasted(need: Need) -> float:
    """Return what consumers that only wait cost for a million mails, in whole cents."""
    return round(need.wasted * MEMORY_MB / 1024 * _GB_SECOND * _MILLION, 2)
