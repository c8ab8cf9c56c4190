"""A variable that no lead can fill is found before anything is sent, with file, line and name."""

from dataclasses import replace
from datetime import timedelta

import pytest
from jinja2 import meta

from outreach.domain.campaign import Campaign, CampaignSender, Step
from outreach.domain.ids import CampaignId, MessageId
from outreach.domain.revision_rules import incompatible
from outreach.reading.awkward_leads import awkward_leads, longest_leads
from outreach.reading.csv_table import Row
from outreach.reading.header_mapping import map_columns
from outreach.reading.lead_rows import RowRules, judge
from outreach.reading.message_analysis import MessageAnalysis, analyse
from outreach.reading.template_uses import uses_of
from outreach.rendering.filters import allowed_filters
from outreach.rendering.sandbox import MessageEnvironment
from outreach.services.operator.import_rows import LeadRow

FOOTER = "{{ unsubscribe_url }}{{ postal_address }}"
TEMPLATES = {"intro.subject.txt": "Hello", "intro.txt": FOOTER, "intro.html": FOOTER}
FIELDS = {"first_name": "there", "company": None, "city": None}


def campaign(**templates: str) -> Campaign:
    named = {name.replace("__", "."): source for name, source in templates.items()}
    return Campaign(
        CampaignId("demo"),
        "Demo",
        CampaignSender("ada@example.com", "1 Main Street"),
        (Step(MessageId("intro"), timedelta()),),
        fields=FIELDS,
        templates=TEMPLATES | named,
    )


def text(source: str, **more: str) -> MessageAnalysis:
    return analyse(campaign(intro__txt=source + FOOTER, **more))


def problems(analysis: MessageAnalysis) -> list[str]:
    return [str(problem) for problem in analysis.problems]


def test_a_sound_message_has_no_problem():
    analysis = text("{{ first_name }} {{ email }} {{ sender_name }} {{ sender_address }} {{ campaign_name }}")
    assert (analysis.problems, analysis.required, analysis.header_fields) == ((), {}, frozenset())


def test_an_unknown_name_is_found_with_file_line_and_suggestion():
    assert problems(text("Hi\n\n{{ frist_name }}")) == [
        'intro.txt line 3: "frist_name" is neither a field of this campaign nor built in; did you mean "first_name"?'
    ]
    assert problems(text("{{ zzz }}"))[0].endswith('; declare it under "fields": zzz: {default: ...}')


def test_names_are_followed_through_layouts_includes_and_imports():
    html = '{% extends "_a.html" %}{% block b %}{% include "_c.html" %}{% endblock %}'
    more = {
        "_a.html": '\n{{ one }}{% block b %}{% endblock %}{% import "_m.html" as m with context %}' + FOOTER,
        "_c.html": "\n\n{{ two }}",
        "_m.html": "{% macro x() %}\n\n\n{{ three }}{% endmacro %}",
    }
    analysis = analyse(replace(campaign(), templates=TEMPLATES | {"intro.html": html} | more))
    assert {(p.file, p.line) for p in analysis.problems} == {("_a.html", 2), ("_c.html", 3), ("_m.html", 4)}


def test_a_problem_of_a_shared_layout_is_named_once():
    shared = TEMPLATES | {f"next{part.removeprefix('intro')}": '{% extends "_l.txt" %}' for part in TEMPLATES}
    shared["next.html"] = FOOTER
    broken = replace(campaign(), templates=shared | {"_l.txt": "{{ zzz }}" + FOOTER})
    assert len(analyse(broken).problems) == 1


BOUND = [
    "{% set x = 1 %}{{ x }}",
    "{% set x %}text{% endset %}{{ x }}",
    "{% if first_name %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}{{ x }}",
    "{% for x in [1] %}{{ x }}{{ loop.index }}{% else %}none{% endfor %}",
    "{% for a, b in [(1, 2)] if a %}{{ b }}{% endfor %}",
    "{% macro m(x, y=email) %}{{ x }}{{ y }}{{ varargs }}{{ caller() }}{% endmacro %}{% call m(1) %}x{% endcall %}",
    "{% macro m(x=1) %}{{ x }}{% endmacro %}{{ m() }}",
    "{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}",
    "{% with x = 1 %}{{ x }}{% endwith %}",
    "{% filter upper %}{{ first_name }}{% endfilter %}",
    "{% set ns = namespace(n=1) %}{% set ns.n = 2 %}{{ ns.n }}",
    "{{ range(3) | list }}",
    "{% raw %}{{ x }}{% endraw %}{# {{ x }} #}",
    "{% set first_name = first_name | upper %}{{ first_name }}",
]
FREE = [
    "{% for x in [1] %}{% endfor %}\n{{ x }}",
    "{% for x in\nx %}{% endfor %}",
    "{% for y in [1] %}{% set x = 1 %}{% endfor %}\n{{ x }}",
    "{% macro m(x) %}{% endmacro %}{{ m(1) }}\n{{ x }}",
    "{% with y = 1 %}{% set x = 1 %}{% endwith %}\n{{ x }}",
    "{% with y = 1 %}{% endwith %}\n{{ x }}",
    "\n{% set x = x %}",
    "\n{% if x %}{% endif %}",
    "\n{{ email | replace(x, 'y') }}",
    "\n{{ email if x else 1 }}",
    "\n{{ 1 if email else x }}",
    "\n{{ {'a': x} }}",
    "\n{% filter replace('a', x) %}{% endfilter %}",
    "\n{{ loop }}".replace("loop", "x"),
    "\n{% macro m(y=x) %}{% endmacro %}",
    "\n{{ email | default(x) }}",
    "\n{% call(y) m(x) %}{% endcall %}".replace("m(x)", "range(x)"),
]


@pytest.mark.parametrize("source", BOUND)
def test_names_that_the_template_binds_are_its_own(source):
    assert problems(text(source)) == []


@pytest.mark.parametrize("source", FREE)
def test_names_outside_their_scope_are_not(source):
    found = text(source).problems
    assert [(p.line, p.problem) for p in found] == [
        (2, '"x" is neither a field of this campaign nor built in')
    ]


@pytest.mark.parametrize("source", BOUND + FREE)
def test_the_walk_finds_what_jinja_itself_finds(source):
    environment = MessageEnvironment({"intro.txt": source})
    found = {use.name for use in uses_of(environment, {"intro.txt": source}, "intro.txt").uses}
    jinja = meta.find_undeclared_variables(environment.parse(source)) - set(environment.globals) - {"caller"}
    # Jinja calls a name undeclared whose `set` stands in every branch of an `if`: here it always has a value.
    assert found == jinja - ({"x"} if "{% else %}{% set x" in source else set())


def test_a_top_level_set_of_a_child_is_seen_in_its_blocks_and_layout():
    child = '{% extends "_l.txt" %}{% block b %}{{ x }}{% endblock %}{% set x = 1 %}'
    layout = "{{ x }}{% block b %}{% endblock %}" + FOOTER
    analysis = analyse(replace(campaign(), templates=TEMPLATES | {"intro.txt": child, "_l.txt": layout}))
    assert problems(analysis) == []


def test_an_include_sees_what_its_place_binds():
    source = "{% for x in [1] %}{% include '_i.txt' %}{% endfor %}"
    more = replace(campaign(), templates=TEMPLATES | {"intro.txt": source + FOOTER, "_i.txt": "{{ x }}"})
    assert problems(analyse(more)) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("\n{% if %}", "line 2: Expected an expression, got 'end of statement block'"),
        ("\n{% iff %}", "line 2: Encountered unknown tag 'iff'; did you mean \"if\"?"),
        ("\n{% zzz %}", "line 2: Encountered unknown tag 'zzz'; the tags are if, elif, else, for, set, with, block, extends, include, import, from, macro, call"),
        ("\n{{ email.__class__ }}", 'line 2: "__class__" is an attribute or a method that templates may not use; write the text as it is to be, or give the lead a field with it'),
        ("\n{{ email | nofilter }}", f"line 2: No filter named 'nofilter'; the filters are {', '.join(allowed_filters())}"),
        ("\n{{ email | uper }}", "line 2: No filter named 'uper'; did you mean \"upper\"?"),
        ("\n{{ email | safe }}", f"line 2: No filter named 'safe'; the filters are {', '.join(allowed_filters())}"),
        ("\n{% autoescape false %}{% endautoescape %}", "line 2: autoescape cannot be switched; remove the `autoescape` tag"),
        ("\n{% include email %}", 'line 2: the name of a template must be a literal; write it in quotes: "_layout.html"'),
        ("\n{% include 'gone.txt' %}", 'line 2: there is no template "gone.txt"; add the file or correct the name'),
        ("\n{% include 'intro.txt' %}", 'line 2: "intro.txt" includes itself; remove one of the includes'),
        ("\n{% include 'intro.html' %}", 'line 2: "intro.html" is plain text where HTML is needed, or the reverse; use .html templates in .html files, and .txt templates in .txt files'),
        ("\n{{ 1 // 0 }}", "line 2: does not render with sample values: ZeroDivisionError"),
        ("\n{{ email.nothing }}", "line 2: does not render with sample values: an expression has no value"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_found_before_it_is_sent(source, problem):
    assert problems(text(source))[0] == f"intro.txt {problem}"


def test_an_import_without_context_sees_no_field():
    macros = TEMPLATES | {
        "intro.txt": "{% from '_m.txt' import m %}\n{{ m() }}" + FOOTER,
        "_m.txt": "{% macro m() %}\n{{ email }}{% endmacro %}",
    }
    assert problems(analyse(replace(campaign(), templates=macros))) == [
        (
            '_m.txt line 2: "email" is not visible in an imported template; '
            "write `with context` in the import on line 1 of intro.txt"
        )
    ]


def test_an_include_that_may_be_missing_is_no_problem():
    assert (
        problems(
            text("{% include 'gone.txt' ignore missing %}{% include ['gone.txt', '_f.txt'] ignore missing %}")
        )
        == []
    )


@pytest.mark.parametrize("needed", ["unsubscribe_url", "postal_address"])
@pytest.mark.parametrize("part", ["intro.txt", "intro.html"])
def test_every_part_shows_unsubscribe_link_and_postal_address(needed, part):
    lacking = FOOTER.replace(f"{{{{ {needed} }}}}", "")
    for source in (lacking, lacking + f"{{% if first_name == 'x' %}}{{{{ {needed} }}}}{{% endif %}}"):
        analysis = analyse(replace(campaign(), templates=TEMPLATES | {part: source}))
        assert problems(analysis) == [
            f"{part}: does not show {{{{ {needed} }}}}; every message must, itself or in its layout"
        ]


def test_a_footer_that_a_message_replaces_does_not_count():
    """It stands in the layout, and no reader would ever see it."""
    child = '{% extends "_l.txt" %}{% block foot %}{% endblock %}'
    layout = "{% block foot %}" + FOOTER + "{% endblock %}"
    analysis = analyse(replace(campaign(), templates=TEMPLATES | {"intro.txt": child, "_l.txt": layout}))
    assert len(analysis.problems) == 2


def test_a_footer_that_only_some_leads_see_does_not_count():
    analysis = analyse(
        replace(
            campaign(
                intro__txt="{% if company is defined and first_name != 'there' %}" + FOOTER + "{% endif %}"
            ),
        )
    )
    assert len(analysis.problems) == 2


@pytest.mark.parametrize(
    ("source", "about", "problem"),
    [
        ("{{ company.split(' ')[1] }}", "with fields of one word", "an expression has no value"),
        ("{{ (company | first).upper() }}{{ company.split()[1] }}", "with fields of one word", "an expression has no value"),
        ("{{ 1 / (company | length - 1) }}", "with fields of one letter", "ZeroDivisionError"),
        ("{{ {'Sample company': 1}[company] }}", "with fields of one word", "an expression has no value"),
        ("{{ nickname[0] }}", "with sample values", "an expression has no value"),
        ("{{ nickname[1:][0] if nickname else '' }}", "with fields of one letter", "an expression has no value"),
        ("{% if nickname %}{{ first_name.index('Sample') }}{% endif %}", "with fields of one word", "ValueError"),
        ("{{ company.index('m') }}", "with fields of one word", "ValueError"),
        ("{{ first_name.split('\\n')[0].split(' ', 1)[1] if first_name.isupper() }}", "with fields in capitals", "an expression has no value"),
        ("{{ [1, 2][first_name | int] if first_name.isdigit() }}", "with fields that are a number", "an expression has no value"),
        ("{% for i in range(200) %}{{ company }}{% endfor %}", "with fields at their longest", "too large"),
        ("{{ first_name.splitlines()[0] if first_name.splitlines() | length == 1 else 1 // 0 }}", "with fields of several lines", "ZeroDivisionError"),
    ],
)  # fmt: skip
def test_a_template_that_fails_for_an_awkward_lead_is_refused(source, about, problem):
    fields = {**FIELDS, "nickname": ""}
    found = problems(analyse(replace(campaign(intro__txt=source + FOOTER), fields=fields)))
    lead = about if about == "with sample values" else f"for a lead {about}"
    assert f": does not render {lead}: {problem}" in found[0]


@pytest.mark.parametrize(
    "source",
    [
        "{{ company.split(' ')[1] | default('') }}",
        "{{ company.split(' ') | last }}{{ company.split() | first | default('you') }}",
        "{% if ' ' in company %}{{ company.split(' ')[1] }}{% endif %}",
        "{{ company | truncate(20) }}{{ company | title }}{{ first_name[:1] }}",
        "{% if nickname %}Hi {{ nickname[0] }}{% endif %}",
        "{{ nickname | default('there', true) | upper }}",
    ],
)
def test_a_template_that_copes_with_every_lead_is_not(source):
    assert (
        problems(analyse(replace(campaign(intro__txt=source + FOOTER), fields={**FIELDS, "nickname": ""})))
        == []
    )


def test_a_subject_that_is_empty_for_some_leads_is_refused():
    found = problems(
        analyse(replace(campaign(intro__subject__txt="{{ nickname }}"), fields={"nickname": ""}))
    )
    assert found == ["intro.subject.txt: does not render with sample values: the subject is empty"]


def test_an_optional_field_that_alone_is_empty_is_tried():
    source = "{{ 'x' if nickname or not city else 1 // 0 }}" + FOOTER
    found = problems(analyse(replace(campaign(intro__txt=source), fields={"nickname": "", "city": ""})))
    assert found[0].startswith(
        'intro.txt line 1: does not render for a lead without "nickname": ZeroDivisionError'
    )


def test_a_footer_that_only_leads_with_several_words_see_does_not_count():
    found = problems(analyse(campaign(intro__txt="{% if ' ' in company %}" + FOOTER + "{% endif %}")))
    assert [each.partition(";")[0] for each in found] == [
        "intro.txt: does not show {{ unsubscribe_url }}",
        "intro.txt: does not show {{ postal_address }}",
    ]


def test_a_long_value_in_a_subject_is_no_fault_of_the_template_because_an_import_refuses_it():
    assert problems(analyse(campaign(intro__subject__txt="{{ company }} {{ city }}"))) == []


def test_a_value_of_several_lines_in_a_subject_is_none_either():
    assert (
        problems(
            analyse(campaign(intro__subject__txt="{{ first_name }}", intro__txt="{{ first_name }}" + FOOTER))
        )
        == []
    )


def test_every_awkward_lead_is_one_that_an_import_takes():
    """So no template is refused for a lead that cannot be."""
    tried = [*awkward_leads(FIELDS, frozenset({"city"})), *longest_leads(dict.fromkeys(map(str, range(40))))]
    for about, fields in tried:
        row = Row(2, ("jane@acme.example", *fields.values()))
        columns = map_columns("leads.csv", ("email", *(f"field {name}" for name in fields)), {})
        judged = judge(row, columns, RowRules(header_fields=frozenset({"field_city"})))
        assert isinstance(judged, LeadRow), (about, judged)
        assert [*judged.fields.values()] == [*fields.values()]


def test_fields_without_default_are_required_where_they_are_used_first():
    analysis = text("{{ first_name }}\n{{ company }}\n{{ company }}{{ city }}")
    assert analysis.required == {"company": "intro.txt line 2", "city": "intro.txt line 3"}


@pytest.mark.parametrize(
    "source",
    [
        "{{ company | default('you') }}",
        "{{ company | d('you') }}",
        "{% if company is defined %}{{ company }}{% else %}you{% endif %}",
        "{% if company is defined and company %}{{ company | upper }}{% endif %}",
        "{{ company if company is defined else 'you' }}",
    ],
)
def test_a_field_that_the_template_can_do_without_is_not_required(source):
    assert text(source).required == {}
    assert problems(text(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% if company is defined %}{% endif %}{{ company }}",
        "{% if company is defined %}x{% else %}{{ company }}{% endif %}",
        "{% if company is defined or city is defined %}{{ company }}{% endif %}",
        "{% set company = company | upper %}{{ company }}",
        "{% if company %}{{ company }}{% endif %}",
    ],
)
def test_a_guard_covers_its_own_branch_only(source):
    assert "company" in text(source).required


def test_fields_of_subjects_are_header_fields():
    sample = campaign(
        intro__subject__txt="{{ company }} {% include '_s.txt' %}", intro__txt="{{ city }}" + FOOTER
    )
    sample = replace(sample, templates={**sample.templates, "_s.txt": "{{ first_name }}{{ sender_name }}"})
    assert analyse(sample).header_fields == {"company", "first_name"}


def test_a_subject_must_render_to_one_line():
    assert problems(analyse(campaign(intro__subject__txt="a\nb"))) == [
        (
            "intro.subject.txt: does not render with sample values: a header holds a line break, "
            "a control character or an encoded word"
        )
    ]
    assert "subject is empty" in problems(analyse(campaign(intro__subject__txt=" ")))[0]


def test_a_default_that_would_break_a_header_is_found():
    broken = replace(campaign(intro__subject__txt="{{ first_name }}"), fields={"first_name": "a\nb"})
    assert "a header holds a line break" in problems(analyse(broken))[0]


def test_messages_outside_the_sequence_are_checked_too():
    """A selector may choose them."""
    variant = {name.replace("intro", "variant"): source for name, source in TEMPLATES.items()}
    variant["variant.txt"] = "{{ zzz }}" + FOOTER
    assert "variant.txt line 1" in problems(analyse(replace(campaign(), templates=TEMPLATES | variant)))[0]


def _steps(*names: str) -> tuple[Step, ...]:
    return tuple(Step(MessageId(name), timedelta()) for name in names)


def test_a_revision_may_change_texts_limits_and_add_steps():
    old = replace(campaign(), steps=_steps("a", "b"))
    new = replace(campaign(intro__txt="other"), steps=_steps("a", "b", "c"), name="Other")
    assert incompatible(old, new) is None


@pytest.mark.parametrize("steps", [("a",), ("b", "a"), ("a", "c"), ("x", "a", "b")])
def test_a_live_run_keeps_the_messages_at_their_positions(steps):
    old, new = replace(campaign(), steps=_steps("a", "b")), replace(campaign(), steps=_steps(*steps))
    assert incompatible(old, new) is not None
    assert incompatible(old, new, live_run=False) is None


def test_shards_never_change():
    new = replace(campaign(), shards=16)
    assert incompatible(campaign(), new) == incompatible(campaign(), new, live_run=False) is not None
