"""Handles one received mail: a reply of a person, or what a machine or a mail system sent.

The steps, in this order:

    read        read the first megabytes of the mail, whatever they contain
    classify    decide who wrote: a person, a machine, a bounce, ...        domain/inbound/classification
    match       find the enrollment that the mail belongs to, and what      services/inbound/matching
                shows who wrote
    order       write orders and holds into the Suppression table, where every last look reads them.
                Enrollments are never written.
    keep        write a record with the new text. The raw mail stays in its store until it expires.
    forward     send what a person wrote to the campaign's own mailbox. Each lead has a daily quota for this,
                because anybody can write in a lead's name. A reply beyond the quota is still an order and is
                still kept.

Orders are written first, and every step can be repeated: an order that exists stays as it is, a hold is never
shortened, only the first record of a mail is kept, and a forwarded record is marked. So if handling a mail
fails half-way, the mail is handled again from its beginning. If it fails between the forwarding and the mark,
one reply is forwarded twice. No reply is left out, except beyond the quota. Each failed try to forward uses up
one unit of the quota.

A possible unsubscribe gives its order before its record, too. The record keeps the version of that order, which a
label lifts. Once there is a record, the same mail does not give the order again: it may have been lifted since.

A mail that belongs to no enrollment orders nothing. It is counted, and its record is kept for an operator.
"""

import logging
from dataclasses import dataclass

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Lead
from outreach.domain.inbound.classification import classify_mail
from outreach.domain.inbound.header_text import mailboxes
from outreach.domain.inbound.identifiers import identifiers_in
from outreach.domain.inbound.kinds import Classification, MailKind
from outreach.domain.inbound.mime import MAX_BYTES, ReceivedMail, read_mail
from outreach.domain.quota import FORWARDS_PER_DAY, forward_scope, quota_day
from outreach.domain.replacing import replace
from outreach.domain.reply import Orders, Reply, believed, company_of, is_forwarded, order_version, orders_of
from outreach.domain.senders import had, senders_in, written_by
from outreach.services.inbound.forwarding import forward_of
from outreach.services.inbound.matching import Match, Matching
from outreach.services.inbound.ports import InboundPorts, InboundRules

logger = logging.getLogger(__name__)

_OWN_COPY = "a mail of ours"
_OWN_SENDER = "written by the campaign's own sender"
_WRITTEN_BY_SOMEBODY = (
    MailKind.HUMAN,
    MailKind.UNSUBSCRIBE,
    MailKind.POSSIBLE_UNSUBSCRIBE,
    MailKind.OUT_OF_OFFICE,
    MailKind.AUTOMATIC,
)


@dataclass(frozen=True, slots=True)
class InboundReport:
    """The result of handling one mail."""

    kind: str
    sign: str = ""
    matched_by: str = ""
    campaign_id: str = ""
    lead_id: str = ""
    ordered: tuple[str, ...] = ()
    forwarded: bool = False


class Inbound:
    """Handles received mails, one at a time."""

    def __init__(self, ports: InboundPorts, rules: InboundRules) -> None:
        self._ports = ports
        self._rules = rules
        self._matching = Matching(ports, rules)

    def hear(self, mail_key: str) -> InboundReport:
        """Handle the mail that the raw mail store has under a key.

        Raises `errors.StoreUnavailable` if a store did not respond: then call it again.
        """
        raw = self._ports.raw_mails.read(mail_key, MAX_BYTES)
        if raw is None:
            self._ports.alarms.count("InboundMissing")
            return InboundReport("missing")
        mail = read_mail(raw)
        now = self._ports.clock.now()
        rules = self._rules
        found = identifiers_in(mail, rules.reply_domain, rules.message_ids_in, rules.receiver)
        match = self._matching.match(found)
        said = self._checked(classify_mail(mail, now), mail, match, own=self._matching.is_own(found))
        heard = self._heard(mail_key, mail, said, match)
        self._ports.alarms.count(metric_of(said.kind))
        if match is None:
            self._ports.alarms.count("InboundUnmatched")
        return heard

    def _checked(
        self, said: Classification, mail: ReceivedMail, match: Match | None, *, own: bool
    ) -> Classification:
        """Correct a classification by who wrote. A mail of ours, or of the campaign's sender, is not a reply."""
        if own:
            return replace(said, kind=MailKind.OWN_COPY, sign=_OWN_COPY)
        if match is None or said.kind not in _WRITTEN_BY_SOMEBODY:
            return said
        senders = senders_in(self._campaign(match))
        ours = {each.lower() for one in senders for each in (one.address, one.reply_to or one.address)}
        if any(address in ours for _, address in mailboxes(mail.headers.written("from"))):
            return replace(said, kind=MailKind.OWN_COPY, sign=_OWN_SENDER)
        return believed(said, match.trust)

    def _heard(
        self, mail_key: str, mail: ReceivedMail, said: Classification, match: Match | None
    ) -> InboundReport:
        now = self._ports.clock.now()
        reply = Reply(
            mail_id=mail_key.rpartition("/")[2],
            mail_key=mail_key,
            kind=said.kind,
            sign=said.sign,
            received_at=now,
            new_text=said.new_text if match else "",
            back_on=said.back_on,
        )
        if match is None:
            self._ports.replies.keep(reply)
            return InboundReport(said.kind, said.sign)
        key = match.enrollment.key
        reply = replace(
            reply,
            campaign_id=key.campaign_id,
            run_id=key.run_id,
            lead_id=key.lead_id,
            matched_by=match.by,
        )
        # The orders come before the record and the forwarding. If this dies half-way, the lead is already safe
        # from further mails, and the retry finds the orders in place.
        ordered, version = self._order(said, match, reply)
        kept = self._ports.replies.keep(replace(reply, order_version=version))
        forwarded = is_forwarded(said.kind) and self._forward(kept, mail, match)
        return InboundReport(said.kind, said.sign, match.by, key.campaign_id, key.lead_id, ordered, forwarded)

    def _order(self, said: Classification, match: Match, reply: Reply) -> tuple[tuple[str, ...], str]:
        """Write the orders and holds that the mail calls for.

        Returns their names, whether new or not, and the version of a possible unsubscribe.
        """
        lead, campaign_id = match.enrollment.lead, match.enrollment.key.campaign_id
        now = self._ports.clock.now()
        orders = orders_of(
            said, campaign_id, lead.address, now, trust=match.trust, company=self._rules.reply_stops_company
        )
        done: list[str] = []
        if orders.order is not None:
            self._ports.suppressions.order_recipient(lead.recipient, lead.address, orders.order)
            done.append(f"{orders.order.reason} {orders.order.scope}")
        if orders.hold is not None:
            self._ports.holds.hold(lead.recipient, campaign_id, orders.hold)
            done.append("hold")
        if orders.company is not None and (company := company_of(lead.domains)) is not None:
            self._ports.suppressions.order_domain(company, orders.company)
            done.append("company")
        version = self._ask_a_person(orders, lead, reply)
        return (*done, *(["possible"] if version else [])), version

    def _ask_a_person(self, orders: Orders, lead: Lead, reply: Reply) -> str:
        """Stop every campaign for the lead until a label says what the mail was; return the order's version.

        The version follows from the mail, because this function may not read orders: a retry gives the same one.
        """
        if orders.possible is None or self._ports.replies.standing(reply) is not None:
            return ""
        version = order_version(reply.mail_id)
        self._ports.suppressions.order_recipient(lead.recipient, lead.address, orders.possible, version)
        return version

    def _forward(self, reply: Reply, mail: ReceivedMail, match: Match) -> bool:
        if reply.forwarded_at is not None:
            return True
        if not self._may_forward(match):
            self._ports.alarms.count("InboundNotForwarded")
            return False
        forward = forward_of(reply, mail, match, self._campaign(match), self._rules.forward_to)
        self._ports.forwarder.forward(forward)
        self._ports.replies.mark_forwarded(reply, self._ports.clock.now())
        return True

    def _may_forward(self, match: Match) -> bool:
        key = match.enrollment.key
        scope = forward_scope(key.campaign_id, key.run_id, key.lead_id)
        day = quota_day(self._ports.clock.now())
        return self._ports.quotas.reserve(scope, day, 1, FORWARDS_PER_DAY) == 1

    def _campaign(self, match: Match) -> Campaign:
        """Return the campaign as the lead knows it: written by who sent the latest mail."""
        key = match.enrollment.key
        run = self._ports.controls.run(key.campaign_id, key.run_id)
        assert run is not None, "an enrollment's run has a control row"
        campaign = self._ports.campaigns.definition(key.campaign_id, run.revision)
        return written_by(campaign, had(match.enrollment))


def metric_of(kind: MailKind) -> str:
    """Name the metric that counts received mails of one kind: `InboundOutOfOffice`."""
    return f"Inbound{kind.title().replace('_', '')}"
