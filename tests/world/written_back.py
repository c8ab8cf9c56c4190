"""A stack to which people wrote back, some of them to do harm."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from world.command_desk import CommandDesk
from world.inbound import InboundWorld
from world.memory import World
from world.received_mails import a_mail_from

EVIL_TEXT = "<script>document.title='x'</script><img src=x onerror=\"document.title='y'\"> \u202ecba\n</pre><h1>Ours</h1>\n"
EVIL_SUBJECT = "</title><script>document.title='z'</script>"
EVIL_PAGE = "<html><body><script>document.title='p'</script><p>Call <b>me</b></p><iframe src='http://e.example'></iframe></body></html>"
STRANGER = "eve@else.example"


def a_desk(world: World, mails: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    """A desk on whose stack the campaign of the world is applied, so that more mails are heard."""
    applied = dict(world.tables.definitions), dict(world.tables.current)
    desk = CommandDesk(mails, monkeypatch, world)
    world.tables.definitions.update(applied[0])
    world.tables.current.update(applied[1])
    return desk


def written_back(world: InboundWorld) -> None:
    """One reply that waits, three others, an absence, and a mail that matches nobody."""
    mails: dict[str, tuple[str, dict[str, Any]]] = {
        "waits1": (
            "Kein Interesse, bitte löschen\n\nAm 3. August 2026 schrieb Us <us@us.example>:\n> Hello\n",
            {},
        ),
        "plain1": ("Sounds good, call me.\n", {}),
        "evil1": (EVIL_TEXT, {"subject": EVIL_SUBJECT}),
        "page1": ("", {"html": EVIL_PAGE}),
        "away1": ("I am out of office until 10 December 2026\n", {"Auto_Submitted": "auto-replied"}),
    }
    for mail_id, (body, changes) in mails.items():
        world.hear(a_mail_from(To=world.address, body=body, **changes), f"mail/{mail_id}")
        world.clock.advance(timedelta(hours=1))
    odd = a_mail_from(
        f"Eve \u202e<b>x</b> <{STRANGER}>",
        body="Take me off your list.\n",
        reply=False,
        Return_Path=f"<{STRANGER}>",
    )
    world.hear(odd, "mail/odd1")
