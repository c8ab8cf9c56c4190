"""Where a lead's time zone comes from. An import works it out once, and it is kept beside the zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ZoneKind(StrEnum):
    """What told the zone, in the order in which an import asks."""

    COLUMN = "column"
    PHONE = "phone"
    COUNTRY = "country"
    CITY = "city"


_WORDS = {
    ZoneKind.COLUMN: "from its column",
    ZoneKind.PHONE: "from a phone number",
    ZoneKind.COUNTRY: "from the country",
    ZoneKind.CITY: "from the city",
}
_COUNTED = {
    ZoneKind.COLUMN: "a column",
    ZoneKind.PHONE: "phone numbers",
    ZoneKind.COUNTRY: "countries",
    ZoneKind.CITY: "cities",
}


@dataclass(frozen=True, slots=True)
class ZoneSource:
    """What told a zone, without more of the person than the zone itself says."""

    kind: ZoneKind
    said: str = ""
    """The calling code of a phone number (`+31`), or the code of a country (`NL`); of a column and a city nothing."""

    def __str__(self) -> str:
        """Return it as it is stored and exported: `phone +31`."""
        return f"{self.kind} {self.said}".rstrip()

    def in_words(self) -> str:
        """Return what a person reads after the zone: `from a phone number (+31)`."""
        return f"{_WORDS[self.kind]} ({self.said})" if self.said else _WORDS[self.kind]


def zone_source_of(text: str | None) -> ZoneSource | None:
    """Return the source that was stored. None if there is none, or if a newer program wrote a kind that is not known here."""
    kind, _, said = (text or "").partition(" ")
    return ZoneSource(ZoneKind(kind), said) if kind in list(ZoneKind) else None


def zone_in_words(timezone: str | None, source: ZoneSource | None, otherwise: str) -> str:
    """Return a lead's zone and where it comes from, for people: `Europe/Amsterdam, from a phone number (+31)`."""
    if timezone is None:
        return f"{otherwise}, the campaign's"
    return timezone if source is None else f"{timezone}, {source.in_words()}"


def counts_in_words(counts: Mapping[ZoneKind, int], without: int) -> str:
    """Return how many leads have their zone from what: `3 time zones: 2 from a column, 1 from phone numbers; 4 leads take ...`."""
    total = sum(counts.values())
    zones = "1 time zone" if total == 1 else f"{total:,} time zones"
    told = ", ".join(f"{counts[kind]:,} from {words}" for kind, words in _COUNTED.items() if counts.get(kind))
    rest = "1 lead takes" if without == 1 else f"{without:,} leads take"
    return f"{zones}: {told}" + (f"; {rest} the campaign's" if without else "")
