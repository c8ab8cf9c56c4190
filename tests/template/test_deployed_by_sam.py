"""Deployed, updated, deleted and deployed again by the real `sam`: nobody who unsubscribed is written to.

`sam_stack` says what of this is real and what is not.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.campaign import Campaign, Policy
from outreach.domain.control import Mode, RunStatus
from outreach.domain.ids import LIVE
from outreach.local.ses_endpoint import SesEndpoint
from outreach.reading.lead_file import LeadFile, import_leads
from outreach.reading.lead_rows import RowRules
from template.built import needs_the_runtime
from template.sam_stack import SamRefused, SamStack, an_emulator_with_sam
from world.builders import CAMPAIGN, a_campaign
from world.waiting import eventually

pytestmark = needs_the_runtime
SENDER = {"SenderIdentity": "us.example"}
DOMAIN = {
    "UnsubscribeDomain": "unsubscribe.us.example",
    "UnsubscribeCertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/1",
}
QUICK = Policy(max_leads_per_tick=500, per_day=1000, cooldown=timedelta(seconds=1))
LEADS = "Email,First Name\nann@acme.example,Ann\nbob@acme.example,Bob\ncarol@acme.example,Carol\n"
INTRODUCED = Counter({(name, "0"): 1 for name in ("ann", "bob", "carol")})


def two_mails() -> Campaign:
    """The second mail follows soon, but not before somebody has stopped everything."""
    campaign = a_campaign(policy=QUICK)
    intro, followup = campaign.steps[:2]
    return replace(campaign, steps=(intro, replace(followup, delay=timedelta(seconds=30))))


@dataclass(frozen=True)
class Desk:
    """Who runs commands against the stack, and sees what people get."""

    stack: SamStack
    ses: SesEndpoint
    folder: Path

    def import_leads(self) -> int:
        """Import always the same file; return how many people are new."""
        file = self.folder / "leads.csv"
        file.write_text(LEADS)
        importing = self.stack.operator.importing
        return import_leads(importing, two_mails(), LeadFile(file), RowRules(), actor="olga").added

    def stop(self, *, on: bool) -> None:
        self.stack.operator.stopping.turn(on=on, actor="olga", reason="test")

    def is_stopped(self) -> bool:
        return self.stack.operator.stopping.state().stopped

    def mails(self) -> Counter[tuple[str, str]]:
        """How many mails each person has got, by step."""
        return Counter((mail.recipient.partition("@")[0], mail.tags["step"]) for mail in self.ses.mails())

    def link(self, name: str) -> str:
        """The unsubscribe link in a person's first mail."""
        first = next(mail for mail in self.ses.mails() if mail.recipient == f"{name}@acme.example")
        return first.headers["List-Unsubscribe"].strip("<>")

    def unsubscribe(self, name: str) -> int:
        return self.stack.request("POST", self.link(name), "List-Unsubscribe=One-Click")

    def unsubscribed(self) -> set[str]:
        rows = self.stack.operator.suppressing.all()
        return {row.address.partition("@")[0] for row in rows if row.orders}

    def goes_on_until(self, reached: Any) -> bool:
        def ticked() -> bool:
            self.stack.tick()
            return bool(reached())

        return bool(eventually(ticked))

    def has_finished(self) -> bool:
        run = self.stack.operator.controls.run(CAMPAIGN, LIVE)
        return run is not None and run.status is RunStatus.FINISHED

    def secrets(self) -> list[str]:
        client = self.stack.client("secretsmanager")
        names = ("UnsubscribeKeysSecret", "AddressPepperSecret")
        return [client.get_secret_value(SecretId=self.stack.outputs[name])["SecretString"] for name in names]


def test_a_stack_that_was_updated_deleted_and_deployed_again_has_forgotten_nothing(
    sam_built: Any, tmp_path: Path
) -> None:
    """Ann unsubscribes before, and Carol after, by the link of her old mail. Bob alone gets the second mail, once."""
    with SesEndpoint(tmp_path / "mails") as ses, an_emulator_with_sam(tmp_path, ses.url) as endpoint:
        stack = SamStack(endpoint, ses.url, sam_built.folder, tmp_path)
        desk = Desk(stack, ses, tmp_path)

        stack.deploy(**SENDER, **DOMAIN)
        assert desk.is_stopped()  # nobody has let it send yet
        desk.stop(on=False)
        stack.operator.runs.apply(two_mails(), {})
        assert desk.import_leads() == 3
        stack.operator.runs.start(CAMPAIGN, Mode.LIVE, "olga")
        assert desk.goes_on_until(lambda: desk.mails() >= INTRODUCED)
        desk.stop(on=True)
        assert desk.mails() == INTRODUCED
        assert desk.unsubscribe("ann") == 200
        secrets, memory = desk.secrets(), stack.memory_parameters()

        stack.deploy(PassMinutes="5")
        assert desk.is_stopped()
        assert desk.unsubscribed() == {"ann"}
        assert desk.secrets() == secrets
        assert stack.memory_parameters() == memory

        stack.delete()
        assert desk.link("carol").startswith("https://unsubscribe.us.example/u/v2.k1.")
        assert desk.unsubscribe("carol") != 200
        given = stack.memory_parameters()
        half = {name: value for name, value in given.items() if name != "ExistingAddressPepper"}
        with pytest.raises(SamRefused, match="all of ExistingOutreachTable"):
            stack.deploy(**SENDER, **DOMAIN, **half)

        stack.deploy(**SENDER, **DOMAIN, **given)
        assert stack.memory_parameters() == memory
        assert desk.secrets() == secrets
        assert desk.unsubscribed() == {"ann"}
        assert desk.is_stopped()
        assert desk.import_leads() == 0
        assert desk.unsubscribe("carol") == 200
        desk.stop(on=False)
        assert desk.goes_on_until(desk.has_finished)
        assert desk.mails() == INTRODUCED + Counter({("bob", "1"): 1})
        assert desk.unsubscribed() == {"ann", "carol"}
