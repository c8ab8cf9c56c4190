"""Weighs a reply: whether it is more like those of people who want no more mails, or like an ordinary one.

The question is asked of the whole reply, and not of its sentences: who gives a reason, thanks and says goodbye wants
something else than who asks for a price, though both say "no" and "mails".
"""

from collections.abc import Sequence
from enum import StrEnum

from outreach.domain.inbound.reply_signs import SIGNS_OF_WISHES, shown_by
from outreach.domain.inbound.wish_marks import folded
from outreach.domain.inbound.wish_phrases import REFUSED
from outreach.domain.inbound.wish_points import WORTH
from outreach.domain.inbound.wish_words import Part


class Leaning(StrEnum):
    """What a reply is more like."""

    WISH = "wish"
    UNSURE = "unsure"
    """Rather an ordinary one, but not so much that nobody need look at it."""
    ORDINARY = "ordinary"
    UNKNOWN = "unknown"
    """In another language, or of words that show nothing."""


_POINTS = {sign: worth for worth, signs in WORTH.items() for sign in signs.split()}
_IN_EVERY_REPLY = _POINTS.pop("every-reply")
_A_WISH = 500
"""Thousandths. Far above the sums of ordinary replies that strangers wrote in the words of a request."""
_TO_BE_READ = -450
"""Far below a wish, because a missed one costs more than a glance at a reply."""


def weighed(sentences: Sequence[str]) -> Leaning:
    """Say what a short reply is more like.

    One without a sign of a wish is ordinary, and so is one that says nothing but "do not remove me". One that says
    "I cannot unsubscribe" is weighed. It takes time in proportion to the words of the reply.
    """
    shown = shown_by(sentences)
    if not shown:
        return Leaning.UNKNOWN
    if not shown.keys() & SIGNS_OF_WISHES:
        return Leaning.ORDINARY
    if Part.ABLE not in shown and all(REFUSED.search(folded(sentence)) for sentence in sentences):
        return Leaning.ORDINARY
    points = _IN_EVERY_REPLY + sum(_POINTS.get(sign, 0) * much for sign, much in shown.items())
    if points > _A_WISH:
        return Leaning.WISH
    return Leaning.UNSURE if points > _TO_BE_READ else Leaning.ORDINARY
