"""The local mailbox as a person uses it: in a browser, on a stack whose functions hear what is done on its pages."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from outreach.bootstrap.operator import StackOperator
from outreach.cli import mailbox
from outreach.domain.address import lead_id, recipient_key
from outreach.domain.campaign import Policy, Step
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lead
from outreach.domain.ids import LIVE, CampaignId, MessageId
from outreach.local.stack import LocalStack
from world.browser import faults, keep_picture, press, window
from world.builders import a_campaign, a_lead, a_recipient_row
from world.canary_stage import operated
from world.local_sample import emulator_python
from world.stack_queues import wait_until_heard
from world.unsubscribe_site import ROOT
from world.waiting import eventually

SCREENS = {"phone": (390, 844), "desktop": (1440, 900)}
SPRING = CampaignId("spring")
ANN, BEN, CLEO, DAN, EVE, FAY, GUS, HAL = (
    f"{name}@{name}.example" for name in ("ann", "ben", "cleo", "dan", "eve", "fay", "gus", "hal")
)
LINK = "https://us.example/prices"
HTML = f"<p>Hello {{{{ first_name }}}}</p><a href='{LINK}'>Prices</a> <a href='{{{{ unsubscribe_url }}}}'>stop</a>"
HOSTILE = """
<base href="http://evil.example/"><title>evil</title><style>@import url(http://evil.example/s.css);
body { background: url(http://evil.example/b.png) }</style>
<meta http-equiv="refresh" content="0; url=http://evil.example/refresh">
<script>top.document.title = "evil"; document.title = "evil"</script>
<img src="http://evil.example/i.png" onerror="top.location = 'http://evil.example/error'">
<iframe src="http://evil.example/frame"></iframe><object data="http://evil.example/object"></object>
<form action="http://evil.example/form"><button>Go on</button></form>
<p><a href="javascript:top.document.title='evil'">script</a>
<a target="_top" href="http://evil.example/top">top</a> <a target="_self" href="http://evil.example/self">self</a></p>
"""


def a_mailing(stack: LocalStack) -> None:
    """A live campaign that tracks opens and clicks, and has written to everybody."""
    operator = StackOperator.of("local", stack.outputs, stack.client)
    steps = (Step(MessageId("intro"), timedelta()), Step(MessageId("followup1"), timedelta(days=2)))
    policy = Policy(max_leads_per_tick=500, per_day=1000, track_opens=True, track_clicks=True)
    campaign = a_campaign(SPRING, policy=policy, steps=steps)
    campaign = replace(campaign, templates={**campaign.templates, "intro.html": HTML})

    def lead(address: str) -> Lead:
        name, _, domain = address.partition("@")
        keys = (
            lead_id(operator.peppers, SPRING, address),
            recipient_key(operator.peppers, address),
        )
        return replace(a_lead(name, domain=domain), lead_id=keys[0], recipient=keys[1])

    leads = [lead(each) for each in (ANN, BEN, CLEO, DAN, EVE, FAY, GUS, HAL)]
    operator.runs.apply(campaign, {})
    operator.suppressions.ensure([a_recipient_row(each) for each in leads])
    operator.audience.add(SPRING, campaign.shards, leads, "test", operator.clock.now())
    operator.runs.start(SPRING, Mode.LIVE, "test")

    def sent() -> bool:
        stack.client("lambda").invoke(FunctionName=stack.outputs["TickFunctionName"], Payload="{}")
        found = list(operator.enrollments.of_run(SPRING, LIVE, campaign.shards))
        return all(0 in each.touches for each in found) and len(stack.mails()) == len(leads)

    assert eventually(sent)
    wait_until_heard(stack)


@pytest.fixture(scope="module")
def stack() -> Iterator[LocalStack]:
    parameters = {"ReplyDomain": "reply.us.example"}
    with (
        LocalStack.start(ROOT, python=emulator_python(), parameters=parameters) as started,
        operated(started),
    ):
        a_mailing(started)
        yield started


@pytest.fixture(scope="module")
def url(stack: LocalStack) -> Iterator[str]:
    with mailbox.served(0) as address:
        yield address


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with window(chromium, *SCREENS["desktop"]) as opened:
        yield opened


def opened(page: Page, url: str, address: str) -> None:
    """Open the mail of somebody from the list."""
    page.goto(url)
    with page.expect_navigation():
        page.get_by_role("link").filter(has_text=address.partition("@")[2]).click()


def chips(page: Page) -> list[str]:
    return page.locator("header .chip").all_inner_texts()


def listed(page: Page, url: str, address: str) -> list[str]:
    """What the list says of the mail to somebody."""
    page.goto(url)
    row = page.get_by_role("link").filter(has_text=address.partition("@")[2])
    return row.locator(".chip").all_inner_texts()


# --- what a recipient does ----------------------------------------------------------------------------


def test_a_reply_is_typed_and_sent_by_the_keyboard_alone(url: str, page: Page) -> None:
    opened(page, url, ANN)
    page.get_by_label("Your text").focus()
    page.keyboard.type("Sounds good, call me.")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.text_content() == "Send the reply"
    expect(focused).to_have_css("outline-style", "solid")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("the stack has heard of it")
    assert chips(page) == ["delivered", "replied"]
    assert (
        "Sounds good, call me." in page.get_by_role("region", name="Text of what came back, 1").inner_text()
    )
    assert listed(page, url, ANN) == ["delivered", "replied"]


def test_an_absence_holds_the_sequence(url: str, page: Page) -> None:
    back = datetime.now(UTC).date() + timedelta(days=21)
    opened(page, url, BEN)
    page.get_by_label("Back on").fill(str(back))
    press(page, "Send the absence")
    assert chips(page) == ["delivered", "out of office"]
    assert f"Held back until {back} 09:00 UTC" in page.locator(".facts").inner_text()


@pytest.mark.parametrize(
    ("who", "button", "shown", "ordered"),
    [
        (CLEO, "No such mailbox", ["bounced"], "an earlier mail bounced for good"),
        (DAN, "Mailbox full", ["bounced for now"], ""),
        (EVE, "Report as spam", ["reported as spam"], "the person reported a mail as spam"),
        (FAY, "One-click unsubscribe", ["delivered", "unsubscribed"], "the person unsubscribed"),
    ],
)
def test_one_press_is_heard(
    url: str, page: Page, who: str, button: str, shown: list[str], ordered: str
) -> None:
    opened(page, url, who)
    press(page, button)
    expect(page.get_by_role("status")).to_contain_text("the stack has heard of it")
    assert chips(page) == shown
    assert ordered in page.locator(".facts").inner_text()


def test_opening_clicking_and_unsubscribing_go_the_ways_that_the_mail_has(url: str, page: Page) -> None:
    """This browser says that it is a machine, so that is what the record says as well."""
    opened(page, url, GUS)
    assert page.frame_locator("iframe").get_by_text("Hello").is_visible()
    assert "opened" not in " ".join(chips(page))
    with page.expect_response(lambda response: "/open/" in response.url):
        page.get_by_text("Open it with its picture").click()
    assert eventually(lambda: listed(page, url, GUS) == ["delivered", "opened by a machine"])
    opened(page, url, GUS)
    with page.expect_popup() as popup:
        page.frame_locator("iframe").get_by_text("Prices").click()
    popup.value.close()
    assert eventually(lambda: listed(page, url, GUS) == ["delivered", "clicked by a machine"])
    opened(page, url, GUS)
    with page.expect_popup() as popup:
        page.get_by_text("Open the unsubscribe page of this mail").click()
    press(popup.value, "Unsubscribe from everything")
    popup.value.close()
    assert listed(page, url, GUS) == ["delivered", "clicked by a machine", "unsubscribed"]


# --- how it looks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", SCREENS)
def test_the_pages_fit_and_can_be_read(chromium: Browser, url: str, screen: str) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    with window(chromium, *SCREENS[screen], phone=screen == "phone") as page:
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            opened(page, url, ANN)
            fits_and_reads(page, f"mailbox-mail-{scheme}-{screen}")
        page.goto(url)
        fits_and_reads(page, f"mailbox-{screen}")


def fits_and_reads(page: Page, name: str) -> None:
    keep_picture(page, name)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
    assert faults(page) == []


# --- who may not use it, and what a mail may not do ---------------------------------------------------


def test_a_hostile_mail_runs_loads_and_leads_nowhere(chromium: Browser, stack: LocalStack, url: str) -> None:
    body = {"Text": {"Data": "x"}, "Html": {"Data": HOSTILE}}
    request = {
        "FromEmailAddress": "evil@us.example",
        "Destination": {"ToAddresses": ["ivy@ivy.example"]},
        "Content": {"Simple": {"Subject": {"Data": "</title><script>1</script>"}, "Body": body}},
    }
    assert stack.ses.send_email(json.dumps(request).encode()).response is not None
    with window(chromium, *SCREENS["desktop"]) as page:
        gone_out: list[str] = []
        dialogs: list[str] = []

        def go_out(route: Route) -> None:
            gone_out.append(route.request.url)
            route.abort()

        page.context.route("http://evil.example/**", go_out)
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        opened(page, url, "ivy@ivy.example")
        frame = page.frame_locator("iframe")
        for name in ("Go on", "script", "top", "self"):  # the last one leaves an error page in the frame
            frame.get_by_text(name, exact=True).click(no_wait_after=True)
        assert page.title() == "</title><script>1</script>"
        assert page.url.startswith(f"{url}mail/")
        page.get_by_text("Plain text").click()  # the page itself is as it was
        assert page.get_by_role("region", name="Plain text of the mail").inner_text() == "x"
        assert (dialogs, gone_out) == ([], [])


def test_another_page_can_neither_send_a_form_nor_show_the_mailbox(
    chromium: Browser, stack: LocalStack, url: str
) -> None:
    """It even knows the address and the token: that is more than it can know."""
    with window(chromium, *SCREENS["desktop"]) as page:
        opened(page, url, HAL)
        action = page.locator("form").first.get_attribute("action")
        token = page.locator("input[name=token]").first.get_attribute("value")
        place = f"http://{url.split('/')[2]}{action}"
        form = (
            f'<form method="post" action="{place}"><input name="token" value="{token}">'
            f'<input name="what" value="complaint"><button>Go</button></form><iframe src="{url}"></iframe>'
        )
        page.route("http://evil.example/", lambda route: route.fulfill(body=form, content_type="text/html"))
        page.goto("http://evil.example/")
        assert page.frame_locator("iframe").get_by_text("Mailbox").count() == 0
        press(page, "Go")
        assert "refused" in page.inner_text("body")
        assert listed(page, url, HAL) == ["delivered"]
