"""What makes a simulation fast changes no byte of its export: each file is the same as by the slow ways."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outreach.artifacts import eml, mails, verify
from outreach.artifacts.mail_bytes import Written, by_the_package
from outreach.cli.main import app
from outreach.reading import lead_file, two_processes
from outreach.rendering import sandbox
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
    """The mail package for each mail, Jinja's own way for each macro, and one process."""
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
        monkeypatch.setattr(module, "mapped", lambda *about: two_processes.mapped(*about, alone=20))
    monkeypatch.setattr(two_processes, "_CHUNK", 10)
    monkeypatch.setattr(two_processes, "_AHEAD", 2)
    fast = export(leads, tmp_path / "fast")

    assert verify(fast).holds
    files = sorted(path.relative_to(slow) for path in slow.rglob("*") if path.is_file())
    assert len(files) > 200
    assert sorted(path.relative_to(fast) for path in fast.rglob("*") if path.is_file()) == files
    assert [file for file in files if (slow / file).read_bytes() != (fast / file).read_bytes()] == []
