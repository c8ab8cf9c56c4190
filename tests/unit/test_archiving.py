"""Archiving a run: the order of its steps, what dies in between, what changes meanwhile, and old rehearsals."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.control import Mode, RunStatus
from outreach.domain.delivery import Fact, Mark
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Fence, State
from outreach.domain.ids import LIVE, SesMessageId
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TouchName
from outreach.domain.settlement import reopen_unsent
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.services.operator.archiving import Archiving, ArchivingPorts
from world.archives import MemoryArchiveFiles
from world.builders import CAMPAIGN, DAY, NOON, a_lead
from world.dying import dying
from world.memory import World

PORTS = ("controls", "enrollments", "proof_mails", "deliveries", "timetables", "archives")
ANN, BEA = a_lead("ann"), a_lead("bea")


class Desk:
    """A world whose live run (or first rehearsal) is over, with a delivery record for its first mail."""

    def __init__(self, mode=Mode.LIVE):
        self.world = World()
        self.world.start(ANN, BEA, mode=mode)
        self.run_id = LIVE if mode is Mode.LIVE else "proof-1"
        self.world.live_through(20 * DAY, timedelta(hours=6))
        self.touch = TouchName(self.of(ANN).key, 0)
        mark = Mark(NOON, "")
        self.world.deliveries.note(self.touch, Fact.DELIVERY, mark, SesMessageId("ses-1"))
        self.files = MemoryArchiveFiles(self.world.enrollments, self.world.deliveries)

    @property
    def run(self):
        return self.world.run(self.run_id)

    def of(self, lead):
        return self.world.enrollment(lead, self.run_id)

    def archiving(self, after=10_000):
        """The use case of a process that dies after so many calls."""
        return Archiving(ArchivingPorts(**dying(self.world, *PORTS, after=after), clock=self.world.clock))

    def archive(self, after=10_000):
        return self.archiving(after).archive(self.run, self.files, "ada")

    def state(self):
        """All that an archive may change."""
        tables = self.world.tables
        return (
            dict(tables.enrollments),
            list(tables.proof_mails),
            dict(tables.deliveries),
            dict(tables.archives),
        )


def left(desk):
    """What an archive has left, whichever archive it was."""
    enrollments, mails, deliveries, _ = desk.state()
    rows = [replace(one, archived=one.archived and "archived") for one in enrollments.values()]
    return rows, mails, deliveries


@pytest.fixture
def desk():
    return Desk()


def test_the_files_are_read_back_before_anything_is_thinned(desk):
    found = desk.archive()
    assert desk.files.log == ["write", "read"]
    assert (found.leads, found.changed, found.went_on) == (2, 0, False)
    assert {desk.of(lead).archived for lead in (ANN, BEA)} == {found.archive.archive_id}
    assert desk.world.deliveries.get(desk.touch) is None
    assert desk.archiving().of_run(CAMPAIGN, LIVE) == [found.archive]
    assert found.archive.thinned_at is not None


@pytest.mark.parametrize("status", [RunStatus.RUNNING, RunStatus.PAUSED])
def test_a_run_that_goes_on_is_refused(desk, status):
    run = desk.run
    desk.world.tables.runs[CAMPAIGN, LIVE] = replace(run, status=status, closed=False)
    before = desk.state()
    with pytest.raises(RefusedChange, match=f"it is {status}"):
        desk.archiving().archive(run, desk.files, "ada")
    assert desk.state() == before
    assert desk.files.log == []


def test_an_archive_that_does_not_hold_changes_nothing(desk):
    before = desk.state()
    desk.files.holds = False
    with pytest.raises(RefusedChange, match="does not hold"):
        desk.archive()
    assert desk.state() == before


def test_files_that_are_not_read_back_as_written_change_nothing(desk, monkeypatch):
    def refuse(place, digest):
        raise RefusedChange("the archive does not hold")

    monkeypatch.setattr(desk.files, "read", refuse)
    before = desk.state()
    with pytest.raises(RefusedChange):
        desk.archive()
    assert desk.state() == before


@pytest.mark.parametrize("mode", Mode)
def test_whenever_it_dies_a_second_call_does_the_rest(mode):
    whole = Desk(mode)
    whole.archive()
    for calls in range(40):
        desk = Desk(mode)
        try:
            desk.archive(after=calls)
        except StoreUnavailable:
            desk.world.clock.advance(timedelta(seconds=1))
            begun = bool(desk.world.tables.archives)
            found = desk.archive()
            assert found.went_on == begun
            assert desk.files.log.count("write") == (1 if begun or calls < 2 else 2)
            assert left(desk) == left(whole)
            assert len(desk.world.tables.archives) == 1
        else:
            return
    raise AssertionError("it never came to its end")


def test_who_has_changed_since_the_archive_was_written_stays_whole(desk):
    """An operator reopened the lead between the export and the thinning. The next archive takes it."""
    write = desk.files.write

    def and_then_reopened(run, archive_id):
        written = write(run, archive_id)
        found = desk.of(ANN)
        touch = replace(found.touches[2], state="failed", earlier_claims=())
        failed = replace(found, reason=Reason.REFUSED, touches={**found.touches, 2: touch})
        desk.world.tables.put(failed)
        change = reopen_unsent(failed, desk.world.campaign, "bob", None, desk.world.clock.now())
        assert desk.world.enrollments.move(found.key, Fence(found.step, found.attempt), change)
        return written

    desk.files.write = and_then_reopened
    found = desk.archive()
    assert (found.leads, found.changed) == (1, 1)
    assert (desk.of(ANN).state, desk.of(ANN).archived) == (State.DUE, None)
    assert desk.of(ANN).lead.fields == ANN.fields


def test_who_has_ended_again_since_the_archive_was_written_stays_whole(desk):
    """The row has ended, as in the archive. But it is not the row that the archive holds."""
    read = desk.files.read

    def and_then_ended_again(place, digest):
        desk.world.tables.put(replace(desk.of(ANN), attempt=desk.of(ANN).attempt + 2))
        return read(place, digest)

    desk.files.read = and_then_ended_again
    found = desk.archive()
    assert (found.leads, found.changed) == (1, 1)
    assert desk.of(ANN).archived is None
    desk.files.read = read
    desk.world.clock.advance(DAY)
    again = desk.archive()
    assert (again.leads, again.changed, again.went_on) == (1, 0, False)


def test_a_row_that_an_import_wrote_too_late_stays_whole(desk):
    """It waits in a run that was closed. If the campaign is started again, its lead is written to."""
    late = first_enrollment(a_lead("late"), desk.run, desk.world.campaign, desk.world.clock.now())
    desk.world.enrollments.add([late])
    found = desk.archive()
    assert (found.leads, found.changed) == (2, 1)
    assert desk.world.enrollments.get(late.key) == late


def test_a_report_that_came_since_stays(desk):
    read = desk.files.read

    def and_then_opened(place, digest):
        desk.world.deliveries.note(desk.touch, Fact.OPEN, Mark(NOON, "person"), SesMessageId("ses-1"))
        return read(place, digest)

    desk.files.read = and_then_opened
    desk.archive()
    assert desk.world.deliveries.get(desk.touch).marks.keys() == {Fact.DELIVERY, Fact.OPEN}


def test_a_campaign_that_is_started_again_writes_to_nobody_twice(desk):
    before = len(desk.world.ses.mails)
    desk.archive()
    dan = a_lead("dan")
    assert desk.world.start(dan).enrolled == 1
    desk.world.live_through(20 * DAY, timedelta(hours=6))
    assert {mail.recipient for mail in desk.world.ses.mails[before:]} == {dan.address}
    assert desk.archive().leads == 1
    assert desk.of(ANN).archived < desk.of(dan).archived


def test_two_in_one_second_do_not_both_archive(desk):
    desk.archive()
    desk.world.start(a_lead("dan"))
    desk.world.tables.runs[CAMPAIGN, LIVE] = replace(desk.run, status=RunStatus.FINISHED, closed=True)
    desk.files.kept.clear()
    with pytest.raises(RefusedChange, match="by someone else just now"):
        desk.archive()


def test_nothing_is_left_to_do_once_it_is_done(desk):
    assert desk.archiving().has_something_left(desk.run)
    desk.archive()
    assert not desk.archiving().has_something_left(desk.run)


def test_an_archive_that_was_begun_and_is_lost_is_refused(desk):
    for calls in range(4, 12):
        with pytest.raises(StoreUnavailable):
            desk.archive(after=calls)
        if desk.world.tables.archives:
            break
    desk.files.holds = False
    before = desk.state()
    with pytest.raises(RefusedChange, match="does not hold"):
        desk.archive()
    assert desk.state() == before
    assert before[3] != {}


# --- rehearsals ---------------------------------------------------------------------------------------


@pytest.fixture
def rehearsed():
    return Desk(Mode.PROOF)


def test_nothing_stays_of_an_archived_rehearsal(rehearsed):
    assert rehearsed.archive().leads == 2
    enrollments, mails, _, archives = rehearsed.state()
    assert (enrollments, mails) == ({}, [])
    assert [one.run_id for one in archives.values()] == ["proof-1"]


def test_a_rehearsal_is_pruned_by_its_age(rehearsed):
    over = rehearsed.world.clock.now() - rehearsed.run.changed_at
    archiving = rehearsed.archiving()
    assert archiving.old_rehearsals(over) == []
    [old] = archiving.old_rehearsals(over - timedelta(seconds=1))
    assert old.run_id == "proof-1"
    with pytest.raises(RefusedChange, match="has been over for so long"):
        archiving.prune(old, over, "ada")
    assert archiving.prune(old, over - timedelta(seconds=1), "ada") == 2
    enrollments, mails, _, archives = rehearsed.state()
    assert (enrollments, mails) == ({}, [])
    [noted] = archives.values()
    assert (noted.place, noted.leads) == (None, 2)
    assert archiving.old_rehearsals(timedelta()) == []


def test_neither_the_live_run_nor_a_rehearsal_under_way_is_pruned(desk):
    desk.world.start(mode=Mode.PROOF)
    desk.world.clock.advance(100 * DAY)
    archiving = desk.archiving()
    assert archiving.old_rehearsals(DAY) == []
    for run in (desk.run, desk.world.run("proof-1")):
        with pytest.raises(RefusedChange):
            archiving.prune(run, DAY, "ada")
    assert len(desk.world.tables.enrollments) == 4


def test_pruning_that_died_is_repeated():
    for calls in range(60):
        desk = Desk(Mode.PROOF)
        try:
            desk.archiving(calls).prune(desk.run, DAY, "ada")
        except StoreUnavailable:
            if desk.archiving().old_rehearsals(DAY):
                desk.world.clock.advance(timedelta(seconds=1))
                desk.archiving().prune(desk.run, DAY, "ada")
            assert desk.state()[:2] == ({}, [])
        else:
            return
    raise AssertionError("it never came to its end")


def test_the_next_rehearsal_has_a_name_of_its_own(rehearsed):
    rehearsed.archive()
    assert rehearsed.world.start(mode=Mode.PROOF).run.run_id == "proof-2"
