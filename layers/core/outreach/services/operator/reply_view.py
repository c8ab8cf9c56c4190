"""Shows what people wrote back, and the mails that matched nobody.

Records hold the new text of a reply, and nothing of a mail that matched nobody. Who wrote, the subject and what is quoted are
read from the mail itself, as long as its bucket keeps it. A mail is read by the reader of the inbound function, which
renders nothing: what it returns is text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from outreach.domain.ids import CampaignId
from outreach.domain.inbound.header_text import mailboxes
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.inbound.mime import MAX_BYTES, ReceivedMail, read_mail
from outreach.domain.inbound.reply_text import new_text, whole_text
from outreach.domain.reply import Label, Reply
from outreach.domain.reply_counts import PERSONAL
from outreach.errors import UnknownCampaign
from outreach.services.heard_ports import RawMails, Replies
from outreach.services.operator.reply_search import FoundReply, ReplySearch
from outreach.services.ports import Campaigns, Clock

KEPT = timedelta(days=30)
"""How long the bucket keeps a mail (template.yaml)."""
_MAY_ASK = frozenset({MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE})


@dataclass(frozen=True, slots=True)
class WantedReplies:
    """Which replies are asked for. What is empty or None lets every reply through."""

    campaign_id: CampaignId | None = None
    kinds: frozenset[MailKind] = PERSONAL
    labels: frozenset[Label | None] = frozenset()
    """None stands for replies without a label."""
    since: datetime | None = None

    def fits(self, reply: Reply) -> bool:
        """Whether a reply is asked for, whatever its kind is."""
        return (
            self.campaign_id in (None, reply.campaign_id)
            and (not self.labels or reply.label in self.labels)
            and (self.since is None or reply.received_at >= self.since)
        )


@dataclass(frozen=True, slots=True)
class ListedReplies:
    """Replies that fit."""

    waiting: Sequence[FoundReply]
    """Those that wait for a label, or whose label was not carried out: oldest first, and never left out."""
    others: Sequence[FoundReply]
    """Newest first."""
    left_out: int
    """How many others there are besides."""
    of_other_kinds: Counter[MailKind] = field(default_factory=Counter)
    """What fits but for its kind."""


@dataclass(frozen=True, slots=True)
class MailText:
    """What a received mail says, as plain text. All of it was written by a stranger."""

    writers: Sequence[tuple[str, str]]
    """Name and address of each mailbox in From, as written there."""
    subject: str
    new: str
    whole: str
    """With what it quotes."""


@dataclass(frozen=True, slots=True)
class ReadReply:
    """A reply with its mail."""

    found: FoundReply
    mail: MailText | None
    """None if its bucket has it no more."""


@dataclass(frozen=True, slots=True)
class UnmatchedMails:
    """Mails that matched nobody."""

    mails: Sequence[ReadReply]
    """Those that may ask not to be written to come first, then the newest."""
    left_out: int


class ReplyView:
    """The use case behind `outreach replies`, but for its labels."""

    def __init__(
        self,
        search: ReplySearch,
        replies: Replies,
        raw_mails: RawMails,
        campaigns: Campaigns,
        clock: Clock,
    ) -> None:
        self._clock = clock
        self._search = search
        self._replies = replies
        self._raw_mails = raw_mails
        self._campaigns = campaigns

    def listed(self, wanted: WantedReplies, limit: int) -> ListedReplies:
        """List what fits: all that waits, and at most `limit` others. Raises `UnknownCampaign`."""
        if wanted.campaign_id is not None and self._campaigns.current(wanted.campaign_id) is None:
            raise UnknownCampaign(wanted.campaign_id)
        waiting = self.waiting(wanted)
        known = {found.reply.mail_id for found in waiting}
        fitting = [
            reply
            for reply in self._search.records(wanted.campaign_id)
            if wanted.fits(reply) and reply.mail_id not in known
        ]
        others = newest_first(reply for reply in fitting if reply.kind in wanted.kinds)
        return ListedReplies(
            waiting,
            self._search.with_writers(others[:limit]),
            len(others[limit:]),
            Counter(reply.kind for reply in fitting if reply.kind not in wanted.kinds),
        )

    def waiting(self, wanted: WantedReplies) -> list[FoundReply]:
        """List what waits for a person and fits: oldest first. It costs one query, however many replies there are."""
        return [
            found
            for found in self._search.waiting()
            if wanted.fits(found.reply) and found.reply.kind in wanted.kinds
        ]

    def shown(self, name: str) -> ReadReply:
        """Read one reply, or a mail that matched nobody, by its id or the beginning of it. Raises `RefusedChange`."""
        return self.read(self._search.named(name))

    def read(self, found: FoundReply) -> ReadReply:
        """Add the mail to a reply."""
        raw = self._raw_mails.read(found.reply.mail_key, MAX_BYTES)
        return ReadReply(found, None if raw is None else _text_of(read_mail(raw)))

    def unmatched(self, since: datetime | None, limit: int) -> UnmatchedMails:
        """Read the mails that matched nobody: at most `limit` of those that are still there.

        Only those are looked for that the bucket can still have. Anybody may write to the reply domain, so there may be many.
        """
        oldest = self._clock.now() - KEPT
        records = _once(self._replies.of_nobody(max(since or oldest, oldest)))
        ordered = sorted(newest_first(records), key=lambda reply: reply.kind not in _MAY_ASK)
        there: list[ReadReply] = []
        for place, reply in enumerate(ordered):
            read = self.read(FoundReply(reply, ""))
            if read.mail is not None:
                there.append(read)
            if len(there) == limit:
                return UnmatchedMails(there, len(ordered) - place - 1)
        return UnmatchedMails(there, 0)


def newest_first(replies: Iterable[Reply]) -> list[Reply]:
    """Sort replies by the time at which they came."""
    return sorted(replies, key=lambda reply: reply.received_at, reverse=True)


def _once(replies: Iterator[Reply]) -> Iterable[Reply]:
    """Return one record for each mail: one that was handled again may have two, because nobody's are kept by time."""
    first: dict[str, Reply] = {}
    for reply in replies:
        first.setdefault(reply.mail_id, reply)
    return first.values()


def _text_of(mail: ReceivedMail) -> MailText:
    writers = [(name, address) for name, address in mailboxes(mail.headers.written("from")) if address]
    return MailText(writers, mail.headers.get("subject"), new_text(mail), whole_text(mail))
