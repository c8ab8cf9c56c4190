"""The options that choose an emulator, for `outreach up` and `outreach demo`."""

from typing import Annotated

import typer

from outreach.local.emulator_names import EmulatorName

EmulatorOption = Annotated[
    EmulatorName | None,
    typer.Option(
        "--emulator",
        help="Which emulator. `localstack` is one that runs already, where LOCALSTACK_HOST says or on port 4566.",
    ),
]
EndpointUrl = Annotated[
    str | None,
    typer.Option(help="Use the emulator that runs already at this URL, for example http://localhost:4566."),
]
SesEndpointUrl = Annotated[
    str | None,
    typer.Option(
        help="The URL by which the functions of that emulator reach the local SES endpoint. `emulator`: they use the "
        "emulator's own SES instead. (default: the usual URL)"
    ),
]
AllowRemote = Annotated[
    bool,
    typer.Option("--allow-remote", help="Yes, that emulator may be on another machine; leads travel there."),
]
