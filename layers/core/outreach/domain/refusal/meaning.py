"""What a refusal may be about. The rule that tells is in `rule`."""

from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """What a refusal is about."""

    GONE = "gone"
    FULL = "full"
    US = "us"
    LATER = "later"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a refusal is about, and the grounds for that. The grounds quote nothing that the other server said."""

    about: About
    grounds: str
