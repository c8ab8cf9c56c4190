"""Finds the signs in a reply: what its sentences speak of, in words that all languages share.

A sign is the name of a part (`wish_words`) or of a topic (`topic_words_wish`, `_trade`, `_talk`), of two of them in one
sentence ("address+erase"), or of one in a question ("?price"). Some signs are of the reply as a whole. What a sign is
worth stands in `wish_points`. Because the signs have no language, what was learned from replies in one holds in all.

What no topic knows is told by the words themselves: each, and the beginning of a long one, is a sign, too ("=spam",
"=unsub*"). All words of a reply together weigh about as much however many there are.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from outreach.domain.inbound.possible_wish import may_wish
from outreach.domain.inbound.topic_words_talk import TOPICS_OF_TALK
from outreach.domain.inbound.topic_words_trade import TOPICS_OF_TRADE
from outreach.domain.inbound.topic_words_wish import TOPICS_OF_WISHES
from outreach.domain.inbound.wish_marks import Marks, Vocabulary, clause_of
from outreach.domain.inbound.wish_net import WORDS_OF_THE_NET, is_caught, roughly
from outreach.domain.inbound.wish_words import Part
from outreach.domain.patterns import expression

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "no", "ru")
_SPLIT = expression(r"[\W_]+")
_MOST_WORDS = 80
_AN_OUTCRY = 4
"""A sentence of as many words is an outcry, a greeting or a name."""
_BEGINNING = 5
_LONGEST_WORD = 24
_OF_WORDS = 9
"""What the words of a reply weigh, against a sign of 1."""
_LENGTHS = (5, 12, 25, 50)
_COUNTS = (0, 1, 3, 5, 8)
_OF_WISHES = frozenset(
    {Part.NOT, Part.STOP, Part.REMOVE, Part.LEAVE, Part.HOSTILE, Part.ENDS, Part.WITHDRAWS, Part.DECLINE}
)
"""Parts without one of which hardly anybody asks for anything to end."""
SIGNS_OF_WISHES = (
    _OF_WISHES
    | {
        Part.NEVER,
        Part.ASKED,
        Part.CONSENT,
        Part.LAST,
        Part.HEAR,
        Part.NEED,
        Part.PERFORMED,
        "may-wish",
        "is-caught",
    }
    | frozenset(
        [
            "permission",
            "source",
            "gave",
            "enrolled",
            "ever",
            "times",
            "final",
            "quiet",
            "enough",
            "tired",
            "bothered",
            "bin",
            "spam",
            "block",
            "report",
            "lawyer",
            "law",
            "objects",
            "over",
            "goodbye",
            "retired",
            "useless",
            "elsewhere",
            "nothing",
            "erase",
            "skip",
            "cease",
            "ads",
            "curse",
            "disturbed",
            "stranger",
            "hurt",
            "sold",
            "optout",
            "inbox",
            "trade",
            "many",
            "series",
            "wish",
            "already",
        ]
    )
)
"""Signs of refusing, ending, complaining, the law, or of asking who writes. A reply with none of them is ordinary."""
_LATIN = str.maketrans("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhye", "ъь") | str.maketrans(
    {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya"}
)
"""How Russian is typed on a keyboard that has no Cyrillic."""
_TABLES = (TOPICS_OF_WISHES, TOPICS_OF_TRADE, TOPICS_OF_TALK)


def _typed(russian: str) -> str:
    return f"{russian} {russian.translate(_LATIN)}"


_TOPICS = Vocabulary(
    *({topic: {**words, "ru": _typed(words["ru"])} for topic, words in table.items()} for table in _TABLES),
    spelled=roughly,
)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What one sentence speaks of, by language."""

    asks: bool
    topics: Mapping[str, list[str]]
    parts: Mapping[str, Marks]

    def words_known(self, language: str) -> int:
        return len(self.topics.get(language, ())) + sum(map(bool, self.parts.get(language, ())))

    def signs(self, language: str) -> Iterator[str]:
        marks = self.parts.get(language, ())
        spoken = {str(part) for each in marks for part in each} | set(self.topics.get(language, ()))
        yield from spoken
        yield from (f"{one}+{other}" for one, other in combinations(sorted(spoken), 2))
        if self.asks:
            yield from (f"?{each}" for each in spoken)


def signs_of(sentences: Sequence[str]) -> AbstractSet[str]:
    """Return the signs in the sentences of a reply; none if it is in no language that has topics."""
    spoken = [_read(sentence) for sentence in sentences]
    language = _language_of(spoken)
    if language not in LANGUAGES:
        return frozenset()
    signs = {sign for each in spoken for sign in each.signs(language)}
    return signs | set(_of_the_whole(sentences)) | set(_counted(signs))


def shown_by(sentences: Sequence[str]) -> Mapping[str, float]:
    """Return how strongly a reply shows each sign; none if it is in no language that has topics.

    It takes time in proportion to the words of the reply.
    """
    signs = signs_of(sentences)
    if not signs:
        return {}
    words = frozenset(_words_of(sentences))
    share = _OF_WORDS / sqrt(len(words) or 1)
    return {**dict.fromkeys(sorted(words), share), **dict.fromkeys(sorted(signs), 1.0)}


def _words_of(sentences: Sequence[str]) -> Iterator[str]:
    for sentence in sentences:
        for word in [word for word in _SPLIT.split(roughly(sentence)) if word][:_MOST_WORDS]:
            yield f"={word[:_LONGEST_WORD]}"
            if len(word) > _BEGINNING:
                yield f"={word[:_BEGINNING]}*"


def _counted(signs: AbstractSet[str]) -> Iterator[str]:
    for name, topics in (("wish", TOPICS_OF_WISHES), ("trade", TOPICS_OF_TRADE)):
        spoken_of = len(signs & topics.keys())
        yield from (f"{name}-topics-over-{count}" for count in _COUNTS if spoken_of > count)
    if not signs & _OF_WISHES:
        yield "nothing-of-a-wish"
        if "thanked" in signs and not signs & TOPICS_OF_WISHES.keys():
            yield "only-thanks"


def _read(sentence: str) -> _Spoken:
    text = roughly(sentence)
    topics: dict[str, list[str]] = defaultdict(list)
    for word in [word for word in _SPLIT.split(text) if word][:_MOST_WORDS]:
        for language, topic in _TOPICS.parts_of(word):
            topics[language].append(topic)
    return _Spoken("?" in sentence, topics, clause_of(text, WORDS_OF_THE_NET).marks)


def _language_of(spoken: Sequence[_Spoken]) -> str | None:
    """Return the language that most words belong to."""
    known = {
        language: sum(each.words_known(language) for each in spoken)
        for language in sorted({language for each in spoken for language in (*each.topics, *each.parts)})
    }
    return max(known, key=lambda language: known[language], default=None)


def _of_the_whole(sentences: Sequence[str]) -> Iterator[str]:
    text = " ".join(sentences)
    lengths = [len(sentence.split()) for sentence in sentences]
    yield from (f"over-{length}-words" for length in _LENGTHS if sum(lengths) > length)
    if len(sentences) == 1:
        yield "one-sentence"
    if any(length <= _AN_OUTCRY for length in lengths):
        yield "an-outcry"
    yield from (f"mark{mark}" for mark in "?!@" if mark in text)
    if any(character.isdigit() for character in text):
        yield "a-number"
    if any(may_wish(sentence) for sentence in sentences):
        yield "may-wish"
    if any(is_caught(sentence) for sentence in sentences):
        yield "is-caught"
