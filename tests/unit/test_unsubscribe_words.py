"""What the unsubscribe page says: who writes, in the reader's language, and that it is done once it is done."""

import json
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from string import Template
from urllib.parse import urlencode

import pytest

from outreach.domain.ids import CampaignId, rehearsal
from outreach.domain.languages import LANGUAGES
from outreach.services.unsubscribe import page as page_module
from outreach.services.unsubscribe.page import Page, respond
from outreach.services.unsubscribe.ports import ShownSender
from unit.test_unsubscribing import ONE_CLICK, Site, token_of
from world.builders import CAMPAIGN
from world.http_events import URLENCODED, an_http_event

PHRASES = json.loads(Path(page_module.__file__).with_name("phrases.json").read_text(encoding="utf-8"))
SPOKEN = [page for page in Page if page not in page_module._ENGLISH_ONLY]
ALL = {"action": "unsubscribe", "scope": "everything"}
HERE = {"action": "unsubscribe", "scope": "campaign"}
UNDO = {"action": "undo", "scope": "everything"}


@pytest.fixture
def site() -> Site:
    return Site()


# --- the language -------------------------------------------------------------------------------------


def test_every_phrase_is_there_in_every_language_and_in_no_other() -> None:
    assert set(PHRASES) == set(LANGUAGES)
    for language, phrases in PHRASES.items():
        assert phrases.keys() == PHRASES["en"].keys(), language
        assert all(text.strip() == text != "" for text in phrases.values()), language


def test_no_language_is_a_copy_of_another() -> None:
    """Short words may be the same, `Från` and `Fra` are not sentences. A whole sentence is never the same."""
    for name in PHRASES["en"]:
        said = [phrases[name] for phrases in PHRASES.values() if len(phrases[name].split()) > 4]
        assert len(said) == len(set(said)), name


def test_every_phrase_is_used_and_every_name_in_the_page_is_a_phrase() -> None:
    text = Path(page_module.__file__).with_name("page.html").read_text(encoding="utf-8")
    names = set(Template(text).get_identifiers()) - {"language", "title", "content", "from_line", "post_line"}
    assert names | {"from"} == set(PHRASES["en"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", SPOKEN)
def test_every_page_is_wholly_in_one_language_and_says_which(page: Page, language: str) -> None:
    response = respond(page, language=language)
    words = Words(response.body)
    assert words.language == response.headers["Content-Language"] == language
    assert set(words.texts) <= {with_hyphens(text) for text in PHRASES[language].values()}
    assert "$" not in response.body


@pytest.mark.parametrize("page", sorted(page_module._ENGLISH_ONLY, key=str))
def test_what_only_operators_and_programs_see_is_english_and_says_so(page: Page) -> None:
    response = respond(page, language="de")
    assert Words(response.body).language == response.headers["Content-Language"] == "en"


def test_the_browser_is_heard_and_caches_are_told(site: Site) -> None:
    response = site.ask("GET", accept_language="de-DE,de;q=0.9,en;q=0.8")
    assert "<h1>Diese E\u2011Mails abbestellen?</h1>" in response["body"]
    assert (response["headers"]["Content-Language"], response["headers"]["Vary"]) == (
        "de",
        "Accept-Language, Cookie",
    )
    assert "<h1>Dieser Link funktioniert nicht</h1>" in site.ask("GET", "x", accept_language="de")["body"]


def test_a_campaigns_own_language_is_spoken_where_the_browser_names_none(site: Site) -> None:
    site.tables.senders[CAMPAIGN] = ShownSender("Mara", "mara@us.example", "Dublin", "sv")
    assert site.ask("GET")["headers"]["Content-Language"] == "sv"
    assert site.ask("GET", accept_language="fi")["headers"]["Content-Language"] == "fi"
    assert site.ask("GET", "x")["headers"]["Content-Language"] == "en"


# --- the sender ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [None, ALL, HERE, UNDO])
def test_the_page_names_who_writes(site: Site, form: dict[str, str] | None) -> None:
    body = site.ask("GET")["body"] if form is None else site.post(**form)["body"]
    assert '<p class="from">From: <bdi>Mara Lindqvist</bdi> <bdi>mara@us.example</bdi></p>' in body
    assert '<p class="post"><bdi>Tallyard Ltd, Dublin</bdi></p>' in body
    assert site.senders.asked == [CAMPAIGN]


def test_a_one_click_request_looks_nothing_up_and_remembers_nothing(site: Site) -> None:
    response = site.one_click()
    assert (response["statusCode"], site.senders.asked, site.suppressions.asked) == (
        200,
        [],
        ["order_recipient"],
    )
    assert "Mara" not in response["body"]
    assert "Set-Cookie" not in response["headers"]


def test_a_link_that_is_not_ours_looks_nothing_up(site: Site) -> None:
    for token in ("x", token_of() + "x", token_of()[:-1] + "~"):
        for response in (site.ask("GET", token), site.post(token, **ALL)):
            assert "Mara" not in response["body"]
            assert "Set-Cookie" not in response["headers"]
    assert site.senders.asked == []


@pytest.mark.parametrize("down", [False, True])
def test_without_a_name_the_page_does_what_it_did(site: Site, down: bool) -> None:
    """A campaign of an earlier version has no name yet, and a table may not respond."""
    site.tables.senders.clear()
    site.senders.down = down
    assert 'class="from"' not in site.ask("GET")["body"]
    response = site.post(**ALL)
    assert (response["statusCode"], len(site.orders())) == (200, 1)
    assert "<h1>You are unsubscribed</h1>" in response["body"]


def test_while_the_tables_are_down_nobody_waits_for_a_name(site: Site) -> None:
    site.suppressions.down = True
    assert site.post(**ALL)["statusCode"] == 202
    assert site.post(**UNDO)["statusCode"] == 503
    assert site.senders.asked == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('"><img src=x onerror=y>', "&quot;&gt;&lt;img src=x onerror=y&gt;"),
        ("$done ${everything} $$", "$done ${everything} $$"),
        ("Mara\u202e\u2066evil\u200b", "Mara evil"),
        ("Mara\nBcc: all\r\n\x00\x1b[31m", "Mara Bcc: all [31m"),
        (
            "</bdi></p></main><!-- page: done, 200, x -->",
            "&lt;/bdi&gt;&lt;/p&gt;&lt;/main&gt;&lt;!-- page: done, 200, x --&gt;",
        ),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("\ud800x", "x"),
    ],
)
def test_a_hostile_name_is_text_and_nothing_else(site: Site, name: str, shown: str) -> None:
    site.tables.senders[CAMPAIGN] = ShownSender(name, "a@us.example", name)
    body = site.ask("GET")["body"]
    assert f"<bdi>{shown}</bdi> <bdi>a@us.example</bdi></p>" in body
    assert f'<p class="post"><bdi>{shown}</bdi></p>' in body
    assert Words(body).tags == Words(Site().ask("GET")["body"]).tags
    body.encode()


def test_a_rehearsals_page_looks_nothing_up(site: Site) -> None:
    assert "This was a rehearsal" in site.ask("GET", token_of(run=rehearsal(1)))["body"]
    assert site.senders.asked == []


# --- done is done -------------------------------------------------------------------------------------


def with_hyphens(text: str) -> str:
    """No line ends within a word."""
    return (
        text.replace("e-mail", "e\u2011mail")
        .replace("E-Mail", "E\u2011Mail")
        .replace("E-mail", "E\u2011mail")
    )


def cookie_of(response: dict) -> str:
    return response["headers"]["Set-Cookie"].partition(";")[0]


def again(site: Site, *cookies: str, token: str | None = None, method: str = "GET") -> str:
    event = an_http_event(method, token or token_of())
    return site.invoke(event | {"cookies": list(cookies)})["body"]


def test_who_opens_the_link_again_is_told_that_it_is_done(site: Site) -> None:
    cookie = cookie_of(site.post(**ALL))
    asked = list(site.suppressions.asked)
    body = again(site, "theme=dark", cookie)
    assert "<h1>You have already unsubscribed</h1>" in body
    assert PHRASES["en"]["everything"] not in body
    assert PHRASES["en"]["undo"] in body
    assert site.suppressions.asked == asked  # neither read nor written


def test_a_gateway_may_pass_cookies_on_as_a_header(site: Site) -> None:
    cookie = cookie_of(site.post(**ALL))
    body = site.ask("GET", cookie=f"theme=dark; {cookie}")["body"]
    assert "<h1>You have already unsubscribed</h1>" in body


def test_who_ended_one_campaign_may_still_end_everything(site: Site) -> None:
    body = again(site, cookie_of(site.post(**HERE)))
    assert "<h1>You are unsubscribed from this campaign</h1>" in body
    assert PHRASES["en"]["everything"] in body


@pytest.mark.parametrize(
    ("later", "offered"), [(timedelta(hours=23), True), (timedelta(days=1, seconds=1), False)]
)
@pytest.mark.parametrize("form", [ALL, HERE])
def test_an_undo_is_offered_as_long_as_it_works(
    site: Site, form: dict[str, str], later: timedelta, *, offered: bool
) -> None:
    cookie = cookie_of(site.post(**form))
    site.clock.advance(later)
    body = again(site, cookie)
    assert "<h1>You " in body
    assert (PHRASES["en"]["undo"] in body) is offered
    assert (PHRASES["en"]["everything"] in body) is (form is HERE)


def test_who_says_it_again_later_is_offered_no_undo_because_the_first_order_stands(site: Site) -> None:
    cookie = cookie_of(site.post(**ALL))
    site.clock.advance(timedelta(days=2))
    event = an_http_event("POST", token_of(), body=urlencode(ALL), content_type=URLENCODED)
    response = site.invoke(event | {"cookies": [cookie]})
    assert PHRASES["en"]["undo"] not in response["body"]
    assert cookie_of(response) == cookie
    assert PHRASES["en"]["undo"] not in again(site, cookie)


def test_who_ends_everything_after_one_campaign_can_undo_that(site: Site) -> None:
    cookie = cookie_of(site.post(**HERE))
    site.clock.advance(timedelta(days=2))
    event = an_http_event("POST", token_of(), body=urlencode(ALL), content_type=URLENCODED)
    response = site.invoke(event | {"cookies": [cookie]})
    assert PHRASES["en"]["undo"] in response["body"]
    assert PHRASES["en"]["undo"] in again(site, cookie_of(response))


@pytest.mark.parametrize("since", ["", ".", ".x", ".-1", ".1e9", ".\u0663", ".9999999999999999", ".0"])
def test_a_cookie_that_says_no_time_offers_no_undo(site: Site, since: str) -> None:
    """Such as one that was set before the time was kept."""
    name = cookie_of(site.post(**ALL)).partition("=")[0]
    body = again(site, f"{name}=everything{since}")
    assert "<h1>You have already unsubscribed</h1>" in body
    assert PHRASES["en"]["undo"] not in body


def test_who_undoes_is_asked_again_the_next_time(site: Site) -> None:
    site.post(**ALL)
    gone = site.post(**UNDO)["headers"]["Set-Cookie"]
    assert "=; Max-Age=0;" in gone
    assert "<h1>Stop these e\u2011mails?</h1>" in again(site, gone.partition(";")[0])


def test_a_browser_remembers_one_link_and_no_other(site: Site) -> None:
    cookie = cookie_of(site.post(**ALL))
    other = token_of(campaign=CampaignId("other"))
    assert "<h1>Stop these e\u2011mails?</h1>" in again(site, cookie, token=other)
    assert "<h1>Stop these e\u2011mails?</h1>" in again(site)


def test_a_cookie_holds_neither_token_nor_person_and_stays_within_the_browser(site: Site) -> None:
    cookie = site.post(**ALL)["headers"]["Set-Cookie"]
    assert not [part for part in token_of().split(".") if len(part) > 2 and part in cookie]
    assert cookie.endswith("; Secure; HttpOnly; SameSite=Lax")
    assert "Domain" not in cookie
    assert "Path" not in cookie  # it is sent with the links of this page alone


@pytest.mark.parametrize(
    "cookie", ["", "=", ";;;=;", "unsubscribed=everything", "u=everything", "x" * 100_000]
)
def test_no_other_cookie_changes_the_page(site: Site, cookie: str) -> None:
    assert "<h1>Stop these e\u2011mails?</h1>" in again(site, cookie)


def test_a_value_that_we_never_set_changes_nothing(site: Site) -> None:
    name = cookie_of(site.post(**ALL)).partition("=")[0]
    assert "<h1>Stop these e\u2011mails?</h1>" in again(site, f"{name}=<script>")


@pytest.mark.parametrize(("form", "status"), [({"action": "x"}, 400), (ALL, 202), (UNDO, 503)])
def test_nothing_is_remembered_that_was_not_done(site: Site, form: dict[str, str], status: int) -> None:
    site.suppressions.down = True
    response = site.post(**form)
    assert (response["statusCode"], response["headers"].get("Set-Cookie")) == (status, None)


def test_a_cookie_saves_nobody_from_a_one_click_request(site: Site) -> None:
    cookie = cookie_of(site.post(**HERE))
    event = an_http_event("POST", token_of(), body=ONE_CLICK, content_type=URLENCODED)
    site.invoke(event | {"cookies": [cookie]})
    assert len(site.orders()) == 2


def test_an_event_with_a_hostile_token_and_cookie_raises_nothing(site: Site) -> None:
    for token in ("\ud800", "\x00", "v1.k1.\ud800.x"):
        event = an_http_event("POST", token, body=urlencode(ALL), content_type=URLENCODED)
        assert site.invoke(event | {"cookies": ["\ud800=\x00"]})["statusCode"] == 404


class Words(HTMLParser):
    """The tags of a page, the texts that a person reads, and the language that it says it is in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.language = ""
        self._in_style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._in_style = tag == "style"
        if tag == "html":
            self.language = dict(attrs)["lang"] or ""

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._in_style:
            self.texts.append(data.strip())
