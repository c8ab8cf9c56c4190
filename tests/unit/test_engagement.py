"""Machines that open and click are told apart from people, as far as what SES says allows."""

from datetime import timedelta

import pytest

from outreach.domain.engagement import BURST, HASTY, INSTANT, Actor, Engagement, actor_of
from world.builders import NOON

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
OUTLOOK = (
    "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0.17628; Microsoft Outlook)"
)
THUNDERBIRD = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.11.0"
GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
YAHOO = "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"
LINK, OTHER = "https://tallyard.example/a", "https://tallyard.example/b"
PAUSE = timedelta(microseconds=1)


def after(delay, user_agent=CHROME, link=None):
    return Engagement(NOON + delay, user_agent, link)


@pytest.mark.parametrize("user_agent", [CHROME, IPHONE, OUTLOOK, THUNDERBIRD])
@pytest.mark.parametrize("link", [None, LINK])
def test_a_mail_program_or_browser_after_a_while_is_a_person(user_agent, link):
    assert actor_of(after(HASTY, user_agent, link), NOON) is Actor.PERSON


@pytest.mark.parametrize("link", [None, LINK])
def test_what_happens_at_once_is_a_machine_and_soon_after_it_is_unsure(link):
    assert actor_of(after(INSTANT - PAUSE, link=link), NOON) is Actor.MACHINE
    assert actor_of(after(INSTANT, link=link), NOON) is Actor.UNSURE
    assert actor_of(after(HASTY - PAUSE, link=link), NOON) is Actor.UNSURE


def test_what_happens_before_the_mail_was_accepted_is_a_machine():
    assert actor_of(after(-timedelta(hours=1)), NOON) is Actor.MACHINE


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; BarracudaCentral/1.0)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/119.0.0.0 Safari/537.36",
        "python-requests/2.31.0",
        "Go-http-client/1.1",
        "curl/8.4.0",
        "Java/1.8.0_292",
        "Microsoft Office Existence Discovery",
    ],
)
def test_a_machine_that_says_so_is_one(user_agent):
    assert actor_of(after(timedelta(days=1), user_agent, LINK), NOON) is Actor.MACHINE


@pytest.mark.parametrize(
    "user_agent", ["Cubot X30 Mozilla/5.0", "Mozilla/5.0 (Linux; Android 10; CUBOT_X30) Chrome/126"]
)
def test_a_phone_of_an_unlucky_name_is_at_worst_a_machine(user_agent):
    assert actor_of(after(timedelta(days=1), user_agent, LINK), NOON) is not Actor.UNSURE


def test_the_pictures_that_apple_loads_for_everybody_say_nothing_of_a_person():
    assert actor_of(after(timedelta(hours=3), "Mozilla/5.0"), NOON) is Actor.MACHINE
    assert actor_of(after(timedelta(hours=3), "Mozilla/5.0", LINK), NOON) is Actor.UNSURE


@pytest.mark.parametrize("user_agent", [GMAIL, YAHOO, "", "  "])
def test_a_proxy_and_a_silent_client_may_stand_for_a_person(user_agent):
    assert actor_of(after(timedelta(hours=3), user_agent), NOON) is Actor.UNSURE


def test_two_links_at_one_time_are_followed_by_no_hand():
    click = after(timedelta(hours=1), link=LINK)
    for delay in (-BURST, timedelta(), BURST):
        assert actor_of(click, NOON, [after(timedelta(hours=1) + delay, link=OTHER)]) is Actor.MACHINE
    assert actor_of(click, NOON, [after(timedelta(hours=1) + BURST + PAUSE, link=OTHER)]) is Actor.PERSON


def test_the_same_link_twice_and_an_open_beside_it_are_a_persons_way():
    click, opened = after(timedelta(hours=1), link=LINK), after(timedelta(hours=1))
    assert actor_of(click, NOON, [click, opened]) is Actor.PERSON
    assert actor_of(opened, NOON, [click]) is Actor.PERSON


def said(*, automated, delay=timedelta(hours=1), user_agent=CHROME, link=LINK):
    return Engagement(NOON + delay, user_agent, link, automated)


@pytest.mark.parametrize("user_agent", [CHROME, GMAIL, "", "Mozilla/5.0"])
@pytest.mark.parametrize("delay", [INSTANT, HASTY, timedelta(days=1)])
@pytest.mark.parametrize("link", [None, LINK])
def test_what_ses_says_stands_over_what_we_would_guess(user_agent, delay, link):
    for automated, actor in ((True, Actor.MACHINE), (False, Actor.PERSON)):
        event = said(automated=automated, delay=delay, user_agent=user_agent, link=link)
        assert actor_of(event, NOON) is actor


def test_no_word_of_ses_makes_a_person_of_what_no_person_can_do():
    assert actor_of(said(automated=False, delay=INSTANT - PAUSE), NOON) is Actor.MACHINE
    assert actor_of(said(automated=False, user_agent="curl/8.4.0"), NOON) is Actor.MACHINE
    other = after(timedelta(hours=1) + BURST, link=OTHER)
    assert actor_of(said(automated=False), NOON, [other]) is Actor.MACHINE


def test_a_person_needs_five_seconds_and_surely_a_minute_and_two_between_two_links():
    assert [span.total_seconds() for span in (INSTANT, HASTY, BURST)] == [5, 60, 2]
