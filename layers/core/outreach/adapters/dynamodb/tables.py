"""The two tables: their keys and indexes, and the functions by which all adapters read and write them.

PynamoDB builds the expressions and turns items into values. It cannot express two things: a read over two
tables, and the old item of a refused write. For these the low-level client is used. PynamoDB uses the same
client, so a cold start makes only one.

Only the SDK retries. If a write was applied and its response was lost, the SDK sends the write again, and its
condition is then checked against its own result. Each condition must allow for this.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, PynamoDBException
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection
from pynamodb.models import Model

from outreach.errors import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

RawItem = dict[str, Any]
RawKey = dict[str, dict[str, str]]
_Item = TypeVar("_Item", bound=Model)
_PARALLEL_WRITES = 8
_KEYS_PER_READ = 100
"""How many keys one BatchGetItem request takes."""
_REFUSED = "ConditionalCheckFailedException"
_FIRST_ERROR = 300
"""The lowest HTTP status that is not a success."""
_NEVER_EMPTY = frozenset({"BatchGetItem", "Query", "Scan"})
"""Requests to which DynamoDB always responds with something."""


class DueIndexKeys(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # its own hook is untyped
    """Everything that waits, by partition and lane, earliest first. Ended enrollments are not in the index."""

    class Meta:
        """Projects what a tick needs to make a message, and no more. A claim changes none of these attributes."""

        index_name = "due"
        projection = IncludeProjection(["step", "attempt", "recipient", "domains"])

    due_pk = UnicodeAttribute(hash_key=True)
    due_sk = UnicodeAttribute(range_key=True)


class ByAddressIndexKeys(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # its own hook is untyped
    """The items of a person, in every audience and run."""

    class Meta:
        """Projects keys only. The index is written once per item, and read for an operator or a reply."""

        index_name = "by_address"
        projection = KeysOnlyProjection()

    recipient = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class OutreachTable(Model):
    """Campaigns, audiences, enrollments, runs, leases, quotas. The module of each item class shows its keys."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    due = DueIndexKeys()
    by_address = ByAddressIndexKeys()


class SuppressionTable(Model):
    """Orders not to write: one item per address and per domain."""

    pk = UnicodeAttribute(hash_key=True)


@dataclass(frozen=True, slots=True)
class Write:
    """The result of a conditional write: `item` is the new item if it was applied, else the one that refused it."""

    applied: bool
    item: RawItem | None


class Tables:
    """The two tables, under their names in a stack."""

    def __init__(self, client: "DynamoDBClient", *, outreach: str, suppression: str | None = None) -> None:
        self.client = client
        client.meta.events.register("before-parse.dynamodb", _refuse_garbled, unique_id="outreach-garbled")
        self.outreach = outreach
        self._suppression = suppression
        self._bound: dict[type[Model], type[Model]] = {}

    @property
    def suppression(self) -> str:
        """The name of the Suppression table. A function without access to that table must not ask for it."""
        assert self._suppression is not None, "this function has no Suppression table"
        return self._suppression

    def items(self, kind: type[_Item]) -> type[_Item]:
        """Return an item class bound to its table and to the client."""
        if kind not in self._bound:
            self._bound[kind] = self._bind(kind)
        return cast("type[_Item]", self._bound[kind])

    def _bind(self, kind: type[_Item]) -> type[Model]:
        name = self.outreach if issubclass(kind, OutreachTable) else self.suppression
        meta = type("Meta", (), {"table_name": name})
        bound = cast(
            "type[Model]", type(kind.__name__, (kind,), {"Meta": meta, "__module__": kind.__module__})
        )
        # A PynamoDB class makes a client of its own, which is slow. There is no public way to give it an existing one.
        bound._get_connection().connection._client = cast("Any", self.client)  # noqa: SLF001 - as the comment says
        return bound

    def read(self, keys: Mapping[str, Sequence[RawKey]]) -> tuple[list[RawItem], list[RawKey]]:
        """Read items of any table by key, strongly consistent: one request per hundred keys.

        Returns the items that were found, and the keys that came back unprocessed. A key in neither does not exist.
        """
        wanted = [(table, key) for table, some in keys.items() for key in some]
        found: list[RawItem] = []
        unread: list[RawKey] = []
        for start in range(0, len(wanted), _KEYS_PER_READ):
            request: dict[str, Any] = {}
            for table, key in wanted[start : start + _KEYS_PER_READ]:
                request.setdefault(table, {"Keys": [], "ConsistentRead": True})["Keys"].append(key)
            with store_errors("BatchGetItem"):
                response = self.client.batch_get_item(RequestItems=request)
            found += [item for items in response["Responses"].values() for item in items]
            unread += [
                key for rest in response["UnprocessedKeys"].values() for key in cast("Any", rest["Keys"])
            ]
        return found, unread


@contextmanager
def store_errors(operation: str) -> Iterator[None]:
    """Raise every error of a DynamoDB call as `StoreUnavailable`. A write may have been applied or not."""
    try:
        yield
    except (ClientError, BotoCoreError, PynamoDBException, ResponseParserError) as error:
        raise StoreUnavailable(f"{operation}: {_what_went_wrong(error)}") from error


def _what_went_wrong(error: Exception) -> str:
    """Return the code of a response, or else the type of the error."""
    if isinstance(error, PynamoDBException):  # its type only repeats the operation
        error = error.cause or error
    # botocore's network errors have a `response` too, and it is None. PynamoDB's own reading of it fails then.
    response: Any = getattr(error, "response", None) or {}
    return response.get("Error", {}).get("Code") or type(error).__name__


def _refuse_garbled(operation_model: Any, response_dict: Mapping[str, Any], **_: Any) -> None:
    """Refuse a response whose body cannot be read. Botocore would fail at it, or take it for an empty response.

    An empty response says that the item does not exist.
    """
    succeeded = response_dict["status_code"] < _FIRST_ERROR
    try:
        body = json.loads(response_dict["body"].decode())
    except UnicodeDecodeError as error:
        raise ResponseParserError("the body is no text") from error
    except ValueError as error:
        if succeeded:
            raise ResponseParserError("the body is no JSON") from error
        return  # the status says enough
    if succeeded and not (isinstance(body, dict) and _is_of(operation_model, body)):
        raise ResponseParserError(f"the body is not what {operation_model.name} responds with")


def _is_of(operation_model: Any, body: Mapping[str, Any]) -> bool:
    """Whether the body has a member of the operation's response, or may be empty and is."""
    if not body:
        return operation_model.name not in _NEVER_EMPTY
    return not body.keys().isdisjoint(operation_model.output_shape.members)


def fetch(kind: type[_Item], pk: str, sk: str | None = None) -> _Item | None:
    """Read one item, strongly consistent."""
    with store_errors("GetItem"):
        try:
            return kind.get(pk, sk, consistent_read=True)
        except DoesNotExist:
            return None


def fetch_all(kind: type[_Item], keys: Iterable[tuple[str, ...]]) -> list[_Item]:
    """Read items by key, strongly consistent. Keys that come back unprocessed are requested again."""
    wanted: list[Any] = [key if len(key) > 1 else key[0] for key in dict.fromkeys(keys)]
    if not wanted:
        return []
    with store_errors("BatchGetItem"):
        return list(kind.batch_get(wanted, consistent_read=True))


def stream(read: Callable[..., Iterable[_Item]], *key: Any) -> Iterator[_Item]:
    """Yield the items of a query or scan, strongly consistent, page by page."""
    with store_errors("Query"):
        yield from read(*key, consistent_read=True)


def create(item: Model) -> bool:
    """Write an item that does not exist yet; False if it does."""
    kwargs = item.get_save_kwargs_from_instance(condition=type(item).pk.does_not_exist())  # type: ignore[attr-defined]  # every table has a pk
    with store_errors("PutItem"):
        try:
            _client_of(item).put_item(**kwargs)
        except ClientError as error:
            if error.response["Error"]["Code"] == _REFUSED:
                return False
            raise
    return True


def create_all(items: Iterable[Model]) -> int:
    """Write the items that do not exist yet, several at a time; return how many were new.

    BatchWriteItem cannot be used: it has no conditions, so it would overwrite an item that somebody else wrote.
    """
    waiting = list(items)
    if len(waiting) < 2:  # noqa: PLR2004 - one needs no threads
        return sum(map(create, waiting))
    with ThreadPoolExecutor(_PARALLEL_WRITES) as pool:
        return sum(pool.map(create, waiting))


def update(
    item: Model,
    actions: Sequence[Action],
    condition: Condition | None = None,
    *,
    returns: Literal["ALL_NEW", "ALL_OLD"] = "ALL_NEW",
) -> Write:
    """Apply one conditional update to the item with this key. With `ALL_OLD`, the result is the item as it was before."""
    kwargs = item.get_update_kwargs_from_instance(
        list(actions), condition, "ALL_OLD" if condition is not None else None
    )
    with store_errors("UpdateItem"):
        try:
            response = _client_of(item).update_item(**kwargs, ReturnValues=returns)
        except ClientError as error:
            if error.response["Error"]["Code"] == _REFUSED:
                return Write(applied=False, item=cast("Any", error.response).get("Item"))
            raise
    return Write(applied=True, item=response.get("Attributes"))


def delete(item: Model) -> bool:
    """Remove the item with this key; False if there was none."""
    kwargs = item.get_delete_kwargs_from_instance()
    with store_errors("DeleteItem"):
        response = _client_of(item).delete_item(**kwargs, ReturnValues="ALL_OLD")
    return "Attributes" in response


def raw_key(pk: str, sk: str | None = None) -> RawKey:
    """Return a key in the form that the low-level client takes."""
    return {"pk": {"S": pk}} if sk is None else {"pk": {"S": pk}, "sk": {"S": sk}}


def _client_of(item: Model) -> "DynamoDBClient":
    return cast("DynamoDBClient", item._get_connection().connection.client)  # noqa: SLF001 - put there by _bind
