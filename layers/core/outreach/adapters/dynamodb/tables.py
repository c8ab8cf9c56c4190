"""The two tables: their keys and indexes, and the functions by which all adapters read and write them.

PynamoDB builds the expressions and turns items into values. It cannot express two things: a read over two
tables, and the old item of a refused write. For these the low-level client is used. PynamoDB uses the same
client, so a cold start makes only one.

Only the SDK retries. If a write was applied and its response was lost, the SDK sends the write again, and its
condition is then checked against its own result. Each condition must allow for this.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from botocore.exceptions import ClientError
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, PynamoDBException
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection
from pynamodb.models import Model
from pynamodb.pagination import ResultIterator

from outreach.adapters.no_answer import NO_ANSWER, legible, unavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

RawItem = dict[str, Any]
RawKey = dict[str, dict[str, str]]
_Item = TypeVar("_Item", bound=Model)
_PARALLEL_WRITES = 8
_KEYS_PER_READ = 100
"""How many keys one BatchGetItem request takes."""
_KEYS = frozenset({"pk", "sk"})
_REFUSED = "ConditionalCheckFailedException"


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
        self.client = legible(client)
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

    def read(
        self, keys: Mapping[str, Sequence[RawKey]], *, consistent: bool = True
    ) -> tuple[list[RawItem], list[RawKey]]:
        """Read items of any table by key: one request per hundred keys. A read that is not consistent costs half.

        Returns the items that were found, and the keys that came back unprocessed. A key in neither does not exist.
        """
        wanted = [(table, key) for table, some in keys.items() for key in some]
        found: list[RawItem] = []
        unread: list[RawKey] = []
        for start in range(0, len(wanted), _KEYS_PER_READ):
            request: dict[str, Any] = {}
            for table, key in wanted[start : start + _KEYS_PER_READ]:
                request.setdefault(table, {"Keys": [], "ConsistentRead": consistent})["Keys"].append(key)
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
    except (*NO_ANSWER, PynamoDBException) as error:
        # PynamoDB's own error only repeats the operation, and its own reading of botocore's fails without a response.
        cause = isinstance(error, PynamoDBException) and error.cause
        raise unavailable(operation, cause or error) from error


def fetch(kind: type[_Item], pk: str, sk: str | None = None) -> _Item | None:
    """Read one item, strongly consistent."""
    with store_errors("GetItem"):
        try:
            return kind.get(pk, sk, consistent_read=True)
        except DoesNotExist:
            return None


def fetch_all(kind: type[_Item], keys: Iterable[tuple[str, ...]], *, consistent: bool = True) -> list[_Item]:
    """Read items by key. Keys that come back unprocessed are requested again. A read that is not consistent costs half."""
    wanted: list[Any] = [key if len(key) > 1 else key[0] for key in dict.fromkeys(keys)]
    if not wanted:
        return []
    with store_errors("BatchGetItem"):
        return list(kind.batch_get(wanted, consistent_read=consistent))


def stream(read: Callable[..., Iterable[_Item]], *key: Any) -> Iterator[_Item]:
    """Yield the items of a query or scan, strongly consistent, page by page."""
    with store_errors("Query"):
        yield from read(*key, consistent_read=True)


def stream_parts(kind: type[Model], pk: str, parts: Sequence[str]) -> Iterator[RawItem]:
    """Yield these parts (`name`, `name.inner`) of the items of a partition, strongly consistent, as the client returns them."""
    query = kind._get_connection().query  # noqa: SLF001 - the public one makes an object for each item
    with store_errors("Query"):
        yield from ResultIterator(query, (pk,), {"consistent_read": True, "attributes_to_get": parts})


def create(item: Model) -> bool:
    """Write an item that does not exist yet; False if it does.

    PutItem is not used. Where a role allows it, whoever has the role can replace a whole row, with all its orders.
    """
    attributes = item.serialize().items()
    actions: list[Action] = [Path([name]).set(value) for name, value in attributes if name not in _KEYS]
    kwargs = item.get_update_kwargs_from_instance(actions, type(item).pk.does_not_exist())  # type: ignore[attr-defined]  # every table has a pk
    with store_errors("UpdateItem"):
        try:
            _client_of(item).update_item(**kwargs)
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
    returns: Literal["ALL_NEW", "ALL_OLD", "NONE"] = "ALL_NEW",
) -> Write:
    """Apply one conditional update to the item with this key.

    With `ALL_OLD`, the result is the item as it was before. With `NONE`, it is there only if the update was refused.
    """
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


def delete_if(item: Model, condition: Condition) -> bool:
    """Remove the item with this key if the condition holds; False if it does not."""
    kwargs = item.get_delete_kwargs_from_instance(condition=condition)
    with store_errors("DeleteItem"):
        try:
            _client_of(item).delete_item(**kwargs)
        except ClientError as error:
            if error.response["Error"]["Code"] != _REFUSED:
                raise
            return False
    return True


def raw_key(pk: str, sk: str | None = None) -> RawKey:
    """Return a key in the form that the low-level client takes."""
    return {"pk": {"S": pk}} if sk is None else {"pk": {"S": pk}, "sk": {"S": sk}}


def _client_of(item: Model) -> "DynamoDBClient":
    return cast("DynamoDBClient", item._get_connection().connection.client)  # noqa: SLF001 - put there by _bind
