"""The public holidays of a campaign file: resolved into dates, and held against what else the file says."""

from collections.abc import Iterator, Mapping
from datetime import date

from outreach.domain.campaign import Campaign, Stance
from outreach.domain.whom_not import stance_on
from outreach.errors import BadFile
from outreach.reading.campaign_schema import CampaignPart, HolidaysPart, WindowPart
from outreach.reading.marked_yaml import MarkedYaml
from outreach.reading.public_holidays import holidays_of, last_day_known, own_holidays_of

MAX_BYTES = 90_000
"""How much the dates and names of holidays may take of a definition, which is stored as one item of at most 400 KB."""
_DATE_BYTES = 16
"""What a date takes beside its name."""

Holidays = Mapping[date, str]


def resolved_holidays(part: WindowPart, today: date | None) -> tuple[Holidays, Mapping[str, Holidays]]:
    """Return the holidays of all leads but those who have own ones, and the own ones by country."""
    if not part.holidays:
        return {}, {}
    assert today is not None, "holidays are resolved from a day on"
    if isinstance(part.holidays, HolidaysPart):
        return holidays_of(part.holidays.others, today), own_holidays_of(part.holidays.lead, today)
    return holidays_of(part.holidays, today), {}


def holiday_notes(part: WindowPart | None, campaign: Campaign, today: date | None) -> Iterator[str]:
    """Say on which days no mail goes out, and up to when they are known."""
    window = campaign.policy.window
    if part is None or window is None or today is None or not part.holidays:
        return
    again = (
        f"up to {last_day_known(today)}",
        "Later ones are not known yet and count as other days: apply the campaign again each year",
    )
    if isinstance(part.holidays, list):
        coming = list(_coming(window.holidays, today))
        yield (
            f"on the holidays of {', '.join(part.holidays)} no mail goes out: {len(coming)} of them {again[0]}, "
            f"the next on {coming[0]}. {again[1]}"
        )
        return
    days = [len([*_coming(own, today)]) for own in window.own_holidays.values()]
    others = ", ".join(part.holidays.others)
    yield (
        f"leads of {', '.join(window.own_holidays)} get no mail on the holidays of their own country: {min(days)} to {max(days)} "
        f"each {again[0]}; all others none on those of {others or 'no country'}. {again[1]}"
    )


def holiday_problems(part: CampaignPart, campaign: Campaign, document: MarkedYaml) -> Iterator[BadFile]:
    """Refuse holidays of leads whom the campaign skips, and more of them than a definition has room for."""
    window, countries = campaign.policy.window, campaign.policy.countries
    if part.window is None or window is None or not isinstance(part.window.holidays, HolidaysPart):
        return
    for place, code in enumerate(part.window.holidays.lead):
        country = code.partition("-")[0]
        if countries is not None and stance_on(country, countries) is Stance.SKIP:
            yield document.problem(
                ("window", "holidays", "lead", place),
                f'"window.holidays.lead" has {code}, and "policy.countries" skips leads of {country}',
                "leave it out here, or let leads of it be written to there",
            )
    size = sum(map(_size, (window.holidays, *window.own_holidays.values())))
    if size > MAX_BYTES:
        yield document.problem(
            ("window", "holidays", "lead"),
            f'"window.holidays" makes {size // 1000} KB of dates, and {MAX_BYTES // 1000} KB is the most',
            "list fewer countries",
        )


def holiday_warnings(campaign: Campaign, document: MarkedYaml) -> Iterator[str]:
    """Point out the countries to which the campaign writes, and whose holidays it does not know."""
    window, countries = campaign.policy.window, campaign.policy.countries
    if window is None or countries is None or not window.own_holidays or not countries.only:
        return
    if missing := [code for code in countries.codes if code not in window.own_holidays]:
        yield (
            f"{document.file} line {document.line(('window', 'holidays'))}: leads of {', '.join(missing)} have no holidays of "
            'their own (window.holidays.lead), and rest on those of "others"'
        )


def _coming(holidays: Holidays, today: date) -> Iterator[str]:
    return (f"{day:%a} {day.day} {day:%b %Y} ({name})" for day, name in holidays.items() if day >= today)


def _size(holidays: Holidays) -> int:
    return sum(len(name.encode()) + _DATE_BYTES for name in holidays.values())
