"""What the emulator's IAM leaves out of a policy: the rows that a writer is held to (`dynamodb:LeadingKeys`)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

_WRITES = frozenset({"UpdateItem", "DeleteItem"})
_HELD = "ForAllValues:StringLike"


@contextmanager
def held_to_their_rows(policies: Sequence[Mapping[str, Any]]) -> Iterator[None]:
    """Refuse each write of this process to a row that no statement of the policies allows, as IAM would."""
    original = BaseClient._make_api_call  # type: ignore[attr-defined]  # not public; every request passes there

    def asked(client: Any, operation: str, arguments: dict[str, Any]) -> Any:
        if operation in _WRITES and not _is_allowed(policies, operation, arguments):
            raise ClientError(
                {"Error": {"Code": "AccessDeniedException", "Message": "another row"}}, operation
            )
        return original(client, operation, arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", asked)
        yield


def _is_allowed(policies: Sequence[Mapping[str, Any]], operation: str, arguments: Mapping[str, Any]) -> bool:
    key = arguments["Key"]["pk"]["S"]
    for policy in policies:
        for statement in policy["Statement"]:
            tables = str(statement["Resource"])
            if f"dynamodb:{operation}" not in statement["Action"] or arguments["TableName"] not in tables:
                continue
            rows = statement.get("Condition", {}).get(_HELD, {}).get("dynamodb:LeadingKeys", ["*"])
            if any(fnmatchcase(key, row) for row in rows):
                return True
    return False
