"""An archive changes nothing before it holds, loses no row that changed since, and lets nobody be written to twice."""

from mutants.mutant import mutant, once

_CONTRACT = "contract/test_archives.py::"
_SERVICE = "services/operator/archiving.py"
_UNIT = "unit/test_archiving.py::"
_COMMAND = "unit/test_archive_command.py::"
_MEMORY = "memory/enrollments.py"
_DYNAMO = "adapters/dynamodb/enrollments.py"
_FILES = "artifacts/archive_files.py"

ARCHIVING = (
    mutant(
        "archive-of-a-run-under-way",
        "only a run that is over is archived",
        once("domain/archive.py", "if run.status not in _OVER:", "if False:"),
        "unit/test_archive.py::test_only_a_closed_run_is_archived",
    ),
    mutant(
        "archive-of-a-run-that-is-not-closed",
        "a run is archived when a tick has seen that everybody has ended",
        once("domain/archive.py", "if not run.closed:", "if False:"),
        "unit/test_archive.py::test_only_a_closed_run_is_archived",
    ),
    mutant(
        "archive-asks-no-control-row",
        "a run that goes on is refused",
        once(_SERVICE, "if current is None or problem is not None:", "if current is None:"),
        _UNIT + "test_a_run_that_goes_on_is_refused",
    ),
    mutant(
        "archive-thins-what-has-changed",
        "a row goes only if it is what the archive holds",
        once(_SERVICE, "if ended and same and self._leave(", "if ended and self._leave("),
        _UNIT + "test_who_has_ended_again_since_the_archive_was_written_stays_whole",
    ),
    mutant(
        "archive-thins-what-waits",
        "only what has ended becomes compact",
        once(_SERVICE, "if ended and same and self._leave(", "if same and self._leave("),
        _UNIT + "test_a_row_that_an_import_wrote_too_late_stays_whole",
    ),
    mutant(
        "archive-not-read-back",
        "files that are not read back as written change nothing",
        once(
            _SERVICE,
            "        held = files.read(written.place, written.digest)\n",
            "        held = Archived(\n"
            "            {\n"
            "                one.key.lead_id: version_of(one)\n"
            "                for one in self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards)\n"
            "            }\n"
            "        )\n",
        ),
        _UNIT + "test_files_that_are_not_read_back_as_written_change_nothing",
    ),
    mutant(
        "archive-begun-anew-after-a-crash",
        "a second call goes on with the archive that was begun",
        once(_SERVICE, "        if begun is None:\n", "        if True:\n"),
        _UNIT + "test_whenever_it_dies_a_second_call_does_the_rest",
    ),
    mutant(
        "archive-noted-after-the-rows",
        "an archive is noted before a row is thinned",
        once(_SERVICE, "if not self._ports.archives.begin(archive):", "if False:"),
        _UNIT + "test_the_files_are_read_back_before_anything_is_thinned",
    ),
    mutant(
        "archive-not-verified",
        "a run whose export does not hold is not archived",
        once(_FILES, "if not verification.holds:", "if False:"),
        _COMMAND + "test_a_run_whose_export_does_not_hold_is_not_archived",
    ),
    mutant(
        "archive-sums-not-checked",
        "an archive that was changed changes nothing",
        once(
            _FILES,
            "            _, findings = check_sums(folder)\n",
            "            findings: list[Finding] = []\n",
        ),
        _COMMAND + "test_an_archive_that_was_changed_since_it_was_begun_changes_nothing",
    ),
    mutant(
        "archive-digest-not-checked",
        "no other files can take the place of an archive",
        once(_FILES, "if not findings and _digest(folder) != digest:", "if False:"),
        _COMMAND + "test_an_archive_that_was_changed_since_it_was_begun_changes_nothing[other sums]",
    ),
    mutant(
        "live-run-pruned",
        "an enrollment of the live run is never deleted with its run",
        once(
            "domain/archive.py",
            '    assert is_rehearsal(enrollment.key.run_id), "an enrollment of the live run is never deleted with its run"\n',
            "",
        ),
        "unit/test_archive.py::test_the_live_run_is_never_pruned",
    ),
    mutant(
        "rehearsal-under-way-pruned",
        "only a rehearsal that is over, and for long enough, is pruned",
        once(
            _SERVICE,
            "if current is None or not self._is_old(current, now - older_than):",
            "if current is None:",
        ),
        _UNIT + "test_neither_the_live_run_nor_a_rehearsal_under_way_is_pruned",
    ),
    mutant(
        "mails-after-their-enrollment",
        "the mails of a rehearsal go before the enrollment by which they are found",
        once(
            _SERVICE,
            "        self._ports.proof_mails.erase(enrollment.key)\n        return self._ports.enrollments.prune(enrollment)\n",
            "        pruned = self._ports.enrollments.prune(enrollment)\n"
            "        self._ports.proof_mails.erase(enrollment.key)\n        return pruned\n",
        ),
        _UNIT + "test_pruning_that_died_is_repeated",
    ),
    mutant(
        "archived-lead-moved-memory",
        "nothing moves what is archived",
        once(
            _MEMORY,
            "            if found.archived is not None:\n                return False\n            self._tables.put(_changed",
            "            self._tables.put(_changed",
        ),
        _CONTRACT + "test_nothing_moves_what_is_archived[memory]",
    ),
    mutant(
        "archived-lead-moved-dynamodb",
        "nothing moves what is archived",
        once(_DYNAMO, " & _current(fence) & item.archived.does_not_exist()", " & _current(fence)"),
        _CONTRACT + "test_nothing_moves_what_is_archived[dynamodb]",
    ),
    mutant(
        "archived-lead-corrected-dynamodb",
        "no value comes back into a compact row",
        once(_DYNAMO, "        unchanged &= item.archived.does_not_exist()\n", ""),
        _CONTRACT + "test_no_correction_comes_into_what_is_archived[dynamodb]",
    ),
    mutant(
        "changed-row-thinned-memory",
        "what has changed since it was read stays whole",
        once(
            _MEMORY,
            "if found is None or not _as_it_was(found, seen) or found.archived is not None:",
            "if found is None or found.state is not seen.state or found.archived is not None:",
        ),
        _CONTRACT + "test_what_has_changed_since_stays_whole",
    ),
    mutant(
        "changed-row-thinned-dynamodb",
        "what has changed since it was read stays whole",
        once(
            _DYNAMO,
            "_as_it_was(seen) & item.archived.does_not_exist()).applied",
            "item.archived.does_not_exist()).applied",
        ),
        _CONTRACT + "test_what_has_changed_since_stays_whole",
    ),
    mutant(
        "record-that-has-grown-dropped-dynamodb",
        "a delivery record that has grown since stays",
        once(
            "adapters/dynamodb/feedback.py",
            "            condition &= place.does_not_exist() if mark is None else place == _text_of(mark)\n",
            "            condition &= condition\n",
        ),
        _CONTRACT + "test_a_record_that_has_grown_since_stays",
    ),
    mutant(
        "claims-not-kept",
        "an event finds its attempt in a compact row",
        once(
            "domain/archive.py",
            "        looked_at=None,\n",
            "        looked_at=None,\n        earlier_claims=(),\n",
        ),
        "unit/test_archive.py::test_an_event_finds_its_attempt_as_before",
    ),
    mutant(
        "archived-lead-reopened",
        "no mail is made for a lead whose values are gone",
        once("domain/settlement.py", "    if enrollment.archived is not None:\n        return False\n", ""),
        "unit/test_archive.py::test_what_is_archived_is_never_written_to_again",
    ),
    mutant(
        "place-overwritten",
        "an archive takes the place of no other",
        once("adapters/archive_places.py", "if target.is_symlink() or target.exists():", "if False:"),
        _CONTRACT + "test_a_place_that_is_taken_stays_as_it_is[folder]",
    ),
    mutant(
        "object-overwritten",
        "an archive takes the place of no other, whoever comes first",
        once("adapters/archive_places.py", ', IfNoneMatch="*")', ")"),
        _CONTRACT + "test_an_object_that_came_meanwhile_is_not_overwritten",
    ),
    mutant(
        "bucket-overwritten",
        "an archive takes the place of no other",
        once("adapters/archive_places.py", "if taken is not None:", "if False:"),
        _CONTRACT + "test_a_place_that_is_taken_stays_as_it_is[s3]",
    ),
    mutant(
        "key-leads-out-of-the-folder",
        "no object of a bucket is written outside the folder",
        once("adapters/archive_places.py", "if not target.is_relative_to(folder.resolve()):", "if False:"),
        _CONTRACT + "test_a_key_that_leads_out_of_the_folder_is_refused",
    ),
)
