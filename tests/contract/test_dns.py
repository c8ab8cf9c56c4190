"""Public DNS, asked through a resolver of the test's own: that there is nothing is an answer, and silence is none."""

import sys
from collections import Counter

import dns.exception
import dns.message
import dns.resolver
import dns.rrset
import pytest

from outreach.adapters.public_dns import PublicDns
from outreach.memory import MemoryDns
from outreach.services.operator.readiness.ports import DnsRecords, NotAsked, RecordKind, SpfFacts

TXT, MX, CNAME, A = RecordKind.TXT, RecordKind.MX, RecordKind.CNAME, RecordKind.A
RECORDS = {
    ("us.example", MX): ("mx.us.example",),
    ("us.example", TXT): ("one", "two"),
    ("links.us.example", CNAME): ("d1.cloudfront.net",),
    ("www.us.example", A): ("192.0.2.1",),
}
WRITTEN = {
    ("us.example", MX): ["10 MX.us.example."],
    ("us.example", TXT): ['"o" "ne"', '"two"'],
    ("links.us.example", CNAME): ["D1.cloudfront.net."],
    ("www.us.example", A): ["192.0.2.1"],
}


class Resolver:
    """Answers from a table as dnspython's own resolver does, and counts the questions."""

    lifetime = 1.0

    def __init__(self, zone: dict, errors: dict[str, Exception] | None = None) -> None:
        self.zone = {(name, str(kind)): texts for (name, kind), texts in zone.items()}
        self.errors = errors or {}
        self.asked: Counter[str] = Counter()

    def resolve(self, qname: str, rdtype: str, *, lifetime: float) -> dns.rrset.RRset:
        self.asked[qname] += 1
        if error := self.errors.get(qname) or self.errors.get("*"):
            raise error
        texts = self.zone.get((qname, rdtype))
        if texts is not None:
            return dns.rrset.from_text_list(f"{qname}.", 60, "IN", rdtype, texts)
        if any(name == qname for name, _ in self.zone):
            raise dns.resolver.NoAnswer(
                response=dns.message.make_response(dns.message.make_query(qname, rdtype))
            )
        raise dns.resolver.NXDOMAIN


@pytest.fixture(params=["memory", "public"])
def names(request):
    """The same names in memory and in DNS; one of them does not answer."""
    if request.param == "memory":
        memory = MemoryDns()
        memory.zone = {**RECORDS, ("silent.example", TXT): NotAsked("no answer")}
        return memory
    return PublicDns(Resolver(WRITTEN, {"silent.example": dns.exception.Timeout()}))


@pytest.mark.parametrize("question", RECORDS)
def test_the_records_of_a_name_are_told_in_lower_case_and_without_the_last_dot(names, question):
    assert names.look_up(*question) == DnsRecords(RECORDS[question])


def test_a_name_without_such_a_record_is_told_from_one_that_does_not_exist(names):
    assert names.look_up("us.example", CNAME) == DnsRecords(exists=True)
    assert names.look_up("nowhere.example", TXT) == DnsRecords(exists=False)


def test_a_name_that_has_no_answer_is_not_asked(names):
    assert isinstance(names.look_up("silent.example", TXT), NotAsked)


def test_a_domain_without_an_spf_record_has_none(names):
    assert names.spf("us.example") == SpfFacts(None)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (dns.exception.Timeout(), "DNS did not respond in time about us.example"),
        (dns.resolver.LifetimeTimeout(timeout=3, errors=[]), "did not respond in time"),
        (dns.resolver.NoNameservers(), "could not answer about us.example (SERVFAIL or refused)"),
        (dns.resolver.NoResolverConfiguration(), "could not be looked up (NoResolverConfiguration)"),
        (OSError("no network"), "DNS cannot be reached (OSError)"),
    ],
)
def test_every_way_to_have_no_answer_is_told_and_none_is_taken_for_an_absence(error, says):
    public = PublicDns(Resolver(WRITTEN, {"*": error}))
    told = public.look_up("us.example", TXT)
    assert isinstance(told, NotAsked)
    assert says in told.because
    assert isinstance(public.spf("us.example"), NotAsked)


@pytest.mark.parametrize("name", ["a..b", "x" * 64 + ".example", "münchen.example", "bücher\ud800.example"])
def test_a_strange_name_raises_nothing(name):
    class Real(dns.resolver.Resolver):
        def __init__(self):
            super().__init__(configure=False)
            self.nameservers = ["127.0.0.1"]
            self.port = 9  # nobody listens there

    public = PublicDns(Real())
    assert isinstance(public.look_up(name, TXT), NotAsked)


def test_when_nobody_answers_the_rest_is_not_asked():
    resolver = Resolver({}, {"*": dns.exception.Timeout()})
    public = PublicDns(resolver)
    told = [public.look_up(f"h{number}.example", A) for number in range(10)]
    assert all(isinstance(one, NotAsked) for one in told)
    assert resolver.asked.total() == 3


def test_an_answer_between_two_silences_keeps_patience():
    names = [f"h{number}.example" for number in range(6)]
    silent = {name: dns.exception.Timeout() for name in names if name not in {"h2.example", "h5.example"}}
    resolver = Resolver({}, silent)
    public = PublicDns(resolver)
    told = [public.look_up(name, A) for name in names]
    assert [isinstance(one, NotAsked) for one in told] == [True, True, False, True, True, False]


def spf(zone: dict[str, str | list[str]], errors: dict[str, Exception] | None = None) -> SpfFacts | NotAsked:
    """The record of us.example, where these domains have these TXT records."""
    records = {
        (name, TXT): [f'"{text}"' for text in ([texts] if isinstance(texts, str) else texts)]
        for name, texts in zone.items()
    }
    hosts = {(f"h{number}.example", A): ["192.0.2.1"] for number in range(20)}
    return PublicDns(Resolver({**records, **hosts}, errors)).spf("us.example")


SES = "v=spf1 ip4:192.0.2.0/24 -all"


class TestSpf:
    """RFC 7208, as checkdmarc works through it."""

    @pytest.mark.parametrize(
        ("zone", "allowed", "lookups"),
        [
            ({"us.example": "v=spf1 include:amazonses.com ~all", "amazonses.com": SES}, {"amazonses.com"}, 1),
            (
                {"us.example": ["other", "v=spf1 include:AmazonSES.com ~all"], "amazonses.com": SES},
                {"amazonses.com"},
                1,
            ),
            ({"us.example": "v=spf1 redirect=amazonses.com", "amazonses.com": SES}, {"amazonses.com"}, 1),
            (
                {
                    "us.example": "v=spf1 include:a.example ~all",
                    "a.example": "v=spf1 redirect=b.example",
                    "b.example": "v=spf1 include:amazonses.com -all",
                    "amazonses.com": SES,
                },
                {"a.example", "b.example", "amazonses.com"},
                3,
            ),
            ({"us.example": "v=spf1 -include:amazonses.com ~all", "amazonses.com": SES}, set(), 1),
            ({"us.example": "v=spf1 ip4:192.0.2.1 -all"}, set(), 0),
        ],
    )
    def test_whom_a_record_allows_is_found_through_include_and_redirect(self, zone, allowed, lookups):
        told = spf(zone)
        assert isinstance(told, SpfFacts)
        assert (told.passes_on_to, told.lookups, told.problem) == (allowed, lookups, None)
        assert not told.allows_everybody

    @pytest.mark.parametrize(
        ("zone", "says"),
        [
            ({"us.example": "v=spf1 include:us.example -all"}, "loop"),
            (
                {
                    "us.example": "v=spf1 include:a.example -all",
                    "a.example": "v=spf1 include:us.example -all",
                },
                "loop",
            ),
            ({"us.example": "v=spf1 redirect=us.example"}, "loop"),
            ({"us.example": ["v=spf1 -all", "v=spf1 ~all"]}, "multiple"),
            ({"us.example": "v=spf1 includes:amazonses.com -all"}, "not a valid"),
            ({"us.example": "v=spf1 " + " ".join(f"a:h{n}.example" for n in range(11)) + " -all"}, "11/10"),
            ({"us.example": "v=spf1 a:x.example a:y.example a:z.example -all"}, "void"),
        ],
    )
    def test_what_receivers_cannot_use_is_told(self, zone, says):
        told = spf(zone)
        assert isinstance(told, SpfFacts)
        assert told.problem
        assert says in told.problem.lower()
        assert "\n" not in told.problem

    def test_ten_lookups_are_allowed(self):
        told = spf({"us.example": "v=spf1 " + " ".join(f"a:h{n}.example" for n in range(10)) + " -all"})
        assert isinstance(told, SpfFacts)
        assert (told.lookups, told.problem) == (10, None)

    def test_a_record_that_allows_everybody_is_known(self):
        told = spf({"us.example": "v=spf1 +all"})
        assert isinstance(told, SpfFacts)
        assert told.allows_everybody

    def test_an_include_that_has_no_answer_decides_nothing(self):
        zone = {"us.example": "v=spf1 include:amazonses.com include:a.example ~all", "amazonses.com": SES}
        assert isinstance(spf(zone, {"a.example": dns.resolver.NoNameservers()}), NotAsked)

    def test_two_resolvers_do_not_share_what_they_were_told(self):
        """checkdmarc remembers answers for the whole process."""
        first = spf({"us.example": "v=spf1 +all"})
        second = spf({"us.example": "v=spf1 -all"})
        assert isinstance(first, SpfFacts)
        assert isinstance(second, SpfFacts)
        assert (first.allows_everybody, second.allows_everybody) == (True, False)

    def test_without_the_extra_it_says_what_to_install(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "checkdmarc", None)
        told = PublicDns(Resolver({})).spf("us.example")
        assert told == NotAsked("checkdmarc is not installed; install outreach[dns]")
