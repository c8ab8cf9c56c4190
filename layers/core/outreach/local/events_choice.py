"""What a local stack tells others, as a person chooses it. A module of its own, so that `--help` imports nothing else."""

from enum import StrEnum

EVENTS_PARAMETER = "PublishEvents"
"""The parameter of template.yaml that says so."""


class EventsChoice(StrEnum):
    """The values of the parameter."""

    NONE = "none"
    WITHOUT_ADDRESSES = "without-addresses"
    WITH_ADDRESSES = "with-addresses"
