"""A preview shows what is sent, to nobody, and harms nothing of the person who looks at it."""

from mutants.mutant import mutant, once

_TESTS = "unit/test_preview.py::"
_BROWSER = "integration/test_preview_page.py::"
_PAGE = "artifacts/pages/preview.html"
_CHOICE = "reading/lead_choice.py"

PREVIEWING = (
    mutant(
        "preview-over-somebodys-file",
        "a preview is written over a preview and over nothing else",
        once("artifacts/page_file.py", "if path.exists() and not self._is_ours(path):", "if False:"),
        _TESTS + "test_a_preview_is_written_over_a_preview_and_over_nothing_else",
    ),
    mutant(
        "preview-marked-anywhere",
        "a file that quotes a preview is not one",
        once("artifacts/page_file.py", "file.read(_BEGINNING)", "file.read()"),
        _TESTS + "test_a_file_that_quotes_a_preview_is_not_one",
    ),
    mutant(
        "preview-of-the-forbidden",
        "nobody is shown as written to who must not be",
        once(_CHOICE, " if address not in self._forbidden]", "]"),
        _TESTS + "test_an_order_in_a_later_row_counts",
    ),
    mutant(
        "preview-forgets-orders-of-other-rows",
        "an order in any row about a person counts",
        once(
            _CHOICE,
            "        if row.dnc:\n            self._forbidden.setdefault(row.address.text, row.line)\n",
            "        if row.dnc and row.address.text not in self._leads:\n"
            "            self._forbidden.setdefault(row.address.text, row.line)\n",
        ),
        _TESTS + "test_an_order_in_a_later_row_counts",
    ),
    mutant(
        "preview-with-a-living-link",
        "the unsubscribe link of a preview is dead",
        once(
            "simulation/stack.py",
            '"https://unsubscribe.simulation.invalid/u"',
            '"https://unsubscribe.simulation.example/u"',
        ),
        _TESTS + "test_the_unsubscribe_link_is_dead_and_the_others_are_not",
    ),
    mutant(
        "preview-believes-markup",
        "what leads are called is text and nothing else",
        once(_PAGE, "<bdi>{{ field.value }}</bdi>", "<bdi>{{ field.value|safe }}</bdi>"),
        _TESTS + "test_what_leads_are_called_is_text_and_nothing_else",
    ),
    mutant(
        "preview-runs-what-a-mail-says",
        "a link that is a script runs nothing",
        once(_PAGE, 'script-src \'{{ hash_of("frames.js", "preview.js") }}\'', "script-src 'unsafe-inline'"),
        _BROWSER + "test_a_link_that_is_a_script_runs_nothing",
    ),
    mutant(
        "preview-ends-early",
        "a preview has every mail, however slowly they would go out",
        once("simulation/preview.py", "_LONG = timedelta(days=36500)", "_LONG = timedelta(days=5)"),
        _TESTS + "test_a_campaign_that_sends_little_a_day_is_shown_whole",
    ),
    mutant(
        "preview-up-to-the-last-day",
        "the last day of a campaign hides no mail in a preview",
        once("simulation/preview.py", "per_run=None, ends=None)", "per_run=None)"),
        _TESTS + "test_neither_the_quota_of_the_run_nor_the_last_day_hides_a_mail",
    ),
    mutant(
        "preview-of-whom-it-leaves-out",
        "leads whom the campaign leaves out are not picked",
        once(
            "cli/mails_shown.py",
            "if (reason := left_out(lead.traits, self.campaign.policy)) is None:",
            "if (reason := left_out(lead.traits, self.campaign.policy)) != 0:",
        ),
        _TESTS + "test_leads_whom_the_campaign_leaves_out_are_not_picked",
    ),
)
