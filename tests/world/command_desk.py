"""A terminal whose commands run in this process over the in-memory stores: no emulator, and a clock that tests move."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from outreach.adapters.archive_places import FolderPlace
from outreach.adapters.senders import SenderPerMode
from outreach.cli import stacks
from outreach.cli.main import app
from outreach.domain.bus_event import Place
from outreach.memory import MemoryCountedLeads, MemoryDns, MemorySetup
from outreach.memory.holds import MemoryHolds
from outreach.rendering.message_selection import selector
from outreach.rendering.renderer import TemplateRenderer
from outreach.rendering.trial import TrialRenderer
from outreach.rendering.unsubscribe_links import DeadLinks
from outreach.services.heard_ports import Deliveries
from outreach.services.operator.archiving import Archiving, ArchivingPorts
from outreach.services.operator.audience_view import AudienceView
from outreach.services.operator.comparing import Comparing
from outreach.services.operator.correcting import Correcting
from outreach.services.operator.dead_lettering import DeadLettering
from outreach.services.operator.drill_ports import Judge
from outreach.services.operator.drilling import Drilling
from outreach.services.operator.explaining import Explaining
from outreach.services.operator.forgetting import Forgetting
from outreach.services.operator.holding import Holding
from outreach.services.operator.import_preview import ImportPorts
from outreach.services.operator.importing import Importing
from outreach.services.operator.instructing import Instructing
from outreach.services.operator.labelling import Labelling
from outreach.services.operator.mail_view import MailView
from outreach.services.operator.overview import Overview, OverviewPorts
from outreach.services.operator.ports import ArchivePlace, ExportPorts
from outreach.services.operator.preflight import Preflight, PreflightPorts, StackNames
from outreach.services.operator.production_access import ProductionAccess
from outreach.services.operator.removing import Removing
from outreach.services.operator.reopening import Reopening
from outreach.services.operator.reply_search import ReplySearch
from outreach.services.operator.reply_view import ReplyView
from outreach.services.operator.restoring import Restorer
from outreach.services.operator.runs import Runs
from outreach.services.operator.selecting import Selecting
from outreach.services.operator.self_sending import SelfSending, SelfSendingPorts
from outreach.services.operator.sender_stops import SenderStops
from outreach.services.operator.stopping import Stopping
from outreach.services.operator.suppressing import Suppressing
from outreach.services.operator.timetable_scoring import TimetableScoring
from outreach.services.operator.timetabling import TimetablePorts, Timetabling
from outreach.services.operator.undoing import Undoing
from outreach.services.operator.unknowns import Unknowns
from outreach.services.operator.variants import Variants
from world.artifacts import export_ports
from world.import_desk import PEPPERS
from world.memory import World, person_ports
from world.published_schemas import command_in, held
from world.restored import PLACE, restorer
from world.stack_outputs import OUTPUTS

ACCOUNT_DAILY_QUOTA = 1000
SEND_CONCURRENCY = 2
SENDER_IDENTITY = "mail.tallyard.example"
UNSUBSCRIBE_URL = "https://us.example/u"


class MemoryTickFunction:
    """Lets the world turn once and a minute pass: a tick, and all that it enqueued."""

    def __init__(self, world: World) -> None:
        self._world = world

    def invoke(self) -> Mapping[str, str]:
        report = self._world.tick()
        self._world.drain()
        self._world.clock.advance(timedelta(minutes=1))
        return report.outcomes


class MemorySesList:
    """The addresses that SES keeps on its own list. With a refusal it changes nothing."""

    def __init__(self) -> None:
        self.addresses: set[str] = set()
        self.refusal: Exception | None = None

    def remove(self, address: str) -> bool:
        if self.refusal is not None:
            raise self.refusal
        was_on_it = address in self.addresses
        self.addresses.discard(address)
        return was_on_it


@dataclass(frozen=True, slots=True)
class MemoryOperator:
    """The use cases of an operator, as fields: what `cli.operator.Operator` asks for."""

    runs: Runs
    overview: Overview
    audience_view: AudienceView
    self_sending: SelfSending
    importing: Importing
    undoing: Undoing
    selecting: Selecting
    correcting: Correcting
    instructing: Instructing
    holding: Holding
    removing: Removing
    suppressing: Suppressing
    stopping: Stopping
    archiving: Archiving
    deliveries: Deliveries
    labelling: Labelling
    reply_view: ReplyView
    mail_view: MailView
    unknowns: Unknowns
    reopening: Reopening
    restorer: Restorer
    variants: Variants
    sender_stops: SenderStops
    comparing: Comparing
    dead_lettering: DeadLettering
    forgetting: Forgetting
    explaining: Explaining
    timetabling: Timetabling
    timetable_scoring: TimetableScoring
    tick_function: MemoryTickFunction
    export_ports: ExportPorts
    ses_list: MemorySesList
    setup: MemorySetup
    dns: MemoryDns
    preflight: Preflight
    production_access: ProductionAccess
    drills: Drilling | None = None
    account_daily_quota: int = ACCOUNT_DAILY_QUOTA
    place: Place = PLACE

    def archive_place(self, place: str) -> ArchivePlace:
        return FolderPlace(Path(place))

    def drilling(self, stack: str, judge: Judge | None = None) -> Drilling:
        assert self.drills is not None, "this desk has no stage for drills"
        return self.drills


def self_sending(world: World) -> SelfSending:
    ports = SelfSendingPorts(
        controls=world.controls,
        quotas=world.quotas,
        suppressions=world.suppressions,
        kill_switch=world.kill_switch,
        renderer=TemplateRenderer(DeadLinks(UNSUBSCRIBE_URL), SenderPerMode(proof=world.ses, live=world.ses)),
        selector=selector(),
        sender=world.ses,
        clock=world.clock,
    )
    return SelfSending(ports, PEPPERS, ACCOUNT_DAILY_QUOTA)


def reply_search(world: World) -> ReplySearch:
    return ReplySearch(world.replies, world.raw_mails, world.enrollments, world.controls)


def memory_operator(world: World) -> MemoryOperator:
    setup, dns = MemorySetup(), MemoryDns()
    timetable_ports = TimetablePorts(
        world.timetables, world.controls, world.enrollments, world.suppressions, world.account, world.clock
    )
    timetabling = Timetabling(timetable_ports, ACCOUNT_DAILY_QUOTA)
    stopping = Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock)
    preflight = Preflight(
        PreflightPorts(
            setup=setup,
            dns=dns,
            campaigns=world.campaigns,
            audience=world.audience,
            trial=TrialRenderer(UNSUBSCRIBE_URL),
            stopping=stopping,
            controls=world.controls,
            quotas=world.quotas,
            clock=world.clock,
        ),
        StackNames(
            stack="outreach",
            sender_identity=SENDER_IDENTITY,
            unsubscribe_url=UNSUBSCRIBE_URL,
            mail_bucket="mails",
            account_daily_quota=ACCOUNT_DAILY_QUOTA,
            reply_domain="",
            send_concurrency=SEND_CONCURRENCY,
        ),
    )
    return MemoryOperator(
        runs=world.runs,
        overview=Overview(
            OverviewPorts(
                campaigns=world.campaigns,
                controls=world.controls,
                enrollments=world.enrollments,
                counted_leads=MemoryCountedLeads(world.tables),
                quotas=world.quotas,
                replies=world.replies,
                deliveries=world.deliveries,
                send_queue=world.queue,
                dead_letters=world.every_dead_letter,
                clock=world.clock,
            ),
            ACCOUNT_DAILY_QUOTA,
            SEND_CONCURRENCY,
        ),
        audience_view=AudienceView(world.campaigns, world.audience, PEPPERS),
        self_sending=self_sending(world),
        importing=Importing(
            ImportPorts(
                suppressions=world.suppressions,
                audience=world.audience,
                enrollments=world.enrollments,
                controls=world.controls,
                index=world.index,
                clock=world.clock,
            ),
            PEPPERS,
        ),
        undoing=Undoing(world.campaigns, world.controls, world.audience, world.enrollments, world.clock),
        selecting=Selecting(world.campaigns, world.controls, world.audience, world.enrollments, PEPPERS),
        correcting=Correcting(world.controls, world.audience, world.enrollments, world.clock),
        instructing=Instructing(world.enrollments, world.campaigns, world.controls, world.clock),
        holding=Holding(MemoryHolds(world.tables), world.suppressions, PEPPERS, world.clock),
        removing=Removing(world.controls, world.audience, world.enrollments, world.clock),
        suppressing=Suppressing(world.suppressions, PEPPERS, world.clock),
        stopping=stopping,
        archiving=Archiving(
            ArchivingPorts(
                controls=world.controls,
                enrollments=world.enrollments,
                proof_mails=world.proof_mails,
                deliveries=world.deliveries,
                timetables=world.timetables,
                archives=world.archives,
                clock=world.clock,
            )
        ),
        deliveries=world.deliveries,
        labelling=Labelling(
            reply_search(world), world.replies, world.enrollments, world.suppressions, PEPPERS, world.clock
        ),
        reply_view=ReplyView(
            reply_search(world), world.replies, world.raw_mails, world.campaigns, world.clock
        ),
        mail_view=MailView(
            world.enrollments,
            world.controls,
            world.campaigns,
            world.deliveries,
            world.replies,
            world.suppressions,
        ),
        unknowns=Unknowns(world.enrollments, world.campaigns, world.controls, world.clock),
        reopening=Reopening(world.enrollments, world.campaigns, world.controls, world.clock),
        restorer=restorer(world),
        variants=Variants(world.campaigns, world.controls, world.enrollments, world.clock),
        sender_stops=SenderStops(world.campaigns, world.controls, world.clock),
        comparing=Comparing(world.campaigns, world.controls, world.audience, world.enrollments, world.clock),
        dead_lettering=DeadLettering(
            world.every_dead_letter,
            world.enrollments,
            world.controls,
            world.campaigns,
            world.clock,
            OUTPUTS["InboundMailBucket"],
        ),
        forgetting=Forgetting(
            person_ports(world),
            PEPPERS,
        ),
        explaining=Explaining(
            world.audience,
            world.enrollments,
            world.persons,
            world.suppressions,
            world.controls,
            world.campaigns,
            world.deliveries,
            world.replies,
            timetabling,
            PEPPERS,
        ),
        timetabling=timetabling,
        timetable_scoring=TimetableScoring(timetable_ports, timetabling),
        tick_function=MemoryTickFunction(world),
        export_ports=export_ports(world),
        ses_list=MemorySesList(),
        setup=setup,
        dns=dns,
        preflight=preflight,
        production_access=ProductionAccess(preflight, setup, UNSUBSCRIBE_URL),
    )


class CommandDesk:
    """One stack in memory with nothing in it, and commands that talk to it.

    On `memory` mails reach people, as on AWS; on `local` they are kept in a folder.
    """

    def __init__(
        self,
        mails: Path,
        monkeypatch: pytest.MonkeyPatch,
        world: World | None = None,
        drills: Drilling | None = None,
    ) -> None:
        self.world = world = world or World()
        world.tables.definitions.clear()
        world.tables.current.clear()
        self.operator = operator = replace(memory_operator(world), drills=drills)
        self._mails, self._monkeypatch = mails, monkeypatch
        self.serve(operator)
        monkeypatch.setenv("COLUMNS", "400")  # no line is broken
        monkeypatch.setenv("OUTREACH_STACK", "memory")  # a command that is named reaches it as it is

    def serve(self, operator: MemoryOperator) -> None:
        """Let both stacks have these use cases."""
        on_aws = stacks.Stack("memory", "this process", operator)
        local = stacks.Stack("local", "here", operator, self._mails)
        self._monkeypatch.setattr(stacks, "aws_stack", lambda name, **_: {"memory": on_aws}[name])
        self._monkeypatch.setattr(stacks, "local_stack", lambda **_: local)

    def run(self, *arguments: str | Path, expect: int = 0, stack: str = "memory") -> Result:
        """Run a command; it ends with this code, and never with a traceback."""
        line = ["--stack", stack, "--actor", "olga", *map(str, arguments)]
        result = CliRunner().invoke(app, line)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == expect, result.output
        return result

    def says(self, *arguments: str | Path, **how: Any) -> list[str]:
        """Run a command; return the lines of its output, without the spaces at their ends."""
        return [line.rstrip() for line in self.run(*arguments, **how).stdout.splitlines()]

    def refuses(self, *arguments: str | Path, expect: int = 1) -> str:
        """Run a command that prints no output, and return the one line that says why."""
        result = self.run(*arguments, expect=expect)
        announced, reason = result.stderr.splitlines()
        assert (result.stdout, announced) == ("", "stack: memory (this process)")
        return reason

    def json(self, *arguments: str | Path, **how: Any) -> Any:
        """Run a command with --json; return what it prints, which its published schema must allow."""
        told = json.loads(self.run(*arguments, "--json", **how).stdout)
        held(command_in(list(map(str, arguments))), told)
        return told
