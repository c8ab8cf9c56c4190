"""Who plays in a drill, and what they are sent."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle, islice

from outreach.domain.address import lead_id, recipient_key
from outreach.domain.campaign import Campaign, CampaignSender, Policy, Step, UnknownPolicy
from outreach.domain.drill import PART, SIMULATOR, Part, address_of
from outreach.domain.enrollment import Lead
from outreach.domain.ids import CampaignId, Domain, MessageId
from outreach.domain.keyring import Keyring
from outreach.domain.suppression import RecipientRow

LEAST = 8
"""Fewer people cannot play every part."""
MOST = 500
STEPS = 2
SHARDS = 2
_EACH_ONCE = (
    Part.BEFORE,
    Part.AFTER,
    Part.UNSUBSCRIBES,
    Part.BOUNCES,
    Part.COMPLAINS,
    Part.SUPPRESSED,
    Part.OUT_OF_OFFICE,
)
_TWICE_IF_MANY = (Part.BEFORE, Part.AFTER, Part.UNSUBSCRIBES, Part.UNSUBSCRIBES)
_MANY = 20
"""From so many people on, more than one sender dies each way. Not many more: each death also holds up its batch."""
_TEXT = (
    "This mail belongs to a drill of the outreach stack. It goes to the mailbox simulator of Amazon SES, and nobody "
    "reads it."
)
_MESSAGES = {"first": "A drill", "second": "A drill, again"}
_WAVES = 4


def campaign_of(campaign_id: CampaignId, sender_identity: str, follow_up: timedelta) -> Campaign:
    """Return the campaign of a drill: two mails, the second `follow_up` after the first.

    No breaker pauses it, and its bounces count for nobody's. It is sent from the stack's own identity.
    """
    templates: dict[str, str] = {}
    for name, subject in _MESSAGES.items():
        templates[f"{name}.subject.txt"] = subject
        templates[f"{name}.txt"] = f"{_TEXT}\n\n{{{{ postal_address }}}}\n{{{{ unsubscribe_url }}}}\n"
        templates[f"{name}.html"] = (
            f'<p>{_TEXT}</p><p>{{{{ postal_address }}}}</p><p><a href="{{{{ unsubscribe_url }}}}">unsubscribe</a></p>'
        )
    return Campaign(
        campaign_id=campaign_id,
        name="Drill",
        sender=CampaignSender(_sender(sender_identity), "Mailbox simulator, Amazon SES"),
        steps=(Step(MessageId("first"), timedelta()), Step(MessageId("second"), follow_up)),
        policy=Policy(
            max_leads_per_tick=MOST,
            per_day=10 * MOST,
            cooldown=follow_up,
            unknown=UnknownPolicy.HOLD,
            soft_bounces=None,
            breaker=None,
            threading=False,
        ),
        fields={PART: ""},
        templates=templates,
        shards=SHARDS,
    )


def players(campaign_id: CampaignId, count: int, peppers: Keyring) -> list[Lead]:
    """Return the people of a drill, each at an address of the mailbox simulator that is new with each drill."""
    assert LEAST <= count <= MOST, f"from {LEAST} to {MOST} people can play in a drill"
    parts = [*_EACH_ONCE, *(_TWICE_IF_MANY if count >= _MANY else ())]
    parts += [Part.PLAIN] * (count - len(parts))
    return [_player(campaign_id, part, number, peppers) for number, part in enumerate(parts, 1)]


def part_of(lead: Lead) -> Part:
    """Return the part that a lead of a drill plays."""
    return Part(lead.fields[PART])


def waves(leads: Sequence[Lead]) -> list[list[Lead]]:
    """Part the people by when they enter: those who must have a first mail, those with deaths, then two for the stops.

    Who plays no special part is spread over all four.
    """
    entering: list[list[Lead]] = [[] for _ in range(_WAVES)]
    plain = [lead for lead in leads if part_of(lead) is Part.PLAIN]
    for wave, lead in zip(islice(cycle(reversed(range(_WAVES))), len(plain)), plain, strict=True):
        entering[wave].append(lead)
    for lead in leads:
        if part_of(lead) is not Part.PLAIN:
            entering[1 if part_of(lead) in {Part.BEFORE, Part.AFTER} else 0].append(lead)
    return entering


def row_of(lead: Lead) -> RecipientRow:
    """Return the recipient row that a lead needs before it is written to."""
    return RecipientRow(lead.recipient, lead.address)


def _player(campaign_id: CampaignId, part: Part, number: int, peppers: Keyring) -> Lead:
    address = address_of(campaign_id, part, number)
    return Lead(
        lead_id=lead_id(peppers, campaign_id, address),
        address=address,
        recipient=recipient_key(peppers, address),
        domains=(SIMULATOR, Domain("amazonses.com")),
        fields={PART: part.value},
    )


def _sender(identity: str) -> str:
    return identity if "@" in identity else f"drill@{identity}"
