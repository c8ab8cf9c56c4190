"""What of a stranger's headers a person of ours gets to see: nothing invisible, and no name that poses as an address.

A forward comes from our own address, and a mail program shows little more than the name beside it. So this name must not
be, contain or look like an address of somebody else.
"""

import unicodedata

from outreach.domain.mail import unsafe_in_header
from outreach.domain.patterns import expression

# What Unicode calls default-ignorable, direction marks among it, and what else takes no ink: surrogates, private use,
# the marks of annotations, the blank of Braille, the empty head of a note.
_INVISIBLE = expression(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_POSES_AS_ADDRESS = expression(r"@|[^\W_]\.[^\W\d_]{2}")
"""An at sign, or a dot inside of a word as in a domain. `Ph.D.` and `J. R. Smith` have none such."""
_BREAKS_A_MAILBOX = frozenset('<>"\\,;:')
_LOOKING_ALIKE = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
_LONGEST = 200


def shown_text(text: str) -> str:
    """Return a text without direction marks and other invisible characters. Empty if that could break out of a header."""
    visible = " ".join(_INVISIBLE.sub("", text).split())
    return "" if unsafe_in_header(text) or unsafe_in_header(visible) else visible


def shown_name(text: str) -> str:
    """Return a display name as it may stand beside our address. Empty if it may not."""
    name = shown_text(unicodedata.normalize("NFKC", shown_text(text[:_LONGEST])))
    if _POSES_AS_ADDRESS.search(name) or not _BREAKS_A_MAILBOX.isdisjoint(name):
        return ""
    return "" if any(map(_mixes_alphabets, name.split())) else name


def _mixes_alphabets(word: str) -> bool:
    """Whether letters of several alphabets stand in one word that look like each other, as in a forged name."""
    letters = (unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha())
    return len(_LOOKING_ALIKE.intersection(letters)) > 1
