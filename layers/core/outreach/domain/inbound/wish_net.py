"""Catches what may be a wish not to be written to, however it is worded, in a short sentence.

`possible_wish` asks which words stand near which others. No such list is complete. The net asks less: whether a sentence
speaks of ending, refusing or complaining together with writing, addresses or the writer, in any order. What tells an
ordinary reply (a date, a thing, somebody else, interest) lets it through. So a plain "no, thanks" passes, and a wish in
words of these fields is caught though nobody foresaw it.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from outreach.domain.inbound import wish_phrases as phrases
from outreach.domain.inbound.wish_marks import CLAUSE, Marks, Vocabulary, clause_of, folded
from outreach.domain.inbound.wish_net_words import NET_WORDS
from outreach.domain.inbound.wish_words import WORDS, Part
from outreach.domain.patterns import expression

_SHORT = 25
"""A sentence of more words tells a story."""
_AN_OUTCRY = 12
"""A complaint of more words may be about something else."""
_A_REFUSAL = 6
_AN_ORDER = 4
_AN_EXCLAMATION = 3
_DO_NOT_FORGET = 3
"""How near a "not" turns an end into its opposite: do not forget to write."""
_ORDINARY = {Part.LATER, Part.THING, Part.SOMEBODY, Part.CONTRARY}
_CONTACT = {Part.WRITE, Part.SEND, Part.MAILS, Part.LISTS, Part.HEAR}
_ENDING = {Part.ENDS, Part.STOP, Part.REMOVE, Part.LEAVE}
_NOT_WANTED = 3
"""How near a "not" is that of a "want": I do not want to have read this."""
_NOT_SO = 2
"""How near a "not" denies a complaint: no spam."""
_FLATLY = 9
"""As many words may refuse for ever."""
_ONE_NOT = frozenset({"en", "de", "nl", "sv", "da", "no"})
"""Languages in which a sentence has one "not". In the others two may be one: "n'avons jamais"."""
_ONESELF = frozenset({"fr", "es", "it", "pt"})
"""Languages whose "me" may belong to the verb: "non mi occupo"."""
_DOUBLED = expression(r"(.)\1+(?=\w)|(?<=\w\w)(.)\2+|(\W)\3+")
"""Not in a word of three letters: "off" is not "of"."""
_UMLAUT = expression(r"([aou])e")


def roughly(text: str) -> str:
    """Return a text without what people often mistype or type in another way: doubled letters, umlauts."""
    return _UMLAUT.sub(r"\1", _DOUBLED.sub(r"\1\2\3", folded(text)))


WORDS_OF_THE_NET = Vocabulary(WORDS, NET_WORDS, spelled=roughly)


def is_caught(sentence: str) -> bool:
    """Say whether a sentence speaks of ending, refusing or complaining, and of nothing that an ordinary reply is about."""
    text = folded(sentence)
    if "@" in sentence or _lets_through(sentence, text):
        return False
    text = phrases.DECLINED.sub(" ", text)
    whole = clause_of(roughly(text), WORDS_OF_THE_NET)
    if not 0 < len(whole.words) <= _SHORT:
        return False
    asks = "?" in sentence
    spoken = whole.spoken()
    if any(_is_caught(whole.in_language(language), language, asks=asks) for language in spoken):
        return True
    if any(_has(whole.in_language(language), Part.CONTRARY) for language in spoken):
        return False
    clauses = [clause_of(roughly(part), WORDS_OF_THE_NET) for part in CLAUSE.split(text)]
    return any(
        _is_caught(clause.in_language(language), language, asks=asks)
        for clause in clauses
        if len(clause.words) > 1
        for language in spoken
    )


def speaks_of_something_else(sentence: str) -> bool:
    """Say whether a sentence is about a date, a thing, somebody else, or wants to go on."""
    whole = clause_of(roughly(phrases.DECLINED.sub(" ", folded(sentence))), WORDS_OF_THE_NET)
    return any(_parts(whole.in_language(language)) & _ORDINARY for language in whole.spoken())


def _lets_through(sentence: str, text: str) -> bool:
    return bool(
        phrases.THIRD.search(sentence)
        or phrases.REFUSED.search(text)
        or phrases.RIGHTS.search(text)
        or phrases.FOOTER.search(text)
    )


def _is_caught(marks: Marks, language: str, *, asks: bool) -> bool:
    parts = _parts(marks)
    if _refuses_flatly(marks, parts, 1 if language in _ONE_NOT else 2) and not asks:
        return True
    if parts & _ORDINARY:
        return False
    if asks:
        return _asks_by_what_right(parts) or _asks_to_be_left_out(parts)
    return (
        _complains(marks, parts)
        or _refuses(marks, parts, language)
        or _ends(marks, parts)
        or _denies_consent(parts)
        or _wants_it_to_be_the_last(parts)
    )


def _refuses_flatly(marks: Marks, parts: AbstractSet[Part], most: int) -> bool:
    """No, not now and not ever. A "now" makes it no later."""
    no = sum(Part.NOT in each for each in marks)
    return (
        no > most and len(marks) <= _FLATLY and Part.NEVER in parts and not parts & (_ORDINARY - {Part.LATER})
    )


def _asks_by_what_right(parts: AbstractSet[Part]) -> bool:
    """Whether somebody asks who allowed the writing."""
    return Part.ASKED in parts and bool(parts & {Part.WRITE, Part.SEND}) and Part.MINE in parts


def _asks_to_be_left_out(parts: AbstractSet[Part]) -> bool:
    """Whether somebody asks to be skipped in the next mailing."""
    return bool(parts & _ENDING) and Part.MINE in parts and bool(parts & {Part.MAILS, Part.LISTS})


def _wants_it_to_be_the_last(parts: AbstractSet[Part]) -> bool:
    """Let this be your last mail."""
    return Part.LAST in parts and Part.LET in parts and Part.MAILS in parts and Part.GOT not in parts


def _complains(marks: Marks, parts: AbstractSet[Part]) -> bool:
    """You are reported. Enough of it. This is harassment."""
    if Part.GOT in parts or len(marks) > _AN_OUTCRY:
        return False
    alone = len(marks) > _A_REFUSAL and sum(map(bool, marks)) == 1
    hostile = [place for place, each in enumerate(marks) if Part.HOSTILE in each]
    return not alone and any(not _has(marks[max(0, place - _NOT_SO) : place], Part.NOT) for place in hostile)


def _refuses(marks: Marks, parts: AbstractSet[Part], language: str) -> bool:
    """No more reminders; nobody may write to us again; never again."""
    no = [place for place, each in enumerate(marks) if Part.NOT in each]
    wants = [place for place, each in enumerate(marks) if Part.WANT in each and Part.PLEASE not in each]
    if not no or (Part.GOT in parts and not _near(no, wants, _NOT_WANTED)):
        return False
    if _near(no, _ends_at(marks), _DO_NOT_FORGET):
        return False
    if parts & (_CONTACT - {Part.LISTS}):
        about = {Part.MINE} if Part.ABLE in parts else {Part.MINE, Part.MORE}
        return bool(wants or parts & about) or Part.LISTS in parts or len(marks) <= _AN_ORDER
    mine = Part.MINE in parts and language not in _ONESELF
    if mine and (Part.MORE in parts or (Part.LISTS in parts and Part.ABLE not in parts)):
        return True
    return bool(parts & {Part.MORE, Part.SAID}) and all(marks) and len(marks) <= _A_REFUSAL


def _ends(marks: Marks, parts: AbstractSet[Part]) -> bool:
    """Throw my address away; forget me; end this."""
    places = _ends_at(marks)
    no = [place for place, each in enumerate(marks) if Part.NOT in each and Part.MORE not in each]
    if not places or _near(no, places, _DO_NOT_FORGET):
        return False
    return Part.MINE in parts or bool(parts & _CONTACT) or len(marks) <= _AN_EXCLAMATION


def _denies_consent(parts: AbstractSet[Part]) -> bool:
    """I never asked for this; I take my consent back."""
    if Part.WITHDRAWS in parts and parts & (_CONTACT | {Part.ASKED, Part.MINE}):
        return True
    return Part.NOT in parts and Part.ASKED in parts


def _ends_at(marks: Marks) -> list[int]:
    return [place for place, each in enumerate(marks) if each & _ENDING]


def _near(some: Sequence[int], others: Sequence[int], span: int) -> bool:
    return any(abs(one - other) <= span for one in some for other in others)


def _has(marks: Marks, part: Part) -> bool:
    return any(part in each for each in marks)


def _parts(marks: Marks) -> AbstractSet[Part]:
    return frozenset().union(*marks)
