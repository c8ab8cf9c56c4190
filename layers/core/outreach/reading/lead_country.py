"""Finds a lead's country: from its column, else from its phone number.

A number tells it by its calling code alone. A country that is not understood counts as none, and the number is asked.
"""

from collections.abc import Mapping

from outreach.reading.phone_zones import phone_place
from outreach.reading.zone_places import country_meant, country_of_code


def country_of(fields: Mapping[str, str]) -> str | None:
    """Return the ISO code of a lead's country. None if nothing tells it."""
    if named := country_meant(fields.get("country", "")):
        return named.code
    phone = phone_place(fields.get("phone", ""), None)
    home = country_of_code(phone.country) if phone else None
    return home.code if home else None
