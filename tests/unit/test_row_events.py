"""Which events a row stands for, which of them a change adds, and that the same happening has the same id."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations, product

import pytest

from outreach.domain.breaker import ACTOR
from outreach.domain.bus_event import NO_ADDRESS, BusEventKind, without_addresses
from outreach.domain.campaign import WhenStopped
from outreach.domain.control import RunStatus, SenderState
from outreach.domain.correction import Correction
from outreach.domain.delivery import DeliveryRecord, Fact, Mark, merge
from outreach.domain.enrollment import State, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.ids import LIVE, ClaimId, SesMessageId, rehearsal
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.removal import Removal
from outreach.domain.reply import Label, Reply
from outreach.domain.row_events import LONGEST, Delivery, Removed, added_events, events_of
from outreach.domain.ses_event import TouchName
from outreach.domain.suppression import EVERYWHERE, Hold
from world.builders import (
    CAMPAIGN,
    DAY,
    MINUTE,
    NOON,
    a_key,
    a_lead,
    a_recipient_row,
    a_run,
    a_touch,
    an_enrollment,
    an_order,
)

JANE = a_lead()
SES_ID = SesMessageId("0100-ses")
SENT = a_touch(claim_id=ClaimId("claim-1"), ses_message_id=SES_ID)
DELIVERED = Mark(NOON)
AUTOMATIC = Mark(NOON, "Transient; General; automatic")


def a_delivery(*, run_id=LIVE, **marks):
    """A delivery record by the names of its facts."""
    facts = {Fact(name): mark for name, mark in marks.items()}
    return Delivery(TouchName(a_key(run_id=run_id), 0), DeliveryRecord(facts, frozenset({SES_ID})))


def a_reply(kind=MailKind.HUMAN, **changes):
    reply = Reply(
        mail_id="mail-1",
        mail_key="mail/mail-1",
        kind=kind,
        sign="",
        received_at=NOON,
        campaign_id=CAMPAIGN,
        run_id=LIVE,
        lead_id=JANE.lead_id,
        new_text="Call me at jane@acme.example",
    )
    return replace(reply, **changes)


def kinds(events):
    return [event.kind.value for event in events]


def ids(events):
    return [event.id for event in events]


ANNA_STOPPED = SenderState("anna@us.example", WhenStopped.WAIT, NOON, ACTOR, 1, "too many bounces")
ANNA_RESUMED = SenderState("anna@us.example", None, NOON + DAY, "ada", 2)

CORRECTED = replace(JANE, corrections=(Correction(NOON, "ada", {"last_name": "", "first_name": "Jnae"}),))
STOP = Instruction(InstructionKind.STOP, NOON + MINUTE, "ada", "is a customer now", 1, 0)
REOPEN = Instruction(InstructionKind.REOPEN, NOON + DAY, "ada", None, 1, 0)
HELD = Hold(NOON + 9 * DAY, "operator", "ada", NOON)


def a_removal(*, at=NOON, because="another person", **enrolled_at):
    runs = {name.replace("_", "-"): moment for name, moment in enrolled_at.items()}
    return Removed(CAMPAIGN, Removal(JANE.lead_id, at, "ada", because, runs))


# --- what a row stands for ---

INTERESTED = {"label": Label.INTERESTED, "labelled_by": "ada", "labelled_at": NOON + MINUTE}

ENDED = {"state": State.ENDED, "lane": None, "due_at": None, "reason": Reason.COMPLETED}
ROWS = {
    "a lead that waits": (an_enrollment(), ["lead.enrolled"]),
    "in flight": (an_enrollment(state=State.SENDING), ["lead.enrolled"]),
    "sent once": (an_enrollment(step=1, touches={0: SENT}), ["lead.enrolled", "mail.sent"]),
    "sent twice": (
        an_enrollment(step=2, touches={0: SENT, 1: replace(SENT, step=1)}),
        ["lead.enrolled", "mail.sent", "mail.sent"],
    ),
    "sent, and no claim is on record": (
        an_enrollment(touches={0: replace(SENT, claim_id=None)}),
        ["lead.enrolled", "mail.sent"],
    ),
    "assumed to be sent": (
        an_enrollment(touches={0: replace(SENT, state=TouchState.ASSUMED_SENT)}),
        ["lead.enrolled", "mail.sent"],
    ),
    **{
        f"a touch that is {state.value}": (
            an_enrollment(touches={0: replace(SENT, state=state)}),
            ["lead.enrolled"],
        )
        for state in TouchState
        if state not in (TouchState.SENT, TouchState.ASSUMED_SENT)
    },
    "ended": (
        an_enrollment(touches={0: SENT}, **ENDED),
        ["lead.enrolled", "mail.sent", "sequence.finished"],
    ),
    "ended before any mail": (
        an_enrollment(**ENDED | {"reason": Reason.UNSUBSCRIBED}),
        ["lead.enrolled", "sequence.finished"],
    ),
    "enrolled by an older program": (an_enrollment(enrolled_at=None, touches={0: SENT}), ["mail.sent"]),
    "ended, and nobody knows when": (an_enrollment(enrolled_at=None, changed_at=None, **ENDED), []),
    "ended without a change": (
        an_enrollment(changed_at=None, **ENDED),
        ["lead.enrolled", "sequence.finished"],
    ),
    "corrected": (an_enrollment(CORRECTED), ["lead.enrolled", "lead.corrected"]),
    "stopped": (
        an_enrollment(instructions=(STOP,), **ENDED | {"reason": Reason.STOPPED}),
        ["lead.enrolled", "lead.stopped", "sequence.finished"],
    ),
    "stopped in flight": (
        an_enrollment(state=State.SENDING, instructions=(STOP,)),
        ["lead.enrolled", "lead.stopped"],
    ),
    "stopped and reopened": (
        an_enrollment(instructions=(STOP, REOPEN)),
        ["lead.enrolled", "lead.stopped", "lead.reopened"],
    ),
    "corrected and stopped in a rehearsal": (
        an_enrollment(CORRECTED, run_id=rehearsal(1), instructions=(STOP, REOPEN)),
        [],
    ),
    "removed from the live run": (a_removal(live=NOON - DAY), ["lead.removed"]),
    "removed from two runs": (a_removal(proof_1=NOON, live=NOON - DAY, because=None), ["lead.removed"]),
    "removed from a rehearsal": (a_removal(proof_1=NOON), []),
    "removed before any run": (a_removal(), []),
    "a rehearsal": (an_enrollment(run_id=rehearsal(1), touches={0: SENT}, **ENDED), []),
    "sent, says SES": (a_delivery(send=DELIVERED), []),
    "delivered": (a_delivery(delivery=DELIVERED), ["mail.delivered"]),
    "delayed": (a_delivery(delay=DELIVERED), []),
    "rejected by SES": (a_delivery(reject=DELIVERED, rendering_failure=DELIVERED), []),
    "bounced for good": (a_delivery(hard_bounce=Mark(NOON, "Permanent; NoEmail")), ["mail.bounced"]),
    "bounced for now": (a_delivery(soft_bounce=Mark(NOON, "Transient; MailboxFull")), ["mail.bounced"]),
    "blocked": (a_delivery(blocked=Mark(NOON)), ["mail.bounced"]),
    "refused, and nobody says why": (a_delivery(unclear=Mark(NOON)), ["mail.bounced"]),
    "not tried": (a_delivery(withheld=Mark(NOON)), ["mail.bounced"]),
    "answered by a machine": (a_delivery(delivery=DELIVERED, soft_bounce=AUTOMATIC), ["mail.delivered"]),
    "answered by a machine, and bounced for good later": (
        a_delivery(delivery=DELIVERED, soft_bounce=AUTOMATIC, hard_bounce=Mark(NOON)),
        ["mail.delivered", "mail.bounced"],
    ),
    "perhaps answered by a machine": (a_delivery(soft_bounce=AUTOMATIC), ["mail.bounced"]),
    "reported as spam": (a_delivery(complaint=Mark(NOON, "abuse")), ["mail.complained"]),
    "reported, and the provider does not say as what": (
        a_delivery(complaint=Mark(NOON)),
        ["mail.complained"],
    ),
    "reported as no spam": (a_delivery(complaint=Mark(NOON, "not-spam")), []),
    "reported as no spam, with more": (a_delivery(complaint=Mark(NOON, "not-spam; other")), []),
    "failed to authenticate": (a_delivery(complaint=Mark(NOON, "auth-failure")), []),
    "opened": (a_delivery(open=Mark(NOON, "person")), ["mail.opened"]),
    "clicked": (a_delivery(click=Mark(NOON, "unsure")), ["mail.clicked"]),
    "opened by a machine": (a_delivery(machine_open=DELIVERED, machine_click=DELIVERED), []),
    "opted out at SES": (a_delivery(subscription=DELIVERED), []),
    "a delivery of a rehearsal": (a_delivery(run_id=rehearsal(1), delivery=DELIVERED), []),
    "a reply": (a_reply(), ["lead.replied"]),
    "a wish in a reply": (a_reply(MailKind.UNSUBSCRIBE), ["lead.replied"]),
    "what may be a wish": (a_reply(MailKind.POSSIBLE_UNSUBSCRIBE), ["lead.replied"]),
    "away": (a_reply(MailKind.OUT_OF_OFFICE), ["lead.out_of_office"]),
    **{
        f"a mail that is {kind.value}": (a_reply(kind), [])
        for kind in MailKind
        if kind
        not in (
            *(MailKind.HUMAN, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE),
            MailKind.OUT_OF_OFFICE,
        )
    },
    "a reply with a label": (a_reply(**INTERESTED), ["lead.replied", "reply.labelled"]),
    "an absence with a label": (
        a_reply(MailKind.OUT_OF_OFFICE, **INTERESTED),
        ["lead.out_of_office", "reply.labelled"],
    ),
    "what a machine seems to have sent, with a label": (
        a_reply(MailKind.AUTOMATIC, **INTERESTED),
        ["reply.labelled"],
    ),
    "a label of which nobody knows when": (
        a_reply(**INTERESTED | {"labelled_at": None}),
        ["lead.replied"],
    ),
    "a labelled reply to a rehearsal": (a_reply(run_id=rehearsal(1), **INTERESTED), []),
    "a reply to a rehearsal": (a_reply(run_id=rehearsal(1)), []),
    "a reply of nobody": (a_reply(campaign_id=None, run_id=None, lead_id=None), []),
    "nothing ordered": (a_recipient_row(), []),
    "on hold": (a_recipient_row(holds={CAMPAIGN: Hold(NOON, "reply")}), []),
    "on hold by an operator": (a_recipient_row(holds={CAMPAIGN: HELD}), ["lead.held"]),
    "on hold everywhere": (a_recipient_row(holds={EVERYWHERE: HELD}), ["lead.held"]),
    "on hold, and nobody knows by whom": (a_recipient_row(holds={CAMPAIGN: replace(HELD, actor=None)}), []),
    "on hold by an operator, and nobody knows since when": (
        a_recipient_row(holds={CAMPAIGN: replace(HELD, at=None)}),
        [],
    ),
    "unsubscribed": (a_recipient_row(orders=(an_order(),)), ["lead.unsubscribed"]),
    "unsubscribed here and everywhere": (
        a_recipient_row(orders=(an_order(), an_order(scope=CAMPAIGN))),
        ["lead.unsubscribed", "lead.unsubscribed"],
    ),
    **{
        f"an order that says {reason.value}": (
            a_recipient_row(orders=(an_order(reason),)),
            ["lead.suppressed"],
        )
        for reason in (Reason.DNC, Reason.BOUNCED, Reason.COMPLAINED, Reason.SUPPRESSED, Reason.ERASED)
    },
    "an order that follows from a reply": (
        a_recipient_row(orders=(an_order(Reason.POSSIBLE_UNSUBSCRIBE), an_order(Reason.REPLIED))),
        [],
    ),
    **{
        f"a run that is {status.value}": (a_run(status=status), [])
        for status in (RunStatus.RUNNING, RunStatus.FINISHED)
    },
    "a paused run": (a_run(status=RunStatus.PAUSED), ["run.paused"]),
    "a run that a breaker paused": (
        a_run(status=RunStatus.PAUSED, changed_by=ACTOR),
        ["run.paused", "breaker.opened"],
    ),
    "a run that was resumed": (a_run(resumed_at=NOON, changed_at=NOON), ["run.resumed"]),
    "a run that was resumed before it was paused again": (
        a_run(status=RunStatus.PAUSED, resumed_at=NOON, changed_at=NOON + DAY),
        ["run.paused"],
    ),
    "a run that was resumed, finished, and is under way again": (
        a_run(resumed_at=NOON, changed_at=NOON + DAY),
        [],
    ),
    "a rehearsal that was resumed": (a_run(run_id="proof-1", resumed_at=NOON, changed_at=NOON), []),
    "a run that was cancelled": (a_run(status=RunStatus.CANCELLED), ["run.cancelled"]),
    "a run that was cancelled after it had been resumed": (
        a_run(status=RunStatus.CANCELLED, resumed_at=NOON, changed_at=NOON + DAY),
        ["run.cancelled"],
    ),
    "a cancelled rehearsal": (a_run(run_id="proof-1", status=RunStatus.CANCELLED), []),
    "a paused rehearsal": (a_run(run_id="proof-1", status=RunStatus.PAUSED, changed_by=ACTOR), []),
    "a sender that is stopped": (a_run(senders=(ANNA_STOPPED,)), ["sender.stopped"]),
    "a sender that goes on": (a_run(senders=(ANNA_RESUMED,)), ["sender.resumed"]),
    "a paused run with a sender that is stopped": (
        a_run(status=RunStatus.PAUSED, senders=(ANNA_STOPPED,)),
        ["run.paused", "sender.stopped"],
    ),
    "a sender that is stopped in a rehearsal": (a_run(run_id="proof-1", senders=(ANNA_STOPPED,)), []),
    "no row": (None, []),
}


@pytest.mark.parametrize("situation", ROWS)
def test_a_row_stands_for_these_events(situation):
    row, expected = ROWS[situation]

    assert kinds(events_of(row)) == expected


@pytest.mark.parametrize("situation", ROWS)
def test_a_row_that_says_nothing_new_adds_nothing(situation):
    row, expected = ROWS[situation]

    assert added_events(row, row) == ()
    assert kinds(added_events(None, row)) == expected
    assert added_events(row, None) == ()


def test_every_kind_of_event_follows_from_some_row():
    told = {kind for _, expected in ROWS.values() for kind in expected}

    assert told == set(BusEventKind)


# --- what a change adds ---

WAITS = an_enrollment()
FIRST_SENT = replace(WAITS, step=1, attempt=1, touches={0: SENT})
FINISHED = replace(FIRST_SENT, attempt=2, **ENDED)
AGAIN = replace(FINISHED, attempt=3, state=State.DUE, reason=None)
PAUSED = a_run(status=RunStatus.PAUSED, changed_at=NOON)
CHANGES = {
    "enrolled": (None, WAITS, ["lead.enrolled"]),
    "claimed": (WAITS, replace(WAITS, state=State.SENDING), []),
    "settled": (replace(WAITS, state=State.SENDING), FIRST_SENT, ["mail.sent"]),
    "settled, and that was the last": (
        replace(WAITS, state=State.SENDING),
        FINISHED,
        ["mail.sent", "sequence.finished"],
    ),
    "made unknown": (
        replace(WAITS, state=State.SENDING),
        replace(WAITS, state=State.UNKNOWN, touches={0: replace(SENT, state=TouchState.UNKNOWN)}),
        [],
    ),
    "found to be sent": (
        replace(WAITS, state=State.UNKNOWN, touches={0: replace(SENT, state=TouchState.UNKNOWN)}),
        FIRST_SENT,
        ["mail.sent"],
    ),
    "sent again by an operator": (
        FIRST_SENT,
        replace(FIRST_SENT, touches={0: replace(SENT, claim_id=ClaimId("claim-2"))}),
        ["mail.sent"],
    ),
    "deferred": (FIRST_SENT, replace(FIRST_SENT, attempt=2, due_at=NOON + DAY), []),
    "finished": (FIRST_SENT, FINISHED, ["sequence.finished"]),
    "reopened": (FINISHED, AGAIN, []),
    "finished once more": (AGAIN, replace(FINISHED, attempt=4), ["sequence.finished"]),
    "another end": (FINISHED, replace(FINISHED, attempt=3), ["sequence.finished"]),
    "erased": (FINISHED, replace(FINISHED, lead=replace(JANE, address="")), []),
    "deleted and enrolled anew": (None, replace(WAITS, enrolled_at=NOON + DAY), ["lead.enrolled"]),
    "corrected": (WAITS, replace(WAITS, lead=CORRECTED), ["lead.corrected"]),
    "corrected in flight": (
        replace(WAITS, state=State.SENDING),
        replace(WAITS, state=State.SENDING, lead=CORRECTED),
        ["lead.corrected"],
    ),
    "corrected once more": (
        replace(WAITS, lead=CORRECTED),
        replace(
            WAITS,
            lead=replace(
                JANE, corrections=(*CORRECTED.corrections, Correction(NOON + DAY, "ada", {"x": ""}))
            ),
        ),
        ["lead.corrected"],
    ),
    "stopped in flight": (
        replace(WAITS, state=State.SENDING),
        replace(WAITS, state=State.SENDING, instructions=(STOP,)),
        ["lead.stopped"],
    ),
    "settled after a stop": (
        replace(WAITS, state=State.SENDING, instructions=(STOP,)),
        replace(FINISHED, instructions=(STOP,)),
        ["mail.sent", "sequence.finished"],
    ),
    "reopened by an operator": (
        replace(FINISHED, instructions=(STOP,)),
        replace(AGAIN, instructions=(STOP, REOPEN)),
        ["lead.reopened"],
    ),
    "held": (a_recipient_row(), a_recipient_row(holds={CAMPAIGN: HELD}), ["lead.held"]),
    "held for longer": (
        a_recipient_row(holds={CAMPAIGN: HELD}),
        a_recipient_row(holds={CAMPAIGN: replace(HELD, until=NOON + 10 * DAY, at=NOON + DAY)}),
        ["lead.held"],
    ),
    "removed": (None, a_removal(live=NOON - DAY), ["lead.removed"]),
    "removed, and the command repeated": (
        a_removal(live=NOON - DAY),
        a_removal(live=NOON - DAY, at=NOON + MINUTE),
        [],
    ),
    "removed once more after a new import": (
        a_removal(live=NOON - DAY),
        a_removal(live=NOON + MINUTE, at=NOON + DAY),
        ["lead.removed"],
    ),
    "delivered": (
        a_delivery(send=DELIVERED),
        a_delivery(send=DELIVERED, delivery=DELIVERED),
        ["mail.delivered"],
    ),
    "an earlier delivery comes late": (
        a_delivery(delivery=DELIVERED),
        a_delivery(delivery=Mark(NOON - MINUTE)),
        [],
    ),
    "a person opened it before the machine": (
        a_delivery(open=Mark(NOON, "unsure")),
        a_delivery(open=Mark(NOON - MINUTE, "person")),
        [],
    ),
    "the delivery after the answer of a machine": (
        a_delivery(soft_bounce=AUTOMATIC),
        a_delivery(soft_bounce=AUTOMATIC, delivery=DELIVERED),
        ["mail.delivered"],
    ),
    "the answer of a machine after the delivery": (
        a_delivery(delivery=DELIVERED),
        a_delivery(soft_bounce=AUTOMATIC, delivery=DELIVERED),
        [],
    ),
    "another class of bounce": (
        a_delivery(soft_bounce=Mark(NOON, "Transient; MailboxFull")),
        a_delivery(soft_bounce=Mark(NOON, "Transient; MailboxFull"), hard_bounce=DELIVERED),
        ["mail.bounced"],
    ),
    "replied": (None, a_reply(), ["lead.replied"]),
    "forwarded": (a_reply(), a_reply(forwarded_at=NOON), []),
    "labelled": (
        a_reply(MailKind.POSSIBLE_UNSUBSCRIBE),
        a_reply(MailKind.POSSIBLE_UNSUBSCRIBE, label=Label.UNSUBSCRIBE, labelled_by="ada", labelled_at=NOON),
        ["reply.labelled"],
    ),
    "labelled otherwise": (
        a_reply(**INTERESTED),
        a_reply(**INTERESTED | {"label": Label.NO}),
        ["reply.labelled"],
    ),
    "labelled as it had been before": (
        a_reply(**INTERESTED | {"label": Label.NO, "labelled_at": NOON + DAY}),
        a_reply(**INTERESTED | {"labelled_at": NOON + 2 * DAY}),
        ["reply.labelled"],
    ),
    "closed after its label": (a_reply(**INTERESTED), a_reply(**INTERESTED, forwarded_at=NOON), []),
    "a labelled reply that was erased": (a_reply(**INTERESTED), None, []),
    "unsubscribed": (a_recipient_row(), a_recipient_row(orders=(an_order(),)), ["lead.unsubscribed"]),
    "a new row with an order": (None, a_recipient_row(orders=(an_order(),)), ["lead.unsubscribed"]),
    "the same order given again": (
        a_recipient_row(orders=(an_order(version="a"),)),
        a_recipient_row(orders=(an_order(version="b"),)),
        [],
    ),
    "for one campaign, then for all": (
        a_recipient_row(orders=(an_order(scope=CAMPAIGN),)),
        a_recipient_row(orders=(an_order(), an_order(scope=CAMPAIGN))),
        ["lead.unsubscribed"],
    ),
    "lifted": (a_recipient_row(orders=(an_order(),)), a_recipient_row(), []),
    "given anew after a lift": (
        a_recipient_row(),
        a_recipient_row(orders=(an_order(at=NOON + DAY),)),
        ["lead.unsubscribed"],
    ),
    "paused": (a_run(), PAUSED, ["run.paused"]),
    "a breaker opened": (
        a_run(),
        replace(PAUSED, changed_by=ACTOR),
        ["run.paused", "breaker.opened"],
    ),
    "a sender was stopped": (a_run(), a_run(senders=(ANNA_STOPPED,)), ["sender.stopped"]),
    "and its leads move": (
        a_run(senders=(ANNA_STOPPED,)),
        a_run(senders=(replace(ANNA_STOPPED, stopped=WhenStopped.MOVE, number=2),)),
        ["sender.stopped"],
    ),
    "it was resumed": (
        a_run(senders=(ANNA_STOPPED,)),
        a_run(senders=(ANNA_RESUMED,)),
        ["sender.resumed"],
    ),
    "another sender was stopped": (
        a_run(senders=(ANNA_STOPPED,)),
        a_run(senders=(ANNA_STOPPED, replace(ANNA_STOPPED, address="ben@us.example"))),
        ["sender.stopped"],
    ),
    "another revision while paused": (PAUSED, replace(PAUSED, revision="1" * 16), []),
    "resumed": (PAUSED, a_run(changed_at=NOON + DAY, resumed_at=NOON + DAY), ["run.resumed"]),
    "cancelled while paused": (
        PAUSED,
        a_run(status=RunStatus.CANCELLED, changed_at=NOON + DAY),
        ["run.cancelled"],
    ),
    "another revision of what was cancelled": (
        a_run(status=RunStatus.CANCELLED),
        a_run(status=RunStatus.CANCELLED, revision="1" * 16),
        [],
    ),
    "a sender was stopped after it was resumed": (
        a_run(changed_at=NOON + DAY, resumed_at=NOON + DAY),
        a_run(changed_at=NOON + DAY, resumed_at=NOON + DAY, senders=(ANNA_STOPPED,)),
        ["sender.stopped"],
    ),
    "paused once more": (
        a_run(changed_at=NOON + DAY),
        replace(PAUSED, changed_at=NOON + 2 * DAY),
        ["run.paused"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_adds_these_events(change):
    old, new, expected = CHANGES[change]

    assert kinds(added_events(old, new)) == expected


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_change_twice_gives_the_same_ids(change):
    old, new, _ = CHANGES[change]

    assert added_events(old, new) == added_events(old, new)


def test_no_two_happenings_share_an_id():
    """Over all rows and changes here. What two situations have in common has one id in both."""
    happenings = {}
    events = [event for row, _ in ROWS.values() for event in events_of(row)]
    events += [event for old, new, _ in CHANGES.values() for event in added_events(old, new)]
    for event in events:
        told = dict(event.said)
        of_an_end = (event.at,) if event.kind is BusEventKind.SEQUENCE_FINISHED else ()
        what = (
            event.kind,
            event.campaign_id,
            event.lead_id,
            event.recipient,
            told.get("step"),
            told.get("bounce"),
            told.get("label"),
            told.get("leads"),
            told.get("until"),
            told.get("values"),
            told.get("sender") if event.kind is not BusEventKind.MAIL_SENT else None,
        )
        happenings.setdefault(event.id, set()).add((*what, *of_an_end))

    assert all(len(named) == 1 for named in happenings.values())
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in happenings)


DISTINCT = {
    "another campaign": an_enrollment(campaign_id="other"),
    "another lead": an_enrollment(a_lead("joe")),
    "enrolled at another time": an_enrollment(enrolled_at=NOON + timedelta(microseconds=1)),
}


@pytest.mark.parametrize("difference", DISTINCT)
def test_another_happening_has_another_id(difference):
    assert ids(events_of(DISTINCT[difference])) != ids(events_of(an_enrollment()))


@pytest.mark.parametrize(
    "other",
    [
        replace(SENT, step=1),
        replace(SENT, claim_id=ClaimId("claim-2")),
    ],
    ids=["another step", "another attempt"],
)
def test_another_mail_has_another_id(other):
    first, second = (events_of(an_enrollment(touches={0: touch}))[1] for touch in (SENT, other))

    assert first.id != second.id


def test_what_has_one_id_in_one_order_has_it_in_every_order():
    """Events of SES come in any order. Whatever order they are recorded in, each happening is told once."""
    marks = [
        (Fact.SEND, Mark(NOON)),
        (Fact.DELIVERY, Mark(NOON + MINUTE)),
        (Fact.OPEN, Mark(NOON + 2 * MINUTE, "person")),
        (Fact.OPEN, Mark(NOON + 3 * MINUTE, "person")),
        (Fact.CLICK, Mark(NOON + 3 * MINUTE, "person")),
        (Fact.COMPLAINT, Mark(NOON + 4 * MINUTE, "abuse")),
    ]
    touch = TouchName(a_key(), 0)
    told = set()
    for order in permutations(marks):
        record, seen = DeliveryRecord(), []
        for fact, mark in order:
            merged = merge(record, fact, mark, SES_ID)
            seen += ids(added_events(Delivery(touch, record), Delivery(touch, merged)))
            record = merged
        assert len(seen) == len(set(seen)) == 4
        told.add(frozenset(seen))

    assert len(told) == 1


# --- what an event says ---


def test_who_a_mail_went_to_and_by_which_attempt():
    arm = Arm.parse("subject.b")
    sent = events_of(an_enrollment(touches={0: replace(SENT, arm=arm, sender="anna@us.example")}))[1]

    assert (sent.campaign_id, sent.lead_id, sent.recipient, sent.address, sent.at) == (
        *(CAMPAIGN, JANE.lead_id, JANE.recipient),
        *("jane@acme.example", NOON),
    )
    assert sent.said == {
        "step": 0,
        "message": "intro",
        "arm": str(arm),
        "sender": "anna@us.example",
        "ses_message_id": SES_ID,
        "claim": "claim-1",
        "assumed": False,
    }


def test_where_there_is_no_experiment_there_is_no_arm():
    (_, sent) = events_of(an_enrollment(touches={0: SENT}))

    assert sent.said["arm"] is None


def test_what_operators_did_says_who_and_why_and_no_value():
    row = an_enrollment(CORRECTED, instructions=(STOP, REOPEN))
    _, corrected, stopped, reopened = events_of(row)

    assert corrected.said == {"values": ("first_name", "last_name"), "by": "ada"}
    assert stopped.said == {"step": 1, "by": "ada", "reason": "is a customer now"}
    assert reopened.said == {"step": 1, "by": "ada", "reason": None}
    about = {(each.recipient, each.address) for each in (corrected, stopped, reopened)}
    assert about == {(JANE.recipient, JANE.address)}
    assert [each.at for each in (corrected, stopped, reopened)] == [NOON, NOON + MINUTE, NOON + DAY]


def test_a_hold_says_until_when_and_for_which_campaign():
    (here,) = events_of(a_recipient_row(holds={CAMPAIGN: HELD}))
    (everywhere,) = events_of(a_recipient_row(holds={EVERYWHERE: HELD}))

    assert here.said == {"until": (NOON + 9 * DAY).isoformat(), "by": "ada"}
    assert (here.campaign_id, everywhere.campaign_id, here.at) == (CAMPAIGN, None, NOON)
    assert (here.recipient, here.address) == (JANE.recipient, JANE.address)
    assert here.id != everywhere.id


def test_a_removal_says_who_and_why():
    (removed,) = events_of(a_removal(live=NOON - DAY))

    assert removed.said == {"by": "ada", "reason": "another person"}
    assert (removed.campaign_id, removed.lead_id, removed.at) == (CAMPAIGN, JANE.lead_id, NOON)


@pytest.mark.parametrize("missing", ["campaign_id", "lead_id"])
def test_a_mail_that_belongs_to_nobody_tells_nothing(missing):
    assert events_of(a_reply(**{missing: None})) == ()


def test_an_assumption_says_that_it_is_one():
    (_, assumed) = events_of(an_enrollment(touches={0: replace(SENT, state=TouchState.ASSUMED_SENT)}))

    assert assumed.said["assumed"] is True


@pytest.mark.parametrize(
    ("fact", "bounce"),
    [
        ("hard_bounce", "hard"),
        ("soft_bounce", "soft"),
        ("blocked", "blocked"),
        ("unclear", "unclear"),
        ("withheld", "withheld"),
    ],
)
def test_a_bounce_says_its_class_and_its_codes(fact, bounce):
    (event,) = events_of(a_delivery(**{fact: Mark(NOON, "Permanent; NoEmail")}))

    assert event.said == {"step": 0, "bounce": bounce, "detail": "Permanent; NoEmail"}
    assert (event.campaign_id, event.lead_id, event.at) == (CAMPAIGN, JANE.lead_id, NOON)


@pytest.mark.parametrize(("fact", "actor"), list(product(["open", "click"], ["person", "unsure"])))
def test_who_opened_is_told_as_far_as_it_is_known(fact, actor):
    (event,) = events_of(a_delivery(**{fact: Mark(NOON, actor)}))

    assert event.said == {"step": 0, "by": actor}


def test_a_complaint_says_its_type():
    (event,) = events_of(a_delivery(complaint=Mark(NOON, "abuse")))

    assert event.said == {"step": 0, "detail": "abuse"}


def test_a_reply_says_its_kind_and_never_its_text():
    (event,) = events_of(a_reply(MailKind.POSSIBLE_UNSUBSCRIBE))

    assert event.said == {"mail": "mail-1", "reply": "possible_unsubscribe"}
    assert (event.campaign_id, event.lead_id, event.at) == (CAMPAIGN, JANE.lead_id, NOON)


def test_a_label_that_is_given_once_more_has_another_id():
    first, again = (events_of(a_reply(**INTERESTED | {"labelled_at": at}))[1] for at in (NOON, NOON + DAY))

    assert first.id != again.id


def test_a_label_says_what_who_and_when():
    _, event = events_of(a_reply(**INTERESTED))

    assert event.said == {"mail": "mail-1", "label": "interested", "by": "ada"}
    assert (event.campaign_id, event.lead_id, event.at) == (CAMPAIGN, JANE.lead_id, NOON + MINUTE)


@pytest.mark.parametrize(("back_on", "told"), [(date(2026, 12, 1), "2026-12-01"), (None, None)])
def test_an_absence_says_until_when_if_that_is_known(back_on, told):
    (event,) = events_of(a_reply(MailKind.OUT_OF_OFFICE, back_on=back_on))

    assert event.said == {"mail": "mail-1", "back_on": told}


def test_an_order_says_for_which_campaign_and_where_it_came_from():
    row = a_recipient_row(orders=(an_order(), an_order(scope=CAMPAIGN, source="reply")))
    everywhere, here = events_of(row)

    assert EVERYWHERE not in (everywhere.campaign_id, here.campaign_id)
    assert (everywhere.campaign_id, everywhere.said) == (None, {"source": "unsubscribe"})
    assert (here.campaign_id, here.said) == (CAMPAIGN, {"source": "reply"})
    assert (here.recipient, here.address, here.lead_id) == (JANE.recipient, JANE.address, None)


def test_another_order_says_its_reason():
    (event,) = events_of(a_recipient_row(orders=(an_order(Reason.DNC, source="import"),)))

    assert event.said == {"source": "import", "reason": "dnc"}


def test_an_end_says_its_reason_and_its_time():
    (_, event) = events_of(an_enrollment(changed_at=NOON + DAY, **ENDED))

    assert (event.said, event.at) == ({"reason": "completed"}, NOON + DAY)


def test_a_pause_says_who_and_why_and_a_breaker_says_why():
    run = a_run(status=RunStatus.PAUSED, changed_at=NOON, changed_by=ACTOR, reason="too many bounces")
    paused, opened = events_of(run)

    assert (paused.said, opened.said) == (
        {"reason": "too many bounces", "by": ACTOR},
        {"reason": "too many bounces"},
    )
    assert (paused.campaign_id, paused.at, opened.at) == (CAMPAIGN, NOON, NOON)


def test_a_resumption_says_who_and_why_and_when():
    (resumed,) = events_of(a_run(changed_at=NOON, resumed_at=NOON, changed_by="ada", reason="it is clean"))

    assert resumed.said == {"reason": "it is clean", "by": "ada"}
    assert (resumed.campaign_id, resumed.at) == (CAMPAIGN, NOON)


def test_a_cancellation_says_who_and_why_and_when():
    run = a_run(status=RunStatus.CANCELLED, changed_at=NOON, changed_by="ada", reason="the offer is over")
    (cancelled,) = events_of(run)

    assert cancelled.said == {"reason": "the offer is over", "by": "ada"}
    assert (cancelled.campaign_id, cancelled.at) == (CAMPAIGN, NOON)


def test_a_stop_of_a_sender_says_whose_by_whom_and_what_becomes_of_its_leads():
    (stopped,) = events_of(a_run(senders=(ANNA_STOPPED,)))
    (resumed,) = events_of(a_run(senders=(ANNA_RESUMED,)))

    about = {"sender": "anna@us.example"}
    assert stopped.said == about | {"by": ACTOR, "reason": "too many bounces", "leads": "wait"}
    assert resumed.said == about | {"by": "ada", "reason": None}
    assert (stopped.campaign_id, stopped.at, resumed.at) == (CAMPAIGN, NOON, NOON + DAY)


def test_what_a_person_wrote_is_told_up_to_a_length_that_the_bus_takes():
    """A request that is too large is refused for good, and would hold up all that come after it."""
    wordy = a_run(status=RunStatus.PAUSED, changed_by="a" * 500_000, reason="r" * 500_000)
    (paused,) = events_of(wordy)

    assert paused.said == {"reason": "r" * LONGEST, "by": "a" * LONGEST}
    assert 10 * 2 * LONGEST < 256_000 / 4

    (stopped,) = events_of(a_run(senders=(replace(ANNA_STOPPED, by="a" * 500_000, reason="r" * 500_000),)))
    assert (stopped.said["by"], stopped.said["reason"]) == ("a" * LONGEST, "r" * LONGEST)
    _, labelled = events_of(a_reply(**INTERESTED | {"labelled_by": "a" * 500_000}))
    assert labelled.said["by"] == "a" * LONGEST


@pytest.mark.parametrize(
    "row",
    [
        an_enrollment(lead=replace(JANE, address="")),
        an_enrollment(lead=replace(CORRECTED, address=""), instructions=(STOP,)),
        a_recipient_row(address=None, orders=(an_order(),), holds={CAMPAIGN: HELD}),
    ],
    ids=["enrolled", "worked on", "ordered and held"],
)
def test_who_was_erased_has_no_address(row):
    assert {event.address for event in events_of(row)} == {None}


# --- addresses in texts ---


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("too many bounces", "too many bounces"),
        ("too many mails from sales@us.example went wrong", f"too many mails from {NO_ADDRESS} went wrong"),
        ('asked by "Ann" <ann@us.example>, today', f'asked by "Ann" {NO_ADDRESS} today'),
        ("ann@us.example", NO_ADDRESS),
        ("", ""),
        ("at 5 @ noon", f"at 5 {NO_ADDRESS} noon"),
    ],
)
def test_no_word_with_an_at_sign_stays(text, shown):
    assert without_addresses(text) == shown
