"""The schema of a campaign file: every key, its type and its bounds.

Each value arrives as text (see `marked_yaml`). A validator's message continues a sentence that begins with the
key's name, and says what to write instead.
"""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from email.utils import formataddr
from typing import Annotated, Any

from email_validator import EmailNotValidError, validate_email
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from outreach.domain.campaign import (
    DEFAULT_SHARDS,
    Breaker,
    CountedIn,
    Countries,
    OneSequence,
    PacePeriod,
    Policy,
    SoftBounces,
    Stance,
    UnknownPolicy,
    WhenStopped,
)
from outreach.domain.experiment import Stopped
from outreach.domain.ids import is_id
from outreach.domain.languages import LANGUAGES
from outreach.domain.mail import unsafe_in_header
from outreach.domain.window import DAYS, OpenHours
from outreach.reading.public_holidays import holiday_code
from outreach.reading.zone_places import country_meant
from outreach.reading.zones import zone_meant, zone_named
from outreach.rendering.renderer import BUILT_INS

MAX_STEPS = 50
MAX_WAIT = timedelta(days=366)
MAX_WORKING_DAYS = 260
MAX_PERCENT = 100
MAX_HOURS = 12
MAX_COUNTRIES = 8
MAX_OWN_COUNTRIES = 60
MAX_MAILS = 10_000_000
MAX_VARIANTS = 10
MAX_WEIGHT = 1000
MAX_SENDERS = 20
MAX_SIGNATURE = 2_000
NEVER_OPENS = 'never opens: "from" and "to" are the same; the whole day is "00:00" to "24:00"'
MAX_MAILBOX = 320
"""The most characters that SES takes in From: the name as it is encoded in a mail (RFC 2047), and the address."""
_POLICY, _SOFT_BOUNCES, _BREAKER, _COUNTRIES = Policy(), SoftBounces(), Breaker(), Countries((), only=True)
"""The defaults; they stand in `domain/campaign.py` and nowhere else."""
_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_WORKING_DAYS = re.compile(r"(\d{1,4}) working days?")
_SWITCHES = {"true": True, "false": False}
_PERCENTAGE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?%")
_DATE = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,47}")
_TEMPLATE_WORDS = frozenset(
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "if",
        "else",
        "true",
        "false",
        "none",
        "loop",
        "self",
        "super",
        "caller",
        "varargs",
        "kwargs",
        "range",
        "dict",
        "cycler",
        "joiner",
        "namespace",
        "pick",
    ]
)


def _id(text: str) -> str:
    if not is_id(text):
        raise ValueError('is not an id; use up to 48 of a-z, 0-9, "-" and "_", for example "spring-2027"')
    return text


def _header_text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    if unsafe_in_header(text):
        raise ValueError("holds a line break, a control character or an encoded word (`=?...?=`)")
    if len(text) > 200:  # noqa: PLR2004 - nobody reads more; how long a name is in a mail is checked with its address
        raise ValueError("is longer than 200 characters")
    return text.strip()


def _address(text: str) -> str:
    try:
        found = validate_email(
            text, check_deliverability=False, allow_smtputf8=False, globally_deliverable=False
        )
    except EmailNotValidError as error:
        raise ValueError(f"is not an e-mail address: {str(error).rstrip('.')}") from error
    return found.ascii_email or found.normalized


def _signature(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; leave it out")
    if len(text) > MAX_SIGNATURE:
        raise ValueError(f"is longer than {MAX_SIGNATURE} characters")
    return text.strip()


def _duration(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value.strip().startswith("-"):
        raise ValueError("must not be negative")
    found = _DURATION.fullmatch(value.replace(" ", ""))
    if found is None or found.lastindex is None:
        raise ValueError(
            f'needs a unit: write "{_with_unit(value)}"; d, h, m and s can be combined, as in "1d12h"'
        )
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if max(days, hours, minutes, seconds) > MAX_WAIT.total_seconds():
        raise ValueError("is longer than a year")
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def duration_of(text: str) -> timedelta:
    """Read a duration as a campaign file has it. Raises `ValueError`, which says what is wrong with it."""
    found = _duration(text)
    assert isinstance(found, timedelta)
    return _waitable(found)


def _delay(value: Any) -> Any:
    """Take `2 working days` as a whole number, and everything else as a duration."""
    if not isinstance(value, str) or "working" not in value:
        return _duration(value)
    found = _WORKING_DAYS.fullmatch(value.strip())
    if found is None or not 1 <= int(found[1]) <= MAX_WORKING_DAYS:
        raise ValueError(
            f'is not a number of working days from 1 to {MAX_WORKING_DAYS}; write it like "2 working days"'
        )
    return int(found[1])


def _with_unit(value: str) -> str:
    return f'{value}d" or "{value}s' if value.isdigit() else "3d"


def _waitable(value: timedelta) -> timedelta:
    if value > MAX_WAIT:
        raise ValueError("is longer than a year")
    return value


def _clock(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise ValueError('is not a time of day; write it like "09:00" or "17:30"')
    return time.fromisoformat(value.zfill(5)) if isinstance(value, str) else value


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"is not a date: there is no {value} in the calendar") from None
    raise ValueError('is not a date; write it like "2027-01-31", year first')


def day_of(text: str) -> date:
    """Read a day as a campaign file has it. Raises `ValueError`, which says what is wrong with it."""
    found = _date(text)
    assert isinstance(found, date)
    return found


def _end_of_hours(value: Any) -> Any:
    """Take `24:00` for the midnight at the end of the day."""
    return time() if value == "24:00" else _clock(value)


def _country(text: str) -> str:
    country = country_meant(text)
    if country is None:
        whole = country_meant(text.partition("-")[0])
        hint = (
            f'write "{whole.code}", because a lead is of a whole country' if whole else 'codes look like "NL"'
        )
        raise ValueError(f"is not a country; {hint}")
    return country.code


def _timezone(name: str) -> str:
    zone = zone_named(name)
    if zone is None:
        hint = zone_meant(name) or 'names look like "Europe/Berlin"'
        raise ValueError(f"is not a time zone; {hint}")
    return zone


def _language(name: str) -> str:
    if name not in LANGUAGES:
        raise ValueError(f"is not a language of the unsubscribe page; it speaks {', '.join(LANGUAGES)}")
    return name


def _day(name: str) -> str:
    if name not in DAYS:
        raise ValueError(f"is not a day; use {', '.join(DAYS)}")
    return name


def _switch(value: Any) -> Any:
    if isinstance(value, str) and value not in _SWITCHES:
        raise ValueError('must be "true" or "false"')
    return _SWITCHES[value] if isinstance(value, str) else value


def _field_name(name: str) -> str:
    if name in BUILT_INS or name in _TEMPLATE_WORDS:
        raise ValueError("is a name that templates already use; choose another")
    if not _FIELD.fullmatch(name):
        raise ValueError("is not a field name; begin with a letter and use a-z, 0-9 and _")
    return name


def _percentage(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _PERCENTAGE.fullmatch(value)
    if found is None or not 0 < float(found[1]) <= MAX_PERCENT:
        raise ValueError('is not a percentage above 0; write it like "3%" or "0.05%"')
    return float(found[1]) / 100


def _weight(value: Any) -> Any:
    if value == "0":
        raise ValueError("is 0: nobody would get the variant; write 1 or more, or take the variant out")
    return value


def _not_empty(value: Any) -> Any:
    """Take a key without a value for one whose keys are all missing."""
    return {} if value is None else value


def _off(value: Any) -> Any:
    return None if value == "off" else value


Id = Annotated[str, AfterValidator(_id)]
HeaderText = Annotated[str, AfterValidator(_header_text)]
MailAddress = Annotated[str, AfterValidator(_address)]
Signature = Annotated[str, AfterValidator(_signature)]
Delay = Annotated[Annotated[timedelta, AfterValidator(_waitable)] | int, BeforeValidator(_delay)]
"""A whole number is one of working days."""
Duration = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(_waitable)]
TimeOfDay = Annotated[time, BeforeValidator(_clock)]
Day = Annotated[date, BeforeValidator(_date)]
EndOfHours = Annotated[time, BeforeValidator(_end_of_hours)]
Percentage = Annotated[float, BeforeValidator(_percentage)]
CountryList = Annotated[
    list[Annotated[str, AfterValidator(_country)]],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
    Field(min_length=1, max_length=250),
]
HolidayCodes = Annotated[
    list[Annotated[str, AfterValidator(holiday_code)]],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]
Language = Annotated[str, AfterValidator(_language)]
Switch = Annotated[bool, BeforeValidator(_switch)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RampPart(_Part):
    """What stands under `quotas.ramp:`, and under the `ramp:` of a sender."""

    start: int = Field(ge=1, le=MAX_MAILS)
    step: int = Field(ge=1, le=MAX_MAILS)
    ceiling: int = Field(ge=1, le=MAX_MAILS)

    @model_validator(mode="after")
    def _rises(self) -> "RampPart":
        if self.ceiling < self.start:
            raise ValueError(
                f'begins at {self.start}, above its ceiling of {self.ceiling}; write a "ceiling" of at least {self.start}'
            )
        return self


class PoolSenderPart(_Part):
    """One entry of `sender.pool`. What it does not say is said beside the pool."""

    address: MailAddress
    per_day: int = Field(ge=1, le=MAX_MAILS)
    ramp: RampPart | None = None
    name: HeaderText | None = None
    reply_to: MailAddress | None = None
    signature: Signature | None = None

    @model_validator(mode="after")
    def _fits_into_the_header(self) -> "PoolSenderPart":
        _require_mailbox(self.name, self.address)
        return self


class SenderPart(_Part):
    """What stands under `sender:`: one address, or a pool of several."""

    address: MailAddress | None = None
    postal_address: str = Field(min_length=5, max_length=300)
    name: HeaderText | None = None
    reply_to: MailAddress | None = None
    signature: Signature | None = None
    pool: list[PoolSenderPart] | None = Field(default=None, min_length=1, max_length=MAX_SENDERS)
    when_stopped: WhenStopped | None = None

    @model_validator(mode="after")
    def _has_an_address(self) -> "SenderPart":
        if self.address is None and self.pool is None:
            raise ValueError('has no "address"; write it, or list several senders under "pool"')
        if self.address is not None and self.pool is not None:
            raise ValueError('has an "address" as well as a "pool"; write the address as one of the pool')
        if self.when_stopped is not None and self.pool is None:
            raise ValueError('has "when_stopped" but no "pool"; one sender alone is stopped by a pause')
        return self

    @model_validator(mode="after")
    def _fits_into_the_header(self) -> "SenderPart":
        for address in [self.address] if self.pool is None else [one.address for one in self.pool]:
            _require_mailbox(self.name, address or "")
        return self


def _require_mailbox(name: str | None, address: str) -> None:
    length = len(formataddr((name or "", address)))
    if length > MAX_MAILBOX:
        raise ValueError(
            f"has a name that takes {length} characters in a mail, with the address, and {MAX_MAILBOX} is the most; "
            "shorten it (a letter that is not ASCII takes up to 12)"
        )


class StepPart(_Part):
    """One entry of a sequence."""

    message: Id
    delay: Delay | None = None


class DomainPacePart(_Part):
    """What stands under `quotas.per_domain:`."""

    at_most: int = Field(ge=1, le=MAX_MAILS)
    per: PacePeriod


class QuotasPart(_Part):
    """What stands under `quotas:`."""

    per_day: int = Field(default=_POLICY.per_day, ge=1, le=MAX_MAILS)
    per_week: int | None = Field(default=_POLICY.per_week, ge=1, le=MAX_MAILS)
    per_run: int | None = Field(default=_POLICY.per_run, ge=1, le=MAX_MAILS)
    ramp: Annotated[RampPart | None, BeforeValidator(_not_empty)] = None
    per_domain: Annotated[DomainPacePart | None, BeforeValidator(_not_empty)] = None
    counted_in: CountedIn = _POLICY.counted_in


class SoftBouncesPart(_Part):
    """What stands under `policy.soft_bounces:`, unless that is off."""

    of: int = Field(default=_SOFT_BOUNCES.of, ge=1, le=50)
    at_most: int = Field(default=_SOFT_BOUNCES.at_most, ge=0, le=49)

    @model_validator(mode="after")
    def _can_be_exceeded(self) -> "SoftBouncesPart":
        if self.at_most >= self.of:
            raise ValueError(
                'suppresses nobody: "at_most" must be less than "of"; write "off" if you mean that'
            )
        return self


class BreakerPart(_Part):
    """What stands under `policy.breaker:`, unless that is off."""

    max_bounces: Percentage = _BREAKER.max_bounces
    max_complaints: Percentage = _BREAKER.max_complaints
    min_sample: int = Field(default=_BREAKER.min_sample, ge=10, le=100_000)


class CountriesPart(_Part):
    """What stands under `policy.countries:`."""

    only: CountryList | None = None
    without: CountryList | None = Field(default=None, alias="not")
    left_out: Stance = _COUNTRIES.left_out
    unknown: Stance | None = None

    @model_validator(mode="after")
    def _has_one_list(self) -> "CountriesPart":
        if self.only is not None and self.without is not None:
            raise ValueError('has "only" as well as "not"; countries that "only" does not list are left out')
        if self.only is None and self.without is None:
            raise ValueError(
                'names no country; list those to write to under "only", or the others under "not"'
            )
        return self


class AcrossPart(_Part):
    """What stands under `policy.across_campaigns:`."""

    cooldown: Duration | None = None
    one_sequence: OneSequence | None = None
    priority: int | None = Field(default=None, ge=-1000, le=1000)
    people_per_company_a_week: int | None = Field(default=None, ge=1, le=1000)

    @model_validator(mode="after")
    def _keeps_something(self) -> "AcrossPart":
        if not self.cooldown and self.one_sequence is None and self.people_per_company_a_week is None:
            raise ValueError(
                'keeps nothing: write "cooldown", "one_sequence" or "people_per_company_a_week", or leave it out'
            )
        return self

    @model_validator(mode="after")
    def _priority_counts(self) -> "AcrossPart":
        if self.priority is not None and self.one_sequence is None:
            raise ValueError('has a "priority" for nothing: write "one_sequence: priority", or leave it out')
        return self


class PolicyPart(_Part):
    """What stands under `policy:`."""

    max_leads_per_tick: int = Field(default=_POLICY.max_leads_per_tick, ge=1, le=10_000)
    max_steps_per_lead: int = Field(default=_POLICY.max_steps_per_lead, ge=1, le=MAX_STEPS)
    cooldown: Duration = _POLICY.cooldown
    unknown: UnknownPolicy = _POLICY.unknown
    soft_bounces: Annotated[SoftBouncesPart | None, BeforeValidator(_off)] = SoftBouncesPart()
    breaker: Annotated[BreakerPart | None, BeforeValidator(_off)] = BreakerPart()
    threading: Switch = _POLICY.threading
    track_opens: Switch = _POLICY.track_opens
    track_clicks: Switch = _POLICY.track_clicks
    role_accounts: Stance = _POLICY.role_accounts
    disposable_domains: Stance = _POLICY.disposable_domains
    countries: Annotated[CountriesPart | None, BeforeValidator(_not_empty)] = None
    ends: Day | None = _POLICY.ends
    across_campaigns: Annotated[AcrossPart | None, BeforeValidator(_not_empty)] = None


class HoursPart(_Part):
    """One entry of `window.hours`."""

    opens: TimeOfDay = Field(alias="from")
    closes: EndOfHours = Field(alias="to")

    @model_validator(mode="after")
    def _opens(self) -> "HoursPart":
        if self.opens == self.closes != time():
            raise ValueError(NEVER_OPENS)
        return self


class HolidaysPart(_Part):
    """What stands under `window.holidays:`, if leads rest on the holidays of their own countries."""

    lead: HolidayCodes = Field(min_length=1, max_length=MAX_OWN_COUNTRIES)
    others: Annotated[HolidayCodes, Field(max_length=MAX_COUNTRIES)] = Field(default=[])


class WindowPart(_Part):
    """What stands under `window:`: `from` and `to`, or `hours` with several of them."""

    days: list[Annotated[str, AfterValidator(_day)]] = Field(default=list(DAYS[:5]), min_length=1)
    opens: TimeOfDay | None = Field(default=None, alias="from")
    closes: EndOfHours | None = Field(default=None, alias="to")
    hours: Annotated[list[HoursPart], Field(min_length=1, max_length=MAX_HOURS)] | None = None
    timezone: Annotated[str, AfterValidator(_timezone)]
    holidays: Annotated[
        Annotated[HolidaysPart, Tag("[own]")]
        | Annotated[HolidayCodes, Field(max_length=MAX_COUNTRIES), Tag("[all]")],
        Discriminator(lambda value: "[own]" if isinstance(value, dict | HolidaysPart) else "[all]"),
    ] = Field(default=[])

    @model_validator(mode="after")
    def _has_hours(self) -> "WindowPart":
        if self.hours is not None:
            if (self.opens, self.closes) != (None, None):
                raise ValueError(
                    'has "hours" as well as "from" or "to"; write each pair of times under "hours"'
                )
        elif self.opens is None or self.closes is None:
            missing = "from" if self.opens is None else "to"
            raise ValueError(f'has no "{missing}"; write "from" and "to", or "hours" with several of them')
        elif self.opens == self.closes != time():
            raise ValueError(NEVER_OPENS)
        return self


def hours_of(window: WindowPart) -> list[OpenHours]:
    """Return the hours in the order of the file."""
    pairs: Sequence[HoursPart | WindowPart] = window.hours or [window]
    return [
        OpenHours(one.opens, one.closes) for one in pairs if one.opens is not None and one.closes is not None
    ]


class FieldPart(_Part):
    """One entry of `fields`."""

    default: str | None = None


class VariantPart(_Part):
    """One entry of `experiment.variants`."""

    name: Id
    weight: Annotated[int, Field(ge=1, le=MAX_WEIGHT), BeforeValidator(_weight)] = 1
    messages: dict[Id, Id] = Field(default={})
    stopped: Stopped | None = None


class ExperimentPart(_Part):
    """What stands under `experiment:`."""

    name: Id
    variants: list[VariantPart] = Field(min_length=1, max_length=MAX_VARIANTS)


class CampaignPart(_Part):
    """The whole file."""

    id: Id
    name: HeaderText
    sender: SenderPart
    sequence: Annotated[list[StepPart], Field(min_length=1, max_length=MAX_STEPS)] | None = None
    """Inline steps. The name of one of `sequences` is taken out before validation."""
    sequences: dict[Id, Annotated[list[StepPart], Field(min_length=1, max_length=MAX_STEPS)]] = Field(
        default={}
    )
    quotas: QuotasPart = QuotasPart()
    policy: PolicyPart = PolicyPart()
    window: Annotated[WindowPart | None, BeforeValidator(_not_empty)] = None
    experiment: Annotated[ExperimentPart | None, BeforeValidator(_not_empty)] = None
    fields: dict[
        Annotated[str, AfterValidator(_field_name)],
        Annotated[FieldPart, BeforeValidator(lambda value: {} if value is None else value)],
    ] = Field(default={})
    shards: int = Field(default=DEFAULT_SHARDS, ge=1, le=256)
    language: Language | None = None


PARTS: dict[str, type[BaseModel]] = {
    "": CampaignPart,
    "sender": SenderPart,
    "sender.pool": PoolSenderPart,
    "sender.pool.ramp": RampPart,
    "sequence": StepPart,
    "sequences": StepPart,
    "quotas": QuotasPart,
    "quotas.ramp": RampPart,
    "quotas.per_domain": DomainPacePart,
    "policy": PolicyPart,
    "policy.soft_bounces": SoftBouncesPart,
    "policy.breaker": BreakerPart,
    "policy.countries": CountriesPart,
    "policy.across_campaigns": AcrossPart,
    "window": WindowPart,
    "window.hours": HoursPart,
    "window.holidays": HolidaysPart,
    "fields": FieldPart,
    "experiment": ExperimentPart,
    "experiment.variants": VariantPart,
}
"""The part that lists the keys which may stand below a key of the file."""
