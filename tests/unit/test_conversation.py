"""Follow-ups arrive in the conversation that the first mail began, as far as mails really went out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.adapters.proof_tags import rehearsed_message_id
from outreach.adapters.ses_headers import SesMessageIds
from outreach.domain.campaign import Policy
from outreach.domain.control import Mode
from outreach.domain.conversation import MAX_REFERENCES, Conversation, conversation_before, reply_subject
from outreach.domain.enrollment import TouchState
from outreach.domain.ids import MessageId, SesMessageId
from outreach.domain.mail import unsafe_in_header
from outreach.domain.outcome import Accepted, Ambiguous
from outreach.errors import RenderFailed
from outreach.memory import MemorySender
from outreach.reading.message_analysis import analyse
from outreach.rendering.renderer import TemplateRenderer
from outreach.rendering.unsubscribe_links import UnsubscribeLinks
from world.builders import DAY, a_campaign, a_lead, a_touch, an_enrollment
from world.feedback import FeedbackWorld
from world.memory import KEYRING, NOBODY_SENT, World

SES_ID = "010f0190a3b1c2d3-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-000000"


@pytest.fixture
def renderer() -> TemplateRenderer:
    return TemplateRenderer(UnsubscribeLinks("https://u.example.com/u", KEYRING), NOBODY_SENT)


def named_in(region):
    """As the senders of a stack in that region do."""
    live, proof = SesMessageIds(region).rfc_message_id, rehearsed_message_id
    return lambda mode, ses_message_id: {Mode.LIVE: live, Mode.PROOF: proof}[mode](ses_message_id)


class WritesMessageIds(MemorySender):
    """A sender that gives each mail its Message-ID itself, as one that speaks SMTP would, and calls it by that."""

    def __init__(self):
        super().__init__()
        self.delivered = []

    def send(self, mail):
        name = f"{len(self.delivered) + 1}.{mail.recipient.partition('@')[0]}@mx.us.example"
        self.delivered.append({**mail.headers, "Message-ID": f"<{name}>"})
        return Accepted(SesMessageId(name))

    def rfc_message_id(self, ses_message_id):
        return f"<{ses_message_id}>"


def sent(step=0, message_id="intro", state=TouchState.SENT, **changes):
    values = {"ses_message_id": SesMessageId(f"id-{step}"), **changes}
    return a_touch(step=step, message_id=message_id, state=state, **values)


def at_step(step, *touches, **changes):
    return an_enrollment(step=step, touches={touch.step: touch for touch in touches}, **changes)


def without_subjects(*names, **policy):
    templates = {
        name: f"{source}{{{{ postal_address }}}}" if name.endswith(".html") else source
        for name, source in a_campaign().templates.items()
        if name not in {f"{one}.subject.txt" for one in names}
    }
    return a_campaign(templates=templates, policy=Policy(**policy))


class TestTheConversation:
    @pytest.mark.parametrize(
        ("region", "domain"),
        [
            ("us-east-1", "email.amazonses.com"),
            ("eu-west-1", "eu-west-1.amazonses.com"),
            ("us-gov-west-1", "us-gov-west-1.amazonses.com"),
        ],
    )
    def test_ids_have_the_domain_that_ses_gives_them_in_its_region(self, region, domain):
        found = conversation_before(at_step(1, sent(ses_message_id=SesMessageId(SES_ID))), named_in(region))
        assert found is not None
        assert found.headers == {
            "In-Reply-To": f"<{SES_ID}@{domain}>",
            "References": f"<{SES_ID}@{domain}>",
        }

    def test_an_answer_is_to_the_last_mail_and_refers_to_all(self):
        found = conversation_before(at_step(2, sent(0), sent(1, "followup1")), named_in("us-east-1"))
        assert found is not None
        assert found.opened_by == "intro"
        assert found.headers == {
            "In-Reply-To": "<id-1@email.amazonses.com>",
            "References": "<id-0@email.amazonses.com> <id-1@email.amazonses.com>",
        }

    def test_a_rehearsed_mail_is_at_a_domain_that_nobody_can_have(self):
        touch = sent(state=TouchState.SENT_PROOF, ses_message_id=SesMessageId("proof-c1"))
        found = conversation_before(at_step(1, touch), named_in("us-east-1"))
        assert found is not None
        assert found.message_ids == ("<proof-c1@rehearsal.invalid>",)

    @pytest.mark.parametrize("state", [state for state in TouchState if "sent" not in state])
    def test_what_did_not_go_out_begins_nothing(self, state):
        assert conversation_before(at_step(1, sent(state=state)), named_in("us-east-1")) is None
        assert conversation_before(at_step(1, sent(ses_message_id=None)), named_in("us-east-1")) is None

    def test_a_mail_that_is_only_assumed_to_be_sent_has_no_id_to_name(self):
        assumed = sent(state=TouchState.ASSUMED_SENT, ses_message_id=None)
        assert conversation_before(at_step(1, assumed), named_in("us-east-1")) is None
        found = conversation_before(at_step(2, assumed, sent(1, "followup1")), named_in("us-east-1"))
        assert found is not None
        assert (found.opened_by, len(found.message_ids)) == ("followup1", 1)

    def test_the_current_and_later_steps_are_no_part_of_it(self):
        assert conversation_before(at_step(0, sent(0), sent(1)), named_in("us-east-1")) is None

    def test_a_long_conversation_names_the_first_mail_and_the_last_ones(self):
        touches = [sent(step, ses_message_id=SesMessageId(f"{step:02}{SES_ID}")) for step in range(50)]
        found = conversation_before(at_step(50, *touches), named_in("ap-southeast-2"))
        assert found is not None
        references = found.headers["References"]
        named = references.split(" ")
        assert len(references) <= MAX_REFERENCES < len(references) + len(named[0]) + 1
        assert named[0].startswith("<00")
        assert [one[1:3] for one in named[1:]] == [f"{n}" for n in range(51 - len(named), 50)]
        assert found.headers["In-Reply-To"] == named[-1]
        assert not any(unsafe_in_header(value) for value in found.headers.values())

    @pytest.mark.parametrize(("length", "named"), [(869, "012"), (870, "012"), (871, "02")])
    def test_references_have_870_characters_at_most(self, length, named):
        ids = ("<0>", f"<1{'-' * (length - 11)}>", "<2>")
        references = Conversation(MessageId("intro"), 0, ids).headers["References"]
        assert "".join(one[1] for one in references.split(" ")) == named

    def test_the_first_mail_is_named_however_long_its_id_is(self):
        first = f"<{'0' * 900}>"
        assert Conversation(MessageId("intro"), 0, (first, "<1>")).headers["References"] == first

    def test_a_step_that_left_no_record_is_passed_over(self):
        found = conversation_before(at_step(2, sent(0)), named_in("us-east-1"))
        assert found is not None
        assert found.message_ids == ("<id-0@email.amazonses.com>",)

    @pytest.mark.parametrize(
        ("subject", "expected"),
        [("A question", "Re: A question"), ("Re: A question", "Re: A question"), ("RE: x", "RE: x")],
    )
    def test_an_answer_has_one_re(self, subject, expected):
        assert reply_subject(subject) == expected


class TestTheMail:
    def test_a_first_mail_has_no_re_and_answers_nothing(self, renderer):
        mail = renderer.render(a_campaign(), "intro", at_step(0))
        assert mail.subject == "Hello Jane"
        assert set(mail.headers) == {"List-Unsubscribe", "List-Unsubscribe-Post"}

    def test_a_follow_up_without_a_subject_answers_the_first_mail(self, renderer):
        campaign = without_subjects("followup1", "followup2")
        mail = renderer.render(campaign, "followup1", at_step(1, sent()))
        assert mail.subject == "Re: Hello Jane"
        assert mail.headers["In-Reply-To"] == "<id-0@memory.example>"
        assert "List-Unsubscribe" in mail.headers

    def test_without_an_earlier_mail_there_is_no_re(self, renderer):
        campaign = without_subjects("followup1")
        mail = renderer.render(campaign, "followup1", at_step(1, sent(state=TouchState.SKIPPED)))
        assert mail.subject == "Hello Jane"
        assert "In-Reply-To" not in mail.headers

    def test_a_subject_of_its_own_is_used_as_it_is(self, renderer):
        campaign = a_campaign()
        templates = {**campaign.templates, "followup1.subject.txt": "Still there, {{ first_name }}?"}
        mail = renderer.render(replace(campaign, templates=templates), "followup1", at_step(1, sent()))
        assert mail.subject == "Still there, Jane?"
        assert "In-Reply-To" in mail.headers

    def test_the_subject_is_that_of_the_mail_that_began_the_conversation(self, renderer):
        campaign = without_subjects("followup2")
        templates = {**campaign.templates, "followup1.subject.txt": "Another start"}
        touches = (
            sent(state=TouchState.ASSUMED_SENT, ses_message_id=None),
            sent(1, "followup1"),
        )
        campaign = replace(campaign, templates=templates)
        assert renderer.render(campaign, "followup2", at_step(2, *touches)).subject == "Re: Another start"

    def test_a_conversation_that_a_mail_without_a_subject_began_has_the_first_message_s(self, renderer):
        campaign = without_subjects("followup1", "followup2")
        touches = (
            sent(state=TouchState.ASSUMED_SENT, ses_message_id=None),
            sent(1, "followup1"),
        )
        assert renderer.render(campaign, "followup2", at_step(2, *touches)).subject == "Re: Hello Jane"

    def test_a_campaign_can_do_without(self, renderer):
        mail = renderer.render(a_campaign(policy=Policy(threading=False)), "followup1", at_step(1, sent()))
        assert mail.subject == "Hello Jane"
        assert "In-Reply-To" not in mail.headers

    def test_without_conversations_each_message_needs_its_subject(self, renderer):
        campaign = without_subjects("followup1", threading=False)
        with pytest.raises(RenderFailed, match=r"followup1.subject.txt: a template is missing"):
            renderer.render(campaign, "followup1", at_step(1, sent()))

    def test_no_value_breaks_out_of_a_derived_subject(self, renderer):
        campaign = without_subjects("followup1")
        lead = a_lead(fields={"first_name": "a\r\nBcc: x@y.example"})
        with pytest.raises(RenderFailed):
            renderer.render(campaign, "followup1", at_step(1, sent(), lead=lead))
        long = a_lead(fields={"first_name": "x" * 989})
        with pytest.raises(RenderFailed, match="longer"):
            renderer.render(campaign, "followup1", at_step(1, sent(), lead=long))


class TestTheCheck:
    def test_a_follow_up_may_lack_its_subject(self):
        assert analyse(without_subjects("followup1", "followup2")).problems == ()

    @pytest.mark.parametrize(("names", "policy"), [(("intro",), {}), (("followup1",), {"threading": False})])
    def test_any_other_message_may_not(self, names, policy):
        (problem,) = analyse(without_subjects(*names, **policy)).problems
        assert str(problem).startswith(f"{names[0]}.subject.txt: there is no such file")

    def test_a_body_is_not_taken_for_the_missing_subject(self):
        campaign = without_subjects("followup1")
        templates = {
            **campaign.templates,
            "followup1.txt": "{{ city }}" + campaign.templates["followup1.txt"],
        }
        checked = analyse(replace(campaign, templates=templates, fields={"first_name": "x", "city": "y"}))
        assert checked.header_fields == {"first_name"}


class TestARun:
    def test_a_sequence_is_one_conversation(self):
        world = World(without_subjects("followup1", "followup2"))
        jane = a_lead()
        world.start(jane)
        world.live_through(8 * DAY)
        assert world.mails_to(jane) == ["Hello Jane", "Re: Hello Jane", "Re: Hello Jane"]
        first, second, third = world.ses.accepted.values()
        assert "References" not in first.headers
        assert second.headers["References"] == "<mail-1@memory.example>"
        assert third.headers["References"] == "<mail-1@memory.example> <mail-2@memory.example>"
        assert third.headers["In-Reply-To"] == "<mail-2@memory.example>"

    def test_a_sender_with_message_ids_of_its_own_makes_one_conversation_of_them(self):
        """What its recipient has got before is what a follow-up names."""
        sender = WritesMessageIds()
        world = World(without_subjects("followup1", "followup2"), sender)
        world.start(a_lead())
        world.live_through(8 * DAY)
        first, second, third = sender.delivered
        assert second["In-Reply-To"] == first["Message-ID"] == "<1.jane@mx.us.example>"
        assert third["In-Reply-To"] == second["Message-ID"]
        assert third["References"] == f"{first['Message-ID']} {second['Message-ID']}"

    def test_a_mail_that_an_event_alone_tells_of_is_answered(self):
        """The owner of its claim never heard the sender's id; the event brings that id and nothing else."""
        world = FeedbackWorld(without_subjects("followup1", "followup2"))
        jane = a_lead()
        world.ses.script.append(Ambiguous("ReadTimeoutError"))
        world.start(jane)
        world.turn()
        world.hear("Delivery", jane, message_id=SES_ID)
        world.live_through(4 * DAY)
        assert world.ses.mails[-1].headers["In-Reply-To"] == f"<{SES_ID}@memory.example>"

    def test_a_rehearsal_shows_it_without_pretending(self):
        world = World(without_subjects("followup1", "followup2"))
        world.start(a_lead(), mode=Mode.PROOF)
        world.live_through(4 * DAY)
        _, second = sorted(world.tables.proof_mails, key=lambda recorded: recorded.step)
        assert second.mail.subject == "Re: Hello Jane"
        assert second.mail.headers["In-Reply-To"].endswith("@rehearsal.invalid>")

    def test_a_mail_of_which_nobody_knows_is_not_answered(self):
        world = World(without_subjects("followup1", "followup2"))
        jane = a_lead()
        world.ses.script.append(Ambiguous("ReadTimeoutError"))
        world.start(jane)
        world.live_through(timedelta(days=5))
        assert world.mails_to(jane) == ["Hello Jane"]
        assert "In-Reply-To" not in world.ses.mails[-1].headers
