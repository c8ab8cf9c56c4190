"""Every mail carries the headers of RFC 2369 and RFC 8058, for any campaign, lead and domain, up to the wire."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.ids import CampaignId, MessageId, RecipientKey, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.mail import Mail
from outreach.domain.unsubscribe_token import Unsubscription, read_token
from outreach.errors import RenderFailed
from outreach.rendering.renderer import MAX_HEADER_LENGTH, TemplateRenderer
from outreach.rendering.unsubscribe_links import UnsubscribeLinks
from world.builders import a_campaign, a_lead, an_enrollment
from world.memory import KEYRING, NOBODY_SENT, World

BASE = "https://mail.example.com/u"
URI = re.compile(r"<(https://[!-;=?-~]+)>")
"""RFC 2369, 2: one URI in angle brackets, no white space or folding inside; here nothing beside it."""
INTRO = MessageId("intro")

campaigns = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,47}", fullmatch=True).map(CampaignId)
runs = st.sampled_from(["live", "proof-1", "proof-999999"]).map(RunId)
recipients = st.from_regex(r"v[0-9]{1,4}-[0-9a-f]{32}", fullmatch=True).map(RecipientKey)


def a_mail(
    base: str = BASE,
    campaign_id: str = "demo",
    run_id: str = "live",
    recipient: str = a_lead().recipient,
    keyring: Keyring = KEYRING,
    name: str = "jane",
) -> Mail:
    lead = a_lead(name, recipient=RecipientKey(recipient))
    campaign = a_campaign(campaign_id=CampaignId(campaign_id))
    enrollment = an_enrollment(lead, campaign_id=campaign_id, run_id=run_id)
    return TemplateRenderer(UnsubscribeLinks(base, keyring), NOBODY_SENT).render(campaign, INTRO, enrollment)


def link_of(mail: Mail) -> str:
    found = URI.fullmatch(mail.headers["List-Unsubscribe"])
    assert found is not None
    return found[1]


@given(campaigns, runs, recipients)
def test_there_is_exactly_one_https_uri_and_it_is_about_this_person(campaign_id, run_id, recipient):
    """RFC 8058, 3.1: one HTTPS URI; other schemes beside it would be allowed and are not there."""
    link = link_of(a_mail(campaign_id=campaign_id, run_id=run_id, recipient=recipient))
    parts = urlsplit(link)
    assert (parts.scheme, parts.query, parts.fragment) == ("https", "", "")
    token = parts.path.removeprefix("/u/")
    assert read_token(KEYRING, token) == Unsubscription(campaign_id, run_id, recipient)


def test_the_post_header_is_the_only_value_that_rfc_8058_knows():
    assert a_mail().headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@given(campaigns, runs, recipients)
def test_the_uri_holds_no_address_and_needs_no_encoding(campaign_id, run_id, recipient):
    """RFC 8058, 3.1: the URI must identify the recipient without being guessable.

    It is the same for two addresses with one recipient key, so nothing of an address can be in it.
    """
    mails = [
        a_mail(campaign_id=campaign_id, run_id=run_id, recipient=recipient, name=name)
        for name in ("jane", "bob")
    ]
    link, other = map(link_of, mails)
    assert link == other
    assert re.fullmatch(r"[A-Za-z0-9._\-/:]+", link)


@given(campaigns, runs, recipients)
def test_both_headers_survive_the_wire_unfolded_and_once(campaign_id, run_id, recipient):
    """As MIME and back: one of each, the same text, no encoded word, no line longer than RFC 5322 allows."""
    mail = a_mail(campaign_id=campaign_id, run_id=run_id, recipient=recipient)
    message = EmailMessage(policy=policy.SMTP.clone(max_line_length=998))
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content("x")
    raw = message.as_bytes()
    read = message_from_bytes(raw, policy=policy.SMTP)
    for name in ("List-Unsubscribe", "List-Unsubscribe-Post"):
        assert read.get_all(name) == [mail.headers[name]]
    assert b"=?" not in raw
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@given(campaigns, runs, recipients)
def test_the_longest_names_stay_below_the_limit_of_ses(campaign_id, run_id, recipient):
    mail = a_mail(base=f"https://{'a' * 60}.{'b' * 60}.example/u", campaign_id=campaign_id, run_id=run_id)
    assert all(len(name) + len(value) <= MAX_HEADER_LENGTH for name, value in mail.headers.items())
    assert len(mail.headers) <= 15


def test_the_header_and_both_parts_name_the_same_link():
    """RFC 8058, 3: the header is for the mailbox, the visible link for those who read elsewhere."""
    mail = a_mail()
    assert link_of(mail) in mail.text
    assert link_of(mail) in mail.html


def test_the_link_stays_the_same_for_every_step_so_any_mail_of_the_sequence_works():
    assert link_of(a_mail()) == link_of(a_mail())


@pytest.mark.parametrize(
    "base",
    [
        "https://us.example/u\r\nBcc: evil@example.com",
        "https://us.example/u>, <mailto:x@us.example",
        "https://us.example/a b",
        "https://us.example/a,b",
        "https://müller.example/u",
    ],
)
def test_a_base_that_would_break_the_header_makes_no_mail(base):
    with pytest.raises(RenderFailed):
        a_mail(base)


def test_no_lead_field_reaches_the_headers():
    """Whatever the import took in."""
    campaign = a_campaign()
    evil = a_lead(fields={"first_name": "x\r\nList-Unsubscribe: <https://evil.example>"})
    try:
        mail = TemplateRenderer(UnsubscribeLinks(BASE, KEYRING), NOBODY_SENT).render(
            campaign, INTRO, an_enrollment(evil)
        )
    except RenderFailed:
        return
    assert set(mail.headers) == {"List-Unsubscribe", "List-Unsubscribe-Post"}
    assert "evil" not in str(mail.headers)


def test_every_mail_that_is_sent_has_both_headers_at_every_step():
    world = World()
    world.start(a_lead())
    world.live_through(timedelta(days=9))
    assert len(world.ses.mails) == 3
    for mail in world.ses.mails:
        assert set(mail.headers) >= {"List-Unsubscribe", "List-Unsubscribe-Post"}
        assert URI.fullmatch(mail.headers["List-Unsubscribe"])
