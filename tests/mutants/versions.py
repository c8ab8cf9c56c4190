"""What a last look saw is on record, each row counts its changes, and the proof asks by versions."""

from mutants.mutant import Mutant, mutant, once

_ATTEMPT = "services/send/attempt.py"
_CONTROLS = "adapters/dynamodb/controls.py"
_DESK = "adapters/dynamodb/desk.py"
_ROWS = "adapters/dynamodb/suppressions.py"
_PROOF = "artifacts/proof.sql"
_VERSIONS = "contract/test_versions.py::"
_WIRE = "contract/test_dynamodb.py::"
_ASKED = "unit/test_proof_sql.py::"
_EXPORTS = "unit/test_artifacts.py::"
_COUNTS = (
    _VERSIONS + "TestRecipientsAndDomains::test_each_change_of_what_is_forbidden_counts_and_nothing_else"
)
_GLOBAL = _VERSIONS + "TestControls::test_the_global_row_counts_how_often_the_stop_was_turned"
_STATUSES = _VERSIONS + "TestControls::test_a_run_counts_its_statuses_and_nothing_else"
_FULL = _VERSIONS + "TestRecipientsAndDomains::test_an_order_fits_into_a_row_that_keeps_no_more_changes"


def _question(name: str, removes: str, old: str, new: str, check: str) -> Mutant:
    return mutant(f"proof-{name}", removes, once(_PROOF, old, new), _ASKED + check)


def _seen(case: str) -> str:
    return f"test_a_violation_is_seen_by_its_promise_and_no_other[{case}]"


def _also(case: str) -> str:
    return f"test_other_forms_of_a_violation_are_seen_too[{case}]"


def _harmless(case: str) -> str:
    return f"test_what_is_allowed_is_no_violation[{case}]"


VERSIONS = (
    mutant(
        "look-not-recorded",
        "a touch keeps what its last look saw",
        once(
            _ATTEMPT,
            "replace(attempt, looked_at=looked_at, seen=seen, ",
            "replace(attempt, looked_at=looked_at, ",
        ),
        "unit/test_send.py::test_a_touch_keeps_which_versions_its_last_look_saw",
    ),
    mutant(
        "decided-for-another-time",
        "the decision is made for the time that is recorded",
        once(
            _ATTEMPT,
            "enrollment, campaign, looked_at)",
            "enrollment, campaign, ports.clock.now())",
        ),
        "unit/test_send.py::test_a_mail_is_held_back_until_the_recorded_time_of_its_look_is_behind_the_hold",
    ),
    mutant(
        "record-lost-by-an-event",
        "an event keeps what the owner's last look saw",
        once("domain/evidence.py", "            seen=recorded.seen,\n", ""),
        "unit/test_feedback.py::test_an_event_settles_an_unknown_touch_and_keeps_what_its_owner_recorded",
    ),
    mutant(
        "look-of-another-attempt",
        "the look of an earlier attempt is not taken for that of one that died",
        once(
            "domain/settlement.py",
            "        looked_at=None,\n        seen=None,\n        revision=None,\n",
            "",
        ),
        "unit/test_settlement.py::TestGivenUp::test_the_look_of_an_earlier_attempt_is_not_taken_for_its_own",
    ),
    mutant(
        "record-not-stored-dynamodb",
        "the table keeps what a last look saw",
        once(
            "adapters/dynamodb/enrollments.py",
            '        seen=_seen(record["seen"][MAP]) if "seen" in record else None,\n',
            "",
        ),
        "contract/test_enrollments.py",
    ),
    mutant(
        "claim-not-looked-for-memory",
        "a last look reads whose claim there is",
        once("memory/enrollments.py", "claim=found.claim_id,", "claim=None,"),
        _VERSIONS + "TestLook::test_a_look_sees_the_version_of_each_row_and_its_own_claim[memory]",
    ),
    mutant(
        "claim-not-looked-for-dynamodb",
        "a last look reads whose claim there is",
        once(_DESK, "claim=ClaimId(claim) if claim else None", "claim=None"),
        _VERSIONS + "TestLook::test_a_look_sees_the_version_of_each_row_and_its_own_claim[dynamodb]",
    ),
    mutant(
        "unread-claim-ignored",
        "a look that did not read the enrollment is not whole",
        once(_DESK, "standing.complete and place not in result.unread", "standing.complete"),
        _WIRE + "TestUnprocessedKeys::test_an_enrollment_that_was_not_read_makes_a_last_look_incomplete",
    ),
    mutant(
        "another-claim-is-own",
        "a look after the claim of another attempt is not one after its own",
        once("domain/eligibility.py", "claimed=self.claim == own", "claimed=self.claim is not None"),
        _VERSIONS + "TestLook",
    ),
    mutant(
        "change-not-counted-memory",
        "a row counts its changes",
        once("memory/people.py", "replace(row, changes=(*before.changes, change))", "row"),
        _COUNTS + "[memory]",
    ),
    mutant(
        "change-not-counted-dynamodb",
        "a row counts its changes",
        once(
            _ROWS,
            "update(item, [action, appended], condition & room)",
            "update(item, [action], condition & room)",
        ),
        _COUNTS + "[dynamodb]",
    ),
    mutant(
        "full-row-refuses-orders",
        "an order fits into a row that keeps no more changes",
        once(_ROWS, "    if written.applied or not _is_full(written):\n", "    if True:\n"),
        _FULL + "[dynamodb]",
    ),
    mutant(
        "row-grows-for-ever",
        "a row keeps so many changes and no more",
        once(_ROWS, "length < MAX_CHANGES", "length < 10 * MAX_CHANGES"),
        _FULL + "[dynamodb]",
    ),
    mutant(
        "row-grows-for-ever-memory",
        "a row keeps so many changes and no more",
        once("memory/people.py", " or len(before.changes) >= MAX_CHANGES", ""),
        _FULL + "[memory]",
    ),
    mutant(
        "status-not-counted-memory",
        "a run counts its statuses",
        once("memory/stores.py", "number = stored.version + 1", "number = stored.version"),
        _STATUSES + "[memory]",
    ),
    mutant(
        "status-not-counted-dynamodb",
        "a run counts its statuses",
        once(_CONTROLS, "                    _counted(RunItem.version),\n", ""),
        _STATUSES + "[dynamodb]",
    ),
    mutant(
        "stop-not-counted-memory",
        "the global row counts how often the stop was turned",
        once("memory/stores.py", "version=before.version + 1", "version=1"),
        _GLOBAL + "[memory]",
    ),
    mutant(
        "stop-not-counted-dynamodb",
        "the global row counts how often the stop was turned",
        once(_CONTROLS, "        _counted(GlobalItem.version),\n", ""),
        _GLOBAL + "[dynamodb]",
    ),
    mutant(
        "kill-counts-twice",
        "a kill that the SDK sends twice counts once",
        once(
            _CONTROLS, "~already if killed else ~already & self._at_home", "None if killed else self._at_home"
        ),
        _WIRE + "TestLostResponses::test_a_kill_whose_response_was_lost_counts_once",
    ),
    mutant(
        "overwritten-stop-forgotten",
        "the history has each state of the global row, also if two turn it at once",
        once(_CONTROLS, "if written.applied and written.item:", "if False:"),
        _WIRE + "TestLostResponses::test_two_who_turn_the_stop_at_once_leave_no_state_out_of_the_history",
    ),
    mutant(
        "history-without-versions",
        "the history names each version, also if two states are alike",
        once(
            "adapters/dynamodb/control_items.py",
            "number = event.version.number if event.version else 0\n        sk",
            "number = 0\n        sk",
        ),
        _VERSIONS + "TestControls::test_the_history_names_each_version[dynamodb]",
    ),
    mutant(
        "parameter-without-mark",
        "a parameter that was made again has other versions",
        once("adapters/ssm.py", 'mark_of(modified) if modified else ""', '""'),
        _VERSIONS + "TestKillSwitch::test_a_parameter_that_was_made_again_has_other_versions",
    ),
    mutant(
        "mails-read-after-the-touches",
        "an export reads the mails before the touches",
        {
            "artifacts/exporting.py": [
                ("    collector.definition(now)\n", "    collector.definition(now)\n    collector.leads()\n"),
                ("    collector.leads()\n    if simulated", "    if simulated"),
            ]
        },
        _EXPORTS + "test_a_mail_that_goes_out_while_an_export_reads_is_no_violation[after]",
    ),
    mutant(
        "late-mails-left-out",
        "an export takes the mails of touches that went out meanwhile",
        once(
            "artifacts/exporting.py",
            "in missing:\n                yield mail",
            "in ():\n                yield mail",
        ),
        _EXPORTS + "test_a_mail_that_goes_out_while_an_export_reads_is_no_violation[before]",
    ),
    mutant(
        "days-by-the-exporter-s-clock",
        "each day on which a touch was counted is read",
        once("artifacts/collect.py", "named = set(self._days_named())", "named = set[str]()"),
        _EXPORTS + "test_a_day_that_only_a_fast_clock_had_reached_is_counted_too",
    ),
    mutant(
        "old-exports-asked-by-versions",
        "an old export is asked by the old rule",
        once("artifacts/database.py", '1: "proof-1.sql"', "1: PROOF"),
        "unit/test_verify.py::test_an_old_export_verifies_by_the_old_rule",
    ),
    _question(
        "asks-from-the-next-version",
        "an order holds from the version on that gave it",
        "s.kind = 'recipient' AND s.number >= o.given",
        "s.kind = 'recipient' AND s.number > o.given",
        _seen("address-not-suppressed"),
    ),
    _question(
        "asks-domains-from-the-next-version",
        "a domain's order holds from the version on that gave it",
        "s.kind = 'domain' AND s.number >= o.given",
        "s.kind = 'domain' AND s.number > o.given",
        _seen("domain-not-suppressed"),
    ),
    _question(
        "asks-beyond-the-lift",
        "an order holds until the version that lifted it",
        "s.kind = 'recipient' AND s.number >= o.given AND s.number < o.lifted",
        "s.kind = 'recipient' AND s.number >= o.given",
        _harmless("an order that had been lifted"),
    ),
    _question(
        "takes-a-lost-lift-for-none",
        "an order that does not stand any more has no span unless its lift was counted",
        " OR next_change IS NULL AND EXISTS (",
        " OR next_change IS NULL OR EXISTS (",
        _harmless("an order that an older program lifted"),
    ),
    _question(
        "takes-another-order-for-the-first",
        "an order that was given anew by an older program is another",
        " AND o.reason = c.reason AND o.at = c.at\n));",
        " AND o.reason = c.reason\n));",
        _harmless("an order that an older program lifted and gave again"),
    ),
    _question(
        "trusts-numbers-alone",
        "a version that the row never had proves nothing",
        " AND c.number = r.number AND c.mark = r.mark\n",
        " AND c.number = r.number\n",
        _harmless("a version of a row that was restored since"),
    ),
    _question(
        "trusts-numbers-of-states-alone",
        "a version of a control row that it never had proves nothing",
        "e.number = s.number AND e.mark = s.mark\n",
        "e.number = s.number\n",
        _harmless("a version of a run that was restored since"),
    ),
    _question(
        "accuses-by-half-a-state",
        "a version that names two states proves nothing",
        " HAVING count(DISTINCT e.became) = 1",
        "",
        _harmless("a version that names two states"),
    ),
    _question(
        "accuses-by-clocks",
        "an order that has a version is not asked for by times",
        "    JOIN certain_orders o ON o.kind = 'recipient' AND o.subject = l.recipient\n"
        "WHERE o.began < a.looked_at AND (a.seen IS NULL OR NOT o.versioned);",
        "    JOIN certain_orders o ON o.kind = 'recipient' AND o.subject = l.recipient\n"
        "WHERE o.began < a.looked_at;",
        _harmless("an order that the clocks call older than the look"),
    ),
    _question(
        "stops-by-clocks",
        "a touch that has recorded its look is not asked for stops by times",
        "WHERE a.seen IS NULL AND a.looked_at > s.began AND a.looked_at < s.ended;\n\n-- promise nothing-while-killed",
        "WHERE a.looked_at > s.began AND a.looked_at < s.ended;\n\n-- promise nothing-while-killed",
        "test_clocks_an_hour_apart_accuse_nobody",
    ),
    _question(
        "forgets-the-old-rule",
        "a touch without a record is asked by times",
        "AND (a.seen IS NULL OR NOT o.versioned);\n\n-- promise domain",
        "AND NOT o.versioned;\n\n-- promise domain",
        _also("a touch from before, and an order"),
    ),
    _question(
        "forgets-the-parameter",
        "the parameter alone stops as well",
        "WHERE what IN ('global', 'kill-switch') AND became = 'on'",
        "WHERE what = 'global' AND became = 'on'",
        _also("the parameter alone"),
    ),
    _question(
        "holds-of-later-versions",
        "only a hold that the look saw holds",
        "h.number <= s.number AND s.looked_at < h.at",
        "s.looked_at < h.at",
        _harmless("a hold that came later"),
    ),
    _question(
        "missing-rows-are-fine",
        "a look that found no recipient row is not whole",
        " UNION ALL SELECT 'recipient'\n",
        "\n",
        _also("no recipient row"),
    ),
    _question(
        "missing-domains-are-fine",
        "a look asks for each domain of its lead",
        "JOIN lead_domains d ON d.lead_id = a.lead_id\nWHERE a.seen IS NOT NULL AND NOT EXISTS (",
        "JOIN lead_domains d ON d.lead_id = a.lead_id\nWHERE 0 AND NOT EXISTS (",
        _also("a domain that was not asked for"),
    ),
    mutant(
        "drill-judges-by-times-alone",
        "a mail whose sender had seen the stop breaks it, whatever the clocks say",
        once(
            "services/operator/drill_judgement.py",
            "seen.control == stop.version:",
            "seen.control == stop.version and not stop.version:",
        ),
        "unit/test_drill_judgement.py::test_a_mail_whose_sender_had_seen_the_stop_breaks_it_whatever_the_clocks_say",
    ),
    mutant(
        "drill-forgets-what-senders-saw-of-orders",
        "a mail whose sender had seen the unsubscribe breaks it, whatever the clocks say",
        once("services/operator/drill_judgement.py", "seen.recipient.number >= ordered_in", "False"),
        "unit/test_drill_judgement.py::"
        "test_a_mail_whose_sender_had_seen_the_unsubscribe_breaks_it_whatever_the_clocks_say",
    ),
)
