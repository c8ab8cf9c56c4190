"""The page of a drill: what was done to a stack, what it did, and what that does not show. Markdown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from outreach.domain.drill import Death, Part
from outreach.services.operator.drill_judgement import Judgement, Kind
from outreach.services.operator.drill_record import Record

_PROMISES = {
    Kind.DOUBLED: "Two mails for one touch",
    Kind.AFTER_A_STOP: "Mails after a stop",
    Kind.AFTER_AN_UNSUBSCRIBE: "Mails after an unsubscribe",
    Kind.LOST: "Lost leads and lost mails",
    Kind.UNRECORDED: "Mails that the stack does not know of",
}
_PARTS = {
    Part.PLAIN: "get both mails",
    Part.BEFORE: "the sender of their first mail dies before SES is asked",
    Part.AFTER: "the sender of their first mail dies after SES accepted it",
    Part.UNSUBSCRIBES: "unsubscribe between the two mails, by the link in the first",
    Part.BOUNCES: "bounce for good",
    Part.COMPLAINS: "complain",
    Part.SUPPRESSED: "are on SES's own suppression list",
    Part.OUT_OF_OFFICE: "respond that they are out of office",
}
_NOT_SHOWN_BY_ANY_DRILL = (
    "Delivery: the mailbox simulator accepts everything. What real mailboxes do with your mails is another question.",
    (
        "A mail whose events are lost and that the stack has no record of. SES's events are best effort, so on AWS the "
        "judge may miss a mail. Every event about a mail counts, and so does each id that the stack itself has recorded."
    ),
    "Deaths at every other point. The suite kills each step of a touch in turn; the drill kills two.",
    "Outages of the tables, of SQS, of SSM or of SES, and loads above that of a few dozen people.",
    "Replies and what comes in by mail.",
)


def verdict(judgement: Judgement) -> str:
    """Say in one line what the drill shows."""
    if not judgement.holds:
        return f"BROKEN: {_counted(len(judgement.violations), 'violation')} of the promises"
    if judgement.not_shown:
        return "no promise was broken, but the drill did not show everything"
    return "every promise held"


def figures(record: Record, judgement: Judgement) -> list[tuple[str, str]]:
    """Return the figures of a drill, each with its name: first what was done, then what came of it."""
    deaths = "; ".join(
        f"{happened} of {asked} {_death(death)}" for death, asked, happened in judgement.deaths
    )
    rows = [
        ("Mails that SES accepted", str(judgement.mails)),
        ("Senders that died", deaths),
        ("Messages sent again", str(record.copies)),
        ("Stops by the kill switch", str(len(record.stops))),
        ("People who unsubscribed", str(len(record.unsubscribes))),
    ]
    rows += [(name, str(judgement.count(kind))) for kind, name in _PROMISES.items()]
    by_event = Counter(settled.how.partition(":")[0] for settled in judgement.unknown)
    how = "; ".join(f"{count} {means}" for means, count in by_event.items())
    rows.append(("Outcome unknown for a time", f"{len(judgement.unknown)}" + (f" ({how})" if how else "")))
    if judgement.unconfirmed:
        rows.append(("On record as sent, not heard of by the judge", str(judgement.unconfirmed)))
    return rows


def drill_page(record: Record, judgement: Judgement) -> str:
    """Write the page."""
    sections = [
        _head(record, judgement),
        _section("Figures", _table(("", ""), figures(record, judgement))),
        _section("Violations", _list(each.says for each in judgement.violations)),
        _section("Who played", _table(("people", "they"), _cast(record))),
        _section("Stops", _stops(record, judgement)),
        _section("Unknown outcomes", _unknown(judgement)),
        _section("What this drill did not show", _list((*judgement.not_shown, *record.remarks))),
        _section("What no drill shows", _list(_NOT_SHOWN_BY_ANY_DRILL)),
        _section("What is left on the stack", _left(record)),
    ]
    return "\n".join(sections)


def _head(record: Record, judgement: Judgement) -> str:
    lasted = int((record.ended_at - record.began_at).total_seconds())
    facts = (
        ("stack", record.stack),
        ("campaign", f"`{record.campaign_id}`"),
        ("from", f"{record.began_at:%Y-%m-%d %H:%M:%S} UTC, for {lasted} s"),
        ("judge", record.judge + ("" if record.hears_everything else "; best effort, so it may miss a mail")),
    )
    return f"# Drill: {verdict(judgement)}\n\n{_table(('', ''), facts)}"


def _cast(record: Record) -> list[tuple[str, str]]:
    count = Counter(record.people.values())
    return [(str(count[part]), text) for part, text in _PARTS.items() if count[part]]


def _stops(record: Record, judgement: Judgement) -> str:
    tolerance, grace = record.tolerance, int(record.tolerance.grace.total_seconds())
    rows = [
        (_time(stop.committed_at), _time(stop.released_at), str(under_way))
        for stop, under_way in zip(record.stops, judgement.in_grace, strict=True)
    ]
    told = (
        f"A stop begins when both switches have been written, by the clock of the machine that ran the drill. A mail is "
        f"placed in time by SES's own clock. A mail counts as sent after the stop if SES accepted it more than {grace} s "
        f"after the stop began, and before it was released. Within the {grace} s a sender may finish the one mail that it "
        f"had looked at before the stop: that is the slowest call to SES, and what two clocks may differ by. At most "
        f"{tolerance.consumers} senders run at once, so more mails than that within the {grace} s count as sent after the "
        "stop, too.\n"
    )
    columns = ("stop committed (UTC)", "released (UTC)", f"mails within the {grace} s")
    return f"{told}\n{_table(columns, rows)}"


def _unknown(judgement: Judgement) -> str:
    rows = [(settled.part, settled.lead_id, settled.how) for settled in judgement.unknown]
    return _table(("part", "lead", "how it was settled"), rows)


def _left(record: Record) -> str:
    return (
        f"The campaign `{record.campaign_id}` with its finished run, its leads and their records, and a row in the "
        f"Suppression table for each of its {len(record.people)} addresses. All of them are addresses of the mailbox "
        "simulator with a label of this drill, so no order among them can ever concern anybody. `outreach campaign list` "
        "and `outreach status` hide them.\n"
    )


def _death(death: Death) -> str:
    return "before SES was asked" if death is Death.BEFORE else "after SES had accepted"


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n{text}"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items) + "\n" if (items := list(items)) else "Nothing.\n"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return "None.\n"
    return "\n".join([f"| {' | '.join(columns)} |", "|" + "---|" * len(columns), *lines]) + "\n"


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
