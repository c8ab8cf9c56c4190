"""Recognises a request not to write again, in the subject or in the new text of a mail.

A request is a line that says nothing else, or a sentence in which the writers ask for themselves. It is not
enough that a mail is about unsubscribing ("how do our readers unsubscribe?"). A "do not" reverses a request.
"""

import re

from outreach.domain.inbound import unsubscribe_words as words

_FEW_WORDS = 120


def asks_to_unsubscribe(subject: str, text: str) -> bool:
    """Say whether a person asks, in the subject or in the new text of a mail, not to be written to again."""
    sentences = [
        part.strip()
        for part in re.split(r"(?<=[.!?;\u3002\uff01])\s+|\n\s*\n|\n(?=[A-Z\u00c0-\u00de])", text[:8000])
        if part.strip()
    ]
    if words.SUBJECT.match(subject) and len(text.split()) <= _FEW_WORDS:
        return True
    lines = [line.strip() for line in text[:8000].split("\n") if line.strip()]
    if any(words.ALONE.match(line) for line in lines[:4]):
        return True
    return any(
        words.ASKS.search(joined) and not words.TURNED.search(joined)
        for joined in (" ".join(s.split())[:600] for s in sentences[:60])
    )
