"""Collects what is held about a person, and forgets a person who asks for it.

Forgetting removes everything in clear text and keeps one thing: the order not to write, under the keyed hash of
the address. It can be repeated, after a crash or at any time, because the hash is enough to find whatever is
left. The order of the writes matters:

1. Write the order not to write, under every pepper. From now on every last look finds the order and forbids
   the mail, and no import adds the person.
2. End every enrollment that waits, and blank all of them. An attempt in flight is left to its owner. If its
   last look is still to come, it finds the order. If not, the mail goes out and its settle still applies.
3. Remove the person from the audiences, so that no later run enrolls them. Of an earlier removal, take away the operator's
   words.
4. Delete the recorded mails of rehearsals, and the person's replies. The raw mail of a reply is deleted
   before its record, because the record says where the mail is.
5. Delete the rows that say which campaign wrote to the person last, and give the person's place in the week of the company
   to nobody.
6. Remove the clear address from the row that holds the order.

Everything after step 1 is found by key, with strongly consistent reads. An import or the start of a run may
overlap with this. What it wrote before is found here. What it wrote after is undone in one of two ways: an
import reads the orders again after its own writes (`services/operator/importing.py`), and an enrollment that a
run's start wrote is ended and blanked by the send path when it meets the order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from outreach.domain.across import Person, PersonRow, person_of, scope_of
from outreach.domain.address import Address, lead_id, recipient_keys
from outreach.domain.companies import company_domain
from outreach.domain.company_week import Company
from outreach.domain.delivery import DeliveryRecord
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Fence, Lead, State
from outreach.domain.ids import LIVE, CampaignId, LeadId, RecipientKey, shard_of
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.removal import Removal
from outreach.domain.reply import Reply
from outreach.domain.ses_event import TouchName
from outreach.domain.settlement import skip
from outreach.domain.suppression import EVERYWHERE, DomainRow, Order, RecipientRow
from outreach.services.heard_ports import Deliveries, RawMails, Replies
from outreach.services.operator.ports import Audience, ProofMails
from outreach.services.ports import (
    Campaigns,
    Clock,
    Companies,
    Controls,
    Enrollments,
    Persons,
    ProofMail,
    Suppressions,
)


@dataclass(frozen=True, slots=True)
class PersonPorts:
    """The ports behind which data about a person may be stored."""

    suppressions: Suppressions
    campaigns: Campaigns
    controls: Controls
    audience: Audience
    enrollments: Enrollments
    proof_mails: ProofMails
    persons: Persons
    companies: Companies
    deliveries: Deliveries
    replies: Replies
    raw_mails: RawMails
    clock: Clock


MAX_MAIL = 1_000_000
"""How many bytes of a received mail go into a dossier."""


@dataclass(frozen=True, slots=True)
class HeldReply:
    """A mail that the person sent us."""

    record: Reply
    mail: str | None
    """The mail as it was received; None if it has expired."""


@dataclass(frozen=True, slots=True)
class HeldDelivery:
    """What SES events said about one touch."""

    touch: TouchName
    record: DeliveryRecord


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is held about one person."""

    address: str
    recipient_keys: tuple[RecipientKey, ...]
    """The keyed hashes that stand for the address, one per pepper."""
    recipients: tuple[RecipientRow, ...]
    domains: tuple[DomainRow, ...]
    """Rows with orders about the domains of the address."""
    leads: tuple[tuple[CampaignId, Lead], ...]
    removals: tuple[tuple[CampaignId, Removal], ...]
    """The campaigns from which an operator removed the person."""
    enrollments: tuple[Enrollment, ...]
    last_written_by: tuple[PersonRow, ...]
    """Which touch has the person, of all campaigns that keep a distance to each other."""
    company_weeks: tuple[str, ...]
    """The weeks in which the person counts among the people of the company."""
    proof_mails: tuple[ProofMail, ...]
    deliveries: tuple[HeldDelivery, ...]
    replies: tuple[HeldReply, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held."""
        return not (self.recipients or self.leads or self.removals or self.enrollments)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting changed this time. All figures are zero if it had been done before."""

    newly_ordered: bool
    enrollments: int
    """How many were blanked."""
    ended: int
    """How many of them were waiting."""
    in_flight: int
    """How many had an attempt in flight, whose mail may still arrive."""
    audiences: int
    proof_mails: int
    replies: int


class Forgetting:
    """The use case."""

    def __init__(self, ports: PersonPorts, peppers: Keyring) -> None:
        self._ports = ports
        self._peppers = peppers

    def dossier(self, address: Address) -> Dossier:
        """Collect everything that is held about the address, under every pepper. Changes nothing."""
        ports, keys = self._ports, recipient_keys(self._peppers, address.text)
        enrollments = self._enrollments(address)
        return Dossier(
            address=address.text,
            recipient_keys=keys,
            recipients=tuple(row for key in keys if (row := ports.suppressions.recipient(key))),
            domains=tuple(found for one in address.domains if (found := ports.suppressions.domain(one))),
            leads=tuple(self._leads(address)),
            removals=tuple(self._removals(address)),
            enrollments=tuple(enrollments),
            company_weeks=tuple(self._company_weeks(address, keys, enrollments)),
            last_written_by=tuple(ports.persons.read(self._persons(keys, enrollments)).values()),
            proof_mails=tuple(
                mail for one in enrollments for mail in ports.proof_mails.of_enrollment(one.key)
            ),
            deliveries=tuple(delivery for one in enrollments for delivery in self._deliveries(one)),
            replies=tuple(self._held(reply) for one in enrollments for reply in self._replies(one)),
        )

    def forget(self, address: Address, actor: str) -> Forgotten:
        """Remove everything in clear text and keep the order, as the module's docstring says. Safe to repeat."""
        ports, keys = self._ports, recipient_keys(self._peppers, address.text)
        order = Order(EVERYWHERE, Reason.ERASED, "operator", actor, ports.clock.now())
        ordered = [ports.suppressions.order_recipient(key, None, order) for key in keys]
        enrollments = self._enrollments(address)
        ended = sum(map(self._end, enrollments))
        blanked = sum(ports.enrollments.erase(one.key) for one in enrollments)
        audiences = sum(self._leave(campaign_id, lead) for campaign_id, lead in self._leads(address))
        for campaign_id, removal in self._removals(address):
            wordless = replace(removal, because=None)
            ports.audience.note_removal(campaign_id, self._shards(campaign_id), wordless)
        proof_mails = sum(ports.proof_mails.erase(one.key) for one in enrollments)
        replies = sum(self._erase(reply) for one in enrollments for reply in self._replies(one))
        for person in self._persons(keys, enrollments):
            ports.persons.erase(person)
        for company, key in self._places_in_companies(address, keys, enrollments):
            ports.companies.forget(company, key)
        for key in keys:
            ports.suppressions.erase_address(key)
        in_flight = sum(one.state is State.SENDING for one in enrollments)
        return Forgotten(any(ordered), blanked, ended, in_flight, audiences, proof_mails, replies)

    def _enrollments(self, address: Address) -> list[Enrollment]:
        """Find the person's enrollments in every run: by their key, and through the index if the lead id differs."""
        ports, keys = self._ports, recipient_keys(self._peppers, address.text)
        found = {one.key: one for key in keys for one in ports.enrollments.of_recipient(key)}
        for run in ports.controls.runs():
            name = lead_id(self._peppers, run.campaign_id, address.text)
            place = EnrollmentKey(run.campaign_id, run.run_id, shard_of(name, run.shards), name)
            if one := ports.enrollments.get(place):
                found[place] = one
        return sorted(found.values(), key=lambda one: (one.key.campaign_id, one.key.run_id, one.key.lead_id))

    def _company_weeks(
        self, address: Address, keys: Sequence[RecipientKey], enrollments: Sequence[Enrollment]
    ) -> list[str]:
        places = list(self._places_in_companies(address, keys, enrollments))
        rows = self._ports.companies.read([company for company, _ in dict.fromkeys(places)])
        return sorted({rows[one].week for one, key in places if one in rows and key in rows[one].people})

    def _persons(self, keys: Sequence[RecipientKey], enrollments: Sequence[Enrollment]) -> list[Person]:
        """Name the person's rows: of all live runs, and of each rehearsal."""
        rehearsed = {person_of(one.key, one.lead.recipient) for one in enrollments}
        return sorted({*(Person(LIVE, key) for key in keys), *rehearsed})

    def _places_in_companies(
        self, address: Address, keys: Sequence[RecipientKey], enrollments: Sequence[Enrollment]
    ) -> Iterator[tuple[Company, RecipientKey]]:
        """Name where the person may count among the people of the company, by the domains of the address."""
        domain = company_domain(address.domains)
        if domain is None:
            return
        scopes = sorted({str(LIVE), *(scope_of(one.key) for one in enrollments)})
        yield from ((Company(scope, domain), key) for scope in scopes for key in keys)

    def _leads(self, address: Address) -> list[tuple[CampaignId, Lead]]:
        """Find the person in every audience: by their key, and through the index if the lead id differs."""
        ports, keys = self._ports, recipient_keys(self._peppers, address.text)
        found = {
            (campaign_id, lead.lead_id): lead
            for key in keys
            for campaign_id, lead in ports.audience.of_recipient(key)
        }
        for campaign_id, name in self._names(address):
            if lead := ports.audience.lead(campaign_id, self._shards(campaign_id), name):
                found[campaign_id, name] = lead
        return [(campaign_id, lead) for (campaign_id, _), lead in sorted(found.items())]

    def _removals(self, address: Address) -> Iterator[tuple[CampaignId, Removal]]:
        for campaign_id, name in self._names(address):
            if removal := self._ports.audience.removal(campaign_id, self._shards(campaign_id), name):
                yield campaign_id, removal

    def _names(self, address: Address) -> Iterator[tuple[CampaignId, LeadId]]:
        """Name the person in each campaign, whether it has the person or not."""
        for campaign_id in self._ports.campaigns.ids():
            yield campaign_id, lead_id(self._peppers, campaign_id, address.text)

    def _shards(self, campaign_id: CampaignId) -> int:
        current = self._ports.campaigns.current(campaign_id)
        assert current is not None, "it is in the list of campaigns"
        return current[1].shards

    def _end(self, enrollment: Enrollment) -> bool:
        """End an enrollment that waits. If it has just been claimed, the last look of that attempt ends it."""
        run = self._ports.controls.run(enrollment.key.campaign_id, enrollment.key.run_id)
        if enrollment.state is not State.DUE or run is None:
            return False
        campaign = self._ports.campaigns.definition(run.campaign_id, run.revision)
        change = skip(enrollment, campaign, Reason.ERASED, self._ports.clock.now())
        fence = Fence(enrollment.step, enrollment.attempt)
        return self._ports.enrollments.move(enrollment.key, fence, change)

    def _leave(self, campaign_id: CampaignId, lead: Lead) -> bool:
        return self._ports.audience.remove(campaign_id, self._shards(campaign_id), lead.lead_id)

    def _replies(self, enrollment: Enrollment) -> list[Reply]:
        key = enrollment.key
        return self._ports.replies.of_lead(key.campaign_id, key.run_id, key.lead_id)

    def _held(self, reply: Reply) -> HeldReply:
        raw = self._ports.raw_mails.read(reply.mail_key, MAX_MAIL)
        return HeldReply(reply, None if raw is None else raw.decode(errors="replace"))

    def _erase(self, reply: Reply) -> bool:
        # The mail before its record: a retry finds the mail through the record.
        self._ports.raw_mails.delete(reply.mail_key)
        return self._ports.replies.erase(reply)

    def _deliveries(self, enrollment: Enrollment) -> Iterator[HeldDelivery]:
        for step in range(enrollment.step + 1):
            touch = TouchName(enrollment.key, step)
            if record := self._ports.deliveries.get(touch):
                yield HeldDelivery(touch, record)
