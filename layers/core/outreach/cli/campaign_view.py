"""How a campaign's definition is shown: everything of its file that decides who is written to, when and how."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from outreach.cli.end_view import end_line
from outreach.cli.experiment_view import experiment_line
from outreach.cli.output import Column, counted, number, say, show
from outreach.domain.delays import delay_in_words
from outreach.domain.durations import lasting
from outreach.domain.languages import LANGUAGES
from outreach.domain.senders import name_of
from outreach.domain.window import DAYS, Window
from outreach.domain.window_words import closing, hours_in_words

if TYPE_CHECKING:
    from outreach.domain.campaign import (
        AcrossCampaigns,
        Campaign,
        CampaignSender,
        Countries,
        Policy,
        Pool,
        Ramp,
        Step,
    )

_UNKNOWN = {
    "assume_sent": "a mail of which SES said nothing counts as sent (assume_sent)",
    "hold": "a mail of which SES said nothing stops its lead (hold)",
}
_WHEN_STOPPED = {"wait": "waits until it is resumed (wait)", "move": "goes on with another (move)"}


def show_definition(campaign: "Campaign", now: datetime) -> None:
    """Print what the campaign's file says."""
    for name, value in _lines(campaign, now):
        say(f"  {name:<9} {value}")
    show_steps(campaign)


def _lines(campaign: "Campaign", now: datetime) -> Iterator[tuple[str, str]]:
    policy, sender = campaign.policy, campaign.sender
    if campaign.pool is None:
        yield "from", _mailbox(sender)
    else:
        yield from pool_lines(campaign.pool)
    yield "post", " ".join(sender.postal_address.split())
    yield (
        "language",
        campaign.language or f"not named; the unsubscribe page speaks the reader's, or {LANGUAGES[0]}",
    )
    yield "window", window_line(policy.window)
    yield (
        "limits",
        (
            f"{counted(policy.per_day, 'mail')} a day, {number(policy.max_leads_per_tick)} a tick, "
            f"{counted(policy.max_steps_per_lead, 'step')} a lead, cooldown {lasting(policy.cooldown)}"
        ),
    )
    if quotas := quotas_in_words(policy):
        yield "quotas", quotas
    if left_out := _left_out(policy):
        yield "skips", left_out
    if policy.across_campaigns is not None:
        yield "together", _together(policy.across_campaigns)
    if (end := end_line(policy, now)) is not None:
        yield "ends", end
    yield "unknown", _UNKNOWN[policy.unknown]
    yield "bounces", _bounces(policy)
    yield (
        "breaker",
        _breaker(policy, "a live run is paused" if campaign.pool is None else "a sender is stopped"),
    )
    yield "mails", _mails(policy)
    fields = (name if value is None else f"{name} (or {value!r})" for name, value in campaign.fields.items())
    yield "fields", ", ".join(fields) or "-"
    if campaign.experiment is not None:
        yield "variants", experiment_line(campaign.experiment)
    yield "messages", counted(len(campaign.templates), "template")
    yield "shards", number(campaign.shards)


def _mailbox(sender: "CampaignSender") -> str:
    return f"{sender.name or ''} <{sender.address}>, replies to {sender.reply_to or sender.address}"


def pool_lines(pool: "Pool") -> Iterator[tuple[str, str]]:
    """Describe several senders, a line each, and what becomes of the leads of one that is stopped."""
    for one in pool.senders:
        rising = "" if one.ramp is None else f", {ramp_in_words(one.ramp)}"
        yield "from", f"{_mailbox(one.sender)}, {counted(one.per_day, 'mail')} a day{rising}"
    yield "stopped", f"who has had a mail of a sender that is stopped {_WHEN_STOPPED[pool.when_stopped]}"


def window_line(window: Window | None) -> str:
    """Describe a sending window in a line."""
    if window is None:
        return "none: mails go out at any hour of any day"
    days = ", ".join(day for day in DAYS if day in window.days)
    shut = f"; not on {counted(len(window.holidays), 'holiday')}" if window.holidays else ""
    own = (
        f"; leads of {', '.join(window.own_holidays)} not on those of their country"
        if window.own_holidays
        else ""
    )
    return f"{days}, {hours_in_words(window)} where the lead lives, or in {window.timezone}{shut}{own}"


def quotas_in_words(policy: "Policy") -> str:
    """Describe what lowers the daily quota, and whose days count; empty if nothing does."""
    told = []
    if (ramp := policy.ramp) is not None:
        told.append(f"ramp {ramp_in_words(ramp)}")
    if policy.per_week is not None:
        told.append(f"{number(policy.per_week)} a week")
    if policy.per_run is not None:
        told.append(f"{number(policy.per_run)} in the whole run")
    if (pace := policy.per_domain) is not None:
        told.append(f"{number(pace.at_most)} to one domain per {pace.per}")
    if policy.counted_in == "campaign" and policy.window is not None:
        told.append(f"by days in {policy.window.timezone}")
    return ", ".join(told)


def ramp_in_words(ramp: "Ramp") -> str:
    """Describe a ramp: `from 50 a day by 25 up to 400`."""
    return f"from {number(ramp.start)} a day by {number(ramp.step)} up to {number(ramp.ceiling)}"


def _left_out(policy: "Policy") -> str:
    kinds = (
        (policy.role_accounts, "role accounts such as info@"),
        (policy.disposable_domains, "disposable domains"),
    )
    skipped = [name for stance, name in kinds if stance == "skip"]
    return ", ".join([*skipped, *_countries_left_out(policy.countries)])


def _countries_left_out(countries: "Countries | None") -> Iterator[str]:
    if countries is None:
        return
    if countries.left_out == "skip":
        yield f"leads of {'all countries but ' if countries.only else ''}{', '.join(countries.codes)}"
    if countries.unknown == "skip":
        yield "leads of unknown countries"


def _together(across: "AcrossCampaigns") -> str:
    rules = [f"{lasting(across.cooldown)} between two mails to one person"] if across.cooldown else []
    if across.one_sequence is not None:
        rules.append(f"a person is in one sequence ({across.one_sequence}, priority {across.priority})")
    if across.people_per_company_a_week is not None:
        rules.append(f"{counted(across.people_per_company_a_week, 'person', 'people')} of a company a week")
    return f"with all campaigns that say so: {', '.join(rules)}"


def _bounces(policy: "Policy") -> str:
    soft = policy.soft_bounces
    if soft is None:
        return "soft bounces suppress nobody"
    return f"more than {soft.at_most} soft bounces in the last {soft.of} mails suppress an address"


def _breaker(policy: "Policy", what_happens: str) -> str:
    breaker = policy.breaker
    if breaker is None:
        return "off: a live run is not paused when its mails bounce"
    return (
        f"{what_happens} above {100 * breaker.max_bounces:g}% bounces or {100 * breaker.max_complaints:g}% "
        f"complaints, from {counted(breaker.min_sample, 'mail')} on"
    )


def _mails(policy: "Policy") -> str:
    threads = "follow-ups are one conversation" if policy.threading else "each follow-up stands alone"
    tracked = [name for name, on in (("opens", policy.track_opens), ("clicks", policy.track_clicks)) if on]
    return f"{threads}, {' and '.join(tracked) or 'nothing'} tracked"


def described(campaign: "Campaign") -> dict[str, object]:
    """Return the definition for JSON: durations in seconds, templates by name only."""
    policy, window = campaign.policy, campaign.policy.window
    across = policy.across_campaigns
    return {
        "campaign_id": campaign.campaign_id,
        "name": campaign.name,
        "sender": campaign.sender,
        "pool": campaign.pool and _described_pool(campaign.pool),
        "language": campaign.language,
        "steps": [
            {
                "message_id": step.message_id,
                "delay_seconds": step.delay.total_seconds(),
                "working_days": step.working_days,
            }
            for step in campaign.steps
        ],
        "window": window and _described_window(window),
        "per_day": policy.per_day,
        "per_week": policy.per_week,
        "per_run": policy.per_run,
        "ramp": policy.ramp,
        "per_domain": policy.per_domain,
        "counted_in": policy.counted_in,
        "max_leads_per_tick": policy.max_leads_per_tick,
        "max_steps_per_lead": policy.max_steps_per_lead,
        "cooldown_seconds": policy.cooldown.total_seconds(),
        "role_accounts": policy.role_accounts,
        "disposable_domains": policy.disposable_domains,
        "countries": policy.countries,
        "ends": policy.ends,
        "across_campaigns": across
        and {
            "cooldown_seconds": across.cooldown.total_seconds(),
            "one_sequence": across.one_sequence,
            "priority": across.priority,
            "people_per_company_a_week": across.people_per_company_a_week,
        },
        "unknown": policy.unknown,
        "soft_bounces": policy.soft_bounces,
        "breaker": policy.breaker,
        "threading": policy.threading,
        "track_opens": policy.track_opens,
        "track_clicks": policy.track_clicks,
        "fields": campaign.fields,
        "experiment": campaign.experiment,
        "templates": sorted(campaign.templates),
        "shards": campaign.shards,
    }


def _described_pool(pool: "Pool") -> dict[str, object]:
    """Return the senders by address, so that a comparison names whose quota is another."""
    senders = {
        name_of(one.sender): {
            "name": one.sender.name,
            "reply_to": one.sender.reply_to,
            "signature": one.sender.signature,
            "per_day": one.per_day,
            "ramp": one.ramp,
        }
        for one in pool.senders
    }
    return {"when_stopped": pool.when_stopped, "senders": senders}


def _described_window(window: Window) -> dict[str, object]:
    hours = [{"from": f"{one.opens:%H:%M}", "to": closing(one)} for one in window.hours]
    return {
        "days": [day for day in DAYS if day in window.days],
        **(hours[0] if len(hours) == 1 else {"hours": hours}),
        "timezone": window.timezone,
        **({"holidays": window.holidays} if window.holidays else {}),
        **({"own_holidays": window.own_holidays} if window.own_holidays else {}),
    }


def show_steps(campaign: "Campaign") -> None:
    """Print the sequence as a table."""
    columns = [Column("Step", right=True), Column("Message"), Column("When")]
    steps = enumerate(campaign.steps, 1)
    show(columns, [(str(index), step.message_id, _delay(index, step)) for index, step in steps], indent=2)


def _delay(index: int, step: "Step") -> str:
    since = "the start" if index == 1 else f"step {index - 1}"
    delay = delay_in_words(step)
    return f"{delay} after {since}" if delay else "at once"
