"""Notes on the messages of a campaign: what its author may want to change before it goes to anybody."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain

from outreach.domain.campaign import Campaign
from outreach.errors import BadFile
from outreach.reading.message_analysis import message_ids
from outreach.reading.message_origins import NO_ORIGINS, Origin, in_source
from outreach.reading.message_rules import RULES, Rule, Sign
from outreach.reading.sample_mail import SampleMail, sample_mail
from outreach.rendering.renderer import PARTS
from outreach.rendering.sandbox import MessageEnvironment, is_html

MOST = 5
"""How many notes of one rule a part of a message gets. One more says how many others there are."""


def notes_on(
    campaign: Campaign,
    used: frozenset[str],
    folder: str = "",
    origins: Mapping[str, Origin] = NO_ORIGINS,
) -> tuple[str, ...]:
    """Return notes on every message of a campaign without problems. `used` are the templates that messages use.

    `origins` are the files of templates that were made from others.

    Each says where, what, why it matters and what to do, and names its rule. A note on a shared layout comes once.
    """
    environment = MessageEnvironment(campaign.templates)
    mails = ((name, sample_mail(campaign, environment, name)) for name in message_ids(campaign))
    found = ((name, mail) for name, mail in mails if mail is not None)
    notes = chain.from_iterable(_about(campaign, used, folder, origins, name, mail) for name, mail in found)
    return tuple(dict.fromkeys(notes))


def _about(
    campaign: Campaign,
    used: frozenset[str],
    folder: str,
    origins: Mapping[str, Origin],
    message_id: str,
    mail: SampleMail,
) -> Iterator[str]:
    for rule in RULES:
        signs = list(dict.fromkeys(rule.signs(mail)))
        for part in PARTS:
            here = [sign for sign in signs if sign.part == part]
            for sign in here[:MOST]:
                file, line = _place(campaign, used, origins, f"{message_id}{part}", sign)
                yield _told(rule, f"{folder}{file}", line, sign.what)
            if len(here) > MOST:
                file, _ = in_source(origins, f"{message_id}{part}", None)
                yield f"{folder}{file}: {len(here) - MOST} more like this ({rule.name})"


def _told(rule: Rule, file: str, line: int | None, what: str) -> str:
    return str(BadFile(file, f"{what}: {rule.reason}", line=line, remedy=f"{rule.remedy} ({rule.name})"))


def _place(
    campaign: Campaign, used: frozenset[str], origins: Mapping[str, Origin], name: str, sign: Sign
) -> tuple[str, int | None]:
    """Return the file in which something is written, and its line. What is put together stands in none."""
    if sign.written:
        parts = {f"{message_id}{part}" for message_id in message_ids(campaign) for part in PARTS}
        shared = (each for each in sorted(used - parts) if is_html(each) == is_html(name))
        for template in (name, *shared):
            origin = origins.get(template) or Origin(template, campaign.templates[template])
            if line := _line(origin.source, (sign.written, escape(sign.written))):
                return origin.file, line
    return in_source(origins, name, None)


def _line(source: str, texts: Iterable[str]) -> int | None:
    places = [place for text in texts if (place := source.find(text)) >= 0]
    return source.count("\n", 0, places[0]) + 1 if places else None
