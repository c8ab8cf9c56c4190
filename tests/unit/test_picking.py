"""`pick`: light variation, the same at every rendering of a lead and step."""

from collections import Counter
from dataclasses import replace
from html import unescape

import pytest

from outreach.domain.enrollment import TouchState
from outreach.domain.ids import CampaignId, MessageId, SesMessageId
from outreach.errors import RenderFailed
from outreach.reading.message_analysis import analyse
from outreach.rendering.metering import MAX_WORK, OneRendering
from outreach.rendering.picking import Picking, longest, picking_for, shortest
from outreach.rendering.renderer import TemplateRenderer
from outreach.rendering.sandbox import MessageEnvironment
from outreach.rendering.trial import TrialRenderer
from outreach.rendering.unsubscribe_links import DeadLinks
from world.builders import a_campaign, a_lead, a_touch, an_enrollment

FOOTER = " {{ unsubscribe_url }} {{ postal_address }}"
GREETING = '{{ pick("Hi", "Hello", "Good day") }}'
INTRO = MessageId("intro")
NAMES = [f"lead{number}" for number in range(60)]


class OneSender:
    def of(self, mode):
        return self

    def rfc_message_id(self, ses_message_id):
        return f"<{ses_message_id}@ses.example>"


@pytest.fixture
def renderer():
    return TemplateRenderer(DeadLinks("https://us.example/u"), OneSender())


def picking_campaign(text=GREETING, **templates):
    made = {"intro.subject.txt": text, "intro.txt": text + FOOTER, "intro.html": f"<p>{text}</p>" + FOOTER}
    for name in ("followup1", "followup2"):
        made |= {f"{name}.txt": text + FOOTER, f"{name}.html": text + FOOTER}
    return a_campaign(templates=made | templates)


def subject(renderer, campaign, name, step=0, **touches):
    message = campaign.steps[step].message_id
    enrollment = an_enrollment(a_lead(name), step=step, **touches)
    return renderer.render(campaign, message, enrollment).subject


def rendered(text, by=longest, name="x.txt", **values):
    with OneRendering(MAX_WORK), Picking(by):
        return MessageEnvironment({name: text}).get_template(name).render(values)


def test_every_rendering_picks_the_same_and_leads_differ(renderer):
    campaign = picking_campaign()
    picked = [subject(renderer, campaign, name) for name in NAMES]
    assert picked == [subject(renderer, campaign, name) for name in NAMES]
    assert set(Counter(picked)) == {"Hi", "Hello", "Good day"}
    assert max(Counter(picked).values()) < 40


def test_text_and_html_pick_the_same(renderer):
    for name in NAMES:
        mail = renderer.render(picking_campaign(), INTRO, an_enrollment(a_lead(name)))
        assert mail.text.startswith(mail.subject + " ")
        assert mail.html.startswith(f"<p>{mail.subject}</p>")


@pytest.mark.parametrize(
    "greeting",
    [
        "{% set a %}Hi {{ first_name }}{% endset %}{{ pick(a, 'Hello', 'Good day') }}",
        "{% macro a() %}Hi {{ first_name }}{% endmacro %}{{ pick(a(), 'Hello', 'Good day') }}",
        "{{ pick('Hi ' ~ first_name, 'Hello', 'Good day') }}",
    ],
)
@pytest.mark.parametrize("value", ["Tom & Jerry", "<b>&amp;</b>", "O'Neil \"", "{{ 7*7 }}", "a\x1fb", "😀"])
def test_text_and_html_pick_the_same_whatever_a_value_holds(renderer, greeting, value):
    campaign = picking_campaign(greeting, **{"intro.subject.txt": "Hello"})
    picked = Counter()
    for name in NAMES:
        mail = renderer.render(campaign, INTRO, an_enrollment(a_lead(name, fields={"first_name": value})))
        text = mail.text.partition(" https://us.example")[0]
        assert unescape(mail.html.removeprefix("<p>").partition("</p>")[0]) == text
        picked[text] += 1
    assert set(picked) == {f"Hi {value}", "Hello", "Good day"}


def test_what_is_picked_needs_no_secret_so_a_preview_of_files_shows_what_is_sent(renderer):
    """The id of a lead depends on a stack's pepper. Its address does not."""
    lead = a_lead("lead1")
    elsewhere = replace(lead, lead_id="another", recipient="v9-other")
    one, other = (
        renderer.render(picking_campaign(), INTRO, an_enrollment(each)).subject for each in (lead, elsewhere)
    )
    assert one == other


def test_steps_and_campaigns_pick_apart():
    def picked(campaign_id, step):
        return [picking_for(CampaignId(campaign_id), name, step)(("a", "b")) for name in NAMES]

    assert picked("one", 0) == picked("one", 0)
    assert len({tuple(picked(name, step)) for name in ("one", "two") for step in (0, 1)}) == 4


def test_two_places_with_other_texts_pick_apart():
    by = [picking_for(CampaignId("demo"), name, 0) for name in NAMES]
    pairs = {(one(("a", "b")), one(("c", "d"))) for one in by}
    assert len(pairs) == 4


def test_a_follow_up_keeps_the_subject_that_was_picked_for_the_first_mail(renderer):
    campaign = picking_campaign()
    for name in NAMES[:20]:
        first = subject(renderer, campaign, name)
        sent = {0: a_touch(state=TouchState.SENT, ses_message_id=SesMessageId("m-1"))}
        assert subject(renderer, campaign, name, step=1, touches=sent) == f"Re: {first}"
        assert subject(renderer, campaign, name, step=1) == first


def test_a_follow_up_keeps_the_subject_of_a_later_opener(renderer):
    """The first mail is not known to have gone out, so the conversation began with the second."""
    own = {"followup1.subject.txt": '{{ pick("One", "Two", "Three") }}'}
    campaign = picking_campaign(**own)
    for name in NAMES[:20]:
        first = subject(renderer, campaign, name, step=1)
        touch = a_touch(step=1, message_id="followup1", ses_message_id=SesMessageId("m-2"))
        assert subject(renderer, campaign, name, step=2, touches={1: touch}) == f"Re: {first}"


def test_values_of_a_lead_are_data_also_where_they_are_picked():
    assert (
        rendered("{{ pick(x, '') }}", name="x.html", x="<b>{{ 7*7 }}</b>") == "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;"
    )
    assert rendered("{{ pick('<i>', '') }}", name="x.html") == "&lt;i&gt;"


@pytest.mark.parametrize(
    "text", ["pick()", "pick('a')", "pick('a', 1)", "pick(['a', 'b'])", "pick(range(3), 'a')"]
)
def test_what_is_no_choice_of_texts_is_refused_with_its_line(text):
    campaign = picking_campaign(**{"intro.txt": "\n{{ " + text + " }}" + FOOTER})
    [problem] = analyse(campaign).problems
    assert (
        str(problem) == "intro.txt line 2: does not render with sample values: `pick` takes two texts or more"
    )


def test_a_mail_says_so_too(renderer):
    campaign = picking_campaign(**{"intro.txt": "{{ pick('a') }}" + FOOTER})
    with pytest.raises(RenderFailed, match="line 1: `pick` takes two texts or more"):
        renderer.render(campaign, INTRO, an_enrollment())


def test_what_may_be_picked_is_tried_at_its_shortest_and_its_longest():
    short, long = (
        picking_campaign(**{"intro.subject.txt": "{{ pick('', 'Hello') }}"}),
        picking_campaign(**{"intro.subject.txt": "{{ pick('Hi', '" + "x" * 1000 + "') }}"}),
    )
    [empty] = analyse(short).problems
    assert (
        "intro.subject.txt: does not render with the shortest of what `pick` may give: the subject is empty"
        in str(empty)
    )
    [too_long] = analyse(long).problems
    assert "a header is longer than" in str(too_long)


def test_picking_is_paid_for():
    def work(text):
        with OneRendering(10_000), Picking(shortest):
            MessageEnvironment({"x.txt": text}).get_template("x.txt").render(long="x" * 3000)

    work("{{ pick(long, '') }}")
    with pytest.raises(OverflowError):
        work("{% for _ in range(100) %}{{ pick(long, '') }}{% endfor %}")


def test_a_macro_picks_as_the_mail_does(renderer):
    macros = {"_m.txt": "{% macro hi() %}" + GREETING + "{% endmacro %}"}
    campaign = picking_campaign(**macros, **{"intro.txt": "{% from '_m.txt' import hi %}{{ hi() }}" + FOOTER})
    assert analyse(campaign).problems == ()
    for name in NAMES[:10]:
        mail = renderer.render(campaign, INTRO, an_enrollment(a_lead(name)))
        assert mail.text.startswith(mail.subject + " ")


def test_a_trial_renders_it():
    assert TrialRenderer("https://us.example/u").first_failing(picking_campaign(), a_lead()) is None
