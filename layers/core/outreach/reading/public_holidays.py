"""Public holidays of countries and of their parts, by the package `holidays`.

A definition holds dates, so that nothing has to be looked up when a mail is sent. They are those of whole years: the same file,
applied twice in a year, is the same revision.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from outreach.reading.suggestions import did_you_mean

YEARS_AHEAD = 2
_LEAD = "LEAD"


def holiday_code(text: str) -> str:
    """Return the code of a country, or of a part of one: `NL`, `DE-BY`. Raises `ValueError` that says what to write."""
    country, dash, part = text.strip().upper().partition("-")
    parts = _countries().get(country)
    if country == _LEAD:
        raise ValueError(
            'is no country; list those whose leads rest on their own holidays, as in "{lead: [NL, BE], others: [NL]}"'
        )
    if parts is None:
        hint = did_you_mean(country, _countries()) or 'codes look like "NL" or "DE-BY"'
        raise ValueError(f"is not a country whose holidays are known; {hint}")
    if not dash:
        return country
    for each in parts:
        if each.upper() == part:
            return f"{country}-{each}"
    known = f"{country} has {', '.join(parts)}" if parts else f'write "{country}"'
    raise ValueError(f"is not a part of a country whose holidays are known; {known}")


def last_day_known(today: date) -> date:
    """Return up to which day holidays are resolved."""
    return date(today.year + YEARS_AHEAD, 12, 31)


def holidays_of(codes: Iterable[str], today: date) -> Mapping[date, str]:
    """Return the holidays of this year and the next two, each with code and name: `NL:Koningsdag`."""
    from holidays import country_holidays

    years = range(today.year, last_day_known(today).year + 1)
    found: dict[date, str] = {}
    for code in codes:
        country, _, part = code.partition("-")
        for day, name in country_holidays(country, subdiv=part or None, years=years).items():
            if day.year in years:
                said = f"{code}:{' '.join(name.split())}"
                found[day] = f"{found[day]}; {said}" if day in found else said
    return dict(sorted(found.items()))


def own_holidays_of(codes: Iterable[str], today: date) -> Mapping[str, Mapping[date, str]]:
    """Return the holidays by country, for the leads of each. Those of several parts of a country are put together."""
    parts: dict[str, list[str]] = {}
    for code in codes:
        parts.setdefault(code.partition("-")[0], []).append(code)
    return {country: holidays_of(parts[country], today) for country in sorted(parts)}


def _countries() -> Mapping[str, Iterable[str]]:
    from holidays import list_supported_countries

    return list_supported_countries(include_aliases=False)
