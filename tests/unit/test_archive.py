"""What is left of an archived enrollment: enough for every later event, and nothing that the bus has not been told."""

from dataclasses import replace
from itertools import product

import pytest

from outreach.domain import evidence, settlement
from outreach.domain.archive import compact, not_closed, require_prunable, version_of
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import State, TouchState
from outreach.domain.erasure import nameless
from outreach.domain.experiment import Arm
from outreach.domain.ids import LIVE, ArchiveId, ClaimId, SesMessageId, rehearsal
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.row_events import added_events, events_of
from outreach.domain.story import tell
from world.builders import DAY, MINUTE, NOON, a_campaign, a_lead, a_run, a_touch, an_enrollment

NAME = ArchiveId("20261129-120000")
ME, BEFORE = ClaimId("claim-1"), ClaimId("claim-0")
ENDS = [Reason.COMPLETED, Reason.UNSUBSCRIBED, Reason.REFUSED, Reason.STOPPED, Reason.UNKNOWN_HELD]


def an_ended(reason=Reason.COMPLETED, touch=TouchState.SENT, **changes):
    sent = a_touch(
        state=touch,
        claim_id=ME,
        earlier_claims=(BEFORE,),
        ses_message_id=SesMessageId("ses-1"),
        arm=Arm("subject", "b"),
        sender="ann@us.example",
        digest="d" * 64,
    )
    whole = {
        "lead": a_lead(fields={"first_name": "Jane"}, timezone="Europe/Dublin"),
        "state": State.ENDED,
        "lane": None,
        "due_at": None,
        "reason": reason,
        "attempt": 3,
        "claim_id": ME,
        "enrolled_at": NOON,
        "changed_at": NOON + DAY,
        "touches": {0: sent},
    }
    return an_enrollment(**(whole | changes))


CASES = list(product(ENDS, TouchState))


@pytest.mark.parametrize(("reason", "touch"), CASES)
def test_the_bus_is_told_nothing_new(reason, touch):
    ended = an_ended(reason, touch)
    left = compact(ended, NAME)
    assert added_events(ended, left) == added_events(left, ended) == ()
    assert events_of(left) == events_of(ended)


@pytest.mark.parametrize("claim", [ME, BEFORE, ClaimId("a stranger's")])
def test_an_event_finds_its_attempt_as_before(claim):
    ended = an_ended()
    left = compact(ended, NAME)
    assert evidence.knows(left, 0, claim) == evidence.knows(ended, 0, claim)
    assert evidence.superseded(left, 0, claim) == evidence.superseded(ended, 0, claim)
    assert evidence.awaits(left, 0, claim) is False


@pytest.mark.parametrize(("reason", "touch"), CASES)
def test_why_tells_the_same_story(reason, touch):
    ended, campaign = an_ended(reason, touch), a_campaign()
    assert tell(compact(ended, NAME), campaign, a_run()) == tell(ended, campaign, a_run())


def test_fields_and_words_are_gone():
    said = Instruction(InstructionKind.STOP, NOON, "ada", "Jane asked", 0, 1)
    left = compact(an_ended(instructions=(said,)), NAME)
    assert left.lead.fields == {}
    assert (left.lead.timezone, left.instructions[0].because) == (None, None)
    assert (left.lead.address, left.lead.domains) == ("jane@acme.example", a_lead().domains)


def test_who_was_forgotten_stays_nameless():
    left = compact(nameless(an_ended()), NAME)
    assert left.lead.address == ""
    assert nameless(left) == left


@pytest.mark.parametrize("state", [state for state in State if state is not State.ENDED])
def test_only_what_has_ended_becomes_compact(state):
    with pytest.raises(AssertionError, match="only what has ended"):
        compact(an_enrollment(state=state), NAME)


@pytest.mark.parametrize("reason", sorted(settlement.REOPENABLE))
def test_what_is_archived_is_never_written_to_again(reason):
    """Its values are gone, so nothing could be rendered."""
    ended = an_ended(reason, TouchState.FAILED)
    ended = replace(ended, touches={0: replace(ended.touches[0], earlier_claims=())})
    assert settlement.certainly_unsent(ended, settlement.REOPENABLE)
    assert not settlement.certainly_unsent(compact(ended, NAME), settlement.REOPENABLE)


@pytest.mark.parametrize(
    "change",
    [{"attempt": 4}, {"step": 1}, {"enrolled_at": NOON + MINUTE}, {"enrolled_at": None}],
    ids=str,
)
def test_whatever_happened_since_makes_another_version(change):
    assert version_of(an_ended(**change)) != version_of(an_ended())


def test_a_version_counts_times_to_the_millisecond():
    assert version_of(an_ended(enrolled_at=NOON.replace(microsecond=1999))) == version_of(
        an_ended(enrolled_at=NOON.replace(microsecond=1000))
    )


@pytest.mark.parametrize(
    ("status", "closed", "problem"),
    [
        (RunStatus.RUNNING, False, "it is running"),
        (RunStatus.PAUSED, True, "it is paused"),
        (RunStatus.FINISHED, False, "no tick has seen yet"),
        (RunStatus.CANCELLED, False, "no tick has seen yet"),
        (RunStatus.FINISHED, True, None),
        (RunStatus.CANCELLED, True, None),
    ],
)
def test_only_a_closed_run_is_archived(status, closed, problem):
    found = not_closed(a_run(status=status, closed=closed))
    assert found is None if problem is None else problem in found


def test_the_live_run_is_never_pruned():
    ended = an_ended()
    with pytest.raises(AssertionError, match="never deleted"):
        require_prunable(replace(ended, key=replace(ended.key, run_id=LIVE)))
    rehearsed = replace(ended.key, run_id=rehearsal(1))
    with pytest.raises(AssertionError, match="only what has ended"):
        require_prunable(replace(ended, key=rehearsed, state=State.DUE))
    require_prunable(replace(ended, key=rehearsed))
