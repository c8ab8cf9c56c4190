"""The campaign and the leads whose mails a person wants to look at: from files, or from a stack."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.campaign import campaign_file, loaded
from outreach.cli.leads import rules_of
from outreach.cli.output import aside, counted, note
from outreach.cli.reading import command_about, mapping_of, reading_bar
from outreach.domain.address import Address
from outreach.domain.ids import CampaignId, Domain
from outreach.domain.reasons import Reason
from outreach.domain.whom_not import Traits, left_out
from outreach.errors import BadFile, StackUnreachable, UnknownCampaign

if TYPE_CHECKING:
    from outreach.cli.stacks import Call, Stack
    from outreach.domain.campaign import Campaign
    from outreach.reading.awkward_picks import Pick
    from outreach.reading.lead_choice import LeadChoice
    from outreach.services.operator.import_rows import LeadRow

_MADE_UP = Domain("leads.preview.invalid")

CampaignOrFile = Annotated[
    str,
    typer.Argument(
        metavar="CAMPAIGN|FILE|DIR",
        help="Campaign file, or the folder it is in. If there is neither: the id of a campaign on the stack.",
    ),
]
LeadsOption = Annotated[
    Path | None, typer.Option(metavar="CSV", help="Take the leads from a list, as for `leads import`.")
]
EncodingOption = Annotated[str | None, typer.Option(help="Encoding of the leads, if the guess is wrong.")]


@dataclass(frozen=True, slots=True)
class LeadList:
    """A list of leads, and how it is read."""

    path: Path
    mapping: Sequence[str] | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class ShownCampaign:
    """A campaign, and where it is from."""

    campaign: "Campaign"
    stack: "Stack | None" = None
    """The stack that it was applied to. None if it is a file's."""
    path: Path | None = None
    """Its file, or the folder of that. None if it is a stack's."""
    required: Mapping[str, str] = field(default_factory=dict)
    """The fields that every lead must have, as `LoadedCampaign` says. A stack has looked at that already."""

    def picked(self, leads: LeadList | None, wanted: Sequence[str], most: int) -> "Sequence[Pick]":
        """Pick the leads that were asked for, or at most `most` awkward ones, and say why each was picked."""
        from outreach.reading.awkward_picks import Pick, pick_awkward

        if wanted:
            return [Pick(one, ("chosen",)) for one in self.named(leads, wanted)]
        if leads is None and self.stack is None:
            return self._made_up(most)
        waiting = nullcontext() if leads else aside().status("reading the leads")
        with waiting:
            skipped: Counter[Reason] = Counter()
            picked = pick_awkward(self._written_to(leads, skipped), self.campaign.fields, most)
        if not picked.picks:
            raise self._all_left_out(leads, skipped.total()) if skipped else self._empty()
        if picked.left_out:
            note(f"no room for: {', '.join(picked.left_out)}; a greater --awkward shows more")
        return picked.picks

    def named(self, leads: LeadList | None, wanted: Sequence[str]) -> "Sequence[LeadRow]":
        """Find leads by their addresses: in the list, or else in the audience. Raises `OperatorError` for one that is not there."""
        from outreach.reading.addresses import parse_address

        if leads is not None:
            choice = self._choice(leads)
            return [choice.lead(text) for text in wanted]
        if self.stack is None:
            raise typer.BadParameter(
                "a lead is looked for in a list; give it with --leads", param_hint="--lead"
            )
        view = self.stack.operator.audience_view
        return [view.lead(self.campaign, parse_address(text)) for text in wanted]

    def first(self, leads: LeadList | None) -> "LeadRow":
        """Return the first lead of the list, or else of the audience; without both, the first that is made up."""
        if leads is None and self.stack is None:
            return self._made_up(1)[0].lead
        for lead in self._leads(leads):
            return lead
        raise self._empty()

    def _leads(self, leads: LeadList | None) -> "Iterable[LeadRow]":
        if leads is None:
            assert self.stack is not None, "without a list the leads are those of a stack"
            return self.stack.operator.audience_view.leads(self.campaign)
        choice = self._choice(leads)
        found = choice.leads()
        if choice.rejected:
            rows = counted(choice.rejected, "row")
            note(f"{rows} of {leads.path} would be rejected; {self._check(leads)} says why", style="yellow")
        return found

    def _check(self, leads: LeadList) -> str:
        if self.path is not None:
            words = ["campaign", "check", str(self.path), "--leads", str(leads.path)]
        else:
            campaign_id = self.campaign.campaign_id
            words = ["leads", "import", str(leads.path), "--campaign-id", campaign_id, "--dry-run"]
        return command_about(words, leads.mapping, leads.encoding)

    def _choice(self, leads: LeadList) -> "LeadChoice":
        from outreach.reading.lead_choice import LeadChoice
        from outreach.reading.lead_file import LeadFile, judged_leads

        file = LeadFile(leads.path, mapping_of(leads.mapping), leads.encoding)
        with reading_bar(file.path) as progress:
            judged = judged_leads(self.campaign, file, rules_of(self.campaign), progress=progress)
            return LeadChoice(file.path.name, judged)

    def _empty(self) -> BadFile:
        remedy = "import some with `outreach leads import`, or show those of a list with --leads"
        return BadFile(self.campaign.campaign_id, "has no lead in its audience", remedy=remedy)

    def _written_to(self, leads: LeadList | None, skipped: "Counter[Reason]") -> "Iterator[LeadRow]":
        """Yield the leads whom the campaign does not leave out, and count the others by why."""
        for lead in self._leads(leads):
            if (reason := left_out(lead.traits, self.campaign.policy)) is None:
                yield lead
            else:
                skipped[reason] += 1

    def _all_left_out(self, leads: LeadList | None, count: int) -> BadFile:
        name = self.campaign.campaign_id if leads is None else leads.path.name
        are = "is left out for its" if count == 1 else "are left out for their"
        problem = (
            f"has no lead to whom the campaign writes: {counted(count, 'lead')} {are} country or address"
        )
        return BadFile(
            name, problem, remedy="`outreach campaign check` counts them, and --lead ADDRESS shows one"
        )

    def _made_up(self, most: int) -> "Sequence[Pick]":
        """Pick some of each kind from the leads with which `apply` tries every message."""
        from outreach.reading.awkward_leads import awkward_leads
        from outreach.reading.awkward_picks import Pick, pick_awkward
        from outreach.reading.message_analysis import analyse
        from outreach.services.operator.import_rows import LeadRow

        rows, about = [], {}
        countries = self.campaign.policy.countries
        traits = Traits(country=countries.codes[0] if countries and countries.only else None)
        fields = self.campaign.fields
        for number, (says, given) in enumerate(
            awkward_leads(fields, analyse(self.campaign).header_fields), 1
        ):
            address = Address(f"lead-{number}@{_MADE_UP}", (_MADE_UP,))
            about[address.text] = f"made up, {says}"
            rows.append(LeadRow(number, address, given, traits=traits))
        picks = pick_awkward(rows, fields, most).picks
        return [Pick(pick.lead, (about[pick.lead.address.text],)) for pick in picks]


def shown_campaign(call: "Call", named: str) -> ShownCampaign:
    """Find a campaign by the path of its file, or else by its id on the stack. A path that exists is never an id."""
    if Path(named).exists():
        found = loaded(campaign_file(Path(named)))
        return ShownCampaign(found.campaign, required=found.required, path=Path(named))
    absent = "there is no such file or folder"
    if Path(named).name != named or Path(named).suffix in {".yaml", ".yml"}:
        remedy = "give a campaign's file or folder, or the id of a campaign that was applied"
        raise BadFile(named, absent, remedy=remedy)
    try:
        stack = call.connect()
        return ShownCampaign(stack.operator.audience_view.campaign(CampaignId(named)), stack)
    except UnknownCampaign as error:
        remedy = "`outreach campaign list` shows those that exist"
        raise BadFile(named, f"{absent}, and no campaign of this id on the stack", remedy=remedy) from error
    except StackUnreachable as error:
        raise StackUnreachable(f"{named}: {absent}, and for a campaign of this id: {error}") from error
