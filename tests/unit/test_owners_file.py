"""Files that hold addresses: their owner's alone, whole or not there, and never in each other's way."""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from outreach.errors import BadFile
from outreach.reading.owners_file import owners_file
from outreach.reading.rejects import RejectsFile
from outreach.services.operator.import_rows import RejectedRow
from world.import_desk import ImportDesk


def written(path: Path, text: str) -> None:
    with owners_file(path) as stream:
        stream.write(text)


def interrupted(path: Path) -> None:
    with owners_file(path) as stream:
        stream.write("half")
        raise KeyboardInterrupt


def rejected(address: str) -> RejectedRow:
    return RejectedRow(2, "no e-mail address", "correct it", (address,))


def test_it_is_readable_by_its_owner_alone_also_in_the_place_of_one_that_was_not(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("old")
    path.chmod(0o644)
    written(path, "jane@acme.com")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("jane@acme.com", 0o600)


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    written(path, "old")
    with pytest.raises(KeyboardInterrupt):
        interrupted(path)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text() == "old"


def test_a_link_stays_one_and_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    link, target = tmp_path / "link.csv", tmp_path / "target.csv"
    link.symlink_to(target)
    written(link, "jane@acme.com")
    assert link.is_symlink()
    assert target.read_text() == "jane@acme.com"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), encoding="utf-8") as reader:
        written(pipe, "jane@acme.com")
        assert reader.read() == "jane@acme.com"
    assert pipe.is_fifo()


def test_two_imports_with_the_same_place_for_rejected_rows_both_end(tmp_path: Path) -> None:
    path = tmp_path / "big.rejected.csv"
    with ExitStack() as first, RejectsFile(path, ["email"]) as second:
        other = first.enter_context(RejectsFile(path, ["email"]))
        other.write(rejected("x"))
        second.write(rejected("y"))
        first.close()
        assert path.read_text("utf-8-sig").endswith("correct it,x\n")
    assert path.read_text("utf-8-sig").endswith("correct it,y\n")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("place", "problem"), [("", "is a folder"), ("none/r.csv", "is in a folder that does not exist")]
)
def test_a_place_where_no_rejected_row_can_go_is_refused_before_anything_is_imported(
    tmp_path: Path, place: str, problem: str
) -> None:
    (tmp_path / "leads.csv").write_text("email\njane@acme.com\nx\n")
    desk = ImportDesk()
    with pytest.raises(BadFile, match=problem):
        desk.load(tmp_path / "leads.csv", rejects=tmp_path / place)
    assert desk.leads == {}
