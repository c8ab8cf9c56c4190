"""`{{ pick("Hi", "Hello") }}`: light variation of a text, the same at every rendering of a lead and step.

What is picked follows from the campaign, the address, the step and what there is to pick from. So a preview, a simulation, a
sender and a retry pick the same, and so do the text and the HTML of a mail where they offer the same.
"""

from collections.abc import Callable
from contextvars import ContextVar
from hashlib import blake2b

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from outreach.domain.ids import CampaignId

Picks = Callable[[tuple[str, ...]], str]
"""Picks one of several texts."""
_SEPARATOR = "\x1f"


class NothingToPick(ValueError):
    """`pick` was called with fewer than two texts, or with something else."""


def picking_for(campaign_id: CampaignId, address: str, step: int) -> Picks:
    """Return what picks for a lead and a step, counted from 0."""

    def picked(texts: tuple[str, ...]) -> str:
        seed = _SEPARATOR.join((campaign_id, address, str(step), *texts))
        digest = blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=8, person=b"pick").digest()
        return texts[int.from_bytes(digest, "big") % len(texts)]

    return picked


def longest(texts: tuple[str, ...]) -> str:
    """Pick the longest: a trial looks for what is too long."""
    return max(texts, key=len)


def shortest(texts: tuple[str, ...]) -> str:
    """Pick the shortest: a trial looks for what is empty."""
    return min(texts, key=len)


_PICKS: ContextVar[Picks] = ContextVar("picks", default=longest)


class Picking:
    """Lets the renderings within it pick by this."""

    __slots__ = ("_before", "_by")

    def __init__(self, by: Picks) -> None:
        self._by = by

    def __enter__(self) -> None:
        self._before = _PICKS.set(self._by)

    def __exit__(self, *_: object) -> None:
        _PICKS.reset(self._before)


@pass_context
def pick(_: Context, *texts: object) -> str:
    """Pick one of the texts. It takes the context so that Jinja does not run it while it compiles.

    Who calls it has paid for the texts, and pays for the one that it gets (`metering`). In HTML, a macro and a `{% set %}` with an
    end give a text that is escaped already. It counts as what it was before, so that the text of the mail picks the same.
    """
    given = tuple(text for text in texts if isinstance(text, str))
    if len(given) != len(texts) or len(given) < 2:  # noqa: PLR2004 - one text is no choice
        raise NothingToPick
    plain = tuple(text.unescape() if isinstance(text, Markup) else text for text in given)
    return given[plain.index(_PICKS.get()(plain))]
