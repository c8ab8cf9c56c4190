"""Finds the enrollment that a received mail belongs to.

The strongest evidence is something in the mail that can only come from one of our mails. Without it, the
writer's address decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from outreach.domain.address import recipient_keys
from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.ids import RecipientKey, is_rehearsal, shard_of
from outreach.domain.inbound.identifiers import Identifiers
from outreach.domain.reply import Trust
from outreach.domain.reply_token import read_token
from outreach.domain.unsubscribe_token import read_token as read_link
from outreach.services.inbound.ports import InboundPorts, InboundRules


@dataclass(frozen=True, slots=True)
class Match:
    """The enrollment that a received mail belongs to, and how it was found."""

    enrollment: Enrollment
    by: str
    proved: bool
    """Whether the mail contains something that only a person who got our mail can know."""
    authenticated: bool = False
    """Whether it was found by its writer's address, whose domain the receiving server found authenticated."""

    @property
    def trust(self) -> Trust:
        """What shows that the mail is about the enrollment."""
        if self.proved:
            return Trust.PROVED
        return Trust.AUTHENTICATED if self.authenticated else Trust.DOUBTFUL


class Matching:
    """Finds enrollments. It writes nothing."""

    def __init__(self, ports: InboundPorts, rules: InboundRules) -> None:
        self._ports = ports
        self._rules = rules
        self._signing_keys = rules.keys

    def is_own(self, found: Identifiers) -> bool:
        """Whether the received mail is one that we sent ourselves, by whatever way it came back."""
        return found.own or any(read_link(self._signing_keys, link) for link in found.own_links)

    def match(self, found: Identifiers) -> Match | None:
        """Return the enrollment of a live run that the strongest evidence points to; None if there is none."""
        return self._by_proof(found) or self._by_newer_proof(found) or self._by_address(found)

    def _by_newer_proof(self, found: Identifiers) -> Match | None:
        """Look again if something may be signed with a key that was added since this worker started."""
        if not any((found.addressed, found.quoted, found.links)):
            return None
        newer = self._rules.read_keys_again()
        if newer is None or newer == self._signing_keys:
            return None
        self._signing_keys = newer
        return self._by_proof(found)

    def _by_proof(self, found: Identifiers) -> Match | None:
        if any((found.addressed, found.quoted)):
            runs = [run for run in self._ports.controls.runs() if not is_rehearsal(run.run_id)]
            for by, tokens in (("reply address", found.addressed), ("quoted reply address", found.quoted)):
                if enrollment := self._by_token(tokens, runs):
                    return Match(enrollment, by, proved=True)
        if enrollment := self._by_link(found.links):
            return Match(enrollment, "quoted unsubscribe link", proved=True)
        return None

    def _by_token(self, tokens: Iterable[str], runs: list[RunControl]) -> Enrollment | None:
        shards = {(run.campaign_id, run.run_id): run.shards for run in runs}
        for token in tokens:
            about = read_token(self._signing_keys, token, shards)
            if about is None:
                continue
            place = shard_of(about.lead_id, shards[about.campaign_id, about.run_id])
            key = EnrollmentKey(about.campaign_id, about.run_id, place, about.lead_id)
            if enrollment := self._ports.enrollments.get(key):
                return enrollment
        return None

    def _by_link(self, links: Iterable[str]) -> Enrollment | None:
        for link in links:
            about = read_link(self._signing_keys, link)
            if about is None or is_rehearsal(about.run_id):
                continue
            for enrollment in self._of([about.recipient]):
                if (enrollment.key.campaign_id, enrollment.key.run_id) == (about.campaign_id, about.run_id):
                    return enrollment
        return None

    def _by_address(self, found: Identifiers) -> Match | None:
        """Match by the addresses in the mail.

        A quoted Message-ID of a mail that we sent to one of these people is a proof. Without one, the mail
        belongs to its writer's enrollment with the most recent touch.
        """
        known = [e for e in self._of(self._keys(found.senders)) if e.touches]
        if found.message_ids:
            others = self._of(self._keys(found.mentioned))
            for enrollment in (*known, *others):
                sent = {touch.ses_message_id for touch in enrollment.touches.values()}
                if sent & set(found.message_ids):
                    return Match(enrollment, "message id", proved=True)
        latest = max(known, key=lambda e: max(touch.at for touch in e.touches.values()), default=None)
        return Match(latest, "sender", proved=False, authenticated=found.authenticated) if latest else None

    def _keys(self, addresses: Iterable[str]) -> Iterator[RecipientKey]:
        for address in addresses:
            yield from recipient_keys(self._rules.peppers, address)

    def _of(self, recipients: Iterable[RecipientKey]) -> Iterator[Enrollment]:
        for recipient in dict.fromkeys(recipients):
            for enrollment in self._ports.enrollments.of_recipient(recipient):
                if not is_rehearsal(enrollment.key.run_id):
                    yield enrollment
