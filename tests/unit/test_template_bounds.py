"""Whatever a template says, a rendering ends soon, takes little memory, and fails alone.

Each attempt here is just large enough to fail. So if a bound is gone, the tests fail and the machine goes on.

Each of these is refused when the campaign is applied, and by the sender, which may hold a template of an older version.
"""

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.campaign import Campaign
from outreach.errors import RenderFailed
from outreach.reading.message_analysis import MOST_WORK, analyse
from outreach.rendering import metering
from outreach.rendering.language import MAX_BRACKETS, MAX_NESTING, MAX_NODES, METHODS
from outreach.rendering.metering import MAX_CALLS, MAX_WORK, NODE, OneRendering
from outreach.rendering.renderer import MAX_PART_BYTES, render_part
from outreach.rendering.sandbox import MessageEnvironment
from world.builders import a_campaign

FOOTER = "{{ unsubscribe_url }} {{ postal_address }}"
LONG = "x" * 2_000
VALUES = {"first_name": "Bob", "company": LONG}
NAMESPACE = "{% set ns = namespace(x='xxxx', l=[1]) %}{% for i in range(24) %}"
END = "{% endfor %}"


def macros(number: int) -> str:
    """Macros without recursion, each of which calls the next one twice."""
    each = "{{% macro m{0}() %}}{{{{ m{1}() }}}}{{{{ m{1}() }}}}{{% endmacro %}}"
    return (
        "".join(each.format(n, n + 1) for n in range(number)) + f"{{% macro m{number}() %}}x{{% endmacro %}}"
    )


def includes(number: int) -> dict[str, str]:
    """Templates, each of which includes the next one twice."""
    each = "{{% include '_{0}.txt' %}}{{% include '_{0}.txt' %}}"
    return {f"_{n}.txt": each.format(n + 1) for n in range(number)} | {f"_{number}.txt": "x"}


TOO_MUCH = {
    "loops that do nothing": "{% for i in range(1000) %}" * 2 + "{% for i in range(3) %}" + END * 3,
    "loops over a list": "{% set l = range(1000) | list %}{% for i in l %}{% for j in l %}{% for k in [1, 2] %}" + END * 3,
    "loops over a text": "{% for a in company %}{% for b in company %}{{ a }}" + END * 2,
    "a loop that leaves all out": "{% for k in range(1000) %}{% for i in range(1000) if i < 0 %}" + END * 2,
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "macros that call each other": macros(17) + "{{ m0() }}",
    "calls within calls": "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}" + "{% call m() %}" * 16 + "x" + "{% endcall %}" * 16,
    "a block that shows itself": "{% block b %}{{ self.b() }}{{ self.b() }}{% endblock %}",
    "doubling by ~": NAMESPACE + "{% set ns.x = ns.x ~ ns.x %}" + END,
    "doubling by +": NAMESPACE + "{% set ns.x = ns.x + ns.x %}" + END,
    "doubling by join": NAMESPACE + "{% set ns.x = [ns.x, ns.x] | join %}" + END,
    "doubling by replace": NAMESPACE + "{% set ns.x = ns.x | replace('x', 'xx') %}" + END,
    "doubling by a method": NAMESPACE + "{% set ns.x = ns.x.replace('x', 'xx') %}" + END,
    "doubling by a block": "{% set x %}xxxx{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 20,
    "doubling by a filtered block": "{% set x = 'xxxx' %}" + "{% set x | upper %}{{ x }}{{ x }}{% endset %}" * 20,
    "doubling by a macro": "{% macro m(a) %}{{ a }}{{ a }}{% endmacro %}" + NAMESPACE + "{% set ns.x = m(ns.x) %}" + END,
    "doubling lists": NAMESPACE + "{% set ns.l = ns.l + ns.l %}" + END,
    "lists within lists": NAMESPACE + "{% set ns.l = [ns.l, ns.l] %}" + END + "{{ ns.l }}",
    "lists that are compared": NAMESPACE + "{% set ns.l = [ns.l, ns.l] %}{% if ns.l == ns.l %}{% endif %}" + END,
    "pairs within pairs": NAMESPACE + "{% set ns.l = (ns.l, ns.l) %}" + END + "{{ ns.l }}",
    "dicts within dicts": NAMESPACE + "{% set ns.l = {1: ns.l, 2: ns.l} %}" + END + "{{ ns.l }}",
    "dicts of a call": NAMESPACE + "{% set ns.l = dict(a=ns.l, b=ns.l) %}" + END + "{{ ns.l }}",
    "joined by a long text": "{{ company | list | join(company) }}",
    "joined by a named long text": "{{ company | list | join(d=company) }}",
    "joined by a method": "{{ company.join(company) }}",
    "a long text for each letter": "{{ company | replace('', company) }}",
    "a long text for each letter, by names": "{{ company | replace(old='', new=company) }}",
    "a long text for each letter, by a method": "{{ company.replace('', company) }}",
    "a long text for each entry": "{{ company | list | map('replace', 'x', company) | list | length }}",
    "words wrapped at each letter": "{{ (company ~ company ~ company ~ company ~ company ~ company) | wordwrap(1) }}",
    "words wrapped with a long text": "{{ company | wordwrap(1, wrapstring=company) }}",
    "lists that are added up": "{% for i in range(1000) %}{% set x = range(1000) | sum %}" + END,
    "letters that ask for money back": "{{ range(-1000, 0) | map('entered') | list }}" * 50,
    "trimmed by a long text": "{% for i in range(1000) %}{% set x = company.strip(company) %}" + END,
    "rounded to many places": "{{ 1 | round(100000000, 'ceil') }}",
    "rounded to many places, by names": "{{ 1 | round(precision=100000000, method='floor') }}",
    "a power": "{{ 9999 ** 9999999 }}",
    "a large sum": "{{ 10000 * 10000 * 10000 * 10000 * 10000 + 1 }}",
    "a text times a number": "{{ 'x' * 150000000 }}",
    "a list times a number": "{{ [1] * 150000000 }}",
    "a format": "{{ '%150000000d' % 1 }}",
    "a range": "{{ range(150000000) | list }}",
    "a cycler of long texts": "{% set c = cycler(company, company) %}{% for i in range(1000) %}{% set x = c.next() %}" + END,
    "a joiner of a long text": "{% set c = joiner(company) %}{% for i in range(1000) %}{% set x = c() %}{% set x = c() %}" + END,
    "a loop's own cycle": "{% for i in range(1000) %}{% set x = loop.cycle(company, company) %}" + END,
    "long texts that are compared": "{% for i in range(1000) %}" + "{% if company == company %}{% endif %}" * 100 + END,
    "long texts that are searched": "{% for i in range(1000) %}" + "{% if 'xy' in company %}{% endif %}" * 100 + END,
    "letters that are tested": "{% for i in range(100) %}{% set x = company | select('in', company) | list %}" + END,
    "letters that are sorted": "{% for i in range(1000) %}{% set x = company | sort %}" + END,
    "an encoding": "{% for i in range(1000) %}{% set x = company | urlencode %}" + END,
}  # fmt: skip
PADDED = [
    "ljust(150000000)", "rjust(150000000)", "center(150000000)", "zfill(150000000)", "expandtabs(150000000)",
    "format(1)", "format_map({})", "encode()", "translate({120: company})", "maketrans('a', 'b')", "__len__()", "__class__",
]  # fmt: skip
REFUSED = {
    **{f"first_name.{method}": f'"{method.partition("(")[0]}" is an attribute or a method' for method in PADDED},
    "first_name['ljust'](9)": '"ljust" is an attribute or a method',
    "(5).to_bytes(150000000)": '"to_bytes" is an attribute or a method',
    "[].append(1)": '"append" is an attribute or a method',
    "{}.update(a=1)": '"update" is an attribute or a method',
    "1.5.hex()": '"hex" is an attribute or a method',
    **{f"'x' | {name}": f"No filter named '{name.partition('(')[0]}'" for name in ("center(9)", "indent(9)", "format", "tojson(9)", "batch(9)", "slice(9)", "pprint", "xmlattr", "urlize", "groupby('a')", "attr('x')", "random", "safe", "filesizeformat", "entered")},
    "1 is nosuch": "No test named 'nosuch'",
    "9" * 5000: "a number has more than 30 digits",
    "0x" + "f" * 5000: "a number has more than 30 digits",
    "1e" + "9" * 5000: "a number has more than 30 digits",
    "(" * (MAX_BRACKETS + 1) + "1" + ")" * (MAX_BRACKETS + 1): "is nested too deeply",
    "[" * 5000 + "]" * 5000: "is nested too deeply",
    "not " * 5000 + "1": "is nested too deeply",
    "-" * 5000 + "1": "is nested too deeply",
    "1" + " + 1" * 5000: "is nested too deeply",
    "1" + " and 1" * 5000: "is nested too deeply",
    "1 if 1 else " * 5000 + "1": "is nested too deeply",
    "first_name" + ".x" * 5000: "is nested too deeply",
    "first_name" + " | upper" * 5000: "is nested too deeply",
}  # fmt: skip
BLOCKS = {
    "{% if 1 %}" * 500 + "{% endif %}" * 500: "is nested too deeply",
    "{% for i in [1] %}" * 25 + END * 25: "is nested too deeply",
    "{% for i in [1] recursive %}{{ loop([1]) }}" + END: "a loop cannot be recursive",
    "{% autoescape false %}{% endautoescape %}": "autoescape cannot be switched",
    "{{ email }}" * MAX_NODES: f"has more than {MAX_NODES} parts",
}


def rendered(source: str, more: dict[str, str] | None = None) -> str:
    environment = MessageEnvironment({"intro.txt": source, **(more or {})})
    return render_part(environment, "intro.txt", VALUES | {"email": "jane@acme.example"})


def complaints(source: str, more: dict[str, str] | None = None) -> list[str]:
    return [str(problem) for problem in analyse(applied(source, more)).problems]


def applied(source: str, more: dict[str, str] | None = None) -> Campaign:
    templates = {"intro.subject.txt": "Hi", "intro.txt": source + FOOTER, "intro.html": FOOTER}
    campaign = a_campaign(fields={"first_name": "there", "company": ""}, templates=templates | (more or {}))
    return replace(campaign, steps=campaign.steps[:1])


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_would_take_too_long_or_too_much_memory_fails(name: str) -> None:
    with pytest.raises(RenderFailed, match="too large"):
        rendered(TOO_MUCH[name])


@pytest.mark.parametrize(
    "name", [name for name in TOO_MUCH if name.startswith(("doubling", "joined", "lists", "a long"))]
)
def test_what_grows_fails_before_it_is_large(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(RenderFailed):
            rendered(TOO_MUCH[name])
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_a_value_is_paid_for_by_its_size_wherever_it_is_looked_up() -> None:
    small = work_of("{{ first_name }}")
    for source in (
        "{{ company }}",
        "{% if company %}{% endif %}",
        "{% set x = company %}",
        "{% if 'a' in company %}{% endif %}",
    ):
        assert work_of(source) - small > 1_900, source


def test_a_list_is_paid_for_with_everything_in_it() -> None:
    """So a list that holds another one twice costs twice as much."""
    once, twice = (f"{{% set a = company.split('x') %}}{{% set b = [{held}] %}}" for held in ("a", "a, a"))
    assert (
        work_of(twice + "{% set c = b %}") - work_of(twice)
        > work_of(once + "{% set c = b %}") - work_of(once) + 2_000
    )


def test_what_a_call_returns_is_paid_for() -> None:
    assert work_of("{% set a = company.upper() %}") - work_of("{% set a = company.count('x') %}") > 1_900


def test_no_template_gets_work_for_nothing() -> None:
    paid = work_of("{{ [-1000000] | map('entered') | list | length }}")
    assert paid > 1_000_000


BODY = "{% if 1 %}{% endif %}" * 100
ENTERED = {
    "macro": ("{% macro m() %}" + BODY + "{% endmacro %}", "{{ m() }}"),
    "call": (
        "{% macro m() %}" + "{{ caller() }}" * 10 + "{% endmacro %}",
        "{% call m() %}" + BODY + "{% endcall %}",
    ),
    "block": ("{% block b %}" + BODY + "{% endblock %}", "{{ self.b() }}"),
    "template": ("", "{% include '_body.txt' %}"),
    "loop": ("", "{% for i in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] %}" + BODY + "{% endfor %}"),
    "test of a loop": (
        "",
        "{% for i in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] if not (" + "1 and " * 30 + "1) %}{% endfor %}",
    ),
}


def work_of(source: str) -> int:
    environment = MessageEnvironment({"intro.txt": source, "_body.txt": BODY})
    with OneRendering():
        environment.get_template("intro.txt").render(VALUES)
        return MAX_WORK - metering.meter().left


@pytest.mark.parametrize("kind", ENTERED)
def test_a_body_is_paid_for_each_time_it_is_entered(kind: str) -> None:
    before, entering = ENTERED[kind]
    written = {"loop": 200, "call": 200, "test of a loop": 35}.get(kind, 200)
    times = 10 if kind in ("loop", "call", "test of a loop") else 1
    assert work_of(before + entering * 2) - work_of(before + entering) > times * written * NODE


@pytest.mark.parametrize(
    "source",
    [
        "{{ company | replace('x', company) }}",
        "{{ company.replace('x', company) }}",
        "{{ company.join(company) }}",
        "{{ company | join(company) }}",
    ],
)
def test_a_filter_pays_before_it_makes_a_long_text(source: str) -> None:
    environment = MessageEnvironment({"intro.txt": source})
    environment.get_template("intro.txt")
    tracemalloc.start()
    try:
        with pytest.raises(RenderFailed, match="too large"):
            render_part(environment, "intro.txt", VALUES, 100_000)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "name", ["loops that do nothing", "a macro that calls itself twice", "doubling by ~", "a power"]
)
def test_apply_says_so_and_names_the_line(name: str) -> None:
    assert complaints("\n" + TOO_MUCH[name]) == [
        "intro.txt line 2: does not render with sample values: too large; make it shorter, and use fewer loops and calls"
    ]


@pytest.mark.parametrize("source", ["{{ %s }}" % each for each in REFUSED] + list(BLOCKS))  # noqa: UP031 - braces
def test_what_templates_may_not_hold_is_refused_at_both_places_on_whatever_branch_it_stands(
    source: str,
) -> None:
    problem = {**{"{{ %s }}" % each: why for each, why in REFUSED.items()}, **BLOCKS}[source]  # noqa: UP031 - braces
    hidden = "{% if first_name == 'Zacharias' %}" + source + "{% endif %}"
    assert problem in complaints(hidden)[0]
    with pytest.raises(RenderFailed, match=problem):
        rendered(hidden)


@pytest.mark.parametrize("name", ["ljust", "zfill", "format", "__class__"])
def test_a_method_whose_name_is_made_while_rendering_is_refused_too(name: str) -> None:
    with pytest.raises(RenderFailed, match="may not use"):
        rendered(f"{{% set name = '{name[:2]}' ~ '{name[2:]}' %}}{{{{ first_name[name](9) }}}}")


def test_every_method_that_is_allowed_keeps_the_length_or_pays_for_it() -> None:
    """Of a text, with one number as its only argument: none makes a long text of it."""
    for method in sorted(METHODS[str]):
        bound = getattr("ab", method)
        try:
            made = bound(100_000)
        except TypeError:
            continue
        assert len(repr(made)) < 100, method


def test_templates_that_include_each_other_are_walked_a_bounded_number_of_times() -> None:
    problems = complaints("{% include '_0.txt' %}", includes(9))
    assert any("the templates include too many others" in problem for problem in problems)
    with pytest.raises(RenderFailed, match="too large"):
        rendered("{% include '_0.txt' %}", includes(17))


def test_a_chain_of_includes_is_bounded() -> None:
    chain = {f"_{n}.txt": f"{{% include '_{n + 1}.txt' %}}" for n in range(12)} | {"_12.txt": "x"}
    assert "the templates include too many others" in complaints("{% include '_0.txt' %}", chain)[0]


def test_a_namespace_cannot_be_shown() -> None:
    for shown in ("{{ ns }}", "{{ ns ~ '' }}", "{{ ns | string }}", "{{ [ns] }}"):
        with pytest.raises(RenderFailed, match="may not use"):
            rendered("{% set ns = namespace(x=1) %}" + shown)


def test_what_one_mail_leaves_in_an_imported_template_reaches_no_other() -> None:
    memory = "{% set seen = namespace(last='nobody') %}{% macro m(x) %}{{ seen.last }}{% set seen.last = x %}{% endmacro %}"
    environment = MessageEnvironment(
        {"intro.txt": "{% import '_m.txt' as m %}{{ m.m(first_name) }}", "_m.txt": memory}
    )
    shown = [render_part(environment, "intro.txt", {"first_name": name}) for name in ("Jane", "Bob")]
    assert shown == ["nobody", "nobody"]


def test_a_macro_of_a_file_may_have_the_name_of_a_method() -> None:
    source = "{% import '_m.txt' as m %}{{ m.center('x') }}"
    assert rendered(source, {"_m.txt": "{% macro center(x) %}({{ x }}){% endmacro %}"}) == "(x)"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ first_name | upper }}{{ first_name.lower() }}", "BOBbob"),
        ("{{ 'a,b' .split(',') | map('upper') | join(' and ') }}", "A and B"),
        ("{{ [3, 1, 2] | sort | join }}{{ [1, 2] | sum }}{{ [1, 2] | first }}{{ [1, 2] | last }}", "123312"),
        (
            "{{ [1, 2] | reverse | list }}{{ 'ab' | reverse }}{{ {'a': 1} | items | list }}",
            "[2, 1]ba[('a', 1)]",
        ),
        ("{{ ['a', '', 'b'] | select | join }}{{ [1, 2, 3] | reject('odd') | list }}", "ab[2]"),
        (
            "{{ 'a b c' | replace(' ', '-', 1) }}{{ 'abcdefghij' | truncate(2, true, '') }}{{ ' x ' | trim }}",
            "a-b cabx",
        ),
        (
            "{{ 1.25 | round(1) }} {{ 7 // 2 }} {{ 3 * 4 }} {{ 2 ** 3 }} {{ 7 % 4 }} {{ 1 - 2 }}",
            "1.2 3 12 8 3 -1",
        ),
        ("{{ first_name ~ 1 }}{{ 'a' + 'b' }}{{ [1] + [2] }}", "Bob1ab[1, 2]"),
        ("{{ 'one two' | wordwrap(3) }}{{ '<b>x</b>' | striptags }}{{ 'a b' | title }}", "one\ntwoxA B"),
        ("{{ none | default('x', true) }}{{ nobody | default('y') }}{{ 'x' if nobody is defined }}", "xy"),
        (
            "{% for i in [1, 2] if i > 1 %}{{ i }}{{ loop.index }}{{ loop.last }}{% else %}none{% endfor %}",
            "21True",
        ),
        (
            "{% set ns = namespace(n=0) %}{% for i in range(5) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
            "10",
        ),
        (
            "{% macro m(a, b='y') %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}{% call m('x') %}z{% endcall %}",
            "xyz",
        ),
        ("{{ {'a': 1}.a }}{{ {'a': 2}['a'] }}{{ {'a': 3}.get('a') }}{{ [4][0] }}{{ 'abc'[1:] }}", "1234bc"),
        (
            "{{ cycler('a', 'b').next() }}{{ dict(a=1).items() | list }}{{ '%20' | urlencode }}",
            "a[('a', 1)]%2520",
        ),
    ],
)
def test_what_a_mail_needs_goes_on_working(source: str, text: str) -> None:
    assert rendered(source) == text


def test_a_long_mail_in_several_layouts_is_rendered() -> None:
    """About 250 KB, which pass through a macro and two blocks."""
    outer = "{% block a %}{% endblock %}"
    inner = "{% extends '_o.txt' %}{% macro m() %}{{ caller() }}{% endmacro %}{% block a %}{% call m() %}{% block b %}{% endblock %}{% endcall %}{% endblock %}"
    source = "{% extends '_i.txt' %}{% block b %}" + ("word " * 50_000) + "{% endblock %}"
    layouts = {"_o.txt": outer + FOOTER, "_i.txt": inner}
    assert len(rendered(source, {"_o.txt": outer, "_i.txt": inner})) == 250_000
    assert [each for each in complaints(source, layouts) if "too large" in each] == []


@pytest.mark.parametrize(("calls", "fits"), [(MAX_CALLS, True), (MAX_CALLS + 1, False)])
def test_calls_are_nested_up_to_a_bound(calls: int, fits: bool) -> None:
    chain = "".join(f"{{% macro m{n}() %}}{{{{ m{n + 1}() }}}}{{% endmacro %}}" for n in range(1, calls))
    source = chain + f"{{% macro m{calls}() %}}x{{% endmacro %}}{{{{ m1() }}}}"
    if fits:
        assert rendered(source) == "x"
    else:
        with pytest.raises(RenderFailed, match="too large"):
            rendered(source)


@pytest.mark.parametrize(("brackets", "fits"), [(MAX_BRACKETS, True), (MAX_BRACKETS + 1, False)])
def test_brackets_are_nested_up_to_a_bound(brackets: int, fits: bool) -> None:
    found = complaints("{{ " + "(" * brackets + "1" + ")" * brackets + " }}")
    assert (found == []) is fits


def test_what_apply_lets_pass_is_far_from_what_a_sender_refuses() -> None:
    assert MOST_WORK * 2 == MAX_WORK
    source = "{% for i in range(1000) %}{% for j in range(25) %}{% if i %}{% endif %}{% endfor %}{% endfor %}"
    assert "too large" in complaints(source)[0]
    assert rendered(source) == ""


PIECES = st.recursive(
    st.sampled_from(["x", "{{ company }}", "{{ ns.x }}", "{% set ns.x = ns.x ~ company %}", "{% set ns.x = [ns.x, ns.x] %}", "{{ m() }}", "{{ company | replace('x', company) }}", "{% set y = company | list %}{{ y | join(company) }}"]),
    lambda inner: st.builds("".join, st.lists(inner, min_size=1, max_size=4)).flatmap(
        lambda body: st.sampled_from(
            [
                "{% for i in range(1000) %}" + body + "{% endfor %}",
                "{% for i in company %}" + body + "{% endfor %}",
                "{% macro m() %}" + body + "{% endmacro %}{{ m() }}",
                "{% set z %}" + body + "{% endset %}{{ z }}{{ z }}",
                "{% filter upper %}" + body + "{% endfilter %}",
                "{% if company %}" + body + "{% endif %}",
            ]
        )
    ),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=40)
@given(PIECES)
def test_whatever_is_put_together_ends(source: str) -> None:
    """It would not end, or not soon, if anything of it were free."""
    try:
        text = rendered("{% set ns = namespace(x='x') %}{% macro m() %}x{% endmacro %}" + source)
    except RenderFailed:
        return
    assert len(text) <= MAX_PART_BYTES


def test_one_lead_s_rendering_leaves_the_next_one_all_it_may_spend() -> None:
    environment = MessageEnvironment(
        {"intro.txt": "{% if first_name == 'Bob' %}" + TOO_MUCH["doubling by ~"] + "{% endif %}Hi"}
    )
    with pytest.raises(RenderFailed):
        render_part(environment, "intro.txt", {"first_name": "Bob"})
    assert render_part(environment, "intro.txt", {"first_name": "Jane"}) == "Hi"
    assert metering._METER.get(None) is None


def test_depth_is_bounded_before_python_s_own_limit() -> None:
    assert MAX_NESTING * 8 < 1000
