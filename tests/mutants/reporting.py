"""The report shows what others wrote and runs none of it, and its figures are those of the run."""

from mutants.mutant import mutant, once

_BROWSER = "integration/test_report_page.py::"
_FIGURES = "unit/test_report.py::"
_PAGE, _SCRIPT = "artifacts/pages/report.html", "artifacts/pages/report.js"

REPORTING = (
    mutant(
        "report-navigates",
        "a click on a link leaves the report as it is",
        {
            _SCRIPT: [('<base target="_blank">', "")],
            "artifacts/pages/frames.js": [('    link.setAttribute("target", "_blank");\n', "")],
        },
        _BROWSER + "test_a_click_on_a_link_leaves_the_report_as_it_is",
    ),
    mutant(
        "report-runs-scripts",
        "a mail's own HTML runs no script",
        {
            _PAGE: [('script-src \'{{ hash_of("frames.js", "report.js") }}\'', "script-src 'unsafe-inline'")],
            _SCRIPT: [('FRAME = "allow-same-origin ', 'FRAME = "allow-scripts allow-same-origin ')],
        },
        _BROWSER + "test_a_mail_runs_nothing_loads_nothing_and_goes_nowhere",
    ),
    mutant(
        "report-lead-as-markup",
        "what a lead is called is text",
        once(_SCRIPT, 'made("dd", {}, made("bdi", {}, value))', 'made("dd", { innerHTML: value })'),
        _BROWSER + "test_a_hostile_lead_is_shown_and_runs_nothing",
    ),
    mutant(
        "report-with-live-links",
        "nobody can unsubscribe a lead from a report",
        once("artifacts/report/mail_pack.py", "if not link:", "if True:"),
        _FIGURES + "test_every_mail_is_in_the_report_but_for_its_personal_link",
    ),
    mutant(
        "report-of-any-size",
        "a report has as many mails as there is room for",
        once("artifacts/report/mail_pack.py", "if self._room >= 0:", "if True:"),
        _FIGURES + "test_when_the_room_is_used_up_later_mails_are_left_out_whole",
    ),
    mutant(
        "old-orders-as-responses",
        "an order from before the run hides no response",
        once("artifacts/report/outcomes.py", " AND g.at >= run.started_at", ""),
        _FIGURES + "test_a_reply_counts_although_an_earlier_one_was_lifted",
    ),
    mutant(
        "half-a-kill-switch",
        "the kill switch is on as long as one of its two is",
        once("artifacts/report/stops.py", "if first and not standing:", "if first:"),
        _FIGURES + "test_the_kill_switch_is_on_as_long_as_one_of_its_two_is",
    ),
    mutant(
        "misses-without-causes",
        "the report says what the misses of the timetable are laid to",
        once("cli/artifacts.py", "scored.score.missed if scored else ()", "()"),
        "unit/test_what_if_command.py::test_what_was_said_is_set_beside_what_happened",
    ),
    mutant(
        "hours-of-the-machine",
        "an hour is that of the lead's clock",
        once(
            "artifacts/report/hours.py",
            "local = at.astimezone(zone or _zone(otherwise) or UTC)",
            "local = at",
        ),
        _FIGURES + "test_an_hour_is_that_of_the_clock_on_the_leads_wall",
    ),
)
