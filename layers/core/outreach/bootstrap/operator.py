"""Puts the use cases of an operator together, over one stack."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.adapters.dynamodb.tables import Tables
    from outreach.adapters.preflight_facts import AwsSetup
    from outreach.domain.bus_event import Place
    from outreach.domain.keyring import Keyring
    from outreach.services.heard_ports import Deliveries, RawMails, Replies
    from outreach.services.operator.archiving import Archiving
    from outreach.services.operator.audience_view import AudienceView
    from outreach.services.operator.comparing import Comparing
    from outreach.services.operator.correcting import Correcting
    from outreach.services.operator.dead_lettering import DeadLettering
    from outreach.services.operator.drill_ports import Judge
    from outreach.services.operator.drilling import Drilling
    from outreach.services.operator.explaining import Explaining
    from outreach.services.operator.forgetting import Forgetting
    from outreach.services.operator.holding import Holding
    from outreach.services.operator.importing import Importing
    from outreach.services.operator.instructing import Instructing
    from outreach.services.operator.labelling import Labelling
    from outreach.services.operator.mail_view import MailView
    from outreach.services.operator.overview import Overview
    from outreach.services.operator.ports import (
        ArchivePlace,
        Archives,
        Audience,
        DeadLetters,
        ExportPorts,
        ProofMails,
        QueueName,
        SesSuppressionList,
        TickFunction,
        Timetables,
    )
    from outreach.services.operator.preflight import Preflight
    from outreach.services.operator.production_access import ProductionAccess
    from outreach.services.operator.removing import Removing
    from outreach.services.operator.reopening import Reopening
    from outreach.services.operator.reply_search import ReplySearch
    from outreach.services.operator.reply_view import ReplyView
    from outreach.services.operator.restoring import Restorer
    from outreach.services.operator.runs import Runs
    from outreach.services.operator.selecting import Selecting
    from outreach.services.operator.self_sending import SelfSending
    from outreach.services.operator.sender_stops import SenderStops
    from outreach.services.operator.stopping import Stopping
    from outreach.services.operator.suppressing import Suppressing
    from outreach.services.operator.timetable_scoring import TimetableScoring
    from outreach.services.operator.timetabling import TimetablePorts, Timetabling
    from outreach.services.operator.undoing import Undoing
    from outreach.services.operator.unknowns import Unknowns
    from outreach.services.operator.variants import Variants
    from outreach.services.ports import Companies, KillSwitchReader, Persons, Suppressions
    from outreach.settings import OperatorSettings

_SOME_URL = "https://unsubscribe.invalid/u"
"""Stands for the unsubscribe page of a stack that does not say where it is, in mails that nobody gets."""


class StackOperator:
    """The use cases of an operator over one stack, and the ports below them. Each is made when it is asked for.

    Commands see the use cases only (`cli.operator.Operator`). Tests and tools use the ports to prepare data.
    `client` makes an AWS client for a service name, with the endpoint and the credentials of that stack.
    """

    def __init__(self, settings: "OperatorSettings", client: Callable[[str], Any]) -> None:
        from outreach.adapters.clock import SystemClock
        from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
        from outreach.adapters.dynamodb.controls import DynamoControls
        from outreach.adapters.dynamodb.enrollments import DynamoDueIndex, DynamoEnrollments
        from outreach.adapters.dynamodb.quotas import DynamoQuotas
        from outreach.adapters.dynamodb.tables import Tables

        self.settings = settings
        self.client = client
        self.clock = SystemClock()
        self._tables = Tables(client("dynamodb"), outreach=settings.outreach_table_name)
        self.controls = DynamoControls(self._tables)
        self.campaigns = DynamoCampaigns(self._tables)
        self.enrollments = DynamoEnrollments(self._tables)
        self.index = DynamoDueIndex(self._tables)
        self.quotas = DynamoQuotas(self._tables)

    @classmethod
    def of(cls, stack: str, outputs: Mapping[str, str], client: Callable[[str], Any]) -> Self:
        """Make the use cases of a stack from its name and its CloudFormation outputs. Raises `errors.BadOutputs`."""
        from outreach.settings import OperatorSettings

        return cls(OperatorSettings.from_outputs(stack, outputs), client)

    @classmethod
    def for_a_stop(cls, stack: str, outputs: Mapping[str, str], client: Callable[[str], Any]) -> Self:
        """Make them as `of` does. `BadOutputs` is raised only by a use case whose own output is missing or wrong."""
        from outreach.settings import OperatorSettings

        return cls(OperatorSettings.for_a_stop(stack, outputs), client)

    @property
    def account_daily_quota(self) -> int:
        """Return how many mails a day the stack may send, as it was deployed."""
        return self.settings.account_daily_quota

    @cached_property
    def audience(self) -> "Audience":
        """Return the audiences."""
        from outreach.adapters.dynamodb.audience import DynamoAudience

        return DynamoAudience(self._tables)

    @cached_property
    def suppressions(self) -> "Suppressions":
        """Return the Suppression table."""
        from outreach.adapters.dynamodb.suppressions import DynamoSuppressions

        return DynamoSuppressions(self._both_tables)

    @cached_property
    def _both_tables(self) -> "Tables":
        from outreach.adapters.dynamodb.tables import Tables

        return Tables(
            self._tables.client,
            outreach=self.settings.outreach_table_name,
            suppression=self.settings.suppression_table_name,
        )

    @cached_property
    def proof_mails(self) -> "ProofMails":
        """Return the mails that rehearsals have recorded."""
        from outreach.adapters.dynamodb.proof_mails import DynamoProofMails

        return DynamoProofMails(self._tables)

    @cached_property
    def persons(self) -> "Persons":
        """Return the rows that say which campaign has a person."""
        from outreach.adapters.dynamodb.persons import DynamoPersons

        return DynamoPersons(self._tables)

    @cached_property
    def companies(self) -> "Companies":
        """Return the rows that say who of a company is written to in a week."""
        from outreach.adapters.dynamodb.companies import DynamoCompanies

        return DynamoCompanies(self._tables)

    @cached_property
    def timetables(self) -> "Timetables":
        """Return the timetables of runs."""
        from outreach.adapters.dynamodb.timetables import DynamoTimetables

        return DynamoTimetables(self._tables)

    @cached_property
    def peppers(self) -> "Keyring":
        """Return the keys that turn addresses into recipient keys."""
        from outreach.adapters.secrets import read_peppers

        return read_peppers(self.client("secretsmanager"), self.settings.address_pepper_secret)

    @cached_property
    def kill_switch(self) -> "KillSwitchReader":
        """Return the reader of the kill switch parameter. It reads anew each time."""
        from outreach.adapters.ssm import SsmKillSwitchReader

        return SsmKillSwitchReader(self.client("ssm"), self.settings.kill_switch_parameter, max_age_seconds=0)

    @cached_property
    def dead_letters(self) -> "Mapping[QueueName, DeadLetters]":
        """Return the dead-letter queue of each queue."""
        from outreach.adapters.operator_queues import SqsDeadLetters
        from outreach.services.operator.ports import QueueName

        told, sqs = self.settings, self.client("sqs")
        urls = {
            QueueName.SEND: (told.send_dead_letter_queue_url, told.send_queue_url),
            QueueName.FEEDBACK: (told.feedback_dead_letter_queue_url, told.feedback_queue_url),
            QueueName.INBOUND: (told.inbound_dead_letter_queue_url, told.inbound_queue_url),
            QueueName.UNSUBSCRIBE: (told.unsubscribe_dead_letter_queue_url, told.unsubscribe_queue_url),
        }
        return {queue: SqsDeadLetters(sqs, *both) for queue, both in urls.items()}

    @cached_property
    def tick_function(self) -> "TickFunction":
        """Return the tick function, to be invoked by hand."""
        from outreach.adapters.tick_function import LambdaTickFunction

        return LambdaTickFunction(self.client("lambda"), self.settings.tick_function_name)

    @cached_property
    def runs(self) -> "Runs":
        """Return the use case that applies, starts and steers campaigns."""
        from outreach.services.operator.runs import Runs

        return Runs(self.campaigns, self.controls, self.audience, self.enrollments, self.clock)

    @cached_property
    def overview(self) -> "Overview":
        """Return the use case that shows the state of campaigns, runs, quotas and queues."""
        from outreach.adapters.dynamodb.counted_leads import DynamoCountedLeads
        from outreach.adapters.operator_queues import SqsSendQueue
        from outreach.services.operator.overview import Overview, OverviewPorts

        ports = OverviewPorts(
            campaigns=self.campaigns,
            controls=self.controls,
            enrollments=self.enrollments,
            counted_leads=DynamoCountedLeads(self._tables),
            quotas=self.quotas,
            replies=self._replies,
            deliveries=self.deliveries,
            send_queue=SqsSendQueue(self.client("sqs"), self.settings.send_queue_url),
            dead_letters=self.dead_letters,
            clock=self.clock,
        )
        return Overview(ports, self.account_daily_quota, self.settings.send_concurrency)

    @cached_property
    def audience_view(self) -> "AudienceView":
        """Return the use case that shows a campaign and its leads."""
        from outreach.services.operator.audience_view import AudienceView

        return AudienceView(self.campaigns, self.audience, self.peppers)

    @cached_property
    def self_sending(self) -> "SelfSending":
        """Return the use case that sends the operator a mail. Raises `RefusedChange` over an older stack."""
        from outreach.adapters.aws_hosts import is_aws
        from outreach.adapters.senders import SenderPerMode
        from outreach.adapters.ses import SesSender
        from outreach.rendering.message_selection import selector
        from outreach.rendering.renderer import TemplateRenderer
        from outreach.rendering.unsubscribe_links import DeadLinks
        from outreach.services.operator.self_sending import SelfSending, SelfSendingPorts

        configuration_set, url = self.settings.configuration_set_name, self.settings.unsubscribe_url
        if configuration_set is None or url is None:
            raise RefusedChange(
                "the stack does not say with what its send function sends, because it is older than this command; "
                "deploy it again"
            )
        client = self.client("sesv2")
        identity = self.settings.sender_identity if is_aws(client.meta.endpoint_url) else None
        sender = SesSender(client, configuration_set)
        ports = SelfSendingPorts(
            controls=self.controls,
            quotas=self.quotas,
            suppressions=self.suppressions,
            kill_switch=self.kill_switch,
            renderer=TemplateRenderer(DeadLinks(url), SenderPerMode(proof=sender, live=sender)),
            selector=selector(),
            sender=sender,
            clock=self.clock,
        )
        return SelfSending(ports, self.peppers, self.account_daily_quota, identity)

    @cached_property
    def importing(self) -> "Importing":
        """Return the use case that imports leads."""
        from outreach.services.operator.import_preview import ImportPorts
        from outreach.services.operator.importing import Importing

        ports = ImportPorts(
            suppressions=self.suppressions,
            audience=self.audience,
            enrollments=self.enrollments,
            controls=self.controls,
            index=self.index,
            clock=self.clock,
        )
        return Importing(ports, self.peppers)

    @cached_property
    def undoing(self) -> "Undoing":
        """Return the use case that takes back an import."""
        from outreach.services.operator.undoing import Undoing

        return Undoing(self.campaigns, self.controls, self.audience, self.enrollments, self.clock)

    @cached_property
    def selecting(self) -> "Selecting":
        """Return the use case that finds the leads that an operator means."""
        from outreach.services.operator.selecting import Selecting

        return Selecting(self.campaigns, self.controls, self.audience, self.enrollments, self.peppers)

    @cached_property
    def correcting(self) -> "Correcting":
        """Return the use case that corrects values of leads."""
        from outreach.services.operator.correcting import Correcting

        return Correcting(self.controls, self.audience, self.enrollments, self.clock)

    @cached_property
    def instructing(self) -> "Instructing":
        """Return the use case that stops single leads, and lets leads go on."""
        from outreach.services.operator.instructing import Instructing

        return Instructing(self.enrollments, self.campaigns, self.controls, self.clock)

    @cached_property
    def holding(self) -> "Holding":
        """Return the use case that holds mail to single people back."""
        from outreach.adapters.dynamodb.holds import DynamoHolds
        from outreach.services.operator.holding import Holding

        return Holding(DynamoHolds(self._both_tables), self.suppressions, self.peppers, self.clock)

    @cached_property
    def removing(self) -> "Removing":
        """Return the use case that removes leads to whom nothing was sent."""
        from outreach.services.operator.removing import Removing

        return Removing(self.controls, self.audience, self.enrollments, self.clock)

    @cached_property
    def suppressing(self) -> "Suppressing":
        """Return the use case that adds and lifts orders."""
        from outreach.services.operator.suppressing import Suppressing

        return Suppressing(self.suppressions, self.peppers, self.clock)

    @cached_property
    def ses_list(self) -> "SesSuppressionList":
        """Return the list that SES keeps of addresses that bounced or complained."""
        from outreach.adapters.ses_suppression_list import SesSuppressionList

        return SesSuppressionList(self.client("sesv2"))

    @cached_property
    def deliveries(self) -> "Deliveries":
        """Return what SES reported on each touch."""
        from outreach.adapters.dynamodb.feedback import DynamoDeliveries

        return DynamoDeliveries(self._tables)

    @cached_property
    def archives(self) -> "Archives":
        """Return what is known of the archives of runs."""
        from outreach.adapters.dynamodb.archives import DynamoArchives

        return DynamoArchives(self._tables)

    @cached_property
    def archiving(self) -> "Archiving":
        """Return the use case that archives runs, and prunes old rehearsals."""
        from outreach.services.operator.archiving import Archiving, ArchivingPorts

        return Archiving(
            ArchivingPorts(
                controls=self.controls,
                enrollments=self.enrollments,
                proof_mails=self.proof_mails,
                deliveries=self.deliveries,
                timetables=self.timetables,
                archives=self.archives,
                clock=self.clock,
            )
        )

    def archive_place(self, place: str) -> "ArchivePlace":
        """Return where the files of an archive are kept."""
        from outreach.adapters.archive_places import BucketPlace, FolderPlace, bucket_and_prefix

        of_bucket = bucket_and_prefix(place)
        return FolderPlace(Path(place)) if of_bucket is None else BucketPlace(self.client("s3"), *of_bucket)

    @cached_property
    def stopping(self) -> "Stopping":
        """Return the use case that turns the kill switch."""
        from outreach.adapters.ssm import SsmKillSwitchWriter
        from outreach.services.operator.stopping import Stopping

        writer = SsmKillSwitchWriter(self.client("ssm"), self.settings.kill_switch_parameter)
        return Stopping(self.kill_switch, writer, self.controls, self.clock)

    @cached_property
    def restorer(self) -> "Restorer":
        """Return the use case that restores a table that was brought back to an earlier time."""
        from outreach.adapters.dynamodb.holds import DynamoHolds
        from outreach.services.operator.restoring import RestorePorts, Restorer

        ports = RestorePorts(
            audience=self.audience,
            campaigns=self.campaigns,
            controls=self.controls,
            enrollments=self.enrollments,
            quotas=self.quotas,
            suppressions=self.suppressions,
            holds=DynamoHolds(self._both_tables),
            clock=self.clock,
        )
        return Restorer(ports, self.forgetting, self.peppers)

    @property
    def place(self) -> "Place":
        """Return the account and region of the stack, as its events name them."""
        from outreach.domain.bus_event import Place

        account = self.settings.send_queue_url.rstrip("/").split("/")[-2]
        return Place(account, str(self.client("sqs").meta.region_name))

    @cached_property
    def preflight(self) -> "Preflight":
        """Return the use case that says whether a campaign is ready to go live."""
        from outreach.adapters.public_dns import PublicDns
        from outreach.rendering.trial import TrialRenderer
        from outreach.services.operator.preflight import Preflight, PreflightPorts, StackNames

        settings = self.settings
        url = settings.unsubscribe_url or _SOME_URL
        ports = PreflightPorts(
            setup=self._setup,
            dns=PublicDns(),
            campaigns=self.campaigns,
            audience=self.audience,
            trial=TrialRenderer(url),
            stopping=self.stopping,
            controls=self.controls,
            quotas=self.quotas,
            clock=self.clock,
        )
        names = StackNames(
            stack=settings.stack_name,
            sender_identity=settings.sender_identity or None,
            unsubscribe_url=url,
            mail_bucket=settings.inbound_mail_bucket,
            account_daily_quota=self.account_daily_quota,
            reply_domain="" if settings.reply_domain == "none" else settings.reply_domain,
            send_concurrency=settings.send_concurrency,
        )
        return Preflight(ports, names)

    @cached_property
    def production_access(self) -> "ProductionAccess":
        """Return the use case that writes the request for production access."""
        from outreach.services.operator.production_access import ProductionAccess

        return ProductionAccess(self.preflight, self._setup, self.settings.unsubscribe_url or _SOME_URL)

    @cached_property
    def _setup(self) -> "AwsSetup":
        """Return how everything around the stack is set up."""
        from outreach.adapters.preflight_facts import AwsSetup, SetupNames

        settings = self.settings
        # A template that says its SenderIdentity leaves the topic out only without an AlarmEmail.
        without_a_topic = "" if settings.sender_identity else None
        names = SetupNames(
            settings.configuration_set_name,
            settings.alarm_topic_arn or without_a_topic,
            settings.unsubscribe_url,
            settings.stack_name,
        )
        return AwsSetup(self.client, names)

    def drilling(self, stack: str, judge: "Judge | None" = None) -> "Drilling":
        """Return the use case that drills the stack. Without a judge, the events of SES are heard by a queue of its own."""
        from outreach.adapters.dynamodb.leases import DynamoLeases
        from outreach.adapters.one_click import HttpOneClick
        from outreach.adapters.ses_event_tap import SesEventTap
        from outreach.adapters.sqs import SqsQueue
        from outreach.services.operator.drill_play import DrilledStack
        from outreach.services.operator.drill_ports import DrillPorts
        from outreach.services.operator.drilling import Drilling

        settings = self.settings
        ports = DrillPorts(
            campaigns=self.campaigns,
            controls=self.controls,
            audience=self.audience,
            enrollments=self.enrollments,
            suppressions=self.suppressions,
            leases=DynamoLeases(self._tables),
            queue=SqsQueue(self.client("sqs"), settings.send_queue_url),
            tick=self.tick_function,
            judge=judge or SesEventTap(self.client, stack),
            one_click=HttpOneClick(),
            clock=self.clock,
        )
        drilled = DrilledStack(stack, settings.sender_identity, settings.send_concurrency)
        return Drilling(ports, self.stopping, self.unknowns, self.peppers, drilled)

    @cached_property
    def labelling(self) -> "Labelling":
        """Return the use case that records what replies were."""
        from outreach.services.operator.labelling import Labelling

        return Labelling(
            self._reply_search,
            self._replies,
            self.enrollments,
            self.suppressions,
            self.peppers,
            self.clock,
        )

    @cached_property
    def reply_view(self) -> "ReplyView":
        """Return the use case that shows what people wrote back."""
        from outreach.services.operator.reply_view import ReplyView

        return ReplyView(self._reply_search, self._replies, self._raw_mails, self.campaigns, self.clock)

    @cached_property
    def mail_view(self) -> "MailView":
        """Return the use case that shows what became of mails, and what came back."""
        from outreach.adapters.dynamodb.feedback import DynamoDeliveries
        from outreach.services.operator.mail_view import MailView

        return MailView(
            self.enrollments,
            self.controls,
            self.campaigns,
            DynamoDeliveries(self._tables),
            self._replies,
            self.suppressions,
        )

    @cached_property
    def _reply_search(self) -> "ReplySearch":
        from outreach.services.operator.reply_search import ReplySearch

        return ReplySearch(self._replies, self._raw_mails, self.enrollments, self.controls)

    @cached_property
    def _replies(self) -> "Replies":
        from outreach.adapters.dynamodb.replies import DynamoReplies

        return DynamoReplies(self._tables)

    @cached_property
    def _raw_mails(self) -> "RawMails":
        from outreach.adapters.raw_mails import S3RawMails

        return S3RawMails(self.client("s3"), self.settings.inbound_mail_bucket)

    @cached_property
    def unknowns(self) -> "Unknowns":
        """Return the use case that lists and resolves unknown touches."""
        from outreach.services.operator.unknowns import Unknowns

        return Unknowns(self.enrollments, self.campaigns, self.controls, self.clock)

    @cached_property
    def comparing(self) -> "Comparing":
        """Return the use case that says what a definition would change."""
        from outreach.services.operator.comparing import Comparing

        return Comparing(self.campaigns, self.controls, self.audience, self.enrollments, self.clock)

    @cached_property
    def variants(self) -> "Variants":
        """Return the use case that stops variants."""
        from outreach.services.operator.variants import Variants

        return Variants(self.campaigns, self.controls, self.enrollments, self.clock)

    @cached_property
    def sender_stops(self) -> "SenderStops":
        """Return the use case that stops and resumes senders."""
        from outreach.services.operator.sender_stops import SenderStops

        return SenderStops(self.campaigns, self.controls, self.clock)

    @cached_property
    def reopening(self) -> "Reopening":
        """Return the use case that makes touches due again that have ended without a mail."""
        from outreach.services.operator.reopening import Reopening

        return Reopening(self.enrollments, self.campaigns, self.controls, self.clock)

    @cached_property
    def dead_lettering(self) -> "DeadLettering":
        """Return the use case that shows, redrives and drops dead letters."""
        from outreach.services.operator.dead_lettering import DeadLettering

        return DeadLettering(
            self.dead_letters,
            self.enrollments,
            self.controls,
            self.campaigns,
            self.clock,
            self.settings.inbound_mail_bucket,
        )

    @cached_property
    def forgetting(self) -> "Forgetting":
        """Return the use case that shows a person's data and removes it."""
        from outreach.services.operator.forgetting import Forgetting, PersonPorts

        ports = PersonPorts(
            suppressions=self.suppressions,
            campaigns=self.campaigns,
            controls=self.controls,
            audience=self.audience,
            enrollments=self.enrollments,
            proof_mails=self.proof_mails,
            persons=self.persons,
            companies=self.companies,
            deliveries=self.deliveries,
            replies=self._replies,
            raw_mails=self._raw_mails,
            clock=self.clock,
        )
        return Forgetting(ports, self.peppers)

    @cached_property
    def explaining(self) -> "Explaining":
        """Return the use case that explains why a person was written to, or not."""
        from outreach.services.operator.explaining import Explaining

        return Explaining(
            self.audience,
            self.enrollments,
            self.persons,
            self.suppressions,
            self.controls,
            self.campaigns,
            self.deliveries,
            self._replies,
            self.timetabling,
            self.peppers,
        )

    @cached_property
    def timetabling(self) -> "Timetabling":
        """Return the use case that keeps timetables."""
        from outreach.services.operator.timetabling import Timetabling

        return Timetabling(self._timetable_ports, self.account_daily_quota)

    @cached_property
    def timetable_scoring(self) -> "TimetableScoring":
        """Return the use case that scores them."""
        from outreach.services.operator.timetable_scoring import TimetableScoring

        return TimetableScoring(self._timetable_ports, self.timetabling)

    @property
    def _timetable_ports(self) -> "TimetablePorts":
        from outreach.adapters.ses_account import SesAccount
        from outreach.services.operator.timetabling import TimetablePorts

        return TimetablePorts(
            timetables=self.timetables,
            controls=self.controls,
            enrollments=self.enrollments,
            suppressions=self.suppressions,
            account=SesAccount(self.client("sesv2"), self.settings.sender_identity or ""),
            clock=self.clock,
        )

    @cached_property
    def export_ports(self) -> "ExportPorts":
        """Return the ports that an export of a run reads. The code that writes it stays on the operator's machine."""
        from outreach.adapters.ssm import SsmKillSwitchHistory
        from outreach.services.operator.ports import ExportPorts

        return ExportPorts(
            audience=self.audience,
            campaigns=self.campaigns,
            controls=self.controls,
            enrollments=self.enrollments,
            proof_mails=self.proof_mails,
            persons=self.persons,
            companies=self.companies,
            quotas=self.quotas,
            suppressions=self.suppressions,
            switch=SsmKillSwitchHistory(self.client("ssm"), self.settings.kill_switch_parameter),
            timetables=self.timetables,
            replies=self._replies,
            clock=self.clock,
        )
