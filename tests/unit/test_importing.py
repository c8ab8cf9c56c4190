"""What an import does to the tables: order, idempotence, runs under way, orders that stay, requests."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.address import recipient_key, recipient_keys
from outreach.domain.campaign import Step
from outreach.domain.control import RunStatus
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Lane, State
from outreach.domain.ids import LIVE, MessageId, RunId, shard_of
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.suppression import Order, RecipientRow
from outreach.errors import StoreUnavailable
from outreach.memory import MemoryControls
from outreach.reading.addresses import parse_address
from outreach.reading.lead_file import LeadFile, Progress, import_leads, preview_leads
from outreach.reading.lead_rows import RowRules
from outreach.services.operator.importing import CHUNK
from outreach.services.operator.suppressing import Suppressing
from world.builders import CAMPAIGN, DAY, NOON, SHARDS, a_campaign, a_lead, a_run
from world.dying import dying
from world.import_desk import CHANGED, CHANGING, PEPPERS, ImportDesk, Meanwhile


def people(folder: Path, count: int, *, first: int = 0, extra: str = "") -> Path:
    path = folder / "leads.csv"
    rows = "".join(f"p{i}@acme.com,P{i}\n" for i in range(first, first + count))
    path.write_text(f"email,first name\n{rows}{extra}")
    return path


def test_a_lead_has_its_recipient_row_its_keys_and_its_domains(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("email\njane@mail.acme.co.uk\n")
    desk = ImportDesk()
    desk.load(path)
    lead = desk.leads["jane@mail.acme.co.uk"]
    assert lead.recipient == recipient_key(PEPPERS, "jane@mail.acme.co.uk")
    assert lead.domains == ("mail.acme.co.uk", "acme.co.uk")
    assert desk.tables.recipients[lead.recipient].address == lead.address


def test_a_second_import_adds_nothing_and_resets_nothing(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.start()
    path = people(tmp_path, 120)
    assert desk.load(path).added == 120
    for key, enrollment in list(desk.tables.enrollments.items()):
        desk.tables.put(replace(enrollment, step=1, attempt=3, lane=Lane.NEXT))
        assert desk.tables.enrollments[key].step == 1
    before = (dict(desk.tables.enrollments), dict(desk.tables.audience), dict(desk.tables.recipients))
    path.write_text(path.read_text().replace(",P", ",Q"))
    report = desk.load(path)
    assert (report.rows, report.added, report.known, report.enrolled) == (120, 0, 120, {})
    assert before == (desk.tables.enrollments, desk.tables.audience, desk.tables.recipients)


def test_an_import_never_lifts_an_order(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = tmp_path / "leads.csv"
    path.write_text("email,dnc\njane@acme.com,yes\n")
    desk.load(path)
    recipient = recipient_key(PEPPERS, "jane@acme.com")
    for reason in (Reason.UNSUBSCRIBED, Reason.COMPLAINED, Reason.BOUNCED):
        desk.suppressions.order_recipient(recipient, None, Order(CAMPAIGN, reason, "test", "x", NOON))
    before = desk.tables.recipients[recipient]
    path.write_text("email,dnc\njane@acme.com,no\n")
    desk.load(path)
    assert desk.tables.recipients[recipient] == before
    assert not [name for name in desk.calls if "lift" in name]


def test_the_first_order_is_kept_when_a_second_file_gives_it_again(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = tmp_path / "leads.csv"
    path.write_text("email,dnc\njane@acme.com,yes\n")
    assert desk.load(path).dnc_new == 1
    desk.clock.advance(DAY)
    report = desk.load(path)
    assert (report.dnc, report.dnc_new) == (1, 0)
    assert desk.recipients["jane@acme.com"].orders[0].at == NOON


def test_everything_that_forbids_is_written_before_the_lead_it_is_about(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.start()
    path = tmp_path / "leads.csv"
    path.write_text("email,dnc\njane@acme.com,yes\nbob@acme.com,\n")
    desk.load(path)
    order = [name for name in desk.calls if not name.endswith("items")]
    steps = ["suppressions.ensure", "suppressions.order_recipient", "audience.add", "enrollments.add"]
    assert [name for name in order if name in steps] == steps


def test_an_address_known_under_an_older_pepper_keeps_its_key_its_orders_and_its_lead(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = people(tmp_path, 1)
    desk.load(path)
    desk.suppressing.add(parse_address("p0@acme.com"), actor="ann")
    desk.use_peppers(CHANGED)
    report = desk.load(people(tmp_path, 2))
    assert (report.added, report.known) == (1, 1)
    assert desk.leads["p0@acme.com"].recipient.startswith("v1-")
    assert desk.leads["p1@acme.com"].recipient.startswith("v2-")
    assert len(desk.tables.recipients) == 2
    assert desk.orders("p0@acme.com") == {("*", "suppressed")}


def reasons_by_row(desk: ImportDesk) -> list[set[Reason]]:
    return [{order.reason for order in row.orders} for row in desk.tables.recipients.values()]


@pytest.mark.parametrize("ordered", [0, 1], ids=["the older row", "the newer row"])
def test_a_lead_with_two_rows_is_imported_with_the_orders_of_both(tmp_path: Path, ordered: int) -> None:
    desk = ImportDesk(peppers=CHANGED)
    keys = recipient_keys(CHANGED, "p0@acme.com")
    desk.suppressions.ensure([RecipientRow(key, "p0@acme.com") for key in keys])
    desk.suppressions.order_recipient(keys[ordered], None, Order("*", Reason.UNSUBSCRIBED, "x", "x", NOON))
    assert desk.load(people(tmp_path, 1)).added == 1
    assert reasons_by_row(desk) == [{Reason.UNSUBSCRIBED}, {Reason.UNSUBSCRIBED}]


@pytest.mark.parametrize("reason", [Reason.UNSUBSCRIBED, Reason.POSSIBLE_UNSUBSCRIBE])
def test_a_preview_leaves_two_rows_of_a_lead_as_they_are(tmp_path: Path, reason: Reason) -> None:
    desk = ImportDesk(peppers=CHANGED)
    older, newer = recipient_keys(CHANGED, "p0@acme.com")
    desk.suppressions.ensure([RecipientRow(key, "p0@acme.com") for key in (older, newer)])
    desk.suppressions.order_recipient(older, None, Order("*", reason, "x", "x", NOON))
    file = LeadFile(people(tmp_path, 1), {})
    assert preview_leads(desk.importing, desk.campaign, file, RowRules()).added == 1
    assert reasons_by_row(desk) == [{reason}, set()]


@pytest.mark.parametrize("ordered", [0, 1], ids=["the older row", "the newer row"])
def test_who_is_forgotten_in_one_of_two_rows_is_turned_away(tmp_path: Path, ordered: int) -> None:
    desk = ImportDesk(peppers=CHANGED)
    keys = recipient_keys(CHANGED, "p0@acme.com")
    desk.suppressions.ensure([RecipientRow(key, None) for key in keys])
    desk.suppressions.order_recipient(keys[ordered], None, Order("*", Reason.ERASED, "x", "x", NOON))
    assert desk.load(people(tmp_path, 1)).rejected == 1
    assert desk.leads == {}


def test_a_do_not_contact_row_reaches_both_rows_of_its_address(tmp_path: Path) -> None:
    desk = ImportDesk(peppers=CHANGED)
    keys = recipient_keys(CHANGED, "jane@acme.com")
    desk.suppressions.ensure([RecipientRow(key, "jane@acme.com") for key in keys])
    path = tmp_path / "leads.csv"
    path.write_text("email,dnc\njane@acme.com,yes\n")
    assert desk.load(path).dnc_new == 1
    assert reasons_by_row(desk) == [{Reason.DNC}, {Reason.DNC}]


@pytest.mark.parametrize(
    ("mine", "theirs"), [(CHANGING, CHANGED), (CHANGED, CHANGING)], ids=["older", "newer"]
)
def test_an_order_that_is_given_while_its_lead_is_imported_under_another_pepper_stands(
    tmp_path: Path, mine: Keyring, theirs: Keyring
) -> None:
    desk = ImportDesk(peppers=mine)
    jane = parse_address("p0@acme.com")
    operator = Suppressing(desk.suppressions, theirs, desk.clock)
    happening = Meanwhile(
        desk.suppressions, "ensure", lambda: operator.add(jane, actor="ann", reason=Reason.DNC)
    )
    desk.ports = replace(desk.ports, suppressions=happening)
    desk.use_peppers(mine)
    desk.load(people(tmp_path, 1))
    assert reasons_by_row(desk) == [{Reason.DNC}, {Reason.DNC}]


def test_two_peppers_cost_a_chunk_one_more_look_at_its_recipients(tmp_path: Path) -> None:
    desk = ImportDesk(peppers=CHANGED)
    desk.load(people(tmp_path, 4 * CHUNK))
    assert desk.calls["suppressions.recipients"] == 4 * 3
    assert desk.calls["suppressions.order_recipient"] == 0


def test_leads_join_every_run_under_way_and_no_other(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.start(LIVE)
    desk.start("proof-1", RunStatus.PAUSED)
    desk.start("proof-2", RunStatus.FINISHED)
    desk.start("proof-3", RunStatus.CANCELLED)
    report = desk.load(people(tmp_path, 3))
    assert report.enrolled == {"live": 3, "proof-1": 3}
    assert {run for run, _ in desk.enrolled} == {"live", "proof-1"}
    assert desk.status("proof-2") is RunStatus.FINISHED


def test_a_first_contact_is_due_after_the_first_steps_delay_in_the_first_lane() -> None:
    campaign = a_campaign(steps=(Step(MessageId("intro"), DAY),))
    desk = ImportDesk(campaign)
    desk.start()
    (run,) = desk.controls.runs(CAMPAIGN)
    enrollment = first_enrollment(a_lead(), run, campaign, NOON)
    assert (enrollment.state, enrollment.lane, enrollment.due_at) == (State.DUE, Lane.FIRST, NOON + DAY)
    assert (enrollment.step, enrollment.attempt, enrollment.tries) == (0, 0, 0)
    assert enrollment.key.shard == shard_of(enrollment.lead.lead_id, SHARDS)


def test_a_lead_whose_import_died_before_its_enrollment_is_enrolled_by_the_next(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = people(tmp_path, 3)
    desk.load(path)
    desk.start()
    assert desk.load(path).enrolled == {"live": 3}


class Meddling(MemoryControls):
    """Lets something happen to the runs right after the n-th time they were read."""

    def __init__(self, desk: ImportDesk, when: int, happening: Callable[[ImportDesk], None]) -> None:
        super().__init__(desk.tables)
        self._desk = desk
        self._countdown = when
        self._happening = happening

    def runs(self, campaign_id: Any = None) -> Any:
        found = super().runs(campaign_id)
        self._countdown -= 1
        if self._countdown == 0:
            self._happening(self._desk)
        return found


def meddled(desk: ImportDesk, when: int, status: RunStatus) -> None:
    def change(desk: ImportDesk) -> None:
        run = desk.controls.run(CAMPAIGN, LIVE)
        assert run is not None
        assert desk.controls.change_status(run, status, "tick", None, NOON)

    desk.ports = replace(desk.ports, controls=Meddling(desk, when, change))
    desk.use_peppers(PEPPERS)


@pytest.mark.parametrize("when", [1, 2, 3, 4])
def test_a_run_that_finishes_during_the_import_is_started_again(tmp_path: Path, when: int) -> None:
    desk = ImportDesk()
    desk.start()
    meddled(desk, when, RunStatus.FINISHED)
    report = desk.load(people(tmp_path, CHUNK + 1))
    assert report.enrolled == {"live": CHUNK + 1}
    assert desk.status() is RunStatus.RUNNING
    assert report.restarted == ("live",)


@pytest.mark.parametrize("when", [1, 2, 4])
def test_in_a_run_that_is_cancelled_during_the_import_nobody_is_left_waiting(
    tmp_path: Path, when: int
) -> None:
    desk = ImportDesk()
    desk.start()
    meddled(desk, when, RunStatus.CANCELLED)
    desk.load(people(tmp_path, 2 * CHUNK))
    late = [e for e in desk.tables.enrollments.values() if e.state is not State.ENDED]
    joined_before = {1: 0, 2: 0, 4: CHUNK}[when]
    assert len(late) == joined_before, "those a tick still finds, because the run was open when they joined"


def test_a_run_left_finished_with_leads_in_it_by_an_import_that_died_goes_on(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.start()
    path = people(tmp_path, 1)
    desk.load(path)
    run = desk.controls.run(CAMPAIGN, LIVE)
    assert run is not None
    desk.controls.change_status(run, RunStatus.FINISHED, "tick", None, NOON)
    assert desk.load(path).restarted == ("live",)
    assert desk.status() is RunStatus.RUNNING


class Late:
    """A due index that does not show yet who has just joined."""

    def is_empty(self, run: Any) -> bool:
        return True


def test_a_late_index_does_not_hide_those_who_have_just_joined(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.start()
    desk.ports = replace(desk.ports, index=Late())
    meddled(desk, 2, RunStatus.FINISHED)
    assert desk.load(people(tmp_path, 1)).restarted == ("live",)


@pytest.mark.parametrize("calls", range(22))
def test_an_import_that_dies_anywhere_is_completed_by_the_same_command(tmp_path: Path, calls: int) -> None:
    desk = ImportDesk()
    desk.start()
    path = people(tmp_path, CHUNK + 1)
    path.write_text(path.read_text().replace("first name", "first name,dnc").replace("P1\n", "P1,x\n"))
    ports = desk.ports
    names = ("suppressions", "audience", "enrollments", "controls", "index")
    desk.ports = replace(ports, **dying(ports, *names, after=calls))
    desk.use_peppers(PEPPERS)
    try:
        desk.load(path)
    except StoreUnavailable:
        assert all(lead.recipient in desk.tables.recipients for lead in desk.leads.values())
        assert "p1@acme.com" not in desk.leads or desk.orders("p1@acme.com")
    desk.ports = ports
    desk.use_peppers(PEPPERS)
    report = desk.load(path)
    assert report.added + report.known == CHUNK + 1 == len(desk.leads) == len(desk.enrolled)
    assert desk.orders("p1@acme.com") == {("*", "dnc")}


def test_the_requests_of_an_import_are_counted(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = people(tmp_path, 4 * CHUNK)
    desk.load(path)
    assert desk.calls == {
        "controls.runs": 2 + 4,
        "suppressions.recipients": 4 + 4,
        "suppressions.recipients items": (4 + 4) * CHUNK,
        "suppressions.ensure": 4,
        "suppressions.ensure items": 4 * CHUNK,  # one conditional write each
        "audience.known": 4,
        "audience.known items": 4 * CHUNK,
        "audience.add": 4,
        "audience.add items": 4 * CHUNK,  # one conditional write each
    }


def test_a_known_row_costs_no_write_and_an_enrollment_one(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = people(tmp_path, 4 * CHUNK)
    desk.load(path)
    desk.calls.clear()
    desk.load(path)
    known = dict(desk.calls)
    assert sum(count for name, count in known.items() if name.endswith(("ensure items", "add items"))) == 0
    assert sum(count for name, count in known.items() if not name.endswith("items")) == 2 + 4 * 3
    desk.start()
    desk.calls.clear()
    desk.load(path)
    assert desk.calls["enrollments.add items"] == 4 * CHUNK
    assert desk.calls["controls.runs"] == 2 + 4 + 4


def test_a_do_not_contact_row_costs_one_write_for_its_order_which_makes_its_recipient(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = tmp_path / "leads.csv"
    path.write_text("email,dnc\njane@acme.com,yes\nbob@acme.com,\n")
    desk.load(path)
    assert desk.calls["suppressions.order_recipient"] == 1
    assert desk.calls["suppressions.ensure items"] == 1


def test_progress_tells_rows_and_bytes_up_to_the_end(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = people(tmp_path, 3 * CHUNK, extra="nobody,\n")
    seen: list[Progress] = []
    import_leads(desk.importing, desk.campaign, LeadFile(path), RowRules(), actor="ann", progress=seen.append)
    assert [progress.rows for progress in seen][-1] == 3 * CHUNK + 1
    assert seen[-1].bytes_read == seen[-1].size == path.stat().st_size
    assert [p.rows for p in seen] == sorted(p.rows for p in seen)


def test_runs_of_other_campaigns_are_left_alone(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.controls.create_run(a_run("other"))
    assert desk.load(people(tmp_path, 1)).enrolled == {}
    assert RunId("live") not in {run for run, _ in desk.enrolled}
