"""The `ArchivePlace` port: a folder of this machine, or a prefix of an S3 bucket."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, BinaryIO

from botocore.exceptions import ClientError

from outreach.adapters.no_answer import problem_of, store_errors
from outreach.errors import BadFile, RefusedChange

S3 = "s3://"
_TAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})
LAST = "SHA256SUMS"
"""Written last: an archive without it is one whose writer died."""


class FolderPlace:
    """A folder. Only its owner can read it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, folder: Path) -> None:
        """Copy the files of a folder there. They appear all at once."""
        target = self._folder
        if target.is_symlink() or target.exists():
            raise RefusedChange(f'"{target}" is there already, and was left as it is; name another folder')
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            workshop = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
            try:
                shutil.copytree(folder, workshop, dirs_exist_ok=True)
                workshop.chmod(0o700)
                workshop.rename(target)
            finally:
                shutil.rmtree(workshop, ignore_errors=True)
        except OSError as error:
            raise BadFile(
                str(target), f"cannot be written ({error})", remedy="name another folder"
            ) from error

    def read(self, folder: Path) -> None:
        """Copy the files from there. Links are copied as links, so that the sums find them."""
        if not self._folder.is_dir():
            raise RefusedChange(f'there is no archive in "{self._folder}"; put it back where it was')
        try:
            shutil.copytree(self._folder, folder, dirs_exist_ok=True, symlinks=True)
        except OSError as error:
            raise BadFile(str(self._folder), f"cannot be read ({error})") from error


class BucketPlace:
    """The objects of a bucket whose keys begin with a prefix. `client` is boto3's for S3."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix.strip("/") + "/"

    def write(self, folder: Path) -> None:
        """Copy the files of a folder there, SHA256SUMS last."""
        with store_errors("ListObjectsV2"):
            taken = next(self._names(), None)
        if taken is not None:
            raise RefusedChange(f'"{S3}{self._bucket}/{self._prefix}" is not empty, and was left as it is')
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        for path in sorted(files, key=lambda path: path.name == LAST):
            key = self._prefix + path.relative_to(folder).as_posix()
            with store_errors("PutObject"), path.open("rb") as body:
                self._put(key, body)

    def _put(self, key: str, body: BinaryIO) -> None:
        """Write an object that is not there yet: somebody else may write to the same place at this moment."""
        try:
            self._client.put_object(Bucket=self._bucket, Key=key, Body=body, IfNoneMatch="*")
        except ClientError as error:
            if problem_of(error) in _TAKEN:
                raise RefusedChange(
                    f'"{S3}{self._bucket}/{key}" is there already, and was left as it is'
                ) from error
            raise

    def read(self, folder: Path) -> None:
        """Copy the objects from there."""
        with store_errors("GetObject"):
            names = list(self._names())
            for name in names:
                target = (folder / name).resolve()
                if not target.is_relative_to(folder.resolve()):
                    raise RefusedChange(f'"{self._prefix}{name}" is no file of an archive')
                target.parent.mkdir(parents=True, exist_ok=True)
                body = self._client.get_object(Bucket=self._bucket, Key=self._prefix + name)["Body"]
                with target.open("wb") as stream:
                    shutil.copyfileobj(body, stream)
        if not names:
            raise RefusedChange(f'there is no archive in "{S3}{self._bucket}/{self._prefix}"')

    def _names(self) -> Iterator[str]:
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
            yield from (found["Key"].removeprefix(self._prefix) for found in page.get("Contents", ()))


def bucket_and_prefix(place: str) -> tuple[str, str] | None:
    """Take `s3://BUCKET/PREFIX` apart; None if the place is a folder."""
    if not place.startswith(S3):
        return None
    bucket, _, prefix = place.removeprefix(S3).partition("/")
    return bucket, prefix
