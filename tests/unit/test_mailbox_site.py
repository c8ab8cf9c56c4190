"""The pages of the local mailbox: what they show, what they do, and that nothing in a mail runs or is believed."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from outreach.cli import mailbox_site
from outreach.cli.mailbox_doing import LONGEST_ABSENCE, heard
from outreach.domain.address import recipient_key
from outreach.domain.delivery import Fact
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TEST_TAG
from outreach.domain.suppression import EVERYWHERE, Order
from outreach.domain.visible import without_controls
from outreach.errors import StackUnreachable
from outreach.local.page_server import Asked
from world.builders import CAMPAIGN
from world.import_desk import PEPPERS
from world.inbound import SENT_ID
from world.mailbox import BASE, OTHER_ID, SES_URL, Neighbourhood
from world.received_mails import LEAD

HOSTILE = (
    "<script>document.title='x'</script>",
    '"><img src=x onerror="alert(1)">',
    "</title></pre></textarea><h1>Ours</h1>",
    "\u202ecba\u2066",
    "{{ 7 * 7 }}",
)


@pytest.fixture
def at(tmp_path: Path) -> Neighbourhood:
    return Neighbourhood(tmp_path)


def told(page: str) -> str:
    """The text of a page, on one line."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)).split())


def chips(page: str) -> list[str]:
    return re.findall(r'<span class="chip \w+">([^<]*)</span>', page)


# --- what the stack hears -----------------------------------------------------------------------------

ANSWERS = {
    "a reply": ("reply", {"text": "Sounds good.\r\nCall me."}, ["sent", "replied"], [(CAMPAIGN, "replied")]),
    "a wish": ("reply", {"text": "Please unsubscribe me."}, ["sent", "asked for no more"], [("*", "unsubscribed")]),
    "perhaps a wish": (
        "reply", {"text": "Kein Interesse, bitte löschen"}, ["sent", "waits for a label"],
        [(CAMPAIGN, "replied"), ("*", "possible_unsubscribe")],
    ),
    "an absence": ("absence", {"back_on": "2026-12-14"}, ["sent", "out of office"], []),
    "a hard bounce": ("hard bounce", {}, ["bounced"], [("*", "bounced")]),
    "a soft bounce": ("soft bounce", {}, ["bounced for now"], []),
    "a complaint": ("complaint", {}, ["reported as spam"], [("*", "complained")]),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_what_a_recipient_does_is_heard_and_shown(at: Neighbourhood, name: str) -> None:
    what, form, shown, orders = ANSWERS[name]
    done = at.post(what, **form)
    assert done.status == 303
    assert done.headers["Location"] == f"{BASE}mail/{SENT_ID}?done={what.replace(' ', '+')}"
    assert sorted(at.world.orders) == sorted(orders)
    page = at.page(f"mail/{SENT_ID}", done=what)
    assert "and the stack has heard of it." in told(page)
    assert chips(page)[: len(shown)] == shown
    assert chips(at.page()) == shown


def test_the_page_of_a_mail_tells_what_followed_in_order(at: Neighbourhood) -> None:
    at.post("reply", text="Kein Interesse, bitte löschen")
    text = told(at.page(f"mail/{SENT_ID}"))
    for sentence in (
        f"The campaign {CAMPAIGN} does not write to this person any more: the person, or a colleague, replied",
        "No campaign writes to this person until somebody labels the reply",
        "may ask not to be written to Kein Interesse, bitte löschen",
        "1 intro sent 2026-11-23 12:00:00 UTC",
        f"outreach why {LEAD}",
    ):
        assert sentence in text
    assert re.search(r"outreach replies label [0-9a-f]{40} LABEL", text)


def test_an_absence_is_told_with_its_end(at: Neighbourhood) -> None:
    at.post("absence", back_on="2026-12-14")
    assert "Held back until 2026-12-14 09:00 UTC" in told(at.page(f"mail/{SENT_ID}"))


def test_what_is_not_heard_in_time_is_said_so(at: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox_site, "_HEARD_SECONDS", 0)
    at.is_deaf = True
    place = at.post("complaint").headers["Location"]
    assert place == f"{BASE}mail/{SENT_ID}?done=complaint&heard=no"
    assert "Nothing has changed yet" in told(at.page(f"mail/{SENT_ID}", done="complaint", heard="no"))


@pytest.mark.parametrize(
    ("what", "change"),
    [("reply", {"replies": ["a reply"]}), ("absence", {"replies": ["one"]}), ("one click", {"row": "another"}),
     ("hard bounce", {"record": "another"}), ("complaint", {"record": "another"})],
)  # fmt: skip
def test_a_reply_counts_as_heard_when_its_record_is_there(
    at: Neighbourhood, what: str, change: dict[str, Any]
) -> None:
    """The orders are written before the records, so they are no sign that all is done."""
    touch = mailbox_site.touch_of(at.sent.tags)
    assert touch is not None
    before = at.found().operator.mail_view.after(touch)
    assert before is not None
    everything = {"replies": ["other"], "row": "other", "record": "other"}
    others = {name: value for name, value in everything.items() if name not in change}
    assert heard(what, before, replace(before, **change))
    assert not heard(what, before, replace(before, **others))  # type: ignore[arg-type]  # stand-ins that differ
    assert not heard(what, before, None)


def test_one_click_goes_to_the_link_of_the_mail(at: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox_site, "_HEARD_SECONDS", 0)
    pressed: list[str] = []
    monkeypatch.setattr(
        mailbox_site.Answers, "unsubscribe", lambda self, mail: pressed.append(self.unsubscribe_link(mail))
    )
    assert at.post("one click").status == 303
    assert pressed == [at.sent.headers["List-Unsubscribe"].strip("<>")]


# --- what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "form", "why"),
    [
        ("reply", {"text": " \n"}, "The reply has no text."),
        ("reply", {}, "The reply has no text."),
        ("reply", {"text": "x" * 20_001}, "The reply has more than 20,000 characters."),
        ("absence", {}, "The day is not a date; one is like 2027-01-11."),
        ("absence", {"back_on": "soon"}, "The day is not a date; one is like 2027-01-11."),
        ("absence", {"back_on": "2026-11-23"}, "2026-11-23 is not a day between tomorrow and 2027-05-22."),
        ("absence", {"back_on": "2027-05-23"}, "2027-05-23 is not a day between tomorrow and 2027-05-22."),
        ("", {}, "This is nothing that a recipient can do here."),
        ("drop table", {}, "This is nothing that a recipient can do here."),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_done(
    at: Neighbourhood, what: str, form: dict[str, str], why: str
) -> None:
    shown = at.post(what, **form)
    assert (shown.status, why in told(shown.content.decode())) == (400, True)
    assert at.world.orders == []
    assert at.world.raw_mails.mails == {}


def test_the_first_and_the_last_day_of_an_absence_are_those_that_the_form_offers(at: Neighbourhood) -> None:
    today = at.world.clock.now().date()
    first, last = today + timedelta(days=1), today + LONGEST_ABSENCE
    assert f'min="{first}" max="{last}"' in at.page(f"mail/{SENT_ID}")
    assert [at.post("absence", back_on=str(day)).status for day in (first, last)] == [303, 303]


@pytest.mark.parametrize("token", ["", "x", "é", None])
def test_a_form_without_the_token_of_this_mailbox_does_nothing(at: Neighbourhood, token: str | None) -> None:
    form = {"what": "complaint"} | ({} if token is None else {"token": token})
    shown = at.site.respond(Asked(f"mail/{SENT_ID}/answer", {}, form))
    assert (shown.status, at.world.orders) == (403, [])
    assert at.site.place.token not in shown.content.decode()


@pytest.mark.parametrize(
    ("path", "posted"),
    [
        ("mail/1", False), (f"mail/{OTHER_ID}", False), (f"mail/{OTHER_ID}/body", False), (f"mail/{OTHER_ID}/answer", True),
        (f"mail/{SENT_ID}/answer", False), (f"mail/{SENT_ID}", True), ("", True), ("mail", False), ("x", False),
        ("mail/../../etc/passwd", False), (f"mail/{SENT_ID}/body/x", False),
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(at: Neighbourhood, path: str, posted: bool) -> None:
    form = {"token": at.site.place.token, "what": "complaint"} if posted else None
    assert at.site.respond(Asked(path, {}, form)).status == 404
    assert at.world.orders == []


def test_a_mail_whose_replies_the_stack_does_not_read_offers_none(at: Neighbourhood) -> None:
    at.outputs["ReplyDomain"] = "none"
    text = told(at.page(f"mail/{SENT_ID}"))
    assert "this stack does not read what comes there" in text
    assert "Send the reply" not in text
    for what in ("reply", "absence"):
        shown = at.post(what, text="x", back_on="2026-12-14")
        assert (shown.status, at.world.raw_mails.mails) == (400, {})


def test_a_mail_whose_link_leads_elsewhere_offers_no_unsubscribe(at: Neighbourhood) -> None:
    at.outputs["UnsubscribeUrl"] = "https://other.example/u"
    text = told(at.page(f"mail/{SENT_ID}"))
    assert "The mail has no unsubscribe link that leads to this stack." in text
    assert "One-click" not in text
    assert at.post("one click").status == 502


@pytest.mark.parametrize(
    ("tags", "about", "why"),
    [
        ({TEST_TAG: "yes", "campaign": CAMPAIGN, "message": "intro"}, f"{CAMPAIGN}, a test mail", "This is a test mail"),
        ({}, "a reply, forwarded", "it forwards what a lead replied"),
        ({"campaign": CAMPAIGN, "run": "live", "shard": "x", "lead": "l", "step": "0"}, "a reply, forwarded", "it forwards"),
        (
            {"campaign": "gone", "run": "live", "shard": "0", "lead": "l", "step": "1"},
            "gone, step 2", "What is known of this mail is not there any more",
        ),
    ],
)  # fmt: skip
def test_a_mail_that_is_about_no_lead_is_shown_and_cannot_be_answered(
    at: Neighbourhood, tags: dict[str, str], about: str, why: str
) -> None:
    at.accept(tags)
    text = told(at.page(f"mail/{OTHER_ID}"))
    assert about in text
    assert why in text
    assert "<form" not in at.page(f"mail/{OTHER_ID}")
    assert ("not known any more" in chips(at.page())) is ("gone" in about)
    assert at.post("complaint", OTHER_ID).status == 409


@pytest.mark.parametrize(
    "error", [StackUnreachable("no local stack is running"), EndpointConnectionError(endpoint_url="http://x")]
)
def test_a_stack_that_is_down_is_said_and_the_next_view_looks_again(
    at: Neighbourhood, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def gone() -> None:
        raise error

    with monkeypatch.context() as away:
        away.setattr(at.site, "_find", gone)
        for shown in (at.get(), at.get(f"mail/{SENT_ID}"), at.post("complaint")):
            assert shown.status == 503
            assert "The local stack does not respond" in shown.content.decode()
    assert at.get().status == 200


# --- the list -----------------------------------------------------------------------------------------


def test_an_empty_mailbox_says_how_it_is_filled(at: Neighbourhood, tmp_path: Path) -> None:
    (tmp_path / "index.jsonl").unlink()
    assert "outreach campaign start CAMPAIGN --mode live" in told(at.page())


def test_mails_are_listed_the_newest_first_and_twenty_at_once(at: Neighbourhood) -> None:
    for number in range(44):
        at.accept({"campaign": "other", TEST_TAG: "yes"}, f"{number:060}", subject=f"mail {number}")
    first = at.page()
    assert re.findall(r"mail \d+", first) == [f"mail {number}" for number in range(43, 23, -1)]
    assert "1 to 20 of 45" in told(first)
    assert f'href="{BASE}?first=20" rel="next"' in first
    last = at.page(first="40")
    assert "41 to 45 of 45" in told(last)
    assert f'href="{BASE}?first=20" rel="prev"' in last
    assert 'rel="next"' not in last
    others = at.page(campaign="other", first="20")
    assert "21 to 40 of 44" in told(others)
    assert f'href="{BASE}?campaign=other&amp;first=40" rel="next"' in others
    assert f"All mails {CAMPAIGN} 1 other 44" in told(others)
    for odd in ("x", "-1", "45", "9" * 5000, "²"):
        assert "1 to 20 of 45" in told(at.page(first=odd))


def test_a_mail_is_read_anew_at_each_view(at: Neighbourhood) -> None:
    """Nothing is remembered: what others do meanwhile is shown."""
    assert chips(at.page()) == ["sent"]
    at.world.take(at.world.event(at.sent, "Delivery", message_id=SENT_ID))
    assert chips(at.page()) == ["delivered"]


# --- hostile mails ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_mail_is_markup_of_a_page(at: Neighbourhood, text: str) -> None:
    at.accept({}, subject=text.replace("\u202e", "\u2067"), text=text, html="")
    at.post("reply", text=f"Yes. {text}")
    for page in (at.page(), at.page(f"mail/{OTHER_ID}"), at.page(f"mail/{SENT_ID}")):
        assert not re.search(r"<script|<img|<h1>Ours|onerror=\"", page)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    shown = unescape(at.page(f"mail/{OTHER_ID}"))
    assert without_controls(text) in shown


def test_a_page_runs_and_loads_nothing_and_nobody_may_frame_it(at: Neighbourhood) -> None:
    for shown in (at.get(), at.get(f"mail/{SENT_ID}"), at.get("x")):
        policy = shown.headers["Content-Security-Policy"]
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; frame-src 'self'; form-action 'self'; "
            r"base-uri 'none'; frame-ancestors 'none'",
            policy,
        )
        assert "<script" not in shown.content.decode()


def test_the_frame_of_a_mail_has_the_mail_as_it_is_and_a_policy_that_lets_nothing_out(
    at: Neighbourhood,
) -> None:
    at.accept({}, html="<p onclick='x'>Hi</p><script>1</script>")
    shown = at.get(f"mail/{OTHER_ID}/body")
    assert shown.content.endswith(b"<p onclick='x'>Hi</p><script>1</script>")
    assert shown.headers["Content-Security-Policy"] == (
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
        "img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    )
    page = at.page(f"mail/{OTHER_ID}")
    (frame,) = re.findall(r"<iframe[^>]*>", page)
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in frame


def test_the_only_picture_from_the_network_is_the_one_that_tells_of_an_open(at: Neighbourhood) -> None:
    policy = at.get(f"mail/{SENT_ID}/body", pictures="shown").headers["Content-Security-Policy"]
    assert f"img-src data: {SES_URL}/open/{SENT_ID};" in policy
    assert "body?pictures=shown" in at.page(f"mail/{SENT_ID}", pictures="shown")
    assert "Open it with its picture" in at.page(f"mail/{SENT_ID}")


def test_a_mail_that_tracks_nothing_says_so(at: Neighbourhood) -> None:
    at.accept(at.sent.tags)
    text = told(at.page(f"mail/{OTHER_ID}"))
    assert "This mail does not track opens: policy.track_opens was off." in text
    assert "It does not track clicks: policy.track_clicks was off." in text


def test_a_mail_without_html_shows_its_text_and_has_no_frame(at: Neighbourhood) -> None:
    at.accept({}, html="", text="Only\ntext")
    assert "<iframe" not in at.page(f"mail/{OTHER_ID}")
    assert "Only\ntext</pre>" in at.page(f"mail/{OTHER_ID}")
    assert at.get(f"mail/{OTHER_ID}/body").status == 404


@pytest.mark.parametrize(
    ("lines", "size"),
    [
        (1, "tiny"),
        (4, "tiny"),
        (5, "short"),
        (12, "short"),
        (13, "medium"),
        (22, "medium"),
        (34, "long"),
        (35, "longest"),
    ],
)
def test_a_long_mail_has_a_high_frame(at: Neighbourhood, lines: int, size: str) -> None:
    at.accept({}, text="x\n" * lines)
    assert f'<iframe class="{size}"' in at.page(f"mail/{OTHER_ID}")


def test_engagement_is_shown_by_who_did_it(at: Neighbourhood) -> None:
    chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36"
    for agent, shown in (("curl/8", "opened by a machine"), (chrome, "opened")):
        opened = at.world.event(at.sent, "Open", message_id=SENT_ID, at=at.world.clock.now(), userAgent=agent)
        assert at.world.take(opened).outcome == "taken"
        assert chips(at.page()) == ["sent", shown]
    record = at.world.deliveries.get(mailbox_site.touch_of(at.sent.tags))  # type: ignore[arg-type]  # its tags name a touch
    assert record is not None
    assert {Fact.OPEN, Fact.MACHINE_OPEN} <= record.marks.keys()


def test_an_unsubscribe_by_the_page_is_a_chip_of_its_own(at: Neighbourhood) -> None:
    order = Order(EVERYWHERE, Reason.UNSUBSCRIBED, "unsubscribe", "recipient", at.world.clock.now())
    at.world.suppressions.order_recipient(recipient_key(PEPPERS, LEAD), LEAD, order)
    assert chips(at.page()) == ["sent", "unsubscribed"]
