"""The tick function, invoked through the Lambda API."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from outreach.adapters.no_answer import store_errors
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class LambdaTickFunction:
    """Invokes the function and waits for what it returns."""

    def __init__(self, client: "LambdaClient", name: str) -> None:
        self._client = client
        self._name = name

    def invoke(self) -> Mapping[str, str]:
        """Tick once; return the outcome of each run. Raises `RefusedChange` if the function failed."""
        with store_errors("the tick function", in_full=True):
            response: Any = self._client.invoke(FunctionName=self._name, Payload=b"{}")
            written = response["Payload"].read()
        try:
            payload = json.loads(written)
        except ValueError:
            payload = None
        known = payload if isinstance(payload, dict) else {}
        if "FunctionError" in response:
            raise RefusedChange(f"the tick function failed: {known.get('errorMessage', payload)}")
        outcomes: Mapping[str, str] | None = known.get("outcomes")
        if not isinstance(outcomes, dict):
            raise RefusedChange("the tick function did not respond with outcomes; read its log")
        return outcomes
