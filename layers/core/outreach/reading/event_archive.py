"""Reads an archive of the stack's own events: a folder with files of JSON lines, plain or packed (`infra/events/archive.yaml`).

Each line is an event as EventBridge puts it on the bus. Events come more than once and in any order. What is left out:
events from before a given time, and kinds that change nothing that a stack must not forget. What cannot be read is refused,
with its file and line: who restores must not go on with a part of it.
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from outreach.bus_event_messages import (
    DETAILS,
    SOURCE,
    VERSION,
    LeadHeld,
    LeadOutOfOffice,
    LeadRemoved,
    LeadReopened,
    LeadReplied,
    LeadStopped,
    LeadSuppressed,
    LeadUnsubscribed,
    MailBounced,
    MailClicked,
    MailComplained,
    MailDelivered,
    MailOpened,
    MailSent,
    RunCancelled,
    RunPaused,
    RunResumed,
    SenderResumed,
    SenderStopped,
    SequenceFinished,
)
from outreach.domain.bus_event import BusEventKind, Place
from outreach.domain.experiment import Arm
from outreach.domain.ids import CampaignId, ClaimId, LeadId, MessageId, RecipientKey, SesMessageId
from outreach.domain.inbound.kinds import Classification, MailKind
from outreach.domain.reasons import Reason
from outreach.domain.replaying import Finished, Proved, Reopened, Replied, SentMail, Told
from outreach.domain.reply import Trust, order_version, orders_of
from outreach.domain.suppression import EVERYWHERE, Hold, Order
from outreach.errors import BadFile

CLOCKS_DIFFER = timedelta(minutes=10)
"""By how much the clock of who recorded an event may be behind that of the table."""
ACTOR = "restore"
"""Who gives the orders that are read. Who gave them first is in no event."""
_SUFFIXES = (".jsonl", ".jsonl.gz")
_FAILED = "failed"
"""The folder in which Firehose keeps what it could not write."""


@dataclass(slots=True)
class _Archive:
    """What was read so far."""

    told: Told = field(default_factory=Told)
    seen: set[str] = field(default_factory=set)
    paused: dict[CampaignId, tuple[datetime, str | None]] = field(default_factory=dict)
    """By campaign: when its live run was paused or resumed last, and why it was paused; None: it was resumed."""
    senders: dict[tuple[CampaignId, str], tuple[datetime, bool]] = field(default_factory=dict)
    """By campaign and sender: when it was stopped or resumed last, and whether it was stopped."""


def read_archive(folder: Path, since: datetime, place: Place) -> Told:
    """Read every event of `since` and later, and of the minutes before it by which clocks may differ.

    Raises `BadFile` if a file is damaged or holds something else, if an event is of another account or region, or if there
    is no event at all.
    """
    if not folder.is_dir():
        raise BadFile(str(folder), "there is no such folder", remedy="copy the bucket with `aws s3 sync`")
    failed = next((path for path in folder.rglob("*") if _FAILED in path.parts and path.is_file()), None)
    if failed is not None:
        raise BadFile(
            str(failed),
            "Firehose could not write these events to the archive",
            remedy="the archive is not whole without them: put them into a .jsonl file, and take this folder away",
        )
    told = told_by(_events(folder, place), since)
    if not told.events:
        raise BadFile(str(folder), "holds no events", remedy=f"its files end in {' or '.join(_SUFFIXES)}")
    return told


def told_by(details: Iterable[Any], since: datetime) -> Told:
    """Put together what events tell, each given as the model of its kind."""
    archive = _Archive()
    for detail in details:
        _take(archive, detail, since - CLOCKS_DIFFER)
    _conclude(archive)
    return archive.told


def _events(folder: Path, place: Place) -> Iterator[Any]:
    for path in sorted(path for path in folder.rglob("*") if path.name.endswith(_SUFFIXES)):
        for number, line in enumerate(_lines(path), start=1):
            yield _event(path, number, line, place)


def _lines(path: Path) -> Iterator[str]:
    try:
        with _opened(path) as file:
            yield from (line for line in file if line.strip())
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise BadFile(str(path), f"is damaged ({error})", remedy="copy it from the bucket again") from error


def _opened(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def _event(path: Path, number: int, line: str, place: Place) -> Any:
    """Return the detail of an event by its schema."""

    def refuse(problem: str, remedy: str | None = None) -> BadFile:
        return BadFile(str(path), problem, line=number, remedy=remedy)

    try:
        event = json.loads(line)
        source, name = event["source"], event["detail-type"]
        detail, found = event["detail"], Place(event["account"], event["region"])
        version = detail["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise refuse("is no event as EventBridge writes it", "copy the file from the bucket again") from error
    if source != SOURCE:
        raise refuse(f'an event of "{source}", not of "{SOURCE}"')
    if found != place:
        raise refuse(
            f"an event of account {found.account} in {found.region}; this stack is in {place.account}, {place.region}"
        )
    if name not in {kind.value for kind in BusEventKind} or version != VERSION:
        raise refuse(f'an event "{name}" of version {version}', "another version of this program knows it")
    model = DETAILS[BusEventKind(name)]
    try:
        return model.model_validate(
            {key: value for key, value in detail.items() if key in model.model_fields}
        )
    except ValidationError as error:
        raise refuse(f'not what a "{name}" holds: {error.errors()[0]["msg"]}') from error


def _take(archive: _Archive, detail: Any, since: datetime) -> None:
    told = archive.told
    told.events += 1
    told.first_at = min(told.first_at or detail.at, detail.at)
    told.last_at = max(told.last_at or detail.at, detail.at)
    if detail.at < since or detail.id in archive.seen:
        return
    archive.seen.add(detail.id)
    _take_of_lead(told, detail)
    _take_order(told, detail)
    _take_stop_of_a_run(archive, detail)


def _take_of_lead(told: Told, detail: Any) -> None:
    """Take what happened to one lead in one campaign."""
    match detail:
        case MailSent():
            told.of_leads.append(_sent(detail))
        case MailDelivered() | MailBounced() | MailComplained() | MailOpened() | MailClicked():
            about_mail = (CampaignId(detail.campaign), LeadId(detail.lead), detail.step)
            told.of_leads.append(Proved(detail.id, *about_mail, detail.at))
        case SequenceFinished():
            told.of_leads.append(_end(detail, Reason(detail.reason), detail.recipient))
        case LeadStopped():
            told.of_leads.append(_end(detail, Reason.STOPPED, detail.recipient))
        case LeadRemoved():
            told.of_leads.append(_end(detail, Reason.STOPPED, None))
        case LeadReopened():
            about = (CampaignId(detail.campaign), LeadId(detail.lead), RecipientKey(detail.recipient))
            told.of_leads.append(Reopened(detail.id, *about, detail.at))


def _take_order(told: Told, detail: Any) -> None:
    """Take what stands in the Suppression table, or follows from a reply."""
    match detail:
        case LeadUnsubscribed():
            told.orders.append(_order(detail, Reason.UNSUBSCRIBED))
        case LeadSuppressed():
            told.orders.append(_order(detail, Reason(detail.reason)))
        case LeadHeld():
            hold = Hold(detail.until, "operator", detail.by)
            told.holds.append((RecipientKey(detail.recipient), detail.campaign or EVERYWHERE, hold))
        case LeadReplied():
            told.replies.append(_replied(detail, MailKind(detail.reply)))
        case LeadOutOfOffice():
            told.replies.append(_replied(detail, MailKind.OUT_OF_OFFICE, detail.back_on))


def _take_stop_of_a_run(archive: _Archive, detail: Any) -> None:
    """Take the latest stop or resumption. A resumption is taken as earlier by what clocks may differ, so that it hides no later stop."""
    match detail:
        case RunCancelled():
            archive.told.cancelled[CampaignId(detail.campaign)] = _why(detail)
        case RunPaused():
            _later(archive.paused, CampaignId(detail.campaign), (detail.at, _why(detail)))
        case RunResumed():
            _later(archive.paused, CampaignId(detail.campaign), (detail.at - CLOCKS_DIFFER, None))
        case SenderStopped() | SenderResumed():
            stopped = isinstance(detail, SenderStopped)
            # Without its address nobody knows which sender was resumed. So each stop stands.
            about_sender = (CampaignId(detail.campaign), detail.sender or (detail.id if stopped else ""))
            _later(
                archive.senders, about_sender, (detail.at if stopped else detail.at - CLOCKS_DIFFER, stopped)
            )


def _why(detail: RunPaused | RunCancelled) -> str:
    return f"{detail.by}: {detail.reason}" if detail.reason else detail.by


def _end(detail: SequenceFinished | LeadStopped | LeadRemoved, reason: Reason, who: str | None) -> Finished:
    recipient = None if who is None else RecipientKey(who)
    about = (CampaignId(detail.campaign), LeadId(detail.lead), recipient)
    return Finished(detail.id, *about, detail.at, reason)


def _order(
    detail: LeadUnsubscribed | LeadSuppressed, reason: Reason
) -> tuple[RecipientKey, str | None, Order]:
    order = Order(detail.campaign or EVERYWHERE, reason, detail.source, ACTOR, detail.at)
    return RecipientKey(detail.recipient), detail.address, order


def _sent(detail: MailSent) -> SentMail:
    return SentMail(
        event_id=detail.id,
        campaign_id=CampaignId(detail.campaign),
        lead_id=LeadId(detail.lead),
        recipient=RecipientKey(detail.recipient),
        step=detail.step,
        message_id=MessageId(detail.message),
        at=detail.at,
        assumed=detail.assumed,
        claim_id=None if detail.claim is None else ClaimId(detail.claim),
        ses_message_id=None if detail.ses_message_id is None else SesMessageId(detail.ses_message_id),
        arm=None if detail.arm is None else Arm.parse(detail.arm),
        sender=detail.sender,
    )


def _replied(detail: LeadReplied | LeadOutOfOffice, kind: MailKind, back_on: str | None = None) -> Replied:
    """Give the orders that the mail gave when it came. What an operator said of it since is not known."""
    campaign_id = CampaignId(detail.campaign)
    said = Classification(kind, "replayed", back_on=None if back_on is None else date.fromisoformat(back_on))
    given = orders_of(said, campaign_id, "", detail.at, trust=Trust.AUTHENTICATED, company=True)
    orders = [(order, None) for order in (given.order,) if order is not None]
    possible = [(order, order_version(detail.mail)) for order in (given.possible,) if order is not None]
    return Replied(campaign_id, LeadId(detail.lead), (*orders, *possible), given.company, given.hold)


def _later(known: dict[Any, Any], key: Any, said: tuple[datetime, str | bool | None]) -> None:
    if key not in known or known[key][0] <= said[0]:
        known[key] = said


def _conclude(archive: _Archive) -> None:
    """Say which runs must be paused: those that were, and those with a sender that is stopped."""
    stops = {
        campaign_id: "a sender was stopped" for (campaign_id, _), said in archive.senders.items() if said[1]
    }
    pauses = {name: why for name, (_, why) in archive.paused.items() if why is not None}
    archive.told.paused = {**stops, **pauses}
