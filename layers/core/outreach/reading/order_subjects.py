"""Says what a header without a word of an order asks: whether mail is wanted, whether it arrives, or neither.

It decides no order. Where a header asks, the cells are looked at, and only answers stop an import.
"""

from collections.abc import Sequence

from outreach.reading import order_stems as stems
from outreach.reading import order_words as words
from outreach.reading.order_lists import text_list
from outreach.reading.order_signs import Says, Sign, signs_of, what_it_says, words_of

_AGAINST_BY_ITSELF = frozenset({Says.REFUSES, Says.DOUBT})
"""A header that would be a question as a cell is one: `Not interested`."""
_PLEASE = frozenset({"please", "bitte", "to", "us", "by", "per", "via"})
_BEGINNINGS = ("mail", "post", "news", "comm")


def subject_words(header: str) -> tuple[str, ...]:
    """Return the words of a header; `E-Post` and `e mail` are one word each."""
    found: list[str] = []
    for word in words_of(header):
        if found and found[-1] == "e" and word.startswith(_BEGINNINGS):
            found[-1] = f"e{word}"
        else:
            found.append(word)
    return tuple(found)


def answers_about_consent(found: Sequence[str]) -> bool:
    """Whether a header has a word that makes one think of consent, or is one that would be a question as a cell."""
    return (
        text_list(words.ANSWERING_ALONE).has(found)
        or text_list(words.ANSWERING).within(found)
        or what_it_says(" ".join(found)) in _AGAINST_BY_ITSELF
    )


def asks_whether_wanted(found: Sequence[str]) -> bool:
    """Whether a header is about mail that somebody gets, wants or may be sent: `Mailempfang`, `Accord commercial`."""
    if text_list(stems.BESIDE).within(found):
        return False
    if not _past(found) and text_list(stems.MAIL).within(found):
        return True
    if text_list(stems.OFFERS).within(found) and all(map(text_list(stems.OFFERED).fits, found)):
        return True
    return _two_words(found, stems.WISH, stems.CONTACT)


def names_a_fault(found: Sequence[str]) -> bool:
    """Whether a header says that an address is wrong: `Posta elettronica non valida`, `Unverified`."""
    negated = Sign.NOT in (signs_of(found, cells=False) or [])
    right = text_list(stems.VALID).within(found) or text_list(stems.WORKS).within(found)
    if text_list(stems.FAULT).within(found) or (negated and right):
        about = (stems.MAIL, stems.ADDRESS, stems.OWNER, stems.CHECKS)
        if any(text_list(table).within(found) for table in about):
            return True
    if text_list(stems.FAULT_ALONE).within(found):
        return _all_of(found, stems.FAULT_ALONE, stems.AROUND)
    return negated and _all_of(found, stems.VALID, stems.AROUND, stems.NOT_AROUND)


def asks_whether_mail_arrives(found: Sequence[str]) -> bool:
    """Whether a header asks for no more than that: `Email valid`, `Verified`, `SMTP check`, and not `Valid until`."""
    if text_list(words.REACHING_ALONE).has(found) or _is_a_check(found):
        return True
    if _past(found):
        return False
    wanting = [word for word in found if word not in _PLEASE]
    if wanting and set(signs_of(wanting, cells=False) or []) == {Sign.MAIL}:
        return True
    return _is_called_wanted(found) or _is_called_right(found)


def _is_called_wanted(found: Sequence[str]) -> bool:
    asking = [word for word in found if text_list(words.REACHING).fits(word)]
    others = [word for word in found if word not in asking]
    signs = signs_of(others, cells=False) or []
    about_mail = Sign.MAIL in signs or any(map(text_list(stems.ADDRESS).fits, others))
    return bool(asking) and about_mail and set(signs) <= {Sign.MAIL, Sign.FILLING}


def _is_called_right(found: Sequence[str]) -> bool:
    if not _all_of(found, stems.VALID, stems.WORKS, stems.AROUND, stems.MAIL, stems.ADDRESS, stems.CHECKS):
        return False
    if text_list(stems.VALID).within(found):
        return True
    return text_list(stems.WORKS).within(found) and _names_mail_or_address(found)


def _is_a_check(found: Sequence[str]) -> bool:
    return text_list(stems.CHECKS).within(found) and not text_list(stems.FAULT).within(found)


def is_of_a_company(found: Sequence[str]) -> bool:
    """Whether a header is about what a company sells or publishes: `Subscription box`."""
    return text_list(stems.WARES).within(found)


def is_about_something_else(found: Sequence[str]) -> bool:
    """Whether a header is about a payment, a website or the like, and not about mail."""
    about_mail = Sign.MAIL in (signs_of(found, cells=False) or [])
    return text_list(words.OTHER_SUBJECTS).within(found) and not about_mail


def names_a_verifying_tool(found: Sequence[str]) -> bool:
    """Whether a header names a tool that verifies addresses: `NeverBounce` is no word for a bounce."""
    return text_list(stems.VERIFIERS).within(found)


def names_a_verification(found: Sequence[str]) -> bool:
    """Whether a header has a word for the verification of addresses: `Email validation`."""
    return text_list(words.VERIFYING).within(found)


def names_a_state(found: Sequence[str]) -> bool:
    """Whether a header ends with a word for a state, such as `Status`."""
    return bool(found) and found[-1].endswith(_states())


def begins_with_a_state(found: Sequence[str]) -> bool:
    """Whether a header begins with a word for a state, as in the Romance languages: `Statut marketing`."""
    return bool(found) and found[0] in _states()


def names_the_state_of_mail(found: Sequence[str]) -> bool:
    """Whether a header has a word for a state beside one for mail: `Statut email`."""
    stated = text_list(stems.STATES).within(found) or not set(found).isdisjoint(_states())
    about_mail = _names_mail_or_address(found) and not text_list(stems.BESIDE).within(found)
    done = _past([word for word in found if word != "contact"])
    return about_mail and not done and (stated or names_a_state(found))


def may_be_a_part(found: Sequence[str]) -> bool:
    """Whether a header may be about a subscription, or a part of any other state: `Sub status`."""
    return text_list(stems.PART_OF).has(found)


def may_tell_of_arrival(found: Sequence[str]) -> bool:
    """Whether a header may tell what became of a mail, or of a place on a mailing list: `Delivery status`."""
    return text_list(stems.ARRIVALS).has(found)


def lists_names(found: Sequence[str]) -> bool:
    """Whether the cells under a header are names of lists, segments or tags."""
    return text_list(words.LISTS).has(found)


def offers_a_choice(found: Sequence[str]) -> bool:
    """Whether a header asks how somebody wants to hear from us, so that `never` is an answer."""
    if text_list(stems.BESIDE).within(found) or not text_list(stems.CHOICES).within(found):
        return False
    return text_list(stems.MAIL).within(found) or text_list(stems.CONTACT).within(found)


def _states() -> tuple[str, ...]:
    return tuple("".join(text) for text in text_list(words.STATUSES).texts)


def _past(found: Sequence[str]) -> bool:
    return text_list(words.PAST).within(found)


def _names_mail_or_address(found: Sequence[str]) -> bool:
    return text_list(stems.MAIL).within(found) or text_list(stems.ADDRESS).within(found)


def _two_words(found: Sequence[str], one: str, other: str) -> bool:
    return text_list(one).within(found) and text_list(other).within(found)


def _all_of(found: Sequence[str], *tables: str) -> bool:
    return all(word.isdigit() or any(text_list(table).fits(word) for table in tables) for word in found)
