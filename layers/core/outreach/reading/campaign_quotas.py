"""What the quotas of a campaign file say against each other."""

from collections.abc import Iterator

from outreach.domain.campaign import CountedIn, Policy
from outreach.errors import BadFile
from outreach.reading.campaign_schema import CampaignPart
from outreach.reading.marked_yaml import MarkedYaml


def quota_problems(part: CampaignPart, document: MarkedYaml) -> Iterator[BadFile]:
    """Name what can never hold as it is written."""
    quotas = part.quotas
    if quotas.ramp is not None and quotas.ramp.ceiling > quotas.per_day:
        yield document.problem(
            ("quotas", "ramp", "ceiling"),
            f'the ramp goes up to {quotas.ramp.ceiling} a day, but "quotas.per_day" is {quotas.per_day}',
            f'write "per_day: {quotas.ramp.ceiling}", or a lower ceiling',
        )
    if quotas.counted_in is CountedIn.CAMPAIGN and part.window is None:
        yield document.problem(
            ("quotas", "counted_in"),
            "the quotas are counted by the campaign's days, but it has no zone",
            'write a "window" with its "timezone", or "counted_in: utc"',
        )


def quota_warnings(policy: Policy, document: MarkedYaml) -> Iterator[str]:
    """Name what holds, but never comes into force or stops what the author may not expect."""
    week, run, pace = policy.per_week, policy.per_run, policy.per_domain
    most = policy.per_day if policy.ramp is None else policy.ramp.ceiling
    if week is not None and week < most:
        yield _at(
            document,
            "per_week",
            f"{week} a week is less than the {most} a day: one day may use up the whole week; write more a week, or fewer a day",
        )
    if week is not None and week >= 7 * most:
        yield _at(
            document,
            "per_week",
            f"{week} a week is never reached with {most} a day; write fewer a week, or leave it out",
        )
    if run is not None and week is not None and run < week:
        yield _at(
            document,
            "per_run",
            f"{run} in the whole run is less than the {week} a week; leave the week out, or write more in the run",
        )
    if pace is not None and pace.at_most >= most:
        yield _at(
            document,
            "per_domain",
            f"{pace.at_most} to one domain is never reached with {most} a day; write fewer, or leave it out",
        )


def _at(document: MarkedYaml, key: str, sentence: str) -> str:
    return f"{document.file} line {document.line(('quotas', key))}: {sentence}"
