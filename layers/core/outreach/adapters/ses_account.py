"""The SES account and the sender's identity. They are separate from sending, so that who reads them cannot send."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from outreach.adapters.no_answer import store_errors
from outreach.domain.sending_account import AccountFacts, Verification
from outreach.errors import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client


class SesAccount:
    """Asks SES about the account, and about one identity."""

    def __init__(self, client: "SESV2Client", identity: str) -> None:
        self._client = client
        self._identity = identity

    def account(self) -> AccountFacts:
        """Ask SES about the account. A response without rate and quota comes from something else than SES."""
        with store_errors("the SES account"):
            facts = account_facts(self._client.get_account())
        if facts.limits is None:
            raise StoreUnavailable("the SES account: no rate and no quota")
        return facts

    def verification(self) -> Verification:
        """Ask SES whether the identity is verified for sending."""
        with store_errors("the SES identity"):
            try:
                return verification_of(self._client.get_email_identity(EmailIdentity=self._identity))
            except ClientError as error:
                if is_absent(error):
                    return Verification.ABSENT
                raise


def account_facts(told: Mapping[str, Any]) -> AccountFacts:
    """Read the response to GetAccount."""
    quota, pricing = told.get("SendQuota", {}), told.get("PricingAttributes", {})
    return AccountFacts(
        production_access=told.get("ProductionAccessEnabled"),
        sending_enabled=told.get("SendingEnabled"),
        enforcement=told.get("EnforcementStatus"),
        plan=pricing.get("CurrentPlan"),
        daily_quota=quota.get("Max24HourSend"),
        send_rate=quota.get("MaxSendRate"),
        suppressed_reasons=suppressed_reasons(told.get("SuppressionAttributes")),
        website=told.get("Details", {}).get("WebsiteURL"),
    )


def verification_of(told: Mapping[str, Any]) -> Verification:
    """Read the response to GetEmailIdentity."""
    verified = told.get("VerifiedForSendingStatus")
    if verified is None:
        return Verification.UNKNOWN
    return Verification.VERIFIED if verified else Verification.UNVERIFIED


def suppressed_reasons(told: Mapping[str, Any] | None) -> frozenset[str] | None:
    """Read for which events SES keeps an address on its list; None if the response does not say."""
    return None if told is None else frozenset(told.get("SuppressedReasons", ()))


def is_absent(error: ClientError) -> bool:
    """Whether SES has nothing under the name that was asked for."""
    return error.response.get("Error", {}).get("Code") == "NotFoundException"
