"""A mail is what its template says, goes to one person, and holds an unsubscribe link."""

from mutants.mutant import mutant, once

_SENDS = "unit/test_send.py::"

MAIL = (
    mutant(
        "unsafe-subject",
        "a subject cannot forge a header",
        once("rendering/renderer.py", "    return _header(subject, template)\n", "    return subject\n"),
        "unit/test_rendering.py::test_a_value_cannot_break_out_of_the_subject",
    ),
    mutant(
        "autoescape-off",
        "values are escaped in HTML",
        once("rendering/sandbox.py", "autoescape=is_html", "autoescape=False"),
        "unit/test_rendering.py::test_values_stay_literal_in_text_and_escaped_in_html",
    ),
    mutant(
        "recipients-unchecked",
        "a mail has exactly one recipient",
        once("rendering/renderer.py", "if _NO_ADDRESS.search(address):", "if not address:"),
        "unit/test_rendering.py::test_the_recipient_is_exactly_one_bare_address",
    ),
    mutant(
        "no-link",
        "no mail goes out without its unsubscribe link",
        once("rendering/renderer.py", "    if url not in rendered:\n", "    if False:\n"),
        "unit/test_rendering.py::test_no_mail_goes_out_without_its_unsubscribe_link",
    ),
    mutant(
        "undefined-is-empty",
        "a missing value fails the touch",
        once(
            "rendering/sandbox.py",
            "undefined=StrictUndefined",
            "undefined=__import__('jinja2').Undefined",
        ),
        "unit/test_rendering.py::test_undeclared_lead_fields_are_invisible_and_built_ins_cannot_be_replaced",
    ),
    mutant(
        "errors-quote-what-was-at-hand",
        "a log line never quotes an error's text",
        once("errors.py", "if isinstance(error, StoreUnavailable) else fields", "if error else fields"),
        _SENDS + "test_a_log_line_about_a_failure_never_quotes_what_was_at_hand",
    ),
)
