"""What commands about runs, their future and their proof print with --json."""

from outreach.artifacts.exporting import Exported
from outreach.artifacts.verify import Verification
from outreach.domain.archive import Archive
from outreach.domain.campaign import DomainPace, Ramp, WhenStopped
from outreach.domain.consumers import Need
from outreach.domain.control import GlobalControl, KillSwitch, Mode, RunStatus
from outreach.domain.enrollment import State
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.limits import LimitKind
from outreach.domain.reasons import Reason
from outreach.domain.reply import Label
from outreach.domain.restoring import Restoring
from outreach.domain.timetable_making import Making, Outline
from outreach.domain.timetable_score import Miss
from outreach.domain.zone_source import ZoneKind
from outreach.services.operator.dead_lettering import Dropped
from outreach.services.operator.drill_judgement import Judgement
from outreach.services.operator.import_rows import SuppressionReport
from outreach.services.operator.readiness.facts import Finding
from outreach.simulation.assumptions import Fate
from outreach.simulation.course import Course
from schema_parts import (
    COUNT,
    DAY,
    FLAG,
    NUMBER,
    STEP,
    TEXT,
    TIME,
    Schema,
    by_name,
    counts_of,
    list_of,
    object_of,
    of_fields,
    of_type,
    one_of,
    or_null,
    said,
    span,
    with_more,
)
from schemas_of_people import order

_REASONS: Schema = {"$defs": {"reason": {"enum": sorted(Reason)}}}


def of_runs() -> dict[str, Schema]:
    """Return the schemas of commands about runs, what is expected of them, and their proof, by command."""
    exported, verification = of_type(Exported), of_type(Verification)
    return {
        "status": _status(),
        "run": with_more(_counts(), ticks_invoked=COUNT) | _REASONS,
        "simulate": {"anyOf": [_simulated(), _scored()]} | _REASONS,
        "what-if": object_of(present=_course(), what_if=_course()),
        "timetable": _timetable(),
        "preflight": object_of(ready=FLAG, findings=list_of(of_type(Finding))),
        "drill": object_of(verdict=TEXT, judgement=of_type(Judgement), page=TEXT),
        "artifacts export": exported,
        "verify": object_of(holds=FLAG, verification=verification),
        "archive": _archive(),
    }


def _archive() -> Schema:
    pruned = object_of(campaign_id=TEXT, run_id=TEXT, leads=COUNT)
    return object_of(
        archive=said(or_null(of_type(Archive)), "null: with --rehearsals, or nothing was ever archived"),
        leads=said(COUNT, "how many leads were thinned this time"),
        changed=said(COUNT, "how many changed meanwhile, and stayed whole"),
        went_on=said(FLAG, "whether an earlier call had begun it"),
        pruned=said(list_of(pruned), "with --rehearsals"),
    )


def _simulated() -> Schema:
    files = object_of(rows=COUNT, added=COUNT, rejected=COUNT, zones=counts_of(ZoneKind), without_zone=COUNT)
    stack = object_of(
        status=said(or_null(one_of(RunStatus)), "null: the live run was never started"),
        stopped=FLAG,
        others=list_of(TEXT),
        paused=list_of(TEXT),
    )
    return with_more(
        _counts(),
        began=object_of(at=TIME, files=or_null(files), stack=or_null(stack)),
        variants=or_null(_variants()),
        by_day=said(by_name(by_name(COUNT)), "mails by day (UTC) and message"),
        fates=counts_of(Fate),
        ticks=COUNT,
    )


def _scored() -> Schema:
    miss = object_of(lead_id=TEXT, step=STEP, said=span(), at=or_null(TIME), because=one_of(Miss))
    scored = object_of(
        campaign_id=TEXT,
        run_id=TEXT,
        made_at=TIME,
        met=COUNT,
        open=said(COUNT, "spans that are not over"),
        missed=counts_of(Miss),
        changes=said(list_of(TEXT), "what has changed since the timetable was made"),
        misses=list_of(miss),
    )
    return said(scored, "with --compare")


def _course() -> Schema:
    return object_of(
        per_day=COUNT,
        per_week=or_null(COUNT),
        per_run=or_null(COUNT),
        ramp=or_null(of_type(Ramp)),
        per_domain=or_null(of_type(DomainPace)),
        window=TEXT,
        leads_per_tick=COUNT,
        cooldown=TEXT,
        cooldown_of_all_campaigns=or_null(TEXT),
        ends=or_null(DAY),
        course=of_type(Course),
        end=said(or_null(TIME), "when the last mail goes out"),
    )


def _timetable() -> Schema:
    mail = with_more(object_of(lead_id=TEXT, step=STEP), **span()["properties"])
    return object_of(
        campaign_id=TEXT,
        run_id=TEXT,
        made_at=TIME,
        basis=of_fields(Making, {"basis"})["basis"],
        days=of_fields(Outline, {"days"})["days"],
        mails=list_of(mail),
    )


def _status() -> Schema:
    runs = list_of(_run())
    queues = object_of(waiting=COUNT, in_flight=COUNT, dead=COUNT)
    control = of_type(GlobalControl)
    switch = object_of(stopped=FLAG, parameter=one_of(KillSwitch), control=or_null(control))
    consumers = said(or_null(of_type(Need)), "how many senders live runs need; null: none, or not known")
    status = object_of(runs=runs, queues=queues, consumers=consumers, kill_switch=switch)
    return status | _REASONS


def _counts() -> Schema:
    step = object_of(
        message_id=TEXT, written=COUNT, waiting=COUNT, in_flight=COUNT, unknown=COUNT, stopped=COUNT
    )
    return object_of(
        campaign_id=TEXT,
        run_id=TEXT,
        mode=one_of(Mode),
        fast=said(FLAG, "whether delays, cooldown and window are taken as passed"),
        status=one_of(RunStatus),
        started_at=TIME,
        changed_at=TIME,
        changed_by=TEXT,
        reason=or_null(TEXT),
        leads=COUNT,
        mails=COUNT,
        states=said(counts_of(State), "leads by state"),
        steps=list_of(step),
        never_written=said(_counts_of_reasons(), "why leads ended before the first mail"),
        stopped_later=said(_counts_of_reasons(), "why leads ended after a mail, before the last"),
        waiting_because=said(_counts_of_reasons(), "why leads wait for more than their time"),
        next_due=or_null(TIME),
        would_go=or_null({"type": "array", "items": TIME, "minItems": 2, "maxItems": 2}),
        closing=FLAG,
        finished=FLAG,
    )


def _run() -> Schema:
    return with_more(
        _counts(),
        ends=or_null(DAY),
        variants=or_null(_variants()),
        senders=list_of(_sender()),
        quota_today=object_of(campaign=_quota(), account=_quota()),
        quotas=said(
            {
                "type": "object",
                "properties": {"per_week": _quota(), "per_run": _quota()},
                "additionalProperties": False,
            },
            "those that the campaign has",
        ),
        archives=list_of(of_type(Archive)),
        next_mails=said(
            {"type": "object", "propertyNames": DAY, "additionalProperties": COUNT},
            "leads by the day (UTC) on which their next mail is due; what is overdue counts today",
        ),
        replies=_replies(),
        engagement=said(
            or_null(object_of(opened=_actors(), clicked=_actors())), "null: opens and clicks are not tracked"
        ),
    )


def _variants() -> Schema:
    of_each = {"type": "object", "additionalProperties": NUMBER}
    return object_of(leads=of_each, expected=of_each, probability=or_null(NUMBER), mismatch=FLAG)


def _sender() -> Schema:
    return object_of(
        address=TEXT,
        mails=COUNT,
        today=said(or_null(_quota()), "null: it is in the pool no more"),
        stopped=or_null(one_of(WhenStopped)),
        since=or_null(TIME),
        by=or_null(TEXT),
        reason=or_null(TEXT),
    )


def _quota() -> Schema:
    return object_of(used=COUNT, limit=or_null(COUNT), set_by=one_of(LimitKind))


def _replies() -> Schema:
    return object_of(
        people=said(COUNT, "leads who replied themselves"),
        waiting=said(COUNT, "replies that wait for a label"),
        kinds=said(counts_of(MailKind), "mails by what they were taken for"),
        labels=said(counts_of(Label), "leads by the label of their latest reply that has one"),
    )


def _actors() -> Schema:
    return said(object_of(person=COUNT, perhaps=COUNT, machine=COUNT), "mails by who did it first")


def _counts_of_reasons() -> Schema:
    return {"type": "object", "propertyNames": {"$ref": "#/$defs/reason"}, "additionalProperties": COUNT}


def of_stops() -> dict[str, Schema]:
    """Return the schemas of commands about orders, stops, unknown mails and dead letters, by command."""
    letter = object_of(
        letter_id=TEXT,
        queue=TEXT,
        sent_at=TIME,
        what=TEXT,
        touch=or_null(TEXT),
        stands=said(or_null(TEXT), "how the enrollment stands, or why the letter never got into its queue"),
    )
    unknown = object_of(
        campaign_id=TEXT,
        run_id=TEXT,
        lead_id=TEXT,
        address=TEXT,
        step=STEP,
        since=or_null(TIME),
        closed_at=said(or_null(TIME), "when it is closed by policy"),
        reason=or_null(one_of(Reason)),
        detail=or_null(TEXT),
    )
    restoring = object_of(
        restoring=said(or_null(of_type(Restoring)), "null: no table is being restored"),
        moved=said(
            FLAG, "whether the table has another name than it had, and nobody has begun to restore it"
        ),
    )
    control = of_type(GlobalControl)
    letters = {"anyOf": [list_of(letter), said(list_of(of_type(Dropped)), "with --dropped")]}
    return {
        "suppress list": list_of(order()),
        "suppress import": of_type(SuppressionReport),
        "kill status": object_of(stopped=FLAG, parameter=one_of(KillSwitch), control=or_null(control)),
        "restore status": restoring,
        "unknown list": list_of(unknown),
        "dead-letter list": letters,
    }
