"""`outreach archive`: what it writes, what it leaves, what it refuses, and what other commands say afterwards."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from outreach.domain.address import lead_id, recipient_key
from outreach.domain.control import Mode
from outreach.domain.delivery import Fact, Mark
from outreach.domain.enrollment import Enrollment, Lead
from outreach.domain.ids import LIVE, SesMessageId
from outreach.domain.ses_event import TouchName
from world.builders import CAMPAIGN, DAY, NOON, a_lead, an_order
from world.command_desk import CommandDesk
from world.import_desk import PEPPERS
from world.published_schemas import held


def a_person(name: str) -> Lead:
    address = f"{name}@acme.example"
    return a_lead(
        name,
        domain="acme.example",
        lead_id=lead_id(PEPPERS, CAMPAIGN, address),
        recipient=recipient_key(PEPPERS, address),
        fields={"first_name": name.title()},
        timezone="Europe/Dublin",
    )


ANN, BEA, CYD = a_person("ann"), a_person("bea"), a_person("cyd")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    monkeypatch.chdir(tmp_path)
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    desk.world.apply(desk.world.campaign)
    return desk


@pytest.fixture
def over(desk: CommandDesk) -> CommandDesk:
    """The live run is over: two leads got everything, one had unsubscribed. SES reported on one mail."""
    world = desk.world
    world.import_leads(CYD)
    world.suppressions.order_recipient(CYD.recipient, CYD.address, an_order())
    world.start(ANN, BEA)
    world.live_through(20 * DAY, timedelta(hours=12))
    ses_id = world.enrollment(ANN).touches[0].ses_message_id
    touch = TouchName(world.enrollment(ANN).key, 0)
    world.deliveries.note(touch, Fact.OPEN, Mark(NOON, "person; Ünïx"), ses_id or SesMessageId("none"))
    return desk


def archived(desk: CommandDesk, *options: str, **how: int) -> list[str]:
    return desk.says("archive", CAMPAIGN, "--run", LIVE, "--to", "kept", "--yes", *options, **how)


def place(folder: Path) -> Path:
    [found] = (folder / "kept" / f"campaign_{CAMPAIGN}" / LIVE).iterdir()
    return found


def died_before(desk: CommandDesk, whole: Enrollment) -> None:
    """Let the tables be as if the archive had died before it came to this row."""
    tables = desk.world.tables
    for key, archive in list(tables.archives.items()):
        tables.archives[key] = replace(archive, thinned_at=None)
    tables.put(whole)


def test_it_says_where_the_archive_is_and_what_is_left(over: CommandDesk, tmp_path: Path):
    first, second, third = archived(over)
    assert first == f"archive: {place(tmp_path)} (3 leads, 2026-12-13 12:00:00 UTC by olga)"
    assert second == "thinned: 3 leads; each left a small row"
    assert third == f"check it: outreach verify {place(tmp_path)}"
    assert over.says("verify", place(tmp_path)) == [
        f"{place(tmp_path)} holds: 9 files as written, 50 promises kept"
    ]


def test_what_ses_reported_is_in_the_archive(over: CommandDesk, tmp_path: Path):
    archived(over)
    [line] = (place(tmp_path) / "deliveries.jsonl").read_text(encoding="utf-8").splitlines()
    said = json.loads(line)
    assert (said["lead_id"], said["step"]) == (ANN.lead_id, 0)
    assert said["events"] == {"open": ["2026-11-23T12:00:00+00:00", "person; Ünïx"]}
    assert over.world.tables.deliveries == {}


def test_an_archive_in_a_bucket_is_fetched_before_it_is_checked(over: CommandDesk):
    """The desk keeps it in a folder of that name."""
    lines = over.says("archive", CAMPAIGN, "--run", LIVE, "--to", "s3://kept/all/", "--yes")
    where = f"s3://kept/all/campaign_{CAMPAIGN}/live/20261213-120000"
    assert lines[2] == f"check it: aws s3 sync {where} FOLDER && outreach verify FOLDER"


def test_it_says_so_in_json(over: CommandDesk, tmp_path: Path):
    line = ("archive", CAMPAIGN, "--run", LIVE, "--to", "kept", "--yes")
    first, again = over.json(*line), over.json(*line)
    for said in (first, again):
        held("archive", said)
    assert (first["leads"], first["archive"]["place"]) == (3, str(place(tmp_path)))
    assert again == first | {"leads": 0}


def test_given_again_it_has_nothing_to_do(over: CommandDesk, tmp_path: Path):
    archived(over)
    before = dict(over.world.tables.enrollments)
    assert archived(over) == [
        f"nothing is left to archive of {CAMPAIGN} live",
        f"archive: {place(tmp_path)} (3 leads, 2026-12-13 12:00:00 UTC by olga)",
    ]
    assert over.world.tables.enrollments == before


def test_one_that_died_goes_on_wherever_it_is_told_to_write(over: CommandDesk, tmp_path: Path):
    [*rows] = over.world.tables.enrollments.values()
    archived(over)
    died_before(over, rows[0])
    assert any(
        line.endswith("; begun, and not finished: give the command again")
        for line in over.says("status", CAMPAIGN)
    )
    lines = over.says("archive", CAMPAIGN, "--run", LIVE, "--to", "elsewhere", "--yes")
    assert lines[0] == "went on with an archive that was begun before"
    assert lines[2] == "thinned: 1 lead; each left a small row"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("change", ["bytes", "missing", "added", "other sums"])
def test_an_archive_that_was_changed_since_it_was_begun_changes_nothing(
    over: CommandDesk, tmp_path: Path, change: str
):
    [*rows] = over.world.tables.enrollments.values()
    archived(over)
    died_before(over, rows[0])
    folder = place(tmp_path)
    if change == "bytes":
        with (folder / "proof.sqlite").open("ab") as stream:
            stream.write(b"x")
    elif change == "missing":
        (folder / "deliveries.jsonl").unlink()
    elif change == "added":
        (folder / "more").touch()
    else:
        sums = folder / "SHA256SUMS"
        sums.write_text("".join(reversed(sums.read_text().splitlines(keepends=True))))
    before = dict(over.world.tables.enrollments)
    why = over.refuses("archive", CAMPAIGN, "--run", LIVE, "--yes")
    assert f"the archive in {folder} does not hold, and nothing was changed" in why
    assert over.world.tables.enrollments == before


def test_a_run_whose_export_does_not_hold_is_not_archived(over: CommandDesk, tmp_path: Path):
    """Its rows are the evidence: somebody had unsubscribed before the first mail."""
    world = over.world
    row = world.tables.recipients[ANN.recipient]
    world.tables.recipients[ANN.recipient] = replace(row, orders=(an_order(at=NOON - DAY),))
    before = dict(world.tables.enrollments)
    why = over.refuses("archive", CAMPAIGN, "--run", LIVE, "--to", "kept", "--yes")
    assert "was not archived, and nothing was changed, because its export does not hold" in why
    assert world.tables.enrollments == before
    assert not (tmp_path / "kept").exists()


def test_a_run_under_way_is_refused(desk: CommandDesk):
    desk.world.start(ANN)
    why = desk.refuses("archive", CAMPAIGN, "--run", LIVE, "--yes")
    assert why == (
        "run live of demo was not archived: it is running; only a run that is finished or cancelled can be archived"
    )


def test_without_a_yes_nothing_is_changed(over: CommandDesk):
    before = dict(over.world.tables.enrollments)
    why = over.refuses("archive", CAMPAIGN, "--run", LIVE, "--to", "kept")
    assert why.startswith("nothing was changed; say --yes. This will archive demo live to ")
    assert over.world.tables.enrollments == before


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ((), "name a run"),
        ((CAMPAIGN,), "name a run"),
        (("--run", LIVE), "name a run"),
        (("--rehearsals",), "go together"),
        (("--older-than", "30d"), "go together"),
        (("--rehearsals", "--older-than", "soon"), '"soon"'),
        (("--rehearsals", "--older-than", "30d", "--run", "proof-1"), "is for one run"),
        ((CAMPAIGN, "--run", LIVE, "--to", "s3://"), "names no bucket"),
    ],
    ids=str,
)
def test_what_is_not_named_rightly_is_refused(over: CommandDesk, line: tuple[str, ...], problem: str):
    assert problem in over.run("archive", *line, expect=2).stderr


def test_an_unknown_run_is_refused(over: CommandDesk):
    assert 'has no run "proof-7"' in over.refuses("archive", CAMPAIGN, "--run", "proof-7")


# --- what other commands say afterwards ---------------------------------------------------------------


def test_status_counts_as_before_and_names_the_archive(over: CommandDesk, tmp_path: Path):
    before = over.says("status", CAMPAIGN)
    archived(over)
    after = over.says("status", CAMPAIGN)
    assert [line for line in after if "archive: " not in line] == before
    assert f"  archive: {place(tmp_path)} (3 leads, 2026-12-13 12:00:00 UTC by olga)" in after


def test_status_in_json_has_the_archives_of_each_run(over: CommandDesk, tmp_path: Path):
    def archives() -> list[dict[str, object]]:
        return over.json("status", CAMPAIGN)["runs"][0]["archives"]

    assert archives() == []
    archived(over)
    (archive,) = archives()
    assert archive["place"] == str(place(tmp_path))
    assert (archive["archive_id"], archive["leads"], archive["actor"]) == ("20261213-120000", 3, "olga")
    assert archive["thinned_at"] is not None


def test_why_tells_the_same_and_where_the_rest_is(over: CommandDesk):
    before = [
        line for line in over.says("why", ANN.address) if "time zone" not in line and "opened" not in line
    ]
    archived(over)
    after = over.says("why", ANN.address)
    assert after[-1] == (
        "    the rest is in archive 20261213-120000: outreach status demo --run live says where"
    )
    assert set(before) <= set(after)
    assert over.json("why", CYD.address)["runs"][0]["archived"] == "20261213-120000"


def test_a_correction_reaches_the_audience_and_no_archived_row(over: CommandDesk):
    archived(over)
    over.run("leads", "set", ANN.address, "--value", "first_name=Anna", "--campaign-id", CAMPAIGN)
    assert over.world.enrollment(ANN).lead.fields == {}
    assert over.world.audience.lead(CAMPAIGN, 4, ANN.lead_id).fields["first_name"] == "Anna"


def test_an_archived_lead_is_not_reopened(over: CommandDesk):
    archived(over)
    said = over.run("leads", "reopen", ANN.address, "--campaign-id", CAMPAIGN, expect=1)
    assert "stays ended: it is archived" in said.stdout


def test_an_export_of_it_says_what_it_lacks(over: CommandDesk, tmp_path: Path):
    archived(over)
    said = over.run("artifacts", "export", CAMPAIGN, "--artifacts-dir", tmp_path / "artifacts")
    assert f"of the leads in {place(tmp_path)} this export says what was sent, and no more" in said.stderr


def test_forgetting_names_the_archives_that_may_hold_the_person(over: CommandDesk, tmp_path: Path):
    archived(over)
    said = over.run("forget", ANN.address, "--yes")
    assert f"an archive that may name the person: {place(tmp_path)}" in said.stderr
    assert over.world.enrollment(ANN).lead.address == ""
    assert ANN.address not in repr(over.world.tables.enrollments)


def test_leads_that_join_later_make_the_next_archive(over: CommandDesk, tmp_path: Path):
    archived(over)
    dan = a_person("dan")
    over.world.start(dan)
    over.world.live_through(20 * DAY, timedelta(hours=12))
    assert over.world.mails_to(ANN) == ["Hello Ann"] * 3
    assert archived(over)[1] == "thinned: 1 lead; each left a small row"
    folders = sorted((tmp_path / "kept" / f"campaign_{CAMPAIGN}" / LIVE).iterdir())
    assert len(folders) == 2
    for folder in folders:
        over.run("verify", folder)


# --- rehearsals ---------------------------------------------------------------------------------------


@pytest.fixture
def rehearsed(desk: CommandDesk) -> CommandDesk:
    desk.world.start(ANN, BEA, mode=Mode.PROOF)
    desk.world.live_through(20 * DAY, timedelta(hours=12))
    return desk


def test_an_archived_rehearsal_leaves_nothing(rehearsed: CommandDesk):
    lines = rehearsed.says("archive", CAMPAIGN, "--run", "proof-1", "--to", "kept", "--yes")
    assert lines[1] == "thinned: 2 leads; nothing of them is left"
    assert (rehearsed.world.tables.enrollments, rehearsed.world.tables.proof_mails) == ({}, [])
    why = rehearsed.refuses("artifacts", "export", CAMPAIGN, "--run", "proof-1")
    assert "nothing is left of demo proof-1: its export is in " in why


def test_old_rehearsals_are_deleted(rehearsed: CommandDesk):
    line = ("archive", "--rehearsals", "--older-than")
    assert rehearsed.says(*line, "30d") == ["no rehearsal has been over for so long"]
    why = rehearsed.refuses(*line, "5d")
    assert (
        why
        == "nothing was changed; say --yes. This deletes demo proof-1, with every mail of them. It cannot be undone."
    )
    assert len(rehearsed.world.tables.enrollments) == 2
    said = rehearsed.json(*line, "5d", "--yes")
    held("archive", said)
    assert said["pruned"] == [{"campaign_id": "demo", "run_id": "proof-1", "leads": 2}]
    assert (rehearsed.world.tables.enrollments, rehearsed.world.tables.proof_mails) == ({}, [])
    shown = rehearsed.says("status", CAMPAIGN)
    assert "  pruned: 2026-12-13 12:00:00 UTC by olga; 2 leads, no archive was written" in shown
    why = rehearsed.refuses("artifacts", "export", CAMPAIGN, "--run", "proof-1")
    assert why == "nothing is left of demo proof-1: it was pruned, and no archive was written"


def test_another_campaign_s_rehearsals_stay(rehearsed: CommandDesk):
    line = ("archive", "other", "--rehearsals", "--older-than", "5d", "--yes")
    assert rehearsed.says(*line) == ["no rehearsal has been over for so long"]
