"""Public DNS, as the operator's machine sees it: dnspython asks, and checkdmarc works through SPF records.

checkdmarc takes an error of DNS for a record that is not there. So it asks through `_Noting`, and if a request had
no answer, what it concluded does not count. It is an extra of the package, `outreach[dns]`, and imported late: it
takes a third of a second.
"""

from typing import TYPE_CHECKING, Any, Protocol

from outreach.services.operator.readiness.ports import DnsRecords, NotAsked, RecordKind, SpfFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SECONDS = 3.0
"""How long one request may take, over all servers and tries."""
_PATIENCE = 3
"""After so many requests in a row without an answer nobody asks any more."""
_NO_EXTRA = "checkdmarc is not installed; install outreach[dns]"


class Resolver(Protocol):
    """The part of `dns.resolver.Resolver` that is used."""

    lifetime: float

    def resolve(self, qname: str, rdtype: str, *, lifetime: float) -> Any:
        """Return an answer, or raise an error of dnspython."""
        ...


class PublicDns:
    """Looks names up. Each question is asked once; without a resolver it uses that of the machine."""

    def __init__(self, resolver: Resolver | None = None) -> None:
        self._given = resolver
        self._noting: _Noting | None = None

    def look_up(self, name: str, kind: RecordKind) -> DnsRecords | NotAsked:
        """Return the records of a name. CNAME records are followed, unless they are what is asked for."""
        import dns.exception
        import dns.resolver

        resolver = self._resolver()
        resolver.unanswered = None
        try:
            answer = resolver.resolve(name, kind.value, lifetime=_SECONDS)
        except dns.resolver.NXDOMAIN:
            return DnsRecords(exists=False)
        except dns.resolver.NoAnswer:
            return DnsRecords()
        except dns.exception.DNSException as error:
            return resolver.unanswered or _unanswered(name, error)
        return DnsRecords(tuple(_text(record, kind) for record in answer))

    def spf(self, domain: str) -> SpfFacts | NotAsked:
        """Work through the SPF record of a domain, as RFC 7208 has it."""
        try:
            from checkdmarc import spf, utils
        except ImportError:
            return NotAsked(_NO_EXTRA)
        resolver = self._resolver()
        resolver.unanswered = None
        utils.DNS_CACHE.clear()  # it is one for the whole process, whoever the resolver is
        try:
            found = _spf_facts(spf.get_spf_record(domain, resolver=resolver, retries=0))
        except spf.SPFRecordNotFound:
            found = SpfFacts(None)
        except spf.SPFError as error:
            found = SpfFacts("", problem=" ".join(str(error).split()))
        except Exception as error:  # noqa: BLE001 - whatever a strange record does to the library says nothing about it
            return NotAsked(
                f"checkdmarc could not work through the record of {domain} ({type(error).__name__})"
            )
        return resolver.unanswered or found

    def _resolver(self) -> "_Noting":
        if self._noting is None:
            self._noting = _Noting(self._given)
        return self._noting


class _Noting:
    """Asks a resolver, notes what had no answer, and gives up when nobody answers."""

    lifetime = _SECONDS

    def __init__(self, resolver: Resolver | None) -> None:
        self._resolver = resolver
        self._silent = 0
        self.unanswered: NotAsked | None = None
        """The first request that had no answer since somebody reset this."""

    def resolve(self, qname: str, rdtype: str, *, lifetime: float) -> Any:
        """Ask as `dns.resolver.Resolver` does."""
        import dns.exception
        import dns.resolver

        try:
            if self._silent >= _PATIENCE:
                raise dns.exception.Timeout
            if self._resolver is None:
                self._resolver = dns.resolver.Resolver()
            answer = self._resolver.resolve(qname, rdtype, lifetime=lifetime)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            self._silent = 0
            raise
        except (dns.exception.DNSException, OSError, UnicodeError) as error:
            self._silent += 1
            self.unanswered = self.unanswered or _unanswered(qname, error)
            # checkdmarc expects no other error than those of dnspython.
            raise dns.exception.DNSException from error
        self._silent = 0
        return answer


def _unanswered(name: str, error: Exception) -> NotAsked:
    import dns.exception
    import dns.resolver

    if isinstance(error, dns.exception.Timeout):
        return NotAsked(f"DNS did not respond in time about {name}")
    if isinstance(error, dns.resolver.NoNameservers):
        return NotAsked(f"the servers of DNS could not answer about {name} (SERVFAIL or refused)")
    if isinstance(error, dns.exception.DNSException | UnicodeError):
        return NotAsked(f"{name} could not be looked up ({type(error).__name__})")
    return NotAsked(f"DNS cannot be reached ({type(error).__name__})")


def _text(record: Any, kind: RecordKind) -> str:
    match kind:
        case RecordKind.TXT:
            return b"".join(record.strings).decode(errors="replace")
        case RecordKind.MX:
            return _host(record.exchange)
        case RecordKind.CNAME:
            return _host(record.target)
        case _:
            return str(record.to_text())


def _host(name: Any) -> str:
    return str(name.to_text(omit_final_dot=True)).lower()


def _spf_facts(told: "Mapping[str, Any]") -> SpfFacts:
    parsed = told["parsed"]
    return SpfFacts(
        told["record"],
        passes_on_to=frozenset(_passed_on(parsed)),
        lookups=told["dns_lookups"],
        allows_everybody=parsed["all"] == "pass",
    )


def _passed_on(parsed: "Mapping[str, Any]") -> "Iterator[str]":
    """Name every domain that a record includes or redirects to, and that was worked through."""
    for mechanism in parsed["mechanisms"]:
        if mechanism["mechanism"] == "include" and mechanism["action"] == "pass" and mechanism.get("parsed"):
            yield mechanism["value"].lower()
            yield from _passed_on(mechanism["parsed"])
    redirect = parsed["redirect"]
    if redirect and redirect.get("parsed"):
        yield redirect["domain"].lower()
        yield from _passed_on(redirect["parsed"])
