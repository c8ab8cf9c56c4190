"""The tick function, invoked through the Lambda API."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from outreach.errors import RefusedChange, StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class LambdaTickFunction:
    """Invokes the function and waits for what it returns."""

    def __init__(self, client: "LambdaClient", name: str) -> None:
        self._client = client
        self._name = name

    def invoke(self) -> Mapping[str, str]:
        """Tick once; return the outcome of each run. Raises `RefusedChange` if the function failed."""
        try:
            response: Any = self._client.invoke(FunctionName=self._name, Payload=b"{}")
        except (BotoCoreError, ClientError) as error:
            raise StoreUnavailable(f"the tick function: {error}") from error
        payload = json.load(response["Payload"])
        if "FunctionError" in response:
            raise RefusedChange(f"the tick function failed: {payload.get('errorMessage', payload)}")
        outcomes: Mapping[str, str] = payload["outcomes"]
        return outcomes
