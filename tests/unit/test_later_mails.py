"""A mail whose text is rendered after it went out is the mail that would have gone out with its text."""

from datetime import timedelta

from outreach.domain.ids import CampaignId
from outreach.memory import FixedClock
from outreach.memory.later_mails import LaterMail
from outreach.memory.spooled_mails import SpooledMails
from world.builders import CAMPAIGN, NOON, SHARDS, a_campaign, a_mail
from world.simulated import MONDAY, NOBODY_MOVES, people, simulated, simulation


def test_the_mails_and_the_touches_are_the_same():
    at_once, later = (simulated(*people(7), later=later) for later in (False, True))

    assert len(later.mails) == 7 * 3
    assert later.mails == at_once.mails
    assert later.enrollments == at_once.enrollments


def test_each_digest_is_that_of_the_text():
    later = simulated(*people(2), later=True)
    digests = {(mail.key.lead_id, mail.step): mail.mail.digest for mail in later.mails}

    noted = {
        (one.key.lead_id, step): touch.digest
        for one in later.enrollments
        for step, touch in one.touches.items()
    }
    assert noted == digests
    assert len(set(digests.values())) == 2  # all three messages of this campaign say the same


def test_a_mail_is_there_before_the_play_ends():
    with simulation(people(3), a_campaign(), NOBODY_MOVES, MONDAY, later=True) as made:
        made.play(CAMPAIGN, MONDAY + timedelta(days=1))
        mails = made.stack.export_ports.proof_mails
        first, *others = mails.of_run(CAMPAIGN, made.stack.controls.runs()[0].run_id, SHARDS)

        assert "p" in first.mail.text
        assert mails.of_enrollment(first.key) == [first]
        assert mails.erase(first.key) == 1
        assert list(mails.of_run(CAMPAIGN, first.key.run_id, SHARDS)) == others


def test_a_mail_that_has_its_text_keeps_it():
    with SpooledMails(FixedClock(NOON)) as mails:
        recorded, _ = mails.record(a_mail())
        [kept] = mails.of_run(CampaignId(recorded.key.campaign_id), recorded.key.run_id, SHARDS)

    assert kept.mail == a_mail()
    assert type(kept.mail) is not LaterMail
