"""The time zones that a campaign or a lead may name: those that the functions have, on any machine.

They are the zones of the package `tzdata`, which is part of the functions. What else a machine may have is left out: its own
zone (`localtime`), other forms (`right/...`, `posix/...`), and what stands for no place (`Factory`).
"""

from functools import cache
from importlib.resources import files

from outreach.reading.suggestions import did_you_mean

_NO_PLACE = frozenset({"Factory", "localtime", "posixrules"})
PLACES: dict[str, str] = {
    "Europe/Berlin": (
        "munich munchen muenchen hamburg cologne koln koeln frankfurt stuttgart dusseldorf leipzig dresden bremen hannover "
        "nuremberg nurnberg bonn germany deutschland cet cest mez mesz"
    ),
    "Europe/Zurich": "geneva geneve genf basel bern berne lausanne switzerland schweiz suisse",
    "Europe/Vienna": "graz linz salzburg innsbruck austria osterreich wien",
    "Europe/Paris": "lyon marseille toulouse nice bordeaux lille nantes strasbourg france",
    "Europe/Madrid": "barcelona valencia seville sevilla bilbao malaga spain espana",
    "Europe/Rome": "milan milano turin torino naples napoli florence firenze bologna italy italia roma",
    "Europe/Amsterdam": "rotterdam utrecht eindhoven netherlands nederland holland",
    "Europe/Brussels": "antwerp antwerpen ghent gent liege belgium belgie",
    "Europe/London": "manchester birmingham edinburgh glasgow leeds bristol liverpool england scotland britain uk bst",
    "Europe/Dublin": "cork galway limerick",
    "Europe/Lisbon": "porto lisboa",
    "Europe/Warsaw": "krakow cracow gdansk wroclaw poznan lodz polska warszawa",
    "Europe/Prague": "brno ostrava praha czechia",
    "Europe/Stockholm": "gothenburg goteborg malmo sweden sverige",
    "Europe/Copenhagen": "aarhus odense denmark danmark",
    "Europe/Oslo": "bergen trondheim norway norge",
    "Europe/Kyiv": "lviv odesa kharkiv ukraine",
    "Europe/Istanbul": "ankara izmir",
    "America/New_York": (
        "boston washington philadelphia miami atlanta orlando charlotte pittsburgh baltimore cleveland eastern et edt "
        "newyork nyc florida"
    ),
    "America/Chicago": "houston dallas austin minneapolis milwaukee nashville central ct cst cdt texas",
    "America/Denver": "boulder albuquerque mountain mt mdt saltlakecity",
    "America/Los_Angeles": "sanfrancisco seattle portland sandiego sanjose oakland lasvegas pacific pt pst pdt california",
    "America/Toronto": "ottawa montreal quebec",
    "America/Vancouver": "victoria",
    "America/Sao_Paulo": "rio riodejaneiro brasilia",
    "Asia/Kolkata": "mumbai bombay delhi newdelhi bangalore bengaluru chennai hyderabad pune india ist",
    "Asia/Shanghai": "beijing peking shenzhen guangzhou china",
    "Asia/Tokyo": "osaka kyoto nagoya yokohama jst",
    "Asia/Dubai": "abudhabi",
    "Asia/Jerusalem": "telaviv haifa",
    "Asia/Ho_Chi_Minh": "hanoi vietnam",
    "Australia/Sydney": "canberra newcastle aest aedt",
    "Africa/Johannesburg": "capetown durban pretoria",
}  # fmt: skip
"""Places without a zone of their own, and other names that people write, by the zone that is meant."""


@cache
def known_zones() -> dict[str, str]:
    """Return the names of the zones, by their folded form."""
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {_folded(name): name for name in names if name not in _NO_PLACE and "posix/" not in name}


def zone_named(text: str) -> str | None:
    """Return the name of a zone as the functions know it. Capitals and spaces in `text` do not matter."""
    return known_zones().get(_folded(text))


def zone_meant(text: str) -> str | None:
    """Return a sentence with the zone that somebody may have meant: of the place that is named, else the closest name."""
    written = text[:80].casefold().replace("\u00fc", "u").replace("\u00f6", "o")
    words = "".join(each if each.isalpha() else " " for each in written.rpartition("/")[2]).split()
    named = ["".join(words), *([] if "european" in words else words)]
    for place in named:
        for zone, places in PLACES.items():
            if place in places.split():
                return f'did you mean "{zone}"?'
    return did_you_mean(text[:80], known_zones().values())


def _folded(text: str) -> str:
    return text.strip().casefold().replace("_slash_", "/").replace(" ", "_")
