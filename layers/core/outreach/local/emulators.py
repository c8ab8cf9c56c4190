"""What an emulator is to the rest of the local stack. Everything that differs between emulators is in a `Kind`.

    kind                      started by us, state kept
    ministack (the default)   yes, yes
    moto                      yes, no
    any that runs already     no, as whoever started it wants it (`given`)

Whatever the emulator, the template is deployed by CloudFormation (`deploy`), and mail goes to our own SES endpoint
unless the person says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from outreach.local import emulator, template
from outreach.local.emulator import EmulatorError, EmulatorOptions
from outreach.local.emulator_names import EmulatorName
from outreach.local.on_moto import process as on_moto
from outreach.local.processes import ProcessId
from outreach.local.template import Template


class Running(Protocol):
    """An emulator that responds."""

    @property
    def endpoint_url(self) -> str:
        """Where it takes the requests of AWS's API."""

    @property
    def process(self) -> ProcessId | None:
        """The process that we started. None if it is somebody else's, which we never stop."""

    @property
    def log(self) -> Path | None:
        """What it writes to. None if that is not ours."""

    def stop(self) -> bool:
        """Stop it, if it is ours. Return whether the stop was clean. Stopping twice is harmless."""


class Translate(Protocol):
    """Makes the template into what this emulator's CloudFormation turns into a working stack."""

    def __call__(
        self,
        template: Template,
        *,
        parameters: Mapping[str, str],
        bucket: str,
        keys: Mapping[str, str],
        endpoint_url: str,
        function_environment: Mapping[str, str] | None,
    ) -> Template:
        """Return the translated template. Packages are at `keys` in `bucket`.

        Each function gets `function_environment` beside its own variables. None if the emulator sees to that.
        """


@dataclass(frozen=True, slots=True)
class Kind:
    """One emulator: how it is started, what it needs of the template, and whether it keeps its state."""

    name: EmulatorName
    start: Callable[[EmulatorOptions], Running]
    translate: Translate
    environment: str
    """The folder in `.tools` whose Python runs the emulator, and for which the dependencies are built. Empty if
    somebody else runs it."""
    keeps_state: bool
    """Whether what was done survives a clean stop."""

    def python(self, root: Path) -> Path:
        """Return the interpreter of this emulator in a project's checkout."""
        return root / ".tools" / self.environment / "bin" / "python"


MINISTACK = Kind(
    EmulatorName.MINISTACK,
    start=emulator.start,
    translate=template.for_ministack,
    environment="emulator",
    keeps_state=True,
)
MOTO = Kind(
    EmulatorName.MOTO,
    start=on_moto.start,
    translate=template.for_an_emulator,
    environment="moto",
    keeps_state=False,
)
_KINDS = {kind.name: kind for kind in (MINISTACK, MOTO)}


def kind_of(name: EmulatorName) -> Kind:
    """Return what is to be known about an emulator. EmulatorError if it cannot be used."""
    if name not in _KINDS:
        raise EmulatorError(f"this version cannot use the emulator {name}")
    return _KINDS[name]
