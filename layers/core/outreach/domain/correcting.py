"""What a correction changes of a lead."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from outreach.domain.correction import TIMEZONE, Correction
from outreach.domain.enrollment import Lead, with_values_of


def values_of(lead: Lead) -> Mapping[str, str]:
    """Return the values that can be corrected: the fields, and the time zone."""
    return {**lead.fields, **({} if lead.timezone is None else {TIMEZONE: lead.timezone})}


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, str]:
    """Return each value that differs, as it was before. Empty: there was none."""
    names = sorted(before.keys() | after.keys())
    return {name: before.get(name, "") for name in names if before.get(name) != after.get(name)}


def corrected(lead: Lead, revised: Lead, actor: str, now: datetime) -> Lead:
    """Return the lead with the values of `revised`, and with what was there before. The very lead if nothing differs."""
    was = changes(values_of(lead), values_of(revised))
    if not was:
        return lead
    kept = (*lead.corrections, Correction(now, actor, was))
    return with_values_of(lead, replace(revised, corrections=kept))
