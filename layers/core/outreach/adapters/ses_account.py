"""What SES allows this account. Apart from sending, so that whoever reads it cannot send."""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from outreach.errors import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

UNLIMITED = 2**31 - 1
"""Stands for SES's -1: no daily limit."""


class SesAccount:
    """The SES account's own limits."""

    def __init__(self, client: "SESV2Client") -> None:
        self._client = client

    def limits(self) -> tuple[float, int]:
        """Return mails per second and mails per 24 h."""
        try:
            quota = self._client.get_account()["SendQuota"]
        except (BotoCoreError, ClientError, KeyError) as error:
            raise StoreUnavailable(f"the SES account: {type(error).__name__}") from error
        daily = int(quota["Max24HourSend"])
        return float(quota["MaxSendRate"]), UNLIMITED if daily < 0 else daily
