"""Reads the sender of a campaign file, or its pool of senders, and finds what is wrong with it."""

from collections.abc import Iterator

from outreach.domain.campaign import CampaignSender, Policy, Pool, PoolSender, Ramp, WhenStopped
from outreach.domain.senders import name_of
from outreach.errors import BadFile
from outreach.reading.campaign_schema import PoolSenderPart, SenderPart
from outreach.reading.marked_yaml import MarkedYaml


def sender_of_file(part: SenderPart) -> CampaignSender:
    """Return the sender, or what is said of the sender where no lead is known: the address of the first one then."""
    address = part.address if part.pool is None else part.pool[0].address
    assert address is not None, "a sender without a pool has an address"
    return CampaignSender(address, part.postal_address, part.name, part.reply_to, part.signature)


def pool_of(part: SenderPart) -> Pool | None:
    """Return the pool of the file. What a sender does not say of itself, the file says beside the pool."""
    if part.pool is None:
        return None
    return Pool(tuple(_sender(part, one) for one in part.pool), part.when_stopped or WhenStopped.WAIT)


def _sender(part: SenderPart, one: PoolSenderPart) -> PoolSender:
    sender = CampaignSender(
        one.address,
        part.postal_address,
        one.name or part.name,
        one.reply_to or part.reply_to,
        one.signature or part.signature,
    )
    return PoolSender(sender, one.per_day, None if one.ramp is None else Ramp(**one.ramp.model_dump()))


def sender_problems(part: SenderPart, document: MarkedYaml) -> Iterator[BadFile]:
    """Name what can never hold as it is written."""
    seen: dict[str, int] = {}
    for index, one in enumerate(part.pool or ()):
        place = ("sender", "pool", index)
        first = seen.setdefault(one.address.lower(), index)
        if first != index:
            yield document.problem(
                (*place, "address"),
                f"sender {first + 1} has the address {one.address}, too",
                "take one of them out, or correct its address",
            )
        if one.ramp is not None and one.ramp.ceiling > one.per_day:
            yield document.problem(
                (*place, "ramp", "ceiling"),
                f'the ramp of {one.address} goes up to {one.ramp.ceiling} a day, but its "per_day" is {one.per_day}',
                f'write "per_day: {one.ramp.ceiling}", or a lower ceiling',
            )


def sender_warnings(pool: Pool | None, policy: Policy, document: MarkedYaml) -> Iterator[str]:
    """Name what holds, but not as the author may expect."""
    if pool is None:
        return
    together = sum(one.per_day for one in pool.senders)
    most = policy.per_day if policy.ramp is None else policy.ramp.ceiling
    if together < policy.per_day:
        yield (
            f"{document.file} line {document.line(('quotas', 'per_day'))}: the senders send {together} a day at most, and "
            f'"quotas.per_day" is {policy.per_day}: write {together}, so that no tick names leads in vain'
        )
    for index, one in enumerate(pool.senders):
        if one.per_day > most:
            yield (
                f"{document.file} line {document.line(('sender', 'pool', index, 'per_day'))}: {one.per_day} a day from "
                f"{name_of(one.sender)} is never reached with {most} a day in all"
            )
    if len(pool.senders) == 1:
        yield (
            f"{document.file} line {document.line(('sender', 'pool'))}: the pool has one sender; if it is stopped, the "
            "run is paused"
        )
