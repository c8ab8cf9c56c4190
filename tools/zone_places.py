"""Write the table by which an import finds a lead's time zone from its country or city.

    .venv/bin/python tools/zone_places.py

Run it after a change of `PLACES` in `reading/zones.py`, and when `requirements/dev.lock` gets another `tzdata` or `babel`. The
zones of each country are those of `zone.tab` in `tzdata`. The names of countries, and of the cities that zones are named
after, are those of the Unicode CLDR, as `babel` has them, in `LANGUAGES` (cities: in `OF_CITIES`), and those of `iso3166.tab` in `tzdata`.

Zones are *alike* if their clocks agree from `BEGIN` to `END`. A name that means two countries is left out, and so is a city
that lies in two zones that are not alike.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

from outreach.reading.header_mapping import squashed
from outreach.reading.zones import PLACES

TABLE = Path(__file__).parents[1] / "layers" / "core" / "outreach" / "reading" / "zone_places.json"
BEGIN, END = datetime(2026, 12, 1, tzinfo=UTC), datetime(2029, 12, 1, tzinfo=UTC)
_LANGUAGES = "en de fr es it nl pt pl sv da nb fi cs sk hu ro hr el ru uk tr"
LANGUAGES = tuple(_LANGUAGES.split())
OF_CITIES = LANGUAGES[:13]
"""Fewer: `Kudus` is Jerusalem in Turkish, and a city in Indonesia."""
ALPHA_3 = 3
"""Letters of the longer ISO codes."""
SHORTEST = 4
"""Letters of a city that counts without a country."""
EVERYDAY = {
    "AE": ["UAE", "Emirates"],
    "BA": ["Bosnia"],
    "CI": ["Ivory Coast"],
    "CZ": ["Czech Republic", "Tschechische Republik"],
    "GB": ["UK", "U.K.", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"],
    "IR": ["Islamic Republic of Iran"],
    "KR": ["South Korea", "Korea", "Republic of Korea", "Korea, Republic of"],
    "MD": ["Republic of Moldova"],
    "MK": ["Macedonia", "Republic of North Macedonia"],
    "MM": ["Burma"],
    "NL": ["Holland", "The Netherlands", "Netherlands, The"],
    "RU": ["Russian Federation"],
    "SY": ["Syrian Arab Republic"],
    "SZ": ["Swaziland"],
    "TZ": ["United Republic of Tanzania"],
    "US": ["USA", "U.S.A.", "U.S.", "United States of America", "America"],
    "VA": ["Vatican", "Holy See"],
}
"""Names that people write and that the CLDR does not give."""
NO_NAMES = frozenset({"congo", "na"})
"""What people write of two countries; and `n/a`, which is no code of Namibia's."""
NO_COUNTRIES = frozenset({"AQ"})
"""Research stations, which are named after people and towns."""
_TWINS = (
    "antigua barbuda center chatham cordoba creston dawson easter granada grenada halifax jersey kingston knox lagos lapaz "
    "larioja marengo merida monticello norfolk palmer perth petersburg sanjuan sanluis santarem santiago santodomingo stanley "
    "stjohns saintjohns tripoli vancouver victoria vincennes"
)
TWINS = frozenset(_TWINS.split())
"""Cities that a well-known place in other hours has the name of. They count only where the country is known."""
_NO_CITIES = (
    "center knox monticello petersburg portland florida texas california cet cest mez mesz bst jst ist aest aedt "
    "eastern et edt central ct cst cdt mountain mt mdt pacific pt pst pdt"
)
NO_CITIES = frozenset(_NO_CITIES.split())
"""Words for a zone or a state, and names that several towns of one country have."""
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def table() -> str:
    """Return the text of the table."""
    zones = _zones_of_countries()
    alike = _alike(sorted({zone for found in zones.values() for zone in found} | _links().keys()))
    cities = _cities(zones)
    countries = {code: _country(zones[code], names, cities, alike) for code, names in _countries(zones)}
    parts = {
        "alike": _lines(json.dumps(group) for group in _groups(alike)),
        "countries": _lines(f"{json.dumps(code)}: {_json(about)}" for code, about in countries.items()),
        "cities": _lines(f"{_json(name)}: {_json(zone)}" for name, zone in _anywhere(cities, alike)),
    }
    brackets = {"alike": "[]", "countries": "{}", "cities": "{}"}
    body = ",\n".join(
        f'"{name}": {brackets[name][0]}\n{text}\n{brackets[name][1]}' for name, text in parts.items()
    )
    return f"{{\n{body}\n}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(items: Iterator[str]) -> str:
    return ",\n".join(items)


def _data(name: str) -> Iterator[str]:
    lines = files("tzdata").joinpath("zoneinfo", name).read_text("utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


def _zones_of_countries() -> dict[str, list[str]]:
    """Return the zones of each country, that of most people first, as far as zone.tab can say it."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in _data("zone.tab"):
        code, _, zone, *_ = line.split("\t")
        if code not in NO_COUNTRIES:
            found[code].append(zone)
    return dict(found)


def _links() -> dict[str, str]:
    """Return the zones that are another one by an older or a second name."""
    lines = (line.split() for line in _data("tzdata.zi"))
    return {parts[2]: parts[1] for parts in lines if parts[0] == "L"}


def _alike(zones: list[str]) -> dict[str, tuple[object, ...]]:
    """Return what zones are compared by: the offset at the beginning, and each change of the clock."""
    return {zone: tuple(_clock(ZoneInfo(zone))) for zone in zones}


def _clock(zone: ZoneInfo) -> Iterator[object]:
    moment = BEGIN
    yield moment.astimezone(zone).utcoffset()
    while moment < END:
        if moment.astimezone(zone).utcoffset() != (moment + _DAY).astimezone(zone).utcoffset():
            yield _change(zone, moment), (moment + _DAY).astimezone(zone).utcoffset()
        moment += _DAY


def _change(zone: ZoneInfo, before: datetime) -> datetime:
    """Return the first second after the clock was changed, within a day."""
    offset, after = before.astimezone(zone).utcoffset(), before + _DAY
    while after - before > _SECOND:
        middle = before + (after - before) / 2
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
    return after.replace(microsecond=0)


def _groups(alike: Mapping[str, tuple[object, ...]]) -> list[str]:
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for zone, clock in alike.items():
        found[clock].append(zone)
    return [" ".join(zones) for zones in found.values() if len(zones) > 1]


def _countries(zones: Mapping[str, object]) -> list[tuple[str, list[str]]]:
    """Return the names of each country that mean no other."""
    means: dict[str, set[str]] = defaultdict(set)
    for code, name in _written(zones):
        means[squashed(name)].add(code)
    names: dict[str, list[str]] = {code: [] for code in sorted(zones)}
    for name, codes in sorted(means.items()):
        if len(codes) == 1 and name and name not in NO_NAMES:
            names[min(codes)].append(name)
    return list(names.items())


def _written(zones: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for code in zones:
        yield code, code
        yield from ((code, name) for name in EVERYDAY.get(code, ()))
        for language in LANGUAGES:
            if name := Locale.parse(language).territories.get(code):
                yield code, name
    for alias, codes in get_global("territory_aliases").items():
        if alias.isalpha() and len(alias) == ALPHA_3 and len(codes) == 1 and codes[0] in zones:
            yield codes[0], alias
    for line in _data("iso3166.tab"):
        code, name = line.split("\t")
        if code in zones:
            yield code, name


def _cities(zones: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Return for each name of a city that a zone is named after, in any of the languages, the zones."""
    all_zones = {zone for found in zones.values() for zone in found}
    links = _links()
    found: dict[str, set[str]] = defaultdict(set)
    for zone in all_zones:
        found[squashed(zone.rpartition("/")[2])].add(zone)
    for language in OF_CITIES:
        for name, about in Locale.parse(language).time_zones.items():
            zone = name if name in all_zones else links.get(name, "")
            if zone in all_zones and (city := about.get("city")) and "," not in city:
                found[squashed(city)].add(zone)
    return {name: found[name] for name in sorted(found) if name}


def _country(
    zones: list[str],
    names: list[str],
    cities: Mapping[str, set[str]],
    alike: Mapping[str, tuple[object, ...]],
) -> dict[str, object]:
    """Return a country's zones and names; and its cities, if its zones are not alike."""
    about: dict[str, object] = {"zones": " ".join(zones), "names": " ".join(names)}
    if len({alike[zone] for zone in zones}) > 1:
        own = {name: found & set(zones) for name, found in cities.items()}
        for zone in zones:
            for name in PLACES.get(zone, "").split():
                own.setdefault(name, set()).add(zone)
        about["cities"] = {
            name: min(found)
            for name, found in sorted(own.items())
            if len({alike[zone] for zone in found}) == 1 and name not in NO_CITIES and name not in names
        }
    return about


def _anywhere(
    cities: Mapping[str, set[str]], alike: Mapping[str, tuple[object, ...]]
) -> Iterator[tuple[str, str]]:
    for name, zones in cities.items():
        if (
            len({alike[zone] for zone in zones}) == 1
            and len(name) >= SHORTEST
            and name not in TWINS | NO_CITIES
        ):
            yield name, min(zones)


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
