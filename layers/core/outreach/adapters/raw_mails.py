"""The `RawMails` port: received mails, as SES stored them in an S3 bucket."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from outreach.errors import StoreUnavailable

_ABSENT = frozenset({"NoSuchKey", "404"})
_EMPTY = "InvalidRange"


class S3RawMails:
    """One object per mail. Only the beginning that a caller asks for is read."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def read(self, key: str, limit: int) -> bytes | None:
        """Return the first `limit` bytes of a mail; None if there is none under this key."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=key, Range=f"bytes=0-{limit - 1}")
            content: bytes = found["Body"].read(limit)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            if code in _ABSENT:
                return None
            if code == _EMPTY:
                return b""
            raise StoreUnavailable(f"GetObject: {code}") from error
        except (BotoCoreError, OSError) as error:
            raise StoreUnavailable(f"GetObject: {type(error).__name__}") from error
        return content

    def delete(self, key: str) -> None:
        """Delete a mail. It is not an error if there is none under this key."""
        try:
            self._client.delete_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            raise StoreUnavailable(f"DeleteObject: {error.response.get('Error', {}).get('Code')}") from error
        except BotoCoreError as error:
            raise StoreUnavailable(f"DeleteObject: {type(error).__name__}") from error
