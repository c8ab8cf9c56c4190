"""`outreach simulate`: a whole campaign on a virtual clock, from its files or from the present state of a stack."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.artifacts import show_exported
from outreach.cli.campaign import campaign_file, loaded
from outreach.cli.command import AsJson, call_of
from outreach.cli.end_view import note_the_end
from outreach.cli.exits import ExitCode
from outreach.cli.leads import LeadMapOption, rules_of
from outreach.cli.moments import moment_in
from outreach.cli.output import aside, counted, say_json
from outreach.cli.reading import command_about, mapping_of, reading_bar
from outreach.cli.run_view import as_json as counts_as_json
from outreach.cli.score_view import show_comparison
from outreach.cli.simulated_view import (
    beginning_as_json,
    note_who_waits,
    say_beginning,
    show_simulated,
    simulated_as_json,
)
from outreach.domain.ids import LIVE, CampaignId, is_id
from outreach.domain.pace import pace_of
from outreach.errors import BadFile, RefusedChange, RenderFailed, StackUnreachable, UnknownCampaign

if TYPE_CHECKING:
    from outreach.artifacts import Exported
    from outreach.domain.campaign import Campaign
    from outreach.memory import FixedClock
    from outreach.memory.spooled_mails import SpooledMails
    from outreach.memory.unkept_mails import UnkeptMails
    from outreach.reading.campaign_file import LoadedCampaign
    from outreach.reading.lead_file import LeadFile
    from outreach.services.operator.import_rows import ImportReport
    from outreach.simulation import Assumptions, Copied, Given, Played, Simulation

ACTOR = "simulate"
_OF_A_COMPARISON = frozenset({"campaign", "compare", "run_id", "as_json"})


def _share(option: str, text: str) -> float:
    """Read `4%` or `0.04`."""
    if (found := re.fullmatch(r"(\d{1,6}(?:\.\d{0,6})?)(%?)", text.strip())) is None:
        raise typer.BadParameter(f'"{text}" is not a share; write it like 4% or 0.04', param_hint=option)
    return float(found[1]) / (100 if found[2] else 1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a simulation begins with, as far as the options say it."""

    leads: Path | None
    mapping: list[str] | None
    encoding: str | None
    suppressions: Path | None
    start: datetime | None
    send_rate: float | None
    account_per_day: int | None
    assumptions: "Assumptions"
    keep: bool
    """Whether the mails are wanted, and not only when they go out."""
    texts: bool = False
    """Whether the mails of a campaign from files are rendered before they go out, instead of after that."""

    def check(self, campaign: Path) -> str:
        """Return the command that says which of the leads are rejected, and why."""
        words = ["campaign", "check", str(campaign), "--leads", str(self.leads)]
        return command_about(words, self.mapping, self.encoding)

    def mails(self, clock: "FixedClock") -> "AbstractContextManager[SpooledMails | UnkeptMails]":
        """Make what takes the mails."""
        from outreach.memory.spooled_mails import SpooledMails
        from outreach.memory.unkept_mails import UnkeptMails

        return SpooledMails(clock) if self.keep else nullcontext(UnkeptMails(clock))

    @contextmanager
    def mails_of_files(self, clock: "FixedClock") -> "Iterator[SpooledMails | UnkeptMails]":
        """Make what takes the mails of a campaign from files. Their texts are rendered while the play goes on."""
        from outreach.memory.later_mails import RecordedNames, RenderedRow
        from outreach.memory.spooled_mails import SpooledMails
        from outreach.reading.two_processes import ahead
        from outreach.simulation.stack import renderer_of_texts

        if not self.keep or self.texts:
            with self.mails(clock) as mails:
                yield mails
            return
        with (
            ahead(RenderedRow(renderer_of_texts(RecordedNames()))) as texts,
            SpooledMails(clock, texts) as mails,
        ):
            yield mails

    def given(self, given: "Given") -> "Given":
        """Put what the options say in place of this."""
        return replace(
            given,
            send_rate=self.send_rate or given.send_rate,
            account_daily_quota=self.account_per_day or given.account_daily_quota,
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """A simulation that can be played."""

    simulation: "Simulation"
    campaign_id: CampaignId
    imported: "ImportReport | None" = None
    copied: "Copied | None" = None
    stopped: bool = False
    """Whether the kill switch of the stack is on."""


def simulate(
    ctx: typer.Context,
    campaign: Annotated[
        str, typer.Argument(metavar="CAMPAIGN|FILE|DIR", help="Id of a campaign of the stack, or its files.")
    ],
    leads: Annotated[
        Path | None, typer.Option(metavar="CSV", help="With files: the leads, as for `leads import`.")
    ] = None,
    mapping: LeadMapOption = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the leads, if the guess is wrong.")
    ] = None,
    suppressions: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="With files: orders not to write, as for `suppress import`."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="When the run is started. (default: now)")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=36500, help="Stop after so many days.")] = 365,
    replies: Annotated[str, typer.Option(metavar="SHARE", help="Share of mails that are answered.")] = "4%",
    bounces: Annotated[str, typer.Option(metavar="SHARE", help="Share of mails that bounce.")] = "1.5%",
    out_of_office: Annotated[
        str, typer.Option(metavar="SHARE", help="Share of mails that meet somebody who is away.")
    ] = "3%",
    seed: Annotated[
        int, typer.Option(help="The seed of chance. The same seed gives the same simulation.")
    ] = 1,
    send_rate: Annotated[
        float | None,
        typer.Option(
            min=0.01, max=100_000, help="Mails a second that SES takes. (default: the stack's, or 14)"
        ),
    ] = None,
    account_per_day: Annotated[
        int | None, typer.Option(min=1, help="Mails a day that SES takes. (default: the stack's, or 50000)")
    ] = None,
    artifacts_dir: Annotated[
        Path | None, typer.Option(help="Write the artifacts of the simulated run below this folder.")
    ] = None,
    compare: Annotated[
        bool, typer.Option("--compare", help="Instead: set what a live run did beside its first timetable.")
    ] = False,
    run_id: Annotated[
        str | None, typer.Option("--run", metavar="RUN", help="With --compare: which run. (default: live)")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Simulate a campaign: the whole run on a virtual clock, in seconds. Nobody is written to.

    From files it needs no stack, and begins with --leads and nothing else. From the id of a campaign it begins with the
    present state of the stack: mails that were sent, quotas used today, orders, other campaigns that run. It only reads
    there. A pause of the campaign, or a stop of everything, is taken as lifted. A path that exists wins over an id.

    The planner, the sender and what hears bounces and replies are those of the functions; the stores, SES and the people
    are made up. Rejected rows are counted and not written. Exit code 4 if leads still wait at the end.

    With --compare nothing is simulated. It says how many mails of a live run went out when its first timetable said, and
    what each miss is laid to.

    Example: outreach simulate infra/demo --leads infra/demo/leads.csv --from 2026-12-01 --replies 6%
    """
    from outreach.simulation import Assumptions

    if compare:
        _refuse_what_plays(ctx)
        show_comparison(call_of(ctx), campaign, run_id or LIVE, as_json=as_json)
        return
    if run_id is not None:
        raise typer.BadParameter("is for --compare only; leave it out, or add --compare", param_hint="--run")
    assumptions = Assumptions(
        _share("--replies", replies),
        _share("--bounces", bounces),
        _share("--out-of-office", out_of_office),
        seed,
    )
    assumptions.check()
    wanted = Wanted(
        leads,
        mapping,
        encoding,
        suppressions,
        moment_in("--from", start) if start else None,
        send_rate,
        account_per_day,
        assumptions,
        keep=artifacts_dir is not None,
    )
    try:
        _simulate(ctx, campaign, wanted, days, artifacts_dir, as_json=as_json)
    except RenderFailed:
        # A text that was left for later cannot be rendered. With the texts, that touch fails, and no other.
        _simulate(ctx, campaign, replace(wanted, texts=True), days, artifacts_dir, as_json=as_json)


def _refuse_what_plays(ctx: typer.Context) -> None:
    """Refuse the options of a simulation beside --compare: they would change nothing."""
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        given = source is not None and source.name == "COMMANDLINE"
        if given and parameter.name not in _OF_A_COMPARISON:
            raise typer.BadParameter(
                "is for a simulation, and --compare plays none; leave it out", param_hint=parameter.opts[0]
            )


def _simulate(
    ctx: typer.Context, campaign: str, wanted: Wanted, days: int, artifacts_dir: Path | None, *, as_json: bool
) -> None:
    path = Path(campaign)
    with from_files(path, wanted) if path.exists() else from_stack(ctx, campaign, wanted) as begun:
        if artifacts_dir is not None:
            _refuse_to_prove_the_past(begun)
        simulation, began = begun.simulation, begun.simulation.stack.clock.now()
        starts = wanted.start or began
        _note_the_end(begun, starts)
        with aside().status("simulating"):
            played = simulation.play(begun.campaign_id, starts + timedelta(days=days), wanted.start)
        exported = _export(played, begun, artifacts_dir)
        counts = played.stack.overview.count(played.run)
        if as_json:
            beginning = beginning_as_json(starts, begun.imported, begun.copied, stopped=begun.stopped)
            say_json(counts_as_json(counts) | {"began": beginning} | simulated_as_json(played, counts, began))
        else:
            check = wanted.check(path)
            say_beginning(starts, begun.imported, begun.copied, check, stopped=begun.stopped)
            show_simulated(played, counts, began)
        if exported is not None:
            show_exported(exported, to_stdout=not as_json)
    if exported is not None and exported.findings:
        raise typer.Exit(ExitCode.REFUSED)
    if not counts.all_ended:
        note_who_waits(played, counts, days, began)
        raise typer.Exit(ExitCode.PARTLY)


def _note_the_end(begun: Begun, starts: datetime) -> None:
    from outreach.simulation.to_come import mails_to_come

    stack, campaign = begun.simulation.stack, followed(begun)
    pace = pace_of(campaign.policy, stack.given.account_daily_quota, stack.given.send_rate, campaign.pool)
    note_the_end(mails_to_come(stack, campaign), pace, campaign.policy, starts)


def followed(begun: Begun) -> "Campaign":
    """Return the definition that the live run follows, or that it would follow if it were started now."""
    overview = begun.simulation.stack.overview
    run = overview.run(begun.campaign_id, LIVE)
    return overview.campaign(begun.campaign_id)[1] if run is None else overview.definition(run)


@contextmanager
def from_files(path: Path, wanted: Wanted) -> Iterator[Begun]:
    """Begin with the files of a campaign and nothing else."""
    from outreach.memory import FixedClock
    from outreach.reading.lead_file import LeadFile
    from outreach.simulation import Given, Simulation

    if wanted.leads is None:
        remedy = "give its leads with --leads CSV, or the id of a campaign that the stack has"
        raise BadFile(str(path), "a campaign from files has no leads", remedy=remedy)
    begins = wanted.start or datetime.now(UTC).replace(microsecond=0)
    found = loaded(campaign_file(path), begins)
    clock = FixedClock(begins)
    with wanted.mails_of_files(clock) as mails:
        # The import tries each message for each lead. So none fails, or as good as none.
        given = wanted.given(Given(begins, texts=wanted.texts))
        simulation = Simulation(given, wanted.assumptions, mails, clock)
        simulation.stack.runs.apply(found.campaign, found.required)
        with TemporaryDirectory(prefix="outreach-simulate-") as folder:
            rejects = Path(folder) / "rejected.csv"
            if wanted.suppressions is not None:
                _suppress(simulation, wanted.suppressions, rejects, found.campaign.campaign_id)
            lead_file = LeadFile(wanted.leads, mapping_of(wanted.mapping), wanted.encoding, rejects)
            imported = _import(simulation, found, lead_file)
        if not imported.added:
            raise _nobody(path, wanted, imported)
        yield Begun(simulation, found.campaign.campaign_id, imported=imported)


@contextmanager
def from_stack(ctx: typer.Context, name: str, wanted: Wanted) -> Iterator[Begun]:
    """Begin with the present state of the stack."""
    from outreach.memory import FixedClock
    from outreach.simulation import Simulation, copy_present_state, given_now

    if not is_id(name):
        remedy = "give the file or folder of a campaign, or the id of one that the stack has"
        raise BadFile(name, "there is no such file or folder", remedy=remedy)
    for option, file in (("--leads", wanted.leads), ("--suppressions", wanted.suppressions)):
        if file is not None:
            raise RefusedChange(
                f'{option} goes with the files of a campaign, and there is no file or folder "{name}"; '
                "what a stack has not imported is not in its state"
            )
    campaign_id = CampaignId(name)
    try:
        stack = call_of(ctx).connect()
    except StackUnreachable as error:
        raise StackUnreachable(
            f'there is no file or folder "{name}", and no stack to look in: {error}'
        ) from error
    ports = stack.operator.export_ports
    begins = ports.clock.now()
    if wanted.start is not None and wanted.start < begins:
        raise typer.BadParameter("it lies in the past; a stack is simulated from now on", param_hint="--from")
    clock = FixedClock(begins)
    given = given_now(begins, ports.controls.control(), stack.operator.account_daily_quota)
    with wanted.mails(clock) as mails:
        simulation = Simulation(wanted.given(given), wanted.assumptions, mails, clock)
        try:
            with aside().status("reading the stack"):
                copied = copy_present_state(simulation.stack, ports, campaign_id)
        except UnknownCampaign as error:
            raise RefusedChange(f'there is no file or folder "{name}", and {error}') from error
        if wanted.start is not None and copied.is_running:
            raise typer.BadParameter(
                f'the live run of "{name}" is under way; --from is for one that you have not started',
                param_hint="--from",
            )
        yield Begun(simulation, campaign_id, copied=copied, stopped=stack.operator.stopping.state().stopped)


def _refuse_to_prove_the_past(begun: Begun) -> None:
    """Refuse artifacts of a run with mails behind it: nobody keeps those mails, and they were no simulation."""
    run = None if begun.copied is None else begun.copied.run
    if run is not None and any(one.touches for one in begun.simulation.stack.overview.enrollments(run)):
        raise RefusedChange(
            f'the live run of "{run.campaign_id}" has mails behind it that were not simulated, so artifacts would prove '
            "nothing; leave --artifacts-dir out (--json has the figures)"
        )


def _suppress(simulation: "Simulation", file: Path, rejects: Path, campaign_id: CampaignId) -> None:
    from outreach.reading.suppression_file import SuppressionFile, import_suppressions

    wanted = SuppressionFile(file, rejects=rejects)
    report = import_suppressions(simulation.stack.suppressing, wanted, actor=ACTOR, campaigns=[campaign_id])
    if report.rejected:
        raise BadFile(
            file.name,
            f"has {counted(report.rejected, 'row')} that cannot be understood, and a simulation without them would be wrong",
            remedy="`outreach suppress import` says which",
        )


def _import(simulation: "Simulation", found: "LoadedCampaign", leads: "LeadFile") -> "ImportReport":
    """Import the leads. Rejected rows are counted; `campaign check --leads` shows them."""
    from outreach.reading.lead_file import import_leads

    with reading_bar(leads.path) as progress:
        return import_leads(
            simulation.stack.importing,
            found.campaign,
            leads,
            rules_of(found.campaign),
            actor=ACTOR,
            progress=progress,
        )


def _nobody(campaign: Path, wanted: Wanted, imported: "ImportReport") -> BadFile:
    leads = wanted.leads.name if wanted.leads else ""
    if not imported.rows:
        return BadFile(leads, "has no lead to write to", remedy="there is no row after the header")
    problem = f"has no lead to write to: {counted(imported.rejected, 'row')} would be rejected"
    return BadFile(leads, problem, remedy=f"{wanted.check(campaign)} says why")


def _export(played: "Played", begun: Begun, directory: Path | None) -> "Exported | None":
    from outreach.artifacts import export

    if directory is None:
        return None
    stack = played.stack
    return export(
        played.run,
        stack.export_ports,
        directory,
        account_daily_quota=stack.given.account_daily_quota,
        imported=begun.imported,
        simulated=True,
    )
