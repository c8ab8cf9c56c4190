"""What is worth a note in a mail is noted, with its place and its reason; what is in order is not."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outreach.cli.init import Kind, starter
from outreach.cli.main import app
from outreach.domain.campaign import Campaign, CampaignSender, Step
from outreach.domain.ids import CampaignId, MessageId
from outreach.reading.campaign_file import load_campaign
from outreach.reading.html_page import read_page
from outreach.reading.link_signs import why_dead
from outreach.reading.message_analysis import analyse
from outreach.reading.message_notes import MOST, notes_on
from outreach.reading.message_rules import RULES

ROOT = Path(__file__).parents[2]
EXIT = '<a href="{{ unsubscribe_url }}">Unsubscribe</a> {{ postal_address }}'
WORDS = "Hi {{ first_name }}, last week you told us that three people at {{ company }} check each invoice by hand. Is that so?"
HIDDEN = '<div style="display: none">{}</div>'
FIELDS = {"first_name": "there", "company": None, "site": ""}


def html(body: str) -> dict[str, str]:
    return {"intro.html": f"<p>{WORDS}</p>{body}{EXIT}"}


def first(text: str) -> dict[str, str]:
    """HTML in which nothing comes before a text."""
    return {"intro.html": f"<body>{text}<p>{WORDS}</p>{EXIT}</body>"}


def subject(text: str) -> dict[str, str]:
    return {"intro.subject.txt": text}


def plain(text: str) -> dict[str, str]:
    return {"intro.txt": f"{text} {WORDS} {{{{ unsubscribe_url }}}} {{{{ postal_address }}}}"}


def link(href: str, words: str = "the list") -> dict[str, str]:
    return html(f'<a href="{href}">{words}</a>')


def image(src: str) -> dict[str, str]:
    return html(f'<img src="{src}" alt="Acme">')


def campaign(templates: dict[str, str], steps: tuple[str, ...] = ("intro",)) -> Campaign:
    sound = subject("Invoices at {{ company }}") | html("") | plain("")
    for step in steps[1:]:
        sound |= {name.replace("intro", step): source for name, source in sound.items()}
    return Campaign(
        CampaignId("demo"),
        "Demo",
        CampaignSender("ada@acme.com", "1 Main Street"),
        tuple(Step(MessageId(step), timedelta()) for step in steps),
        fields=FIELDS,
        templates=sound | templates,
    )


def notes(made: Campaign) -> list[str]:
    analysis = analyse(made)
    assert analysis.problems == ()
    return list(notes_on(made, analysis.templates))


def noted(templates: dict[str, str], *steps: str) -> list[str]:
    """What is noted, without reason and remedy: `RULE: place: what`."""
    by_reason = {f": {rule.reason}; {rule.remedy} ({rule.name})": rule.name for rule in RULES}
    found = []
    for note in notes(campaign(templates, ("intro", *steps))):
        reason = next(each for each in by_reason if note.endswith(each))
        found.append(f"{by_reason[reason]}: {note.removesuffix(reason)}")
    return found


LONG = "x" * 61
IMAGE = '<img src="https://acme.com/logo.png"{}>'
THREE = "".join(f'<a href="https://acme.com/{number}">number {number}</a>' for number in (1, 2, 3))

NOTED: list[tuple[dict[str, str], list[str]]] = [
    (subject(LONG), ["subject-long: intro.subject.txt: the subject has 61 characters"]),
    (subject("..."), ['subject-empty: intro.subject.txt: the subject "..." says nothing']),
    (subject("Re: \U0001f680"), ['subject-empty: intro.subject.txt: the subject "Re: \U0001f680" says nothing']),
    (subject("BIG SALE TODAY"), ["subject-capitals: intro.subject.txt: the subject is in capitals"]),
    (subject("\u0421\u041a\u0418\u0414\u041a\u0418 \u0414\u041b\u042f {{ company }}!"), ["subject-capitals: intro.subject.txt: the subject is in capitals"]),
    (first(HIDDEN.format(" &nbsp;&zwnj; ")), ["preview-missing: intro.html: the hidden text at the beginning is empty"]),
    (
        first('<a href="https://acme.com/1">View in browser</a>'),
        ["preview-missing: intro.html: the preview begins with the words of the first link"],
    ),
    (
        first(IMAGE.format(' alt="Acme"')),
        ["preview-missing: intro.html: the preview begins with the words of the first image"],
    ),
    (first(HIDDEN.format("ab " * 48)), ["preview-long: intro.html: the hidden text at the beginning has 143 characters"]),
    (link("#"), ['link-dead: intro.html line 1: the link "#" leads nowhere']),
    (link(""), ['link-dead: intro.html: the link "" leads nowhere']),
    (
        link("https://example.com/first"),
        [
            (
'link-dead: intro.html line 1: the link "https://example.com/first" leads to "example.com", '
            "which is reserved for examples"
)
        ],
    ),
    (
        plain("https://intranet/prices."),
        [
            (
'link-dead: intro.txt line 1: the link "https://intranet/prices" leads to "intranet", '
            "which is no name on the internet"
)
        ],
    ),
    (link("http://acme.com/"), ['link-unencrypted: intro.html line 1: the link "http://acme.com/" is not encrypted']),
    (plain("\n\n(http://acme.com)"), ['link-unencrypted: intro.txt line 3: the link "http://acme.com" is not encrypted']),
    (link("http://{{ company|urlencode }}.com"), ['link-unencrypted: intro.html: the link "http://Sample%20company.com" is not encrypted']),
    (
        html('<img src="http://acme.com/logo.png" alt="Acme">'),
        ['link-unencrypted: intro.html line 1: the image "http://acme.com/logo.png" is not encrypted'],
    ),
    (
        link("https://evil.com/x", "see https://www.acme.com/x"),
        ['link-misnamed: intro.html line 1: a link says "www.acme.com" and leads to "evil.com"'],
    ),
    (
        link("https://acme.com.evil.com/x", "<b>acme.com</b>"),
        ['link-misnamed: intro.html line 1: a link says "acme.com" and leads to "acme.com.evil.com"'],
    ),
    (
        html('<link rel="Stylesheet" href="https://acme.com/a.css">'),
        ['style-external: intro.html line 1: the style sheet "https://acme.com/a.css" is not in the mail'],
    ),
    (
        html('<style>@import url("https://acme.com/b.css");</style>'),
        ['style-external: intro.html line 1: the style sheet "https://acme.com/b.css" is not in the mail'],
    ),
    (image("logo.png"), ['image-dead: intro.html line 1: the image "logo.png" does not begin with https://']),
    (image(""), ['image-dead: intro.html: the image "" leads nowhere']),
    (image("cid:logo"), ['image-dead: intro.html line 1: the image "cid:logo" names an attachment, and a mail has none']),
    (
        image("Data:image/gif;base64,R0lGOD"),
        [
            (
                'image-dead: intro.html line 1: the image "Data:image/gif;base64,R0lGOD" is written into the mail, '
                "which Gmail and Outlook do not show"
            )
        ],
    ),
    (
        image("https://localhost/a.png"),
        [
            (
                'image-dead: intro.html line 1: the image "https://localhost/a.png" leads to "localhost", '
                "which is no name on the internet"
            )
        ],
    ),
    (html(IMAGE.format("")), ['image-alt: intro.html line 1: the image "https://acme.com/logo.png" has no alt']),
    (
        link("https://acme.com/x", IMAGE.format(' alt=" "')),
        [
            (
'image-alt: intro.html line 1: the image "https://acme.com/logo.png" is all that a link shows, '
            "and its alt is empty"
)
        ],
    ),
    (
        {"intro.html": "x" * 70 + IMAGE.format(" alt='All of it'") + EXIT},
        ["image-only: intro.html: the HTML shows hardly anything but images"],
    ),
    (html(f"<!-- {'x' * 110_000} -->"), ["html-clipped: intro.html: the HTML has 108 KB"]),
    (subject("{{ '{{' }} company }}"), ['placeholder-left: intro.subject.txt: "{{" is left in what a lead gets']),
    (plain("{% raw %}{% if x %}{% endraw %}"), ['placeholder-left: intro.txt: "{%" is left in what a lead gets']),
    (html("*|FNAME|*"), ['placeholder-left: intro.html: "*|FNAME|*" is left in what a lead gets']),
    (html("%%first%% [[name]]"), ['placeholder-left: intro.html: "%%first%%" is left in what a lead gets', 'placeholder-left: intro.html: "[[name]]" is left in what a lead gets']),
    (plain("\nHi {first_name}, at [Company]"), ['placeholder-left: intro.txt line 2: "{first_name}" is left in what a lead gets', 'placeholder-left: intro.txt line 2: "[Company]" is left in what a lead gets']),
    (
        {"intro.txt": "See the HTML. {{ unsubscribe_url }} {{ postal_address }}"} | html(f"<p>{WORDS * 3}</p>"),
        ["text-short: intro.txt: the text says less than a third of what the HTML says"],
    ),
]  # fmt: skip

QUIET: list[dict[str, str]] = [
    subject("x" * 60),
    subject("Re: {{ company }}"),
    subject("NASA and ESA"),
    subject("NASA, ESA, ISRO"),
    subject("GDPR/CCPA Q&A"),
    subject("3"),
    subject("\u682a\u5f0f\u4f1a\u793e\u306b\u3064\u3044\u3066\u306e\u3054\u6848\u5185"),
    first(HIDDEN.format("Three things we find in every year of invoices.") + HIDDEN.format("&nbsp;&zwnj;" * 200)),
    first(HIDDEN.format("x" * 140)),
    first(HIDDEN.format("Three things.") + '<a href="https://acme.com/1">View in browser</a>'),
    {"intro.html": f"Hi. {EXIT}", "intro.txt": "{{ unsubscribe_url }} {{ postal_address }}"},
    first(IMAGE.format(' alt=""')),
    html(HIDDEN.format("x" * 200)),
    link("#prices") | html('<h2 id="prices">Prices</h2><a href="#prices">prices</a>'),
    link("mailto:ada@acme.com", "ada@acme.com"),
    link("mailto:?subject=Invoices"),
    link("tel:+353123"),
    link("https://acme.com:8443/x?y=1&amp;z=2#a"),
    link("https://b\u00fccher.de/"),
    link("https://8.8.8.8/"),
    link("https://{{ site }}/"),
    link("{{ site }}"),
    link("https://{{ company|lower|replace(' ', '-') }}.example/"),
    link("HTTPS://ACME.COM/"),
    link("https://shop.acme.com/", "www.acme.com"),
    link("https://nodejs.org/", "Node.js"),
    link("https://acme.com/", "README.md"),
    link("https://learn.microsoft.com/", "ASP.NET"),
    link("https://acme.com/", "ada@other.com"),
    link("https://acme.com/", "how other.com did it"),
    link("https://acme.com/", "1.12.2026"),
    link("https://acme.com/", "9.am"),
    link("https://xn--bcher-kva.de/", "www.b\u00fccher.de"),
    html('<a name="top">top</a>'),
    html(IMAGE.format(' alt=""')),
    image("HTTPS://ACME.COM/a.png"),
    image("{{ site }}"),
    image("https://acme.com/{{ company|urlencode }}.png"),
    html(IMAGE.format(" alt")),
    link("https://acme.com/x", IMAGE.format(' alt=""') + " our list"),
    html("<style>.a{color:red}@media x{.b{color:red}}</style>"),
    html("100% of [these] {things}"),
    {"intro.html": f"Hi. {EXIT}"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("templates", "expected"), NOTED, ids=lambda given: given[0] if isinstance(given, list) else ""
)
def test_what_is_worth_a_note_is_noted(templates: dict[str, str], expected: list[str]) -> None:
    assert noted(templates) == expected


@pytest.mark.parametrize("templates", QUIET, ids=str)
def test_what_is_in_order_is_not_noted(templates: dict[str, str]) -> None:
    assert noted(templates) == []


def test_more_than_two_links_are_noted_in_the_first_mail_of_a_sequence_with_others() -> None:
    many = "links-many: intro.html: the first mail has 3 links beside the one to unsubscribe"
    assert noted(html(THREE), "next") == [many]
    assert noted(html(THREE)) == []
    assert noted({"next.html": html(THREE)["intro.html"]}, "next") == []
    assert noted(html(THREE.partition('<a href="https://acme.com/3"')[0] * 2), "next") == []


def test_every_rule_has_a_case() -> None:
    named = {found.partition(":")[0] for _, expected in NOTED for found in expected}
    assert named | {"links-many"} == {rule.name for rule in RULES}


def test_a_note_says_where_what_why_and_what_to_do() -> None:
    [note] = notes(campaign(link("\nhttp://acme.com/")))
    assert note == (
        'intro.html line 2: the link "http://acme.com/" is not encrypted: browsers warn of it, and filters distrust it; '
        "write https:// (link-unencrypted)"
    )


@pytest.mark.parametrize("name", ["_layout.html", "layout.html"])
def test_what_a_shared_layout_holds_is_noted_once_and_there(name: str) -> None:
    layout = {name: f'{WORDS}\n<a href="http://acme.com/?a=1&amp;b=2">x</a>{EXIT}'}
    message = f'{{% extends "{name}" %}}'
    assert noted({"intro.html": message, "next.html": message} | layout, "next") == [
        f'link-unencrypted: {name} line 2: the link "http://acme.com/?a=1&b=2" is not encrypted'
    ]


def test_a_rule_says_a_few_things_and_how_many_more_there_are() -> None:
    links = "".join(f'<a href="http://acme.com/{number}">x</a>' for number in range(MOST + 2))
    found = notes(campaign(html(links)))
    assert len(found) == MOST + 1
    assert found[-1] == "intro.html: 2 more like this (link-unencrypted)"


def test_an_empty_field_gets_a_sample_and_others_their_default() -> None:
    made = campaign(link("{{ site }}/x"))
    assert notes(made) == []
    assert "localhost" in notes(replace(made, fields=FIELDS | {"site": "https://localhost"}))[0]


def test_a_default_that_names_a_field_is_noted() -> None:
    made = replace(campaign({}), fields=FIELDS | {"first_name": "{{ company }}"})
    assert {note.partition(":")[0] for note in notes(made)} == {"intro.txt", "intro.html"}


def test_a_follow_up_without_a_subject_of_its_own_has_no_note_about_it() -> None:
    made = campaign({}, ("intro", "next"))
    without = {name: source for name, source in made.templates.items() if name != "next.subject.txt"}
    assert notes(replace(made, templates=without)) == []


@pytest.mark.parametrize(
    ("href", "why"),
    [
        ("/prices", "does not begin with https://"),
        ("www.acme.com", "does not begin with https://"),
        ("acme.com:8080/x", "does not begin with https://"),
        ("localhost:8080", "does not begin with https://"),
        ("#gone", "leads to a place that the mail does not have"),
        ("javascript:void(0)", 'begins with "javascript:", which works in no mail program'),
        ("file:///C:/list.pdf", 'begins with "file:", which works in no mail program'),
        ("htps://acme.com", 'begins with "htps:", which is misspelled'),
        ("mailto:", "names nobody"),
        ("https://", "is not a web address"),
        ("https:acme.com", "is not a web address"),
        ("https://acme..com", "is not a web address"),
        ("https://acme com/", "is not a web address"),
        ("https://acme.com:port/", "is not a web address"),
        ("https://[acme/", "is not a web address"),
        ("https://" + "a." * 200 + "com", "is not a web address"),
        ("https://https://acme.com", 'leads to "https", which is no name on the internet'),
        ("http://shop.local/", 'leads to "shop.local", which is no name on the internet'),
        ("http://127.0.0.1:8000/", "leads to an address that only your own network knows"),
        ("http://[::1]/", "leads to an address that only your own network knows"),
        ("https://192.168.1.4/", "leads to an address that only your own network knows"),
        ("https://www.example.org/", 'leads to "www.example.org", which is reserved for examples'),
        ("https://tallyard.example/", 'leads to "tallyard.example", which is reserved for examples'),
        ("https://acme.com./", None),
        ("sms:+353123", None),
        ("webcal://acme.com/x.ics", None),
    ],
)
def test_a_link_that_cannot_work_is_known_by_its_looks(href: str, why: str | None) -> None:
    assert why_dead(href, {"prices"}, examples=False) == why


def test_what_a_page_hides_in_other_ways_is_hidden() -> None:
    page = read_page(
        "<head><title>t</title></head><p hidden>a<p></p>b</p><span style='mso-hide: all'>c</span>"
        "<div style='MAX-HEIGHT:0px; overflow:hidden'>d</div><div style='max-height:0.5em'></div>"
        "<img style='display:none'><div style='display:none-such'>seen<br/>too</div><![x y]> <!-- d --> also"
    )
    assert page.words == ["seen", "too", "also"]
    assert (page.preview, page.images) == (["a", "b", "c", "d"], [])


@pytest.mark.parametrize("kind", Kind)
def test_the_starters_have_nothing_to_note_until_their_sender_is_real(tmp_path: Path, kind: Kind) -> None:
    for name, text in starter(kind):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text.replace("{{ID}}", "spring"), encoding="utf-8")
    file = tmp_path / "campaign.yaml"
    made = [note for note in load_campaign(file).notes if note.endswith("(text-made)")]
    assert load_campaign(file).notes == tuple(made)
    assert len(made) == (kind is Kind.NEWSLETTER)
    file.write_text(re.sub(r"@example\.com", "@acme.com", file.read_text("utf-8")), encoding="utf-8")
    left = [note for note in load_campaign(file).notes if "is reserved for examples" in note]
    assert len(left) == len(load_campaign(file).notes) - len(made) == (3 if kind is Kind.NEWSLETTER else 0)


def test_the_demo_has_nothing_to_note() -> None:
    assert load_campaign(ROOT / "infra/demo/campaign.yaml").notes == ()


def test_check_prints_notes_and_still_succeeds(tmp_path: Path) -> None:
    folder = tmp_path / "spring"
    runner = CliRunner(env={"COLUMNS": "200"})
    runner.invoke(app, ["init", str(folder)])
    (folder / "messages" / "intro.subject.txt").write_text("OUR BIGGEST OFFER", encoding="utf-8")
    checked = runner.invoke(app, ["campaign", "check", str(folder)])
    assert checked.exit_code == 0
    assert (
        "note: messages/intro.subject.txt: the subject is in capitals: readers take it for" in checked.stderr
    )
    assert "note:" not in checked.stdout


def test_the_page_lists_each_rule_with_its_reason_and_remedy() -> None:
    page = (ROOT / "docs/settings.md").read_text("utf-8").partition("\n## Notes on messages\n")[2]
    rows = re.findall(r"^\| `(.+)` \| (.+) \| (.+) \|$", page.partition("\n## ")[0], re.MULTILINE)
    assert rows == [(rule.name, rule.reason, rule.remedy) for rule in RULES]
