"""docs/recipes.md: each recipe is made as the page says, checked, and simulated to its end."""

import re
import shlex
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from outreach.cli.main import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "recipes.md"
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)
_MAILS = re.compile(r"^What it comes to, if nobody replies: `(.+)`\.$", re.MULTILINE)
STILL = ("--replies", "0", "--bounces", "0", "--out-of-office", "0")
LAST_DAY = "ends: 2027-06-09"
"""It must lie ahead whenever the test runs."""


@dataclass
class Recipe:
    name: str
    init: list[str]
    removed: list[str]
    """Patterns of files that the recipe does not need."""
    mails: str
    files: dict[str, str] = field(default_factory=dict)


def recipes() -> list[Recipe]:
    """What stands on the page, one for each heading that has a campaign file."""
    return [_recipe(part) for part in PAGE.read_text("utf-8").split("\n## ")[1:]]


def _recipe(part: str) -> Recipe:
    commands: list[list[str]] = []
    files: dict[str, str] = {}
    for block in _BLOCK.finditer(part):
        if block["kind"] == "sh":
            commands += map(shlex.split, block["text"].splitlines())
        else:
            files["campaign.yaml" if block["kind"] == "yaml" else block["file"]] = block["text"]
    [mails] = _MAILS.findall(part)
    [init] = [words[1:] for words in commands if words[0] == "outreach"]
    removed = [pattern for words in commands if words[0] == "rm" for pattern in words[1:]]
    return Recipe(part.splitlines()[0], init, removed, mails, files)


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, arguments)


def test_the_page_has_the_recipes_that_it_announces() -> None:
    announced = re.findall(r"^\d\. \[(.+?)\]\(|· \d\. \[(.+?)\]\(", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [recipe.name for recipe in recipes()] == ["".join(names) for names in announced]
    assert {recipe.files.keys() >= {"campaign.yaml", "leads.csv"} for recipe in recipes()} == {True}


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.name)
def test_a_recipe_is_checked_without_a_warning_and_comes_to_its_end(
    recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*recipe.init).exit_code == 0
    folder = tmp_path / recipe.init[1]
    for unneeded in [path for pattern in recipe.removed for path in tmp_path.glob(pattern)]:
        unneeded.unlink()
    ahead = (datetime.now(UTC) + timedelta(days=60)).date()
    for name, text in recipe.files.items():
        (folder / name).write_text(text.replace(LAST_DAY, f"ends: {ahead}"))
    checked = run("campaign", "check", str(folder), "--leads", str(folder / "leads.csv"))
    assert checked.exit_code == 0, checked.output
    assert "warning" not in checked.output
    simulated = run("simulate", str(folder), "--leads", str(folder / "leads.csv"), *STILL)
    assert simulated.exit_code == 0, simulated.output
    assert f"{recipe.init[1]} live: finished" in simulated.stdout
    assert f" {recipe.mails}" in simulated.stdout
