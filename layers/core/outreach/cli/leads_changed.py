"""`outreach leads set|stop|hold|reopen|remove`: what an operator does to single leads."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.kill import warn_of_stop
from outreach.cli.leads_chosen import (
    Chosen,
    Person,
    Question,
    Yes,
    about_leads,
    ask_about_everybody,
    assignments,
    choose,
    end,
)
from outreach.cli.output import Column, counted, note, say, say_json, show
from outreach.cli.words import not_too_long
from outreach.domain.control import RunStatus
from outreach.domain.correcting import values_of
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.domain.enrollment import Lead
    from outreach.reading.lead_rows import RowRules
    from outreach.services.operator.correcting import Corrected, Unfit

_SHOWN = 20

Words = Annotated[
    str | None, typer.Option("--reason", callback=not_too_long, help="Why, in your words. It is kept.")
]


@about_leads
def set_values(
    ctx: typer.Context,
    question: Question,
    value: Annotated[
        list[str],
        typer.Option(
            "--value",
            metavar="FIELD=VALUE",
            help="The new value; an empty one takes it away. May be repeated.",
        ),
    ],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Correct values of leads. Mails that are not claimed yet get them, in every run of the campaign.

    The values are checked as an import checks them: their length, what may stand in a header, and whether each mail can still
    be made. What was worked out of them follows: a whole name, the country, a time zone. Old values stay on record, with
    who corrected them and when; `outreach leads show` tells them. An address cannot be corrected, because it is another lead.

    To give many leads values of their own, use `outreach leads import --update`.

    Example: outreach leads set zoe@acme.example --value "first_name=Zoë" --campaign-id demo
    """
    from outreach.cli.leads import rules_of
    from outreach.services.operator.correcting import Unfit

    given = assignments(value)
    call = call_of(ctx)
    operator = call.connect().operator
    with choose(operator, question, needs_run=False) as chosen:
        rules = rules_of(chosen.campaign)
        _require_names(given, chosen, rules)
        ask_about_everybody(operator, question, chosen, "Correct them", yes=yes)
        done: list[Corrected] = []
        refusals: list[tuple[Person, Unfit]] = []
        for person in chosen.people:
            revise = partial(_revise, rules, given)
            found = operator.correcting.correct(
                chosen.campaign, person.found.lead.lead_id, revise, call.actor
            )
            if isinstance(found, Unfit):
                refusals.append((person, found))
                chosen.refuse(person.row, found)
            else:
                done.append(found)
        if as_json:
            say_json([*map(_corrected_json, done), *(_refused_json(*one) for one in refusals)])
        else:
            _show_corrected(done)
            _show_refusals(refusals)
    end(chosen, len(done))


@about_leads
def stop(
    ctx: typer.Context,
    question: Question,
    reason: Words = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """End the sequence of leads in one run. They get no further mail of it.

    A mail that is in flight may still arrive, and no other follows it. This is no order: other campaigns go on. If the person
    asked not to be written to, use `outreach suppress add`. `outreach leads reopen` takes a stop back.

    Example: outreach leads stop zoe@acme.example --campaign-id demo --reason "is a customer now"
    """
    from outreach.services.operator.instructing import Stopped

    call = call_of(ctx)
    operator = call.connect(to_stop=True).operator
    with choose(operator, question, needs_run=True) as chosen:
        ask_about_everybody(operator, question, chosen, "Stop them", yes=yes)
        assert chosen.run is not None
        stop_one = partial(operator.instructing.stop, chosen.run, actor=call.actor, because=reason)
        outcomes = _each(chosen, lambda lead: stop_one(lead.lead_id), {Stopped.ABSENT: _not_in(question.run)})
    _tell(
        outcomes,
        {
            Stopped.STOPPED: "stopped",
            Stopped.IN_FLIGHT: "stopped with a mail in flight, which may still arrive; nothing follows it",
            Stopped.ENDED: "had ended before",
            Stopped.ABSENT: f"not in run {question.run}",
        },
        chosen,
        as_json=as_json,
    )
    end(chosen, sum(outcome is not Stopped.ABSENT for _, outcome in outcomes))


@about_leads
def hold(
    ctx: typer.Context,
    question: Question,
    until: Annotated[
        datetime,
        typer.Option(
            "--until",
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"],
            help="Until when nothing is sent, in UTC, such as 2027-01-11 or 2027-01-11T08:00.",
        ),
    ],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Send leads nothing before a given time. Then their sequence goes on.

    It is the hold of an out-of-office reply, for this campaign: it can be made longer, and never shorter.

    Example: outreach leads hold zoe@acme.example --until 2027-01-11 --campaign-id demo
    """
    from outreach.services.operator.holding import Held

    call = call_of(ctx)
    moment = until.replace(tzinfo=UTC)
    operator = call.connect(to_stop=True).operator
    with choose(operator, question, needs_run=False) as chosen:
        operator.holding.require(chosen.campaign.campaign_id, moment)
        ask_about_everybody(operator, question, chosen, "Hold them", yes=yes)
        hold_one = partial(operator.holding.hold, chosen.campaign.campaign_id)
        outcomes = _each(
            chosen, lambda lead: hold_one(lead, moment, call.actor), {Held.ABSENT: _without_a_row()}
        )
    _tell(
        outcomes,
        {
            Held.HELD: f"on hold until {moment:%Y-%m-%d %H:%M} UTC",
            Held.STANDS: "on hold already, for as long or longer",
            Held.ABSENT: "without a row in the Suppression table, and so never written to",
        },
        chosen,
        as_json=as_json,
    )
    end(chosen, sum(outcome is not Held.ABSENT for _, outcome in outcomes))


@about_leads
def reopen(
    ctx: typer.Context,
    question: Question,
    reason: Words = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Let leads go on whose end has a cause that is gone: stopped, refused, render_failed, poison, retries_exhausted.

    Only a touch of which SES has certainly taken no mail becomes due again, so nobody gets a mail twice. What is in flight
    or unknown stays. Orders stand: whoever is suppressed by now ends again. A finished run starts again.

    Example: outreach leads reopen --reason-code render_failed --campaign-id demo --reason "the template is corrected"
    """
    from outreach.services.operator.instructing import Reopened

    call = call_of(ctx)
    operator = call.connect().operator
    with choose(operator, question, needs_run=True) as chosen:
        ask_about_everybody(operator, question, chosen, "Write to them", yes=yes)
        assert chosen.run is not None
        reopen_one = partial(operator.instructing.reopen, chosen.run, actor=call.actor, because=reason)
        outcomes = _each(
            chosen,
            lambda lead: reopen_one(lead.lead_id),
            {
                Reopened.ABSENT: _not_in(question.run),
                Reopened.MAY_BE_SENT: _stays_ended(),
                Reopened.TOO_OFTEN: _too_often(),
                Reopened.ARCHIVED: _archived(),
            },
        )
        if any(outcome in (Reopened.REOPENED, Reopened.WAITING) for _, outcome in outcomes):
            operator.instructing.continue_run(chosen.run, call.actor)
    _tell(
        outcomes,
        {
            Reopened.REOPENED: "due again",
            Reopened.WAITING: "had not ended",
            Reopened.MAY_BE_SENT: "stays ended: the cause is not gone, or SES may have taken the mail",
            Reopened.TOO_OFTEN: "stays ended: stopped and reopened too often",
            Reopened.ARCHIVED: "stays ended: it is archived",
            Reopened.ABSENT: f"not in run {question.run}",
        },
        chosen,
        as_json=as_json,
    )
    if chosen.run.status is RunStatus.PAUSED:
        note(
            f"the run is paused; let it go on with: outreach campaign resume {question.campaign_id}",
            style="yellow",
        )
    warn_of_stop(operator.stopping.state())
    end(chosen, sum(outcome in (Reopened.REOPENED, Reopened.WAITING) for _, outcome in outcomes))


@about_leads
def remove(
    ctx: typer.Context,
    question: Question,
    reason: Words = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Take leads out of a campaign to whom nothing was sent: out of its audience and its runs.

    Whoever was written to in the live run, or may have been, stays: use `outreach leads stop`. What rehearsals have recorded
    stays as a record. Every order stands. The person can be imported again.

    Example: outreach leads remove zoe@acme.example --campaign-id demo --reason "another person took over"
    """
    call = call_of(ctx)
    operator = call.connect().operator
    with choose(operator, question, needs_run=False) as chosen:
        ask_about_everybody(operator, question, chosen, "Take them out", yes=yes)
        leads = [person.found.lead for person in chosen.people]
        removed = operator.removing.remove(chosen.campaign, leads, call.actor, reason).removed
        outcomes = _each(
            chosen,
            lambda lead: "removed" if lead.lead_id in removed else "kept",
            {"kept": _was_written_to()},
        )
    _tell(
        outcomes,
        {
            "removed": "taken out; orders stand",
            "kept": "stays: a mail was sent or tried; use `outreach leads stop`",
        },
        chosen,
        as_json=as_json,
    )
    end(chosen, len(removed))


def _revise(rules: "RowRules", given: dict[str, str], lead: "Lead") -> "Lead | Unfit":
    from outreach.reading.lead_values import revised

    return revised(lead, given, rules)


def _require_names(given: dict[str, str], chosen: Chosen, rules: "RowRules") -> None:
    """Raise `RefusedChange` for a name that no lead of these can have a value of. An address is told by the rules."""
    from outreach.reading.lead_values import unknown_value

    used = {*rules.required, *chosen.campaign.fields}
    for name in given:
        found = [unknown_value(name, person.found.lead, used) for person in chosen.people[:1]]
        if found and (why := found[0]) is not None:
            if any(unknown_value(name, person.found.lead, used) is None for person in chosen.people):
                continue
            raise RefusedChange(f"nothing was changed: {why.reason}; {why.remedy}")


def _each(
    chosen: Chosen, act: "Callable[[Lead], str]", refusals: "dict[str, Unfit]"
) -> list[tuple[Person, str]]:
    """Act on each lead. What an outcome refuses is written to the rejected rows of the file."""
    outcomes: list[tuple[Person, str]] = []
    for person in chosen.people:
        outcome = act(person.found.lead)
        outcomes.append((person, outcome))
        if (why := refusals.get(outcome)) is not None:
            chosen.refuse(person.row, why)
    return outcomes


def _tell(
    outcomes: Sequence[tuple[Person, str]], words: dict[str, str], chosen: Chosen, *, as_json: bool
) -> None:
    if as_json:
        say_json(
            [
                {
                    "lead_id": person.found.lead.lead_id,
                    "address": person.found.lead.address,
                    "outcome": str(outcome),
                }
                for person, outcome in outcomes
            ]
        )
        return
    of_campaign = f'of campaign "{chosen.campaign.campaign_id}"'
    for outcome, count in Counter(outcome for _, outcome in outcomes).most_common():
        say(f"{counted(count, 'lead')} {of_campaign}: {words[outcome]}")


def _show_corrected(done: "Sequence[Corrected]") -> None:
    changed = [one for one in done if one.changed]
    rows = [
        (one.lead.address, name, was or "-", values_of(one.lead).get(name, "-"))
        for one in changed[:_SHOWN]
        for name, was in one.lead.corrections[-1].was.items()
    ]
    if rows:
        titles = (Column("Lead", fold=True), Column("Value"))
        show([*titles, Column("Was", fold=True), Column("Is", fold=True)], rows)
    if len(changed) > _SHOWN:
        say(f"and {counted(len(changed) - _SHOWN, 'more lead')}")
    if done:
        same = len(done) - len(changed)
        had = f"; {counted(same, 'lead')} had these values already" if same else ""
        say(f"corrected {counted(len(changed), 'lead')}{had}")
    in_flight = sum(bool(one.in_flight) for one in done)
    if in_flight:
        note(
            f"a mail with the old values is in flight to {counted(in_flight, 'lead')}, or unknown",
            style="yellow",
        )


def _show_refusals(refusals: "Sequence[tuple[Person, Unfit]]") -> None:
    for person, why in refusals[:_SHOWN]:
        note(f"{person.found.lead.address}: {why.reason}; {why.remedy}")
    if len(refusals) > _SHOWN:
        note(f"and {counted(len(refusals) - _SHOWN, 'more lead')}")


def _corrected_json(one: "Corrected") -> dict[str, object]:
    values = values_of(one.lead)
    was = one.lead.corrections[-1].was if one.changed else {}
    return {
        "lead_id": one.lead.lead_id,
        "address": one.lead.address,
        "changed": {name: {"was": old or None, "is": values.get(name)} for name, old in was.items()},
        "in_flight": one.in_flight,
        "refused": None,
    }


def _refused_json(person: Person, why: "Unfit") -> dict[str, object]:
    lead = person.found.lead
    about = {"lead_id": lead.lead_id, "address": lead.address, "changed": {}, "in_flight": []}
    return {**about, "refused": f"{why.reason}; {why.remedy}"}


def _unfit(reason: str, remedy: str) -> "Unfit":
    from outreach.services.operator.correcting import Unfit

    return Unfit(reason, remedy)


def _not_in(run: str) -> "Unfit":
    return _unfit(f"the lead is not in run {run}", "name another with --run")


def _without_a_row() -> "Unfit":
    return _unfit("the address has no row in the Suppression table", "import the lead again")


def _archived() -> "Unfit":
    return _unfit(
        "the lead is archived, so its passage through the run is over for good",
        "to write to the person again, import the person into another campaign",
    )


def _stays_ended() -> "Unfit":
    return _unfit(
        "the lead ended for another cause, or SES may have taken the mail",
        "see `outreach why` with the address",
    )


def _too_often() -> "Unfit":
    return _unfit("the lead was stopped and reopened too often", "leave it ended")


def _was_written_to() -> "Unfit":
    return _unfit("a mail to the lead was sent or tried", "stop it with `outreach leads stop`")
