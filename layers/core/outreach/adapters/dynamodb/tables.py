"""The two tables: their keys and indexes, and the ways in which all adapters read and write them.

PynamoDB builds the expressions and turns items into values. Two things it cannot say (a read over two
tables, and the old item of a refused write) go through the low-level client, which is the one client
that PynamoDB uses as well: a cold start pays for one.

Nothing here retries anything but the SDK. A write that was applied and whose answer got lost is sent
again by it and meets its own condition, so each condition must be able to bear that.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from botocore.exceptions import BotoCoreError, ClientError
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
"""What one BatchGetItem takes."""
_REFUSED = "ConditionalCheckFailedException"


class DueIndexKeys(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # its own hook is untyped
    """Everything that waits, by partition and lane, earliest first. Ended enrollments are not in it."""

    class Meta:
        """What a tick needs to make a message, and no more: a claim changes none of it."""

        index_name = "due"
        projection = IncludeProjection(["step", "attempt", "recipient", "domains"])

    due_pk = UnicodeAttribute(hash_key=True)
    due_sk = UnicodeAttribute(range_key=True)


class ByAddressIndexKeys(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # its own hook is untyped
    """Where a person stands, in every audience and run."""

    class Meta:
        """Keys only: it is written once per item, and read by people."""

        index_name = "by_address"
        projection = KeysOnlyProjection()

    recipient = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class OutreachTable(Model):
    """Campaigns, audiences, enrollments, runs, leases, quotas; each item class says what its keys look like."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    due = DueIndexKeys()
    by_address = ByAddressIndexKeys()


class SuppressionTable(Model):
    """Orders not to write: one item per address and per domain."""

    pk = UnicodeAttribute(hash_key=True)


@dataclass(frozen=True, slots=True)
class Write:
    """How a conditional write went. `item` is the new item if it was applied, else what stood in its way."""

    applied: bool
    item: RawItem | None


class Tables:
    """The two tables under the names they have in a stack."""

    def __init__(self, client: "DynamoDBClient", *, outreach: str, suppression: str | None = None) -> None:
        self.client = client
        self.outreach = outreach
        self._suppression = suppression
        self._bound: dict[type[Model], type[Model]] = {}

    @property
    def suppression(self) -> str:
        """The name of the Suppression table, for a function that was told it."""
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
        # A class of PynamoDB makes a client of its own, slowly; there is no public way to give it one.
        bound._get_connection().connection._client = cast("Any", self.client)  # noqa: SLF001 - as the comment says
        return bound

    def read(self, keys: Mapping[str, Sequence[RawKey]]) -> tuple[list[RawItem], list[RawKey]]:
        """Read items of any table by key, strongly consistent: one request per hundred keys.

        Returns what was found and the keys that were not answered. A key in neither does not exist.
        """
        wanted = [(table, key) for table, some in keys.items() for key in some]
        found: list[RawItem] = []
        unread: list[RawKey] = []
        for start in range(0, len(wanted), _KEYS_PER_READ):
            request: dict[str, Any] = {}
            for table, key in wanted[start : start + _KEYS_PER_READ]:
                request.setdefault(table, {"Keys": [], "ConsistentRead": True})["Keys"].append(key)
            with answering("BatchGetItem"):
                answer = self.client.batch_get_item(RequestItems=request)
            found += [item for items in answer["Responses"].values() for item in items]
            unread += [
                key for rest in answer["UnprocessedKeys"].values() for key in cast("Any", rest["Keys"])
            ]
        return found, unread


@contextmanager
def answering(operation: str) -> Iterator[None]:
    """Turn every way in which a table fails to answer into `StoreUnavailable`: done or not done."""
    try:
        yield
    except ClientError as error:
        raise StoreUnavailable(f"{operation}: {error.response.get('Error', {}).get('Code')}") from error
    except PynamoDBException as error:
        # Its own type only repeats the operation: what went wrong is the cause's.
        cause = error.cause_response_code or type(error.cause or error).__name__
        raise StoreUnavailable(f"{operation}: {cause}") from error
    except BotoCoreError as error:
        raise StoreUnavailable(f"{operation}: {type(error).__name__}") from error


def fetch(kind: type[_Item], pk: str, sk: str | None = None) -> _Item | None:
    """Read one item, strongly consistent."""
    with answering("GetItem"):
        try:
            return kind.get(pk, sk, consistent_read=True)
        except DoesNotExist:
            return None


def fetch_all(kind: type[_Item], keys: Iterable[tuple[str, ...]]) -> list[_Item]:
    """Read items by key, strongly consistent; keys that came back unprocessed are asked for again."""
    wanted: list[Any] = [key if len(key) > 1 else key[0] for key in dict.fromkeys(keys)]
    if not wanted:
        return []
    with answering("BatchGetItem"):
        return list(kind.batch_get(wanted, consistent_read=True))


def stream(read: Callable[..., Iterable[_Item]], *key: Any) -> Iterator[_Item]:
    """Pass on the items of a query or scan, strongly consistent, page by page."""
    with answering("Query"):
        yield from read(*key, consistent_read=True)


def create(item: Model) -> bool:
    """Write an item that does not exist yet; False if it does."""
    kwargs = item.get_save_kwargs_from_instance(condition=type(item).pk.does_not_exist())  # type: ignore[attr-defined]  # every table has a pk
    with answering("PutItem"):
        try:
            _client_of(item).put_item(**kwargs)
        except ClientError as error:
            if error.response["Error"]["Code"] == _REFUSED:
                return False
            raise
    return True


def create_all(items: Iterable[Model]) -> int:
    """Write those that do not exist yet, several at a time; return how many were new.

    A BatchWriteItem has no condition and would overwrite an item that somebody else wrote since.
    """
    waiting = list(items)
    if len(waiting) < 2:  # noqa: PLR2004 - one needs no threads
        return sum(map(create, waiting))
    with ThreadPoolExecutor(_PARALLEL_WRITES) as pool:
        return sum(pool.map(create, waiting))


def update(item: Model, actions: Sequence[Action], condition: Condition | None = None) -> Write:
    """Apply one conditional update to the item with this key."""
    kwargs = item.get_update_kwargs_from_instance(
        list(actions), condition, "ALL_OLD" if condition is not None else None
    )
    with answering("UpdateItem"):
        try:
            answer = _client_of(item).update_item(**kwargs, ReturnValues="ALL_NEW")
        except ClientError as error:
            if error.response["Error"]["Code"] == _REFUSED:
                return Write(applied=False, item=cast("Any", error.response).get("Item"))
            raise
    return Write(applied=True, item=answer["Attributes"])


def delete(item: Model) -> bool:
    """Remove the item with this key; False if there was none."""
    kwargs = item.get_delete_kwargs_from_instance()
    with answering("DeleteItem"):
        answer = _client_of(item).delete_item(**kwargs, ReturnValues="ALL_OLD")
    return "Attributes" in answer


def raw_key(pk: str, sk: str | None = None) -> RawKey:
    """Write a key as the low-level client wants it."""
    return {"pk": {"S": pk}} if sk is None else {"pk": {"S": pk}, "sk": {"S": sk}}


def _client_of(item: Model) -> "DynamoDBClient":
    return cast("DynamoDBClient", item._get_connection().connection.client)  # noqa: SLF001 - put there by _bind
