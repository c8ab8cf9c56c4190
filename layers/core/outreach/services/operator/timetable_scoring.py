"""Sets what happened beside the first timetable of a run. It reads the history, and changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from outreach.domain.control import KillSwitch, RunControl, RunStatus
from outreach.domain.ids import CampaignId, RecipientKey
from outreach.domain.suppression import EVERYWHERE, ChangeKind, RecipientRow
from outreach.domain.timetable_making import Basis, Making
from outreach.domain.timetable_score import Circumstances, Miss, Score, Stop
from outreach.services.operator.timetabling import TimetablePorts, Timetabling
from outreach.services.ports import KILL_SWITCH, ControlEvent

_GLOBAL = "global"
_PAUSES = {"breaker": Miss.BREAKER, "tick": Miss.SES}
"""Who pauses a run by itself: the breaker, and the tick that finds that SES takes no mail from the sender."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of a run's first timetable."""

    making: Making
    score: Score
    changes: list[str]
    """What has changed since, besides the status of the run and stops of everything: these are causes of their own."""


class TimetableScoring:
    """The use case."""

    def __init__(self, ports: TimetablePorts, timetabling: Timetabling) -> None:
        self._ports = ports
        self._timetabling = timetabling

    def score(self, run: RunControl) -> Scored | None:
        """Score the first timetable of a run by what has happened; None if none was made."""
        if (kept := self._timetabling.kept(run)) is None:
            return None
        first, score = self._timetabling.read(run, kept.first), Score()
        enrollments = list(self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards))
        then, now = kept.first.basis, self._timetabling.basis_of(run, len(enrollments))
        changes = then.changes_to(
            replace(now, status=then.status, status_version=then.status_version, stops=then.stops)
        )
        around = Circumstances(
            now=self._ports.clock.now(),
            stops=list(self._stops(run, kept.first.made_at)),
            ses_allows_less=_allows_less(then, now),
            changed=bool(changes),
            made_at=kept.first.made_at,
        )
        back = self._absences(run.campaign_id)
        for enrollment in enrollments:
            spans = first.spans.get(enrollment.key.lead_id, {})
            score.add(enrollment, spans, around, back.get(enrollment.lead.recipient, ()))
        return Scored(kept.first, score, changes)

    def _stops(self, run: RunControl, since: datetime) -> Iterator[Stop]:
        history = self._ports.controls.history()
        mine = [event for event in history if event.subject == f"{run.campaign_id}#{run.run_id}"]
        yield from stops_in(mine, RunStatus.PAUSED, since)
        for subject in (_GLOBAL, KILL_SWITCH):
            switch = [event for event in history if event.subject == subject]
            yield from stops_in(switch, KillSwitch.ON, since)

    def _absences(self, campaign_id: CampaignId) -> Mapping[RecipientKey, list[datetime]]:
        """Return when absences of people end, or have ended, as far as their rows tell."""
        ends: dict[RecipientKey, list[datetime]] = defaultdict(list)
        for row in self._ports.suppressions.all():
            if isinstance(row, RecipientRow):
                ends[row.recipient] += [
                    change.at
                    for change in row.changes
                    if change.kind is ChangeKind.HELD
                    and change.at is not None
                    and change.scope in {EVERYWHERE, campaign_id}
                ]
        return ends


def stops_in(events: Iterable[ControlEvent], stopped: str, since: datetime) -> Iterator[Stop]:
    """Read from the states of one row, oldest first, when it stopped the run. What ended before `since` is left out."""
    standing: ControlEvent | None = None
    for event in events:
        if standing is not None and event.at >= since:
            yield _stop(standing, event.at)
        standing = event if event.to == stopped else None
    if standing is not None:
        yield _stop(standing, None)


def _stop(event: ControlEvent, end: datetime | None) -> Stop:
    paused = event.to == RunStatus.PAUSED
    return Stop(event.at, end, _PAUSES.get(event.actor, Miss.PAUSE) if paused else Miss.KILL_SWITCH)


def _allows_less(then: Basis, now: Basis) -> bool:
    slower = then.send_rate is not None and now.send_rate is not None and now.send_rate < then.send_rate
    per_day = (now.account_per_day, then.account_per_day)
    return slower or (per_day[0] is not None and per_day[1] is not None and per_day[0] < per_day[1])
