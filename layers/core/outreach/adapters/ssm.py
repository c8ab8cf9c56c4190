"""The operator's kill switch: an SSM parameter. Unless it is there and its value is `off`, nothing is sent."""

import logging
from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.parameters import SSMProvider
from botocore.exceptions import ClientError

from outreach.adapters.no_answer import legible, store_errors
from outreach.domain.control import KillSwitch
from outreach.errors import in_logs

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

logger = logging.getLogger(__name__)


class SsmKillSwitchReader:
    """Reads the switch. A value is cached for at most `max_age_seconds`; with 0, every read asks SSM."""

    def __init__(self, client: "SSMClient", parameter: str, *, max_age_seconds: int) -> None:
        self._provider = SSMProvider(boto3_client=legible(client))
        self._parameter = parameter
        self._max_age = max_age_seconds

    def read(self) -> KillSwitch:
        """Return the state of the switch. Never raises: a switch that cannot be read is `UNREADABLE`, which stops."""
        try:
            value = self._provider.get(self._parameter, max_age=self._max_age, force_fetch=self._max_age == 0)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the switch could not be read
            if _is_absent(error):
                return KillSwitch.ON
            logger.warning("kill switch unreadable", extra=in_logs(error))
            return KillSwitch.UNREADABLE
        is_off = isinstance(value, str) and value.strip().lower() == KillSwitch.OFF
        return KillSwitch.OFF if is_off else KillSwitch.ON


def _is_absent(error: Exception) -> bool:
    """Whether SSM has no such parameter: nobody has let this stack send yet."""
    cause = error.__context__  # Powertools raises its own error while it handles the one of SSM
    return isinstance(cause, ClientError) and cause.response["Error"]["Code"] == "ParameterNotFound"


class SsmKillSwitchWriter:
    """Sets the switch."""

    def __init__(self, client: "SSMClient", parameter: str) -> None:
        self._client = legible(client)
        self._parameter = parameter

    def write(self, *, on: bool) -> None:
        """Set the switch."""
        value = KillSwitch.ON if on else KillSwitch.OFF
        with store_errors(self._parameter):
            self._client.put_parameter(Name=self._parameter, Value=value.value, Type="String", Overwrite=True)
