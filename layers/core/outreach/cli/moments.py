"""How options take times: a date, a time, or for `--since` a duration that ends now."""

from datetime import UTC, datetime
from typing import Annotated

import typer

_YEARS = range(2000, 2200)
"""When a simulation can begin. A century of --days later there is still a calendar."""
Since = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="Only what came since then: a date such as `2026-12-01`, a time (UTC), or how long ago, such as `7d`.",
    ),
]


def moment_in(option: str, text: str) -> datetime:
    """Read a date or a time that an option was given; without a zone it is UTC."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f'"{text}" is not a date; write it like 2026-12-01 or 2026-12-01T08:30', param_hint=option
        ) from error
    if read.year not in _YEARS:
        raise typer.BadParameter(
            f"{text} is too far away; give a year from {_YEARS[0]} to {_YEARS[-1]}", param_hint=option
        )
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def since_in(text: str, now: datetime) -> datetime:
    """Read a date, a time, or how long ago: `2026-12-01`, `2026-12-01T08:30`, `7d`, `1d12h`."""
    from outreach.reading.campaign_schema import duration_of

    try:
        datetime.fromisoformat(text)
    except ValueError:
        try:
            return now - duration_of(text)
        except ValueError as error:
            raise typer.BadParameter(
                f'"{text}" is neither a time nor how long ago; write it like 2026-12-01, 2026-12-01T08:30 or 7d',
                param_hint="--since",
            ) from error
    return moment_in("--since", text)
