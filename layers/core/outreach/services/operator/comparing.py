"""Says what a definition would change for the leads who are there, before it is applied. It writes nothing.

The rule is stated in `domain/revision_effect.py`. Whether an order stops a lead is not asked: it stops the lead by either
definition. An unknown mail counts as one that went out, whatever the policy says about it: SES may still say so.

Requests: the runs, the definition of each run, and the stream of its enrollments; the stream of the audience if there is no
live run.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime

from outreach.domain.campaign import Campaign
from outreach.domain.choosing import choose, messages_of
from outreach.domain.control import GlobalControl, Mode, RunControl, RunStatus
from outreach.domain.eligibility import Standing
from outreach.domain.enrollment import IN_FLIGHT, Enrollment, State, TouchState
from outreach.domain.ids import MessageId, RunId
from outreach.domain.reasons import Reason
from outreach.domain.revision_effect import follows_from, next_mail
from outreach.domain.senders import had, sender_of
from outreach.domain.suppression import RecipientRow
from outreach.services.operator.ports import Audience
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments

_OVER = frozenset({RunStatus.FINISHED, RunStatus.CANCELLED})
_HAD = frozenset({TouchState.SENT, TouchState.SENT_PROOF, TouchState.ASSUMED_SENT, TouchState.UNKNOWN})

TextOf = Callable[[Campaign, MessageId], Hashable]
"""Returns everything that a message of a campaign is made of. Two that are equal read the same."""


@dataclass(slots=True)
class StepChange:
    """What becomes of one step of the new definition."""

    message_id: MessageId
    before: int | None
    """The step that sends this message by the old definition, counted from 0. None: there is none."""
    text: bool = False
    """Whether the text that somebody gets is another."""
    delay: bool = False
    """Whether the delay before it is another."""
    new: int = 0
    """Leads who have still to get this step: they get it by the new definition."""
    new_text: int = 0
    """Those of them for whom the text is another."""
    new_date: int = 0
    """Those of them whose wait for it begins later, and lasts as the new definition says."""
    kept: int = 0
    """Leads who have had the step, or whose mail is on its way. They keep it as it was."""


@dataclass(slots=True)
class Moved:
    """Leads whose next mail moves to another time."""

    leads: int = 0
    first: tuple[datetime, datetime] | None = None
    """The earliest of these times before the change, and the earliest after it."""

    def add(self, before: datetime, after: datetime) -> None:
        """Count one lead."""
        self.leads += 1
        first = (before, after) if self.first is None else self.first
        self.first = min(first[0], before), min(first[1], after)


@dataclass(slots=True)
class RunChange:
    """What changes for the leads of one run."""

    run_id: RunId
    status: RunStatus
    steps: list[StepChange]
    leads: int = 0
    ended: int = 0
    """Leads who get no more mail by either definition."""
    later: Moved = field(default_factory=Moved)
    sooner: Moved = field(default_factory=Moved)
    stops: Counter[Reason] = field(default_factory=Counter)
    """Leads who would have got a mail and get none, by the reason."""
    goes_on: Counter[Reason] = field(default_factory=Counter)
    """Leads who would have got none for this reason, and get one."""
    other_sender: Counter[str] = field(default_factory=Counter)
    """Leads who go on with another sender, by the address of the one that wrote to them and does not any more."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a definition would change."""

    over: str
    """The revision that is current."""
    old: Campaign
    runs: tuple[RunChange, ...]
    waiting_for_live: int | None
    """Leads of the audience, if no live run was started. They get everything by the new definition."""
    live_is_over: RunStatus | None = None
    """How the live run ended, if it did: nobody in it changes."""


class Comparing:
    """The use case."""

    def __init__(
        self,
        campaigns: Campaigns,
        controls: Controls,
        audience: Audience,
        enrollments: Enrollments,
        clock: Clock,
    ) -> None:
        self._campaigns = campaigns
        self._controls = controls
        self._audience = audience
        self._enrollments = enrollments
        self._clock = clock

    def compare(
        self, new: Campaign, text_of: TextOf, progress: Callable[[int], None] = lambda _: None
    ) -> Comparison | None:
        """Compare a definition with what its campaign follows now. None if there is no such campaign yet.

        `progress` is called with the number of leads looked at.
        """
        current = self._campaigns.current(new.campaign_id)
        if current is None:
            return None
        over, old = current
        runs = self._controls.runs(new.campaign_id)
        changes = [self._of_run(run, new, text_of, progress) for run in runs if run.status not in _OVER]
        live = next((run.status for run in runs if run.mode is Mode.LIVE), None)
        waiting = None if live else sum(1 for _ in self._audience.leads(new.campaign_id, old.shards))
        return Comparison(over, old, tuple(changes), waiting, live if live in _OVER else None)

    def _of_run(
        self, run: RunControl, new: Campaign, text_of: TextOf, progress: Callable[[int], None]
    ) -> RunChange:
        old, now = self._campaigns.definition(run.campaign_id, run.revision), self._clock.now()
        change = RunChange(run.run_id, run.status, [_step(old, new, step) for step in range(len(new.steps))])
        same = {
            message_id: message_id in _messages(old) and text_of(old, message_id) == text_of(new, message_id)
            for message_id in _messages(new)
        }
        enrollments = self._enrollments.of_run(run.campaign_id, run.run_id, run.shards)
        for number, enrollment in enumerate(enrollments, 1):
            progress(number)
            change.leads += 1
            _count_steps(change, enrollment, old, new, same)
            _count_senders(change, run, enrollment, old, new)
            if enrollment.state is State.DUE:
                _count_dates(change, enrollment, old, new, _nothing_else(run, enrollment, now), now)
        return change


def _messages(campaign: Campaign) -> set[MessageId]:
    return {message_id for step in range(len(campaign.steps)) for message_id in messages_of(campaign, step)}


def _step(old: Campaign, new: Campaign, step: int) -> StepChange:
    after = new.steps[step]
    places = (place for place, each in enumerate(old.steps) if each.message_id == after.message_id)
    before = next(places, None)
    if before is None:
        return StepChange(after.message_id, None)
    was = old.steps[before]
    waits = (was.delay, was.working_days) != (after.delay, after.working_days)
    return StepChange(after.message_id, before, delay=waits)


def _count_steps(
    change: RunChange,
    enrollment: Enrollment,
    old: Campaign,
    new: Campaign,
    same: dict[MessageId, bool],
) -> None:
    first = follows_from(enrollment)
    if first is None:
        change.ended += 1
    for step, told in enumerate(change.steps):
        touch = enrollment.touches.get(step)
        on_its_way = enrollment.state in IN_FLIGHT and step == enrollment.step
        if on_its_way or (touch is not None and (touch.state in _HAD or touch.earlier_claims)):
            told.kept += 1
        elif first is not None and first <= step < new.policy.max_steps_per_lead:
            told.new += 1
            waits_already = enrollment.state is State.DUE and step == enrollment.step
            told.new_date += told.delay and not waits_already
            if _reads_differently(enrollment, old, told.before, new, step, same):
                told.text = True
                told.new_text += 1


def _reads_differently(
    enrollment: Enrollment,
    old: Campaign,
    before: int | None,
    new: Campaign,
    step: int,
    same: dict[MessageId, bool],
) -> bool:
    if before is None:
        return True
    gets = choose(new, enrollment, step).message_id
    return gets != choose(old, enrollment, before).message_id or not same[gets]


def _count_senders(
    change: RunChange, run: RunControl, enrollment: Enrollment, old: Campaign, new: Campaign
) -> None:
    before = had(enrollment)
    if before is None or enrollment.state is State.ENDED:
        return
    goes_on, after = (sender_of(campaign, run.senders, enrollment) for campaign in (old, new))
    if after is not None and after not in {before, goes_on}:
        change.other_sender[before] += 1


def _count_dates(
    change: RunChange,
    enrollment: Enrollment,
    old: Campaign,
    new: Campaign,
    standing: Standing,
    now: datetime,
) -> None:
    before, after = next_mail(enrollment, old, standing, now), next_mail(enrollment, new, standing, now)
    match before, after:
        case datetime(), datetime() if after > before:
            change.later.add(before, after)
        case datetime(), datetime() if after < before:
            change.sooner.add(before, after)
        case datetime(), Reason():
            change.stops[after] += 1
        case Reason(), datetime():
            change.goes_on[before] += 1
        case _:
            pass


def _nothing_else(run: RunControl, enrollment: Enrollment, now: datetime) -> Standing:
    """Return what a look would find if nothing but the campaign held the lead back."""
    return Standing(
        control=GlobalControl(killed=False, changed_at=now, changed_by=""),
        run=replace(run, status=RunStatus.RUNNING),
        recipient=RecipientRow(enrollment.lead.recipient, enrollment.lead.address),
        domains=(),
        complete=True,
    )
