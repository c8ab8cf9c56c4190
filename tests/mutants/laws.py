"""Which state of an enrollment, and which status of a run, may follow which."""

from mutants.mutant import mutant, once

_ENROLLMENT = "domain/enrollment.py"
_LAWS = "unit/test_laws.py::"
_TOLD = "simulation/test_transitions.py::"
_SETTLED = "contract/test_enrollments.py::TestSettle::test_what_was_not_in_flight_has_nothing_to_settle"
_STATUS = "contract/test_controls.py::test_a_status_that_may_not_follow_is_never_written"

LAWS = (
    mutant(
        "change-outside-the-table",
        "a change that is not allowed cannot be made",
        once(
            _ENROLLMENT,
            '        assert self.state in ALLOWED[self.origin], f"{self.state} does not follow {self.origin}"\n',
            "",
        ),
        _LAWS + "test_a_change_that_is_not_in_the_table_cannot_be_made",
    ),
    mutant(
        "ended-changed-by-anybody",
        "only an operator changes what has ended",
        once(_ENROLLMENT, "ordered = self.ordered_by is not None", "ordered = True"),
        _LAWS + "test_what_ends_waits_or_is_given_up_by_itself_never_follows_an_end",
    ),
    mutant(
        "ended-never-follows-ended",
        "an operator may say that the last mail of a sequence was delivered",
        once(
            _ENROLLMENT,
            "State.ENDED: frozenset({State.DUE, State.ENDED}),",
            "State.ENDED: frozenset({State.DUE}),",
        ),
        _LAWS + "test_each_allowed_transition_is_made_by_somebody[ended-ended]",
    ),
    mutant(
        "more-allowed-than-anybody-does",
        "every allowed transition is made by somebody",
        once(
            _ENROLLMENT,
            "State.DUE: frozenset({State.DUE, State.SENDING, State.ENDED}),",
            "State.DUE: frozenset(State),",
        ),
        _TOLD + "test_the_stories_make_every_allowed_transition_of_an_enrollment_and_no_other",
    ),
    mutant(
        "claim-outside-the-table",
        "a claim takes only what is due",
        once(
            _ENROLLMENT,
            '    assert State.SENDING in ALLOWED[enrollment.state], f"{State.SENDING} does not follow {enrollment.state}"\n',
            "",
        ),
        _LAWS + "test_a_claim_takes_what_is_due_and_nothing_else",
    ),
    mutant(
        "settle-of-anything-memory",
        "a settle is only for an attempt in flight",
        once("memory/enrollments.py", "        require_settle(change)\n", ""),
        _SETTLED + "[memory-due]",
    ),
    mutant(
        "settle-of-anything-dynamodb",
        "a settle is only for an attempt in flight",
        once("adapters/dynamodb/enrollments.py", "        require_settle(change)\n", ""),
        _SETTLED + "[dynamodb-due]",
    ),
    mutant(
        "status-outside-the-table-memory",
        "a status that may not follow is never written",
        once("memory/stores.py", "        require_status_change(run.status, to)\n", ""),
        _STATUS + "[memory-cancelled-running]",
    ),
    mutant(
        "status-outside-the-table-dynamodb",
        "a status that may not follow is never written",
        once("adapters/dynamodb/controls.py", "        require_status_change(run.status, to)\n", ""),
        _STATUS + "[dynamodb-cancelled-running]",
    ),
    mutant(
        "cancelled-run-goes-on",
        "a cancelled run stays cancelled",
        once(
            "domain/control.py",
            "RunStatus.CANCELLED: frozenset(),",
            "RunStatus.CANCELLED: frozenset({RunStatus.RUNNING}),",
        ),
        _TOLD + "test_the_stories_make_every_allowed_change_of_a_run_s_status_and_no_other",
    ),
)
