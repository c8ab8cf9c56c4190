"""Hostile lead data, from the rows of a file to the mails that SES takes and the files that an export writes."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.utils import getaddresses
from html.parser import HTMLParser
from pathlib import Path

import pytest

from outreach.artifacts import Exported, verify
from outreach.artifacts.database import packaged
from outreach.artifacts.eml import body, parsed
from outreach.bootstrap.send import send_app
from outreach.cli.artifacts import export_run
from outreach.cli.leads import import_with_bar
from outreach.cli.stacks import Stack
from outreach.domain.campaign import Campaign, CampaignSender, Policy, Step
from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrollment import Enrollment, State, TouchState
from outreach.domain.ids import LIVE, MessageId, RunId
from outreach.domain.reasons import Reason
from outreach.local.mailbox import AcceptedMail
from outreach.reading.csv_table import CsvTable
from outreach.reading.lead_file import LeadFile
from outreach.services.operator.import_rows import ImportReport
from world.builders import CAMPAIGN, a_campaign
from world.cloud import Cloud, a_cloud
from world.hostile_rows import COLUMNS, Failed, Rejected, Row, Written, hostile_rows, write_rows

POSTAL_ADDRESS = "1 Main Street, Springfield"
TEXT = """\
Hi {{ first_name }} of {{ company }},
{{ note }}
--
to {{ email }} - {{ unsubscribe_url }} - {{ postal_address }}"""
HTML = """\
<p>Hi {{ first_name }} of {{ company }},</p><p title="{{ note }}">{{ note }}</p>\
<p class='{{ company }}'>to {{ email }} - <a href="{{ unsubscribe_url }}">stop</a> - {{ postal_address }}</p>"""
STEPS = tuple(Step(MessageId(name), timedelta()) for name in ("intro", "followup1"))
SUBJECTS = {"intro": "{{ company }}: a question for {{ first_name }}", "followup1": "Again"}
NOTE_IN_SUBJECT = "{{ first_name }}{{ company }} and {{ note }}"

SENT_SUBJECTS = (SUBJECTS["intro"], NOTE_IN_SUBJECT)
"""By step."""

OF_EVERY_MAIL = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "X-SES-MESSAGE-TAGS"),
}
OF_EVERY_REQUEST = {
    *("FromEmailAddress", "Destination", "ReplyToAddresses", "Content", "EmailTags"),
    *("ConfigurationSetName", "ConfigurationOverrides"),
}
REPLY_ADDRESS = re.compile(r"reply\+[a-z2-7]{26}\.[a-z2-7]{24}@reply\.us\.example")
TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")
FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20\t\n\r\x00]")


def the_campaign(**subjects: str) -> Campaign:
    """Fields in a subject at its beginning and end, in a text, in HTML between tags and within attributes."""
    parts = {"txt": TEXT, "html": HTML}
    templates = {f"{step.message_id}.{part}": text for step in STEPS for part, text in parts.items()}
    templates |= {f"{name}.subject.txt": text for name, text in (SUBJECTS | subjects).items()}
    return a_campaign(
        name="Demo",
        sender=CampaignSender("sales@us.example", POSTAL_ADDRESS, name="Sales", reply_to="desk@us.example"),
        steps=STEPS,
        policy=Policy(max_leads_per_tick=1_000, per_day=10_000, cooldown=timedelta(), breaker=None),
        fields={"first_name": None, "company": None, "note": None},
        templates=templates,
    )


@dataclass(frozen=True)
class Story:
    """One file of hostile rows, imported, rehearsed, sent and exported."""

    rows: list[Row]
    file: Path
    report: ImportReport
    cloud: Cloud
    exports: dict[str, Exported]
    mails: list[AcceptedMail]
    """What SES took, in the order in which it did."""

    def enrollments(self, run_id: str) -> dict[str, Enrollment]:
        campaign = self.cloud.campaign
        found = self.cloud.operator.enrollments.of_run(CAMPAIGN, RunId(run_id), campaign.shards)
        return {each.lead.address: each for each in found}

    def of_fate(self, kind: type) -> list[Row]:
        return [row for row in self.rows if isinstance(row.fate, kind)]

    @property
    def taken(self) -> list[Row]:
        return [row for row in self.rows if not isinstance(row.fate, Rejected)]

    @property
    def rejects(self) -> Path:
        return self.file.with_name("leads.rejected.csv")


@pytest.fixture(scope="module")
def story(emulator: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch, a_cloud(emulator, folder / "mails", patch) as cloud:
        patch.setenv("REPLY_DOMAIN", "reply.us.example")
        send_app.cache_clear()
        yield told(cloud, folder)


def told(cloud: Cloud, folder: Path) -> Story:
    """Import, then change the campaign so that a field of the bodies reaches a subject, then run it."""
    rows, file = hostile_rows(), folder / "leads.csv"
    write_rows(file, rows)
    stack = Stack("test", cloud.endpoint, cloud.operator, mails=cloud.ses.mailbox.directory)
    imported_for, cloud.campaign = the_campaign(), the_campaign(followup1=NOTE_IN_SUBJECT)
    cloud.operator.runs.apply(imported_for, {})
    report = import_with_bar(cloud.operator, imported_for, LeadFile(file), "ann")
    cloud.operator.runs.apply(cloud.campaign, {})
    exports = {}
    for mode in (Mode.PROOF, Mode.LIVE):
        run = cloud.operator.runs.start(CAMPAIGN, mode, "ann").run
        run_to_the_end(cloud, run.run_id)
        exports[str(run.run_id)] = export_run(stack, run, folder / str(run.run_id))
    return Story(rows, file, report, cloud, exports, cloud.ses.mails())


def run_to_the_end(cloud: Cloud, run_id: RunId) -> None:
    """Turn until the run has finished, or clearly never will: what became of its leads says why."""
    for _ in range(10):
        cloud.turn()
        run = cloud.operator.controls.run(CAMPAIGN, run_id)
        if run is not None and run.status is RunStatus.FINISHED:
            return


def filled(template: str, values: dict[str, str]) -> str:
    """Put values in the places of a template, once: what they hold is not looked at again."""
    return re.sub(r"{{ (\w+) }}", lambda place: values[place[1]], template)


def outline(page: str) -> list[tuple[str, dict[str, str | None]] | str]:
    """Return a page's tags with their attributes, and its texts, as a browser understands them."""
    found: list[tuple[str, dict[str, str | None]] | str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.handle_data = found.append
    parser.feed(page)
    parser.close()
    return found


def filled_outline(template: str, values: dict[str, str]) -> list[tuple[str, dict[str, str | None]] | str]:
    """Return the outline of a template, with values in it as texts and attributes and as nothing else."""
    return [
        filled(part, values)
        if isinstance(part, str)
        else (part[0], {name: value and filled(value, values) for name, value in part[1].items()})
        for part in outline(template)
    ]


def header_lines(content: bytes) -> list[str]:
    """Name the header lines of a mail without any parser's help."""
    head = content.partition(b"\r\n\r\n")[0]
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", head)
    lines = [line for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    return [line.partition(b":")[0].decode("ascii") for line in lines]


def lines(text: str | None) -> list[str]:
    """Divide a text at line ends, of which a mail knows one kind only."""
    return re.split(r"\r\n?|\n", (text or "").rstrip("\r\n"))


def tags(page: str) -> set[tuple[str, str]]:
    """Name the tags of a page, each with each of its attributes."""
    found = [part for part in outline(page) if not isinstance(part, str)]
    return {(tag, name) for tag, attributes in found for name in ("", *attributes)}


def values_of(row: Row, link_header: str) -> dict[str, str]:
    return {
        "first_name": row.first_name,
        "company": row.company,
        "note": row.note,
        "email": row.address,
        "unsubscribe_url": link_header.strip("<>"),
        "postal_address": POSTAL_ADDRESS,
    }


def mails_meant(rows: list[Row]) -> Counter[tuple[str, int]]:
    """Count the mails that the rows' fates allow, by address and step."""
    steps = {row.address: row.fate.step if isinstance(row.fate, Failed) else len(STEPS) for row in rows}
    return Counter((address, step) for address, end in steps.items() for step in range(end))


def mail_files(story: Story, run_id: str) -> list[Path]:
    return sorted((story.exports[run_id].directory / "mails").glob("*.eml"))


def test_each_row_is_taken_or_turned_away_with_its_reason(story: Story) -> None:
    meant = story.of_fate(Rejected)
    with story.rejects.open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))
    for row, rejected in zip(meant, found, strict=True):
        assert row.fate.because in rejected["rejected_because"]
        assert rejected["rejected_remedy"]
    assert (story.report.rows, story.report.rejected) == (len(story.rows), len(meant))
    assert (story.report.added, story.report.duplicates) == (len(story.taken), ())


def test_the_rejected_rows_stand_in_their_file_as_they_were_but_for_blanks_around(story: Story) -> None:
    meant = [[cell.strip() for cell in row.cells] for row in story.of_fate(Rejected)]
    with CsvTable(story.rejects) as table:
        assert [list(row.cells[3:]) for row in table.rows()] == meant


@pytest.mark.parametrize(("run_id", "sent"), [("proof-1", TouchState.SENT_PROOF), (LIVE, TouchState.SENT)])
def test_each_lead_gets_all_its_mails_or_its_touch_fails_with_the_reason(
    story: Story, run_id: str, sent: TouchState
) -> None:
    enrollments = story.enrollments(run_id)
    assert enrollments.keys() == {row.address for row in story.taken}
    for row in story.of_fate(Written):
        lead = enrollments[row.address]
        assert (lead.state, lead.reason) == (State.ENDED, Reason.COMPLETED)
        assert [touch.state for touch in lead.touches.values()] == [sent] * len(STEPS)
    for row in story.of_fate(Failed):
        lead, failed = enrollments[row.address], enrollments[row.address].touches[row.fate.step]
        assert (lead.state, lead.reason) == (State.ENDED, Reason.RENDER_FAILED)
        assert (failed.state, failed.reason) == (TouchState.FAILED, Reason.RENDER_FAILED)
        assert str(failed.detail).endswith(f": {row.fate.problem}")


def test_ses_is_asked_for_these_mails_to_one_recipient_each_and_for_no_other(story: Story) -> None:
    assert story.cloud.ses.requests == len(story.mails)
    found = Counter((mail.recipient, int(mail.tags["step"])) for mail in story.mails)
    assert found == mails_meant(story.taken)
    for mail in story.mails:
        request, simple = mail.request, mail.request["Content"]["Simple"]
        assert set(request) == OF_EVERY_REQUEST
        assert request["Destination"] == {"ToAddresses": [mail.recipient]}
        assert set(simple) == {"Subject", "Body", "Headers"}
        assert request["FromEmailAddress"] == "Sales <sales@us.example>"
        assert len(request["ReplyToAddresses"]) == 1
        assert REPLY_ADDRESS.fullmatch(request["ReplyToAddresses"][0])


@pytest.mark.parametrize("run_id", ["proof-1", LIVE])
def test_each_mail_has_the_headers_of_our_mails_and_is_for_one_person(story: Story, run_id: str) -> None:
    found: Counter[tuple[str, int]] = Counter()
    for path in mail_files(story, run_id):
        content = path.read_bytes()
        message, step = parsed(content), int(path.stem.rpartition("-")[2]) - 1
        names = OF_EVERY_MAIL | ({"In-Reply-To", "References"} if step else set())
        names |= {"X-SES-CONFIGURATION-SET"} if run_id == LIVE else set()
        assert Counter(header_lines(content)) == Counter(names)
        ((name, address),) = getaddresses([str(message["To"])])
        assert name == ""
        assert message["From"] == "Sales <sales@us.example>"
        assert REPLY_ADDRESS.fullmatch(str(message["Reply-To"]))
        found[address, step] += 1
    assert found == mails_meant(story.taken)


def test_every_value_is_literal_in_subject_and_text_and_no_more_than_text_in_html(story: Story) -> None:
    rows = {row.address: row for row in story.taken}
    for mail in story.mails:
        values = values_of(rows[mail.recipient], mail.headers["List-Unsubscribe"])
        said = mail.request["Content"]["Simple"]
        subject = filled(SENT_SUBJECTS[int(mail.tags["step"])], values)
        assert said["Subject"]["Data"] == subject == mail.subject
        assert said["Body"]["Text"]["Data"] == filled(TEXT, values)
        assert lines(mail.text) == lines(filled(TEXT, values))
        assert outline(said["Body"]["Html"]["Data"]) == filled_outline(HTML, values)
        assert "ghost" not in str(said)


@pytest.mark.parametrize("run_id", ["proof-1", LIVE])
def test_every_value_reads_the_same_in_the_mail_as_a_mail_client_opens_it(story: Story, run_id: str) -> None:
    rows = {row.address: row for row in story.taken}
    for path in mail_files(story, run_id):
        message, step = parsed(path.read_bytes()), int(path.stem.rpartition("-")[2]) - 1
        values = values_of(rows[str(message["To"])], str(message["List-Unsubscribe"]))
        assert message["Subject"] == filled(SENT_SUBJECTS[step], values)
        assert lines(body(message, "plain")) == lines(filled(TEXT, values))


def test_tags_hold_nothing_but_ids(story: Story) -> None:
    for mail in story.mails:
        grouped_by = {"ses:feedback-id-a", "ses:feedback-id-b"}
        assert set(mail.tags) == {"campaign", "run", "shard", "lead", "step", "claim"} | grouped_by
        assert all(TAG.fullmatch(value) for value in mail.tags.values())


def test_no_cell_of_an_export_begins_like_a_formula(story: Story) -> None:
    files = [story.rejects]
    for exported in story.exports.values():
        files += [exported.directory / "leads.csv", exported.directory / "attempts.csv"]
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            assert [cell for row in csv.reader(stream) for cell in row if FORMULA.match(cell)] == []


@pytest.mark.parametrize("run_id", ["proof-1", LIVE])
def test_the_json_lines_beside_them_hold_every_value_as_it_was(story: Story, run_id: str) -> None:
    folder = story.exports[run_id].directory
    with (folder / "leads.jsonl").open(encoding="utf-8") as stream:
        found = {row["address"]: row["fields"] for row in map(json.loads, stream)}
    with CsvTable(folder / "leads.csv") as table:
        cells = [dict(zip(table.first.cells, row.cells, strict=True)) for row in table.rows()]
    names = ("first_name", "company", "note", "ghost")
    meant = {row.address: {name: getattr(row, name) for name in names} for row in story.taken}
    assert found == {address: {**one, "full_name": one["first_name"]} for address, one in meant.items()}
    assert {row["address"]: {name: row[name] for name in names} for row in cells} == meant


@pytest.mark.parametrize("run_id", ["proof-1", LIVE])
def test_the_export_holds_and_its_pages_have_no_tag_of_others(story: Story, run_id: str) -> None:
    folder = story.exports[run_id].directory
    assert story.exports[run_id].findings == ()
    assert verify(folder).holds
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert tags(page) <= tags(packaged("pages/report.html"))


def test_the_rejected_rows_are_rejected_again_for_the_same_reasons(story: Story) -> None:
    again = story.file.with_name("again.csv")
    before = story.cloud.ses.requests
    report = import_with_bar(
        story.cloud.operator, story.cloud.campaign, LeadFile(story.rejects, rejects=again), "ann"
    )
    assert (report.added, report.known, report.rejected) == (0, 0, len(story.of_fate(Rejected)))
    with CsvTable(story.rejects) as first, CsvTable(again) as second:
        own, theirs = slice(1, 3), slice(-len(COLUMNS), None)
        assert [row.cells[own] + row.cells[theirs] for row in first.rows()] == [
            row.cells[own] + row.cells[theirs] for row in second.rows()
        ]
    assert story.cloud.ses.requests == before
