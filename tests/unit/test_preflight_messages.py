"""What mails are like, where their links lead, and what follows from it. Nobody follows a link."""

from dataclasses import replace
from typing import Any

import pytest

from outreach.domain.mail import Mail
from outreach.services.operator.readiness.facts import Finding, Result
from outreach.services.operator.readiness.lines import findings
from outreach.services.operator.readiness.links import MOST_HOSTS, hosts_of, problem_of_link
from outreach.services.operator.readiness.messages import CLIPPED, LARGEST, LONGEST_SUBJECT, links_of, size_of
from outreach.services.operator.readiness.ports import LinkResponse, RecordKind
from world.readiness import CAMPAIGN, PAGE, RESPONSES, SILENT, ready

PASSED, FAILED, NOT_ASKED = Result.PASSED, Result.FAILED, Result.NOT_ASKED
A, AAAA = RecordKind.A, RecordKind.AAAA
UNSUBSCRIBE = "https://u.us.example/u"


def line(name: str, zone: Any = None, **changes: Any) -> Finding:
    [found] = [one for one in findings(ready(zone, **changes)) if one.line == name]
    return found


def a_mail(*, text: str = "", html: str = "", subject: str = "Hello") -> Mail:
    return Mail("ann@us.example", "bob@them.example", subject, text, html)


class TestLinksOfAMail:
    def links(self, **parts: str) -> list[str]:
        return list(links_of(a_mail(**parts), UNSUBSCRIBE))

    def test_what_html_follows_or_loads_is_a_link(self) -> None:
        html = (
            '<a href="https://us.example/a">x</a><img src=" https://us.example/b.png "><td background=https://us.example/c>'
            "<a HREF='mailto:ann@us.example'>y</a><a name=x>z</a><a href>none</a>"
        )
        assert self.links(html=html) == [
            "https://us.example/a",
            "https://us.example/b.png",
            "https://us.example/c",
            "mailto:ann@us.example",
            "",
        ]

    def test_in_text_a_link_ends_before_the_punctuation(self) -> None:
        text = "See https://us.example/a. Or (http://us.example/b), <https://us.example/c?d=1>!"
        assert self.links(text=text) == [
            "https://us.example/a",
            "http://us.example/b",
            "https://us.example/c?d=1",
        ]

    def test_each_link_counts_once_and_the_unsubscribe_link_not_at_all(self) -> None:
        found = self.links(
            text=f"https://us.example/a {UNSUBSCRIBE}/v1.k.p.m {UNSUBSCRIBE}x",
            html=f'<a href="https://us.example/a">x</a><a href="{UNSUBSCRIBE}/v1.k.p.m">out</a>',
        )
        assert found == ["https://us.example/a", f"{UNSUBSCRIBE}x"]

    def test_entities_are_read(self) -> None:
        assert self.links(html='<a href="https://us.example/?a=1&amp;b=2">x</a>') == [
            "https://us.example/?a=1&b=2"
        ]


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("https://www.us.example/offer", None),
        ("https://www.us.example:8443/offer?x=1#y", None),
        ("HTTPS://WWW.US.EXAMPLE/", None),
        ("mailto:ann@us.example", None),
        ("tel:+353123", None),
        ("http://www.us.example/", "is not https"),
        ("", "is no address on the web"),
        ("#", "is no address on the web"),
        ("/offer", "is no address on the web"),
        ("www.us.example", "is no address on the web"),
        ("javascript:alert(1)", "is no address on the web"),
        ("ftp://us.example/x", "is no address on the web"),
        ("https://", "is no address on the web"),
        ("https://us.example:port/", "is no address"),
        ("https://[::1/", "is no address"),
        ("https://us.example/{{ code }}", "is a placeholder that nobody filled in"),
        ("[[LINK]]", "is a placeholder that nobody filled in"),
        ("https://<your-domain>/", "is a placeholder that nobody filled in"),
        ("https://localhost:3000/", "leads to a machine that recipients cannot reach"),
        ("https://127.0.0.1/", "leads to a machine that recipients cannot reach"),
        ("https://[::1]/", "leads to a machine that recipients cannot reach"),
        ("https://app.localhost/", "leads to a machine that recipients cannot reach"),
        ("https://intranet/", "leads to a machine that recipients cannot reach"),
        ("https://wiki.internal/", "leads to a machine that recipients cannot reach"),
        ("https://nas.local./", "leads to a machine that recipients cannot reach"),
        ("https://192.168.0.1/", "names an address and no host, as spam does"),
        ("https://8.8.8.8/", "names an address and no host, as spam does"),
        ("https://example.com/", "is a name for examples (RFC 2606)"),
        ("https://www.example.org/x", "is a name for examples (RFC 2606)"),
        ("https://notexample.com/", None),
    ],
)
def test_a_link_must_be_one_that_recipients_can_follow(link: str, says: str | None) -> None:
    assert problem_of_link(link) == says


def test_hosts_are_told_once_without_their_last_dot() -> None:
    links = [
        "https://b.example/1",
        "https://B.example./2",
        "https://a.example:443/",
        "mailto:x@c.example",
        "http://d.example",
    ]
    assert hosts_of(links) == ["a.example", "b.example"]


WWW = "www.us.example"


@pytest.mark.parametrize(
    ("zone", "links", "result", "says"),
    [
        ({}, ("https://www.us.example/offer",), PASSED, "1 link can be followed, to www.us.example"),
        ({(WWW, A): None, (WWW, AAAA): ("2001:db8::1",)}, ("https://www.us.example/",), PASSED, "1 link"),
        ({}, (), PASSED, "nothing on the web but the unsubscribe page"),
        ({}, ("mailto:ann@us.example",), PASSED, "nothing on the web but the unsubscribe page"),
        ({}, ("https://gone.us.example/",), FAILED, "no such host: gone.us.example"),
        (
            {(WWW, A): SILENT},
            ("https://www.us.example/",),
            NOT_ASKED,
            "whether there is a host www.us.example: nobody",
        ),
        (
            {(WWW, A): SILENT},
            ("https://www.us.example/", "https://gone.us.example/"),
            FAILED,
            "no such host: gone",
        ),
        ({(WWW, A): SILENT, (WWW, AAAA): ("2001:db8::1",)}, ("https://www.us.example/",), PASSED, "1 link"),
        (
            {},
            ("http://www.us.example/", "#"),
            FAILED,
            "http://www.us.example/ is not https; # is no address on the web",
        ),
        ({}, ("", "a", "b", "c", "d"), FAILED, "(empty) is no address on the web; a is no"),
        ({}, ("", "a", "b", "c", "d"), FAILED, ", and 2 others"),
    ],
)
def test_the_links_of_the_messages(zone: Any, links: tuple[str, ...], result: Result, says: str) -> None:
    found = line("links", zone, campaign=replace(CAMPAIGN, links=links))
    assert (found.result, says in found.says) == (result, True), found


def test_of_very_many_hosts_not_all_are_looked_up_and_then_the_line_does_not_pass() -> None:
    names = [f"h{number:02}.us.example" for number in range(MOST_HOSTS + 1)]
    zone = {(name, A): ("192.0.2.1",) for name in names}
    links = tuple(f"https://{name}/" for name in names)
    found = line("links", zone, campaign=replace(CAMPAIGN, links=links))
    assert (found.result, found.says) == (
        NOT_ASKED,
        "the messages link to 21 hosts, and only 20 were looked up",
    )
    assert line("links", zone, campaign=replace(CAMPAIGN, links=links[:-1])).result is PASSED


@pytest.mark.parametrize(
    ("changes", "result", "says"),
    [
        ({}, PASSED, "rendered for 100 of 1,000 leads; HTML up to 20.0 KB, subjects up to 40 characters"),
        ({"largest_html": CLIPPED}, PASSED, "HTML up to 102.0 KB"),
        ({"largest_html": CLIPPED + 1}, FAILED, "has 102 KB; Gmail cuts off what is beyond 102 KB"),
        ({"largest_mail": LARGEST}, PASSED, "rendered"),
        ({"largest_mail": LARGEST + 1}, FAILED, "has 40 MB, and SES takes 40 MB"),
        ({"longest_subject": LONGEST_SUBJECT}, PASSED, "up to 255 characters"),
        ({"longest_subject": LONGEST_SUBJECT + 1}, FAILED, "a subject has 256 characters: shorten it to 255"),
    ],
)
def test_a_message_must_not_be_too_large(changes: Any, result: Result, says: str) -> None:
    found = line("messages", campaign=replace(CAMPAIGN, **changes))
    assert (found.result, says in found.says) == (result, True), found


def test_the_size_of_a_mail_counts_bytes_as_they_are_sent() -> None:
    assert size_of(a_mail(subject="a" * 3, text="é" * 3, html="b" * 3)) == 4 + 8 + 4
    with_header = replace(a_mail(subject="", text="", html=""), headers={"List-Unsubscribe": "<x>"})
    assert size_of(with_header) == len("List-Unsubscribe: <x>\r\n")


class TestOneClick:
    """The request that a mailbox provider makes (RFC 8058)."""

    @pytest.mark.parametrize("position", [2, 3])
    @pytest.mark.parametrize(
        ("status", "says"),
        [
            (301, "is redirected (301)"),
            (403, "something else"),
            (500, "ends in an error (500)"),
            (None, "no response"),
        ],
    )
    def test_it_must_reach_the_page_in_either_encoding(
        self, position: int, status: int | None, says: str
    ) -> None:
        responses = list(RESPONSES)
        responses[position] = replace(responses[position], status=status, is_our_page=False)
        found = line("one-click", unsubscribe_page=responses)
        assert (found.result, says in found.says) == (FAILED, True), found
        assert line("unsubscribe link", unsubscribe_page=responses).result is PASSED

    def test_that_it_was_not_made_is_not_that_it_passed(self) -> None:
        assert line("one-click", unsubscribe_page=RESPONSES[:2]).result is NOT_ASKED
        assert line("unsubscribe link", unsubscribe_page=RESPONSES[2:]).result is NOT_ASKED

    def test_what_to_run_makes_the_same_request(self) -> None:
        def paste(encoding: str) -> tuple[str, ...]:
            response = LinkResponse("POST", PAGE, 500, encoding=encoding)
            return line("one-click", unsubscribe_page=(response,)).paste

        assert paste("urlencoded") == (f"curl -i -d List-Unsubscribe=One-Click {PAGE}",)
        assert paste("multipart") == (f"curl -i -F List-Unsubscribe=One-Click {PAGE}",)
