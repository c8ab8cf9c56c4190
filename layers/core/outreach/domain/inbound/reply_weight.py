"""Weighs a reply: whether it is more like those of people who want no more mails, or like an ordinary one.

The question is asked of the whole reply, and not of its sentences: who gives a reason, thanks and says goodbye wants
something else than who asks for a price, though both say "no" and "mails".
"""

from collections.abc import Sequence
from enum import StrEnum

from outreach.domain.inbound.reply_signs import SIGNS_OF_WISHES, signs_of
from outreach.domain.inbound.wish_marks import folded
from outreach.domain.inbound.wish_phrases import REFUSED
from outreach.domain.inbound.wish_points import WORTH
from outreach.domain.inbound.wish_words import Part


class Leaning(StrEnum):
    """What a reply is more like."""

    WISH = "wish"
    ORDINARY = "ordinary"
    UNKNOWN = "unknown"
    """In another language, or of words that show nothing."""


_POINTS = {sign: worth for worth, signs in WORTH.items() for sign in signs.split()}
_IN_EVERY_REPLY = _POINTS.pop("every-reply")
_A_WISH = -24
"""Tenths. Below nothing, because a missed wish costs more than a glance at a reply."""


def weighed(sentences: Sequence[str]) -> Leaning:
    """Say what a short reply is more like.

    One without a sign of a wish is ordinary, and so is one that says nothing but "do not remove me". One that says
    "I cannot unsubscribe" is weighed. It takes time in proportion to the words of the reply.
    """
    signs = signs_of(sentences)
    if not signs:
        return Leaning.UNKNOWN
    if not signs & SIGNS_OF_WISHES:
        return Leaning.ORDINARY
    if Part.ABLE not in signs and all(REFUSED.search(folded(sentence)) for sentence in sentences):
        return Leaning.ORDINARY
    points = _IN_EVERY_REPLY + sum(_POINTS.get(sign, 0) for sign in signs)
    return Leaning.WISH if points > _A_WISH else Leaning.ORDINARY
