"""Tracking is off unless a campaign asks for it, never touches the way out, and tells machines from people."""

from datetime import timedelta

import pytest

from outreach.domain.campaign import Policy
from outreach.domain.delivery import Fact
from outreach.domain.enrollment import State, TouchState
from outreach.domain.outcome import Ambiguous
from outreach.rendering.renderer import TemplateRenderer
from outreach.rendering.unsubscribe_links import UnsubscribeLinks
from outreach.rendering.untracked_link import untracked
from world.builders import DAY, NOON, a_campaign, a_lead, an_enrollment
from world.feedback import FeedbackWorld
from world.memory import KEYRING, NOBODY_SENT

JANE = a_lead()
URL = "https://us.example/u/v1.k1.a-b_c"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126 Safari/537.36"


def rendered(**policy):
    renderer = TemplateRenderer(UnsubscribeLinks("https://us.example/u", KEYRING), NOBODY_SENT)
    return renderer.render(a_campaign(policy=Policy(**policy)), "intro", an_enrollment())


class TestThePolicy:
    def test_nothing_is_tracked_unless_a_campaign_says_so(self):
        mail = rendered()
        assert (mail.track_opens, mail.track_clicks) == (False, False)
        assert "no-track" not in mail.html

    @pytest.mark.parametrize(("opens", "clicks"), [(True, False), (False, True), (True, True)])
    def test_each_kind_is_asked_for_by_itself(self, opens, clicks):
        mail = rendered(track_opens=opens, track_clicks=clicks)
        assert (mail.track_opens, mail.track_clicks) == (opens, clicks)

    def test_where_clicks_are_tracked_the_way_out_is_not(self):
        mail = rendered(track_clicks=True)
        assert "<a ses:no-track href='https://us.example/u/" in mail.html
        assert mail.headers["List-Unsubscribe"].startswith("<https://us.example/u/")

    def test_what_was_rendered_is_what_the_digest_is_of(self):
        assert rendered(track_clicks=True).digest != rendered().digest
        assert rendered(track_opens=True).digest == rendered().digest


class TestTheWayOut:
    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            (f'<a href="{URL}">x</a>', f'<a ses:no-track href="{URL}">x</a>'),
            (f"<A CLASS='b' HREF='{URL}'>x</A>", f"<A ses:no-track CLASS='b' HREF='{URL}'>x</A>"),
            (f'<a title="a>b" href=" {URL} ">x</a>', f'<a ses:no-track title="a>b" href=" {URL} ">x</a>'),
            (f"<a\n  href={URL}>x</a>", f"<a ses:no-track\n  href={URL}>x</a>"),
            (f'<map><area href="{URL}?x=1"></map>', f'<map><area ses:no-track href="{URL}?x=1"></map>'),
            (f'<a href="{URL}">1</a><a href="{URL}">2</a>', f'<a ses:no-track href="{URL}">1</a><a ses:no-track href="{URL}">2</a>'),
        ],
    )  # fmt: skip
    def test_every_link_to_it_is_marked(self, html, expected):
        assert untracked(html, URL) == expected

    @pytest.mark.parametrize(
        "html",
        [
            '<a href="https://tallyard.example/">x</a>',
            f'<a ses:no-track href="{URL}">x</a>',
            f"<p>{URL}</p>",
            f'<!-- <a href="{URL}"> -->',
            "<a>x</a>",
        ],
    )
    def test_nothing_else_is_touched(self, html):
        assert untracked(html, URL) == html

    def test_an_escaped_link_is_the_same_link(self):
        html = '<a href="https://us.example/u?a=1&amp;b=2">x</a>'
        assert untracked(html, "https://us.example/u?a=1&b=2").startswith("<a ses:no-track href=")


class TestTheRecord:
    @pytest.fixture
    def world(self) -> FeedbackWorld:
        world = FeedbackWorld(a_campaign(policy=Policy(track_opens=True, track_clicks=True)))
        world.start(JANE)
        world.turn()
        return world

    @pytest.mark.parametrize(
        ("kind", "delay", "agent", "fact", "word"),
        [
            ("Open", DAY, CHROME, Fact.OPEN, "person"),
            ("Click", DAY, CHROME, Fact.CLICK, "person"),
            ("Open", DAY, "", Fact.OPEN, "unsure"),
            ("Open", DAY, "Mozilla/5.0", Fact.MACHINE_OPEN, "machine"),
            ("Click", timedelta(seconds=1), CHROME, Fact.MACHINE_CLICK, "machine"),
        ],
    )
    def test_a_machine_is_kept_apart_from_people(self, world, kind, delay, agent, fact, word):
        part = {"userAgent": agent, "ipAddress": "192.0.2.1", "link": "https://tallyard.example/"}
        heard = world.hear(kind, JANE, at=NOON + delay, **part)
        assert (heard.outcome, heard.kind) == ("taken", fact.value)
        marks = world.record(JANE).marks
        assert (set(marks), marks[fact].detail) == ({fact}, word)

    def test_a_machine_that_was_first_does_not_hide_a_person(self, world):
        world.hear("Click", JANE, at=NOON + timedelta(seconds=1), userAgent=CHROME, link="https://a.example/")
        world.hear("Click", JANE, at=NOON + DAY, userAgent=CHROME, link="https://a.example/")
        assert set(world.record(JANE).marks) == {Fact.MACHINE_CLICK, Fact.CLICK}

    def test_nothing_of_the_reader_is_kept(self, world):
        part = {"userAgent": CHROME, "ipAddress": "192.0.2.1", "link": "https://tallyard.example/secret"}
        world.hear("Click", JANE, at=NOON + DAY, **part)
        assert not [
            word for word in ("192.0.2.1", "secret", "Chrome") if word in str(world.tables.deliveries)
        ]

    def test_an_event_of_another_configuration_set_is_refused(self, world):
        assert world.hear("Open", JANE, configuration_set="theirs").outcome == "other_configuration_set"


class TestTheForgotten:
    @pytest.mark.parametrize("kind", ["Send", "Delivery", "DeliveryDelay", "Reject"])
    def test_an_event_settles_the_mail_of_somebody_who_was_forgotten_meanwhile(self, kind):
        world = FeedbackWorld()
        world.ses.script.append(Ambiguous("ReadTimeoutError"))
        world.start(JANE)
        world.turn()
        world.enrollments.erase(world.enrollment(JANE).key)
        assert world.hear(kind, JANE).outcome == "taken"
        found = world.enrollment(JANE)
        assert (found.state, found.touches[0].state) == (State.DUE, TouchState.SENT)

    def test_what_they_open_is_no_longer_kept(self):
        world = FeedbackWorld()
        world.start(JANE)
        world.turn()
        world.enrollments.erase(world.enrollment(JANE).key)
        assert world.hear("Open", JANE, userAgent=CHROME).outcome == "other_recipient"
        assert world.tables.deliveries == {}
