"""The function that hears replies dies before or after any of its calls; the mail comes again; the result is the same.

A forward may go out twice: the operator would rather read a reply twice than never.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from world.inbound import InboundWorld
from world.received_mails import LEAD, a_mail_from, a_report

UNTOUCHED = {"alarms", "clock"}


class Crash(Exception):
    """The function is gone."""


class Struck:
    """A port whose calls are counted; call number `fatal` of all ports never returns."""

    def __init__(self, port: Any, strike: Callable[[Callable[[], Any]], Any]) -> None:
        self._port, self._strike = port, strike

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        return lambda *given, **named: self._strike(lambda: method(*given, **named))


def out_of_office(world: InboundWorld) -> bytes:
    body = "I am out of the office until 4 December."
    return a_mail_from(
        To=world.address, subject="Automatic reply: Hello", body=body, Auto_Submitted="auto-replied"
    )


def hard_bounce(world: InboundWorld) -> bytes:
    original = f"From: sales@us.example\nReply-To: {world.address}\nTo: {LEAD}\nSubject: Hello\n\nHello\n"
    return a_report("5.1.1", diagnostic="550 5.1.1 user unknown", original=original)


MAILS: dict[str, Callable[[InboundWorld], bytes]] = {
    "a person's reply": lambda world: a_mail_from(To=world.address),
    "remove me": lambda world: a_mail_from(To=world.address, body="Please remove me from your list."),
    "out of office": out_of_office,
    "hard bounce": hard_bounce,
    "a stranger": lambda world: a_mail_from("Bob <bob@elsewhere.example>", To="sales@us.example"),
}


def hear(world: InboundWorld, raw: bytes, fatal: int, mode: str) -> int:
    """Hear one mail, dying at the `fatal`-th call (0: never); return how many calls there were."""
    made = 0

    def strike(call: Callable[[], Any]) -> Any:
        nonlocal made
        made += 1
        if made == fatal and mode == "before":
            raise Crash
        result = call()
        if made == fatal:
            raise Crash
        return result

    sound = world.inbound._ports
    ports = {each.name: getattr(sound, each.name) for each in fields(sound)}
    struck = {name: port if name in UNTOUCHED else Struck(port, strike) for name, port in ports.items()}
    replies = world.inbound.__class__(replace(sound, **struck), world.inbound._rules)
    world.raw_mails.mails["mail/1"] = raw
    if fatal:
        with pytest.raises(Crash):
            replies.hear("mail/1")
    else:
        replies.hear("mail/1")
    return made


def result(world: InboundWorld) -> tuple[object, ...]:
    """What the mail has ordered, held and kept, and who was told at least once."""
    return (
        world.suppression_rows,
        repr(world.tables.recipients),
        repr(world.tables.enrollments),
        {mail.recipient for mail in world.forwarder.sent},
    )


@pytest.mark.parametrize("mode", ["before", "after"])
@pytest.mark.parametrize("name", MAILS)
def test_dying_at_any_call_changes_nothing_about_the_result(name: str, mode: str) -> None:
    sound = InboundWorld()
    calls = hear(sound, MAILS[name](sound), 0, mode)
    assert calls > 2
    for fatal in range(1, calls + 1):
        world = InboundWorld()
        raw = MAILS[name](world)
        hear(world, raw, fatal, mode)
        hear(world, raw, 0, mode)
        assert result(world) == result(sound), f"died {mode} call {fatal}"
        assert len(world.forwarder.sent) <= len(sound.forwarder.sent) + 1
