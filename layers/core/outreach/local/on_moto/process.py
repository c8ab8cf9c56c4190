"""Starts the emulator moto as a process beside the command, as `emulator` starts ministack."""

from __future__ import annotations

import json
import os
from pathlib import Path

from outreach.local import emulator
from outreach.local.clients import REGION
from outreach.local.emulator import Emulator, EmulatorOptions

_ACCOUNT = "000000000000"
"""As everywhere in the local stack: the SES endpoint puts it into its events."""
_HEALTH = "/_moto/health"
_PACKAGE = Path(__file__).resolve().parents[3]
_RUN = "from outreach.local.on_moto.server import main\nmain()\n"


def start(options: EmulatorOptions) -> Emulator:
    """Start moto on loopback and return once it responds. Raises EmulatorError. Nothing is kept when it stops."""
    if not options.python.exists():
        raise emulator.EmulatorError(
            f"moto is not installed at {options.python}; `make demo EMULATOR=moto` installs it"
        )
    return emulator.launch(options, _RUN, _environment, _HEALTH)


def _environment(options: EmulatorOptions, port: int, temporary_files: Path) -> dict[str, str]:
    """Build the server's whole environment. The functions see none of it but what MOTO_FUNCTIONS says."""
    signed = {
        **options.credentials.environment(),
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    functions = (
        signed | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"} | dict(options.function_environment or {})
    )
    return (
        emulator.inherited()
        | signed
        | {
            "MOTO_PORT": str(port),
            "MOTO_ACCOUNT_ID": _ACCOUNT,
            "MOTO_FILES": str(temporary_files / "functions"),
            "MOTO_FUNCTIONS": json.dumps(functions),
            "MOTO_DISABLE_GLOBAL_CORS": "true",
            "PYTHONPATH": str(_PACKAGE),
            "PYTHONUNBUFFERED": "1",
            "TMPDIR": str(temporary_files),
        }
    )
