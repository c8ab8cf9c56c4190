"""How a duration is written for people."""

from datetime import timedelta


def lasting(duration: timedelta) -> str:
    """Write a duration as campaign files do: `2s`, `4h`, `1d12h`; nothing is `0s`."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "d"), (hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"
