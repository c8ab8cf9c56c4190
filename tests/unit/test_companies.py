"""Whose domain a lead's domain is, so that one person's reply stops their company and nobody else."""

import pytest

from outreach.domain import shared_domains
from outreach.domain.companies import company_domain, is_mailbox_provider, is_public_suffix
from outreach.reading.addresses import parse_address

PROVIDERS = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "yahoo.com",
    "ymail.com",
    "aol.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "fastmail.com",
    "hey.com",
    "zoho.com",
    "mail.com",
    "gmx.com",
    "gmx.net",
    "tutanota.com",
    "hushmail.com",
    "comcast.net",
    "verizon.net",
    "att.net",
    "sbcglobal.net",
    "bellsouth.net",
    "cox.net",
    "charter.net",
    "earthlink.net",
    "optonline.net",
    "juno.com",
    "btinternet.com",
    "sky.com",
    "virginmedia.com",
    "ntlworld.com",
    "talktalk.net",
    "blueyonder.co.uk",
    "web.de",
    "gmx.de",
    "gmx.at",
    "gmx.ch",
    "freenet.de",
    "t-online.de",
    "arcor.de",
    "posteo.de",
    "mailbox.org",
    "bluewin.ch",
    "wanadoo.fr",
    "orange.fr",
    "free.fr",
    "sfr.fr",
    "laposte.net",
    "neuf.fr",
    "libero.it",
    "virgilio.it",
    "tiscali.it",
    "alice.it",
    "onet.pl",
    "wp.pl",
    "o2.pl",
    "interia.pl",
    "seznam.cz",
    "centrum.cz",
    "freemail.hu",
    "citromail.hu",
    "abv.bg",
    "ziggo.nl",
    "kpnmail.nl",
    "xs4all.nl",
    "telenet.be",
    "skynet.be",
    "telia.com",
    "online.no",
    "mail.ru",
    "yandex.ru",
    "ya.ru",
    "list.ru",
    "bk.ru",
    "inbox.ru",
    "rambler.ru",
    "ukr.net",
    "qq.com",
    "163.com",
    "126.com",
    "sina.com",
    "foxmail.com",
    "naver.com",
    "hanmail.net",
    "docomo.ne.jp",
    "uol.com.br",
    "bol.com.br",
    "terra.com.br",
    "rediffmail.com",
    "bigpond.com",
    "shaw.ca",
    "rogers.com",
    "sympatico.ca",
]
OF_MANY_COUNTRIES = (
    "yahoo.com.ph",
    "hotmail.com.tr",
    "live.be",
    "outlook.sa",
    "gmx.li",
    "yandex.uz",
    "aol.nl",
)


@pytest.mark.parametrize("domain", [*PROVIDERS, *OF_MANY_COUNTRIES, "mail.comcast.net"])
def test_one_persons_reply_stops_no_mailbox_provider(domain: str) -> None:
    assert company_domain(parse_address(f"jane@{domain}").domains) is None


@pytest.mark.parametrize(
    ("host", "company"),
    [
        ("acme.onmicrosoft.com", "acme.onmicrosoft.com"),
        ("acme.mail.onmicrosoft.com", "acme.mail.onmicrosoft.com"),
        ("acme.uk.com", "acme.uk.com"),
        ("sales.acme.de.com", "acme.de.com"),
        ("acme.eu.org", "acme.eu.org"),
        ("acme.github.io", "acme.github.io"),
        ("acme.myshopify.com", "acme.myshopify.com"),
        ("b.a.acme.beget.app", "a.acme.beget.app"),
    ],
)
def test_a_company_below_a_suffix_that_many_share_is_that_company_alone(host: str, company: str) -> None:
    """The domains of leads are made as ever, with the shared suffix last: so leads of old imports are safe, too."""
    assert company_domain(parse_address(f"jane@{host}").domains) == company


@pytest.mark.parametrize("suffix", ["onmicrosoft.com", "uk.com", "de.com", "github.io", "x.beget.app"])
def test_nobody_at_a_shared_suffix_itself_speaks_for_those_below(suffix: str) -> None:
    assert company_domain(parse_address(f"jane@{suffix}").domains) is None


@pytest.mark.parametrize(
    ("host", "company"),
    [
        ("acme.example", "acme.example"),
        ("mail.eu.acme.example", "acme.example"),
        ("live.acme.com", "acme.com"),
        ("outlook.acme.co.uk", "acme.co.uk"),
        ("yahoos.com", "yahoos.com"),
        ("siemens.com", "siemens.com"),
        ("sub.bosch.de", "bosch.de"),
    ],
)
def test_the_subdomains_of_a_company_count_as_the_company(host: str, company: str) -> None:
    assert company_domain(parse_address(f"jane@{host}").domains) == company


def test_who_has_no_domain_has_no_company() -> None:
    assert company_domain(()) is None


def test_a_provider_is_told_by_its_own_domain() -> None:
    assert is_mailbox_provider("comcast.net")
    assert not is_mailbox_provider("acme.example")


@pytest.mark.parametrize(
    ("domain", "right"),
    [
        ("com", True),
        ("co.uk", True),
        ("gov.br", True),
        ("kawasaki.jp", True),
        ("acme.kawasaki.jp", True),
        ("uk.com", True),
        ("github.io", True),
        ("acme.co.uk", False),
        ("mail.acme.kawasaki.jp", False),
        ("acme.example", False),
        ("gmail.com", False),
    ],
)
def test_a_public_suffix_is_what_anybody_can_have_a_domain_below(domain: str, *, right: bool) -> None:
    assert is_public_suffix(domain) is right


LISTS = (shared_domains.MAILBOX_PROVIDERS, shared_domains.PRIVATE_SUFFIXES, shared_domains.REGISTRY_SUFFIXES)


@pytest.mark.parametrize("text", LISTS)
def test_a_list_is_written_in_its_one_form(text: str) -> None:
    lines = text.strip().splitlines()

    assert len(lines) > 400
    assert lines == sorted(lines, key=lambda line: line.partition(":")[0])
    assert all(line.partition(": ")[2] == line.partition(": ")[2].lower().strip() != "" for line in lines)
