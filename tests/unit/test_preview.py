"""`outreach preview`: the mails that would go out, in one page, from files alone."""

import base64
import hashlib
import html
import re
import shlex
import webbrowser
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outreach.cli.main import app
from outreach.domain.address import Address
from outreach.domain.campaign import Stance
from outreach.domain.choosing import only
from outreach.domain.control import Mode
from outreach.domain.mail import Mail
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.domain.whom_not import Traits
from outreach.reading.campaign_file import load_campaign
from outreach.services.operator.import_rows import LeadRow
from outreach.simulation import rendered_for
from world.builders import a_lead
from world.memory import World
from world.previewed import BREAKOUT, EVIL, a_folder, frames, preview
from world.simulated import MONDAY
from world.unsubscribe_site import ROOT

DEMO = ROOT / "infra" / "demo"
LINK = re.compile(r"https://[a-z.]+/u/[\w.=-]+")
NAME = re.compile(r"<(?:proof|simulated)-\w+@[\w.]+>")


@pytest.fixture(autouse=True)
def no_stack(monkeypatch):
    """Whoever connects to a stack fails."""
    monkeypatch.setattr("outreach.cli.stacks.Call.connect", None)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The campaign; the current folder is an empty one."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return a_folder(tmp_path / "spring")


def page_of(folder, *options):
    result = preview(folder, "--leads", folder / "leads.csv", *options)
    assert result.exit_code == 0, result.output
    return Path("preview.html").read_text()


def addresses(page):
    return re.findall(r"<h2[^>]*><bdi>(.*?)</bdi>", page.replace("<wbr>", ""))


def test_every_message_is_shown_in_every_form(folder):
    page = page_of(folder, "--lead", "jane@acme.example")
    assert [re.search(r"<p.*?</p>", frame)[0] for frame in frames(page)] == [
        *['<p id="top">Hi Jane, met</p>'] * 2,
        *["<p>Again</p>"] * 2,
    ]
    assert re.findall(r'<iframe width="(\d+)"', page) == ["660", "360"] * 2
    assert "Hi Jane, met\nhttps://unsubscribe.simulation.invalid/u/" in page
    assert "<dt>List-Unsubscribe-Post</dt><dd><bdi>List-Unsubscribe=One-Click</bdi></dd>" in page
    assert page.count("<details><summary>Raw mail</summary>") == 2
    assert "Content-Type: multipart/alternative;" in html.unescape(page)
    assert "again, 3d after mail 1" in page
    assert "<bdi>Re: For Jane</bdi>" in page


def test_the_awkward_leads_are_chosen_and_each_says_why(folder):
    result = preview(folder, "--leads", folder / "leads.csv")
    page = Path("preview.html").read_text()
    assert addresses(page) == [f"{name}@acme.example" for name in ("jane", "empty", "noa", "evil")]
    assert "<li>written from right to left</li>" in page
    assert "<li>no first_name</li>" in page
    assert "preview.html: 8 mails to 4 leads; nobody was written to" in result.stdout
    assert "1 row of" in result.stderr
    check = shlex.join(["outreach", "campaign", "check", str(folder), "--leads", str(folder / "leads.csv")])
    assert f"would be rejected; `{check}` says why" in result.stderr


def test_the_command_that_says_why_reads_the_list_as_it_was_read(folder):
    file = folder / "my leads.csv"
    file.write_bytes((folder / "leads.csv").read_bytes())
    options = ("--map", "Note=note", "--encoding", "utf-8")
    result = preview(folder, "--leads", file, *options)
    command = re.search(r"`outreach (.+)` says why", result.stderr)[1]
    assert shlex.split(command) == ["campaign", "check", str(folder), "--leads", str(file), *options]


def test_no_more_leads_than_asked_are_shown(folder):
    result = preview(folder, "--leads", folder / "leads.csv", "--awkward", "2")
    assert len(addresses(Path("preview.html").read_text())) == 2
    assert "no room for: " in result.stderr


def test_without_a_list_the_leads_are_those_that_apply_tries(folder):
    assert preview(folder).exit_code == 0
    page = Path("preview.html").read_text()
    assert "<li>made up, with fields from right to left</li>" in page
    assert "<li>made up, without &#34;first_name&#34;</li>" in page
    assert all(address.endswith("@leads.preview.invalid") for address in addresses(page))


def test_a_lead_is_chosen_as_an_import_reads_it(folder):
    page = page_of(folder, "--lead", " EVIL@acme.example", "--lead", "jane@ACME.example")
    assert addresses(page) == ["evil@acme.example", "jane@acme.example"]
    assert "Janet" not in page  # of two rows about one person the first counts


def test_a_default_is_called_one(folder):
    page = page_of(folder, "--lead", "empty@acme.example")
    assert "<bdi>there</bdi>" in page
    assert page.count("(default)") == 1
    assert '<span class="quiet">empty</span>' in page


def test_what_leads_are_called_is_text_and_nothing_else(folder):
    page = page_of(folder)
    assert page.count("<script") == 1
    assert EVIL not in page
    assert BREAKOUT not in page
    assert html.escape(EVIL, quote=False).replace("'", "&#39;") in page
    assert page.count("</iframe>") == 16


def test_a_page_runs_its_own_script_alone_and_loads_nothing(folder):
    page = page_of(folder)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    named = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == (
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{named}'"
    )
    assert not re.search(r"<(?:link|img|script src)", page)
    assert set(re.findall(r'sandbox="([^"]+)"', page)) == {
        "allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    }


def test_the_unsubscribe_link_is_dead_and_the_others_are_not(folder):
    for frame in frames(page_of(folder, "--lead", "jane@acme.example"))[:2]:
        offer, stop, _ = re.findall(r'href="([^"]+)"', frame)
        assert offer == "https://us.example/offer"
        assert re.fullmatch(r"https://[\w.]+\.invalid/u/.+", stop)


def without_tokens(mail: Mail) -> tuple[object, ...]:
    headers = {name: NAME.sub("<name>", LINK.sub("link", text)) for name, text in mail.headers.items()}
    texts = (LINK.sub("link", text) for text in (mail.text, mail.html))
    return mail.sender, mail.recipient, mail.subject, headers, *texts


def test_a_previewed_mail_is_that_of_a_rehearsal_byte_by_byte(folder):
    found = load_campaign(DEMO / "campaign.yaml")
    campaign = only(found.campaign, "question")
    fields = {"first_name": "Zo\u00eb O\u2019Neil", "company": "Brennan & <Sons>", "city": "\u05dc\u05d5"}
    lead = a_lead("zoe", fields=fields)
    world = World(campaign)
    world.import_leads(lead)
    world.start(mode=Mode.PROOF)
    world.live_through(timedelta(hours=4))
    rehearsed = sorted(world.tables.proof_mails, key=lambda mail: mail.step)
    row = row_of(lead)
    (previewed,) = rendered_for(campaign, found.required, [row], MONDAY).values()
    assert [one.step for one in rehearsed] == [0, 1, 2]
    assert [without_tokens(one.proof.mail) for one in previewed.mails] == [
        without_tokens(one.mail) for one in rehearsed
    ]


def row_of(lead):
    return LeadRow(1, Address(lead.address, lead.domains), lead.fields)


def raw_mails(page):
    """The raw form of each mail of a page, without what differs from run to run."""
    found = re.findall(r"<summary>Raw mail</summary>\s*<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    return [comparable(html.unescape(one)) for one in found]


def comparable(raw):
    raw = re.sub(r"^Date: .*$", "Date: then", raw, flags=re.MULTILINE)
    return NAME.sub("<name>", re.sub(r"claim=\w+", "claim=one", raw))


def test_the_raw_form_is_the_file_that_a_simulated_run_exports(folder, tmp_path):
    leads = ("--leads", str(folder / "leads.csv"))
    still = ("--replies", "0", "--bounces", "0", "--out-of-office", "0")
    simulate = ["simulate", str(folder), *leads, *still, "--artifacts-dir", str(tmp_path / "out")]
    assert CliRunner().invoke(app, simulate).exit_code == 0
    exported = {
        comparable(file.read_bytes().decode().replace("\r\n", "\n"))
        for file in (tmp_path / "out").rglob("*.eml")
    }
    shown = raw_mails(page_of(folder))
    assert len(shown) == len(exported) == 8
    assert set(shown) == exported


def test_a_campaign_that_sends_little_a_day_is_shown_whole(folder):
    file = folder / "campaign.yaml"
    file.write_text(
        file.read_text()
        + 'quotas:\n  per_day: 1\nwindow: {days: [mon], from: "09:00", to: "09:30", timezone: UTC}\n'
    )
    assert len(frames(page_of(folder))) == 16


@pytest.mark.parametrize("limit", [{"per_run": 3}, {"ends": MONDAY.date()}])
def test_neither_the_quota_of_the_run_nor_the_last_day_hides_a_mail(folder, limit):
    """The quota would leave people waiting for good, which takes a century to play."""
    found = load_campaign(folder / "campaign.yaml")
    campaign = replace(found.campaign, policy=replace(found.campaign.policy, **limit))
    rows = [row_of(a_lead(name)) for name in ("ann", "bob")]
    rendered = rendered_for(campaign, found.required, rows, MONDAY)
    assert [len(lead.mails) for lead in rendered.values()] == [2, 2]


COUNTRIES = "policy: {{countries: {{{}: [NL]}}, role_accounts: skip}}\n"


def of_countries(folder, rule, rows):
    file = folder / "campaign.yaml"
    file.write_text(file.read_text() + COUNTRIES.format(rule))
    (folder / "leads.csv").write_text(f"email,first_name,country\n{rows}")


def test_leads_whom_the_campaign_leaves_out_are_not_picked(folder):
    of_countries(folder, "only", "us@acme.example,Us,US\ninfo@acme.example,,NL\nnl@acme.example,Nel,NL\n")
    assert addresses(page_of(folder)) == ["nl@acme.example"]


def test_a_list_of_nobody_but_these_is_refused_in_a_line(folder):
    of_countries(folder, "not", "nl@acme.example,Nel,NL\n")
    refused = preview(folder, "--leads", folder / "leads.csv")
    assert refused.exit_code == 1
    assert (
        "leads.csv: has no lead to whom the campaign writes: 1 lead is left out for its country or address; "
        "`outreach campaign check` counts them, and --lead ADDRESS shows one"
    ) in refused.stderr


def test_made_up_leads_live_where_the_campaign_writes_to(folder):
    of_countries(folder, "only", "")
    result = preview(folder)
    assert result.exit_code == 0, result.output
    assert frames(Path("preview.html").read_text())


def test_a_mail_that_cannot_be_made_is_missing_and_says_why(folder):
    found = load_campaign(folder / "campaign.yaml")
    row = row_of(a_lead(fields={"first_name": "x" * 2000}))
    (rendered,) = rendered_for(found.campaign, found.required, [row], MONDAY).values()
    assert rendered.mails == ()
    assert rendered.problem == EXPLANATIONS[Reason.RENDER_FAILED]


def test_a_preview_is_written_over_a_preview_and_over_nothing_else(folder):
    page_of(folder)
    assert "evil@" not in page_of(folder, "--lead", "jane@acme.example")
    Path("preview.html").write_text("mine")
    refused = preview(folder)
    assert refused.exit_code == 1
    assert '"preview.html" exists and was not written by `outreach preview`; name another file with --to' in (
        refused.stderr
    )
    assert Path("preview.html").read_text() == "mine"


def test_a_file_that_quotes_a_preview_is_not_one(folder):
    mine = "mine " * 100 + page_of(folder)
    Path("preview.html").write_text(mine)
    assert preview(folder).exit_code == 1
    assert Path("preview.html").read_text() == mine


def test_nothing_but_the_page_is_written(folder):
    before = sorted(folder.rglob("*"))
    assert preview(folder, "--leads", folder / "leads.csv", "--to", "other.html").exit_code == 0
    assert [each.name for each in Path().iterdir()] == ["other.html"]
    assert sorted(folder.rglob("*")) == before


def test_the_page_is_opened_if_that_is_asked(folder, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or len(opened) == 1)
    assert preview(folder).exit_code == 0
    assert opened == []
    assert "no browser" not in preview(folder, "--open").stderr
    assert opened == [Path("preview.html").resolve().as_uri()]
    assert "no browser could be opened; open preview.html yourself" in preview(folder, "--open").stderr


def test_a_file_that_cannot_be_written_is_named(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", "preview.html")

    monkeypatch.setattr(Path, "write_text", refuse)
    refused = preview(folder)
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[-1] == (
        '"preview.html" cannot be written (Permission denied); name another file with --to'
    )


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--lead", "nobody@acme.example"), 1, "leads.csv: has no lead nobody@acme.example; look at how"),
        (("--lead", "nobody"), 1, '"nobody" is not an e-mail address'),
        (("--lead", "dora@acme.example"), 1, "leads.csv line 5: dora@acme.example must not be written to"),
        (("--map", "Email=ignore"), 1, "leads.csv"),
        (("--awkward", "0"), 2, "--awkward"),
        (("--to", "."), 1, '"." is a folder; name another file with --to'),
        (("--to", "no/such/page.html"), 1, '"no/such" is not a folder; make it first, or name another file'),
    ],
)
def test_what_cannot_be_previewed_is_said_in_a_line(folder, options, code, told):
    refused = preview(folder, "--leads", folder / "leads.csv", *options)
    assert refused.exit_code == code, refused.output
    assert told in " ".join(refused.stderr.replace("\u2502", " ").split())
    assert "Traceback" not in refused.output
    assert list(Path().iterdir()) == []


def test_a_lead_whose_row_would_be_rejected_says_why(folder):
    file = folder / "leads.csv"
    file.write_text(file.read_text() + f"long@acme.example,{'x' * 2001},,\n")
    refused = preview(folder, "--leads", file, "--lead", "long@acme.example")
    assert refused.exit_code == 1
    assert "leads.csv line 9: first_name has 2001 characters; shorten it" in refused.stderr


def test_a_list_without_a_lead_is_refused(folder):
    file = folder / "leads.csv"
    file.write_text("Email,Do Not Contact\nnobody,\ndora@acme.example,yes\n")
    refused = preview(folder, "--leads", file)
    assert refused.exit_code == 1
    assert (
        "leads.csv: has no lead that a mail could go to; "
        "1 row would be rejected, and 1 person must not be written to"
    ) in refused.stderr


def test_a_lead_needs_a_list(folder):
    refused = preview(folder, "--lead", "jane@acme.example")
    assert refused.exit_code == 2
    assert "give it with --leads" in refused.stderr


@pytest.mark.parametrize("path", ["no/such/folder", "no-such.yaml", "./spring"])
def test_what_can_only_be_a_path_is_looked_for_on_no_stack(folder, path):
    refused = preview(path)
    assert refused.exit_code == 1
    assert refused.stderr.splitlines() == [
        f"{path}: there is no such file or folder; give a campaign's file or folder, or the id of a campaign that was applied"
    ]


def test_a_campaign_that_cannot_be_applied_is_not_previewed(folder):
    (folder / "messages" / "again.html").unlink()
    refused = preview(folder)
    assert refused.exit_code == 1
    assert "again.html: there is no such file" in refused.stderr


def test_an_order_in_a_later_row_counts(folder):
    file = folder / "leads.csv"
    file.write_text(file.read_text() + "jane@acme.example,,,yes\nnot an address,,,yes\n")
    assert "jane@acme.example" not in addresses(page_of(folder))
    refused = preview(folder, "--leads", file, "--lead", "jane@acme.example")
    assert "leads.csv line 9: jane@acme.example must not be written to" in refused.stderr


class TestVariants:
    """Every variant is shown for each lead; a mail that several variants share is shown once."""

    @pytest.fixture
    def varied(self, folder):
        file = folder / "campaign.yaml"
        file.write_text(file.read_text() + VARIED)
        for ending in (".subject.txt", ".txt", ".html"):
            text = (folder / "messages" / f"intro{ending}").read_text()
            (folder / "messages" / f"brief{ending}").write_text(text)
        (folder / "messages" / "brief.subject.txt").write_text('{{ pick("Hi", "Hello") }} in brief')
        return folder

    def test_each_variant_of_each_lead_is_shown(self, varied):
        page = page_of(varied, "--lead", "jane@acme.example")
        shown = re.findall(r'<span class="quiet">(\w+), [^<]*</span> <strong>([^<]*)</strong>', page)
        assert shown == [
            ("intro", "Variant plain"),
            ("brief", "Variant short"),
            ("again", "Variant plain"),
            ("again", "Variant short"),
        ]
        ids = re.findall(r'<article id="([^"]*)"', page)
        assert ids == [
            "lead-1-mail-1-plain",
            "lead-1-mail-1-short",
            "lead-1-mail-2-plain",
            "lead-1-mail-2-short",
        ]
        assert all(f'href="#{each}"' in page for each in ids)

    def test_what_variants_share_is_shown_once(self, varied):
        (varied / "messages" / "again.subject.txt").write_text("Again")
        page = page_of(varied, "--lead", "jane@acme.example")
        assert "Variants plain, short</strong>" in page
        assert page.count("<article ") == 3

    def test_a_stopped_variant_is_shown_too(self, varied):
        file = varied / "campaign.yaml"
        file.write_text(file.read_text() + "      stopped: move\n")
        assert "Variant short</strong>" in page_of(varied, "--lead", "jane@acme.example")

    def test_what_holds_in_every_variant_is_said_of_the_lead(self, varied):
        found = load_campaign(varied / "campaign.yaml")
        policy = replace(found.campaign.policy, role_accounts=Stance.SKIP)
        row = replace(row_of(a_lead()), traits=Traits(role_account=True))
        (rendered,) = rendered_for(
            replace(found.campaign, policy=policy), found.required, [row], MONDAY
        ).values()
        assert rendered.problem == EXPLANATIONS[Reason.ROLE_ACCOUNT]

    def test_it_says_in_which_variant_a_mail_cannot_be_made(self, varied):
        (varied / "messages" / "brief.subject.txt").write_text("{{ first_name }} {{ first_name }}")
        found = load_campaign(varied / "campaign.yaml")
        row = row_of(a_lead(fields={"first_name": "x" * 500}))
        (rendered,) = rendered_for(found.campaign, found.required, [row], MONDAY).values()
        assert rendered.problem == f"in the variant short {EXPLANATIONS[Reason.RENDER_FAILED]}"
        assert [mail.message_id for mail in rendered.mails] == ["intro", "again"]

    def test_the_subject_of_a_follow_up_is_the_one_that_was_picked_for_the_first_mail(self, varied):
        page = page_of(varied, "--leads", str(varied / "leads.csv"))
        subjects = [html.unescape(one) for one in re.findall(r"<h3[^>]*><bdi>(.*?)</bdi></h3>", page)]
        first = [one for one in subjects if one.endswith("in brief") and not one.startswith("Re: ")]
        assert {f"Re: {one}" for one in first} == {
            one for one in subjects if one.startswith("Re: ") and "brief" in one
        }
        assert len(first) > 2


VARIED = """\
experiment:
  name: greeting
  variants:
    - name: plain
    - name: short
      messages: {intro: brief}
"""
