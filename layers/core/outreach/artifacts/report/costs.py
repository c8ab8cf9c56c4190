"""What the mails of a run cost on AWS, estimated from list prices. docs/performance.md derives them."""

from collections.abc import Sequence
from dataclasses import dataclass

SES_ESSENTIALS = 0.16 / 1000
"""US$ a mail, in the plan of new accounts since July 2026."""
SES_WITHOUT_A_PLAN = 0.10 / 1000
STACK = 0.007 / 1000
"""US$ a mail: DynamoDB, Lambda and SQS, the events of SES included."""
ENROLLING = 0.004 / 1000
"""US$ a lead, to import and enroll it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A line of the estimate."""

    what: str
    count: int
    unit: str
    each: float
    """US$."""

    @property
    def total(self) -> float:
        """US$."""
        return self.count * self.each


def costs(mails: int, leads: int) -> Sequence[Cost]:
    """List what a run costs, in SES's plan for new accounts."""
    return [
        Cost("Amazon SES, plan Essentials", mails, "mail", SES_ESSENTIALS),
        Cost("DynamoDB, Lambda and SQS", mails, "mail", STACK),
        Cost("Import and enrollment", leads, "lead", ENROLLING),
    ]
