"""What a command can do with a stack: the use cases of an operator, and nothing below them.

`bootstrap.operator.StackOperator` provides them over AWS or the emulator. Tests provide them over the in-memory stores.
"""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from outreach.domain.bus_event import Place
    from outreach.services.heard_ports import Deliveries
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
    from outreach.services.operator.ports import ArchivePlace, ExportPorts, SesSuppressionList, TickFunction
    from outreach.services.operator.preflight import Preflight
    from outreach.services.operator.production_access import ProductionAccess
    from outreach.services.operator.removing import Removing
    from outreach.services.operator.reopening import Reopening
    from outreach.services.operator.reply_view import ReplyView
    from outreach.services.operator.restoring import Restorer
    from outreach.services.operator.runs import Runs
    from outreach.services.operator.selecting import Selecting
    from outreach.services.operator.self_sending import SelfSending
    from outreach.services.operator.sender_stops import SenderStops
    from outreach.services.operator.stopping import Stopping
    from outreach.services.operator.suppressing import Suppressing
    from outreach.services.operator.timetable_scoring import TimetableScoring
    from outreach.services.operator.timetabling import Timetabling
    from outreach.services.operator.undoing import Undoing
    from outreach.services.operator.unknowns import Unknowns
    from outreach.services.operator.variants import Variants


class Operator(Protocol):
    """The use cases. Each may be made when it is first asked for, so a command asks only for those that it uses.

    Asking for one may raise `BadOutputs` if the stack was connected to stop it (`stacks.Call.connect`).
    """

    @property
    def runs(self) -> "Runs":
        """Apply, start, pause, resume and cancel campaigns."""
        ...

    @property
    def overview(self) -> "Overview":
        """Show the state of campaigns, runs, quotas and queues."""
        ...

    @property
    def audience_view(self) -> "AudienceView":
        """Show a campaign and its leads. It writes nothing."""
        ...

    @property
    def self_sending(self) -> "SelfSending":
        """Send the operator a mail of a campaign."""
        ...

    @property
    def importing(self) -> "Importing":
        """Import leads."""
        ...

    @property
    def undoing(self) -> "Undoing":
        """Take back imports."""
        ...

    @property
    def selecting(self) -> "Selecting":
        """Find the leads that are meant."""
        ...

    @property
    def correcting(self) -> "Correcting":
        """Correct values of leads."""
        ...

    @property
    def instructing(self) -> "Instructing":
        """Stop single leads, and let leads go on."""
        ...

    @property
    def holding(self) -> "Holding":
        """Hold mail to single people back."""
        ...

    @property
    def removing(self) -> "Removing":
        """Remove leads to whom nothing was sent."""
        ...

    @property
    def suppressing(self) -> "Suppressing":
        """Give orders, and take them back."""
        ...

    @property
    def ses_list(self) -> "SesSuppressionList":
        """The list that SES keeps of addresses that bounced or complained."""
        ...

    @property
    def archiving(self) -> "Archiving":
        """Archive runs that are over, and prune old rehearsals."""
        ...

    @property
    def deliveries(self) -> "Deliveries":
        """What SES reported on each touch."""
        ...

    def archive_place(self, place: str) -> "ArchivePlace":
        """Return where the files of an archive are kept: a folder, or `s3://BUCKET/PREFIX`."""
        ...

    @property
    def stopping(self) -> "Stopping":
        """Turn the kill switch, and read it."""
        ...

    @property
    def restorer(self) -> "Restorer":
        """Restore a table that was brought back to an earlier time."""
        ...

    @property
    def place(self) -> "Place":
        """The account and region of the stack, as its events name them."""
        ...

    @property
    def preflight(self) -> "Preflight":
        """Say whether the stack and a campaign are ready to go live."""
        ...

    def drilling(self, stack: str, judge: "Judge | None" = None) -> "Drilling":
        """Drill the stack. Without a judge, SES's events are heard by a queue that the drill makes."""
        ...

    @property
    def production_access(self) -> "ProductionAccess":
        """Write the request for production access."""
        ...

    @property
    def labelling(self) -> "Labelling":
        """Say what replies were."""
        ...

    @property
    def reply_view(self) -> "ReplyView":
        """Show what people wrote back, and the mails that matched nobody."""
        ...

    @property
    def mail_view(self) -> "MailView":
        """Show what became of mails, and what came back."""
        ...

    @property
    def unknowns(self) -> "Unknowns":
        """List and resolve unknown touches."""
        ...

    @property
    def comparing(self) -> "Comparing":
        """Say what a definition would change. It writes nothing."""
        ...

    @property
    def variants(self) -> "Variants":
        """Stop variants of an experiment."""
        ...

    @property
    def sender_stops(self) -> "SenderStops":
        """Stop and resume senders of a pool."""
        ...

    @property
    def reopening(self) -> "Reopening":
        """Make touches due again that have ended without a mail."""
        ...

    @property
    def dead_lettering(self) -> "DeadLettering":
        """Show and redrive dead letters."""
        ...

    @property
    def forgetting(self) -> "Forgetting":
        """Show what is held about a person, and forget the person."""
        ...

    @property
    def explaining(self) -> "Explaining":
        """Explain why a person was written to, or not."""
        ...

    @property
    def timetabling(self) -> "Timetabling":
        """Keep the timetables of runs, and show them."""
        ...

    @property
    def timetable_scoring(self) -> "TimetableScoring":
        """Score the first timetable of a run."""
        ...

    @property
    def tick_function(self) -> "TickFunction":
        """The tick function, to be invoked by hand."""
        ...

    @property
    def export_ports(self) -> "ExportPorts":
        """The ports that an export of a run reads."""
        ...

    @property
    def account_daily_quota(self) -> int:
        """How many mails a day the stack may send, as it was deployed."""
        ...
