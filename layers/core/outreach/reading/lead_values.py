"""Gives a lead other values, by the rules of an import: the same limits, the same headers, the same trial of its mails.

What an import has worked out of other values follows them: a whole name made from its parts, or parts of a whole name; a time
zone that a phone number, a country or a city told; the country.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from outreach.domain.address import Address
from outreach.domain.correction import TIMEZONE
from outreach.domain.enrollment import Lead
from outreach.domain.zone_source import ZoneKind
from outreach.reading.address_hints import traits_of
from outreach.reading.header_mapping import EMAIL, FIELDS
from outreach.reading.lead_country import country_of
from outreach.reading.lead_rows import (
    RowRules,
    UnfitValue,
    check_mails,
    check_values,
    cleaned,
    judged_zone,
)
from outreach.reading.person_names import complete_names
from outreach.reading.suggestions import did_you_mean
from outreach.reading.zones import zone_meant, zone_named
from outreach.services.operator.correcting import Unfit
from outreach.services.operator.import_rows import LeadRow

_NAMES = ("first_name", "last_name", "full_name")
_ADDRESS = Unfit(
    "an address cannot be corrected: it is another lead, with orders and replies of its own",
    "import the new address with `outreach leads import`, and take this one out with `outreach leads remove`, or stop it with "
    "`outreach leads stop`",
)


def revised(lead: Lead, given: Mapping[str, str], rules: RowRules) -> Lead | Unfit:
    """Return the lead with these values in place of those of the same names. An empty one takes a value away."""
    if EMAIL in given:
        return _ADDRESS
    try:
        return _revised(lead, {name: cleaned(text) for name, text in given.items()}, rules)
    except UnfitValue as unfit:
        return Unfit(unfit.reason, unfit.remedy)


def revised_by_row(rules: RowRules, row: LeadRow, lead: Lead) -> Lead | Unfit:
    """Return the lead with the values of a row. What the row does not say stays, and so does a zone that it does not write."""
    written = row.zone_source is not None and row.zone_source.kind is ZoneKind.COLUMN
    zone = {TIMEZONE: row.timezone} if written and row.timezone else {}
    return revised(lead, {**row.fields, **zone}, rules)


def unknown_value(name: str, lead: Lead | None, used: Collection[str]) -> Unfit | None:
    """Say why a lead cannot have a value of this name: no column is read as it, no message uses it, and the lead has none."""
    known = {*FIELDS, *used, *(() if lead is None else lead.fields)} - {EMAIL}
    if name == EMAIL or name in known:
        return None
    meant = did_you_mean(name, known)
    remedy = meant or f"the names are {', '.join(sorted(known))}"
    return Unfit(f'"{name[:80]}" is no value of a lead', remedy)


def _revised(lead: Lead, given: Mapping[str, str], rules: RowRules) -> Lead:
    given = _own(given)
    written_before = lead.timezone or "" if _was_written(lead) else ""
    written = given.get(TIMEZONE, written_before)
    if TIMEZONE in given and written and zone_named(written) is None:
        meant = zone_meant(written) or "write it like Europe/Berlin"
        raise UnfitValue(f'"{written[:80]}" is not a time zone', meant.rstrip("?"))
    values = _without_what_follows(lead.fields, given)
    values |= {name: text for name, text in given.items() if name != TIMEZONE}
    values = {name: text for name, text in values.items() if text}
    complete_names(values)
    address = Address(lead.address, lead.domains)
    zone = judged_zone(written, values, rules)
    check_values(values, rules)
    check_mails(address, values, rules)
    return replace(
        lead,
        fields=values,
        timezone=zone.timezone if zone else None,
        zone_source=zone.source if zone else None,
        traits=traits_of(address, country_of(values)),
    )


def _was_written(lead: Lead) -> bool:
    """Say whether somebody wrote the zone down. If an older program imported the lead, nobody knows what told it."""
    return lead.zone_source is None or lead.zone_source.kind is ZoneKind.COLUMN


def _own(given: Mapping[str, str]) -> dict[str, str]:
    """Leave out a whole name that is made from its parts, so that it is made anew from all parts of the lead."""
    own = dict(given)
    whole = own.pop("full_name", "")
    if whole and not _made_of(own, "full_name", whole):
        own["full_name"] = whole
    elif "full_name" in given and not whole:
        own["full_name"] = ""
    return own


def _without_what_follows(values: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Leave out the names that an import has made from those that are given."""
    kept = dict(values)
    if not any(name in given for name in _NAMES):
        return kept
    of_the_given = {name: values[name] for name in _NAMES if name in values and name in given}
    for name in _NAMES:
        if name in values and name not in given:
            others = {other: values[other] for other in _NAMES if other in values and other != name}
            follows = name == "full_name" and _made_of(others, name, values[name])
            if follows or _made_of(of_the_given, name, values[name]):
                del kept[name]
    return kept


def _made_of(parts: Mapping[str, str], name: str, text: str) -> bool:
    made = {other: parts[other] for other in _NAMES if parts.get(other)}
    complete_names(made)
    return made.get(name) == text
