"""What makes a simulation fast changes no byte of its export: each file is the same as by the slow ways."""

import csv
from dataclasses import replace
from functools import partial
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from typer.testing import CliRunner

from outreach.artifacts import eml, mails, verify
from outreach.artifacts.mail_bytes import Written, by_the_package
from outreach.cli import simulate
from outreach.cli.main import app
from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import MessageId
from outreach.domain.mail import Mail
from outreach.errors import RenderFailed
from outreach.memory.later_mails import Asked
from outreach.reading import lead_file, two_processes
from outreach.reading.two_processes import _answer as answer
from outreach.reading.two_processes import ahead
from outreach.rendering import sandbox
from outreach.rendering.renderer import TemplateRenderer
from world.hostile_rows import hostile_rows
from world.unsubscribe_site import ROOT

DEMO = ROOT / "infra" / "demo"


def awkward_leads(file: Path) -> Path:
    """Write the hostile rows with the fields that the demo's messages use."""
    with file.open("w", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("email", "first_name", "company", "city"))
        rows.writerows((row.email, row.first_name, row.company, row.note) for row in hostile_rows())
    return file


def export(leads: Path, directory: Path) -> Path:
    options = ("--from", "2026-12-01", "--replies", "8%", "--artifacts-dir", str(directory))
    result = CliRunner().invoke(app, ["simulate", str(DEMO), "--leads", str(leads), *options])
    assert result.exit_code == 0, result.output
    return directory / "campaign_demo" / "simulation"


def the_slow_ways(patch: pytest.MonkeyPatch) -> None:
    """Each text before its mail goes out, the mail package for each mail, Jinja's own way for macros, one process."""
    simulated = simulate._simulate
    patch.setattr(
        simulate,
        "_simulate",
        lambda ctx, campaign, wanted, *rest, **named: simulated(
            ctx, campaign, replace(wanted, texts=True), *rest, **named
        ),
    )
    patch.setattr(eml, "written", lambda *about: Written(by_the_package(*about), None))
    patch.setattr(sandbox, "Macro", None)
    patch.setattr(lead_file, "mapped", map)
    patch.setattr(mails, "mapped", map)


def test_an_export_is_the_same_by_the_slow_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leads = awkward_leads(tmp_path / "leads.csv")
    with monkeypatch.context() as patch:
        the_slow_ways(patch)
        slow = export(leads, tmp_path / "slow")
    for module in (lead_file, mails):
        monkeypatch.setattr(module, "mapped", partial(two_processes.mapped, alone=20))
    asked: list[type] = []

    def answered(process: Popen[bytes], chunk: list[Any]) -> list[Any] | None:
        asked.append(type(chunk[0]))
        return answer(process, chunk)

    monkeypatch.setattr(two_processes, "ahead", partial(ahead, alone=20))
    monkeypatch.setattr(two_processes, "_answer", answered)
    monkeypatch.setattr(two_processes, "_CHUNK", 10)
    monkeypatch.setattr(two_processes, "_AHEAD", 2)
    fast = export(leads, tmp_path / "fast")

    assert verify(fast).holds
    assert Asked in asked
    files = files_of(slow)
    assert len(files) > 200
    assert files_of(fast) == files


def test_if_a_text_fails_after_its_mail_went_out_everything_is_played_with_the_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text of one mail fails wherever it is rendered: its touch has failed, and nobody gets that mail."""
    leads = tmp_path / "leads.csv"
    leads.write_text(
        "email,first_name,company,city\n" + "".join(map("l{0}@c{0}.example,Ann,C,D\n".format, range(5)))
    )
    rendered = TemplateRenderer.render

    def render(
        self: TemplateRenderer, campaign: Campaign, message_id: MessageId, enrollment: Enrollment
    ) -> Mail:
        if enrollment.lead.address == "l3@c3.example" and enrollment.touches:
            raise RenderFailed("followup1.txt", "too large")
        return rendered(self, campaign, message_id, enrollment)

    monkeypatch.setattr(TemplateRenderer, "render", render)
    with monkeypatch.context() as patch:
        the_slow_ways(patch)
        slow = export(leads, tmp_path / "slow")
    fast = export(leads, tmp_path / "fast")

    assert "render_failed" in (slow / "leads.csv").read_text(encoding="utf-8-sig")
    assert files_of(fast) == files_of(slow)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of an export by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
