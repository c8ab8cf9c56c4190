"""The suppression list that SES keeps for the account, in the region of the stack.

The functions of the stack neither read nor change it. An operator does, with permissions of their own.
"""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from outreach.adapters.no_answer import is_refusal, legible, problem_of, store_errors
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client


class SesSuppressionList:
    """The account-level list. SES puts an address on it that bounced for good or complained."""

    def __init__(self, client: "SESV2Client") -> None:
        self._client = legible(client)

    def remove(self, address: str) -> bool:
        """Take an address off the list; return False if it was not on it.

        Raises `RefusedChange` if SES refuses, for example for want of permission, and `StoreUnavailable` if it does
        not respond.
        """
        with store_errors("the suppression list of SES"):
            try:
                self._client.delete_suppressed_destination(EmailAddress=address)
            except ClientError as error:
                code = problem_of(error)
                if code == "NotFoundException":
                    return False
                if not is_refusal(error):
                    raise
                raise RefusedChange(
                    f"SES did not take {address} off its list ({code}), and nothing was changed; "
                    "your own permissions must allow ses:DeleteSuppressedDestination"
                ) from error
        return True
