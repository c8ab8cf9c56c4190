"""How the score of a timetable is shown."""

from itertools import islice
from typing import TYPE_CHECKING

from outreach.cli.output import Column, counted, minute, number, say, say_json, show, when
from outreach.cli.timetable_view import span_json
from outreach.domain.control import RunControl
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.timetable import in_words
from outreach.domain.timetable_score import MISSES, Miss, Missed
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.cli.stacks import Call
    from outreach.services.operator.timetable_scoring import Scored

SHOWN = 10
"""How many misses that nothing explains are printed."""


def show_comparison(call: "Call", campaign_id: str, run_id: str, *, as_json: bool) -> None:
    """Find a run, score its first timetable, and print the score. Raises `RefusedChange` if it has none."""
    operator = call.connect().operator
    [run] = operator.runs.runs(CampaignId(campaign_id), RunId(run_id))
    if (scored := operator.timetable_scoring.score(run)) is None:
        raise RefusedChange(
            f'no timetable of run "{run_id}" of "{campaign_id}" was made, so there is nothing to compare; '
            "a live run gets one when it is started"
        )
    if as_json:
        say_json(score_as_json(run, scored))
    else:
        show_score(run, scored)


def show_score(run: RunControl, scored: "Scored") -> None:
    """Print how many spans were met, what the misses are laid to, and some of those that nothing explains."""
    score = scored.score
    open_ = f", {number(score.open)} still open" if score.open else ""
    share = f" ({score.met / score.judged:.1%})" if score.judged else ""
    say(
        f"{run.campaign_id} {run.run_id}: {number(score.met)} of {counted(score.judged, 'span')} met{share}{open_}; "
        f"said on {minute(scored.making.made_at)} UTC"
    )
    if score.missed:
        rows = [(number(count), MISSES[miss], miss) for miss, count in score.causes.most_common()]
        show(
            [Column("Missed", right=True), Column("Because", fold=True), Column("Code", spare=1)],
            rows,
            indent=2,
        )
    for change in scored.changes:
        say(f"  changed since: {change}")
    _show_ours([missed for missed in score.missed if missed.miss is Miss.OURS])


def _show_ours(ours: list[Missed]) -> None:
    if not ours:
        return
    columns = [
        Column("Lead"),
        Column("Step", right=True),
        Column("Said", fold=True),
        Column("Went out (UTC)"),
    ]
    rows = [
        (one.lead_id, str(one.step + 1), in_words(one.said, None), when(one.at) if one.at else "not yet")
        for one in islice(ours, SHOWN)
    ]
    say("  Not explained" + (f", the first {SHOWN} of {number(len(ours))}" if len(ours) > SHOWN else ""))
    show(columns, rows, indent=4)


def score_as_json(run: RunControl, scored: "Scored") -> dict[str, object]:
    """Return a score for a script. Steps count from 1."""
    score = scored.score
    return {
        "campaign_id": run.campaign_id,
        "run_id": run.run_id,
        "made_at": scored.making.made_at,
        "met": score.met,
        "open": score.open,
        "missed": score.causes,
        "changes": scored.changes,
        "misses": [
            {
                "lead_id": one.lead_id,
                "step": one.step + 1,
                "said": span_json(one.said),
                "at": one.at,
                "because": one.miss,
            }
            for one in score.missed
        ],
    }
