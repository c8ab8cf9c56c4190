"""The lead's own attributes, which enrollment items and audience items have in common."""

from typing import Any

from pynamodb.attributes import Attribute, UnicodeAttribute
from pynamodb.constants import BOOLEAN, LIST, MAP, STRING
from pynamodb.expressions.condition import Condition, size
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from outreach.adapters.dynamodb.attributes import TextMapAttribute, TextsAttribute
from outreach.adapters.dynamodb.lead_records import CorrectionsAttribute
from outreach.adapters.dynamodb.tables import OutreachTable
from outreach.domain.enrollment import Lead
from outreach.domain.ids import Domain, LeadId, RecipientKey
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import zone_source_of

_TRAITS = ("role_account", "disposable")
_COUNTRY = "country"


class TraitsAttribute(Attribute[Traits]):
    """What an import saw of a lead: a map of what is true, and the country. A lead with nothing to say of has no such attribute."""

    attr_type = MAP

    def serialize(self, value: Traits) -> dict[str, Any]:
        """Write the traits."""
        country = {} if value.country is None else {_COUNTRY: {STRING: value.country}}
        return country | {name: {BOOLEAN: True} for name in _TRAITS if getattr(value, name)}

    def deserialize(self, value: dict[str, Any]) -> Traits:
        """Read the traits. What a newer program knows is left out."""
        country = value[_COUNTRY][STRING] if _COUNTRY in value else None
        return Traits(**{name: name in value for name in _TRAITS}, country=country)


class LeadItem(OutreachTable):
    """An item about a lead; `sk` is the lead's id."""

    address = UnicodeAttribute()
    recipient = UnicodeAttribute()
    domains = TextsAttribute()
    fields = TextMapAttribute()
    timezone = UnicodeAttribute(null=True)
    zone_source = UnicodeAttribute(null=True)
    traits = TraitsAttribute(null=True)
    corrections = CorrectionsAttribute(null=True)

    def lead(self) -> Lead:
        """Return the lead in this item."""
        return Lead(
            lead_id=LeadId(self.sk),
            address=self.address,
            recipient=RecipientKey(self.recipient),
            domains=tuple(map(Domain, self.domains)),
            fields=self.fields,
            timezone=self.timezone,
            zone_source=zone_source_of(self.zone_source),
            traits=self.traits or Traits(),
            corrections=tuple(self.corrections or ()),
        )


def lead_attributes(lead: Lead) -> dict[str, Any]:
    """Return the attributes of a lead's item."""
    return {
        "sk": lead.lead_id,
        "address": lead.address,
        "recipient": lead.recipient,
        "domains": lead.domains,
        "fields": lead.fields,
        "timezone": lead.timezone,
        "zone_source": None if lead.zone_source is None else str(lead.zone_source),
        "traits": None if lead.traits == Traits() else lead.traits,
        "corrections": lead.corrections or None,
    }


def values_replaced(item: type[LeadItem], lead: Lead) -> list[Action]:
    """Return what gives an item the values of a lead, and their corrections."""
    source, traits = lead.zone_source, TraitsAttribute().serialize(lead.traits)
    return [
        Path(["fields"]).set({MAP: TextMapAttribute().serialize(lead.fields)}),
        Path(["corrections"]).set({LIST: CorrectionsAttribute().serialize(lead.corrections)}),
        item.timezone.remove() if lead.timezone is None else item.timezone.set(lead.timezone),
        item.zone_source.remove() if source is None else item.zone_source.set(str(source)),
        Path(["traits"]).set({MAP: traits}) if traits else item.traits.remove(),
    ]


def values_as_seen(lead: Lead) -> Condition:
    """Return the condition that nobody has corrected the values since they were read."""
    return as_many("corrections", len(lead.corrections))


def as_many(name: str, number: int) -> Condition:
    """Return the condition that a list of the item has this many entries. A list that is not there has none."""
    path = Path(name)
    if not number:
        return path.does_not_exist()
    length = size(path)  # type: ignore[no-untyped-call]  # PynamoDB does not annotate it
    same: Condition = length == number
    return same
