"""The scenarios. Each is a short story over a stack, and every call in it is a place where something can go wrong."""

from dataclasses import dataclass

from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode
from outreach.domain.outcome import Refusal
from outreach.domain.reply import Label
from simulation import stories, stories_of_quotas
from simulation import stories_of_archives as archives
from simulation import stories_of_changes as changes
from simulation import stories_of_echoes as echoes
from simulation import stories_of_late_reads as late_reads
from simulation import stories_of_leads as leads
from simulation import stories_of_restoring as restoring
from simulation import stories_of_senders as of_senders
from simulation import stories_of_two as together
from simulation.cast import (
    AROUND_A_HOLIDAY,
    AT_NIGHT,
    BESIDE,
    BY_DAYS_IN_AUCKLAND,
    DAYS_APART,
    ENDS_TODAY,
    EVERY_LIMIT,
    FIRST_BESIDE,
    FIRST_COME,
    HELD,
    MINUTE,
    MINUTES_APART,
    NERVOUS,
    ON_WEEKENDS,
    ONE_A_DAY,
    ONE_A_DAY_EACH,
    ONE_A_WEEK,
    ONE_IN_ALL,
    ONE_MAIL,
    ONE_TO_A_DOMAIN,
    POOLED,
    POOLED_NERVOUS,
    RAMP_OF_ONE,
    SKIPS,
    SKIPS_BESIDE,
    THEIR_HOLIDAYS,
    TOGETHER,
    TURN_BESIDE,
    TURN_BY_TURN,
    TWO_A_WEEK,
    TWO_OF_A_COMPANY_BESIDE,
    VARIED,
)
from simulation.stack import Stack, a_stack
from simulation.stories import DAY, Story


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    story: Story
    campaign: Campaign = DAYS_APART
    people: tuple[str, ...] = ("ann",)
    started: Mode | None = Mode.LIVE
    beside: Campaign | None = None
    """Another campaign that is running, with the same people."""
    core: bool = False
    """Whether all pairs of faults are worth the time they take."""

    def stack(self) -> Stack:
        return a_stack(self.campaign, self.people, started=self.started, beside=self.beside)


SCENARIOS = (
    Scenario("first step", stories.turn, core=True),
    Scenario("two leads in one batch", stories.turn, people=("ann", "cyd")),
    Scenario("follow-up", lambda s: stories.turns(s, 3 * DAY), core=True),
    Scenario("sent past midnight, when the window opens", stories.past_midnight, AT_NIGHT),
    Scenario("around holidays", lambda s: stories.turns(s, DAY, DAY, 5 * DAY, DAY), AROUND_A_HOLIDAY),
    Scenario(
        "holidays of their countries",
        lambda s: stories.turns(s, DAY, DAY, 5 * DAY),
        THEIR_HOLIDAYS,
        ("ann", "nel", "uma"),
    ),
    Scenario("follow-up within minutes", lambda s: stories.turns(s, 8 * MINUTE, 10 * MINUTE), MINUTES_APART),
    Scenario("retry", stories.refused(Refusal.NOT_REACHED), core=True),
    Scenario("throttle", stories.refused(Refusal.THROTTLED)),
    Scenario("sender stopped", stories.refused(Refusal.SENDER_STOPPED)),
    Scenario("unknown settled at its deadline", stories.unknown_to_its_deadline, core=True),
    Scenario("unknown held at its deadline", stories.unknown_to_its_deadline, HELD),
    Scenario("unknown resolved by an operator", stories.unknown_resolved),
    Scenario("unsubscribed in flight", stories.unsubscribed_meanwhile, core=True),
    Scenario("unsubscribed between steps", stories.unsubscribed_between_steps),
    Scenario("domain suppressed in flight", stories.domain_suppressed_meanwhile),
    Scenario("address suppressed in flight", changes.address_suppressed_meanwhile),
    Scenario("suppressed and lifted", changes.suppressed_and_lifted),
    Scenario("suppressed, lifted, suppressed", changes.suppressed_lifted_and_suppressed),
    Scenario("domain suppressed, lifted, suppressed", changes.domain_suppressed_lifted_and_suppressed),
    Scenario("unsubscribed while the table is down", changes.unsubscribed_while_the_table_is_down),
    Scenario("definition applied during a run", changes.applied_during_a_run),
    Scenario("step put in between", changes.step_put_in_between),
    Scenario("step put in between in flight", changes.step_put_in_between_in_flight),
    Scenario("step put before one that was had", changes.step_put_before_one_that_was_had),
    Scenario("variants", lambda s: stories.turns(s, 3 * DAY, 4 * DAY), VARIED, people=("ann", "bea")),
    Scenario("variant stopped in flight", changes.variant_stopped_in_flight, VARIED, core=True),
    Scenario("variant stopped between steps", changes.variant_stopped_between_steps, VARIED),
    Scenario(
        "variant stopped while a mail is unknown", changes.variant_stopped_while_a_mail_is_unknown, VARIED
    ),
    Scenario("variant stopped under a sender", changes.variant_stopped_under_a_sender, VARIED),
    Scenario("several senders", of_senders.two_senders, POOLED, ("ann", "dan")),
    Scenario(
        "one of several senders stopped in flight", of_senders.stopped_in_flight, POOLED, ("dan",), core=True
    ),
    Scenario(
        "one of several senders stopped and resumed", of_senders.stopped_between_steps, POOLED, ("ann", "dan")
    ),
    Scenario("leads move to another sender", of_senders.its_leads_move, POOLED, ("dan",), core=True),
    Scenario("sender stopped under a consumer", of_senders.stopped_under_a_consumer, POOLED, ("dan",)),
    Scenario(
        "sender stopped while a mail is unknown", of_senders.stopped_while_a_mail_is_unknown, POOLED, ("dan",)
    ),
    Scenario("two senders stopped at once", of_senders.two_stopped_at_once, POOLED, ("ann", "dan")),
    Scenario("sender taken out of the file", of_senders.left_the_file, POOLED, ("ann", "dan")),
    Scenario("quota of a sender", of_senders.quota_of_a_sender, ONE_A_DAY_EACH, ("dan", "eve", "ann")),
    Scenario(
        "breaker of one of several senders",
        of_senders.bounced,
        POOLED_NERVOUS,
        ("dan", "ann"),
    ),
    Scenario("campaign ends between steps", changes.ended_between_steps, ENDS_TODAY),
    Scenario("campaign ends in flight", changes.ended_in_flight, ENDS_TODAY),
    Scenario("campaign ends while a mail is unknown", changes.unknown_at_the_end, ENDS_TODAY),
    Scenario("campaign ends while it is paused", changes.paused_over_the_end, ENDS_TODAY),
    Scenario("end put off in time", changes.end_put_off_in_time, ENDS_TODAY),
    Scenario("end put off in flight", changes.end_put_off_while_leads_are_being_ended, ENDS_TODAY),
    Scenario("sender failed before the run goes on", changes.sender_failed_before_the_run_goes_on),
    Scenario("sender failed in flight", changes.sender_failed_in_flight),
    Scenario("end of sending in flight", changes.end_of_sending_in_flight),
    Scenario("refused and reopened", changes.refused_and_reopened),
    Scenario("refused and reopened after the end", changes.refused_and_reopened_after_the_end),
    Scenario("refused, reopened and unsubscribed", changes.refused_reopened_and_unsubscribed),
    Scenario("pause and resume", stories.paused_and_resumed, core=True),
    Scenario("kill switch", stories.killed_and_released, core=True),
    Scenario("parameter set by hand", stories.parameter_set_by_hand),
    Scenario("cancel", stories.cancelled),
    Scenario("cancel after a start that died", changes.cancelled_after_a_start_that_died, started=None),
    Scenario("pause after a start that died", changes.paused_after_a_start_that_died, started=None),
    Scenario("kill taken back before it was confirmed", changes.killed_and_released_before_it_was_confirmed),
    Scenario("quota edge", stories.quota_edge, ONE_A_DAY, ("ann", "cyd"), core=True),
    Scenario("quota of the run", stories_of_quotas.quota_of_the_run, ONE_IN_ALL, ("ann", "cyd")),
    Scenario(
        "sender freezes before midnight", stories_of_quotas.frozen_over_midnight, ONE_IN_ALL, ("ann", "cyd")
    ),
    Scenario(
        "sender whose clock is late after midnight", stories_of_quotas.late_clock, ONE_IN_ALL, ("ann", "cyd")
    ),
    Scenario(
        "sender whose clock is early before midnight",
        stories_of_quotas.early_clock,
        TWO_A_WEEK,
        ("ann", "bea", "cyd"),
    ),
    Scenario("quota of the run added in flight", stories_of_quotas.added_in_flight, people=("ann", "cyd")),
    Scenario(
        "quota of the week", stories_of_quotas.days_on_end, TWO_A_WEEK, ("ann", "bea", "cyd"), core=True
    ),
    Scenario("ramp", stories_of_quotas.days_on_end, RAMP_OF_ONE, ("ann", "bea", "cyd")),
    Scenario("pace of a domain", stories_of_quotas.hours_on_end, ONE_TO_A_DOMAIN, ("ann", "bea", "cyd")),
    Scenario("days of the campaign", stories_of_quotas.days_on_end, BY_DAYS_IN_AUCKLAND, ("ann", "bea")),
    Scenario(
        "quota of the week at its edge", stories_of_quotas.at_the_edge, TWO_A_WEEK, ("ann", "bea", "cyd")
    ),
    Scenario("ramp at its edge", stories_of_quotas.at_the_edge, RAMP_OF_ONE, ("ann", "bea", "cyd")),
    Scenario("every limit at its edge", stories_of_quotas.at_the_edge, EVERY_LIMIT, ("ann", "bea", "cyd")),
    Scenario("lease taken over", stories.lease_taken_over, people=("ann", "cyd")),
    Scenario("two ticks", stories.two_ticks),
    Scenario("duplicate and late delivery", stories.duplicate_and_late, core=True),
    Scenario("frozen consumer", stories.frozen_consumer, core=True),
    Scenario("poison message", stories.poison),
    Scenario("dead letters redriven", stories.dead_letters_redriven),
    Scenario("import during a run", stories.import_during_a_run),
    Scenario("import at the end of a run", stories.import_at_the_end),
    Scenario("import while a run closes", stories.import_while_a_run_closes),
    Scenario("import while a restarted run finishes", stories.import_while_a_restarted_run_finishes),
    Scenario("held touch resolved after the end", stories.resolved_after_the_end, HELD),
    Scenario("held touch sent again after the end", stories.sent_again_after_the_end, HELD),
    Scenario("poison redriven after the end", stories.poison_redriven_after_the_end),
    Scenario("unsubscribed, undone, unsubscribed", stories.unsubscribed_undone_and_unsubscribed),
    Scenario(
        "unsubscribed, undone, unsubscribed by other clocks",
        stories.unsubscribed_undone_and_unsubscribed_by_other_clocks,
    ),
    Scenario("paused, resumed, paused", stories.paused_resumed_and_paused),
    Scenario("killed, released, killed", stories.killed_released_and_killed),
    Scenario("start of a run", stories.start_and_first_step, started=None),
    Scenario("start again after the end", stories.start_again_after_the_end),
    Scenario("rehearsal", stories.rehearsal, started=None),
    Scenario("fast rehearsal", stories.fast_rehearsal, ON_WEEKENDS, ("ann", "cyd"), started=None),
    Scenario("fast rehearsal beside the run", stories.fast_rehearsal_beside_the_run, ON_WEEKENDS),
    Scenario("rehearsal beside the run", stories.rehearsal_beside_the_run),
    Scenario("clocks that are wrong", stories.skewed),
    Scenario("delivered", echoes.heard("delivered")),
    Scenario("unknown settled by an event", echoes.heard("delivered", responses_lost=1), core=True),
    Scenario(
        "unknown settled by an event a day late",
        echoes.heard("delivered, event a day late", responses_lost=1),
    ),
    Scenario("dead after SES, delivered", echoes.dead_after_ses("delivered")),
    Scenario("dead after SES, bounced", echoes.dead_after_ses("bounced")),
    Scenario("dead after SES, delayed, then delivered", echoes.dead_after_ses("delayed, then delivered")),
    Scenario("dead after SES, bounced when SES gave up", echoes.dead_after_ses("bounced when SES gave up")),
    Scenario("dead after SES, never heard of", echoes.dead_after_ses(None)),
    Scenario("hard bounce", echoes.heard("bounced"), core=True),
    Scenario("soft bounce", echoes.heard("bounced softly"), NERVOUS),
    Scenario("listed by SES after a block", echoes.listed_by_ses_after_a_block),
    Scenario("breaker", echoes.heard("bounced"), NERVOUS),
    Scenario(
        "breaker of a run that is started again", echoes.bounced_after_the_end_and_started_again, NERVOUS
    ),
    Scenario("complaint", echoes.heard("complained of"), core=True),
    Scenario("complaints about a mail that was sent again", echoes.complained_of_and_sent_again),
    Scenario("events twice and in reverse", echoes.events_twice_and_in_reverse),
    Scenario("a person replies", echoes.replied("a person's"), core=True),
    Scenario("somebody asks to be removed", echoes.replied("remove me")),
    Scenario("somebody may ask to be removed", echoes.replied("remove me, perhaps")),
    Scenario("somebody did ask to be removed", echoes.labelled(Label.UNSUBSCRIBE)),
    Scenario("nobody asked to be removed", echoes.labelled(Label.NOT_UNSUBSCRIBE)),
    Scenario("out of office", echoes.replied("out of office")),
    Scenario("a colleague is due as well", echoes.replied("a person's"), people=("ann", "bea")),
    Scenario("a reply in flight", echoes.replied_while_the_next_mail_is_due),
    Scenario("forgotten between steps", echoes.forgotten_between_steps, core=True),
    Scenario("forgotten in flight", echoes.forgotten_in_flight),
    Scenario("forgotten and imported again", echoes.forgotten_and_imported_again),
    Scenario("imported while forgotten", echoes.imported_while_forgotten),
    Scenario("a rehearsal starts while somebody is forgotten", echoes.started_while_forgotten),
    Scenario("forgotten after a rehearsal and a reply", echoes.forgotten_after_a_rehearsal_and_a_reply),
    Scenario("frozen consumer that gets no response", stories.frozen_consumer_that_gets_no_response),
    Scenario("held last touch resolved after the end", stories.last_touch_resolved_after_the_end, HELD),
    Scenario("two campaigns, one person", together.both, TOGETHER, beside=BESIDE, core=True),
    Scenario("two campaigns at once", together.at_once, TOGETHER, beside=BESIDE),
    Scenario("two campaigns, and one's mail is tried again", together.tried_again, TOGETHER, beside=BESIDE),
    Scenario("two campaigns, and one's mail is unknown", together.unknown, TOGETHER, beside=BESIDE),
    Scenario("two campaigns by other clocks", together.by_other_clocks, TOGETHER, beside=BESIDE),
    Scenario("one sequence at a time", together.both, TURN_BY_TURN, beside=TURN_BESIDE),
    Scenario("one sequence at a time, at once", together.at_once, TURN_BY_TURN, beside=TURN_BESIDE),
    Scenario("taken over by a higher priority", together.taken_over, TURN_BY_TURN, beside=TURN_BESIDE),
    Scenario("a sequence that an order ended", together.ended_by_an_order, TURN_BY_TURN, beside=TURN_BESIDE),
    Scenario("whoever begins first goes on", together.both, FIRST_COME, beside=FIRST_BESIDE, core=True),
    Scenario("whoever begins first, at once", together.at_once, FIRST_COME, beside=FIRST_BESIDE),
    Scenario("the first one's mail is unknown", together.unknown, FIRST_COME, beside=FIRST_BESIDE),
    Scenario("the first one's mail is tried again", together.tried_again, FIRST_COME, beside=FIRST_BESIDE),
    Scenario("left to whoever has begun", together.both, SKIPS, beside=SKIPS_BESIDE),
    Scenario("left to whoever has begun, at once", together.at_once, SKIPS, beside=SKIPS_BESIDE),
    Scenario(
        "one of a company, in two campaigns",
        together.one_of_a_company,
        ONE_A_WEEK,
        ("ann", "bea"),
        beside=TWO_OF_A_COMPANY_BESIDE,
    ),
    Scenario(
        "two of a company at once, in two campaigns",
        together.two_of_a_company_at_once,
        ONE_A_WEEK,
        ("ann", "bea"),
        beside=TWO_OF_A_COMPANY_BESIDE,
    ),
    Scenario(
        "forgotten, and on the row of the company",
        together.forgotten_in_a_company,
        ONE_A_WEEK,
        ("ann", "bea"),
    ),
    Scenario("one of a company a week", together.one_of_a_company, ONE_A_WEEK, ("ann", "bea"), core=True),
    Scenario("two of a company at once", together.two_of_a_company_at_once, ONE_A_WEEK, ("ann", "bea")),
    Scenario("entered before midnight", together.past_the_week, ONE_A_WEEK, ("ann", "bea")),
    Scenario("cancel while paused", stories.cancelled_while_paused),
    Scenario("a lead is stopped in flight", leads.stopped_meanwhile, core=True),
    Scenario("a lead is stopped under a sender", leads.stopped_under_a_sender),
    Scenario("a lead is stopped and reopened", leads.stopped_between_steps_and_reopened),
    Scenario("a lead is stopped, and reopened after the end", leads.stopped_and_reopened_after_the_end),
    Scenario("a lead is stopped while a mail is unknown", leads.stopped_while_a_mail_is_unknown),
    Scenario("a lead is stopped, unsubscribes and is reopened", leads.stopped_and_unsubscribed),
    Scenario("poison reopened", leads.poison_reopened),
    Scenario("values corrected in flight", leads.corrected_meanwhile, core=True),
    Scenario("values corrected under a sender", leads.corrected_under_a_sender),
    Scenario("values corrected while a run starts", leads.corrected_while_a_run_starts, started=None),
    Scenario("values corrected, and the person forgotten", leads.corrected_and_forgotten),
    Scenario("a lead is removed in flight", leads.removed_meanwhile, people=("ann", "cyd"), core=True),
    Scenario("a lead is removed under a sender", leads.removed_under_a_sender, people=("ann", "cyd")),
    Scenario("a lead is removed and imported again", leads.removed_and_imported_again),
    Scenario(
        "a lead is removed while a run starts",
        leads.removed_while_a_run_starts,
        people=("ann", "cyd"),
        started=None,
    ),
    Scenario("a lead is held in flight", leads.held_meanwhile),
    Scenario("archived, and heard of later", archives.heard_of_later, ONE_MAIL, people=("ann", "bea")),
    Scenario(
        "archived, and started again meanwhile",
        archives.started_again_meanwhile,
        ONE_MAIL,
        people=("ann", "bea"),
    ),
    Scenario(
        "archived while a lead is reopened", archives.reopened_meanwhile, ONE_MAIL, people=("ann", "cyd")
    ),
    Scenario("archived, and forgotten", archives.forgotten_later, ONE_MAIL),
    Scenario(
        "a rehearsal is archived", archives.a_rehearsal, ONE_MAIL, people=("ann", "cyd"), started=Mode.PROOF
    ),
    Scenario("lifted before a look", late_reads.lifted_before_a_look, ONE_MAIL),
    Scenario("end put off before a look", late_reads.the_end_put_off_before_a_look, ENDS_TODAY),
    Scenario("imported with another name", late_reads.imported_with_another_name, ONE_MAIL),
    Scenario("restored between steps", restoring.between_steps, people=("ann", "cyd")),
    Scenario("restored without an archive", restoring.without_an_archive, people=("ann", "cyd")),
    Scenario("restored with a mail in flight", restoring.with_a_mail_in_flight),
    Scenario("restored after a reply", restoring.replied_since),
)

INTERRUPTIONS: dict[str, Story] = {
    "unsubscribe": lambda s: s.people.unsubscribe("ann"),
    "suppress the domain": lambda s: s.people.suppress_domain("ann"),
    "a reply": lambda s: (s.echo.reply("ann"), s.echo.hear_due()),
    "forgotten": lambda s: s.people.forget("ann"),
    "events of SES": lambda s: (stories.later(s, MINUTE), s.echo.hear_due()),
    "stop the lead": lambda s: s.people.stop_lead("ann"),
    "correct a value": lambda s: s.people.correct("ann", "Anne"),
    "pause": lambda s: s.people.pause(),
    "kill": lambda s: s.people.kill(),
    "parameter by hand": lambda s: s.people.toggle_parameter(on=True),
    "cancel": lambda s: s.people.cancel(),
    "import": lambda s: s.people.load("bea"),
    "archive": lambda s: s.has_live_run and s.people.archive(),
    "a second tick": lambda s: s.tick(),
    "a second consumer": lambda s: s.redeliver(),
    "a whole turn": stories.turn,
    "five minutes": lambda s: (stories.later(s, 5 * MINUTE), s.tick(), s.redeliver()),
    "eleven minutes": lambda s: (stories.later(s, 11 * MINUTE), s.tick(), s.redeliver()),
    "a day and a turn": lambda s: (stories.later(s, DAY + 2 * MINUTE), s.tick(), s.redeliver()),
}
"""What may happen between any two calls of a story. Each happens from beginning to end, without a break."""
