"""The record of a touch, as it lies in the item of its enrollment.

Each write of an item is paid for by the size of all of it. So what nearly every record has is short:

    c   what a count reads: state (s), revision (r), arm (a), sender (f)
    m   message id
    t   when the state was recorded, in microseconds since 1970
    l   how many microseconds before that the last look began
    i   claim id
    e   SES message id
    d   digest
    q   quota day: how many days after the day of `t` in UTC
    v   what the look saw: a text, if it saw each row and nothing more

Hexadecimal digits are stored as bytes. Whatever is not in its usual form is stored as the text that it is. What few records
have bears its name in full. The idempotency key is left out where the rest tells it, and so is the number of attempts where it is 1.

An older program wrote texts under full names. Both forms are read.
"""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pynamodb.attributes import Attribute
from pynamodb.constants import BINARY, LIST, MAP, NUMBER, STRING

from outreach.adapters.due_order import moment_of
from outreach.adapters.dynamodb.attributes import MICROSECOND, TextsAttribute, microseconds, moment_at, texts
from outreach.domain.enrollment import EnrollmentKey, Touch, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.fast import Passed, WouldGo
from outreach.domain.ids import ClaimId, IdempotencyKey, MessageId, SesMessageId, idempotency_key
from outreach.domain.reasons import Reason
from outreach.domain.seen import Seen

Value = dict[str, Any]
"""A value with its type, as the client takes and returns it."""
Record = Mapping[str, Value]

COUNTED = "c"
COUNTED_BEFORE = ("state", "sender", "revision", "arm")
"""Where an older program wrote what a count reads."""
_SHORT: Mapping[str, str] = {
    "state": "s",
    "revision": "r",
    "arm": "a",
    "sender": "f",
    "message_id": "m",
    "at": "t",
    "looked_at": "l",
    "claim_id": "i",
    "ses_message_id": "e",
    "digest": "d",
    "quota_day": "q",
    "seen": "v",
}
"""From the names that an older program wrote to the short ones."""
_SES_END = "-000000"


class RecordsAttribute(Attribute[Mapping[str, Value]]):
    """The records of an enrollment's touches, by step: one map, so that a change writes only its own entry."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, Value]) -> Mapping[str, Value]:
        """Leave the records as they are. What they leave out is told by the keys of their item."""
        return value

    def deserialize(self, value: Mapping[str, Value]) -> Mapping[str, Value]:
        """Leave the records as they are."""
        return value


class WouldGoAttribute(Attribute[WouldGo]):
    """When a mail would go, and what is taken as passed for it."""

    attr_type = MAP

    def serialize(self, value: WouldGo) -> dict[str, Any]:
        """Write it."""
        passed = {LIST: TextsAttribute().serialize(value.passed)}
        return {**texts(at=value.at), "passed": passed}

    def deserialize(self, value: dict[str, Any]) -> WouldGo:
        """Read it."""
        passed = TextsAttribute().deserialize(value["passed"][LIST])
        return WouldGo(moment_of(value["at"][STRING]), tuple(map(Passed, passed)))


def records_of(key: EnrollmentKey, touches: Iterable[Touch]) -> dict[str, Value]:
    """Write the records of an enrollment's touches."""
    return {str(touch.step): {MAP: touch_record(key, touch)} for touch in touches}


def touches_in(key: EnrollmentKey, records: Mapping[str, Value]) -> dict[int, Touch]:
    """Read the records of an enrollment's touches."""
    return {int(step): touch_in(key, int(step), record[MAP]) for step, record in records.items()}


def touch_record(key: EnrollmentKey, touch: Touch) -> dict[str, Value]:
    """Write the record of a touch. Values that are None or empty are left out."""
    counted: dict[str, Value] = {"s": {STRING: touch.state.value}}
    if touch.revision is not None:
        counted["r"] = bytes_or_text(touch.revision)
    if touch.arm is not None:
        counted["a"] = {STRING: str(touch.arm)}
    if touch.sender is not None:
        counted["f"] = {STRING: touch.sender}
    record: dict[str, Value] = {
        COUNTED: {MAP: counted},
        "m": {STRING: touch.message_id},
        "t": {NUMBER: str(microseconds(touch.at))},
    }
    if touch.looked_at is not None:
        record["l"] = {NUMBER: str((touch.at - touch.looked_at) // MICROSECOND)}
    if touch.claim_id is not None:
        record["i"] = bytes_or_text(touch.claim_id)
    if touch.ses_message_id is not None:
        record["e"] = _ses_value(touch.ses_message_id)
    if touch.digest is not None:
        record["d"] = bytes_or_text(touch.digest)
    if touch.quota_day is not None:
        record["q"] = _day_value(touch.quota_day, touch.at)
    if touch.seen is not None:
        record["v"] = _seen_value(touch.seen)
    return record | _rare_parts(key, touch)


def _rare_parts(key: EnrollmentKey, touch: Touch) -> dict[str, Value]:
    rare = texts(
        key=None if touch.key == _key(key, touch.message_id, touch.step) else touch.key,
        reason=touch.reason,
        detail=touch.detail,
        pace_period=touch.pace_period,
        sent_again_by=touch.sent_again_by,
        reopened_by=touch.reopened_by,
        reopened_because=touch.reopened_because,
    )
    if touch.attempts != 1:
        rare["attempts"] = {NUMBER: str(touch.attempts)}
    if touch.earlier_claims:
        rare["earlier_claims"] = {LIST: TextsAttribute().serialize(touch.earlier_claims)}
    if touch.would_go is not None:
        rare["would_go"] = {MAP: WouldGoAttribute().serialize(touch.would_go)}
    return rare


def touch_in(key: EnrollmentKey, step: int, record: Record) -> Touch:
    """Read the record of a touch."""
    parts = parts_of(record)
    message_id = MessageId(parts["m"][STRING])
    at = _moment(parts["t"])
    claim_id, ses_id, reason = text_in(parts, "i"), _ses_id(parts), text_in(parts, "reason")
    earlier = TextsAttribute().deserialize(parts["earlier_claims"][LIST]) if "earlier_claims" in parts else ()
    return Touch(
        step=step,
        message_id=message_id,
        key=IdempotencyKey(text_in(parts, "key") or _key(key, message_id, step)),
        state=TouchState(parts["s"][STRING]),
        attempts=int(parts["attempts"][NUMBER]) if "attempts" in parts else 1,
        at=at,
        looked_at=_looked_at(parts["l"], at) if "l" in parts else None,
        seen=_seen(parts["v"]) if "v" in parts else None,
        revision=text_in(parts, "r"),
        claim_id=None if claim_id is None else ClaimId(claim_id),
        earlier_claims=tuple(map(ClaimId, earlier)),
        ses_message_id=None if ses_id is None else SesMessageId(ses_id),
        reason=None if reason is None else Reason(reason),
        detail=text_in(parts, "detail"),
        digest=text_in(parts, "d"),
        quota_day=_day(parts["q"], at) if "q" in parts else None,
        pace_period=text_in(parts, "pace_period"),
        sent_again_by=text_in(parts, "sent_again_by"),
        reopened_by=text_in(parts, "reopened_by"),
        reopened_because=text_in(parts, "reopened_because"),
        would_go=WouldGoAttribute().deserialize(parts["would_go"][MAP]) if "would_go" in parts else None,
        arm=Arm.parse(parts["a"][STRING]) if "a" in parts else None,
        sender=text_in(parts, "f"),
    )


def parts_of(record: Record) -> Record:
    """Return the parts of a record, or of what was read of it, by their short names, whoever wrote it."""
    if COUNTED in record:
        return {**record, **record[COUNTED][MAP]}
    return {_SHORT.get(name, name): value for name, value in record.items()}


def text_in(parts: Record, name: str) -> str | None:
    """Read a text, or hexadecimal digits that were stored as bytes; None if there is none."""
    value = parts.get(name)
    if value is None:
        return None
    return value[STRING] if STRING in value else _bytes(value).hex()


def bytes_or_text(text: str) -> Value:
    """Write hexadecimal digits as bytes, and any other text as it is."""
    try:
        packed = bytes.fromhex(text)
    except ValueError:
        return {STRING: text}
    return {BINARY: packed} if packed.hex() == text else {STRING: text}


def _bytes(value: Value) -> bytes:
    """Return the bytes of a value. The client returns them as they are, and a stream's record in base 64."""
    found = value[BINARY]
    return found if isinstance(found, bytes) else b64decode(found)


def _key(key: EnrollmentKey, message_id: MessageId, step: int) -> IdempotencyKey:
    return idempotency_key(key.campaign_id, key.lead_id, message_id, step)


def _moment(value: Value) -> datetime:
    return moment_at(value[NUMBER]) if NUMBER in value else moment_of(value[STRING])


def _looked_at(value: Value, at: datetime) -> datetime:
    if NUMBER in value:
        return at - int(value[NUMBER]) * MICROSECOND
    return moment_of(value[STRING])


def _ses_value(text: str) -> Value:
    """Write the id of a mail as SES makes it: two times 24 digits in six groups, and zeros."""
    value = bytes_or_text(text.removesuffix(_SES_END).replace("-", ""))
    return value if BINARY in value and _ses_text(value[BINARY]) == text else {STRING: text}


def _ses_text(packed: bytes) -> str:
    digits = packed.hex()
    time, chance = digits[:16], digits[16:]
    groups = f"{chance[:8]}-{chance[8:12]}-{chance[12:16]}-{chance[16:20]}-{chance[20:]}"
    return f"{time}-{groups}{_SES_END}"


def _ses_id(parts: Record) -> str | None:
    value = parts.get("e")
    if value is None:
        return None
    return value[STRING] if STRING in value else _ses_text(_bytes(value))


def _day_value(day: str, at: datetime) -> Value:
    try:
        counted = date.fromisoformat(day)
    except ValueError:
        return {STRING: day}
    days = (counted - at.astimezone(UTC).date()).days
    return {NUMBER: str(days)} if counted.isoformat() == day else {STRING: day}


def _day(value: Value, at: datetime) -> str:
    if STRING in value:
        return str(value[STRING])
    return (at.date() + timedelta(days=int(value[NUMBER]))).isoformat()


def _seen_value(seen: Seen) -> Value:
    found = seen.texts()
    return {STRING: found["rows"]} if found.keys() == {"rows"} else {MAP: texts(**found)}


def _seen(value: Value) -> Seen:
    if STRING in value:
        return Seen.parse({"rows": value[STRING]})
    return Seen.parse({name: text[STRING] for name, text in value[MAP].items()})
