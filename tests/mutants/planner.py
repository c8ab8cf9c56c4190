"""Each waiting lead is found once a pass, by one tick at a time."""

from mutants.mutant import mutant, once

_TICK = "services/tick/turn.py"
_STORES = "memory/stores.py"
_TICKS = "unit/test_tick.py::"
_GUARDS = "unit/test_guards.py::"
_USED_UP = "unit/test_used_up.py::"

PLANNER = (
    mutant(
        "passes-never-restarted",
        "a new pass begins when the pass length is over",
        once("domain/walk.py", "if now - walk.pass_began_at >= pass_length:", "if False:"),
        _TICKS + "test_a_lead_that_was_lost_with_its_message_is_found_by_the_next_pass",
    ),
    mutant(
        "resume-unnoticed",
        "a resume begins a new pass",
        once("domain/walk.py", "if walk is None or walk.stirred_by != stirred_by:", "if walk is None:"),
        _TICKS + "test_nothing_is_enqueued_while_paused_and_all_of_it_right_after_the_resume",
    ),
    mutant(
        "lease-held-is-granted-memory",
        "a held lease is not granted",
        once(_STORES, "if before is not None and before.expires_at > now:", "if False:"),
        "contract/test_leases.py::test_a_held_lease_is_not_granted_even_to_its_holder[memory]",
    ),
    mutant(
        "lease-held-is-granted-dynamodb",
        "a held lease is not granted",
        once(
            "adapters/dynamodb/leases.py",
            "LeaseItem.pk.does_not_exist() | (LeaseItem.expires_at <= now)",
            "LeaseItem.pk.does_not_exist() | LeaseItem.pk.exists()",
        ),
        "contract/test_leases.py::test_a_held_lease_is_not_granted_even_to_its_holder[dynamodb]",
    ),
    mutant(
        "lease-never-expires-memory",
        "an expired lease is taken over",
        once(_STORES, "if before is not None and before.expires_at > now:", "if before is not None:"),
        _TICKS + "test_a_lease_held_by_another_is_a_normal_outcome",
    ),
    mutant(
        "lease-never-expires-dynamodb",
        "an expired lease is taken over",
        once(
            "adapters/dynamodb/leases.py",
            "LeaseItem.pk.does_not_exist() | (LeaseItem.expires_at <= now)",
            "LeaseItem.pk.does_not_exist()",
        ),
        "contract/test_leases.py::test_an_expired_lease_is_taken_over_with_a_higher_token[dynamodb]",
    ),
    mutant(
        "token-not-raised-memory",
        "every grant raises the token",
        once(_STORES, "before.token + 1", "before.token"),
        "contract/test_leases.py::test_an_expired_lease_is_taken_over_with_a_higher_token[memory]",
    ),
    mutant(
        "token-not-raised-dynamodb",
        "every grant raises the token",
        once("adapters/dynamodb/leases.py", "(LeaseItem.token | 0) + 1", "(LeaseItem.token | 1) + 0"),
        "contract/test_leases.py::test_an_expired_lease_is_taken_over_with_a_higher_token[dynamodb]",
    ),
    mutant(
        "cursor-without-token-memory",
        "cursors are saved under the token",
        once(_STORES, "if stored is not None and stored.token == lease.token else None", ""),
        _TICKS + "test_a_tick_that_lost_its_lease_cannot_move_the_cursor",
    ),
    mutant(
        "cursor-without-token-dynamodb",
        "cursors are saved under the token",
        once("adapters/dynamodb/leases.py", "LeaseItem.token == lease.token", "LeaseItem.pk.exists()"),
        "contract/test_leases.py::test_the_old_holder_can_neither_save_nor_release[dynamodb]",
    ),
    mutant(
        "lost-lease-goes-on",
        "a tick that lost its lease stops",
        once(_TICK, '            return "lease lost"\n', "            pass\n"),
        _TICKS + "test_a_tick_that_lost_its_lease_cannot_move_the_cursor",
    ),
    mutant(
        "cursor-before-the-queue",
        "a cursor never passes an entry that the queue refused",
        once(_TICK, "            if position in failed:\n", "            if False:\n"),
        _TICKS + "test_the_cursor_stays_before_what_the_queue_refused",
    ),
    mutant(
        "cursor-saved-before-it-enqueues",
        "a cursor is saved after its messages were enqueued",
        once(
            _TICK,
            "        failed = self._ports.queue.enqueue(",
            "        ahead = self._cursors | {name: entry.cursor for name, _, entry in pending}\n"
            "        self._ports.leases.save_walk(self._lease, replace(self._began, cursors=ahead))\n"
            "        failed = self._ports.queue.enqueue(",
        ),
        _TICKS + "test_a_tick_that_dies_as_it_enqueues_has_moved_no_cursor",
    ),
    mutant(
        "first-contacts-first",
        "first contacts never keep a follow-up waiting",
        once("domain/walk.py", "for lane in lanes for shard", "for lane in reversed(lanes) for shard"),
        _TICKS + "test_a_follow_up_comes_before_more_first_contacts_than_a_tick_takes",
    ),
    mutant(
        "failed-entries-ignored",
        "entries that SQS refused are reported",
        once(
            "adapters/sqs.py",
            '            accepted -= {int(message["Id"]) for message in response.get("Failed", [])}\n',
            "",
        ),
        "contract/test_outside.py::TestQueue::test_refused_entries_are_told_by_their_position",
    ),
    mutant(
        "used-up-stands-still",
        "what is unknown is closed though no unit is left",
        once("domain/walk.py", "Share(MANY, (Lane.FINAL,))", "Share(MANY, ())"),
        _USED_UP + "test_what_is_unknown_is_closed_at_its_deadline_and_the_run_ends",
    ),
    mutant(
        "dead-sender-found-by-nobody",
        "a touch of a dead sender is found though the quota of the run is used up",
        once("domain/walk.py", "if for_good and begins:", "if False:"),
        _USED_UP + "test_a_touch_of_a_dead_sender_is_found_though_the_quota_of_the_run_is_used_up_for_good",
    ),
    mutant(
        "all-put-off-at-once",
        "who waits for the quota of the run is put off a few at a time",
        once("domain/walk.py", "if for_good and begins:", "if for_good:"),
        _USED_UP + "test_who_only_waits_for_the_quota_of_the_run_is_put_off_a_few_at_a_time",
    ),
    mutant(
        "backlog-multiplies",
        "nothing is added to a full queue",
        once(
            _TICK,
            "budget = min(share.most, room.left)",
            "budget = share.most",
        ),
        _TICKS + "test_a_full_queue_takes_nothing_more",
    ),
    mutant(
        "backlog-past-the-senders",
        "no more waits in the queue than goes out before it expires",
        once("domain/walk.py", "min(send_rate, senders * RATE_OF_A_SENDER)", "send_rate"),
        "unit/test_walk.py::test_a_fifth_of_a_pass_may_wait_by_the_slower_of_ses_and_the_senders",
    ),
    mutant(
        "look-from-the-beginning",
        "a look for the end of a run goes on where an earlier tick stopped",
        once(_TICK, "place = walk.looked_to or Place(0)", "place = Place(0)"),
        _TICKS + "test_a_run_that_one_tick_cannot_look_through_is_finished_and_closed_by_several",
    ),
    mutant(
        "look-without-end",
        "a look for the end of a run leaves time for what comes after it",
        once(
            _TICK,
            "            if time_left() < TIME_RESERVE:\n                break\n            look =",
            "            look =",
        ),
        _TICKS + "test_a_tick_whose_time_is_short_looks_no_further",
    ),
    mutant(
        "look-past-who-came-in",
        "a look for the end of a run begins anew when somebody was enqueued",
        once(_TICK, "cursors=dict(self._cursors), looked_to=None)", "cursors=dict(self._cursors))"),
        _TICKS + "test_who_comes_in_where_it_was_looked_already_is_seen_by_a_look_that_begins_anew",
    ),
    mutant(
        "one-run-always-first",
        "no run takes all the room at every tick",
        once(_TICK, "for run in order_of_turns(runs, holder):", "for run in runs:"),
        _TICKS + "test_a_run_that_takes_all_the_room_there_is_does_not_take_it_at_each_tick",
    ),
    mutant(
        "turns-of-every-tick-alike",
        "the order of the runs changes from tick to tick",
        once("domain/walk.py", 'f"{tick}#{run.campaign_id}', 'f"{run.campaign_id}'),
        _TICKS + "test_each_run_has_the_first_turn_about_as_often_as_the_others",
    ),
    mutant(
        "finished-before-enrolled",
        "a run whose audience is not enrolled yet cannot finish",
        once(
            _TICK,
            "if not run.enrolled or not ports.index.is_empty(run):",
            "if not ports.index.is_empty(run):",
        ),
        _TICKS + "test_a_run_is_not_finished_while_its_audience_is_still_being_enrolled",
    ),
    mutant(
        "finished-by-a-late-index",
        "a consistent read confirms that a run has ended",
        once(
            _TICK,
            "        ended = self._all_ended(run, lease, walk, time_left)\n        if not ended:",
            "        ended: bool | None = True\n        if not ended:",
        ),
        _GUARDS + "test_an_index_that_shows_nothing_ends_no_run",
    ),
    mutant(
        "end-not-confirmed",
        "the end of a run is confirmed by a second look",
        once(
            _TICK,
            "        ended = self._all_ended(run, lease, walk, time_left)\n        if ended is None:",
            "        ended: bool | None = True\n        if ended is None:",
        ),
        _TICKS + "test_leads_that_come_in_while_a_run_is_being_finished_start_it_again",
    ),
)
