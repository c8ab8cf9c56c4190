"""Finds a lead's time zone: from its column, else from its phone number, else from its country or city.

What does not say exactly one zone says nothing: the lead then takes the campaign's. Several zones count as one if their clocks
agree in the coming years (`tools/zone_places.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from outreach.domain.zone_source import ZoneKind, ZoneSource
from outreach.reading.phone_zones import PhonePlace, phone_place
from outreach.reading.zone_places import (
    Country,
    country_meant,
    country_of_code,
    one_of,
    zone_of_city,
    zone_of_country,
)
from outreach.reading.zones import known_zones, zone_named


@dataclass(frozen=True, slots=True)
class FoundZone:
    """A zone, and what told it."""

    timezone: str
    source: ZoneSource


def found_zone(written: str, fields: Mapping[str, str]) -> FoundZone | None:
    """Return the zone of a lead. `written` is what its column says; a name that is not known counts as none."""
    if zone := zone_named(written):
        return FoundZone(zone, ZoneSource(ZoneKind.COLUMN))
    named = fields.get("country", "")
    country = country_meant(named)
    phone = phone_place(fields.get("phone", ""), country.code if country else None)
    if phone and (zone := _of_phone(phone)):
        return FoundZone(zone, ZoneSource(ZoneKind.PHONE, phone.calling_code))
    if country and (zone := zone_of_country(country)):
        return FoundZone(zone, ZoneSource(ZoneKind.COUNTRY, country.code))
    if named and country is None:
        return None
    home = country or country_of_code(phone.country if phone else None)
    zone = zone_of_city(fields.get("city", ""), home)
    return FoundZone(zone, ZoneSource(ZoneKind.CITY)) if zone else None


def _of_phone(phone: PhonePlace) -> str | None:
    """Return the one zone of a number, by the name that it has in the number's own country."""
    if not known_zones().keys() >= {zone.casefold() for zone in phone.zones}:
        return None
    zone = one_of(phone.zones)
    home = country_of_code(phone.country)
    return zone and _own_name(zone, home)


def _own_name(zone: str, home: Country | None) -> str:
    if home is None or zone in home.zones:
        return zone
    return next((own for own in home.zones if one_of((own, zone))), zone)
