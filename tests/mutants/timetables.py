"""A timetable is honest, the first one stays, and none keeps a mail from going out."""

from mutants.mutant import mutant, once

_KEPT = "contract/test_timetables.py::"
_RULES = "unit/test_timetable.py::"
_SCORE = "unit/test_timetable_score.py::"
_MADE = "unit/test_present_plays.py::"
_SHOWN = "unit/test_timetable_commands.py::"
_SEEN = "(latest.does_not_exist() if seen is None else latest == seen) | (latest == making.making_id)"

TIMETABLES = (
    mutant(
        "timetable-replaced-unseen",
        "who has not seen the latest timetable replaces nothing",
        once("adapters/dynamodb/timetables.py", f"            {_SEEN},\n", "            MakingsItem.pk.exists() | MakingsItem.pk.does_not_exist(),\n"),
        _KEPT + "test_who_has_not_seen_the_latest_replaces_nothing[dynamodb]",
    ),
    mutant(
        "timetable-replaced-unseen-in-memory",
        "who has not seen the latest timetable replaces nothing",
        once("memory/timetables.py", "if latest not in {seen, making.making_id}:", "if False:"),
        _KEPT + "test_who_has_not_seen_the_latest_replaces_nothing[memory]",
    ),
    mutant(
        "timetable-first-overwritten",
        "the first timetable stays",
        once("adapters/dynamodb/timetables.py", "MakingsItem.first.set(MakingsItem.first | written)", "MakingsItem.first.set(written)"),
        _KEPT + "test_the_first_stays_and_the_latest_is_replaced[dynamodb]",
    ),
    mutant(
        "timetable-first-overwritten-in-memory",
        "the first timetable stays",
        once("memory/timetables.py", "making if kept is None else kept.first, making", "making, making"),
        _KEPT + "test_the_first_stays_and_the_latest_is_replaced[memory]",
    ),
    mutant(
        "timetable-in-one-chunk",
        "no chunk comes near the size of an item",
        once("adapters/timetable_chunks.py", "(spans // SPANS_PER_CHUNK, lead_id)", "(0, lead_id)"),
        _KEPT + "test_one_lead_is_found_in_whatever_chunk_it_is",
    ),
    mutant(
        "timetable-keeps-a-run-from-starting",
        "a timetable that cannot be made keeps no run from starting",
        once("cli/timetable.py", "except Exception as error:", "except ZeroDivisionError as error:"),
        _SHOWN + "test_a_timetable_that_cannot_be_made_keeps_no_run_from_starting",
    ),
    mutant(
        "timetable-for-ever-at-a-start",
        "nobody waits for a large timetable before a run starts",
        once("cli/timetable.py", "if mails > MOST_AT_A_START:", "if False:"),
        _SHOWN + "test_a_timetable_that_takes_long_is_not_made_while_a_person_waits",
    ),
    mutant(
        "timetable-of-the-drawn",
        "nothing is said of who is drawn to respond",
        once("simulation/two_plays.py", "is Fate.QUIET\n", "is not None\n"),
        "unit/test_two_plays.py::test_who_is_drawn_to_be_away_is_not_expected_to_get_later_mails",
    ),
    mutant(
        "timetable-before-the-delay",
        "no mail is expected before its delay is over",
        once(
            "simulation/two_plays.py",
            "max(sooner - drift.sooner, min(sooner, why.ready - gained))",
            "sooner - drift.sooner",
        ),
        "unit/test_two_plays.py::test_each_step_may_gain_or_lose_a_minute_by_its_tick",
    ),
    mutant(
        "timetable-in-a-day-that-is-used-up",
        "no mail is expected on a day whose quota is used up before it",
        once(
            "simulation/two_plays.py",
            "            begins = max(begins, used_up_until(sooner, wait, self.limits))\n",
            "            begins = max(begins, self.limits.start)\n",
        ),
        "unit/test_two_plays.py::test_no_mail_is_expected_on_a_day_whose_quota_is_used_up_before_it",
    ),
    mutant(
        "timetable-without-drift",
        "a tick at any second of a minute is allowed for, at each step",
        once("simulation/two_plays.py", "self.sooner + MINUTE, self.later + MINUTE", "self.sooner, self.later"),
        _MADE + "test_a_run_that_nobody_disturbs_meets_every_span",
    ),
    mutant(
        "timetable-ignores-ticks-by-hand",
        "ticks by hand may bring mails earlier",
        once("simulation/two_plays.py", "(campaign.shards + ticks_by_hand) * MINUTE", "campaign.shards * MINUTE"),
        _MADE + "test_ticks_by_hand_may_bring_mails_earlier",
    ),
    mutant(
        "timetable-blames-the-quota",
        "a day without a mail that no quota explains is not blamed on one",
        once(
            "domain/timetable.py",
            "    if day in limits.full:\n        return Cause(USED_UP_BY[limits.full[day]], (day,))\n",
            "    return Cause(USED_UP_BY[limits.full.get(day, LimitKind.DAY)], (day,))\n",
        ),
        _RULES + "test_a_day_without_a_mail_that_no_quota_explains_is_not_blamed_on_one",
    ),
    mutant(
        "score-excuses-with-what-came-later",
        "a stop that came after a mail excuses nothing",
        once("domain/timetable_score.py", "if stop.start <= until]", "]"),
        _SCORE + "test_of_two_stops_the_later_counts_and_one_that_came_afterwards_does_not",
    ),
    mutant(
        "score-excuses-with-old-stops",
        "a pause that was over when the timetable was made excuses nothing",
        once("services/operator/timetable_scoring.py", "if standing is not None and event.at >= since:", "if standing is not None:"),
        "unit/test_timetabling.py::test_a_pause_that_was_over_when_the_timetable_was_made_excuses_nothing",
    ),
    mutant(
        "score-of-the-latest",
        "the first timetable is scored and not the latest",
        once("services/operator/timetable_scoring.py", "self._timetabling.read(run, kept.first), Score()", "self._timetabling.read(run, kept.latest), Score()"),
        "unit/test_timetabling.py::test_the_first_timetable_is_scored_and_not_the_latest",
    ),
    mutant(
        "timetable-out-of-date-by-its-own-mails",
        "orders that follow from mails change no basis",
        once("services/operator/timetabling.py", " and order.source not in FOLLOWING", ""),
        "unit/test_timetabling.py::test_orders_that_follow_from_mails_change_no_basis_and_those_of_people_do",
    ),
)  # fmt: skip
