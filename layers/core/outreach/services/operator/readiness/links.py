"""Where the links of a mail lead to: the unsubscribe page, the tracking domain, and what the messages link to."""

import ipaddress
from collections.abc import Iterable, Sequence
from urllib.parse import SplitResult, urlsplit

from outreach.services.operator.readiness.facts import (
    NAME_ONE,
    NO_CAMPAIGN,
    Facts,
    Finding,
    count,
    failed,
    not_asked,
    passed,
)
from outreach.services.operator.readiness.ports import (
    ConfigurationSetFacts,
    DnsRecords,
    LinkResponse,
    NotAsked,
    RecordKind,
)

MOST_HOSTS = 20
"""The most hosts that are looked up in DNS."""
_SHOWN = 3
_SERVER_ERROR = 500
_NOT_OF_THE_WEB = frozenset({"mailto", "tel", "sms", "cid"})
_PLACEHOLDERS = ("{{", "}}", "{%", "[[", "]]", "<", ">", "%7B%7B")
_UNREACHABLE = (".localhost", ".local", ".internal", ".home.arpa", ".test", ".invalid")
_FOR_EXAMPLES = frozenset({"example.com", "example.net", "example.org"})


def unsubscribe_link(told: Sequence[LinkResponse] | NotAsked) -> Finding:
    """Whether a link leads to the unsubscribe page, for people and for the scanners that follow links."""
    return _answered("unsubscribe link", told, {"GET", "HEAD"})


def one_click(told: Sequence[LinkResponse] | NotAsked) -> Finding:
    """Whether a one-click request of a mailbox provider reaches the page (RFC 8058), in both encodings of forms."""
    return _answered("one-click", told, {"POST"})


def _answered(line: str, told: Sequence[LinkResponse] | NotAsked, methods: Iterable[str]) -> Finding:
    if isinstance(told, NotAsked):
        return not_asked(line, told.because)
    responses = [each for each in told if each.method in methods]
    if not responses:
        return not_asked(line, "the page was not requested")
    for each in responses:
        if problem := _problem_of(each):
            return failed(line, f"{_method(each)} {each.url} {problem}", _curl(each))
    tls = "TLS" if urlsplit(told[0].url).scheme == "https" else "no TLS on this machine's own address"
    answers = " and ".join(f"{_method(each)} ({each.status})" for each in responses)
    return passed(line, f"the page responds to {answers} for a link that is not valid, {tls}")


def _method(each: LinkResponse) -> str:
    return f"{each.method} {each.encoding}" if each.encoding else each.method


def _curl(each: LinkResponse) -> str:
    how = {"urlencoded": " -d List-Unsubscribe=One-Click", "multipart": " -F List-Unsubscribe=One-Click"}
    return f"curl -i{how.get(each.encoding or '', '')} {each.url}"


def _problem_of(each: LinkResponse) -> str | None:
    """Say what is wrong with a response to a link that is not valid."""
    parts = urlsplit(each.url)
    if parts.scheme != "https" and not is_loopback(parts.hostname):
        return "is not protected by TLS"
    if each.status is None:
        return f"has no response: {each.problem}"
    if each.status >= _SERVER_ERROR:
        return f"ends in an error ({each.status})"
    if _is_redirect(each):
        return f"is redirected ({each.status}), and mailbox providers do not follow a redirected one-click request"
    if not each.is_our_page:
        return f"is answered by something else than the unsubscribe page ({each.status})"
    return None


def tracking_domain(facts: Facts) -> Finding:
    """Whether the owner's own domain for tracked links leads to SES, over HTTPS."""
    line, told, domain = "tracking domain", facts.configuration_set, facts.tracking_domain
    if not isinstance(told, ConfigurationSetFacts):
        because = told.because if isinstance(told, NotAsked) else "there is no configuration set"
        return not_asked(line, because)
    if domain is None:
        return passed(line, "none of your own; tracked links lead over a domain of SES")
    target = f"r.{facts.region}.awstrack.me"
    record = f"{domain} CNAME {target}"
    alias, addresses = facts.records(domain, RecordKind.CNAME), facts.records(domain, RecordKind.A)
    if isinstance(addresses, NotAsked):
        return not_asked(line, addresses.because, record)
    if not addresses.values:
        return failed(
            line,
            f"{domain} leads nowhere: set this record, or one to your own HTTPS server before it",
            record,
        )
    direct = isinstance(alias, DnsRecords) and target in alias.values
    return _tracked_over_https(line, facts.tracking_page, domain, told.https_policy, direct=direct)


def _tracked_over_https(
    line: str, page: LinkResponse | None, domain: str, policy: str | None, *, direct: bool
) -> Finding:
    """The links of a mail are https, so their tracked form is, too, whatever the policy says of open trackers."""
    if page is None:
        return not_asked(line, f"{domain} was not requested")
    if page.status is None:
        cause = f"{domain} does not respond over HTTPS: {page.problem}"
        way = "it points to SES itself, which has no certificate for it; " if direct else ""
        return failed(line, f"{cause}; {way}put a server with a certificate before it, such as CloudFront")
    if _is_redirect(page) and urlsplit(page.location or "").hostname not in {None, domain}:
        return failed(line, f"{domain} redirects everything to {page.location}: it does not lead to SES")
    if page.status >= _SERVER_ERROR:
        return failed(line, f"{domain} ends in an error ({page.status})")
    return passed(line, f"{domain} responds over HTTPS; the policy of the set is {policy or 'OPTIONAL'}")


def message_links(facts: Facts) -> Finding:
    """Whether the links of the messages are ones that recipients can follow. Nobody requests them."""
    line, about = "links", facts.campaign
    if about is None:
        return not_asked(line, NO_CAMPAIGN, NAME_ONE)
    if not about.tried:
        return not_asked(line, "the campaign has no leads to render for")
    problems = [
        f"{link or '(empty)'} {problem}" for link in about.links if (problem := problem_of_link(link))
    ]
    if problems:
        more = f", and {count(len(problems) - _SHOWN, 'other')}" if len(problems) > _SHOWN else ""
        return failed(line, f"{'; '.join(problems[:_SHOWN])}{more}")
    return _existing(line, facts, about.links)


def _existing(line: str, facts: Facts, links: Sequence[str]) -> Finding:
    hosts = hosts_of(links)
    answers = {host: _existence(facts, host) for host in hosts[:MOST_HOSTS]}
    absent = [host for host, exists in answers.items() if exists is False]
    if absent:
        return failed(line, f"no such host: {', '.join(absent[:_SHOWN])}")
    for host, exists in answers.items():
        if isinstance(exists, NotAsked):
            return not_asked(line, f"whether there is a host {host}: {exists.because}")
    if len(hosts) > MOST_HOSTS:
        return not_asked(
            line, f"the messages link to {len(hosts)} hosts, and only {MOST_HOSTS} were looked up"
        )
    if not hosts:
        return passed(line, "the messages link to nothing on the web but the unsubscribe page")
    return passed(line, f"{count(len(links), 'link')} can be followed, to {', '.join(hosts[:_SHOWN])}")


def _existence(facts: Facts, host: str) -> bool | NotAsked:
    answers = [facts.records(host, kind) for kind in (RecordKind.A, RecordKind.AAAA)]
    if any(isinstance(answer, DnsRecords) and answer.values for answer in answers):
        return True
    return next((answer for answer in answers if isinstance(answer, NotAsked)), False)


def hosts_of(links: Iterable[str]) -> list[str]:
    """Return the hosts of links on the web, each once."""
    hosts = (parts.hostname for link in links if (parts := _parts(link)) and parts.scheme == "https")
    return sorted({host.rstrip(".") for host in hosts if host})


def problem_of_link(link: str) -> str | None:
    """Say why recipients cannot follow a link of a message, or would not want to. None if they can."""
    if any(mark in link for mark in _PLACEHOLDERS):
        return "is a placeholder that nobody filled in"
    parts = _parts(link)
    if parts is None:
        return "is no address"
    if parts.scheme in _NOT_OF_THE_WEB:
        return None
    if parts.scheme == "http":
        return "is not https"
    if parts.scheme != "https" or not parts.hostname:
        return "is no address on the web"
    return _problem_of_host(parts.hostname.rstrip("."))


def _problem_of_host(host: str) -> str | None:
    if is_loopback(host) or host.endswith(_UNREACHABLE) or "." not in host:
        return "leads to a machine that recipients cannot reach"
    if _is_address(host):
        return "names an address and no host, as spam does"
    if host in _FOR_EXAMPLES or host.endswith(tuple(f".{name}" for name in _FOR_EXAMPLES)):
        return "is a name for examples (RFC 2606)"
    return None


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine."""
    return host in {"localhost", "127.0.0.1", "::1"}


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_redirect(each: LinkResponse) -> bool:
    return each.status is not None and 300 <= each.status < 400  # noqa: PLR2004 - the class of redirects in HTTP


def _parts(link: str) -> SplitResult | None:
    try:
        parts = urlsplit(link.strip())
        parts.port  # noqa: B018 - raises if it is no number
    except ValueError:
        return None
    return parts
