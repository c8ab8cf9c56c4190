"""What a command can do with a stack: the use cases of an operator, and nothing below them.

`bootstrap.StackOperator` is one over AWS or the emulator. Tests make one over the in-memory stores.
"""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from outreach.services.operator.dead_lettering import DeadLettering
    from outreach.services.operator.explaining import Explaining
    from outreach.services.operator.forgetting import Forgetting
    from outreach.services.operator.importing import Importing
    from outreach.services.operator.overview import Overview
    from outreach.services.operator.ports import ExportPorts, TickFunction
    from outreach.services.operator.runs import Runs
    from outreach.services.operator.stopping import Stopping
    from outreach.services.operator.suppressing import Suppressing
    from outreach.services.operator.unknowns import Unknowns


class Operator(Protocol):
    """The use cases. Each may be made when it is asked for, so a command asks only for what it uses."""

    @property
    def runs(self) -> "Runs":
        """What applies, starts and steers campaigns."""
        ...

    @property
    def overview(self) -> "Overview":
        """What tells how campaigns, runs, quotas and queues stand."""
        ...

    @property
    def importing(self) -> "Importing":
        """What takes leads in."""
        ...

    @property
    def suppressing(self) -> "Suppressing":
        """What gives and takes back orders."""
        ...

    @property
    def stopping(self) -> "Stopping":
        """What turns the kill switch."""
        ...

    @property
    def unknowns(self) -> "Unknowns":
        """What lists and resolves unknown touches."""
        ...

    @property
    def dead_lettering(self) -> "DeadLettering":
        """What shows and redrives dead letters."""
        ...

    @property
    def forgetting(self) -> "Forgetting":
        """What tells people what is held about them, and forgets them."""
        ...

    @property
    def explaining(self) -> "Explaining":
        """What tells why a person was written to, or not."""
        ...

    @property
    def tick_function(self) -> "TickFunction":
        """The tick function, to be invoked by hand."""
        ...

    @property
    def export_ports(self) -> "ExportPorts":
        """What an export of a run reads."""
        ...

    @property
    def account_daily_quota(self) -> int:
        """How many mails a day the stack may send, as it was deployed."""
        ...
