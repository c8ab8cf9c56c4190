"""Reads how certain a request not to be written to is, in the subject or in the new text of a mail.

    CERTAIN    the writers ask for themselves, in words that leave no other reading
    POSSIBLE   it may be a request: a person has to read it
    NONE       neither

A mail is certain if it is nothing but the request, or if one of its sentences says it and nothing casts a doubt on
that sentence. Doubts are a question, a condition, a "but", a "not" near the removal, somebody else, another list, a
quotation, a text so long that it has more to say, and a reply that as a whole is about something else.

No list of words is ever complete. So a short reply is possible unless, as a whole, it is clearly more like an ordinary one
than like those of people who want no more mails (`reply_weight`). A longer one is possible if a sentence comes near a request.
"""

from enum import StrEnum
from functools import lru_cache

from outreach.domain.inbound import unsubscribe_words as words
from outreach.domain.inbound.possible_wish import denies, may_wish
from outreach.domain.inbound.reply_weight import Leaning, weighed
from outreach.domain.inbound.wish_marks import folded
from outreach.domain.inbound.wish_net import speaks_of_something_else
from outreach.domain.inbound.wish_phrases import FOOTER
from outreach.domain.patterns import expression

_KEPT = 16
"""How many answers are kept. Many people write the same few words, and SQS delivers some mails again."""
_FEW_WORDS = 120
_A_NOTE = 12
"""In a text of more words, a single "unsubscribe" may be the link of a footer."""
_A_GREETING = 4
_A_SIGNATURE = 25
_MOST_SENTENCES = 60
_LONGEST = 8000
_LONGEST_SENTENCE = 600
_SENTENCE_ENDS = expression(r"(?<=[.!?;\u3002\uff01\uff1f])\s+|\n\s*\n|\n(?=[A-Z\u00c0-\u00de])")


class Wish(StrEnum):
    """How certain a request not to be written to is."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NONE = "none"


@lru_cache(_KEPT)
def read_wish(subject: str, text: str) -> Wish:
    """Say how certain it is that a person asks, in the subject or in the new text, not to be written to again."""
    text = _both_ends(text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    sentences = sentences_of(text)
    length = len(text.split())
    brief = length <= _FEW_WORDS
    titled = words.SUBJECT.match(subject) is not None
    if titled and length <= _A_SIGNATURE and "?" not in text and not _wants_more(sentences):
        return Wish.CERTAIN
    alone = [place for place, line in enumerate(lines[:4]) if words.ALONE.match(line)]
    if alone and brief and _is_all(lines, alone[0]):
        return Wish.CERTAIN
    wished = [sentence for sentence in sentences if may_wish(sentence)]
    said = [each for each in wished if length <= _A_NOTE or len(each.split()) > 1]
    asks = brief and any(words.ASKS.search(each) and not is_doubtful(each) for each in said)
    leaning = weighed(sentences) if brief else Leaning.UNKNOWN
    if asks and leaning in {Leaning.WISH, Leaning.UNKNOWN}:
        return Wish.CERTAIN
    if asks or alone or titled:
        return Wish.POSSIBLE
    if leaning is Leaning.UNKNOWN:
        return Wish.POSSIBLE if wished else Wish.NONE
    return Wish.NONE if leaning is Leaning.ORDINARY else Wish.POSSIBLE


def may_ask(doubtful: str) -> bool:
    """Say whether a person may ask in what may be a quote of our own mail, with its footer.

    A footer says it by a link, as a question, on a condition, or of nobody: "unsubscribe from this list". So it counts
    only if somebody is named, or asks politely.
    """
    return any(_asks_in_person(each) and may_wish(each) for each in sentences_of(_both_ends(doubtful)))


def _asks_in_person(sentence: str) -> bool:
    text = folded(sentence)
    footer = (
        "?" in sentence or words.TURNED.search(sentence) or words.LINK.search(sentence) or FOOTER.search(text)
    )
    return not footer and words.IN_PERSON.search(text) is not None


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text: the first and the last ones, if there are many."""
    parts = (" ".join(part.split())[:_LONGEST_SENTENCE] for part in _SENTENCE_ENDS.split(text))
    sentences = [part for part in parts if part]
    left_out = slice(_MOST_SENTENCES // 2, max(_MOST_SENTENCES // 2, len(sentences) - _MOST_SENTENCES // 2))
    del sentences[left_out]
    return sentences


def _both_ends(text: str) -> str:
    """Return a text, or the two ends of a long one: a wish stands at its beginning or at its end."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2]}\n\n{text[-_LONGEST // 2 :]}"


def is_doubtful(sentence: str) -> bool:
    """Whether something in a request could turn it into none."""
    text = folded(sentence)
    asks = sentence.rstrip(" \"'").endswith(("?", "\uff1f")) and not words.POLITE_QUESTION.search(text)
    if speaks_of_something_else(sentence):
        return True
    return bool(asks or words.DOUBT.search(text) or words.QUOTED.search(sentence) or denies(sentence))


def _is_all(lines: list[str], place: int) -> bool:
    """Whether the other lines say nothing: a greeting, thanks, a name. The link of a footer stands below a text."""
    greets = all(len(line.split()) <= _A_GREETING for line in lines[:place])
    others = sum(len(line.split()) for number, line in enumerate(lines) if number != place)
    return greets and others <= _A_SIGNATURE


def _wants_more(sentences: list[str]) -> bool:
    return any(words.TURNED.search(sentence) for sentence in sentences)
