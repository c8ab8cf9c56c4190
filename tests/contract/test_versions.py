"""Each row that can forbid a mail counts its changes, and says which they were. The same in memory and on DynamoDB."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from outreach.adapters.dynamodb import suppressions as dynamodb_suppressions
from outreach.adapters.dynamodb.holds import DynamoHolds
from outreach.adapters.dynamodb.tables import Tables
from outreach.adapters.ssm import SsmKillSwitchHistory, SsmKillSwitchReader, SsmKillSwitchWriter
from outreach.domain.control import KillSwitch, RunStatus
from outreach.domain.ids import ClaimId, Domain
from outreach.domain.reasons import Reason
from outreach.domain.row_version import RowVersion
from outreach.domain.suppression import ChangeKind, Hold
from outreach.errors import StoreUnavailable
from outreach.memory import MemoryKillSwitch, MemoryTables, people
from outreach.memory.holds import MemoryHolds
from outreach.services.ports import ControlEvent
from world.builders import (
    MINUTE,
    NOON,
    a_fence,
    a_lead,
    a_message,
    a_recipient,
    a_recipient_row,
    a_run,
    an_enrollment,
    an_order,
)
from world.raw_http import a_response, serving
from world.stores import Stores, client_of, in_dynamodb

DAY = timedelta(days=1)


def holds_of(stores: Stores) -> Any:
    tables = stores.tables
    return MemoryHolds(tables) if isinstance(tables, MemoryTables) else DynamoHolds(tables)


def kinds(row: Any) -> list[str]:
    return [change.kind for change in row.changes]


class TestRecipientsAndDomains:
    def test_a_row_without_orders_has_version_0(self, stores, name):
        row = a_recipient_row(a_lead(name))
        stores.suppressions.ensure([row])
        assert stores.suppressions.recipient(row.recipient).version == RowVersion()

    def test_each_change_of_what_is_forbidden_counts_and_nothing_else(self, stores, name):
        suppressions, recipient = stores.suppressions, a_recipient(name)
        suppressions.ensure([a_recipient_row(replace(a_lead(name), recipient=recipient))])
        suppressions.order_recipient(recipient, None, an_order(link="demo:live"))
        suppressions.order_recipient(recipient, None, an_order(actor="second", link="demo:live"))
        version = suppressions.renew_version(
            recipient, "*", Reason.UNSUBSCRIBED, link="demo:live", since=NOON
        )
        assert suppressions.recipient(recipient).version.number == 1
        assert suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=version)
        assert not suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=version)
        assert suppressions.recipient(recipient).version == RowVersion(2, version)
        suppressions.order_recipient(recipient, None, an_order(scope=name))
        holds = holds_of(stores)
        for until in (NOON + DAY, NOON, NOON + 2 * DAY):
            holds.hold(recipient, name, Hold(until, "reply"))
        suppressions.erase_address(recipient)
        row = suppressions.recipient(recipient)
        assert kinds(row) == ["given", "lifted", "given", "held", "held"]
        assert row.version.number == 5

    def test_a_change_says_what_it_changed(self, stores, name):
        order = an_order(Reason.DNC, scope=name, source="import", actor="ada", at=NOON - DAY)
        stores.suppressions.order_domain(Domain(f"{name}.example"), order)
        row = stores.suppressions.domain(Domain(f"{name}.example"))
        (given,) = row.changes
        assert (given.kind, given.scope, given.reason) == (ChangeKind.GIVEN, name, Reason.DNC)
        assert (given.source, given.actor, given.at) == ("import", "ada", NOON - DAY)
        assert given.mark == row.orders[0].version
        stores.suppressions.lift_domain(row.domain, name, Reason.DNC, version=given.mark)
        lifted = stores.suppressions.domain(row.domain).changes[-1]
        assert (lifted.kind, lifted.scope, lifted.reason) == (ChangeKind.LIFTED, name, Reason.DNC)

    def test_a_hold_says_until_when(self, stores, name):
        row = a_recipient_row(a_lead(name))
        stores.suppressions.ensure([row])
        holds_of(stores).hold(row.recipient, name, Hold(NOON + DAY, "reply"))
        (held,) = stores.suppressions.recipient(row.recipient).changes
        assert (held.kind, held.scope, held.at, held.source) == (ChangeKind.HELD, name, NOON + DAY, "reply")

    def test_a_row_that_nobody_imported_begins_with_its_order(self, stores, name):
        stores.suppressions.order_recipient(a_recipient(name), None, an_order())
        assert stores.suppressions.recipient(a_recipient(name)).version.number == 1

    def test_an_order_fits_into_a_row_that_keeps_no_more_changes(self, stores, name, monkeypatch):
        for module in (people, dynamodb_suppressions):
            monkeypatch.setattr(module, "MAX_CHANGES", 3)
        suppressions, recipient = stores.suppressions, a_recipient(name)
        for _ in range(3):
            assert suppressions.order_recipient(recipient, None, an_order())
            version = suppressions.recipient(recipient).orders[0].version
            assert suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=version)
        assert suppressions.order_recipient(recipient, None, an_order())
        assert holds_of(stores).hold(recipient, name, Hold(NOON, "reply"))
        row = suppressions.recipient(recipient)
        assert (row.orders, set(row.holds), len(row.changes)) == ((an_order(),), {name}, 3)

    def test_a_row_from_before_begins_to_count(self, tables: Tables, name):
        """An older program has made the row. It has an order, and no list of changes."""
        stores = in_dynamodb(tables)
        stores.suppressions.order_recipient(a_recipient(name), None, an_order(Reason.DNC))
        key = {"pk": {"S": f"R#{a_recipient(name)}"}}
        tables.client.update_item(TableName=tables.suppression, Key=key, UpdateExpression="REMOVE changes")
        assert stores.suppressions.recipient(a_recipient(name)).version == RowVersion()
        stores.suppressions.order_recipient(a_recipient(name), None, an_order())
        row = stores.suppressions.recipient(a_recipient(name))
        assert (len(row.orders), row.version.number) == (2, 1)


class TestControls:
    def test_a_run_counts_its_statuses_and_nothing_else(self, fresh, name):
        run = a_run(name)
        fresh.controls.create_run(run)
        fresh.controls.follow(run.campaign_id, run.run_id, "r2")
        fresh.controls.mark_enrolled(run.campaign_id, run.run_id, enrolled=True)
        fresh.controls.mark_closed(run)
        assert fresh.controls.run(run.campaign_id, run.run_id).version == 1
        fresh.controls.change_status(run, RunStatus.PAUSED, "ann", None, NOON + MINUTE)
        assert not fresh.controls.change_status(run, RunStatus.CANCELLED, "bob", None, NOON + MINUTE)
        assert fresh.controls.run(run.campaign_id, run.run_id).version == 2

    def test_the_global_row_counts_how_often_the_stop_was_turned(self, fresh):
        fresh.controls.open("ann", NOON)
        fresh.controls.open("bob", NOON)
        fresh.controls.note_account(14.0, 50_000)
        assert fresh.controls.control().version == 1
        fresh.controls.set_killed(killed=True, actor="ann", reason=None, now=NOON + MINUTE)
        fresh.controls.lift_stop(fresh.controls.control(), "ann", None, NOON + 2 * MINUTE)
        assert fresh.controls.control().version == 3

    def test_the_history_names_each_version(self, fresh, name):
        fresh.controls.create_run(a_run(name))
        run = fresh.controls.run(a_run(name).campaign_id, a_run(name).run_id)
        fresh.controls.set_killed(killed=True, actor="ann", reason=None, now=NOON)
        fresh.controls.set_killed(killed=False, actor="ann", reason=None, now=NOON)
        fresh.controls.set_killed(killed=True, actor="ann", reason=None, now=NOON)
        fresh.controls.change_status(run, RunStatus.PAUSED, "bob", None, NOON)
        now = fresh.controls.run(run.campaign_id, run.run_id), fresh.controls.control()
        named = {(event.subject, event.version): event.to for event in fresh.controls.history()}
        mark = now[1].row_version.mark
        assert named == {
            (f"{name}#live", run.row_version): "running",
            (f"{name}#live", now[0].row_version): "paused",
            ("global", RowVersion(1, mark)): "on",
            ("global", RowVersion(2, mark)): "off",
            ("global", RowVersion(3, mark)): "on",
        }

    def test_a_control_row_from_before_begins_to_count(self, tables: Tables, name):
        stores = in_dynamodb(tables)
        run = a_run(name)
        stores.controls.create_run(run)
        key = {"pk": {"S": "RUNS"}, "sk": {"S": f"{name}#live"}}
        tables.client.update_item(
            TableName=tables.outreach,
            Key=key,
            UpdateExpression="REMOVE #v",
            ExpressionAttributeNames={"#v": "version"},
        )
        before = stores.controls.run(run.campaign_id, run.run_id)
        assert before.version == 0
        assert stores.controls.change_status(before, RunStatus.PAUSED, "ann", None, NOON)
        paused = stores.controls.run(run.campaign_id, run.run_id)
        events = [each for each in stores.controls.history() if each.subject == f"{name}#live"]
        assert {(each.to, each.version) for each in events} == {
            ("running", before.row_version),
            ("paused", paused.row_version),
        }
        assert paused.version == 1


class TestLook:
    def test_a_look_sees_the_version_of_each_row_and_its_own_claim(self, fresh, name):
        lead = a_lead(name, domains=("mail.acme.example", "acme.example"))
        enrollment = an_enrollment(lead, campaign_id=name)
        message, claim = a_message(enrollment), ClaimId("claim-1")
        fresh.enrollments.add([enrollment])
        fresh.controls.open("ann", NOON)
        fresh.controls.create_run(a_run(name))
        fresh.suppressions.ensure([a_recipient_row(lead)])
        fresh.suppressions.order_domain(Domain("acme.example"), an_order(scope="other"))
        assert fresh.desk.last_look(message).claim is None
        fresh.enrollments.claim(enrollment.key, a_fence(enrollment), claim, NOON)
        switch = MemoryKillSwitch().read()
        seen = fresh.desk.last_look(message).seen(message.question, switch, claim, NOON)
        assert (seen.run.number, seen.control.number, seen.switch.number, seen.recipient.number) == (
            1,
            1,
            1,
            0,
        )
        assert [version.number for version in seen.domains] == [0, 1]
        assert (seen.complete, seen.claimed) == (True, True)
        assert (
            not fresh.desk.last_look(message).seen(message.question, switch, ClaimId("another"), NOON).claimed
        )


class TestKillSwitch:
    @pytest.fixture
    def ssm(self, emulator):
        return client_of("ssm", emulator)

    def test_memory_names_each_version(self):
        switch = MemoryKillSwitch()
        switch.write(on=True)
        assert {each.version: each.to for each in switch.states()}[switch.read().version] is KillSwitch.ON

    def test_ssm_names_each_version(self, ssm, name):
        writer = SsmKillSwitchWriter(ssm, f"/outreach/{name}")
        reader = SsmKillSwitchReader(ssm, f"/outreach/{name}", max_age_seconds=0)
        read = {}
        for on in (False, True, False):
            writer.write(on=on)
            found = reader.read()
            read[found.version] = found.state
        said: list[ControlEvent] = SsmKillSwitchHistory(ssm, f"/outreach/{name}").states()
        assert {each.version: each.to for each in said} == read
        assert sorted(version.number for version in read) == [1, 2, 3]

    def test_a_response_without_a_version_still_says_off(self, name):
        with serving(lambda _: a_response(200, {"Parameter": {"Value": "off"}})) as terse:
            reader = SsmKillSwitchReader(client_of("ssm", terse.url), f"/outreach/{name}", max_age_seconds=0)
            found = reader.read()
        assert (found.state, found.version) == (KillSwitch.OFF, RowVersion())

    @pytest.mark.parametrize("code", ["AccessDeniedException", "UnknownOperationException"])
    def test_a_history_that_nobody_may_read_names_nothing(self, name, code):
        with serving(lambda _: a_response(400, {"__type": code, "message": "no"})) as refusing:
            assert SsmKillSwitchHistory(client_of("ssm", refusing.url), f"/outreach/{name}").states() == []

    def test_a_history_that_did_not_respond_is_unavailable(self, name):
        with pytest.raises(StoreUnavailable):
            SsmKillSwitchHistory(client_of("ssm", "http://127.0.0.1:9", attempts=1), name).states()

    def test_a_history_that_is_refused_for_another_reason_is_unavailable(self, name):
        with serving(lambda _: a_response(400, {"__type": "ThrottlingException"})) as refusing:
            history = SsmKillSwitchHistory(client_of("ssm", refusing.url, attempts=1), name)
            with pytest.raises(StoreUnavailable, match="ThrottlingException"):
                history.states()

    def test_a_parameter_that_was_made_again_has_other_versions(self, ssm, name):
        writer = SsmKillSwitchWriter(ssm, f"/outreach/{name}")
        reader = SsmKillSwitchReader(ssm, f"/outreach/{name}", max_age_seconds=0)
        writer.write(on=False)
        before = reader.read().version
        ssm.delete_parameter(Name=f"/outreach/{name}")
        assert reader.read().version is None
        assert SsmKillSwitchHistory(ssm, f"/outreach/{name}").states() == []
        writer.write(on=False)
        assert reader.read().version.number == before.number
        assert reader.read().version != before
