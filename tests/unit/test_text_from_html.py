"""A message without a text gets one from its HTML, with Jinja in its places."""

import pytest

from outreach.reading.finishing.finished import finished
from outreach.reading.finishing.plain_text import NoText, text_of
from outreach.rendering.renderer import render_part
from outreach.rendering.sandbox import MessageEnvironment


def rendered(html: str, **values: str) -> str:
    return render_part(MessageEnvironment({"a.txt": text_of(html)}), "a.txt", values)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hi {{ name }},</p><p>one</p>", "Hi {{ name }},\n\none\n"),
        ('<a href="https://a.example/?b=1&amp;c={{ d }}">our <b>offer</b></a>!', "our offer <https://a.example/?b=1&c={{ d }}>!\n"),
        ('<a href="https://a.example">https://a.example</a>', "https://a.example\n"),
        ('<a href="https://a.example/">a.example</a>', "a.example\n"),
        ('<a href="{{ unsubscribe_url }}">Unsubscribe</a>', "Unsubscribe <{{ unsubscribe_url }}>\n"),
        ("<a href={{ url }}>{{ url }}</a>", "{{ url }}\n"),
        ('<a href="mailto:a@b.example">Write</a> <a href="mailto:a@b.example">a@b.example</a>', "Write <a@b.example> a@b.example\n"),
        ('<a href="#top">up</a> <a name=top></a> <a>none</a>', "up none\n"),
        ('<a href="https://a.example"><img src=x alt="Our shop"></a>', "Our shop <https://a.example>\n"),
        ('<a href="https://a.example"><img src=x alt=""></a>', "https://a.example\n"),
        ("<ul>\n{% for x in y %}\n<li>{{ x }}</li>\n{% endfor %}\n</ul>", "{% for x in y %}\n  * {{ x }}\n{% endfor %}\n"),
        ("<ol><li>a</li><li>b</li></ol>", " 1. a\n 2. b\n"),
        ("<table><tr><th>Seats</th><td>{{ n }}</td></tr><tr><td>b</td><td>2</td></tr></table>", "Seats  {{ n }}\nb  2\n"),
        ("<table>{% for x in y %}<tr><td>{{ x }}</td></tr>{% endfor %}</table>", "{% for x in y %}\n{{ x }}\n{% endfor %}\n"),
        ("<p>a</p>{% if x %}<p>b</p>{% endif %}<p>c</p>", "a\n\n{% if x %}\nb\n\n{% endif %}\nc\n"),
        ("<p>a{% if x -%} b{%- endif %}</p><p>c</p>", "a{% if x %} b{% endif +%}\n\nc\n"),
        ("<p>&lt;b&gt; &amp;amp; &euro; &nbsp;\U0001f600 \u05e9\u05dc\u05d5\u05dd</p>", "<b> &amp; \u20ac \U0001f600 \u05e9\u05dc\u05d5\u05dd\n"),
        ('<div style="display:none">Preview {{ x }}</div><p hidden>no</p><p>yes</p>', "yes\n"),
        ("<head><title>{{ x }}</title><style>p { }</style></head><script>{{ y }}</script><p>a</p>", "a\n"),
        ("<!-- {{ x }} --><!--[if mso]>{% if x %}no{% endif %}<![endif]--><p>a</p>", "a\n"),
        ("<!-- {% if x %} --><p>a</p><!-- {% endif %} -->", "{% if x %}\na\n\n{% endif %}\n"),
        ('<td class="{% if x %}a{% endif %}"><img src="{{ s }}">a</td>', "a\n"),
        ('<img alt="{{ x }} & {{ y }}">', "{{ x }} & {{ y }}\n"),
        ("a<br>\r\nb<br/>c", "a\nb\nc\n"),
        ("{# hidden #}a{% set b = 1 %}", "a{% set b = 1 +%}\n"),
        ("<p>unclosed <b>bold<div>next", "unclosed bold\nnext\n"),
        ("{% raw %}{{ x }}{% endraw %}", "{% raw %}{{ x }}{% endraw %}\n"),
        ("qz0zq {{ x }}", "qz0zq {{ x }}\n"),
        ("", "\n"),
    ],
)  # fmt: skip
def test_the_text_of_some_html(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html",
    ["&#123;{ 7*7 }}", "{<b>{ 7*7 }}</b>", "{<b>% if x %}", "&#x7b;{{ seven }}", "{<b>{{ seven }}</b>"],
)
def test_html_that_only_looks_like_jinja_as_text_is_shown_and_not_run(html):
    shown = html.replace("&#123;", "{").replace("&#x7b;", "{").replace("<b>", "").replace("</b>", "")
    assert rendered(html, seven="7").strip() == shown.replace("{{ seven }}", "7")


def test_what_decides_leaves_no_gaps_behind():
    html = "<p>a</p>\n{% if x %}\n<p>b</p>\n{% endif %}\n<p>c</p><p>d{% if x %}!{% endif %}</p><p>e</p>"
    assert rendered(html, x="1") == "a\n\nb\n\nc\n\nd!\n\ne"
    assert rendered(html, x="") == "a\n\nc\n\nd\n\ne"


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>{{ x | e }}</p>", "`{{ x | e }}` writes HTML"),
        ("{% raw %}<b>x</b>{% endraw %}", "a `raw` block has HTML in it"),
        ("<title>{% if x %}</title><p>a</p>{% endif %}", "`{% if x %}` stands where no text is"),
        ("<title>{% set x = 1 %}</title><p>{{ x }}</p>", "`{% set x = 1 %}` stands where no text is"),
        (
            "<div hidden>{% for a in b %}</div><p>{{ a }}</p>{% endfor %}",
            "`{% for a in b %}` stands where no text is",
        ),
    ],
)
def test_where_the_text_would_say_something_else_its_author_has_to_write_it(html, why):
    with pytest.raises(NoText) as caught:
        text_of(html)
    assert caught.value.why == why


def test_a_text_that_is_given_is_used():
    done = finished({"a.subject.txt": "x", "a.txt": "mine", "a.html": "<p>x</p>"}, ["a"])
    assert done.templates["a.txt"] == "mine"
    assert done.origins == {}


def test_a_text_is_made_of_the_layout_and_of_what_it_includes():
    source = {
        "a.subject.txt": "x",
        "_l.html": "<title>{% block t %}{% endblock %}</title>{% block b %}old{% endblock b %}{% include '_f.html' %}",
        "_f.html": "<p>foot {{ postal_address }}</p>",
        "a.html": "{% extends '_l.html' %}{% block b %}<p>new {{ name }}</p>{% endblock %}",
    }
    done = finished(source, ["a"])
    assert done.templates["a.txt"] == "new {{ name }}\n\nfoot {{ postal_address }}\n"


def test_a_text_that_only_a_rendering_could_know_is_asked_for():
    source = {
        "a.subject.txt": "x",
        "_m.html": "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}",
        "a.html": "<p>\n{% from '_m.html' import m %}{{ m(1) }}</p>",
    }
    assert [str(problem) for problem in finished(source, ["a"]).problems] == [
        "a.html line 2: gives no text: `from` gives HTML that is only known when a mail is made; write a.txt yourself"
    ]


def test_words_that_css_hides_are_not_in_the_text():
    html = "<style>.pre { display: none }</style><div class=pre>preview</div><p>shown</p>"
    done = finished({"a.subject.txt": "x", "a.html": html}, ["a"])
    assert done.templates["a.txt"] == "shown\n"


def test_a_hundred_kilobytes_give_a_text():
    assert text_of("<p>{{ x }} words</p>\n" * 6000).count("{{ x }} words") == 6000
