"""MJML becomes HTML with every piece of Jinja in its place, or is refused with a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.reading.finishing.finished import finished
from outreach.reading.finishing.jinja_pieces import pieces_in
from outreach.reading.finishing.mjml_source import BadMjml, compiled
from outreach.rendering.renderer import render_part
from outreach.rendering.sandbox import MessageEnvironment
from world.jinja_sources import PIECES


def mail(content: str, head: str = "") -> str:
    return f"<mjml>\n<mj-head>{head}</mj-head>\n<mj-body>\n{content}\n</mj-body>\n</mjml>\n"


def column(content: str) -> str:
    return mail(f"<mj-section><mj-column>\n{content}\n</mj-column></mj-section>")


def rendered(source: str, **values: str) -> str:
    html = compiled(source).html
    return render_part(MessageEnvironment({"a.html": html}), "a.html", values)


@pytest.mark.parametrize(
    "source",
    [
        column("<mj-text>Hi {{ name }}</mj-text>"),
        column('<mj-text>{{ "<p>" if 1 < 2 else \'"\' }} &nbsp; &eacute; a & b</mj-text>'),
        column("<mj-text>{% if name %}<b>x</b>{% else %}y{% endif %}</mj-text>"),
        column("{% if name %}\n<mj-text>x</mj-text>\n{% endif %}\n<mj-divider/>"),
        mail("{% for x in [1, 2] %}<mj-section><mj-column><mj-text>{{ x }}</mj-text></mj-column></mj-section>{% endfor %}"),
        mail("<mj-section>{% for x in [1] %}<mj-column><mj-text>x</mj-text></mj-column>{% endfor %}</mj-section>"),
        column("<mj-table>{% for x in [1] %}<tr><td>{{ x }}</td></tr>{% endfor %}</mj-table>"),
        mail("<mj-raw>{% if name %}<p>{{ name }}</p>{% endif %}</mj-raw>"),
        column('<mj-button href="{{ name }}?a=b&c=d">x</mj-button>'),
        column("<mj-text><!-- {{ name }} -->x<!--[if mso]>{{ name }}<![endif]--></mj-text>"),
        '{% set name = "Ann" %}\n' + column("<mj-text>{{ name }}</mj-text>") + "{% set b = 1 %}",
        "\n<!-- ours -->\n" + column("<mj-text>{# not there #}{{ name }}</mj-text>"),
        column("<mj-text>{% raw %}{{ as it is }}{% endraw %}</mj-text>"),
        column("<mj-text>qz0zq {{ name }} qzq1zq</mj-text>"),
        column("<mj-text>\u05e9\u05dc\u05d5\u05dd \U0001f600 {{ name }}</mj-text>").replace("\n", "\r\n"),
        column("<mj-text>{{ name }}</mj-text>" * 400),
    ],
)  # fmt: skip
def test_each_piece_of_jinja_is_in_the_html_once_and_in_its_order(source):
    wanted = [piece.text for piece in pieces_in(source) if not piece.text.startswith("{#")]
    html = compiled(source).html
    assert [piece.text for piece in pieces_in(html)] == wanted
    assert "<mj-" not in html
    assert "<!--@" not in html


CONTENTS = st.lists(
    st.one_of(
        PIECES,
        PIECES.map("<mj-text>a {} b</mj-text>".format),
        PIECES.map("<mj-text><b>{}</b>&nbsp;<br/></mj-text>".format),
        PIECES.map("<mj-raw>{}<p>x</p></mj-raw>".format),
        PIECES.map("<mj-table><tr><td>{}</td></tr></mj-table>".format),
        st.sampled_from(
            ["<mj-divider/>", "{% if a %}", "{% endif %}", "<!-- ours -->", "\n", "<mj-spacer />"]
        ),
    ),
    max_size=6,
).map("".join)


@given(CONTENTS)
def test_whatever_a_column_has_no_piece_of_jinja_is_lost_in_silence(content):
    source = column(content)
    try:
        html = compiled(source).html
    except BadMjml:
        return
    wanted = [piece.text for piece in pieces_in(source) if not piece.text.startswith("{#")]
    assert [piece.text for piece in pieces_in(html)] == wanted


@pytest.mark.parametrize(
    "source",
    [
        column('<mj-image src="https://a/{{ name | urlencode }}.png" alt=\'{{ name | default("a b") }}\' />'),
        column("<mj-text color='{{ \"red\" }}' padding=\"{% if name %}1px{% else %}2px{% endif %}\">x</mj-text>"),
        column("<mj-social>{% if name %}<mj-social-element name='x' href='{{ name }}'>{{ name }}</mj-social-element>{% endif %}</mj-social>"),
    ],
)  # fmt: skip
def test_the_jinja_of_an_attribute_stays_whole_wherever_mjml_writes_it(source):
    html = compiled(source).html
    assert {piece.text for piece in pieces_in(html)} == {piece.text for piece in pieces_in(source)}
    assert "<'\">" not in rendered(source, name="<'\">")


def test_a_title_may_come_twice_but_what_decides_stays_whole():
    source = mail(
        "",
        "<mj-title>{% if name %}{{ name }}{% else %}x{% endif %}</mj-title><mj-preview>{{ name }}!</mj-preview>",
    )
    html = rendered(source, name="<Ann>")
    assert "<title>&lt;Ann&gt;</title>" in html
    assert 'aria-label="&lt;Ann&gt;"' in html
    assert "&lt;Ann&gt;!</div>" in html


def test_sections_of_a_loop_come_as_often_as_it_runs():
    html = rendered(
        mail(
            "{% for x in [1, 2, 3] %}<mj-section><mj-column><mj-text>no. {{ x }}</mj-text></mj-column></mj-section>{% endfor %}"
        )
    )
    assert [html.count(f"no. {number}") for number in (0, 1, 2, 3, 4)] == [0, 1, 1, 1, 0]
    assert html.count("<table") == html.count("</table")


def test_no_fonts_are_loaded_but_those_that_the_author_names():
    assert "googleapis" not in compiled(column("<mj-text>x</mj-text>")).html
    font = '<mj-font name="Ubuntu" href="https://fonts.example/ubuntu.css" />'
    assert (
        "https://fonts.example/ubuntu.css"
        in compiled(mail("<mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section>", font)).html
    )


@pytest.mark.parametrize(
    ("source", "line", "problem"),
    [
        ("", None, "has no <mjml>"),
        ("\ufeff", None, "has no <mjml>"),
        ("{% extends 'a.html' %}", None, "has no <mjml>"),
        ("<html><body>x</body></html>", None, "has no <mjml>"),
        ("<p>before</p>\n<mjml><mj-body></mj-body></mjml>", 1, "there is text outside of <mjml>"),
        ("<mjml><mj-body>\n", 1, "<mj-body> is never closed"),
        ("<mjml>\n<mj-body></mj-section></mj-body></mjml>", 2, "</mj-section> comes while <mj-body> is open"),
        ("<mjml></mjml>\n</mjml>", 2, "</mjml> ends what was not begun"),
        (column("<mj-foo>x</mj-foo>"), 5, "there is no element <mj-foo>"),
        (mail('<mj-include path="a.mjml" />'), 4, "mj-include is not loaded"),
        (mail("", '\n<mj-include path="/etc/passwd" type="css" />'), 3, "mj-include is not loaded"),
        (column("<mj-text>a\n< b</mj-text>"), 6, "`<` begins no element here"),
        (column("<mj-text><a href=x>y</a></mj-text>"), 5, 'the value of "href" has no quotes'),
        (
            column("<mj-text {% if x %}color='red'{% endif %}>y</mj-text>"),
            5,
            "Jinja stands among the attributes",
        ),
        (column("<mj-{{ x }}>y</mj-{{ x }}>"), 5, "Jinja stands among the attributes"),
        (column('<mj-image src="a" width="{{ x }}" />'), 5, "MJML drops `{{ x }}` here"),
        (mail("", "{% set x = 1 %}"), 2, "MJML drops `{% set x = 1 %}` here"),
        (column("<mj-text>x</mj-text"), 6, "</mj-section> comes while <mj-column> is open"),
        (column("<mj-text><p>x</mj-text>"), 5, "</mj-text> comes while <p> is open"),
        ("<mjml><mj-body></mj-body></mjml><mjml></mjml>", None, "is not MJML that can be read"),
    ],
)
def test_what_cannot_become_html_is_refused_with_its_line(source, line, problem):
    with pytest.raises(BadMjml) as caught:
        compiled(source)
    assert (caught.value.line, problem in caught.value.problem) == (line, True), caught.value.problem
    assert caught.value.remedy


def test_a_sheet_that_the_author_wants_inline_goes_into_the_elements_and_the_others_stay():
    source = mail(
        '<mj-section css-class="red"><mj-column><mj-text><p>x</p></mj-text></mj-column></mj-section>',
        '<mj-style inline="inline">.red p { color: red }</mj-style><mj-style>.red p { color: blue }</mj-style>',
    )
    done = finished({"a.subject.txt": "x", "a.txt": "x", "a.mjml": source}, ["a"])
    html = done.templates["a.html"]
    assert '<p style="color: red;">x</p>' in html
    assert '<style type="text/css">.red p { color: blue }</style>' in html
    assert "outreach-inline" not in html
    assert done.notes == ()
