"""What happened to a lead and what will happen, step by step, in plain words."""

from dataclasses import dataclass, replace
from datetime import datetime

from outreach.domain.bounce import ON_ACCOUNT_LIST, ON_TENANT_LIST
from outreach.domain.campaign import Campaign
from outreach.domain.choosing import choose
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.delivery import DeliveryRecord, Fact, Mark, is_answered
from outreach.domain.enrollment import Enrollment, State, TouchState
from outreach.domain.fast import WouldGo
from outreach.domain.ids import MessageId
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.domain.timetable import Span, in_words
from outreach.domain.window import Window, holidays_between


@dataclass(frozen=True, slots=True)
class StepStory:
    """One step of the sequence for one lead."""

    step: int
    message_id: MessageId
    status: str
    """`sent`, `waiting`, `sending`, `unknown`, `skipped`, `failed`, `later` or `never`."""
    when: datetime | None
    reason: Reason | None
    sentence: str
    expected: Span | None = None
    """When the mail is expected, if it is still to come and a timetable says so."""
    would_go_at: datetime | None = None
    """When the mail would have gone, if this was a fast rehearsal."""


_DONE = {
    TouchState.SENT: "sent",
    TouchState.SENT_PROOF: "rehearsed, not sent",
    TouchState.ASSUMED_SENT: "assumed to be sent: the response of SES never came",
}


def tell(enrollment: Enrollment, campaign: Campaign, run: RunControl) -> list[StepStory]:
    """Describe each step of the sequence: sent, waiting until when, or skipped and why."""
    campaign = campaign.of_country(enrollment.lead.traits.country)
    return [_step(enrollment, campaign, run, step) for step in range(len(campaign.steps))]


_SAID = {
    Fact.DELIVERY: "delivered",
    Fact.DELAY: "delayed",
    Fact.HARD_BOUNCE: "bounced for good",
    Fact.SOFT_BOUNCE: "bounced for now",
    Fact.BLOCKED: "blocked by the other side",
    Fact.UNCLEAR: "refused without a clear reason",
    Fact.WITHHELD: "not sent by SES, which predicts that the address does not exist",
    Fact.COMPLAINT: "reported as spam",
    Fact.REJECT: "rejected by SES",
    Fact.RENDERING_FAILURE: "not rendered by SES",
    Fact.OPEN: "opened",
    Fact.CLICK: "clicked",
}

_KEPT_BACK = {
    ON_ACCOUNT_LIST: "not sent by SES: the address is on the suppression list of the account",
    ON_TENANT_LIST: "not sent by SES: the address is on the suppression list of the tenant",
}


def with_delivery(story: StepStory, record: DeliveryRecord | None) -> StepStory:
    """Add what SES reported about the step's mail, in order of time."""
    marks = sorted(
        (
            mark.at,
            "answered automatically"
            if fact is Fact.SOFT_BOUNCE and is_answered(record)
            else _said(fact, mark),
        )
        for fact, mark in (record.marks.items() if record else ())
        if fact in _SAID
    )
    events = "".join(f", {said} {_at(at)}" for at, said in marks)
    return replace(story, sentence=story.sentence + events)


_TO_COME = frozenset({"waiting", "later"})


def with_expectation(
    story: StepStory, span: Span | None, zones: tuple[str | None, str], now: datetime
) -> StepStory:
    """Add when the step's mail is expected, if it is still to come. `zones`: the lead's, and that of who has none."""
    if span is None or story.status not in _TO_COME:
        return story
    was = "expected" if now <= span.latest else "was expected"
    return replace(story, sentence=f"{story.sentence}; {was} {in_words(span, *zones)}", expected=span)


def _said(fact: Fact, mark: Mark) -> str:
    """Put a fact into words. SES reports what its own lists kept back as a bounce, and the mark's codes tell which list."""
    lists = (said for code, said in _KEPT_BACK.items() if code in mark.codes)
    return next(lists, _SAID[fact]) if fact in (Fact.HARD_BOUNCE, Fact.WITHHELD) else _SAID[fact]


def _step(enrollment: Enrollment, campaign: Campaign, run: RunControl, step: int) -> StepStory:
    touch = enrollment.touches.get(step)
    if touch is not None:
        message_id = touch.message_id
    else:
        message_id = choose(campaign, enrollment, None if step == enrollment.step else step).message_id
    if touch and touch.state in _DONE:
        variant = "" if touch.arm is None else f", variant {touch.arm.variant}"
        sender = f", from {touch.sender}" if campaign.pool is not None and touch.sender else ""
        sentence = f"{_DONE[touch.state]} {_at(touch.at)}{variant}{sender}{_would_have_gone(touch.would_go)}"
        going = None if touch.would_go is None else touch.would_go.at
        return StepStory(step, message_id, "sent", touch.at, None, sentence, would_go_at=going)
    if step > enrollment.step or (enrollment.state is State.ENDED and touch is None):
        return _not_reached(enrollment, message_id, step)
    if enrollment.state is State.ENDED:
        status = "skipped" if touch and touch.state is TouchState.SKIPPED else "failed"
        return _because(enrollment, message_id, step, status)
    if enrollment.state is State.UNKNOWN:
        return _because(enrollment, message_id, step, "unknown")
    if enrollment.state is State.SENDING:
        sentence = f"being sent since {_at(enrollment.claimed_at)}"
        return StepStory(step, message_id, "sending", enrollment.claimed_at, None, sentence)
    return _waiting(enrollment, run, message_id, step, campaign.policy.window)


def _would_have_gone(going: WouldGo | None) -> str:
    if going is None:
        return ""
    *others, last = going.passed or ("",)
    passed = f"{', '.join(others)} and {last}" if others else last
    passed = f" ({passed} taken as passed)" if passed else ""
    return f", would have gone {going.at:%a} {_at(going.at)}{passed}"


def _named(enrollment: Enrollment, window: Window | None) -> str:
    """Name the holidays for which a lead waits, as far as the definition has them still."""
    since, due_at = enrollment.changed_at, enrollment.due_at
    if enrollment.reason is not Reason.HOLIDAY or since is None or due_at is None:
        return ""
    names = holidays_between(window, since, due_at, enrollment.lead.timezone)
    return f" ({', '.join(names)})" if names else ""


def _waiting(
    enrollment: Enrollment, run: RunControl, message_id: MessageId, step: int, window: Window | None
) -> StepStory:
    sentence = f"waiting until {_at(enrollment.due_at)}"
    if run.status is not RunStatus.RUNNING:
        sentence = f"due {_at(enrollment.due_at)}, but the run is {run.status}"
    if enrollment.reason:
        sentence += f": {EXPLANATIONS[enrollment.reason]}{_named(enrollment, window)}"
    return StepStory(step, message_id, "waiting", enrollment.due_at, enrollment.reason, sentence)


def _because(enrollment: Enrollment, message_id: MessageId, step: int, status: str) -> StepStory:
    reason = enrollment.reason
    cause = EXPLANATIONS[reason] if reason else "no reason was recorded"
    return StepStory(step, message_id, status, enrollment.changed_at, reason, f"{status} because {cause}")


def _not_reached(enrollment: Enrollment, message_id: MessageId, step: int) -> StepStory:
    if enrollment.state is State.ENDED:
        return _because(enrollment, message_id, step, "never")
    return StepStory(step, message_id, "later", None, None, "comes after the step before it")


def _at(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d %H:%M:%S} UTC" if when else "?"
