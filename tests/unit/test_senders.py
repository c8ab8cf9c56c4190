"""Who of several senders writes to a lead: the rule alone."""

from collections import Counter
from dataclasses import replace

import pytest

from outreach.domain.campaign import WhenStopped
from outreach.domain.control import SenderState
from outreach.domain.enrollment import TouchState
from outreach.domain.experiment import Experiment, Variant
from outreach.domain.experiment import drawn as drawn_variant
from outreach.domain.ids import ClaimId, LeadId
from outreach.domain.row_version import RowVersion, mark_of
from outreach.domain.senders import (
    changed,
    drawn,
    had,
    resumed,
    sender_of,
    senders_in,
    stopped,
    without_run,
    would_be_last,
    written_by,
)
from world.builders import CAMPAIGN, DAY, NOON, a_campaign, a_lead, a_run, a_touch, an_enrollment
from world.senders import ANNA, BEN, CARA, a_pool, a_pool_sender, a_pooled_campaign, leads_of

ADDRESSES = [f"person{number}@acme.example" for number in range(3000)]
POOLED = a_pooled_campaign()
(ANNAS,) = leads_of(ANNA, 1)


def a_stop(address: str = ANNA, how: WhenStopped | None = WhenStopped.WAIT, number: int = 1) -> SenderState:
    return SenderState(address, how, NOON, "olga", number)


def after_a_mail(sender: str | None, state: TouchState = TouchState.SENT, **changes):
    return an_enrollment(ANNAS, step=1, touches={0: a_touch(sender=sender, state=state, **changes)})


def of_all(senders) -> dict[str, str | None]:
    return {address: drawn(CAMPAIGN, senders, address) for address in ADDRESSES}


def test_a_campaign_with_one_sender_has_that_one():
    assert sender_of(a_campaign(), (), an_enrollment()) == "sales@us.example"


def test_who_has_had_no_mail_gets_the_sender_that_is_drawn_and_always_the_same():
    for sender in (ANNA, BEN, CARA):
        for lead in leads_of(sender, 3):
            assert [sender_of(POOLED, (), an_enrollment(lead)) for _ in range(2)] == [sender] * 2


def test_the_daily_quota_is_the_weight():
    senders = (a_pool_sender(ANNA, 300), a_pool_sender(BEN, 100))
    found = Counter(of_all(senders).values())
    assert found[ANNA] + found[BEN] == len(ADDRESSES)
    assert 2150 < found[ANNA] < 2350


def test_the_order_of_the_file_does_not_matter():
    senders = a_pool().senders
    assert of_all(senders) == of_all(senders[::-1])


def test_a_stop_moves_nobody_but_its_own_new_leads():
    before, after = of_all(a_pool().senders), of_all(a_pool().senders[1:])
    moved = {address for address in ADDRESSES if before[address] != after[address]}
    assert moved == {address for address in ADDRESSES if before[address] == ANNA}
    assert {after[address] for address in moved} == {BEN, CARA}


def test_sender_and_variant_are_independent():
    """As many of each pair as chance alone gives: a chi-square test with 8 degrees of freedom, at 0.001."""
    experiment = Experiment("demo", tuple(Variant(name) for name in (ANNA, BEN, CARA)))
    pairs = Counter(
        (drawn(CAMPAIGN, a_pool().senders, address), drawn_variant(experiment, LeadId(address)).name)
        for address in ADDRESSES
    )
    expected = len(ADDRESSES) / 9
    assert len(pairs) == 9
    assert sum((found - expected) ** 2 / expected for found in pairs.values()) < 26.1


def test_another_campaign_draws_apart():
    others = {address: drawn("other", a_pool().senders, address) for address in ADDRESSES}
    same = sum(others[address] == sender for address, sender in of_all(a_pool().senders).items())
    assert 900 < same < 1100


@pytest.mark.parametrize(
    "state", [TouchState.SENT, TouchState.SENT_PROOF, TouchState.ASSUMED_SENT, TouchState.UNKNOWN]
)
def test_who_has_had_a_mail_stays_with_its_sender(state):
    assert sender_of(POOLED, (), after_a_mail(CARA, state)) == CARA


@pytest.mark.parametrize("state", [TouchState.RETRY, TouchState.FAILED, TouchState.SKIPPED])
def test_a_mail_that_did_not_arrive_binds_nobody(state):
    assert sender_of(POOLED, (), after_a_mail(CARA, state)) == ANNA


def test_a_mail_that_an_operator_ordered_again_keeps_its_sender():
    again = after_a_mail(CARA, TouchState.RETRY, earlier_claims=(ClaimId("c"),))
    assert sender_of(POOLED, (), again) == CARA


def test_the_latest_mail_decides():
    touches = {0: a_touch(sender=CARA), 1: a_touch(step=1, sender=BEN)}
    assert had(an_enrollment(step=2, touches=touches)) == BEN


def test_a_mail_of_nobody_knows_whom_hides_no_sender():
    touches = {0: a_touch(sender=BEN), 1: a_touch(step=1, sender=None)}
    assert had(an_enrollment(step=2, touches=touches)) == BEN


def test_what_an_older_program_sent_names_nobody_and_is_drawn():
    assert had(after_a_mail(None)) is None
    assert sender_of(POOLED, (), after_a_mail(None)) == ANNA


def test_a_change_of_its_quota_moves_nobody_who_has_begun():
    campaign = a_pooled_campaign(a_pool(a_pool_sender(ANNA, 1000), a_pool_sender(CARA, 1)))
    assert sender_of(campaign, (), after_a_mail(CARA)) == CARA


class TestAStop:
    def test_who_has_had_a_mail_of_it_waits(self):
        assert sender_of(POOLED, (a_stop(),), after_a_mail(ANNA)) is None

    def test_or_goes_on_with_another_as_drawn_among_those_that_go_on(self):
        found = sender_of(POOLED, (a_stop(how=WhenStopped.MOVE),), after_a_mail(ANNA))
        assert found == drawn(CAMPAIGN, a_pool().senders[1:], ANNAS.address)

    def test_who_moved_stays_with_the_new_one_after_the_old_one_was_resumed(self):
        touches = {0: a_touch(sender=ANNA), 1: a_touch(step=1, sender=BEN)}
        moved = an_enrollment(ANNAS, step=2, touches=touches)
        assert sender_of(POOLED, (a_stop(how=None),), moved) == BEN

    @pytest.mark.parametrize("how", list(WhenStopped))
    def test_nobody_new_gets_it(self, how):
        assert sender_of(POOLED, (a_stop(how=how),), an_enrollment(ANNAS)) in {BEN, CARA}

    def test_who_is_with_another_stays(self):
        assert sender_of(POOLED, (a_stop(),), after_a_mail(CARA)) == CARA

    def test_one_that_was_resumed_goes_on(self):
        assert sender_of(POOLED, (a_stop(how=None),), after_a_mail(ANNA)) == ANNA

    def test_nobody_is_drawn_if_all_are_stopped(self):
        states = tuple(map(a_stop, (ANNA, BEN, CARA)))
        assert sender_of(POOLED, states, an_enrollment(ANNAS)) is None

    def test_a_sender_that_is_in_no_pool_any_more_hands_its_leads_over(self):
        without = a_pooled_campaign(a_pool(*a_pool().senders[1:]))
        assert sender_of(without, (a_stop(),), after_a_mail(ANNA)) in {BEN, CARA}

    def test_a_pool_that_became_one_sender_has_that_one(self):
        assert sender_of(a_campaign(), (a_stop(),), after_a_mail(ANNA)) == "sales@us.example"


class TestWhatIsSaidOfSenders:
    def test_a_stop_and_a_resumption_count_the_changes_and_keep_when_it_was_resumed(self):
        run = a_run()
        assert run.senders_version == RowVersion()
        stop = stopped(run, ANNA, WhenStopped.MOVE, "olga", "why", NOON)
        run = replace(run, senders=tuple(changed(run.senders, stop)))
        assert run.senders_version == RowVersion(1, mark_of(NOON))
        again = resumed(run, ANNA, "olga", None, NOON + DAY)
        run = replace(run, senders=tuple(changed(run.senders, again)))
        third = stopped(run, ANNA, WhenStopped.WAIT, "breaker", None, NOON + 2 * DAY)
        assert (third.number, third.resumed_at) == (3, NOON + DAY)

    def test_each_sender_is_named_once(self):
        states = tuple(changed((a_stop(CARA), a_stop(ANNA, number=2)), a_stop(CARA, None, 3)))
        assert [(state.address, state.stopped) for state in states] == [
            (ANNA, WhenStopped.WAIT),
            (CARA, None),
        ]

    def test_the_last_one_that_goes_on_is_known(self):
        run = a_run(senders=(a_stop(ANNA), a_stop(BEN, number=2)))
        assert would_be_last(a_pool(), run, CARA)
        assert not would_be_last(a_pool(), a_run(senders=(a_stop(ANNA),)), CARA)


def test_a_campaign_is_written_by_the_lead_s_sender():
    assert written_by(POOLED, CARA).sender.address == CARA
    assert written_by(POOLED, "nobody@us.example") is POOLED
    assert written_by(POOLED, None) is POOLED
    assert written_by(a_campaign(), ANNA) == a_campaign()


def test_before_there_is_a_run_a_lead_has_the_sender_that_is_drawn():
    (bens,) = leads_of(BEN, 1)
    assert without_run(POOLED, bens.address).sender.address == BEN
    assert without_run(a_campaign(), bens.address) == a_campaign()


def test_everybody_who_may_write_is_listed():
    assert [one.address for one in senders_in(POOLED)] == [ANNA, BEN, CARA]
    assert [one.address for one in senders_in(a_campaign())] == ["sales@us.example"]


def test_upper_and_lower_case_of_an_address_do_not_count():
    campaign = a_pooled_campaign(a_pool(a_pool_sender("Cara@us.example"), a_pool_sender(BEN)))
    assert sender_of(campaign, (), after_a_mail(CARA)) == CARA
    assert written_by(campaign, CARA).sender.address == "Cara@us.example"


def test_among_nobody_nobody_is_drawn():
    assert drawn(CAMPAIGN, (), a_lead().address) is None
