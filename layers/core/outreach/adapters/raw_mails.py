"""The `RawMails` port: received mails, as SES stored them in an S3 bucket."""

from typing import Any

from botocore.exceptions import ClientError, IncompleteReadError

from outreach.adapters.no_answer import problem_of, store_errors

_ABSENT = frozenset({"NoSuchKey", "404"})
_EMPTY = "InvalidRange"


class S3RawMails:
    """One object per mail. Only the beginning that a caller asks for is read."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def read(self, key: str, limit: int) -> bytes | None:
        """Return the first `limit` bytes of a mail; None if there is none under this key."""
        with store_errors("GetObject"):
            try:
                found = self._client.get_object(Bucket=self._bucket, Key=key, Range=f"bytes=0-{limit - 1}")
            except ClientError as error:
                if problem_of(error) in _ABSENT:
                    return None
                if problem_of(error) == _EMPTY:
                    return b""
                raise
            content: bytes = found["Body"].read(limit)
            announced = min(limit, found["ContentLength"])
            if len(content) < announced:
                raise IncompleteReadError(actual_bytes=len(content), expected_bytes=announced)
        return content

    def delete(self, key: str) -> None:
        """Delete a mail. It is not an error if there is none under this key."""
        with store_errors("DeleteObject"):
            self._client.delete_object(Bucket=self._bucket, Key=key)
