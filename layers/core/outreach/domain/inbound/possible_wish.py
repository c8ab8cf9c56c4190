"""Recognises what may be a wish not to be written to, by which words of a language stand near which others.

It is made to miss little: a person reads what it finds. It looks at one sentence and one language at a time, so that
words of two languages that look alike do not add up. What clearly wishes the opposite, or is about other people,
other lists, or unsubscribing as such, is left out.

The distances are counted in words. They were tried on sentences; there is no theory behind them.
"""

from collections.abc import Sequence

from outreach.domain.inbound import wish_phrases as phrases
from outreach.domain.inbound.wish_marks import CLAUSE, Clause, Marks, clause_of, folded
from outreach.domain.inbound.wish_words import Part
from outreach.domain.patterns import expression

_MOSTCLAUSES = 20
_THAT = expression(r", ?(?=(?:dass|das|que|che|zeby|zebyscie|att|at|dat|om|чтобы|чтоб)\b)")
"""The comma in "I do not want, that you remove me"."""
_AN_ORDER = 4
"""As many words need no "me" and no "again": do not write."""
_A_REFUSAL = 6
"""As many words may refuse "this": I do not want this."""
_A_PLEA = 5
"""As many words with a "please" need not say what to remove: please remove, bitte umgehend löschen."""
_TWO_OR_THREE = (2, 3)
_REFUSED_BEFORE, _REFUSED_AFTER = 5, 4
_DENIED_BEFORE = 8
"""How far before a removal a "not" may stand and still cast a doubt on it."""
_VERB_COMES_SECOND = frozenset({"de", "nl", "sv", "da", "no"})
"""Languages in which the "not" may come last, and what was done may come long before it."""


def may_wish(sentence: str) -> bool:
    """Say whether a sentence may ask not to be written to again."""
    text = folded(sentence)
    # East Asian letters are looked for as they were written, because folding takes some of them apart.
    if phrases.THIRD.search(sentence) or phrases.REFUSED.search(text) or phrases.REFUSED.search(sentence):
        return False
    if phrases.RIGHTS.search(text):
        return False
    if phrases.ALWAYS.search(text) or phrases.ALWAYS.search(sentence.casefold()):
        return True
    if phrases.FOOTER.search(text):
        return False
    if phrases.REMOVED.search(text):
        return True
    parts = [part for part in CLAUSE.split(text)[:_MOSTCLAUSES] if not phrases.AT_A_TIME.search(part)]
    clauses = [clause_of(part) for part in parts]
    whole = clause_of(text)
    return any(_wishes(language, clauses, whole, question="?" in sentence) for language in whole.spoken())


def denies(sentence: str) -> bool:
    """Say whether a "not" is near what would remove somebody: "I have no intention to unsubscribe"."""
    text = _THAT.sub(" ", phrases.DECLINED.sub(" ", folded(sentence)))
    clauses = [clause_of(part) for part in CLAUSE.split(text)[:_MOSTCLAUSES]]
    spoken = clause_of(text).spoken()
    marks = [(clause.in_language(language), language) for clause in clauses for language in spoken]
    return any(_denies(each, language, _DENIED_BEFORE) for each, language in marks)


def _wishes(language: str, clauses: Sequence[Clause], whole: Clause, *, question: bool) -> bool:
    marks = [clause.in_language(language) for clause in clauses]
    everything = whole.in_language(language)
    if any(_forbids(each, language) for each in marks):
        return True
    asked = any(
        _leaves(each, language) or _removes(each, language) or _is_short(each, language) for each in marks
    )
    asked = asked or (_removes(everything, language) and not _refuses(everything, language))
    return asked and not (question and not _has(everything, Part.ME))


def _leaves(marks: Marks, language: str) -> bool:
    """Unsubscribe; but not "we do not want to unsubscribe", and no "unsubscribe rate"."""
    places = _places(marks, Part.LEAVE)
    if not places or _refuses(marks, language):
        return False
    about = _near(places, _places(marks, Part.PERFORMED), 2) or _near(places, _places(marks, Part.OTHERS), 4)
    return not about or _has(marks, Part.ABLE, Part.NOT)


def _removes(marks: Marks, language: str) -> bool:
    """Remove me, take us off the list; but not a colleague, and not from the waiting list."""
    places = [at for at in _places(marks, Part.REMOVE) if not (at and Part.THEY in marks[at - 1])]
    off = _places(marks, Part.OFF)
    if not _has(marks, Part.ON):
        places += [place for place in _places(marks, Part.TAKE) if _near([place], off, 9)]
    asks = _has(marks, Part.PLEASE) or _has(marks, Part.WANT)
    if asks and _before(off, _places(marks, Part.LISTS), 3):
        places += off
    if not places or _refuses(marks, language) or _near(places, _places(marks, Part.OTHERS), 7):
        return False
    return _near(places, _places(marks, Part.ME), 5) or _near(places, _places(marks, Part.LISTS), 7)


def _refuses(marks: Marks, language: str) -> bool:
    """Whether it is the opposite: "do not remove me". "You have not removed me" is not."""
    if _has(marks, Part.ABLE) or _has(marks, Part.NEED):
        return False
    return _denies(marks, language, _REFUSED_BEFORE)


def _denies(marks: Marks, language: str, span: int) -> bool:
    removals = [place for part in (Part.LEAVE, Part.REMOVE, Part.TAKE) for place in _places(marks, part)]
    no = [place for place in _places(marks, Part.NOT) if Part.MORE not in marks[place]]
    after = language in _VERB_COMES_SECOND and _before(removals, no, _REFUSED_AFTER)
    return after or _before(no, removals, span)


def _forbids(marks: Marks, language: str) -> bool:
    """Do not write to me again; stop sending; no more mails; I wish no contact."""
    if _stops(marks) or _never_agreed(marks):
        return True
    if _has(marks, Part.OTHERS) and not _has(marks, Part.MORE):
        return False
    no = [place for place in _places(marks, Part.NOT) if not _is_told(marks, place, language)]
    return (
        _is_declined(marks, no) or _is_unwanted(marks, no) or _is_told_not_to(marks, no) or _spares(marks, no)
    )


def _stops(marks: Marks) -> bool:
    """Stop sending, stop this, or "stop" as the last word; but not "we stop sending", and not "we will not stop"."""
    parts = (Part.WRITE, Part.SEND, Part.MAILS, Part.THIS)
    about = [place for part in parts for place in _places(marks, part)]
    return any(
        not _is_ours(marks, place) and (place == len(marks) - 1 or _before([place], about, 5))
        for place in _places(marks, Part.STOP)
    )


def _never_agreed(marks: Marks) -> bool:
    about = any(_has(marks, part) for part in (Part.SEND, Part.MAILS, Part.THIS, Part.WRITE))
    return about and _near(_places(marks, Part.NOT), _places(marks, Part.CONSENT), 5)


def _is_declined(marks: Marks, no: Sequence[int]) -> bool:
    return _has(marks, Part.DECLINE) and (_has(marks, Part.MORE) or _has(marks, Part.MAILS)) and not no


def _is_unwanted(marks: Marks, no: Sequence[int]) -> bool:
    """I do not want to be contacted, or such mails, or this. There is no need to write."""
    write, send, mails = (_places(marks, part) for part in (Part.WRITE, Part.SEND, Part.MAILS))
    needs = [place for place in _places(marks, Part.NEED) if _near(no, [place], 3)]
    if _before(needs, write + send, 4):
        return True
    this = any(_has(marks, part) for part in (Part.MORE, Part.MAILS, Part.THIS))
    wanted = _near(no, _places(marks, Part.WANT), 3)
    nothing_more = len(marks) <= _AN_ORDER and _has(marks, Part.MORE)
    last = len(marks) - 1
    ends = last in (*no, *_places(marks, Part.THIS), *_places(marks, Part.MORE)) and not _places(
        marks, Part.NEED
    )
    this_alone = ends and last < _A_REFUSAL and _has(marks, Part.THIS)
    return wanted and bool(write or nothing_more or this_alone or ((send or mails) and this))


def _is_told_not_to(marks: Marks, no: Sequence[int]) -> bool:
    """Do not contact me; send nothing more. "Do not send the file again" is about the file."""
    more, send, me = _places(marks, Part.MORE), _places(marks, Part.SEND), _has(marks, Part.ME)
    if _near(no, _places(marks, Part.WRITE), 4) and (more or me or len(marks) <= _AN_ORDER):
        return True
    about_mails = _has(marks, Part.MAILS) or _near(send, more, 2) or _near(no, more, 1)
    return _near(no, send, 4) and about_mails and bool(me or more or len(marks) <= _AN_ORDER)


def _spares(marks: Marks, no: Sequence[int]) -> bool:
    """No more mails; no mails please; nothing more; no mails."""
    if len(marks) <= _AN_ORDER and all(marks) and no:
        more = any(place not in no for place in _places(marks, Part.MORE))
        if more or (_has(marks, Part.MAILS) and len(marks) <= max(_TWO_OR_THREE)):
            return True
    return _before(no, _places(marks, Part.MAILS), 4) and (_has(marks, Part.MORE) or _has(marks, Part.PLEASE))


def _is_ours(marks: Marks, place: int) -> bool:
    """Whether it is the writers who stop, or do not: they do not ask then, unless to receive no more."""
    before = marks[max(0, place - 4) : place]
    subjects = [at for at, parts in enumerate(before) if Part.THEY in parts]
    you = bool(subjects) and any(Part.YOU in parts for parts in before[subjects[-1] :])
    refused = any(Part.NOT in parts for parts in marks[max(0, place - 2) : place])
    if refused and not _has(marks[place:], Part.ME):
        return True
    wants = _has(before, Part.WANT) and _has(marks[place:], Part.SEND)
    return bool(subjects) and not you and not wants


def _is_told(marks: Marks, place: int, language: str) -> bool:
    """Whether it is told, and not asked: "I have not received", "we do not write"."""
    earlier = 6 if language in _VERB_COMES_SECOND else 2
    able = _has((*marks[max(0, place - earlier) : place], *marks[place : place + 3]), Part.ABLE)
    no_more = _has(marks[place + 1 : place + 2], Part.MORE)
    wants = _has(marks[max(0, place - 3) : place + 4], Part.WANT)
    return not wants and ((able and not no_more) or _has(marks[max(0, place - 2) : place], Part.THEY))


def _is_short(marks: Marks, language: str) -> bool:
    """Please remove. Bitte löschen. Stop. Ta bort."""
    asks = _has(marks, Part.REMOVE) or _has(marks, Part.STOP)
    if not asks or any(_has(marks, part) for part in (Part.NOT, Part.OTHERS, Part.THEY)):
        return False
    if Part.STOP in marks[0] and language != "en" and len(marks) <= _AN_ORDER:
        return True
    few, several = _TWO_OR_THREE
    only = {Part.REMOVE, Part.STOP, Part.PLEASE, Part.ME, Part.MORE}
    return len(marks) <= (_A_PLEA if _has(marks, Part.PLEASE) else few) or (
        len(marks) <= several and all(each & only for each in marks)
    )


def _places(marks: Marks, part: Part) -> list[int]:
    return [place for place, parts in enumerate(marks) if part in parts]


def _has(marks: Marks, *parts: Part) -> bool:
    return all(any(part in each for each in marks) for part in parts)


def _near(some: Sequence[int], others: Sequence[int], span: int) -> bool:
    return any(abs(one - other) <= span for one in some for other in others)


def _before(some: Sequence[int], others: Sequence[int], span: int) -> bool:
    return any(0 < other - one <= span for one in some for other in others)
