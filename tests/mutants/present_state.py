"""A simulation of a stack begins with what the stack knows, and with nothing else."""

from mutants.mutant import mutant, once

_TESTS = "unit/test_present_state.py::"
_COMMAND = "unit/test_simulate_from_a_stack.py::"
_COPY = "simulation/from_stack.py"
_PLAY = "simulation/playing.py"

PRESENT_STATE = (
    mutant(
        "copy-without-domains",
        "an order for a domain of the stack stops its leads",
        once(_COPY, "            tables.domains[row.domain] = row\n", "            pass\n"),
        _TESTS + "test_an_order_of_the_stack_stops_its_lead",
    ),
    mutant(
        "copy-without-recipients",
        "an order for an address of the stack stops its lead",
        once(_COPY, "        elif row.recipient in people:\n", "        elif False:\n"),
        _TESTS + "test_the_stack_is_read_once_and_in_batches",
    ),
    mutant(
        "copy-without-quotas",
        "what was used of a quota today is used up",
        once(_COPY, "(scope, one): units.used for one", "(scope, one): 0 for one"),
        _TESTS + "test_what_was_used_of_the_quota_today_is_used_up",
    ),
    mutant(
        "copy-with-rehearsals",
        "a rehearsal takes no part",
        once(_COPY, "if run.mode is Mode.LIVE and not run.drill]", "if not run.drill]"),
        _TESTS + "test_a_rehearsal_takes_no_part",
    ),
    mutant(
        "copy-without-the-others",
        "other campaigns use the quota of the account",
        once(_COPY, "    others = tuple(run for run in foreign if run.walked)\n", "    others = ()\n"),
        _TESTS + "test_another_campaign_uses_the_quota_of_the_account",
    ),
    mutant(
        "play-two-chains-of-ticks",
        "there is one next tick, however many runs there are",
        once(_PLAY, "self._tick() if self._next_tick == at else None", "self._tick()"),
        _TESTS + "test_a_run_that_starts_later_ticks_once_a_minute",
    ),
    mutant(
        "prove-mails-of-the-past",
        "no artifacts of a run with mails that were not simulated",
        once("cli/simulate.py", "any(one.touches for one in", "any(False for one in"),
        _COMMAND + "test_a_run_with_mails_behind_it_has_no_artifacts",
    ),
)
