"""The mark on a table that was brought back: it stops everything, and nobody turns that off before its end."""

from dataclasses import replace

import pytest

from outreach.adapters.dynamodb.tables import OutreachTable, Tables
from outreach.domain.restoring import Restoring, Table
from outreach.memory import MemoryTables
from world.builders import DAY, MINUTE, NOON, a_message, a_run
from world.stores import in_dynamodb

MARK = Restoring(
    to=NOON - DAY,
    lost_at=NOON - MINUTE,
    tables=(Table.OUTREACH, Table.SUPPRESSION),
    began_at=NOON,
    by="ann",
)
OPEN = replace(MARK, replays=1)
DONE = replace(OPEN, replayed=1, told_until=NOON - MINUTE)
LATER = NOON + MINUTE


def kill_off(stores, by="bob", at=LATER):
    return stores.controls.set_killed(killed=False, actor=by, reason=None, now=at)


def begin(stores, mark, reason):
    return stores.controls.begin_restoring(stores.controls.control(), mark, reason)


class TestBegin:
    """The named conditional write `begin`, in each of its situations."""

    @pytest.mark.parametrize("opened", [True, False])
    def test_a_table_gets_the_mark_and_is_killed(self, fresh, opened):
        if opened:
            fresh.controls.open("ann", NOON - DAY)
        assert begin(fresh, MARK, "lost")
        control = fresh.controls.control()
        assert (control.restoring, control.killed, control.changed_by) == (MARK, True, "ann")
        assert (control.changed_at, control.reason, control.moved) == (NOON, "lost", False)

    @pytest.mark.parametrize("opened", [True, False])
    def test_its_own_second_copy_changes_nothing_more(self, fresh, opened):
        if opened:
            fresh.controls.open("ann", NOON - DAY)
        seen = fresh.controls.control()
        assert fresh.controls.begin_restoring(seen, MARK, "lost")
        before = fresh.controls.control()
        assert fresh.controls.begin_restoring(seen, MARK, "lost")
        assert fresh.controls.control() == before

    @pytest.mark.parametrize("opened", [True, False])
    def test_a_late_copy_does_not_mark_the_table_again(self, fresh, opened):
        if opened:
            fresh.controls.open("ann", NOON - DAY)
        seen = fresh.controls.control()
        fresh.controls.begin_restoring(seen, DONE, "lost")
        fresh.controls.end_restoring(DONE, "bob", LATER)
        assert not fresh.controls.begin_restoring(seen, DONE, "lost")
        assert fresh.controls.control().restoring is None

    def test_somebody_has_begun_already(self, fresh):
        begin(fresh, MARK, "lost")
        assert not begin(fresh, replace(MARK, by="bob"), "lost")
        assert fresh.controls.control().restoring == MARK

    def test_the_history_says_what_the_row_said_before(self, fresh):
        fresh.controls.open("ann", NOON - DAY)
        begin(fresh, MARK, "lost")
        assert [(e.at, e.to, e.actor) for e in fresh.controls.history()] == [
            (NOON - DAY, "off", "ann"),
            (NOON, "on", "ann"),
        ]


class TestAdvance:
    """The named conditional write `advance`, in each of its situations."""

    def test_the_mark_is_replaced(self, fresh):
        begin(fresh, MARK, "lost")
        assert fresh.controls.advance_restoring(MARK, OPEN)
        assert fresh.controls.advance_restoring(OPEN, DONE)
        assert fresh.controls.control().restoring == DONE

    def test_its_own_second_copy_changes_nothing_more(self, fresh):
        begin(fresh, MARK, "lost")
        for _ in range(2):
            assert fresh.controls.advance_restoring(MARK, OPEN)
        assert fresh.controls.control().restoring == OPEN

    def test_another_replay_has_begun_since(self, fresh):
        begin(fresh, MARK, "lost")
        second = replace(OPEN, replays=2)
        fresh.controls.advance_restoring(MARK, OPEN)
        fresh.controls.advance_restoring(OPEN, second)
        assert not fresh.controls.advance_restoring(OPEN, DONE)
        assert fresh.controls.control().restoring == second

    def test_there_is_no_mark(self, fresh):
        assert not fresh.controls.advance_restoring(MARK, OPEN)
        fresh.controls.open("ann", NOON)
        assert not fresh.controls.advance_restoring(MARK, OPEN)
        assert fresh.controls.control().restoring is None


class TestEnd:
    """The named conditional write `end`, in each of its situations."""

    def test_the_mark_goes_and_the_stop_stays(self, fresh):
        begin(fresh, DONE, "lost")
        assert fresh.controls.end_restoring(DONE, "bob", LATER)
        control = fresh.controls.control()
        assert (control.restoring, control.killed, control.changed_by) == (None, True, "bob")
        assert kill_off(fresh)
        assert not fresh.controls.control().stops

    def test_its_own_second_copy_knows_its_work(self, fresh):
        begin(fresh, DONE, "lost")
        for _ in range(2):
            assert fresh.controls.end_restoring(DONE, "bob", LATER)

    def test_a_late_copy_turns_nothing_on_again(self, fresh):
        begin(fresh, DONE, "lost")
        fresh.controls.end_restoring(DONE, "bob", LATER)
        kill_off(fresh, at=LATER + MINUTE)
        assert not fresh.controls.end_restoring(DONE, "bob", LATER)
        assert not fresh.controls.control().killed

    def test_a_replay_has_begun_since(self, fresh):
        begin(fresh, DONE, "lost")
        again = replace(DONE, replays=2)
        fresh.controls.advance_restoring(DONE, again)
        assert not fresh.controls.end_restoring(DONE, "bob", LATER)
        assert fresh.controls.control().restoring == again


class TestTheStop:
    def test_nobody_turns_it_off_as_long_as_the_mark_stands(self, fresh):
        begin(fresh, MARK, "lost")
        assert not kill_off(fresh)
        assert not fresh.controls.lift_stop(fresh.controls.control(), "bob", None, LATER)
        assert fresh.controls.set_killed(killed=True, actor="bob", reason="again", now=LATER)
        control = fresh.controls.control()
        assert (control.killed, control.restoring, control.reason) == (True, MARK, "again")

    def test_what_a_tick_notes_leaves_the_mark_alone(self, fresh):
        begin(fresh, MARK, "lost")
        fresh.controls.note_account(14.0, 50_000)
        assert fresh.controls.control().restoring == MARK

    def test_a_last_look_sees_the_mark(self, fresh, name):
        run = a_run(name)
        fresh.controls.create_run(run)
        begin(fresh, MARK, "lost")
        assert fresh.desk.last_look(a_message(campaign_id=name)).control.restoring == MARK


def brought_back(stores):
    """Return stores over a table of another name that has the same global row."""
    if isinstance(stores.tables, MemoryTables):
        stores.tables.name = "outreach-restored"
        return stores
    own = stores.tables
    key = {"pk": {"S": "GLOBAL"}, "sk": {"S": "CONTROL"}}
    row = own.client.get_item(TableName=own.outreach, Key=key, ConsistentRead=True)["Item"]
    other = Tables(own.client, outreach=f"{own.outreach}-restored", suppression=own.suppression)
    other.items(OutreachTable).create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    own.client.put_item(TableName=other.outreach, Item=row)
    return in_dynamodb(other)


class TestATableOfAnotherName:
    def test_it_is_stopped_before_anybody_has_said_anything(self, fresh, name):
        fresh.controls.open("ann", NOON)
        assert not fresh.controls.control().stops
        back = brought_back(fresh)
        control = back.controls.control()
        assert (control.stops, control.moved, control.killed) == (True, True, False)
        assert back.desk.last_look(a_message(campaign_id=name)).control.moved

    def test_no_kill_off_lets_it_go_on(self, fresh):
        fresh.controls.open("ann", NOON - DAY)
        back = brought_back(fresh)
        assert back.controls.set_killed(killed=True, actor="ann", reason=None, now=NOON)
        assert not kill_off(back)
        assert not back.controls.lift_stop(back.controls.control(), "bob", None, LATER)
        back.controls.note_account(14.0, 50_000)
        assert back.controls.control().moved

    def test_once_it_is_restored_it_is_at_home(self, fresh):
        fresh.controls.open("ann", NOON - DAY)
        back = brought_back(fresh)
        assert begin(back, DONE, "lost")
        assert back.controls.end_restoring(DONE, "bob", LATER)
        assert kill_off(back)
        assert not back.controls.control().stops

    def test_a_row_of_an_older_program_gets_its_table_at_the_next_note(self, fresh):
        fresh.controls.open("ann", NOON)
        if isinstance(fresh.tables, MemoryTables):
            fresh.tables.control = replace(fresh.tables.control, home=None)
        else:
            fresh.tables.client.update_item(
                TableName=fresh.tables.outreach,
                Key={"pk": {"S": "GLOBAL"}, "sk": {"S": "CONTROL"}},
                UpdateExpression="REMOVE home",
            )
        assert (fresh.controls.control().home, fresh.controls.control().stops) == (None, False)
        fresh.controls.note_account(14.0, 50_000)
        assert fresh.controls.control().home is not None
