"""What `outreach campaign` prints with --json: campaigns, definitions, and what a definition changes."""

from outreach.domain.campaign import AcrossCampaigns, Campaign, Policy, Ramp, WhenStopped
from outreach.domain.control import CampaignStatus, RunControl, RunStatus
from outreach.domain.window import Window
from outreach.services.operator.comparing import RunChange
from schema_parts import (
    COUNT,
    FLAG,
    NUMBER,
    TEXT,
    Schema,
    by_name,
    list_of,
    object_of,
    of_fields,
    of_type,
    one_of,
    or_null,
    said,
)


def of_campaigns() -> dict[str, Schema]:
    """Return the schemas of commands about campaigns and definitions, by command."""
    listed = object_of(campaign_id=TEXT, status=_campaign_status(), runs=list_of(TEXT), name=TEXT)
    shown = object_of(
        revision=TEXT,
        status=_campaign_status(),
        runs=list_of(of_type(RunControl)),
        definition=_definition(),
    )
    changed = object_of(now=said({}, "any value"), then=said({}, "any value"))
    diff = object_of(
        campaign_id=TEXT,
        rule=said(TEXT, "what holds for mails that are sent or in flight"),
        refused=said(or_null(TEXT), "why `campaign apply` would refuse it"),
        revision=said(or_null(TEXT), "the one it is compared with; null: there is none"),
        same=FLAG,
        settings=by_name(changed),
        runs=list_of(of_type(RunChange)),
        waiting_for_live=said(or_null(COUNT), "leads, if no live run was started"),
        live_is_over=or_null(one_of(RunStatus)),
    )
    return {"campaign list": list_of(listed), "campaign show": shown, "campaign diff": diff}


def _campaign_status() -> Schema:
    return said(one_of(CampaignStatus), "draft: no run was started")


def _definition() -> Schema:
    hours = object_of(**{"from": TEXT, "to": TEXT})
    window = {
        "type": "object",
        "properties": {
            "days": list_of(TEXT),
            **hours["properties"],
            "hours": list_of(hours),
            "timezone": or_null(TEXT),
            **of_fields(Window, {"holidays", "own_holidays"}),
        },
        "required": ["days", "timezone"],
    }
    sender = object_of(
        name=or_null(TEXT),
        reply_to=or_null(TEXT),
        signature=or_null(TEXT),
        per_day=COUNT,
        ramp=or_null(of_type(Ramp)),
    )
    step = object_of(message_id=TEXT, delay_seconds=NUMBER, working_days=or_null(COUNT))
    across = object_of(
        cooldown_seconds=NUMBER,
        **of_fields(AcrossCampaigns, {"one_sequence", "priority", "people_per_company_a_week"}),
    )
    taken = {
        *("per_day", "per_week", "per_run", "ramp", "per_domain", "counted_in", "max_leads_per_tick"),
        *("max_steps_per_lead", "role_accounts", "disposable_domains", "countries", "ends", "unknown"),
        *("soft_bounces", "breaker", "threading", "track_opens", "track_clicks"),
    }
    return object_of(
        campaign_id=TEXT,
        name=TEXT,
        sender=of_fields(Campaign, {"sender"})["sender"],
        pool=or_null(object_of(when_stopped=one_of(WhenStopped), senders=by_name(sender))),
        steps=list_of(step),
        window=said(or_null(window), "one span of hours stands beside the days, several stand in `hours`"),
        cooldown_seconds=NUMBER,
        across_campaigns=or_null(across),
        templates=list_of(TEXT),
        shards=COUNT,
        **of_fields(Campaign, {"language", "fields", "experiment"}),
        **of_fields(Policy, taken),
    )
