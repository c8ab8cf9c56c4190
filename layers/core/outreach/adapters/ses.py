"""The live sender: makes one request to SES per mail, and classifies the outcome by the reaction it needs.

accepted        status 200 with a message id
refused         any 4xx response. Or the connection was never established: DNS failure, connection refused,
                connect timeout, no proxy, a certificate that does not verify. Or the request never left
                this process.
ambiguous       everything else, because the socket was open: read timeout, connection closed, any 5xx
                response, a response that cannot be parsed, any other TLS error

The classification uses the exception's type, the HTTP status and the error code. It never uses a message text.
"""

import ssl
from collections.abc import Iterator
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING, Literal

from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    CredentialRetrievalError,
    EndpointConnectionError,
    EndpointProviderError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
    ProxyConnectionError,
)

from outreach.adapters.no_answer import legible
from outreach.adapters.ses_headers import SesMessageIds
from outreach.domain.ids import SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Ambiguous, Outcome, Refusal, Refused

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import ContentTypeDef, SendEmailRequestTypeDef

_NEVER_CONNECTED = (EndpointConnectionError, ConnectTimeoutError, ProxyConnectionError)
_NEVER_LEFT = (NoCredentialsError, PartialCredentialsError, CredentialRetrievalError, EndpointProviderError)
_TOO_MANY_REQUESTS = 429
_NOT_ALLOWED = (401, 403)
"""The role or its credentials are wrong. The next mail would fail as well, and no lead is to blame."""
_REFUSALS = {
    "TooManyRequestsException": Refusal.THROTTLED,
    "LimitExceededException": Refusal.THROTTLED,
    "SendingPausedException": Refusal.THROTTLED,
    "ThrottlingException": Refusal.THROTTLED,
    "AccountSuspendedException": Refusal.SENDER_STOPPED,
    "MailFromDomainNotVerifiedException": Refusal.SENDER_STOPPED,
    "NotFoundException": Refusal.SENDER_STOPPED,
    "MessageRejected": Refusal.UNEXPLAINED,
    "BadRequestException": Refusal.UNEXPLAINED,
    "ExpiredTokenException": Refusal.NOT_REACHED,
}


class SesSender:
    """Sends mails through SES. The client must never retry: use `clients.sending_client`."""

    def __init__(self, client: "SESV2Client", configuration_set: str) -> None:
        self._client = legible(client)
        self._configuration_set = configuration_set
        self._message_ids = SesMessageIds(client.meta.region_name)

    def start_invocation(self) -> None:
        """Close the pooled connections. A connection that was frozen with the function may be dead without a sign."""
        self._client.close()

    def send(self, mail: Mail) -> Outcome:
        """Send one mail, with one request."""
        try:
            response = self._client.send_email(**self._request(mail))
            return Accepted(SesMessageId(response["MessageId"]))
        except Exception as error:  # noqa: BLE001 - every failure must become an outcome
            return outcome_of(error)

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a mail that SES accepted."""
        return self._message_ids.rfc_message_id(ses_message_id)

    def _request(self, mail: Mail) -> "SendEmailRequestTypeDef":
        request: SendEmailRequestTypeDef = {
            # SES accepts a display name with non-ASCII characters only as an encoded word (RFC 2047).
            "FromEmailAddress": formataddr(parseaddr(mail.sender)),
            "Destination": {"ToAddresses": [mail.recipient]},
            "Content": {
                "Simple": {
                    "Subject": _utf8(mail.subject),
                    "Body": {"Text": _utf8(mail.text), "Html": _utf8(mail.html)},
                    "Headers": [{"Name": name, "Value": value} for name, value in mail.headers.items()],
                }
            },
            "EmailTags": [{"Name": name, "Value": value} for name, value in mail.tags.items()],
            "ConfigurationSetName": self._configuration_set,
            # Said by every mail: it is stronger than what the set publishes and what the account asks for.
            "ConfigurationOverrides": {
                "Tracking": {
                    "OpenTrackingEnabled": _switched(on=mail.track_opens),
                    "ClickTrackingEnabled": _switched(on=mail.track_clicks),
                }
            },
        }
        if mail.reply_to is not None:
            request["ReplyToAddresses"] = [mail.reply_to]
        return request


def outcome_of(error: Exception) -> Outcome:
    """Classify the error of a request that did not end with an accepted mail."""
    name = type(error).__name__
    if isinstance(error, ClientError):
        return _outcome_of_response(error)
    if isinstance(error, ParamValidationError | UnicodeEncodeError):
        return Refused(Refusal.CONTENT, name)
    if isinstance(error, _NEVER_CONNECTED + _NEVER_LEFT):
        return Refused(Refusal.NOT_REACHED, name)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error)):
        return Refused(Refusal.NOT_REACHED, ssl.SSLCertVerificationError.__name__)
    return Ambiguous(name)


def _outcome_of_response(error: ClientError) -> Outcome:
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    code = error.response["Error"].get("Code", str(status))
    if not 400 <= status < 500:  # noqa: PLR2004 - the definition of a client error
        return Ambiguous(code)
    if status == _TOO_MANY_REQUESTS:
        return Refused(Refusal.THROTTLED, code)
    otherwise = Refusal.SENDER_STOPPED if status in _NOT_ALLOWED else Refusal.NOT_REACHED
    return Refused(_REFUSALS.get(code, otherwise), code)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all of its causes. urllib3 keeps some causes as arguments of an exception."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        if (cause := waiting.pop()) is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__]
        waiting += [argument for argument in cause.args if isinstance(argument, BaseException)]


def _switched(*, on: bool) -> Literal["ENABLED", "DISABLED"]:
    return "ENABLED" if on else "DISABLED"


def _utf8(text: str) -> "ContentTypeDef":
    return {"Data": text, "Charset": "UTF-8"}
