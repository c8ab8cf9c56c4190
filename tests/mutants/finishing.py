"""What an author writes becomes what is sent, without a change that nobody sees."""

from mutants.mutant import mutant, once

_FOLDER = "reading/finishing/"
_INLINING = _FOLDER + "inlining.py"
_TEXT = _FOLDER + "plain_text.py"
_MJML = _FOLDER + "mjml_source.py"
_FINISHED = _FOLDER + "finished.py"
_IN = "unit/test_inlining.py::"
_OF_HTML = "unit/test_text_from_html.py::"
_OF_MJML = "unit/test_mjml.py::"

FINISHING = (
    mutant(
        "end-within-brackets",
        "a piece of Jinja ends where Jinja ends it",
        once(_FOLDER + "jinja_pieces.py", '(found["end"] == "}}")', '(found["end"] == "}}}")'),
        "unit/test_jinja_pieces.py::test_a_piece_is_what_jinja_takes_for_one",
    ),
    mutant(
        "media-rules-dropped",
        "rules that no element can hold stay in their sheet",
        once(_INLINING, "remove_inlined_selectors=True", "remove_inlined_selectors=False"),
        _IN + "test_what_no_element_can_hold_stays_in_the_sheet",
    ),
    mutant(
        "sheets-loaded",
        "no style sheet is loaded from anywhere",
        {
            _INLINING: [
                ('part.kind == "start" and part.name != "link"', 'part.kind == "start"'),
                ("load_remote_stylesheets=False", "load_remote_stylesheets=True"),
            ]
        },
        _IN + "test_no_sheet_is_loaded",
    ),
    mutant(
        "rules-stronger-than-the-element",
        "an element's own style is the stronger one",
        once(_INLINING, """f"style={quote}{ruled}{f' {inner}' if inner.strip() else ''}{quote}\"""", 'f"style={quote}{inner}; {ruled}{quote}"'),
        _IN + "test_the_elements_own_style_is_the_stronger_one_and_stays_as_it_is",
    ),
    mutant(
        "class-of-jinja-inlined",
        "where Jinja decides which rule fits, nothing is inlined",
        once(_INLINING, 'if given.name in looked_at and MASK in (given.value or ""):', "if False:"),
        _IN + "test_where_jinja_decides_what_a_rule_fits_the_message_stays_as_it_is_and_a_note_says_so",
    ),
    mutant(
        "shared-part-of-two-looks",
        "a shared template is edited only if every message agrees",
        once(_FINISHED, "if tags.setdefault(place, edit) != edit:", "if tags.setdefault(place, edit) is None and False:"),
        _IN + "test_a_shared_part_that_would_look_different_in_two_messages_is_not_inlined",
    ),
    mutant(
        "edited-jinja",
        "no edit changes the Jinja of a template",
        once(_FINISHED, "if _jinja(text) != _jinja(self.templates[name]):", "if False:"),
        _IN + "test_nothing_is_edited_where_an_edit_would_change_the_jinja_of_a_template",
    ),
    mutant(
        "mjml-drops-jinja",
        "Jinja that MJML drops is refused",
        once(_MJML, "            if not times[number]:", "            if False:"),
        _OF_MJML + "test_what_cannot_become_html_is_refused_with_its_line",
    ),
    mutant(
        "mjml-loads-fonts",
        "no web font is loaded but those that the author names",
        once(_MJML, "mjml2html(body, fonts={})", "mjml2html(body)"),
        _OF_MJML + "test_no_fonts_are_loaded_but_those_that_the_author_names",
    ),
    mutant(
        "words-run-as-jinja",
        "HTML that only looks like Jinja as text is shown and not run",
        once(_TEXT, """_LOOKS_LIKE_JINJA.sub('{{ "{" }}', line)""", "line"),
        _OF_HTML + "test_html_that_only_looks_like_jinja_as_text_is_shown_and_not_run",
    ),
    mutant(
        "condition-lost-in-the-text",
        "a condition that does not come into the text is refused",
        once(_TEXT, "            raise NoText(run[0].start,", "            NoText(run[0].start,"),
        _OF_HTML + "test_where_the_text_would_say_something_else_its_author_has_to_write_it",
    ),
    mutant(
        "line-end-taken-away",
        "a line that ends with a condition keeps its end",
        once(_TEXT, 'return f"{text[:-2]}+%}}" if self._decides(number) else text', "return text"),
        _OF_HTML + "test_what_decides_leaves_no_gaps_behind",
    ),
)  # fmt: skip
