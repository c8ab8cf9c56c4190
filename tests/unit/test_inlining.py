"""Styles go into their elements, and nothing else of a message changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.reading.finishing.finished import _Work, finished
from outreach.reading.finishing.inlining import Edit
from outreach.reading.finishing.jinja_pieces import pieces_in
from world.jinja_sources import PIECES, VALUES

SUBJECT = {"intro.subject.txt": "Hello", "intro.txt": "Hello"}
RULES = "p { color: red }"


def made(html: str, **others: str) -> tuple[str, list[str]]:
    """The finished HTML of a message, and the notes about it."""
    templates = {f"{name}.html": text for name, text in others.items()}
    done = finished(SUBJECT | templates | {"intro.html": html}, ["intro"])
    return done.templates["intro.html"], [str(note) for note in done.notes]


def page(body: str, rules: str = RULES, head: str = "") -> str:
    return (
        f"<!DOCTYPE html>\n<html><head>{head}<style>\n{rules}\n</style></head>\n<body>{body}</body></html>\n"
    )


def without_styles(html: str) -> str:
    """What a message is apart from its styles."""
    return re.sub(
        r"(?s)<style>.*?</style>", "", re.sub(r"""(?i)\s?style=("[^"]*"|'[^']*'|[^\s>]+)""", "", html)
    )


def test_a_rule_goes_into_its_element_and_out_of_the_sheet():
    html, notes = made(page("<p>Hi</p>"))
    assert '<p style="color: red;">Hi</p>' in html
    assert "<style></style>" in html
    assert notes == []


def test_what_no_element_can_hold_stays_in_the_sheet():
    rules = (
        "p { color: red } @media (max-width: 600px) { p { font-size: 18px } } a:hover { color: blue }"
        " a::after { content: '>' } @font-face { font-family: X; src: url(x) } #outlook a { padding: 0 }"
    )
    html, _ = made(page('<p>Hi <a href="#x">there</a></p>', rules))
    kept = re.search(r"(?s)<style>(.*)</style>", html)
    assert kept is not None
    for rule in (
        "@media (max-width: 600px)",
        "font-size: 18px",
        ":hover",
        "::after",
        "@font-face",
        "#outlook a",
    ):
        assert rule in kept[1]
    assert "red" not in kept[1]


def test_a_sheet_of_rules_that_no_element_can_hold_stays_as_it_is():
    html = page('<p class="a">Hi</p>', "/* ours */ @media print { p { color: red } }\na:hover {color:red}")
    assert made(html) == (html, [])


@pytest.mark.parametrize(
    "body",
    [
        "<table>{% for x in [1] %}<tr><td><p>{{ x }}</p></td></tr>{% endfor %}</table>",
        "<table>\n{% for x in [1] %}\n<tr>{% if x %}<td>a</td>{% else %}<td>b</td>{% endif %}</tr>\n{% endfor %}\n</table>",
        '<p><a href="{{ email }}?a=b&c=d">x</a></p>',
        '<p title=\'{{ "a" | default("b") }}\'>{{ email | default(\'<p class="x">\') }}</p>',
        "<p>{{ {'a': {'b': '}}'}}['a']['b'] }} %} }}</p>",
        "<!-- {% if email %} --><p>x</p><!-- {% endif %} -->",
        "{# <p>not there</p> #}<p>&nbsp;&eacute;&#128512; \U0001f600 \u05e9\u05dc\u05d5\u05dd a & b &copy</p>",
        "{% raw %}<p>{{ not Jinja }}</p>{% endraw %}<p>x</p>",
        "<!--[if mso]><style>p { color: blue }</style><table><tr><td><![endif]--><p>x</p><!--[if mso]></td></tr></table><![endif]-->",
        "<![if !mso]><p>x</p><![endif]>",
        '<p style="color: {{ email }}">x</p><P STYLE=\'font: "A"\' CLASS=x>y</P><p style=margin:0>z</p>',
        "<p>unclosed <b>bold<p>next</b><br/><img src=x><p>",
        "<p>\r\nlines\r\n</p>\r\n",
        "{%- if email -%}<p>x</p>{%- endif +%}",
        "<p>5 < 6 > 4 <3 {</p>",
        "<script>if (a < b) { '<p>' }</script><p>x</p>",
        "<svg><style>p{fill:red}</style></svg><p>x</p>",
        "<p",
        "",
    ],
)
def test_all_but_the_styles_stays_byte_for_byte(body):
    """The HTML is never written anew: tables, entities, Jinja and broken parts stay as the author wrote them."""
    source = page(body, RULES + " td { padding: 1px }")
    html, _ = made(source)
    assert without_styles(html) == without_styles(source)
    assert [each.text for each in pieces_in(html)] == [each.text for each in pieces_in(source)]


BODIES = st.lists(
    st.one_of(
        PIECES,
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<P class=x>",
                '<p style="margin: 0">',
                "<table>",
                "<tr><td>",
                "</table>",
                "{% if a %}",
                "{% else %}",
                "{% endif %}",
                "{% for x in a %}",
                "{% endfor %}",
                "<!--",
                "-->",
                "<!--[if mso]>",
                "<![endif]-->",
                "&amp;",
                "&eacute",
                "<br/>",
                "<",
                "\n",
                "x",
            ]
        ),
        VALUES.map("<a href=\"{}\" title='x'>".format),
        VALUES.map("<p style='color: {}'>".format),
        VALUES.map("<p class={}>".format),
    ),
    max_size=8,
).map("".join)


@given(BODIES)
def test_whatever_a_body_is_all_but_its_styles_stays_byte_for_byte(body: str):
    source = page(body, RULES + " td { padding: 1px } a { margin: 0 }")
    html, _ = made(source)
    assert without_styles(html) == without_styles(source)
    assert [each.text for each in pieces_in(html)] == [each.text for each in pieces_in(source)]


def test_a_row_of_a_loop_stays_within_its_table():
    loop = "<table>{% for x in [1, 2] %}<tr><td>{{ x }}</td></tr>{% endfor %}</table>"
    html, notes = made(page(loop, "td { padding: 1px }"))
    assert loop.replace("<td>", '<td style="padding: 1px;">') in html
    assert notes == []


def test_the_elements_own_style_is_the_stronger_one_and_stays_as_it_is():
    html, _ = made(page("<p style='color: {{ email }}'>x</p><p style=margin:0>y</p><p style>z</p>"))
    assert "<p style='color: red; color: {{ email }}'>x</p>" in html
    assert '<p style="color: red; margin:0">y</p>' in html
    assert '<p style="color: red;">z</p>' in html


def test_quotes_of_a_rule_break_out_of_no_attribute():
    html, _ = made(page("<p>x</p><p style='margin:0'>y</p>", "p { font-family: \"A B\", 'C' }"))
    assert "<p style=\"font-family: 'A B', 'C';\">x</p>" in html
    assert "<p style='font-family: &#39;A B&#39;, &#39;C&#39;; margin:0'>y</p>" in html


def test_what_is_inlined_stays_the_same_when_it_is_inlined_again():
    rules = (
        RULES + " .b:hover { color: red } @media print { p { margin: 0 !important } } h1, .z { margin: 0 }"
    )
    once, _ = made(page('<p class="b">x</p><h1>y</h1>', rules))
    assert made(once) == (once, [])


def test_a_sheet_in_a_layout_reaches_the_blocks_of_each_message():
    layout = page(
        "<div>{% block body %}<p>default</p>{% endblock %}</div>{% include '_foot.html' %}",
        "div p { color: red }",
    )
    source = SUBJECT | {
        "_layout.html": layout,
        "_foot.html": "<div><p>foot</p></div>",
        "intro.html": "{% extends '_layout.html' %}{% block body %}<p>one</p>{% endblock %}",
        "next.subject.txt": "x",
        "next.txt": "x",
        "next.html": '{% extends "_layout.html" %}{% block body %}<h1>two</h1>{% endblock %}',
    }
    done = finished(source, ["intro", "next"])
    assert '<p style="color: red;">one</p>' in done.templates["intro.html"]
    assert '<p style="color: red;">foot</p>' in done.templates["_foot.html"]
    assert done.templates["next.html"] == source["next.html"]
    assert "<p>default</p>" in done.templates["_layout.html"]
    assert done.notes == ()


NOT_INLINED = [
    ('<p class="{{ email }}">x</p>', RULES, "the class of an element depends on Jinja"),
    ("<p {% if email %}class=a{% endif %}>x</p>", RULES, "the attributes of an element depend on Jinja"),
    ("<h{{ 1 }}>x</h{{ 1 }}><p>y</p>", RULES, "the name of an element depends on Jinja"),
    ("<{{ email }}>x</p><p>y</p>", RULES, "the name of an element depends on Jinja"),
    ("<p>x</p>", "p { color: {{ email }} }", "a style sheet has Jinja in it"),
    ("{% if email %}<p>x</p>{% endif %}<p>y</p>", "p + p { margin: 0 }", "a rule asks what stands beside an element"),
    ("{% for x in [1] %}<p>x</p>{% endfor %}", "p:first-child { margin: 0 }", "a rule asks what stands beside"),
    ('<p><a href="{{ email }}">x</a></p>', "a[href^=http] { color: red }", "the href of an element depends on Jinja"),
    ("{% macro m() %}<p>x</p>{% endmacro %}{{ m() }}", RULES, "`macro` gives HTML that is only known"),
    ("<b><p>x</b>y</p>", "p b { color: red }", "an element is not closed where it should be"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "rules", "why"), NOT_INLINED)
def test_where_jinja_decides_what_a_rule_fits_the_message_stays_as_it_is_and_a_note_says_so(body, rules, why):
    source = page(body, rules)
    html, notes = made(source)
    assert html == source
    assert len(notes) == 1
    assert why in notes[0]
    assert notes[0].startswith("intro.html line ")
    assert "(style-not-inlined)" in notes[0]


def test_a_sheet_that_may_not_be_there_is_not_inlined():
    source = "{% if email %}<style>p { color: red }</style>{% endif %}<p>x</p>"
    html, notes = made(source)
    assert html == source
    assert "whether a style sheet is there depends on Jinja" in notes[0]


def test_a_shared_part_that_would_look_different_in_two_messages_is_not_inlined():
    source = SUBJECT | {
        "_foot.html": "<p>foot</p>",
        "intro.html": page("{% include '_foot.html' %}"),
        "next.subject.txt": "x",
        "next.txt": "x",
        "next.html": "<div>{% include '_foot.html' %}</div>",
    }
    done = finished(source, ["intro", "next"])
    assert done.templates == source
    assert ["look different in different messages" in str(note) for note in done.notes] == [True]


def test_a_rule_that_only_some_readers_have_and_that_is_now_the_weaker_one_is_noted():
    rules = "p { color: red; margin: 0 } @media print { p { color: blue } p { margin: 1px !important } h1 { color: red } }"
    _, notes = made(page("<p>x</p>", rules))
    assert [note.partition(";")[0] for note in notes] == [
        'intro.html line 2: a rule for some readers only (@media, :hover) sets "color" in vain'
    ]


def test_sheets_for_other_readers_and_sheets_that_are_to_be_ignored_stay():
    head = '<style media="print">p { color: blue }</style><style data-css-inline="ignore">p { margin: 0 }</style>'
    html, _ = made(page("<p>x</p>", head=head))
    assert head in html
    assert '<p style="color: red;">x</p>' in html


def test_no_sheet_is_loaded(tmp_path):
    sheet = tmp_path / "a.css"
    sheet.write_text("p { margin: 99px }")
    head = f'<link rel="stylesheet" href="{sheet}"><link rel="stylesheet" href="file://{sheet}">'
    html, _ = made(page("<p>x</p>", f"@import url({sheet}); {RULES}", head=head))
    assert "99px" not in html
    assert head in html
    assert f"@import url({sheet})" in html


def test_nothing_is_edited_where_an_edit_would_change_the_jinja_of_a_template():
    work = _Work({"a.html": "<p>x</p>", "b.html": "<p>{{ x }}</p>"})
    work._edit({"b.html": [Edit(2, 2, " style=a")], "a.html": [Edit(2, 2, " style={{a}}")]})
    assert work.templates == {"a.html": "<p>x</p>", "b.html": "<p>{{ x }}</p>"}
    assert "in the elements they would look like Jinja" in str(work.notes[0])


def test_a_message_of_a_hundred_kilobytes_is_inlined():
    html, notes = made(page("<p>{{ email }} words</p>\n" * 5000))
    assert html.count('<p style="color: red;">') == 5000
    assert notes == []
