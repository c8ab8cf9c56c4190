"""report.html as people meet it: in a browser, on a phone and on a desk, light and dark, by keyboard and on paper."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from outreach.domain.ids import ClaimId
from outreach.services.ports import ProofMail
from world.artifacts import JANE, a_world, exported
from world.browser import faults, keep_picture, window
from world.builders import a_key, a_lead, a_mail

SCREENS = {"phone": (390, 844), "tablet": (820, 1000), "desktop": (1440, 900)}
PAPER = (688, 1000)
"""A4 within its margins of 14 mm, at 96 pixels to the inch."""
LONG = "https://us.example/u/" + "v1.k1." + "Zm9v" * 60
HOSTILE = "<script>document.title='x'</script><img src=x onerror=\"document.title='y'\">"
HTML = f"""\
<script>document.title = 'script'</script><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<p id="top">Hello</p><p><a id="stop" href="https://us.example/u/x" target="_self">Unsubscribe</a>
<a id="top-link" href="https://us.example/" target="_top">Home</a></p>
<form action="https://evil.example/"><button>Send</button></form><div style="height:1900px"></div><p id="footer">{LONG}</p>"""
ROWS = ".leads tbody tr"
LEADS = ".leads tbody a"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Four leads, two of them with mails; one of these has a mail that tries everything."""
    world = a_world()
    fields = {
        "first_name": HOSTILE,
        "company": "</script><!--\u2028",
        "note": LONG * 7,
        "site": "word " * 399,
    }
    world.import_leads(a_lead("evil", fields=fields))
    key = replace(a_key(JANE, run_id="proof-1"), lead_id=JANE.lead_id)
    mail = replace(
        a_mail(key, claim_id="claim-x", recipient=JANE.address), subject=f"Hi {HOSTILE}", html=HTML, text=LONG
    )
    world.tables.proof_mails.append(ProofMail(key, 2, ClaimId("claim-x"), mail, world.clock.now()))
    folder = exported(world, tmp_path_factory.mktemp("pages")).directory
    return (folder / "report.html").as_uri()


@pytest.fixture(scope="module", params=SCREENS)
def screen(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(chromium: Browser, screen: str) -> Iterator[Page]:
    with window(chromium, *SCREENS[screen], phone=screen == "phone") as opened:
        yield opened


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, page: Page) -> Literal["light", "dark"]:
    page.emulate_media(color_scheme=request.param)
    return request.param


def opened(page: Page, url: str, place: str = "") -> None:
    """Open the page, and return when its script has shown what it shows."""
    page.goto("about:blank")  # else a change of the place alone would load nothing anew
    page.goto(url + place)
    page.evaluate("ready")


def lead_opened(page: Page, url: str, lead_id: str = JANE.lead_id) -> None:
    opened(page, url, f"#lead-{lead_id}")


def frame(page: Page, number: int, script: str) -> Any:
    """Run a script in which `mail` is the document of a mail of the shown lead."""
    look = f"document.querySelectorAll('#story iframe')[{number}].contentDocument"
    return page.evaluate(f"(mail => {script})({look})")


def test_every_lead_has_one_row_with_its_steps_in_order(url: str, page: Page) -> None:
    opened(page, url)
    rows = page.locator(ROWS).evaluate_all(
        "rows => rows.map(row => [row.querySelector('bdi').textContent,"
        " [...row.querySelectorAll('.step')].map(step => step.firstChild.textContent)])"
    )
    assert [row for row in rows if len(row[1]) > 1] == [
        [JANE.address, ["1", "2"]],
        [a_lead("mallory").address, ["1", "2"]],
    ]
    assert len(rows) == 5


def test_the_report_fits(url: str, page: Page, screen: str, scheme: str) -> None:
    for name, place in (("report", ""), ("lead", f"#lead-{JANE.lead_id}")):
        opened(page, url, place)
        keep_picture(page, f"{name}-{scheme}-{screen}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True, name


def test_the_leads_are_filtered_by_what_is_typed(url: str, page: Page) -> None:
    opened(page, url)
    wanted, rows = page.locator("#wanted"), page.locator(ROWS)
    assert rows.count() == 5
    wanted.fill("MALLORY")
    assert rows.count() == 1
    assert page.locator("#found").inner_text() == "1 of 5"
    wanted.fill("nobody at all")
    assert rows.count() == 0
    assert page.locator("#none").is_visible()
    wanted.fill("")
    assert rows.count() == 5


def test_a_mail_is_as_high_as_its_content(url: str, page: Page) -> None:
    lead_opened(page, url)
    height = page.locator("#story iframe").nth(2).evaluate("one => one.clientHeight")
    assert height >= 1900
    assert frame(page, 2, "mail.documentElement.scrollHeight") <= height


def test_a_mail_runs_nothing_loads_nothing_and_goes_nowhere(url: str, page: Page) -> None:
    lead_opened(page, url)
    assert page.title() == "Demo <b>|: proof-1"
    assert page.locator("#story h4 bdi").nth(2).text_content() == f"Hi {HOSTILE}"
    assert page.locator("#story script, #story img").count() == 0
    assert frame(page, 2, "mail.URL") == "about:srcdoc"
    assert page.evaluate("performance.getEntriesByType('resource').map(one => one.name)") == []
    assert frame(page, 2, "mail.baseURI").startswith("file:")  # the mail's own base is refused


def test_a_click_on_a_link_leaves_the_report_as_it_is(url: str, page: Page) -> None:
    lead_opened(page, url)
    links = frame(page, 2, "[...mail.querySelectorAll('a')].map(a => [a.target, a.rel])")
    assert links == [["_blank", "noopener noreferrer"]] * 2
    for name in ("stop", "top-link"):
        with page.context.expect_page() as tab:
            frame(page, 2, f"mail.getElementById('{name}').click()")
        tab.value.close()
        assert frame(page, 2, "mail.getElementById('top').textContent") == "Hello"
    assert page.url == f"{url}#lead-{JANE.lead_id}"


def test_a_hostile_lead_is_shown_and_runs_nothing(url: str, page: Page) -> None:
    opened(page, url)
    title = page.title()
    lead_opened(page, url, a_lead("evil").lead_id)
    assert page.locator(".facts dd").all_text_contents() == [
        "</script><!--\u2028",
        HOSTILE,
        LONG * 7,
        "word " * 399,
    ]
    assert page.locator("img").count() == 0
    assert page.title() == title


def test_the_policy_lets_no_other_script_run(url: str, page: Page) -> None:
    opened(page, url)
    title = page.title()
    with page.expect_console_message() as said:
        page.evaluate(
            "() => { const other = document.createElement('script'); other.textContent = 'document.title = 1';"
            " document.body.append(other) }"
        )
    assert "violates the following Content Security Policy" in said.value.text
    assert page.title() == title


def test_a_long_value_is_shown_as_a_whole(url: str, page: Page) -> None:
    """It needs no scrolling of its own, which a keyboard could not do."""
    lead_opened(page, url, a_lead("evil").lead_id)
    cut = "all => all.filter(one => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth).length"
    assert page.locator(".facts dd").evaluate_all(cut) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
    assert faults(page) == []


def test_axe_finds_nothing(url: str, page: Page, scheme: str) -> None:
    for place in ("", f"#lead-{JANE.lead_id}"):
        opened(page, url, place)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        assert faults(page) == [], (place, scheme)


def test_one_goes_from_lead_to_lead_by_keyboard_and_back(url: str, page: Page) -> None:
    opened(page, url)
    addresses = page.locator(LEADS).all_text_contents()
    name = page.locator("#story-name")
    page.locator(LEADS).first.focus()
    page.keyboard.press("Enter")
    expect(name).to_be_focused()
    assert name.text_content() == addresses[0]
    page.locator("#lead-after").focus()
    page.keyboard.press("Enter")
    expect(name).to_be_focused()
    assert name.text_content() == addresses[1]
    assert page.locator("#lead-place").inner_text() == "2 of 5"
    page.locator(".way a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{LEADS}:focus")).to_have_text(addresses[1])
    assert page.locator("#story").is_hidden()


def test_the_way_follows_the_filter(url: str, page: Page) -> None:
    opened(page, url)
    page.locator("#wanted").fill("mallory")
    page.locator(LEADS).click()
    expect(page.locator("#lead-place")).to_have_text("1 of 1")
    assert page.locator(".way a[href]").count() == 1


def test_the_first_and_the_last_lead_have_no_way_beyond(url: str, page: Page) -> None:
    opened(page, url)
    places = page.locator(LEADS).evaluate_all("all => all.map(one => one.hash)")
    for place, missing in ((places[0], "lead-before"), (places[-1], "lead-after")):
        opened(page, url, place)
        ways = page.locator(".way a:not([href])").evaluate_all("all => all.map(one => one.id)")
        assert ways == [missing]


def test_people_are_chosen_by_what_became_of_them(url: str, page: Page) -> None:
    opened(page, url)
    page.locator("#became").select_option("the person unsubscribed")
    assert page.locator(LEADS).all_text_contents() == [a_lead("una").address]


def test_every_control_is_reached_by_the_keyboard_and_shows_it(url: str, page: Page) -> None:
    opened(page, url)
    controls = page.locator('a[href], input, select, button, summary, [tabindex="0"]')
    wanted = controls.evaluate_all("all => all.filter(one => one.checkVisibility() && !one.disabled).length")
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(one => { const style = getComputedStyle(one); return [one.outerHTML.slice(0, 80),"
                " one !== document.body && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]"
                " })(document.activeElement)"
            )
        )
    assert all(visible for _, visible in reached), reached
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body") is True


def test_the_charts_have_a_name_and_their_numbers_in_a_table(url: str, page: Page) -> None:
    opened(page, url)
    names = page.locator("svg").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && !one.ariaHidden).map(one => one.ariaLabel)"
    )
    assert names == [
        "Mails per day by message; the most, 2, from 23 November 2026 on. The table below has all numbers."
    ]
    rows = page.locator("#days tbody tr").evaluate_all("rows => rows.map(one => one.cells[4].textContent)")
    assert [int(cell) for cell in rows] == [2, 0, 0, 2]


def test_on_paper_there_are_figures_and_no_controls_and_nothing_is_cut_off(
    url: str, chromium: Browser
) -> None:
    with window(chromium, *PAPER) as page:
        page.emulate_media(media="print")
        opened(page, url)
        assert page.locator("nav, input, select, button").filter(visible=True).count() == 0
        assert page.locator(".funnel").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
        keep_picture(page, "report-paper")


def test_the_time_of_a_stop_stands_in_one_line(url: str, page: Page) -> None:
    opened(page, url)
    lines = (
        "all => all.map(one => { const text = document.createRange(); text.selectNodeContents(one);"
        " return text.getClientRects().length })"
    )
    assert page.locator(".when").evaluate_all(lines) == [1, 1, 1, 1]


def test_without_its_script_the_figures_stand_and_the_list_says_where_to_look(
    url: str, chromium: Browser, screen: str
) -> None:
    with window(chromium, *SCREENS[screen], phone=screen == "phone", scripts=False) as page:
        page.goto(url)
        assert "leads.csv beside this file has each lead" in page.locator("noscript").inner_text()
        assert page.locator("#story").is_hidden()
        assert "4 mails would have gone to 2 of 4 leads." in page.locator(".told").inner_text()
