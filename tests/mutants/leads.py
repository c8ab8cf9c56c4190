"""A lead is greeted by its name or by the default, and written to at its own hours."""

from mutants.mutant import mutant, once

_NAMES = "reading/person_names.py"
_ZONES = "reading/zones.py"
_ROWS = "reading/lead_rows.py"
_PLACES = "reading/zone_places.py"
_LEAD_ZONES = "reading/lead_zones.py"
_PHONES = "reading/phone_zones.py"
_WINDOW = "domain/window.py"
_READ = "unit/test_person_names.py::"
_IMPORT = "unit/test_import_leads.py::"
_FOUND = "unit/test_lead_zones.py::"
_HOURS = "unit/test_window.py::"
_PROOF = "unit/test_proof_sql.py::"
_CHANGES = _HOURS + "test_where_the_clock_is_changed_the_window_opens_at_the_local_time_that_is_meant"

LEADS = (
    mutant(
        "greeted-by-a-title",
        "no title is ever a first name",
        once(_NAMES, "    while rest and _is_title(rest[0]):\n        rest.pop(0)\n", ""),
        _READ + "test_no_title_is_ever_a_first_name",
    ),
    mutant(
        "greeted-by-a-suffix",
        "no suffix is ever a first name",
        once(_NAMES, "(_is_title(rest[-1]) or _is_suffix(rest))", "_is_title(rest[-1])"),
        _READ + "test_no_suffix_is_ever_a_first_name",
    ),
    mutant(
        "greeted-by-nothing",
        "no name is drawn as nothing",
        once(_NAMES, " if not is_blank(word)]", "]"),
        _READ + "test_what_shows_nothing_is_no_name_beside_a_title",
    ),
    mutant(
        "two-people-as-one",
        "several people have no first name",
        once(
            _NAMES,
            "if any(plain(word) in NO_PERSON or word in CONNECTORS for words in parts for word in words):",
            "if False:",
        ),
        _READ + "test_the_first_name_is_the_one_that_a_person_would_read",
    ),
    mutant(
        "invisible-names",
        "a value that shows nothing is empty",
        once(
            _ROWS,
            'return "" if is_blank(text) else text',
            "return text",
        ),
        _IMPORT + "test_a_first_name_that_shows_nothing_is_empty",
    ),
    mutant(
        "stored-invisible-names",
        "a stored value that shows nothing takes its default",
        once("rendering/renderer.py", "and not is_blank(text)", "and text.strip()"),
        "unit/test_rendering.py::test_a_missing_or_blank_value_takes_its_default",
    ),
    mutant(
        "zones-of-this-machine",
        "a zone is one that the functions have",
        once(_ZONES, "if name not in _NO_PLACE and", "if"),
        "unit/test_campaign_file.py::test_a_zone_that_the_functions_do_not_have_is_refused",
    ),
    mutant(
        "zone-needed-without-window",
        "an unknown zone rejects nobody where there is no window",
        once(_ROWS, "if zone is None and written and rules.window:", "if zone is None and written:"),
        _IMPORT + "test_an_unknown_time_zone_rejects_nobody_where_there_is_no_window",
    ),
    mutant(
        "leads-without-zone-unsaid",
        "an import says which zone is taken for leads without one",
        once("reading/lead_file.py", "if window and report.without_zone:", "if False:"),
        _IMPORT + "test_the_import_says_how_many_leads_have_no_time_zone_and_which_is_taken",
    ),
    mutant(
        "zone-of-one-of-several",
        "a number or country in several zones says none",
        once(_PLACES, "len({alike.get(zone, zone) for zone in zones}) == 1", "zones"),
        _FOUND + "test_a_number_that_may_lie_in_several_zones_or_is_none_says_nothing",
    ),
    mutant(
        "each-zone-alike",
        "zones whose clocks agree count as one",
        once(_PLACES, "alike.get(zone, zone) for zone", "zone for zone"),
        _FOUND + "test_a_phone_number_says_its_zone",
    ),
    mutant(
        "zone-of-a-mobile-guessed",
        "a mobile number says its country, not its place",
        once(
            _PHONES,
            "zones = time_zones_for_number(number)",
            "zones = phonenumbers.timezone.time_zones_for_geographical_number(number)",
        ),
        _FOUND + "test_a_number_that_may_lie_in_several_zones_or_is_none_says_nothing",
    ),
    mutant(
        "zone-of-another-london",
        "a city in a country that is not known says nothing",
        once(_LEAD_ZONES, "    if named and country is None:\n        return None\n", ""),
        _FOUND + "test_a_city_in_a_country_that_is_not_known_says_nothing",
    ),
    mutant(
        "zone-source-not-erased",
        "what told a zone is erased with it",
        once("adapters/dynamodb/enrollments.py", "            item.zone_source.remove(),\n", ""),
        "contract/test_enrollments.py::TestErase::test_what_a_person_could_be_told_by_is_gone_and_all_else_stays",
    ),
    mutant(
        "zone-source-dropped",
        "what told a zone is kept with the lead",
        once(
            "adapters/dynamodb/leads.py", "zone_source=zone_source_of(self.zone_source)", "zone_source=None"
        ),
        "contract/test_people.py::TestAudience::test_what_told_a_lead_s_zone_comes_back_with_it",
    ),
    mutant(
        "clocks-that-nobody-changes",
        "a window opens at the local time that is meant",
        once(_WINDOW, "        if changed is None:\n", "        if True:\n"),
        _CHANGES,
    ),
    mutant(
        "night-of-yesterday-forgotten",
        "hours of yesterday that go past midnight are open",
        once(_WINDOW, "for ahead in range(-1, ", "for ahead in range(0, "),
        _HOURS + "test_several_hours_a_day_and_hours_past_midnight",
    ),
    mutant(
        "only-the-first-hours",
        "a window is open in each of its hours",
        once(
            _WINDOW,
            "sorted((OpenHours(opens, closes), *more), key=_begins)",
            "(OpenHours(opens, closes),)",
        ),
        _HOURS + "test_several_hours_a_day_and_hours_past_midnight",
    ),
    mutant(
        "new-keys-in-old-definitions",
        "a definition that uses nothing new keeps its revision",
        once("adapters/campaign_documents.py", "        if part[key] == value:\n", "        if False:\n"),
        "contract/test_campaigns.py::test_a_definition_that_uses_nothing_new_is_the_document_and_the_revision_that_it_was",
    ),
    mutant(
        "holidays-ignored",
        "on a holiday the window is shut",
        once(_WINDOW, " and day not in self.holidays\n", "\n"),
        _HOURS + "test_on_a_holiday_it_is_shut_from_midnight_to_midnight",
    ),
    mutant(
        "holidays-of-everybody",
        "a lead rests on the holidays of its country",
        once(
            "domain/eligibility.py",
            "campaign.policy.of_country(enrollment.lead.traits.country)",
            "campaign.policy",
        ),
        "unit/test_eligibility.py::TestTimes::test_on_a_holiday_of_its_country_a_lead_waits",
        "unit/test_left_out_shown.py::test_who_waits_for_a_holiday_of_its_country_is_told_its_name_and_nobody_else_waits",
    ),
    mutant(
        "proof-without-the-window",
        "the proof asks whether a mail went out within the window",
        once("artifacts/proof.sql", "AND a.local_time >= w.opens AND (w", "AND (w"),
        _PROOF + "test_other_forms_of_a_violation_are_seen_too[a window that opened a moment later]",
    ),
    mutant(
        "proof-without-the-night",
        "the proof knows hours that go on after midnight",
        once("artifacts/proof.sql", "AND w.closes <= w.opens AND a.local_time < w.closes\n", "AND 0\n"),
        _PROOF + "test_what_is_allowed_is_no_violation[hours that go on after midnight]",
        "simulation/test_proof.py::test_no_story_is_accused_of_anything",
    ),
    mutant(
        "proof-by-corrected-values",
        "the proof accuses no mail by values that its lead got later",
        once(
            "artifacts/proof.sql",
            "WHERE c.lead_id = a.lead_id AND a.looked_at <",
            "WHERE 0 AND a.looked_at <",
        ),
        _PROOF
        + "test_what_is_allowed_is_no_violation[a window on a clock that was corrected after the mails]",
    ),
    mutant(
        "proof-without-who-was-corrected",
        "the proof asks of the mails after a correction",
        once(
            "artifacts/proof.sql",
            "WHERE c.lead_id = a.lead_id AND a.looked_at <",
            "WHERE c.lead_id = a.lead_id OR a.looked_at <",
        ),
        _PROOF
        + "test_other_forms_of_a_violation_are_seen_too[a window on a clock that was corrected before the mails]",
    ),
    mutant(
        "proof-of-the-night-after-a-holiday",
        "the proof knows that the hours of a holiday do not go on into the day after",
        once(
            "artifacts/proof.sql",
            "h.day = date(a.local_day, '-1 day') AND h.country IS (",
            "h.day = 'never' AND h.country IS (",
        ),
        _PROOF + "test_other_forms_of_a_violation_are_seen_too[the night after a holiday]",
    ),
    mutant(
        "country-without-holidays-has-those-of-others",
        "the proof knows that a country without holidays has not those of others",
        once("artifacts/collect.py", "            yield country, None, None\n", "            pass\n"),
        _PROOF + "test_a_country_without_holidays_has_none_of_others_in_an_export_either",
        "unit/test_time_together.py::test_the_proof_names_a_mail_at_each_moment_at_which_the_window_is_shut",
    ),
    mutant(
        "proof-by-the-clock-of-the-campaign",
        "the proof holds a mail against the lead's own clock",
        once(
            "artifacts/collect.py",
            "local_time(campaign.policy.window, at, lead.timezone)",
            "local_time(campaign.policy.window, at, None)",
        ),
        _PROOF + "test_an_export_has_the_time_on_each_lead_s_clock",
    ),
    mutant(
        "follow-up-on-the-holidays-of-others",
        "the next step is due after the holidays of the lead's country",
        once(
            "domain/settlement.py", "    campaign = campaign.of_country(enrollment.lead.traits.country)\n", ""
        ),
        "unit/test_left_out_shown.py::test_a_follow_up_is_due_after_the_holiday_of_the_lead_s_country",
    ),
    mutant(
        "working-days-of-others",
        "a holiday of the lead's country is no working day",
        once("domain/enrolling.py", "    campaign = campaign.of_country(lead.traits.country)\n", ""),
        "unit/test_enrolling.py::test_a_holiday_of_the_lead_s_country_is_no_working_day",
    ),
    mutant(
        "holidays-of-others-in-words",
        "`why` names the holiday of the lead's country",
        once("domain/story.py", "    campaign = campaign.of_country(enrollment.lead.traits.country)\n", ""),
        "unit/test_left_out_shown.py::test_who_waits_for_a_holiday_of_its_country_is_told_its_name_and_nobody_else_waits",
    ),
    mutant(
        "holidays-of-others-in-the-timetable",
        "the timetable knows the holidays of the lead's country",
        once("domain/timetable.py", "limits.policy.of_country(wait.country).window", "limits.policy.window"),
        "unit/test_timetable.py::test_a_holiday_of_the_lead_s_country_is_named",
    ),
    mutant(
        "both-holidays",
        "the holidays of a lead's country take the place of the others'",
        once(_WINDOW, "replace(self, holidays=own)", "replace(self, holidays={**self.holidays, **own})"),
        _HOURS + "test_a_lead_rests_on_the_holidays_of_its_country_or_on_those_of_all_others",
    ),
    mutant(
        "plan-of-an-old-revision",
        "what was planned for a day that is a holiday now goes after it",
        once(
            "domain/fast.py",
            "        return _plan(policy, plan.at, plan.passed, timezone)\n",
            "        return plan\n",
        ),
        "unit/test_fast.py::TestWouldGo::test_what_was_planned_for_what_is_a_holiday_now_goes_after_it",
    ),
    mutant(
        "any-number-of-dates",
        "a definition fits into an item",
        once("reading/campaign_holidays.py", "    if size > MAX_BYTES:\n", "    if False:\n"),
        "unit/test_campaign_file.py::test_more_dates_than_a_definition_has_room_for_are_refused",
    ),
    mutant(
        "holidays-of-those-skipped",
        "holidays of leads whom the campaign skips are a contradiction",
        once("reading/campaign_holidays.py", "stance_on(country, countries) is Stance.SKIP", "False"),
        "unit/test_campaign_file.py::test_holidays_of_leads_who_are_skipped_are_a_contradiction",
    ),
    mutant(
        "a-look-for-each-hour",
        "how far the opening is hardly matters to the last look",
        once(_WINDOW, "_STEP = timedelta(days=3)", "_STEP = timedelta(hours=3)"),
        _HOURS + "test_three_weeks_of_holidays_are_waited_for_in_few_steps",
    ),
    mutant(
        "night-into-a-holiday",
        "the hours of the day before end where a holiday begins",
        once(_WINDOW, "midnight + min(hours.ends, shut)", "midnight + hours.ends"),
        _HOURS + "test_on_a_holiday_it_is_shut_from_midnight_to_midnight",
    ),
    mutant(
        "holidays-of-a-passing-day",
        "the same file is the same revision all year",
        once("reading/public_holidays.py", "if day.year in years:", "if day >= today:"),
        "unit/test_public_holidays.py::test_the_same_file_is_the_same_all_year",
    ),
    mutant(
        "working-days-of-utc",
        "working days are counted on the lead's calendar",
        once("domain/delays.py", "zone_of(lead_timezone, zone_of_campaign(policy.window))", "UTC"),
        "unit/test_delays.py::test_days_and_hours_are_those_of_the_lead",
    ),
    mutant(
        "weekends-as-working-days",
        "a weekend holds no working day",
        once("domain/delays.py", "        left -= is_working_day(window, day)\n", "        left -= 1\n"),
        "unit/test_delays.py::test_a_delay_is_over",
    ),
    mutant(
        "hours-overlap",
        "hours that overlap are named",
        once("domain/window_clash.py", "other.ends + by and", "other.ends and"),
        "unit/test_campaign_file.py::test_hours_that_overlap_or_touch_are_named",
    ),
    mutant(
        "zone-of-a-lead-unknown",
        "a lead whose zone is not known has the campaign's",
        once(
            _WINDOW,
            "    except (KeyError, ValueError, OSError):\n        return ZoneInfo(otherwise)\n",
            "    finally:\n        pass\n",
        ),
        _HOURS + "test_a_zone_of_a_lead_that_is_not_known_here_counts_as_none",
    ),
)
