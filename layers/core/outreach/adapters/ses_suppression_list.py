"""The suppression list that SES keeps for the account, in the region of the stack.

The functions of the stack neither read nor change it. An operator does, with permissions of their own.
"""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from outreach.errors import RefusedChange, StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client


class SesSuppressionList:
    """The account-level list. SES puts an address on it that bounced for good or complained."""

    def __init__(self, client: "SESV2Client") -> None:
        self._client = client

    def remove(self, address: str) -> bool:
        """Take an address off the list; return False if it was not on it.

        Raises `RefusedChange` if SES refuses, for example for want of permission, and `StoreUnavailable` if it does
        not respond.
        """
        try:
            self._client.delete_suppressed_destination(EmailAddress=address)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            if code == "NotFoundException":
                return False
            raise RefusedChange(
                f"SES did not take {address} off its list ({code}), and nothing was changed; "
                "your own permissions must allow ses:DeleteSuppressedDestination"
            ) from error
        except BotoCoreError as error:
            raise StoreUnavailable(f"the suppression list of SES: {type(error).__name__}") from error
        return True
