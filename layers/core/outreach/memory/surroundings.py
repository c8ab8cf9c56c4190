"""What is around a stack: SES, the alarms, the unsubscribe page and DNS, as a test says."""

from collections.abc import Sequence

from outreach.domain.sending_account import AccountFacts
from outreach.services.operator.readiness.ports import (
    ActiveRules,
    Alarm,
    ConfigurationSetFacts,
    DnsRecords,
    IdentityFacts,
    LinkResponse,
    NotAsked,
    Recommendation,
    RecordKind,
    SpfFacts,
    Subscription,
)

_NOBODY = NotAsked("nobody is there to be asked")


class MemorySetup:
    """How everything around a stack is set up. A test says it; at first nothing can be asked."""

    region = "eu-west-1"
    on_aws = True

    def __init__(self) -> None:
        self.of_account: AccountFacts | NotAsked = _NOBODY
        self.identities: dict[str, IdentityFacts] | NotAsked = _NOBODY
        self.of_set: ConfigurationSetFacts | NotAsked | None = _NOBODY
        self.subscribed: Sequence[Subscription] | NotAsked = _NOBODY
        self.responses: Sequence[LinkResponse] | NotAsked = _NOBODY
        self.recommended: Sequence[Recommendation] | NotAsked = _NOBODY
        self.rules: ActiveRules | NotAsked = _NOBODY
        self.of_alarms: Sequence[Alarm] | NotAsked = _NOBODY
        self.servers: dict[str, LinkResponse] = {}
        """How web servers respond, by host."""

    def recommendations(self) -> Sequence[Recommendation] | NotAsked:
        """Return what the test lets SES recommend."""
        return self.recommended

    def active_rules(self) -> ActiveRules | NotAsked:
        """Return the receipt rules that the test says."""
        return self.rules

    def alarms(self) -> Sequence[Alarm] | NotAsked:
        """Return the alarms that the test says."""
        return self.of_alarms

    def web_server(self, host: str) -> LinkResponse:
        """Return how a server responds; one that the test does not name does not."""
        silent = LinkResponse("HEAD", f"https://{host}/", None, problem="nobody is there")
        return self.servers.get(host, silent)

    def account(self) -> AccountFacts | NotAsked:
        """Return what the test says of the account."""
        return self.of_account

    def identity(self, name: str) -> IdentityFacts | NotAsked | None:
        """Return what the test says of an identity; None if it does not name it."""
        return self.identities if isinstance(self.identities, NotAsked) else self.identities.get(name)

    def configuration_set(self) -> ConfigurationSetFacts | NotAsked | None:
        """Return what the test says of the configuration set."""
        return self.of_set

    def subscriptions(self) -> Sequence[Subscription] | NotAsked:
        """Return whom the test subscribed."""
        return self.subscribed

    def unsubscribe_page(self) -> Sequence[LinkResponse] | NotAsked:
        """Return the responses that the test gives."""
        return self.responses


class MemoryDns:
    """Public DNS as a table. A test fills it; at first nobody answers."""

    def __init__(self) -> None:
        self.zone: dict[tuple[str, RecordKind], tuple[str, ...] | NotAsked] | None = None
        """What is not in it does not exist."""
        self.spf_records: dict[str, SpfFacts | NotAsked] = {}
        self.asked: list[str] = []
        """The names that were looked up."""

    def look_up(self, name: str, kind: RecordKind) -> DnsRecords | NotAsked:
        """Return what the table says of a name."""
        self.asked.append(name)
        if self.zone is None:
            return _NOBODY
        told = self.zone.get((name, kind), ())
        if isinstance(told, NotAsked):
            return told
        return DnsRecords(told, exists=any(known == name for known, _ in self.zone))

    def spf(self, domain: str) -> SpfFacts | NotAsked:
        """Return what the test says of a domain's record."""
        self.asked.append(domain)
        return self.spf_records.get(domain, _NOBODY if self.zone is None else SpfFacts(None))
