"""What tests of imports share: the use case over the in-memory tables, and files made from text."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from outreach.domain.campaign import Campaign
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import Enrollment, Lead
from outreach.domain.ids import LIVE, CampaignId, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.suppression import RecipientRow
from outreach.memory import (
    FixedClock,
    MemoryAudience,
    MemoryControls,
    MemoryDueIndex,
    MemoryEnrollments,
    MemorySuppressions,
    MemoryTables,
)
from outreach.reading.lead_file import LeadFile, import_leads
from outreach.reading.lead_rows import RowRules
from outreach.reading.suppression_file import SuppressionFile, import_suppressions
from outreach.services.operator.import_preview import ImportPorts
from outreach.services.operator.import_rows import ImportReport, SuppressionReport
from outreach.services.operator.importing import Importing
from outreach.services.operator.suppressing import Suppressing
from world.builders import CAMPAIGN, NOON, a_campaign, a_run

PEPPERS = Keyring("v1", {"v1": "a pepper that only tests know"})
CHANGED = Keyring("v2", {**PEPPERS.keys, "v2": "another pepper for tests"})
CHANGING = Keyring("v1", CHANGED.keys)
"""The first step of a change of peppers: the new one is known, but is not the current one yet."""


class Counting:
    """Passes calls on to a port and counts them, and their items too: writing many items is many requests."""

    def __init__(self, port: Any, name: str, calls: Counter[str]) -> None:
        self._port = port
        self._name = name
        self._calls = calls

    def __getattr__(self, method: str) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            self._calls[f"{self._name}.{method}"] += 1
            for argument in arguments:
                if isinstance(argument, list):
                    self._calls[f"{self._name}.{method} items"] += len(argument)
            return getattr(self._port, method)(*arguments, **named)

        return call


class Meanwhile:
    """Passes calls on to a port. Before the first call of one method, it makes something happen once."""

    def __init__(self, port: Any, method: str, happening: Callable[[], object]) -> None:
        self._port = port
        self._method = method
        self._happening: Callable[[], object] | None = happening

    def __getattr__(self, method: str) -> Any:
        if method == self._method and self._happening is not None:
            happening, self._happening = self._happening, None
            happening()
        return getattr(self._port, method)


class ImportDesk:
    """One stack, and what is imported into it."""

    def __init__(self, campaign: Campaign | None = None, peppers: Keyring = PEPPERS) -> None:
        self.campaign = campaign or a_campaign()
        self.tables = MemoryTables()
        self.clock = FixedClock(NOON)
        self.calls: Counter[str] = Counter()
        self.controls = MemoryControls(self.tables)
        self.suppressions = MemorySuppressions(self.tables)
        self.enrollments = MemoryEnrollments(self.tables)
        self.ports = ImportPorts(
            suppressions=Counting(self.suppressions, "suppressions", self.calls),
            audience=Counting(MemoryAudience(self.tables), "audience", self.calls),
            enrollments=Counting(self.enrollments, "enrollments", self.calls),
            controls=Counting(self.controls, "controls", self.calls),
            index=Counting(MemoryDueIndex(self.tables), "index", self.calls),
            clock=self.clock,
        )
        self.use_peppers(peppers)

    def use_peppers(self, peppers: Keyring) -> None:
        self.importing = Importing(self.ports, peppers)
        self.suppressing = Suppressing(self.ports.suppressions, peppers, self.clock)

    def start(self, run_id: str = LIVE, status: RunStatus = RunStatus.RUNNING) -> None:
        self.controls.create_run(a_run(run_id=run_id, status=status))

    def status(self, run_id: str = LIVE) -> RunStatus:
        run = self.controls.run(CAMPAIGN, RunId(run_id))
        assert run is not None
        return run.status

    def load(
        self, path: Path, rules: RowRules | None = None, mapping: Mapping[str, str] | None = None, **how: Any
    ) -> ImportReport:
        file = LeadFile(path, mapping or {}, **how)
        return import_leads(self.importing, self.campaign, file, rules or RowRules(), actor="ann")

    def suppress(self, path: Path, **how: Any) -> SuppressionReport:
        file = SuppressionFile(path, **how)
        return import_suppressions(
            self.suppressing, file, actor="ann", campaigns=[CAMPAIGN, CampaignId("other")]
        )

    @property
    def leads(self) -> dict[str, Lead]:
        return {lead.address: lead for lead in self.tables.audience.values()}

    @property
    def enrolled(self) -> dict[tuple[str, str], Enrollment]:
        return {(e.key.run_id, e.lead.address): e for e in self.tables.enrollments.values()}

    @property
    def recipients(self) -> dict[str | None, RecipientRow]:
        return {row.address: row for row in self.tables.recipients.values()}

    def orders(self, address: str) -> set[tuple[str, str]]:
        row = self.recipients.get(address)
        return {(order.scope, order.reason) for order in row.orders} if row else set()
