"""Which leads a command is about: addresses, a file of addresses, or what the leads are and where they stand in a run."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outreach.cli.exits import ExitCode
from outreach.cli.output import counted, note
from outreach.domain.enrollment import State
from outreach.domain.ids import LIVE, CampaignId, RunId
from outreach.domain.reasons import Reason
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.domain.campaign import Campaign
    from outreach.domain.control import RunControl
    from outreach.services.operator.correcting import Unfit
    from outreach.services.operator.selecting import Found, Wanted

Addresses = Annotated[
    list[str] | None, typer.Argument(metavar="ADDRESS", help="Addresses of leads, as people write them.")
]
Campaigned = Annotated[str, typer.Option("--campaign-id", metavar="CAMPAIGN", help="The campaign.")]
InRun = Annotated[str, typer.Option("--run", metavar="RUN", help="Which run.")]
OfFile = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="A CSV file with a column of addresses.")
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        help="Where the rows of --file go with which nothing was done. (default: FILE with .rejected.csv)"
    ),
]
WithState = Annotated[State | None, typer.Option("--state", help="Those in this state.")]
WithReason = Annotated[
    str | None,
    typer.Option("--reason-code", metavar="CODE", help="Those that wait or have ended for this reason."),
]
AtStep = Annotated[
    int | None, typer.Option("--step", min=1, help="Those at this step of the sequence; the first is 1.")
]
OfCompany = Annotated[str | None, typer.Option("--company", help="Those whose company this is.")]
OfDomain = Annotated[
    str | None, typer.Option("--domain", help="Those with an address of this domain, or of one below it.")
]
OfImport = Annotated[
    str | None, typer.Option("--import", metavar="IMPORT", help="Those that this import brought.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked for, as typed."""

    campaign_id: str
    run: str = LIVE
    addresses: Sequence[str] = ()
    file: Path | None = None
    rejects: Path | None = None
    state: State | None = None
    reason_code: str | None = None
    step: int | None = None
    company: str | None = None
    domain: str | None = None
    import_id: str | None = None

    @property
    def filters(self) -> str:
        """Name what is asked of the leads, for people. Empty if nothing is."""
        asked = {
            "state": self.state,
            "reason": self.reason_code,
            "step": self.step,
            "company": self.company and f'"{self.company}"',
            "domain": self.domain,
            "import": self.import_id,
        }
        return ", ".join(f"{name} {value}" for name, value in asked.items() if value is not None)

    def wanted(self) -> "Wanted":
        """Return the same, checked. Raises `BadParameter` for a reason that does not exist."""
        from outreach.domain.ids import ImportId
        from outreach.reading.addresses import parse_domain
        from outreach.services.operator.selecting import Wanted

        reason = None
        if self.reason_code is not None:
            if self.reason_code not in list(Reason):
                codes = ", ".join(sorted(Reason))
                raise typer.BadParameter(f"is one of {codes}", param_hint="--reason-code")
            reason = Reason(self.reason_code)
        return Wanted(
            state=self.state,
            reason=reason,
            step=None if self.step is None else self.step - 1,
            company=self.company,
            domain=None if self.domain is None else parse_domain(self.domain),
            import_id=None if self.import_id is None else ImportId(self.import_id),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file of addresses."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A lead that a command is about."""

    found: "Found"
    row: Row | None = None


@dataclass(slots=True)
class Chosen:
    """The leads that a command is about, and who of those that were named is none."""

    campaign: "Campaign"
    run: "RunControl | None"
    people: list[Person]
    unknown: list[str]
    """Addresses that were typed and are not in the audience."""
    _write: "Callable[[Row, Unfit], None]"
    refused: int = 0
    """How many leads and rows nothing was done with."""

    def refuse(self, row: Row | None, why: "Unfit") -> None:
        """Count a lead or a row with which nothing was done, and write its row of the file."""
        self.refused += 1
        if row is not None:
            self._write(row, why)


def _filtered(
    *,
    campaign_id: Campaigned,
    run: InRun = LIVE,
    state: WithState = None,
    reason_code: WithReason = None,
    step: AtStep = None,
    company: OfCompany = None,
    domain: OfDomain = None,
    import_id: OfImport = None,
) -> Question:
    about = (state, reason_code, step, company, domain, import_id)
    return Question(campaign_id, run, (), None, None, *about)


def _named_or_filtered(
    *, addresses: Addresses = None, file: OfFile = None, rejects: Rejects = None, **filters: Any
) -> Question:
    return replace(_filtered(**filters), addresses=addresses or (), file=file, rejects=rejects)


_FILTERS = inspect.signature(_filtered).parameters
_NAMES = {
    name: one for name, one in inspect.signature(_named_or_filtered).parameters.items() if name != "filters"
}


def _asked(
    command: Callable[..., None], read: Callable[..., Question], options: Mapping[str, inspect.Parameter]
) -> Callable[..., None]:
    """Give a command these options. It gets them as one `question`."""
    own = [one for one in inspect.signature(command).parameters.values() if one.name != "question"]

    @wraps(command)
    def with_question(**given: Any) -> None:
        question = read(**{name: given.pop(name) for name in options})
        command(question=question, **given)

    every = [*own, *options.values()]
    keywords = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in every]
    made: Any = with_question
    made.__signature__ = inspect.Signature(keywords)
    made.__annotations__ = {one.name: one.annotation for one in keywords}
    del made.__wrapped__  # or typer reads the options of the command that it wraps
    return with_question


def about_leads(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which leads it is about, by name or by filter. It gets them as one `question`."""
    return _asked(command, _named_or_filtered, {**_NAMES, **_FILTERS})


def by_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that filter leads. It gets them as one `question`."""
    return _asked(command, _filtered, _FILTERS)


@contextmanager
def choose(operator: "Operator", question: Question, *, needs_run: bool) -> Iterator[Chosen]:
    """Find the leads. Raises `RefusedChange` if there are none, and `BadParameter` if nobody is named.

    A row of the file that names nobody is written to a file of rejected rows, and the rest is done. `needs_run`: the command
    is about a run, which must exist.
    """
    named = bool(question.addresses) + (question.file is not None) + bool(question.filters)
    if named != 1:
        raise typer.BadParameter(
            "say who is meant in one way: by addresses, by --file, or by what they are "
            "(--state, --reason-code, --step, --company, --domain, --import)"
        )
    selecting = operator.selecting
    campaign = selecting.campaign(CampaignId(question.campaign_id))
    wanted = question.wanted()
    run = None
    if needs_run or wanted.of_the_run:
        run = selecting.run(campaign.campaign_id, RunId(question.run))
    if question.file is not None:
        with _of_file(operator, campaign, run, question.file, question.rejects) as chosen:
            yield chosen
        return
    if question.addresses:
        yield _of_addresses(operator, campaign, run, question.addresses)
        return
    people = [Person(found) for found in selecting.matching(campaign, run, wanted)]
    if not people:
        raise RefusedChange(f'no lead of campaign "{campaign.campaign_id}" has {question.filters}')
    yield Chosen(campaign, run, people, [], _no_file)


def ask_about_everybody(
    operator: "Operator", question: Question, chosen: Chosen, what: str, *, yes: bool
) -> None:
    """Ask if a filter matches everybody of the campaign. Raises `RefusedChange` if the person does not say yes."""
    if yes or not question.filters:
        return
    if not operator.selecting.are_everybody(chosen.campaign, len(chosen.people)):
        return
    everybody = f'all {counted(len(chosen.people), "lead")} of campaign "{question.campaign_id}"'
    if not (sys.stdin.isatty() and typer.confirm(f"This is about {everybody}. {what}?", err=True)):
        raise RefusedChange(
            f"nothing was changed: {question.filters} matches {everybody}; say --yes if you mean everybody"
        )


def end(chosen: Chosen, done: int) -> None:
    """End the command: with code 4 if something was refused and the rest done, and with 1 if everything was refused."""
    for address in chosen.unknown:
        note(f'{address} is no lead of campaign "{chosen.campaign.campaign_id}"')
    refused = chosen.refused + len(chosen.unknown)
    if refused:
        raise typer.Exit(ExitCode.PARTLY if done else ExitCode.REFUSED)


def _no_file(_: Row, __: "Unfit") -> None:
    """Write nothing: nobody was named by a file."""


def _of_addresses(
    operator: "Operator", campaign: "Campaign", run: "RunControl | None", texts: Sequence[str]
) -> Chosen:
    from outreach.reading.addresses import parse_address

    addresses = list({one.text: one for one in map(parse_address, texts)}.values())
    found = list(operator.selecting.of_addresses(campaign, run, addresses))
    people = [Person(one) for _, one in found if one is not None]
    unknown = [address.text for address, one in found if one is None]
    if not people:
        raise RefusedChange(
            f'campaign "{campaign.campaign_id}" has no lead {", ".join(unknown)}; '
            f"`outreach why {unknown[0]}` says which campaigns have one"
        )
    return Chosen(campaign, run, people, unknown, _no_file)


@contextmanager
def _of_file(
    operator: "Operator",
    campaign: "Campaign",
    run: "RunControl | None",
    path: Path,
    rejects: Path | None,
) -> Iterator[Chosen]:
    from outreach.errors import BadFile
    from outreach.reading.address_file import address_file
    from outreach.reading.rejects import RejectsFile, rejects_beside
    from outreach.services.operator.correcting import Unfit
    from outreach.services.operator.import_rows import RejectedRow

    place = rejects or rejects_beside(path)
    if place.resolve() == path.resolve():
        raise BadFile(str(place), "is the file of addresses", remedy="name another for the rejected rows")
    with address_file(path) as file, RejectsFile(place, file.header, file.delimiter) as rejected:

        def reject(row: Row, why: Unfit) -> None:
            rejected.write(RejectedRow(row.line, why.reason, why.remedy, row.cells))

        chosen = Chosen(campaign, run, [], [], reject)
        rows: dict[str, Row] = {}
        addresses = []
        for one in file.rows:
            row = Row(one.line, one.cells)
            if isinstance(one.address, Unfit):
                chosen.refuse(row, one.address)
            elif one.address.text not in rows:
                rows[one.address.text] = row
                addresses.append(one.address)
        nobody = Unfit(
            f'no lead of campaign "{campaign.campaign_id}"', "correct the address, or import the person"
        )
        for address, found in operator.selecting.of_addresses(campaign, run, addresses):
            if found is None:
                chosen.refuse(rows[address.text], nobody)
            else:
                chosen.people.append(Person(found, rows[address.text]))
        yield chosen
        if rejected.written:
            note(f"{counted(chosen.refused, 'row')} rejected -> {rejected.path}")


def assignments(texts: Sequence[str]) -> dict[str, str]:
    """Read `FIELD=VALUE`. Raises `BadParameter`."""
    given: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or re.fullmatch(r"\s*[^\W\d]\w{0,63}\s*", name) is None:
            raise typer.BadParameter(f'"{text[:80]}" is not FIELD=VALUE', param_hint="--value")
        given[name.strip()] = value
    return given
