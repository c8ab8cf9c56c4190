"""Thin, prune and drop: each situation of each condition, on both stores. And the places where archives are kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outreach.adapters.archive_places import BucketPlace, FolderPlace
from outreach.domain.archive import Archive, compact
from outreach.domain.correction import Correction
from outreach.domain.delivery import DeliveryRecord, Fact, Mark, merge
from outreach.domain.enrollment import Enrollment, Fence, Lane, State, Touch
from outreach.domain.fast import WouldGo
from outreach.domain.ids import LIVE, ArchiveId, CampaignId, ClaimId, RunId, SesMessageId
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.seen import Seen
from outreach.domain.ses_event import TouchName
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneKind, ZoneSource
from outreach.errors import RefusedChange
from outreach.services.operator.ports import ArchivePlace
from outreach.services.ports import Claiming, Settling
from world.builders import DAY, MINUTE, NOON, a_change, a_lead, a_message, a_touch, an_enrollment
from world.stores import Stores, client_of

NAME = ArchiveId("20261129-120000")
ME = ClaimId("claim-me")
LEAD = a_lead(
    timezone="Europe/Dublin",
    zone_source=ZoneSource(ZoneKind.PHONE, "+353"),
    traits=Traits(role_account=True, country="IE"),
    corrections=(Correction(NOON, "ada", {"first_name": "Jan"}),),
)
TOUCH = a_touch(
    claim_id=ME,
    ses_message_id=SesMessageId("ses-1"),
    earlier_claims=(ClaimId("claim-0"),),
    looked_at=NOON,
    seen=Seen(),
    revision="r1",
    detail="a detail",
    digest="d" * 64,
    quota_day="2026-11-23",
    pace_period="2026-11-23",
    reopened_by="ada",
    reopened_because="Jane asked",
    sender="ann@us.example",
    would_go=WouldGo(NOON, ()),
)
SAID = Instruction(InstructionKind.STOP, NOON, "ada", "Jane asked", 0, 1)


def an_ended(campaign: str, run_id: RunId = LIVE, **changes: Any) -> Enrollment:
    whole: dict[str, Any] = {
        "lead": LEAD,
        "state": State.ENDED,
        "lane": None,
        "due_at": None,
        "reason": Reason.COMPLETED,
        "attempt": 3,
        "claim_id": ME,
        "claimed_at": NOON,
        "settled_by": ME,
        "enrolled_at": NOON,
        "changed_at": NOON + DAY,
        "last_touch_at": NOON,
        "touches": {0: TOUCH},
        "instructions": (SAID,),
        "plan": WouldGo(NOON, ()),
        "sender": "ann@us.example",
    }
    made = an_enrollment(**(whole | changes))
    return replace(made, key=replace(made.key, campaign_id=CampaignId(campaign), run_id=run_id))


@pytest.fixture
def ended(stores: Stores, name: str) -> Enrollment:
    enrollment = an_ended(name)
    stores.enrollments.add([enrollment])
    return enrollment


def test_what_is_thinned_is_the_compact_row(stores: Stores, ended: Enrollment):
    assert stores.enrollments.thin(ended, NAME)
    left = stores.enrollments.get(ended.key)
    assert left == compact(ended, NAME)
    assert left.lead == replace(
        LEAD, fields={}, timezone=None, zone_source=None, traits=Traits(), corrections=()
    )
    [touch] = left.touches.values()
    gone = {
        "looked_at",
        "seen",
        "detail",
        "digest",
        "quota_day",
        "pace_period",
        "reopened_because",
        "would_go",
    }
    assert {
        name for name in Touch.__dataclass_fields__ if getattr(touch, name) != getattr(TOUCH, name)
    } == gone
    assert left.instructions == (replace(SAID, because=None),)


def test_a_lead_without_anything_to_take_away_is_thinned_as_well(stores: Stores, name: str):
    bare = an_ended(
        name, lead=a_lead(fields={}), touches={}, instructions=(), claim_id=None, claimed_at=None, plan=None
    )
    stores.enrollments.add([bare])
    assert stores.enrollments.thin(bare, NAME)
    assert stores.enrollments.get(bare.key) == compact(bare, NAME)


def test_a_row_is_thinned_once(stores: Stores, ended: Enrollment):
    assert stores.enrollments.thin(ended, NAME)
    assert not stores.enrollments.thin(ended, ArchiveId("20261130-120000"))
    assert stores.enrollments.get(ended.key).archived == NAME


@pytest.mark.parametrize(
    "since",
    [{"attempt": 4}, {"step": 1}, {"state": State.DUE, "lane": Lane.NEXT, "due_at": NOON, "reason": None}],
    ids=["another attempt", "another step", "due again"],
)
def test_what_has_changed_since_stays_whole(stores: Stores, name: str, since: dict[str, Any]):
    changed = an_ended(name, **since)
    stores.enrollments.add([changed])
    assert not stores.enrollments.thin(an_ended(name), NAME)
    assert stores.enrollments.get(changed.key) == changed


def test_who_is_gone_is_not_made_again(stores: Stores, name: str):
    gone = an_ended(name)
    assert not stores.enrollments.thin(gone, NAME)
    assert stores.enrollments.get(gone.key) is None


def test_nothing_moves_what_is_archived(stores: Stores, ended: Enrollment):
    """Whoever read the row before it was thinned is too late, although step, attempt and state are the same."""
    stores.enrollments.thin(ended, NAME)
    compacted = stores.enrollments.get(ended.key)
    again = a_change(origin=State.ENDED, ordered_by="ada")
    assert not stores.enrollments.move(ended.key, Fence(ended.step, ended.attempt), again)
    assert not stores.enrollments.correct(ended, replace(LEAD, fields={"first_name": "Bea"}))
    message = a_message(ended)
    assert stores.enrollments.claim(ended.key, message.fence, ClaimId("c-2"), NOON) is Claiming.LOST
    assert stores.enrollments.settle(ended.key, ME, a_change()) is Settling.ALREADY
    assert stores.enrollments.add([replace(ended, state=State.DUE, lane=Lane.FIRST, due_at=NOON)]) == 0
    assert stores.enrollments.get(ended.key) == compacted


def test_no_correction_comes_into_what_is_archived(stores: Stores, name: str):
    """Nobody had corrected the lead, so the compact row has as many corrections as were seen."""
    ended = an_ended(name, lead=replace(LEAD, corrections=()))
    stores.enrollments.add([ended])
    stores.enrollments.thin(ended, NAME)
    assert not stores.enrollments.correct(ended, LEAD)
    assert stores.enrollments.get(ended.key) == compact(ended, NAME)


def test_what_is_archived_is_found_by_its_person_and_can_be_erased(stores: Stores, ended: Enrollment):
    stores.enrollments.thin(ended, NAME)
    assert ended.key in {one.key for one in stores.enrollments.of_recipient(LEAD.recipient)}
    assert stores.enrollments.erase(ended.key)
    assert stores.enrollments.get(ended.key).lead.address == ""
    assert not stores.enrollments.erase(ended.key)


def test_what_was_erased_meanwhile_stays_erased(stores: Stores, ended: Enrollment):
    stores.enrollments.erase(ended.key)
    assert stores.enrollments.thin(ended, NAME)
    assert stores.enrollments.get(ended.key).lead.address == ""
    assert LEAD.address not in repr(stores.enrollments.get(ended.key))


def test_a_rehearsal_s_enrollment_is_pruned_once(stores: Stores, name: str):
    rehearsed = an_ended(name, RunId("proof-1"))
    stores.enrollments.add([rehearsed])
    assert stores.enrollments.prune(rehearsed)
    assert stores.enrollments.get(rehearsed.key) is None
    assert not stores.enrollments.prune(rehearsed)


@pytest.mark.parametrize(
    "since",
    [{"attempt": 4}, {"step": 1}, {"state": State.DUE, "lane": Lane.NEXT, "due_at": NOON, "reason": None}],
    ids=["another attempt", "another step", "due again"],
)
def test_a_rehearsal_s_enrollment_that_goes_on_is_not_pruned(
    stores: Stores, name: str, since: dict[str, Any]
):
    changed = an_ended(name, RunId("proof-1"), **since)
    stores.enrollments.add([changed])
    assert not stores.enrollments.prune(an_ended(name, RunId("proof-1")))
    assert stores.enrollments.get(changed.key) == changed


def test_an_enrollment_of_the_live_run_is_never_pruned(stores: Stores, ended: Enrollment):
    with pytest.raises(AssertionError, match="never deleted"):
        stores.enrollments.prune(ended)
    assert stores.enrollments.get(ended.key) == ended


# --- delivery records ---------------------------------------------------------------------------------

DELIVERED = (Fact.DELIVERY, Mark(NOON, ""), SesMessageId("ses-1"))
OPENED = (Fact.OPEN, Mark(NOON + MINUTE, "person"), SesMessageId("ses-1"))


def noted(stores: Stores, touch: TouchName, *events: tuple[Fact, Mark, SesMessageId]) -> DeliveryRecord:
    record = DeliveryRecord()
    for event in events:
        stores.deliveries.note(touch, *event)
        record = merge(record, *event)
    return record


def test_a_delivery_record_is_told_with_its_touch_and_dropped_once(stores: Stores, ended: Enrollment):
    touch = TouchName(ended.key, 0)
    record = noted(stores, touch, DELIVERED, OPENED)
    assert list(stores.deliveries.by_touch(ended.key.campaign_id, LIVE, 4)) == [(touch, record)]
    assert stores.deliveries.drop(touch, record)
    assert stores.deliveries.get(touch) is None
    assert not stores.deliveries.drop(touch, record)


@pytest.mark.parametrize(
    "since",
    [
        OPENED,
        (Fact.DELIVERY, Mark(NOON - MINUTE, ""), SesMessageId("ses-1")),
        (Fact.DELIVERY, Mark(NOON + MINUTE, ""), SesMessageId("ses-2")),
    ],
    ids=["another fact", "an earlier time", "another mail"],
)
def test_a_record_that_has_grown_since_stays(stores: Stores, ended: Enrollment, since: Any):
    touch = TouchName(ended.key, 0)
    seen = noted(stores, touch, DELIVERED)
    grown = noted(stores, touch, DELIVERED, since)
    assert not stores.deliveries.drop(touch, seen)
    assert stores.deliveries.get(touch) == grown


# --- what is known of archives ------------------------------------------------------------------------


def an_archive(name: str, archive_id: str = NAME, run_id: str = LIVE, **changes: Any) -> Archive:
    about = (CampaignId(name), RunId(run_id), ArchiveId(archive_id))
    return replace(Archive(*about, "/kept/here", "d" * 64, 3, NOON, "ada"), **changes)


def test_archives_are_listed_by_campaign_oldest_first(stores: Stores, name: str):
    later, first = an_archive(name, "20261130-120000"), an_archive(name)
    pruned = an_archive(name, run_id="proof-1", place=None, digest=None)
    for archive in (later, first, pruned, an_archive(f"{name}-other")):
        assert stores.archives.begin(archive)
    assert stores.archives.all(CampaignId(name)) == [first, later, pruned]
    assert {one.campaign_id for one in stores.archives.all()} >= {name, f"{name}-other"}


def test_an_archive_is_begun_by_one_and_finished_as_often_as_one_likes(stores: Stores, name: str):
    archive = an_archive(name)
    assert stores.archives.begin(archive)
    assert stores.archives.begin(archive), "its own write, whose response was lost"
    assert not stores.archives.begin(replace(archive, actor="bob", place="/elsewhere"))
    for _ in range(2):
        stores.archives.finish(archive, NOON + DAY)
        assert stores.archives.all(CampaignId(name)) == [replace(archive, thinned_at=NOON + DAY)]


# --- places -------------------------------------------------------------------------------------------


@pytest.fixture(params=["folder", "s3"])
def place_of(request: pytest.FixtureRequest, tmp_path: Path, name: str) -> Callable[[str], ArchivePlace]:
    if request.param == "folder":
        return lambda place: FolderPlace(tmp_path / "kept" / place)
    s3 = client_of("s3", request.getfixturevalue("emulator"))
    s3.create_bucket(Bucket=f"archives-{name}")
    return lambda place: BucketPlace(s3, f"archives-{name}", f"/all/{place}")


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    (folder / "mails").mkdir(parents=True)
    (folder / "SHA256SUMS").write_text("sums\n")
    (folder / "mails" / "bäa 1.eml").write_bytes(b"\x00\xff\r\n")
    (folder / "empty.jsonl").touch()
    return folder


def test_what_is_written_to_a_place_is_read_from_it(place_of: Any, export: Path, tmp_path: Path):
    place_of("demo/live/1").write(export)
    place_of("demo/live/10").write(export)
    back = tmp_path / "back"
    back.mkdir()
    place_of("demo/live/1").read(back)
    assert files_in(back) == files_in(export)


def test_a_place_that_is_taken_stays_as_it_is(place_of: Any, export: Path, tmp_path: Path):
    place_of("demo/live/1").write(export)
    (export / "more").write_text("more")
    with pytest.raises(RefusedChange, match="was left as it is"):
        place_of("demo/live/1").write(export)
    back = tmp_path / "back"
    back.mkdir()
    place_of("demo/live/1").read(back)
    assert "more" not in files_in(back)


def test_an_object_that_came_meanwhile_is_not_overwritten(emulator: str, export: Path, name: str):
    """Two archives of one second: the other one writes after this one has looked."""
    s3 = client_of("s3", emulator)
    s3.create_bucket(Bucket=f"archives-{name}")

    class Meanwhile:
        def __getattr__(self, method: str) -> Any:
            return getattr(s3, method)

        def put_object(self, **put: Any) -> Any:
            s3.put_object(Bucket=put["Bucket"], Key=put["Key"], Body=b"the other one's")
            return s3.put_object(**put)

    with pytest.raises(RefusedChange, match="was left as it is"):
        BucketPlace(Meanwhile(), f"archives-{name}", "all").write(export)
    [kept] = s3.list_objects_v2(Bucket=f"archives-{name}")["Contents"]
    assert s3.get_object(Bucket=f"archives-{name}", Key=kept["Key"])["Body"].read() == b"the other one's"


def test_an_archive_that_is_gone_is_refused(place_of: Any, tmp_path: Path):
    with pytest.raises(RefusedChange, match="there is no archive"):
        place_of("demo/live/2").read(tmp_path)


def test_a_key_that_leads_out_of_the_folder_is_refused(emulator: str, tmp_path: Path, name: str):
    s3 = client_of("s3", emulator)
    s3.create_bucket(Bucket=f"archives-{name}")
    s3.put_object(Bucket=f"archives-{name}", Key="all/../../out", Body=b"out")
    with pytest.raises(RefusedChange, match="no file of an archive"):
        BucketPlace(s3, f"archives-{name}", "all").read(tmp_path)


def test_only_its_owner_can_read_a_folder(export: Path, tmp_path: Path):
    FolderPlace(tmp_path / "kept" / "1").write(export)
    assert (tmp_path / "kept" / "1").stat().st_mode & 0o777 == 0o700
