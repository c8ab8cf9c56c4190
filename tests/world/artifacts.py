"""A realistic campaign in memory, ready to be exported: with sent, suppressed, unenrolled and hostile leads."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from outreach.artifacts import Exported, export
from outreach.domain.campaign import Policy
from outreach.domain.control import Mode, RunControl
from outreach.domain.ids import Domain
from outreach.domain.reasons import Reason
from outreach.domain.zone_source import ZoneKind, ZoneSource
from outreach.services.operator.ports import ExportPorts
from world.builders import CAMPAIGN, MINUTE, a_campaign, a_lead, an_order
from world.memory import World

REHEARSAL = "proof-1"
COOLDOWN = timedelta(hours=1)
JANE = a_lead(
    "jane",
    fields={"first_name": "Jané", "state": "Ohio"},
    timezone="America/New_York",
    zone_source=ZoneSource(ZoneKind.PHONE, "+1"),
)
FORMULA = a_lead("mallory", fields={"first_name": "Mal", "company": '=HYPERLINK("http://x.example","a, b")'})
UNSUBSCRIBED = a_lead("una", fields={"first_name": "Una"})
SUPPRESSED_DOMAIN = a_lead(
    "dora", domain="mail.rival.example", domains=(Domain("mail.rival.example"), Domain("rival.example"))
)
LEADS = (JANE, FORMULA, UNSUBSCRIBED, SUPPRESSED_DOMAIN)


def export_ports(world: World) -> ExportPorts:
    return ExportPorts(
        audience=world.audience,
        campaigns=world.campaigns,
        controls=world.controls,
        enrollments=world.enrollments,
        proof_mails=world.proof_mails,
        persons=world.persons,
        companies=world.companies,
        quotas=world.quotas,
        suppressions=world.suppressions,
        switch=world.kill_switch,
        timetables=world.timetables,
        replies=world.replies,
        clock=world.clock,
    )


def a_world(mode: Mode = Mode.PROOF) -> World:
    """Two steps went out, two leads were refused, and one pause and one kill came between the steps."""
    world = World(a_campaign(name="Demo <b>|", policy=Policy(cooldown=COOLDOWN, per_day=10)))
    world.import_leads(*LEADS)
    world.suppressions.order_recipient(UNSUBSCRIBED.recipient, UNSUBSCRIBED.address, an_order())
    world.suppressions.order_domain(Domain("rival.example"), an_order(Reason.SUPPRESSED))
    stranger = a_lead("stranger")
    world.suppressions.order_recipient(stranger.recipient, stranger.address, an_order())
    world.clock.advance(MINUTE)
    world.start(mode=mode)
    world.turn()
    _stop_and_go(world)
    world.live_through(timedelta(days=3, hours=3))
    return world


def _stop_and_go(world: World) -> None:
    world.clock.advance(MINUTE)
    world.runs.pause(CAMPAIGN, "test", None)
    world.controls.set_killed(killed=True, actor="test", reason=None, now=world.clock.now())
    world.clock.advance(30 * MINUTE)
    world.runs.resume(CAMPAIGN, "test", None)
    world.controls.set_killed(killed=False, actor="test", reason=None, now=world.clock.now())


def exported(world: World, directory: Path, run: RunControl | None = None, **options: Any) -> Exported:
    run = run or world.run(REHEARSAL)
    return export(run, export_ports(world), directory, account_daily_quota=1000, **options)
