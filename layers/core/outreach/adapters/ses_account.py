"""The sending limits of the SES account. They are separate from sending, so that who reads them cannot send."""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from outreach.errors import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

UNLIMITED = 2**31 - 1
"""Stands for the -1 by which SES says that there is no daily limit."""


class SesAccount:
    """The sending limits of the SES account."""

    def __init__(self, client: "SESV2Client") -> None:
        self._client = client

    def limits(self) -> tuple[float, int]:
        """Return how many mails the account may send per second and per 24 hours."""
        try:
            quota = self._client.get_account()["SendQuota"]
        except (BotoCoreError, ClientError, KeyError) as error:
            raise StoreUnavailable(f"the SES account: {type(error).__name__}") from error
        daily = int(quota["Max24HourSend"])
        return float(quota["MaxSendRate"]), UNLIMITED if daily < 0 else daily
