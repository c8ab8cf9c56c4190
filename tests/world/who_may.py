"""Who may give which command: what docs/operations.md says, what the policies allow, and what is tried."""

from dataclasses import dataclass

PEOPLE = ("reader", "author", "stopper", "sender")
POLICIES = {
    "reader": ["ReaderPolicyArn"],
    "stopper": ["ReaderPolicyArn", "StopperPolicyArn"],
    "author": ["ReaderPolicyArn", "AuthorPolicyArn"],
    "sender": ["ReaderPolicyArn", "AuthorPolicyArn", "SenderPolicyArn"],
}
"""The outputs with the policies that each has."""


@dataclass(frozen=True)
class Command:
    """A command as the docs name it, a call of it, and who may make that."""

    name: str
    line: str
    people: frozenset[str]


def _of(people: str, *commands: tuple[str, str]) -> list[Command]:
    return [Command(name, line, frozenset(people.split())) for name, line in commands]


COMMANDS = [
    *_of(
        "reader stopper author sender",
        ("status", "status demo"),
        ("why", "why ann-{who}@acme.example"),
        ("campaign list", "campaign list"),
        ("campaign show", "campaign show demo"),
        ("campaign diff", "campaign diff changed"),
        ("leads list", "leads list --campaign-id demo"),
        ("leads show", "leads show ann-{who}@acme.example --campaign-id demo"),
        ("suppress list", "suppress list"),
        ("suppress export", "suppress export orders-{who}.csv"),
        ("replies list", "replies list"),
        ("unknown list", "unknown list"),
        ("kill status", "kill status"),
        ("restore status", "restore status"),
        ("artifacts export", "artifacts export demo"),
        ("verify", "verify artifacts/campaign_demo/live"),
        ("preview", "preview demo"),
        ("simulate", "simulate demo"),
    ),
    *_of(
        "author sender",
        ("campaign apply", "campaign apply next"),
        ("leads import", "leads import more.csv --campaign-id demo"),
        ("leads set", "leads set bea-{who}@acme.example --value first_name=Beatrice --campaign-id demo"),
        ("leads hold", "leads hold bea-{who}@acme.example --until 2027-01-11 --campaign-id demo"),
        ("leads stop", "leads stop cyd-{who}@acme.example --campaign-id demo"),
        ("leads reopen", "leads reopen eli-{who}@acme.example --campaign-id demo"),
        ("suppress add", "suppress add dot-{who}@acme.example"),
        ("suppress remove", "suppress remove ivy-{who}@acme.example --yes"),
        ("suppress import", "suppress import orders.csv"),
        ("unknown resolve", "unknown resolve demo {unknown} --as sent"),
        ("replies show", "replies show mail-{who}"),
        ("replies unmatched", "replies unmatched"),
        ("replies label", "replies label mail-{who} interested"),
        ("export-person", "export-person ann-{who}@acme.example"),
        ("timetable --again", "timetable demo --again"),
    ),
    *_of("stopper sender", ("kill on", "kill on --reason wrong")),
    *_of(
        "sender",
        ("campaign apply, with a run under way", "campaign apply changed"),
        ("leads remove", "leads remove fay-{who}@acme.example --campaign-id demo"),
        ("archive", "archive over --run proof-1 --to kept-{who} --yes"),
        ("leads undo", "leads undo {spare}"),
        ("campaign sender stop", "campaign sender stop pooled anna@mail.tallyard.example"),
        ("campaign sender resume", "campaign sender resume pooled ben@mail.tallyard.example"),
        ("campaign variant stop", "campaign variant stop pooled figure"),
        ("campaign pause", "campaign pause demo"),
        ("campaign resume", "campaign resume paused"),
        ("kill off", "kill off"),
        ("campaign start", "campaign start demo --mode proof"),
        ("run", "run --campaign-id demo --mode proof --ticks 1"),
        ("campaign cancel", "campaign cancel demo --yes"),
    ),
]
"""In an order in which a sender can give them all."""

NO_STACK = frozenset({"demo", "up", "down", "events", "mailbox", "init", "campaign check", "verify"})
"""Commands that talk to no stack, or to the local one alone."""

LIKE_ANOTHER = {
    "what-if": "simulate",
    "preflight": "campaign start",
    "production-access": "campaign start",
    "leads imports": "leads list",
    "campaign reopen": "leads reopen",
}
"""Commands that ask AWS for nothing that another does not ask for. They are not tried by themselves."""

ADMINISTRATOR = {
    "dead-letter show": "dead-letter show x",
    "dead-letter redrive": "dead-letter redrive",
    "dead-letter drop": "dead-letter drop x",
    "test-send": "test-send demo --to me@acme.example --yes-send-live demo",
    "forget": "forget ann-sender@acme.example --yes",
}
"""Commands that need more than the four policies give, each with a call that is refused to a sender."""

ADMINISTRATORS_ALL_THE_SAME = frozenset(
    {"drill", "dead-letter list", "restore begin", "restore replay", "restore finish"}
)
"""Commands that belong to those, though a part of them works for others, or says in its own words what it lacks."""
