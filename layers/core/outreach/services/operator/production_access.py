"""The request for production access, written from what is true of a stack.

AWS asks for a kind of mail, a website and, here or in the case that it opens, a description of up to 5,000 characters:
what is sent to whom, where the addresses come from, and what becomes of bounces, complaints and requests to
unsubscribe. https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html

Only what was asked and holds is told. Everything else is a gap: what only a person knows stands in the text as
`[FILL IN: ...]`, and what is not set up yet is left out of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from shlex import quote

from outreach.domain.campaign import Policy
from outreach.domain.ids import CampaignId
from outreach.domain.sending_account import AccountFacts
from outreach.services.operator.preflight import Preflight
from outreach.services.operator.readiness.facts import Facts, Finding, Result, count
from outreach.services.operator.readiness.lines import findings
from outreach.services.operator.readiness.ports import (
    Alarm,
    ConfigurationSetFacts,
    NotAsked,
    SendingSetup,
)

LONGEST = 5_000
"""Characters that `UseCaseDescription` of SES's PutAccountDetails takes."""
FILL_IN = "[FILL IN: "
_WEBSITE = "YOUR_WEBSITE"
_ABOUT = f"{FILL_IN}what these e-mails are about, in a sentence or two.]"
_ORIGIN = (
    f"{FILL_IN}how each recipient asked for these e-mails (which form, which contract), and where you keep the record "
    "of it. AWS makes you confirm that you only write to people who explicitly requested it.]"
)
_OF_METRIC = {
    "Reputation.BounceRate": "the account's bounce rate reaches {:.2%}",
    "Reputation.ComplaintRate": "the account's complaint rate reaches {:.2%}",
    "BreakerOpened": "a campaign was paused because of its bounces or complaints",
    "SenderStopped": "SES refuses the sender",
    "UnsubscribeLost": "a request to unsubscribe could not be recorded",
    "FeedbackRefused": "SES reports what is not understood",
}


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """The text for AWS, what is missing from it, and the command that sends it."""

    text: str
    blanks: tuple[str, ...]
    """What only a person knows."""
    left_out: tuple[str, ...]
    """What would stand in the text if it held, or if it could have been asked."""
    command: str
    on_aws: bool
    in_production: bool
    """Whether SES, and no emulator, says that the account is out of the sandbox already."""


def access_request(
    facts: Facts, alarms: Sequence[Alarm] | NotAsked, website: str | None, unsubscribe_url: str, file: str
) -> AccessRequest:
    """Write the request. `file` is where the person will have put the text."""
    lines = {one.line: one for one in findings(facts)}
    account = facts.account if isinstance(facts.account, AccountFacts) else AccountFacts()
    site = website or account.website or _WEBSITE
    sections = (
        ("What we send", _what_we_send(facts)),
        ("Who gets it", _who_gets_it()),
        ("How people unsubscribe", _unsubscribing(facts, lines, unsubscribe_url)),
        ("Bounces and complaints", _feedback(facts, lines)),
        ("Who watches", _watching(lines, alarms)),
        ("Authentication", _authentication(lines)),
    )
    told = [(title, list(sentences)) for title, sentences in sections]
    text = "\n\n".join(f"{title}\n{' '.join(sentences)}" for title, sentences in told if sentences) + "\n"
    command = (
        f"aws sesv2 put-account-details --region {facts.region} --production-access-enabled --mail-type MARKETING "
        f"--contact-language EN --website-url {quote(site)} --use-case-description {quote(f'file://{file}')}"
    )
    return AccessRequest(
        text,
        tuple(_blanks(text, site)),
        tuple(_left_out(lines, alarms)),
        command,
        on_aws=facts.on_aws,
        in_production=facts.on_aws and account.production_access is True,
    )


def _what_we_send(facts: Facts) -> Iterator[str]:
    about = facts.campaign
    if about is None:
        yield f"{FILL_IN}how many e-mails you send a day, to how many people.]"
        yield _ABOUT
        return
    campaign, policy = about.campaign, about.campaign.policy
    steps = min(len(campaign.steps), policy.max_steps_per_lead)
    yield f'Sequences of at most {count(steps, "e-mail")} ("{campaign.name}"), from {campaign.sender.address}.'
    yield (
        f"At present {count(about.mails, 'e-mail')} at most to {count(about.leads, 'person').replace('persons', 'people')}, "
        f"and no more than {policy.per_day:,} a day."
    )
    yield from _restraint(policy)
    yield f"Each e-mail shows our postal address ({campaign.sender.postal_address})."
    yield _ABOUT


def _restraint(policy: Policy) -> Iterator[str]:
    hours = policy.cooldown.total_seconds() / 3600
    if hours >= 1:
        yield f"At least {hours:g} hours lie between two e-mails of a sequence."
    yield "A sequence ends when the recipient unsubscribes, complains, or the address bounces."


def _who_gets_it() -> Iterator[str]:
    yield _ORIGIN
    yield (
        "Before each e-mail the system reads its suppression list, strongly consistently and as the last thing before "
        "SES is asked. Importing recipients can add to this list and never takes anything off it."
    )


def _unsubscribing(facts: Facts, lines: dict[str, Finding], unsubscribe_url: str) -> Iterator[str]:
    if not (_holds(lines, "unsubscribe link") and _holds(lines, "one-click")):
        return
    yield (
        f"Each e-mail has a visible unsubscribe link and List-Unsubscribe headers for one click (RFC 8058), to a page "
        f"under {unsubscribe_url} that needs no login. A request is recorded before the page confirms it. One click "
        "holds for all our campaigns."
    )
    if facts.reply_domain and _holds(lines, "replies") and _holds(lines, "receipt rules"):
        yield "A reply ends the campaign for that person, and a reply that asks to unsubscribe counts as a request."


def _feedback(facts: Facts, lines: dict[str, Finding]) -> Iterator[str]:
    told = facts.configuration_set
    if _holds(lines, "SES events") and isinstance(told, ConfigurationSetFacts):
        yield (
            f"SES publishes its events through configuration set {told.name} to EventBridge, and a function handles "
            "each: a hard bounce or a complaint suppresses the address in every campaign."
        )
        yield from _policies(facts.campaign.campaign.policy if facts.campaign else Policy())
    if _holds(lines, "suppression list"):
        yield "In addition, SES's own suppression list keeps addresses that bounced or complained."


def _policies(policy: Policy) -> Iterator[str]:
    if policy.soft_bounces is not None:
        soft = policy.soft_bounces
        yield f"So do more than {soft.at_most} soft bounces in the last {soft.of} e-mails to an address."
    if policy.breaker is not None:
        breaker = policy.breaker
        yield (
            f"A campaign is paused by itself when its bounces exceed {breaker.max_bounces:.2%} or its complaints "
            f"{breaker.max_complaints:.3%} (with 95 % confidence, from {breaker.min_sample} e-mails on), and goes on "
            "only when a person says so."
        )


def _watching(lines: dict[str, Finding], alarms: Sequence[Alarm] | NotAsked) -> Iterator[str]:
    telling = [] if isinstance(alarms, NotAsked) else [one for one in alarms if one.tells_somebody]
    if telling and _holds(lines, "alarm mail"):
        named = dict.fromkeys(
            _OF_METRIC[one.metric].format(one.threshold) for one in telling if one.metric in _OF_METRIC
        )
        among = f", among others when {'; when '.join(named)}" if named else ""
        yield f"{count(len(telling), 'CloudWatch alarm')} mail a person{among}."
    yield "One command stops all sending at once, within one e-mail per running sender."


def _authentication(lines: dict[str, Finding]) -> Iterator[str]:
    if _holds(lines, "DKIM") and _holds(lines, "DKIM records"):
        yield "Our e-mails are signed with DKIM."
    if _holds(lines, "DMARC") and _holds(lines, "alignment"):
        yield f"DMARC: {lines['DMARC'].says.partition(',')[0]}, and our e-mails are aligned."


_TOLD = (
    "identity",
    "DKIM",
    "DKIM records",
    "DMARC",
    "alignment",
    "SES events",
    "suppression list",
    "unsubscribe link",
    "one-click",
    "alarm mail",
)
"""The lines of preflight that the text tells of, if they hold."""


def _blanks(text: str, site: str) -> Iterator[str]:
    if blanks := text.count(FILL_IN):
        yield f"{count(blanks, 'place')} in the text, marked {FILL_IN.strip()} ...]"
    if site == _WEBSITE:
        yield "your website: give it with --website"
    if len(text) > LONGEST:
        yield f"the text has {len(text):,} characters, and AWS takes {LONGEST:,}: shorten it"


def _left_out(lines: dict[str, Finding], alarms: Sequence[Alarm] | NotAsked) -> Iterator[str]:
    for name in _TOLD:
        if not _holds(lines, name):
            yield f"{name}: {lines[name].says}"
    if isinstance(alarms, NotAsked):
        yield f"alarms: {alarms.because}"
    elif not any(one.tells_somebody for one in alarms):
        yield "alarms: none of the stack tells anybody"


def _holds(lines: dict[str, Finding], name: str) -> bool:
    return lines[name].result is Result.PASSED


class ProductionAccess:
    """The use case: writes the request. It sends nothing and changes nothing."""

    def __init__(self, preflight: Preflight, setup: SendingSetup, unsubscribe_url: str) -> None:
        self._preflight = preflight
        self._setup = setup
        self._unsubscribe_url = unsubscribe_url

    def request(self, campaign_id: CampaignId | None, website: str | None, file: str) -> AccessRequest:
        """Return the request for a stack, and for the campaign that it is for. Raises `UnknownCampaign`."""
        facts = self._preflight.facts(campaign_id)
        return access_request(facts, self._setup.alarms(), website, self._unsubscribe_url, file)
