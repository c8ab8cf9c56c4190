"""Opens a page that a command wrote."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.output import note

OpenIt = Annotated[bool, typer.Option("--open", help="Open the page in your browser.")]


def open_page(path: Path) -> None:
    """Open a page in the browser of the person; say so if there is none."""
    if not webbrowser.open(path.resolve().as_uri()):
        note(f"no browser could be opened; open {path} yourself")
