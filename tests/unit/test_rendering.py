"""A message and a lead become a mail; values never become template, header or unescaped HTML."""

import dataclasses
import traceback
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from outreach.domain.campaign import Campaign, CampaignSender, Step
from outreach.domain.choosing import Choice
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lane, Lead, State
from outreach.domain.ids import LIVE, CampaignId, Domain, LeadId, MessageId, RecipientKey
from outreach.domain.keyring import Keyring
from outreach.errors import RenderFailed
from outreach.rendering.message_selection import SequenceSelector
from outreach.rendering.renderer import MAX_PART_BYTES, TemplateRenderer
from outreach.rendering.unsubscribe_links import UnsubscribeLinks
from world.memory import NOBODY_SENT

INTRO = MessageId("intro")
CANARY = "{Canary}"
ADDRESS = "jane@example.com"
TEMPLATES = {
    "intro.subject.txt": "A question for {{ company }}",
    "intro.txt": "Hi {{ first_name }}\n{{ unsubscribe_url }}\n{{ postal_address }}\n",
    "intro.html": '{% extends "_layout.html" %}{% block body %}<p>Hi {{ first_name }}</p>{% endblock %}',
    "_layout.html": "<html>{% block body %}{% endblock %}<a href='{{ unsubscribe_url }}'>no</a></html>",
}
HOSTILE = [
    "{{7*7}}",
    "{% for x in y %}",
    "${7*7}",
    "{# hi #}",
    "<img src=x onerror=alert(1)>",
    "{{ self.__init__.__globals__ }}",
    "</p><script>",
]
HEADER_BREAKERS = [
    "a\r\nBcc: evil@example.net",
    "a\nBcc: evil@example.net",
    "a\x00b",
    "a\x85b",
    "a\u2028b",
    "=?UTF-8?Q?=0D=0ABcc:_evil@example.net?=",
]


def campaign(**changes) -> Campaign:
    base = Campaign(
        campaign_id=CampaignId("demo"),
        name="Demo",
        sender=CampaignSender(
            "ada@example.com", "1 Main Street", name="Ada Byron", reply_to="reply@example.com"
        ),
        steps=(Step(INTRO, timedelta()),),
        fields={"first_name": "there", "company": None},
        templates=TEMPLATES,
    )
    return dataclasses.replace(base, **changes)


def with_template(name: str, source: str) -> Campaign:
    link = "" if name.endswith(".subject.txt") else "{{ unsubscribe_url }}"
    return campaign(templates=TEMPLATES | {name: source + link})


def enrollment(address: str = ADDRESS, **fields: str) -> Enrollment:
    lead = Lead(
        lead_id=LeadId("l1"),
        address=address,
        recipient=RecipientKey("v1-" + "0" * 32),
        domains=(Domain("example.com"),),
        fields={"company": "Acme", **fields},
    )
    key = EnrollmentKey(CampaignId("demo"), LIVE, 3, LeadId("l1"))
    return Enrollment(key, lead, State.DUE, step=0, attempt=1, tries=0, lane=Lane.FIRST, due_at=None)


@pytest.fixture
def renderer() -> TemplateRenderer:
    keyring = Keyring("k1", {"k1": "a secret of good length"})
    return TemplateRenderer(UnsubscribeLinks("https://u.example.com/u/", keyring), NOBODY_SENT)


def test_renders_every_part(renderer):
    mail = renderer.render(campaign(), INTRO, enrollment(first_name="Jane"))
    assert mail.sender == '"Ada Byron" <ada@example.com>'
    assert (mail.recipient, mail.reply_to) == (ADDRESS, "reply@example.com")
    assert mail.subject == "A question for Acme"
    assert mail.text.startswith("Hi Jane\nhttps://u.example.com/u/v2.k1.")
    assert "<p>Hi Jane</p>" in mail.html


def test_tags_lead_back_to_the_enrollment_and_the_claim_is_added_cheaply(renderer):
    mail = renderer.render(campaign(), INTRO, enrollment())
    touch = {"campaign": "demo", "run": "live", "shard": "3", "lead": "l1", "step": "0"}
    assert mail.tags == touch | {"ses:feedback-id-a": "demo", "ses:feedback-id-b": "ada-example-com"}
    claimed = dataclasses.replace(mail, tags={**mail.tags, "claim": "c1"})
    assert claimed.digest == mail.digest


def test_one_click_headers_name_one_url(renderer):
    mail = renderer.render(campaign(), INTRO, enrollment())
    assert set(mail.headers) == {"List-Unsubscribe", "List-Unsubscribe-Post"}
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = mail.headers["List-Unsubscribe"]
    assert url.startswith("<https://u.example.com/u/v2.")
    assert url.endswith(">")
    assert "," not in url
    assert ADDRESS not in url


@pytest.mark.parametrize(
    "blank", [{}, {"first_name": ""}, {"first_name": "  "}, {"first_name": "\u3164\u200e"}]
)
def test_a_missing_or_blank_value_takes_its_default(renderer, blank):
    assert "Hi there" in renderer.render(campaign(), INTRO, enrollment(**blank)).text


def test_undeclared_lead_fields_are_invisible_and_built_ins_cannot_be_replaced(renderer):
    lead = enrollment(secret="s", unsubscribe_url="https://evil.example", email="x@evil.example")
    mail = renderer.render(with_template("intro.txt", "{{ email }} {{ unsubscribe_url }}"), INTRO, lead)
    assert "evil.example" not in mail.text
    with pytest.raises(RenderFailed, match='"secret" has no value'):
        renderer.render(with_template("intro.txt", "{{ secret }}"), INTRO, lead)


@pytest.mark.parametrize("value", HOSTILE)
def test_values_stay_literal_in_text_and_escaped_in_html(renderer, value):
    mail = renderer.render(campaign(), INTRO, enrollment(first_name=value, company=value))
    assert f"Hi {value}\n" in mail.text
    assert mail.subject == f"A question for {value}"
    body = mail.html.split("<p>Hi ")[1].split("</p>")[0]
    assert "<" not in body
    assert body.replace("&lt;", "<").replace("&gt;", ">") == value


@pytest.mark.parametrize("value", HEADER_BREAKERS)
def test_a_value_cannot_break_out_of_the_subject(renderer, value):
    with pytest.raises(RenderFailed, match=r"^intro.subject.txt: a header holds") as caught:
        renderer.render(campaign(), INTRO, enrollment(company=value))
    assert "evil" not in str(caught.value)


@pytest.mark.parametrize("value", HEADER_BREAKERS)
def test_neither_sender_nor_recipient_breaks_out(renderer, value):
    hostile = dataclasses.replace(campaign().sender, name=value)
    with pytest.raises(RenderFailed):
        renderer.render(campaign(sender=hostile), INTRO, enrollment())
    with pytest.raises(RenderFailed):
        renderer.render(
            campaign(sender=dataclasses.replace(hostile, name=None, reply_to=value)), INTRO, enrollment()
        )
    with pytest.raises(RenderFailed):
        renderer.render(campaign(), INTRO, enrollment(address=f"{value}@example.com"))


@pytest.mark.parametrize(
    "address",
    [
        "a@example.com, b@example.com",
        "a@example.com;b@example.com",
        "A <a@example.com>",
        "a",
        "a@b@c.test",
        "",
    ],
)
def test_the_recipient_is_exactly_one_bare_address(renderer, address):
    with pytest.raises(RenderFailed, match="recipient"):
        renderer.render(campaign(), INTRO, enrollment(address=address))


@pytest.mark.parametrize(
    "name", ["Zoë O'Brien", 'A "B" C', "Smith, John <x@evil.example>", "back\\slash", "山田"]
)
def test_the_sender_parses_back_to_one_mailbox(renderer, name):
    sender = dataclasses.replace(campaign().sender, name=name)
    mail = renderer.render(campaign(sender=sender), INTRO, enrollment())
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = mail.sender
    parsed = message_from_bytes(message.as_bytes(), policy=policy.SMTP)
    assert [(a.display_name, a.addr_spec) for a in parsed["From"].addresses] == [(name, "ada@example.com")]


@pytest.mark.parametrize(
    "url", ["https://a.example>, <mailto:b@a.example", "https://ä.example", "https://a.example/ b"]
)
def test_a_link_that_is_not_one_url_never_reaches_the_header(url):
    class Links:
        def link(self, *_) -> str:
            return url

    with pytest.raises(RenderFailed, match="the link is not one URL"):
        TemplateRenderer(Links(), NOBODY_SENT).render(campaign(), INTRO, enrollment())


def test_a_header_ends_where_ses_ends_it_name_and_value_together(renderer):
    """SES: "The combined length of the header name and value must not exceed 996 characters"."""
    bare = renderer.render(campaign(), INTRO, enrollment(company="x"))
    room = 996 - len("Subject") - len(bare.subject) + 1
    longest = renderer.render(campaign(), INTRO, enrollment(company="x" * room))

    assert len(longest.subject) == 989
    with pytest.raises(RenderFailed, match="longer than 996 characters, its name included"):
        renderer.render(campaign(), INTRO, enrollment(company="x" * (room + 1)))


@pytest.mark.parametrize(("fits", "letters"), [(True, 0), (False, 1)])
def test_the_name_of_the_unsubscribe_header_counts_too(fits, letters):
    url = "https://a.example/" + "u" * (996 - len("List-Unsubscribe<https://a.example/>") + letters)

    class Links:
        def link(self, *_) -> str:
            return url

    render = TemplateRenderer(Links(), NOBODY_SENT).render
    if fits:
        assert render(campaign(), INTRO, enrollment()).headers["List-Unsubscribe"] == f"<{url}>"
    else:
        with pytest.raises(RenderFailed, match="its name included"):
            render(campaign(), INTRO, enrollment())


def test_an_empty_subject_fails(renderer):
    with pytest.raises(RenderFailed, match="subject is empty"):
        renderer.render(with_template("intro.subject.txt", " \n"), INTRO, enrollment())


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("\n{{ nobody }}", 'line 2: "nobody" has no value'),
        ("{{ company.nothing }}", "line 1: an expression has no value"),
        ("\n\n{% if %}", "line 3: the template is malformed"),
        ("{% include 'gone.txt' %}", "line 1: a template is missing"),
        ("{{ 1 // 0 }}", "line 1: ZeroDivisionError"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "line 1: too large"),
        ("{{ ''.__class__ }}", 'line 1: "__class__" is an attribute or a method that templates may not use'),
        ("{{ [].append(1) }}", 'line 1: "append" is an attribute or a method that templates may not use'),
        ("{{ company | random }}", "line 1: No filter named 'random'"),
        ("{{ company | safe }}", "line 1: No filter named 'safe'"),
    ],
)
def test_a_failing_template_is_named_with_its_line(renderer, source, problem):
    with pytest.raises(RenderFailed) as caught:
        renderer.render(with_template("intro.txt", source), INTRO, enrollment())
    assert (caught.value.template, caught.value.problem) == ("intro.txt", problem)


def test_a_failure_in_a_layout_is_placed_in_the_layout(renderer):
    broken = with_template("_layout.html", "<p>\n{{ nobody }}{% block body %}{% endblock %}")
    with pytest.raises(RenderFailed, match=r'^_layout.html: line 2: "nobody"'):
        renderer.render(broken, INTRO, enrollment())


@pytest.mark.parametrize(
    "source",
    [
        "{{ {}[first_name] }}",
        "{{ {}[first_name].x }}",
        "{% include first_name %}",
        "{{ first_name.index('zz') }}",
        "{{ first_name.format() }}",
    ],
)
def test_no_failure_carries_a_value(renderer, source):
    with pytest.raises(RenderFailed) as caught:
        renderer.render(with_template("intro.txt", source), INTRO, enrollment(first_name=CANARY))
    assert CANARY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "source",
    [
        "{{ range(1001) | list }}",
        "{% for i in range(1000000000) %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9999 ** 9999999 }}",
        "{{ '%1000000000d' % 1 }}",
        f"{{% for i in range(1000) %}}{'x' * (MAX_PART_BYTES // 1000 + 1)}{{% endfor %}}",
        f"{{% for i in range(1000) %}}{'é' * (MAX_PART_BYTES // 2000 + 1)}{{% endfor %}}",
    ],
)
def test_work_and_output_are_bounded(renderer, source):
    with pytest.raises(RenderFailed, match="too large"):
        renderer.render(with_template("intro.txt", source), INTRO, enrollment())


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'x'.ljust(10**9) }}",
        "{{ '{:>9}'.format(1) }}",
        "{{ ('{}'|attr('format'))(1) }}",
        "{{ 'x' | center(10) }}",
    ],
)
def test_text_cannot_be_padded_to_any_width(renderer, source):
    with pytest.raises(RenderFailed):
        renderer.render(with_template("intro.txt", source), INTRO, enrollment())


def test_templates_are_compiled_once_per_content(renderer):
    for _ in range(3):
        renderer.render(campaign(templates=dict(TEMPLATES)), INTRO, enrollment())
    assert renderer._environment.cache_info().misses == 1
    assert "Bye" in renderer.render(with_template("intro.txt", "Bye"), INTRO, enrollment()).text
    for number in range(20):
        renderer.render(with_template("intro.txt", f"Bye {number}"), INTRO, enrollment())
    assert renderer._environment.cache_info().currsize == 8


@pytest.mark.parametrize("name", ["intro.txt", "intro.html"])
def test_no_mail_goes_out_without_its_unsubscribe_link(renderer, name):
    forgotten = campaign(
        templates=TEMPLATES | {name: "{% if company == 'x' %}{{ unsubscribe_url }}{% endif %}"}
    )
    with pytest.raises(RenderFailed, match=f"^{name}: the unsubscribe link is missing"):
        renderer.render(forgotten, INTRO, enrollment())


def test_a_retry_renders_the_same_content(renderer):
    first, second = (renderer.render(campaign(), INTRO, enrollment()) for _ in range(2))
    assert first.digest == second.digest


def test_the_sequence_selects_the_message_of_the_step():
    only = campaign()
    assert SequenceSelector().select(only, enrollment()) == Choice(INTRO)
