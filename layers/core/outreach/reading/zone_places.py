"""Countries and cities by their names, and the time zones that they have.

The table is made by `tools/zone_places.py`, which says where its names come from.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from outreach.reading.header_mapping import squashed

_LONGEST = 100
"""No name of the table is longer."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the table."""

    code: str
    """ISO 3166-1 alpha-2, such as `NL`."""
    zones: tuple[str, ...]


def country_meant(text: str) -> Country | None:
    """Return the country of a name or a code, in any of the languages of the table."""
    return None if len(text) > _LONGEST else _countries().get(_squashed(text))


def country_of_code(code: str | None) -> Country | None:
    """Return the country with an ISO code in capitals."""
    return _by_code().get(code or "")


def zone_of_country(country: Country) -> str | None:
    """Return the zone of a country. None if its zones are not alike."""
    return one_of(country.zones)


def zone_of_city(text: str, country: Country | None) -> str | None:
    """Return the zone of a city, if its name says it: in this country, or in any if none is known."""
    if len(text) > _LONGEST:
        return None
    return _cities(country and country.code).get(_squashed(text))


def one_of(zones: Sequence[str]) -> str | None:
    """Return the first of some zones if all are alike: the clocks of all agree in the coming years."""
    alike = _alike()
    return zones[0] if len({alike.get(zone, zone) for zone in zones}) == 1 else None


@cache
def _squashed(text: str) -> str:
    return squashed(text)


@cache
def _table() -> Any:
    return json.loads(files("outreach.reading").joinpath("zone_places.json").read_text("utf-8"))


@cache
def _cities(code: str | None) -> dict[str, str]:
    """Return the zones of cities by their names: of a country, or of those that mean one anywhere."""
    table = _table()
    found: dict[str, str] = table["cities"] if code is None else table["countries"][code].get("cities", {})
    return found


@cache
def _alike() -> dict[str, str]:
    """Return a name for each group of zones that are alike, by zone."""
    return {zone: group for group in _table()["alike"] for zone in group.split()}


@cache
def _by_code() -> dict[str, Country]:
    countries = _table()["countries"].items()
    return {code: Country(code, tuple(about["zones"].split())) for code, about in countries}


@cache
def _countries() -> dict[str, Country]:
    countries = _table()["countries"].items()
    return {name: _by_code()[code] for code, about in countries for name in about["names"].split()}
