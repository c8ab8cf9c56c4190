"""DMARC by RFC 9989: the walk, which record applies, what it asks for, and which domains belong together."""

import dns.message
import dns.resolver
import dns.rrset
import pytest
from checkdmarc.dmarc import DMARCRecordNotFound, query_dmarc_record
from checkdmarc.utils import DNS_CACHE

from outreach.domain.dmarc import (
    DmarcRecord,
    applying,
    are_several,
    names_to_ask,
    organizational_domain,
    record_among,
)


def read(text: str) -> DmarcRecord:
    record = record_among([text])
    assert record is not None, text
    return record


def found(**records: str) -> dict[str, DmarcRecord]:
    """Records by domain; `__` stands for a dot."""
    return {name.replace("__", "."): read(f"v=DMARC1; {tags}") for name, tags in records.items()}


class TestWalk:
    def test_it_goes_from_the_domain_to_its_last_label(self) -> None:
        assert names_to_ask("a.mail.us.example") == (
            "a.mail.us.example",
            "mail.us.example",
            "us.example",
            "example",
        )
        assert names_to_ask("example") == ("example",)

    @pytest.mark.parametrize(
        ("domain", "second"),
        [
            ("a.b.c.d.e.f.g.h", "b.c.d.e.f.g.h"),
            ("x.a.b.c.d.e.f.g.h", "b.c.d.e.f.g.h"),
            ("z.y.x.a.b.c.d.e.f.g.h", "b.c.d.e.f.g.h"),
        ],
    )
    def test_it_asks_for_eight_names_at_most(self, domain: str, second: str) -> None:
        names = names_to_ask(domain)
        assert len(names) == 8
        assert names[:2] == (domain, second)


class TestRecord:
    @pytest.mark.parametrize("text", ["v=DMARC1", "v=DMARC1;", "V = DMARC1 ; p=none", "v=DMARC1;p=none"])
    def test_it_begins_with_its_version(self, text: str) -> None:
        assert read(text) == DmarcRecord()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "v=DMARC2; p=none",
            "v=dmarc1; p=none",
            " v=DMARC1",
            "p=none; v=DMARC1",
            "v=DMARC10",
            "v=spf1 -all",
        ],
    )
    def test_other_texts_do_not_count(self, text: str) -> None:
        assert record_among([text]) is None
        assert record_among([text, "v=DMARC1; p=reject"]) == DmarcRecord("reject")

    def test_several_count_as_none(self) -> None:
        texts = ["v=DMARC1; p=none", "v=DMARC1; p=reject"]
        assert record_among(texts) is None
        assert are_several(texts)
        assert not are_several(texts[:1])
        assert not are_several(["v=spf1 -all", texts[0]])

    @pytest.mark.parametrize(
        ("tags", "expected"),
        [
            ("p=Reject", DmarcRecord("reject")),
            ("p = quarantine ; sp = none", DmarcRecord("quarantine", subdomains="none")),
            ("p=none; np=reject", DmarcRecord(absent_subdomains="reject")),
            ("t=y", DmarcRecord(testing=True)),
            ("t=n", DmarcRecord()),
            ("adkim=s", DmarcRecord(strict_dkim=True)),
            ("aspf=s", DmarcRecord(strict_spf=True)),
            ("adkim=x; aspf=", DmarcRecord()),
            ("psd=y", DmarcRecord(public_suffix="y")),
            ("psd=n", DmarcRecord(public_suffix="n")),
            ("psd=x", DmarcRecord()),
            ("fo=1; unknown=yes", DmarcRecord()),
            ("p=none; pct=50; rf=afrf; ri=60", DmarcRecord(removed=("pct", "rf", "ri"))),
            ("p=rejct", DmarcRecord(mistakes=('p="rejct" is no policy',))),
            ("p=none; sp=", DmarcRecord(mistakes=('sp="" is no policy',))),
            ("p=none; np=all", DmarcRecord(mistakes=('np="all" is no policy',))),
            (";; p=none ;;", DmarcRecord()),
            ("v=DMARC1", DmarcRecord(mistakes=("v stands twice",))),
            ("p=none; P=reject", DmarcRecord(mistakes=("p stands twice",))),
        ],
    )
    def test_its_tags_are_read_and_defaults_hold(self, tags: str, expected: DmarcRecord) -> None:
        assert read(f"v=DMARC1; {tags}") == expected

    @pytest.mark.parametrize(
        ("tags", "existing", "absent"),
        [
            ("p=reject", "reject", "reject"),
            ("p=reject; sp=none", "none", "none"),
            ("p=reject; np=none", "reject", "none"),
            ("p=none; sp=quarantine; np=reject", "quarantine", "reject"),
        ],
    )
    def test_a_subdomain_has_a_policy_of_its_own(self, tags: str, existing: str, absent: str) -> None:
        record = read(f"v=DMARC1; {tags}")
        assert record.for_subdomain(exists=True) == existing
        assert record.for_subdomain(exists=False) == absent


class TestOrganization:
    @pytest.mark.parametrize(
        ("domain", "records", "expected"),
        [
            ("a.mail.us.example", {}, "a.mail.us.example"),
            ("a.mail.us.example", {"us__example": ""}, "us.example"),
            ("a.mail.us.example", {"mail__us__example": "", "us__example": ""}, "us.example"),
            ("a.mail.us.example", {"mail__us__example": "psd=n", "us__example": ""}, "mail.us.example"),
            ("a.mail.us.example", {"example": "psd=y"}, "us.example"),
            ("a.mail.us.example", {"us__example": "", "example": "psd=y"}, "us.example"),
            ("a.mail.us.example", {"us__example": "psd=y", "example": "psd=y"}, "mail.us.example"),
            ("us.example", {"us__example": "psd=y"}, "us.example"),
            ("us.example", {"us__example": "psd=y", "example": ""}, "example"),
            ("us.example", {"us__example": "psd=n", "example": ""}, "us.example"),
            ("us.example", {"example": ""}, "example"),
        ],
    )
    def test_it_is_found_by_the_walk(self, domain: str, records: dict[str, str], expected: str) -> None:
        assert organizational_domain(domain, found(**records)) == expected


CASES = [
    ("us.example", {"us__example": "p=reject"}, "us.example"),
    ("mail.us.example", {"us__example": "p=reject"}, "us.example"),
    ("mail.us.example", {"mail__us__example": "p=none", "us__example": "p=reject"}, "mail.us.example"),
    ("a.mail.us.example", {"mail__us__example": "p=none", "us__example": "p=reject"}, "us.example"),
    (
        "a.mail.us.example",
        {"mail__us__example": "p=none; psd=n", "us__example": "p=reject"},
        "mail.us.example",
    ),
    ("a.us.example", {"example": "p=reject; psd=y"}, "example"),
    ("a.us.example", {"us__example": "p=none", "example": "p=reject; psd=y"}, "us.example"),
    ("a.us.example", {"a__us__example": "p=none", "example": "p=reject; psd=y"}, "a.us.example"),
    ("us.example", {}, None),
    ("us.example", {"other__example": "p=none"}, None),
]


@pytest.mark.parametrize(("domain", "records", "expected"), CASES)
def test_the_record_that_applies_is_its_own_or_that_of_its_organization_or_of_the_suffix(
    domain: str, records: dict[str, str], expected: str | None
) -> None:
    place = applying(domain, found(**records))
    assert (place[0] if place else None) == expected


class Zone:
    """A resolver that holds some DMARC records, for checkdmarc."""

    lifetime = 1.0

    def __init__(self, records: dict[str, str]) -> None:
        self._records = {f"_dmarc.{name.replace('__', '.')}": tags for name, tags in records.items()}

    def resolve(self, name: str, kind: str, *, lifetime: float) -> dns.rrset.RRset:
        tags = self._records.get(name) if kind == "TXT" else None
        if tags is None:
            raise dns.resolver.NoAnswer(
                response=dns.message.make_response(dns.message.make_query(name, kind))
            )
        return dns.rrset.from_text(f"{name}.", 60, "IN", "TXT", f'"v=DMARC1; {tags}"')


@pytest.mark.parametrize(("domain", "records", "expected"), CASES)
def test_checkdmarc_finds_the_same_record(domain: str, records: dict[str, str], expected: str | None) -> None:
    """An implementation of others, to hold ours against."""
    DNS_CACHE.clear()
    try:
        location = query_dmarc_record(domain, resolver=Zone(records))["location"]
    except DMARCRecordNotFound:
        location = None
    assert location == expected
