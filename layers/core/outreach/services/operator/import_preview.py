"""The ports of an import, and the same ports without their writes: they answer as if each write had been made.

So a preview goes through the very code of an import, and counts what that would do now. Runs are not shown to it,
because nobody would be enrolled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from outreach.domain.control import RunControl
from outreach.domain.enrollment import Lead
from outreach.domain.ids import CampaignId, Domain, ImportId, LeadId, RecipientKey
from outreach.domain.suppression import DomainRow, Order, RecipientRow
from outreach.services.operator.ports import Audience, Waiting
from outreach.services.ports import Clock, Controls, Enrollments, Suppressions


@dataclass(frozen=True, slots=True)
class ImportPorts:
    """The ports that an import uses."""

    suppressions: Suppressions
    audience: Audience
    enrollments: Enrollments
    controls: Controls
    index: Waiting
    clock: Clock


def without_writes(ports: ImportPorts) -> ImportPorts:
    """Return ports that read from these and write nothing. They have only what a preview calls."""
    suppressions = suppressions_without_writes(ports.suppressions)
    audience: Any = _AudienceAsIf(ports.audience)
    controls: Any = _NoRuns()
    nothing: Any = None
    return replace(
        ports,
        suppressions=suppressions,
        audience=audience,
        controls=controls,
        enrollments=nothing,
        index=nothing,
    )


def suppressions_without_writes(suppressions: Suppressions) -> Suppressions:
    """Return the port without its writes. It has only what a preview calls."""
    as_if: Any = _SuppressionsAsIf(suppressions)
    port: Suppressions = as_if
    return port


class _SuppressionsAsIf:
    def __init__(self, suppressions: Suppressions) -> None:
        self._suppressions = suppressions
        self._given: set[tuple[str, str, str]] = set()

    def recipients(self, recipients: Sequence[RecipientKey]) -> dict[RecipientKey, RecipientRow]:
        """Read rows, as an import does."""
        return self._suppressions.recipients(recipients)

    def ensure(self, rows: Sequence[RecipientRow]) -> int:
        """Return how many rows would be new: an import asks for rows that do not exist."""
        return len(rows)

    def order_recipient(
        self,
        recipient: RecipientKey,
        address: str | None,  # noqa: ARG002 - the port has it
        order: Order,
        version: str | None = None,  # noqa: ARG002 - the port has it
    ) -> bool:
        """Return whether the order would be new."""
        return self._is_new(recipient, self._suppressions.recipient(recipient), order)

    def order_domain(self, domain: Domain, order: Order) -> bool:
        """Return whether the order would be new."""
        return self._is_new(domain, self._suppressions.domain(domain), order)

    def _is_new(self, about: str, row: RecipientRow | DomainRow | None, order: Order) -> bool:
        name = (about, order.scope, order.reason.value)
        orders = row.orders if row else ()
        stands = any((one.scope, one.reason) == (order.scope, order.reason) for one in orders)
        new = not stands and name not in self._given
        self._given.add(name)
        return new


class _AudienceAsIf:
    def __init__(self, audience: Audience) -> None:
        self._audience = audience

    def known(self, campaign_id: CampaignId, shards: int, lead_ids: Sequence[LeadId]) -> dict[LeadId, Lead]:
        """Return the leads that are in the audience."""
        return self._audience.known(campaign_id, shards, lead_ids)

    def add(
        self,
        campaign_id: CampaignId,  # noqa: ARG002 - the port has it
        shards: int,  # noqa: ARG002 - the port has it
        leads: Sequence[Lead],
        source: str,  # noqa: ARG002 - the port has it
        now: datetime,  # noqa: ARG002 - the port has it
        import_id: ImportId | None = None,  # noqa: ARG002 - the port has it
    ) -> int:
        """Return how many leads would be new: an import adds those that are missing."""
        return len(leads)

    def lead(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Lead | None:
        """Read one lead."""
        return self._audience.lead(campaign_id, shards, lead_id)

    def correct(self, campaign_id: CampaignId, shards: int, seen: Lead, lead: Lead) -> bool:  # noqa: ARG002 - the port has them
        """Correct nothing, as if nobody had changed the lead meanwhile."""
        return True

    def remove(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> bool:  # noqa: ARG002 - the port has them
        """Remove nothing: a person who was forgotten is in no audience."""
        return False


class _NoRuns:
    def runs(self, campaign_id: CampaignId | None = None) -> list[RunControl]:  # noqa: ARG002 - the port has it
        """Return none."""
        return []
