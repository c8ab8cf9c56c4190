"""The lead's own attributes, which enrollment items and audience items have in common."""

from typing import Any

from pynamodb.attributes import Attribute, UnicodeAttribute
from pynamodb.constants import BOOLEAN, MAP, STRING

from outreach.adapters.dynamodb.attributes import TextMapAttribute, TextsAttribute
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
    }
