"""The operator's kill switch: an SSM parameter. Unless it is there and its value is `off`, nothing is sent."""

import logging
import time
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from outreach.adapters.no_answer import NO_PERMISSION, legible, problem_of, store_errors
from outreach.domain.control import KillSwitch, SwitchReading
from outreach.domain.row_version import RowVersion, mark_of
from outreach.errors import in_logs
from outreach.services.ports import KILL_SWITCH, ControlEvent

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_ssm.type_defs import ParameterHistoryTypeDef, ParameterTypeDef

_NO_HISTORY = frozenset(
    {"ParameterNotFound", "AccessDeniedException", "UnknownOperationException", "InvalidAction"}
)
"""The last two are what emulators say that know no histories. An export then says which versions nobody names."""

logger = logging.getLogger(__name__)


class SsmKillSwitchReader:
    """Reads the switch. A value is kept for at most `max_age_seconds`; with 0, every read asks SSM."""

    def __init__(self, client: "SSMClient", parameter: str, *, max_age_seconds: int) -> None:
        self._client = legible(client)
        self._parameter = parameter
        self._max_age = max_age_seconds
        self._kept: tuple[float, SwitchReading] | None = None

    def read(self) -> SwitchReading:
        """Return the state of the switch. Never raises: a switch that cannot be read is `UNREADABLE`, which stops."""
        if self._kept is not None and time.monotonic() - self._kept[0] < self._max_age:
            return self._kept[1]
        asked_at = time.monotonic()
        try:
            found = self._client.get_parameter(Name=self._parameter)["Parameter"]
            reading = SwitchReading(_state(found), _version(found))
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the switch could not be read
            if _is_absent(error):
                return SwitchReading(KillSwitch.ON)
            logger.warning("kill switch unreadable", extra=in_logs(error))
            return SwitchReading(KillSwitch.UNREADABLE)
        self._kept = asked_at, reading
        return reading


class SsmKillSwitchHistory:
    """What the switch has said. SSM keeps the last hundred versions of a parameter, whoever wrote them."""

    def __init__(self, client: "SSMClient", parameter: str) -> None:
        self._client = legible(client)
        self._parameter = parameter

    def states(self) -> list[ControlEvent]:
        """List the states that SSM still knows: none if this stack has no history, or if nobody may read it.

        Raises `StoreUnavailable` if SSM does not respond.
        """
        pages = self._client.get_paginator("get_parameter_history")
        with store_errors(self._parameter):
            try:
                found = pages.paginate(Name=self._parameter)
                return [_event(each) for page in found for each in page["Parameters"]]
            except ClientError as error:
                if error.response["Error"]["Code"] in _NO_HISTORY:
                    return []
                raise


def _state(found: "ParameterTypeDef | ParameterHistoryTypeDef") -> KillSwitch:
    return KillSwitch.OFF if found["Value"].strip().lower() == KillSwitch.OFF else KillSwitch.ON


def _version(found: "ParameterTypeDef | ParameterHistoryTypeDef") -> RowVersion:
    """A parameter that is deleted and made again begins with version 1 again: the time tells the two apart.

    An emulator may leave both out. That proves less, and stops nothing.
    """
    modified = found.get("LastModifiedDate")
    return RowVersion(found.get("Version", 0), mark_of(modified) if modified else "")


def _event(found: "ParameterHistoryTypeDef") -> ControlEvent:
    about = (KILL_SWITCH, _state(found), found.get("LastModifiedUser", "unknown"))
    return ControlEvent(found["LastModifiedDate"], *about, None, _version(found))


def _is_absent(error: Exception) -> bool:
    """Whether SSM has no such parameter: nobody has let this stack send yet."""
    return isinstance(error, ClientError) and error.response["Error"]["Code"] == "ParameterNotFound"


class SsmKillSwitchWriter:
    """Sets the switch."""

    def __init__(self, client: "SSMClient", parameter: str) -> None:
        self._client = legible(client)
        self._parameter = parameter

    def write(self, *, on: bool) -> None:
        """Set the switch.

        Who may not set it may be allowed to delete it, which IAM can tell from turning it off. A switch that is not
        there is on. So a stop that is not allowed to set it deletes it.
        """
        value = KillSwitch.ON if on else KillSwitch.OFF
        with store_errors(self._parameter):
            try:
                self._put(value)
            except ClientError as error:
                if not on or problem_of(error) not in NO_PERMISSION:
                    raise
                self._delete()

    def _put(self, value: KillSwitch) -> None:
        self._client.put_parameter(Name=self._parameter, Value=value.value, Type="String", Overwrite=True)

    def _delete(self) -> None:
        try:
            self._client.delete_parameter(Name=self._parameter)
        except ClientError as error:
            if not _is_absent(error):
                raise
