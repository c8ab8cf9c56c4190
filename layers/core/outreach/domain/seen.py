"""What a last look has seen: which version of each row it decided on. The touch keeps it as evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from outreach.domain.row_version import RowVersion

_UNREAD = "unread"
_CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Seen:
    """The versions that one look has seen. None stands for a row that the look did not find."""

    run: RowVersion | None = None
    control: RowVersion | None = None
    switch: RowVersion | None = None
    """Of the parameter in SSM."""
    recipient: RowVersion | None = None
    domains: tuple[RowVersion, ...] = ()
    """One for each domain of the lead, in the lead's order. No names: the touch is kept when the lead is erased."""
    complete: bool = True
    """False if a row was not read. Such a look forbids the mail."""
    claimed: bool = True
    """Whether the enrollment was claimed by this very attempt. A look that is older than the claim cannot have seen that."""

    def texts(self) -> dict[str, str]:
        """Return what is stored. What was not found is left out."""
        rows = {"run": self.run, "control": self.control, "switch": self.switch, "recipient": self.recipient}
        found = {name: str(version) for name, version in rows.items() if version is not None}
        domains = {"domains": " ".join(map(str, self.domains))} if self.domains else {}
        claim = {_CLAIM: "own"} if self.claimed else {}
        return {**found, **domains, **claim, **({} if self.complete else {_UNREAD: "yes"})}

    @classmethod
    def parse(cls, stored: Mapping[str, str]) -> Self:
        """Read what `texts` returned."""

        def row(name: str) -> RowVersion | None:
            return RowVersion.parse(stored[name]) if name in stored else None

        domains = tuple(map(RowVersion.parse, stored.get("domains", "").split()))
        looked = {"complete": _UNREAD not in stored, "claimed": _CLAIM in stored}
        return cls(row("run"), row("control"), row("switch"), row("recipient"), domains, **looked)
