"""The report shows what others wrote and runs none of it, and its figures are those of the run."""

from mutants.mutant import mutant

_BROWSER = "integration/test_report_page.py::"
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
)
