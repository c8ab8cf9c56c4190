"""What every sender must keep: that of rehearsals, SES's, and a third one in memory.

One that is added gets a rig here: how its recipients' mailboxes look, and how it is made to refuse and to fail.
What the send path does after each outcome is in `unit/test_send.py`; what an outcome claims is here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest

from outreach.adapters import clients
from outreach.adapters.dynamodb.proof_mails import DynamoProofMails
from outreach.adapters.proof import ProofSender
from outreach.adapters.ses import SesSender
from outreach.artifacts import eml
from outreach.domain.conversation import MAX_REFERENCES
from outreach.domain.ids import CampaignId, RunId, SesMessageId
from outreach.domain.mail import Mail, unsafe_in_header
from outreach.domain.outcome import Accepted, Ambiguous, Refusal, Refused
from outreach.errors import StoreUnavailable
from outreach.local.ses_endpoint import Fault, SesEndpoint
from outreach.memory import FixedClock, MemoryProofMails, MemoryProofSender, MemorySender, MemoryTables
from outreach.services.operator.ports import ProofMails
from outreach.services.ports import ProofMail
from outreach.services.send.ports import Sender
from world.builders import SHARDS, a_key, a_mail

PACKAGE = Path(__file__).resolve().parents[2] / "layers" / "core" / "outreach"
PROOF_RUN = "proof-1"


@dataclass(frozen=True)
class Seen:
    """A mail as its recipient has it; of a rehearsal, as its export shows it."""

    message_id: str
    recipient: str
    text: str


@dataclass(frozen=True)
class Rig:
    sender: Sender
    again: Callable[[], Sender]
    """Makes the same sender anew, as another process does, weeks later."""
    seen: Callable[[], list[Seen]]
    refusing: Mapping[Refusal, Callable[[], AbstractContextManager[None]]] = field(default_factory=dict)
    """While one of these is open, the next mail is refused for that reason."""
    lose: Mapping[bool, Callable[[], None]] = field(default_factory=dict)
    """By whether the next mail is accepted: loses the response to it."""


@contextmanager
def during(begin: Callable[[], object], end: Callable[[], object] | None = None) -> Iterator[None]:
    begin()
    yield
    if end is not None:
        end()


def rig_in_memory() -> Iterator[Rig]:
    sender = MemorySender()

    def taken_unheard(mail: Mail) -> Ambiguous:
        sender.accepted[SesMessageId("unheard")] = mail
        return Ambiguous("ReadTimeoutError")

    yield Rig(
        sender,
        MemorySender,
        lambda: [Seen(sender.rfc_message_id(n), m.recipient, m.text) for n, m in sender.accepted.items()],
        {each: partial(during, partial(sender.script.append, Refused(each, "Scripted"))) for each in Refusal},
        {
            True: partial(sender.script.append, taken_unheard),
            False: partial(sender.script.append, Ambiguous("ReadTimeoutError")),
        },
    )


def rehearsed(mails: ProofMails, name: str) -> list[Seen]:
    found: list[Seen] = []
    for recorded in mails.of_run(CampaignId(name), RunId(PROOF_RUN), SHARDS):
        content = eml.build(recorded.mail, recorded.claim_id, recorded.at).content
        assert content is not None
        message = eml.parsed(content)
        found.append(Seen(message["Message-ID"], message["To"], eml.body(message, "plain")))
    return found


def rig_of_proof_in_memory(name: str) -> Iterator[Rig]:
    tables = MemoryTables()
    yield Rig(
        MemoryProofSender(tables, FixedClock()),
        lambda: MemoryProofSender(MemoryTables(), FixedClock()),
        lambda: rehearsed(MemoryProofMails(tables), name),
    )


class Losing(DynamoProofMails):
    """A table whose next response is lost, whether it was written to or not."""

    taken: bool | None = None

    def record(self, recorded: ProofMail) -> None:
        if self.taken is not False:
            super().record(recorded)
        if self.taken is not None:
            self.taken = None
            raise StoreUnavailable("PutItem")


def rig_of_proof(request: pytest.FixtureRequest, name: str) -> Iterator[Rig]:
    mails = Losing(request.getfixturevalue("tables"))
    yield Rig(
        ProofSender(mails, FixedClock()),
        lambda: ProofSender(mails, FixedClock()),
        lambda: rehearsed(mails, name),
        lose={taken: partial(setattr, mails, "taken", taken) for taken in (True, False)},
    )


def rig_of_ses(request: pytest.FixtureRequest) -> Iterator[Rig]:
    """Its endpoint, as the local stack has it, gives mails the Message-IDs of us-east-1."""
    patch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        patch.setenv(name, "test")
    patch.setenv("NO_PROXY", "127.0.0.1")
    with SesEndpoint(request.getfixturevalue("tmp_path") / "mails") as endpoint:
        inject = endpoint.faults.inject

        def made() -> SesSender:
            return SesSender(clients.sending_client("us-east-1", endpoint.url), "outreach")

        sender = made()
        yield Rig(
            sender,
            made,
            lambda: [
                Seen(kept.headers["Message-ID"], kept.recipient, kept.text or "") for kept in endpoint.mails()
            ],
            {
                Refusal.THROTTLED: partial(during, partial(inject, Fault.TOO_MANY_REQUESTS)),
                Refusal.SENDER_STOPPED: partial(during, partial(inject, Fault.ACCOUNT_SUSPENDED)),
                Refusal.CONTENT: partial(  # what botocore finds wrong never leaves
                    during,
                    partial(setattr, sender, "_configuration_set", 1),
                    partial(setattr, sender, "_configuration_set", "outreach"),
                ),
                Refusal.UNEXPLAINED: partial(during, partial(inject, Fault.MESSAGE_REJECTED)),
                Refusal.NOT_REACHED: partial(
                    during, endpoint.refuse_connections, endpoint.accept_connections
                ),
            },
            {True: partial(inject, Fault.ACCEPT_AND_DROP), False: partial(inject, Fault.DROP)},
        )


SENDERS = ("memory", "proof in memory", "proof", "ses")
REFUSING = ("memory", "ses")
"""A rehearsal refuses nothing."""
LOSING = ("memory", "proof", "ses")
"""What is written in memory is known."""


@pytest.fixture
def rig(request: pytest.FixtureRequest, name: str) -> Iterator[Rig]:
    yield from {
        "memory": rig_in_memory,
        "proof in memory": lambda: rig_of_proof_in_memory(name),
        "proof": lambda: rig_of_proof(request, name),
        "ses": lambda: rig_of_ses(request),
    }[request.param]()


def of(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rig", names, indirect=True)


@pytest.fixture
def mail(name: str) -> Mail:
    return a_mail(a_key(campaign_id=name, run_id=PROOF_RUN))


def tells_of(outcome: Refused | Ambiguous, mail: Mail) -> bool:
    """Whether personal data would be stored with the touch, and logged."""
    return any(word in outcome.detail for word in (mail.recipient, mail.subject, mail.sender))


@of(*SENDERS)
def test_an_accepted_mail_has_been_taken_once_and_whole(rig: Rig, mail: Mail) -> None:
    assert isinstance(rig.sender.send(mail), Accepted)
    assert [(seen.recipient, seen.text.strip()) for seen in rig.seen()] == [
        (mail.recipient, mail.text.strip())
    ]


@of(*SENDERS)
def test_its_recipient_sees_the_message_id_that_the_sender_tells(rig: Rig, mail: Mail) -> None:
    outcome = rig.sender.send(mail)
    assert isinstance(outcome, Accepted)
    assert [seen.message_id for seen in rig.seen()] == [rig.sender.rfc_message_id(outcome.ses_message_id)]


@of(*SENDERS)
def test_another_process_tells_the_same_from_the_id_alone(rig: Rig, mail: Mail) -> None:
    """A touch keeps the id and nothing else, for as long as its campaign goes on."""
    outcome = rig.sender.send(mail)
    assert isinstance(outcome, Accepted)
    assert rig.again().rfc_message_id(outcome.ses_message_id) == rig.seen()[0].message_id


@of(*SENDERS)
def test_each_mail_has_names_of_its_own(rig: Rig, mail: Mail) -> None:
    tags = [{**mail.tags, "claim": claim} for claim in ("claim-1", "claim-2")]
    outcomes = [rig.sender.send(replace(mail, tags=each)) for each in tags]
    ids = {outcome.ses_message_id for outcome in outcomes if isinstance(outcome, Accepted)}
    assert len(ids) == len({seen.message_id for seen in rig.seen()}) == 2


@of(*SENDERS)
def test_a_message_id_is_one_that_a_follow_up_can_name(rig: Rig, mail: Mail) -> None:
    """As RFC 5322, 3.6.4 has it; and the first and the last one fit into References."""
    outcome = rig.sender.send(mail)
    assert isinstance(outcome, Accepted)
    message_id = rig.sender.rfc_message_id(outcome.ses_message_id)
    assert re.fullmatch(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>", message_id)
    assert not unsafe_in_header(message_id)
    assert 2 * len(message_id) + 1 <= MAX_REFERENCES


@of(*REFUSING)
@pytest.mark.parametrize("refusal", Refusal)
def test_a_refused_mail_was_not_taken_and_can_be_sent_again(rig: Rig, mail: Mail, refusal: Refusal) -> None:
    with rig.refusing[refusal]():
        outcome = rig.sender.send(mail)
    assert isinstance(outcome, Refused)
    assert (outcome.refusal, rig.seen(), tells_of(outcome, mail)) == (refusal, [], False)
    assert isinstance(rig.sender.send(mail), Accepted)
    assert len(rig.seen()) == 1


@of(*LOSING)
@pytest.mark.parametrize("taken", [True, False])
def test_where_nobody_knows_the_outcome_is_ambiguous(rig: Rig, mail: Mail, taken: bool) -> None:
    """The same outcome for both, whatever is likely: only then is the mail never sent again by itself."""
    rig.lose[taken]()
    outcome = rig.sender.send(mail)
    assert isinstance(outcome, Ambiguous)
    assert (len(rig.seen()), tells_of(outcome, mail)) == (taken, False)


def test_the_domain_and_the_services_name_no_sender_s_domain() -> None:
    """What SES writes into headers is known to its adapter, and handed in.

    Preflight, in the operator's room, is about DNS and names the records that SES asks for. A drill writes to the
    mailbox simulator, whose domain its rules must know.
    """
    knowing = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if PACKAGE / "services/operator" not in path.parents
        and path != PACKAGE / "domain/drill.py"
        and re.search(r"amazonses|rehearsal\.invalid", path.read_text("utf-8"))
    }
    assert knowing <= {"adapters", "local"}
