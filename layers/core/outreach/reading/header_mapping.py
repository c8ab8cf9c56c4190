"""Finds out which column of a lead file fills which field, from the headers that people's tools write.

It knows the exports of HubSpot, Apollo, Salesforce (reports and data loader) and Mailchimp, and the usual words
in English, German, French and Spanish. Headers are compared by their letters and digits alone, so `First Name`,
`first_name`, `FirstName` and ` FIRST-NAME ` are the same.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outreach.errors import BadFile

EMAIL = "email"
DNC = "dnc"
IGNORE = "-"
"""The field of `--map "Column=-"`: nothing is taken from the column."""

_HEADERS = {
    EMAIL: "email emailaddress emailadresse emailaddresses mail mailadresse workemail emailwork businessemail "
    "primaryemail contactemail leademail personemail courriel adresseemail adressemail correo "
    "correoelectronico merge0",
    "first_name": "firstname fname first givenname forename vorname prenom nombre merge1",
    "last_name": "lastname lname last surname familyname nachname nom nomdefamille apellido apellidos merge2",
    "full_name": "fullname name contactname leadname contact ansprechpartner nomcomplet nombrecompleto",
    "company": "company companyname companyaccount companynameforemails account accountname associatedcompany "
    "organization organisation organizationname organisationname employer firma firmenname unternehmen "
    "entreprise societe empresa",
    "job_title": "jobtitle title position role jobposition funktion berufsbezeichnung poste fonction cargo puesto",
    "phone": "phone phonenumber telephone tel workphone workdirectphone businessphone mobile mobilephone "
    "mobilephonenumber cellphone corporatephone telefon telefonnummer handy portable telefono",
    "website": "website websiteurl companywebsite webseite homepage url siteweb sitioweb",
    "city": "city mailingcity ort stadt ville ciudad",
    "country": "country countryregion mailingcountry land pays pais",
    "timezone": "timezone tz ianatimezone zeitzone fuseauhoraire zonahoraria",
    "linkedin_url": "linkedinurl linkedin linkedinprofile linkedinprofileurl personlinkedinurl",
    DNC: "dnc donotcontact donotemail donotmail donotsend optout optedout emailoptout emailoptedout "
    "hasoptedoutofemail hsemailoptout unsubscribe unsubscribed isunsubscribed unsubtime unsubreason "
    "unsubscribedfromallemail unsubscribedfromallemails cleantime blacklisted blocklisted suppressed "
    "nichtkontaktieren keinewerbung abgemeldet desabonne nepascontacter",
}
_DNC_BEGINS = ("optedoutofemail", "unsubscribedfrom")
"""HubSpot has one such column per subscription type."""
_STATUS = ("status", "stage")
"""Endings of columns that may say in a word that somebody must not be written to, such as Apollo's `Stage`."""
_NOISE_WORDS = (
    "memberrating optintime optinip confirmtime confirmip latitude longitude gmtoff dstoff cc region "
    "lastchanged leid euid apollocontactid apolloaccountid apollorecordid keywords technologies "
    "seodescription rejectedline rejectedbecause rejectedremedy"
)
_NOISE = frozenset(_NOISE_WORDS.split())
"""Columns that these tools add for their own use, and our own columns in a file of rejected rows."""
_FIELD_OF = {header: name for name, headers in _HEADERS.items() for header in headers.split()}
_FIELD = re.compile(r"[^\W\d]\w{0,63}")
_LISTED = 30


@dataclass(frozen=True, slots=True)
class Columns:
    """Which field each column of a file fills."""

    header: tuple[str, ...]
    fields: tuple[str | None, ...]
    """The field of each column; None if nothing is taken from it."""
    statuses: frozenset[int] = frozenset()
    """Positions of columns that may say in a word that somebody must not be written to."""
    notes: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """The field of each column that is used, for the report."""
        return {name: field for name, field in zip(self.header, self.fields, strict=True) if field}

    @property
    def ignored(self) -> tuple[str, ...]:
        """The columns that nothing is taken from."""
        pairs = zip(self.header, self.fields, strict=True)
        return tuple(name or f"column {number}" for number, (name, field) in enumerate(pairs, 1) if not field)


def squashed(header: str) -> str:
    """Return what headers are compared by: their letters and digits, without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", header) if not unicodedata.combining(c))
    return "".join(c for c in plain.casefold() if c.isalnum())


def known_field(header: str) -> str | None:
    """Return the canonical field that a header is known to mean."""
    name = squashed(header)
    return DNC if name.startswith(_DNC_BEGINS) else _FIELD_OF.get(name)


def slug(header: str) -> str:
    """Return the field name of any other column: snake_case, fit for a template."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", header) if not unicodedata.combining(c))
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", plain).lower()
    name = re.sub(r"\W+|_+", "_", spaced).strip("_")[:63]
    return name if not name[:1].isdigit() else f"field_{name}"[:63]


def map_columns(file: str, header: Sequence[str], explicit: Mapping[str, str]) -> Columns:
    """Map every column. `explicit` comes from `--map "Column=field"` and overrides what is known.

    Raises `BadFile` if no column holds addresses, or `explicit` names a column that is not there.
    """
    chosen = _chosen(file, header, explicit)
    taken = set(chosen.values())
    fields = tuple(
        chosen[position] if position in chosen else _automatic(name, taken)
        for position, name in enumerate(header)
    )
    fields = tuple(None if field == IGNORE else field for field in fields)
    if EMAIL not in fields:
        raise _no_email(file, header)
    statuses = frozenset(i for i, name in enumerate(header) if slug(name).endswith(_STATUS))
    return Columns(tuple(header), fields, statuses, _notes(header, fields))


def _chosen(file: str, header: Sequence[str], explicit: Mapping[str, str]) -> dict[int, str]:
    chosen: dict[int, str] = {}
    for column, field in explicit.items():
        places = [i for i, name in enumerate(header) if name == column] or [
            i for i, name in enumerate(header) if squashed(name) == squashed(column) != ""
        ]
        if not places:
            raise BadFile(file, f'has no column "{column}"', remedy=f"its columns are: {listed(header)}")
        if field != IGNORE and not _FIELD.fullmatch(field):
            raise BadFile(file, f'"{field}" cannot be a field', remedy="use letters, digits and _")
        chosen |= dict.fromkeys(places, field)
    return chosen


def _automatic(header: str, taken: set[str]) -> str | None:
    """Map a column that `--map` does not name. A field that `--map` gives to another column stays with that one."""
    if squashed(header) in _NOISE:
        return None
    field = known_field(header) or slug(header) or None
    return None if field in taken and field != DNC else field


def _no_email(file: str, header: Sequence[str]) -> BadFile:
    if any("@" in name for name in header):
        return BadFile(file, "begins with an address, not with column names", remedy="add a header line")
    return BadFile(
        file,
        f"no column holds e-mail addresses; its columns are: {listed(header)}",
        remedy='name it with --map "Column=email"',
    )


def _notes(header: Sequence[str], fields: Sequence[str | None]) -> tuple[str, ...]:
    notes = []
    for field in dict.fromkeys(fields):
        names = [name for name, found in zip(header, fields, strict=True) if found == field]
        if field and len(names) > 1:
            rule = "each of them can forbid writing" if field == DNC else "the first that is not empty wins"
            notes.append(f'{len(names)} columns fill "{field}" ({listed(names)}): {rule}')
    return tuple(notes)


def listed(names: Sequence[str]) -> str:
    """Show names in one line."""
    shown = ", ".join(f'"{name}"' for name in names[:_LISTED] if name)
    return f"{shown} and {len(names) - _LISTED} more" if len(names) > _LISTED else shown
