"""Finds out which column of a lead file fills which field, from the headers that people's tools write.

It knows the exports of HubSpot, Apollo, Salesforce (reports and data loader) and Mailchimp, and the usual words
in English, German, French and Spanish. Headers are compared by their letters and digits alone, so `First Name`,
`first_name`, `FirstName` and ` FIRST-NAME ` are the same. Which columns say that somebody must not be written to is
decided in `reading/order_columns.py`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outreach.errors import BadFile
from outreach.reading.order_columns import CAN_ORDER, Kind, Verdict, kind_of, verdict

EMAIL = "email"
DNC = Kind.DNC.value
DNC_UNLESS = Kind.DNC_UNLESS.value
ORDERS = frozenset({DNC, DNC_UNLESS})
"""What is not a field of a lead: the column says who must not be written to."""
IGNORE = ("ignore", "-")
"""The fields of `--map "Column=ignore"`: nothing is taken from the column."""

HEADERS = {
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
}
_NOISE_WORDS = (
    "memberrating optintime optinip confirmtime confirmip latitude longitude gmtoff dstoff cc region "
    "lastchanged leid euid apollocontactid apolloaccountid apollorecordid keywords technologies "
    "seodescription rejectedline rejectedbecause rejectedremedy"
)
_NOISE = frozenset(_NOISE_WORDS.split())
"""Columns that these tools add for their own use, and our own columns in a file of rejected rows."""
_FIELD_OF = {header: name for name, headers in HEADERS.items() for header in headers.split()}
_OF_A_PERSON = frozenset({"first_name", "last_name", "full_name", "job_title"})
"""People write `DO NOT CONTACT` behind a name."""
FIELDS = frozenset(HEADERS)
"""The fields that are known by many headers."""
_FIELD = re.compile(r"[^\W\d]\w{0,63}")
_LISTED = 30


@dataclass(frozen=True, slots=True)
class Columns:
    """Which field each column of a file fills."""

    header: tuple[str, ...]
    fields: tuple[str | None, ...]
    """The field of each column; None if nothing is taken from it."""
    kinds: tuple[Kind, ...]
    """What each column has to do with orders."""
    answers: Mapping[int, Mapping[str, Verdict]]
    """What a person says of single values, by position and by what values are compared by."""
    order_places: tuple[int, ...]
    """The positions of the columns that can hold an order once the file has been surveyed."""
    notes: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """The field of each column that is used, for the report."""
        return {name: field for name, field in zip(self.header, self.fields, strict=True) if field}

    def verdict(self, position: int, cell: str) -> Verdict:
        """Return whether a cell is an order not to write. What a person says of the value comes first."""
        told = self.answers.get(position)
        if told and (answer := told.get(_value(cell))) is not None:
            return answer
        return verdict(self.kinds[position], cell)

    def is_told(self, position: int, cell: str) -> bool:
        """Whether a person has said what a value means."""
        return _value(cell) in self.answers.get(position, ())

    def shown(self, position: int) -> str:
        """Return the name of a column, also of one that has none."""
        return self.header[position] or f"column {position + 1}"

    @property
    def ignored(self) -> tuple[str, ...]:
        """The columns that nothing is taken from."""
        pairs = zip(self.header, self.fields, strict=True)
        return tuple(name or f"column {number}" for number, (name, field) in enumerate(pairs, 1) if not field)


def squashed(header: str) -> str:
    """Return what headers are compared by: their letters and digits, without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", header) if not unicodedata.combining(c))
    return "".join(c for c in plain.casefold() if c.isalnum())


def _value(text: str) -> str:
    """Return what cells are compared by. What has no letter or digit, such as `?`, is not the same as nothing."""
    return squashed(text) or _on_one_line(text)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def known_field(header: str) -> str | None:
    """Return the canonical field that a header is known to mean."""
    if (known := _FIELD_OF.get(squashed(header))) is not None:
        return known
    return {Kind.FORBIDS: DNC, Kind.PERMITS: DNC_UNLESS}.get(kind_of(header))


def slug(header: str) -> str:
    """Return the field name of any other column: snake_case, fit for a template."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", header) if not unicodedata.combining(c))
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", plain).lower()
    name = re.sub(r"\W+|_+", "_", spaced).strip("_")[:63]
    return name if not name[:1].isdigit() else f"field_{name}"[:63]


def map_columns(file: str, header: Sequence[str], explicit: Mapping[str, str]) -> Columns:
    """Map every column. `explicit` comes from `--map "Column=field"` and overrides what is known.

    `--map "Column=value=dnc"` and `--map "Column=value=ignore"` explain a single value.
    Raises `BadFile` if no column holds addresses, or `explicit` names a column that is not there.
    """
    chosen, answers = chosen_columns(file, header, explicit)
    taken = set(chosen.values())
    fields = tuple(
        chosen[position] if position in chosen else _automatic(name, taken)
        for position, name in enumerate(header)
    )
    kinds = tuple(
        _kind(name, field, told=position in chosen)
        for position, (name, field) in enumerate(zip(header, fields, strict=True))
    )
    fields = tuple(None if field in IGNORE else field for field in fields)
    if EMAIL not in fields:
        raise _no_email(file, header)
    places = tuple(i for i, kind in enumerate(kinds) if kind in CAN_ORDER or i in answers)
    return Columns(tuple(header), fields, kinds, answers, places, _notes(header, fields))


def _kind(header: str, field: str | None, *, told: bool) -> Kind:
    """Return what a column has to do with orders. Nobody is asked again about what `--map` says."""
    if told:
        return Kind(field) if field in ORDERS else Kind.SETTLED
    if squashed(header) in _NOISE:
        return Kind.SETTLED
    if field == EMAIL:
        return Kind.MAY_PERMIT
    if (known := _FIELD_OF.get(squashed(header))) is not None:
        return Kind.DATA if known in _OF_A_PERSON else Kind.NAME
    return kind_of(header)


def chosen_columns(
    file: str, header: Sequence[str], explicit: Mapping[str, str]
) -> tuple[dict[int, str], dict[int, dict[str, Verdict]]]:
    """Return what `--map` says of columns, and of single values, by position. Raises `BadFile`."""
    chosen: dict[int, str] = {}
    answers: dict[int, dict[str, Verdict]] = {}
    for column, field in explicit.items():
        about_value = _column_and_value(header, column)
        if about_value is None:
            places = _places(header, column)
            if not places:
                raise BadFile(file, f'has no column "{column}"', remedy=f"its columns are: {listed(header)}")
            if field not in (*IGNORE, *ORDERS) and not _FIELD.fullmatch(field):
                raise BadFile(file, f'"{field}" cannot be a field', remedy="use letters, digits and _")
            chosen |= dict.fromkeys(places, field)
            continue
        if field not in (*IGNORE, DNC):
            raise BadFile(file, f'"{field}" says nothing of a value', remedy=f"use {DNC} or {IGNORE[0]}")
        places, value = about_value
        for place in places:
            answers.setdefault(place, {})[value] = Verdict.ORDER if field == DNC else Verdict.NONE
    return chosen, answers


def _column_and_value(header: Sequence[str], told: str) -> tuple[list[int], str] | None:
    """Return the columns and the value of `COLUMN=VALUE`; None if it is the name of a column.

    Both may hold equals signs. The names as they are written come first: `COLUMN=?` has the letters of `COLUMN`.
    """
    if _named(header, told):
        return None
    splits = [(told[:i], told[i + 1 :]) for i, character in enumerate(told) if character == "="]
    found = [(_named(header, name), value) for name, value in reversed(splits)]
    found += [(_places(header, name), value) for name, value in splits]
    return next(((places, _value(value)) for places, value in found if places), None)


def _places(header: Sequence[str], column: str) -> list[int]:
    unnamed = [i for i, name in enumerate(header) if not name and column == f"column {i + 1}"]
    return (
        unnamed
        or _named(header, column)
        or [i for i, name in enumerate(header) if squashed(name) == squashed(column) != ""]
    )


def _named(header: Sequence[str], column: str) -> list[int]:
    wanted = _on_one_line(column)
    return [i for i, name in enumerate(header) if wanted and _on_one_line(name) == wanted]


def _automatic(header: str, taken: set[str]) -> str | None:
    """Map a column that `--map` does not name. A field that `--map` gives to another column stays with that one."""
    if squashed(header) in _NOISE:
        return None
    field = known_field(header) or slug(header) or None
    return None if field in taken and field not in ORDERS else field


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
            rule = (
                "each of them can forbid writing" if field in ORDERS else "the first that is not empty wins"
            )
            notes.append(f'{len(names)} columns fill "{field}" ({listed(names)}): {rule}')
    return tuple(notes)


def listed(names: Sequence[str]) -> str:
    """Show names in one line."""
    shown = ", ".join(f'"{name}"' for name in names[:_LISTED] if name)
    return f"{shown} and {len(names) - _LISTED} more" if len(names) > _LISTED else shown
