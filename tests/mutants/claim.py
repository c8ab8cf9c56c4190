"""A touch belongs to one attempt: claim, last look, settle."""

from mutants.mutant import mutant, once

_ATTEMPT = "services/send/attempt.py"
_MEMORY = "memory/enrollments.py"
_DYNAMO = "adapters/dynamodb/enrollments.py"
_ENROLLMENTS = "contract/test_enrollments.py::"
_SENDS = "unit/test_send.py::"
_GUARDS = "unit/test_guards.py::"

CLAIM = (
    mutant(
        "ses-retries-on",
        "SES gets one request per attempt",
        once(
            "adapters/clients.py",
            'retries={"total_max_attempts": 1, "mode": "standard"}',
            'retries={"total_max_attempts": 3, "mode": "standard"}',
        ),
        "contract/test_ses.py::test_a_5xx_response_is_ambiguous_after_one_request_whatever_its_code",
    ),
    mutant(
        "look-before-claim",
        "the last look comes after the claim",
        {
            _ATTEMPT: [
                (
                    "        claim_id = ports.chance.claim_id()\n",
                    (
                        "        claim_id = ports.chance.claim_id()\n"
                        "        kill, standing = ports.kill_switch.read(), self._last_look(work.message)\n"
                        "        self._looked = kill, standing\n"
                    ),
                ),
                ("        kill = ports.kill_switch.read()\n", "        kill, standing = self._looked\n"),
                ("        standing = self._last_look(message)\n", ""),
            ]
        },
        _GUARDS + "test_a_stop_committed_right_after_the_claim_wins",
    ),
    mutant(
        "no-last-look",
        "each attempt takes a last look before SES",
        once(
            _ATTEMPT,
            "standing = self._last_look(message)",
            "standing = replace(ready.work.standing, enrolled_at=ready.work.enrollment.enrolled_at)",
        ),
        _SENDS + "test_an_order_given_after_the_prefetch_still_wins",
    ),
    mutant(
        "orders-from-the-prefetch",
        "the last look reads orders from the Suppression table",
        once(
            _ATTEMPT,
            "standing = self._last_look(message)",
            "standing = replace(\n"
            "            self._last_look(message),\n"
            "            recipient=ready.work.standing.recipient,\n"
            "            domains=ready.work.standing.domains,\n"
            "        )",
        ),
        _SENDS + "test_an_order_given_after_the_prefetch_still_wins",
    ),
    mutant(
        "claim-ignored",
        "a lost claim ends the attempt",
        once(
            _ATTEMPT, "is Claiming.LOST:\n            return False\n", "is Claiming.LOST:\n            pass\n"
        ),
        _GUARDS + "test_two_consumers_of_one_message_send_one_mail",
    ),
    mutant(
        "claim-id-of-the-request",
        "each record gets a fresh claim id, not one per invocation",
        once(
            _ATTEMPT,
            "ports.chance.claim_id()",
            'pacer.__dict__.setdefault("request_id", ports.chance.claim_id())',
        ),
        _GUARDS + "test_a_copy_in_its_batch_does_not_send_again_what_could_not_be_settled",
    ),
    mutant(
        "claim-id-of-the-message",
        "each receive gets a fresh claim id, not the message id",
        once(_ATTEMPT, "ports.chance.claim_id()", "type(work.message.lead_id)(work.record.record_id)"),
        _GUARDS + "test_two_consumers_of_one_message_send_one_mail",
    ),
    mutant(
        "claim-id-of-the-attempt",
        "each receive gets a fresh claim id, not touch and attempt",
        once(
            _ATTEMPT,
            "ports.chance.claim_id()",
            'f"{work.message.lead_id}-{work.message.step}-{work.message.attempt}"',
        ),
        _GUARDS + "test_two_consumers_of_one_message_send_one_mail",
    ),
    mutant(
        "settle-without-owner-memory",
        "a settle names the claim that owns the touch",
        once(_MEMORY, "if found.claim_id != claim_id or found.state not in", "if found.state not in"),
        _ENROLLMENTS + "TestSettle::test_nobody_but_the_owner_settles[memory]",
    ),
    mutant(
        "settle-without-owner-dynamodb",
        "a settle names the claim that owns the touch",
        once(
            _DYNAMO,
            "(item.claim_id == claim_id) & item.state.is_in(State.SENDING, State.UNKNOWN)",
            "item.state.is_in(State.SENDING, State.UNKNOWN)",
        ),
        _ENROLLMENTS + "TestSettle::test_nobody_but_the_owner_settles[dynamodb]",
    ),
    mutant(
        "settle-in-any-state-memory",
        "settle applies only to sending and unknown",
        once(
            _MEMORY,
            "if found.claim_id != claim_id or found.state not in IN_FLIGHT:",
            "if found.claim_id != claim_id:",
        ),
        _ENROLLMENTS + "TestSettle::test_a_second_copy_finds_its_own_work[memory]",
    ),
    mutant(
        "settle-in-any-state-dynamodb",
        "settle applies only to sending and unknown",
        once(
            _DYNAMO,
            "(item.claim_id == claim_id) & item.state.is_in(State.SENDING, State.UNKNOWN)",
            "item.claim_id == claim_id",
        ),
        _ENROLLMENTS + "TestSettle::test_a_second_copy_finds_its_own_work[dynamodb]",
    ),
    mutant(
        "settle-forgets-its-work-memory",
        "a settle whose response was lost recognises its own work",
        once(_MEMORY, "Settling.ALREADY if found.settled_by == claim_id else Settling.LOST", "Settling.LOST"),
        _SENDS + "test_a_settle_whose_response_was_lost_recognises_its_own_work",
    ),
    mutant(
        "settle-forgets-its-work-dynamodb",
        "a settle whose response was lost recognises its own work",
        once(_DYNAMO, "[*_actions(key, change), item.settled_by.set(claim_id)]", "_actions(key, change)"),
        "contract/test_dynamodb.py::TestLostResponses::test_a_settle_finds_itself_and_raises_the_attempt_once",
    ),
    mutant(
        "acknowledged-before-settle",
        "a record is acknowledged after its settle",
        {
            "services/send/batch.py": [
                (
                    "        pacer = Pacer(self._ports.clock, self._limits.concurrency)\n",
                    (
                        "        not_done = failures.ids()\n"
                        "        pacer = Pacer(self._ports.clock, self._limits.concurrency)\n"
                    ),
                ),
                ("        return failures.ids()\n", "        return not_done\n"),
            ]
        },
        _SENDS + "test_a_settle_that_fails_makes_the_delivery_come_again_and_nothing_is_sent_twice",
    ),
    mutant(
        "settle-failure-swallowed",
        "a record is done only when its touch is settled",
        once(
            _ATTEMPT,
            "        settling = self._ports.enrollments.settle(work.message.key, attempt.claim_id, change)\n",
            "        try:\n"
            "            settling = self._ports.enrollments.settle(work.message.key, attempt.claim_id, change)\n"
            "        except StoreUnavailable:\n"
            "            return\n",
        ),
        _SENDS + "test_a_settle_that_fails_makes_the_delivery_come_again_and_nothing_is_sent_twice",
    ),
    mutant(
        "claim-without-fence-memory",
        "a claim names step and attempt",
        once(
            _MEMORY,
            "if found is None or _fence(found) != fence:\n                return Claiming.LOST",
            "if found is None:\n                return Claiming.LOST",
        ),
        _ENROLLMENTS + "TestClaim::test_another_attempt_or_step_loses",
    ),
    mutant(
        "claim-without-fence-dynamodb",
        "a claim names step and attempt",
        once(
            _DYNAMO,
            "condition = _current(fence) & ((item.state == State.DUE) | mine)",
            "condition = (item.state == State.DUE) | mine",
        ),
        _ENROLLMENTS + "TestClaim::test_another_attempt_or_step_loses",
    ),
    mutant(
        "claim-in-flight-memory",
        "a claim takes only a due touch, or its own",
        once(
            _MEMORY,
            "if found.state is not State.DUE:",
            "if found.state not in (State.DUE, State.SENDING):",
        ),
        _ENROLLMENTS + "TestClaim::test_another_claim_loses_and_changes_nothing[memory]",
    ),
    mutant(
        "claim-in-flight-dynamodb",
        "a claim takes only a due touch, or its own",
        once(
            _DYNAMO,
            "& (item.claim_id == claim_id)\n        condition = _current",
            "\n        condition = _current",
        ),
        _ENROLLMENTS + "TestClaim::test_another_claim_loses_and_changes_nothing[dynamodb]",
    ),
    mutant(
        "claim-forgets-itself-dynamodb",
        "a claim whose response was lost recognises its own",
        once(_DYNAMO, "((item.state == State.DUE) | mine)", "(item.state == State.DUE)"),
        "contract/test_dynamodb.py::TestLostResponses::test_a_claim_finds_itself",
    ),
    mutant(
        "attempt-not-raised-memory",
        "every change raises the attempt",
        once(_MEMORY, "attempt=enrollment.attempt + 1", "attempt=enrollment.attempt"),
        _SENDS + "test_a_message_of_an_earlier_attempt_does_nothing",
    ),
    mutant(
        "attempt-not-raised-dynamodb",
        "every change raises the attempt",
        once(_DYNAMO, "        item.attempt.set(item.attempt + 1),\n", ""),
        _ENROLLMENTS + "TestSettle::test_the_owner_records_its_outcome",
    ),
    mutant(
        "move-without-fence-memory",
        "a move names state, step and attempt",
        once(
            _MEMORY,
            "found.state is not change.origin or _fence(found) != fence",
            "found.state is not change.origin",
        ),
        _ENROLLMENTS + "TestMove::test_it_loses_against_another_state_attempt_or_step",
    ),
    mutant(
        "move-without-fence-dynamodb",
        "a move names state, step and attempt",
        once(
            _DYNAMO,
            "condition = (item.state == change.origin) & _current(fence) & item.archived.does_not_exist()",
            "condition = (item.state == change.origin) & item.archived.does_not_exist()",
        ),
        _ENROLLMENTS + "TestMove::test_it_loses_against_another_state_attempt_or_step",
    ),
    mutant(
        "enrollment-overwritten-memory",
        "an enrollment is created once and never overwritten",
        once(_MEMORY, "if enrollment.key not in self._tables.enrollments:", "if True:"),
        _ENROLLMENTS + "test_adding_leaves_those_alone_that_exist[memory]",
    ),
    mutant(
        "enrollment-overwritten-dynamodb",
        "an enrollment is created once and never overwritten",
        once(
            "adapters/dynamodb/tables.py",
            "item.get_update_kwargs_from_instance(actions, type(item).pk.does_not_exist())",
            "item.get_update_kwargs_from_instance(actions, None)",
        ),
        _ENROLLMENTS + "test_adding_leaves_those_alone_that_exist[dynamodb]",
    ),
)
