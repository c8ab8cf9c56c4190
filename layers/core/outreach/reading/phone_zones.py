"""Where a phone number is from: its calling code, its country, and the time zones that it may lie in.

`phonenumbers` knows it from the tables of Google's libphonenumber. It is imported when the first number is read, which takes a
quarter of a second. Nothing of a number is kept or reported but its calling code.
"""

import re
from dataclasses import dataclass

_LONGEST = 60
_ABROAD = re.compile(r"[\s('\"]*+(?:\+|00)")
"""How a number with its calling code begins."""


@dataclass(frozen=True, slots=True)
class PhonePlace:
    """What a valid number says."""

    calling_code: str
    """Such as `+31`."""
    zones: tuple[str, ...]
    """The zones that it may lie in: for a mobile number often each of its country."""
    country: str | None
    """ISO code of its country."""


def phone_place(text: str, country: str | None) -> PhonePlace | None:
    """Read a number. `country` (ISO code) is that of numbers without a calling code.

    Returns None if it is no valid number, or is one of no place, such as a satellite's.
    """
    abroad = _ABROAD.match(text)
    if len(text) > _LONGEST or (abroad is None and country is None):
        return None
    import phonenumbers
    from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_number

    written = f"+{text[abroad.end() :]}" if abroad else text
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    zones = time_zones_for_number(number)
    if UNKNOWN_TIMEZONE in zones:
        return None
    return PhonePlace(f"+{number.country_code}", zones, phonenumbers.region_code_for_number(number))
