"""A campaign's folder with a list of leads, some of them hostile, and what `outreach preview` says of it."""

import html
import re
from pathlib import Path

from typer.testing import CliRunner, Result

from outreach.cli.main import app

EVIL = "<script>document.title='x'</script>"
IMAGE = "<img src=x onerror=\"document.title='y'\">"
BREAKOUT = '"></iframe><script>document.title="z"</script></pre></bdi>'
CAMPAIGN_FILE = """\
id: spring
name: "Spring <script>document.title='n'</script>"
sender:
  name: Max
  address: max@us.example
  postal_address: 1 Main Street
sequence:
  - message: intro
  - message: again
    delay: 3d
fields:
  first_name:
    default: there
  note:
    default: ""
"""
MESSAGES = {
    "intro.subject.txt": "For {{ first_name }}",
    "intro.txt": "Hi {{ first_name }}, {{ note }}\n{{ unsubscribe_url }}\n{{ postal_address }}",
    "intro.html": '<p id="top">Hi {{ first_name }}, {{ note }}</p><a id="offer" href="https://us.example/offer">Offer</a> '
    '<a id="stop" href="{{ unsubscribe_url }}">Unsubscribe</a><p>{{ postal_address }}</p>'
    '<a id="odd" href="javascript:top.document.title=1">Odd</a>',
    "again.txt": "Again\n{{ unsubscribe_url }}\n{{ postal_address }}",
    "again.html": '<p>Again</p><a href="{{ unsubscribe_url }}">Unsubscribe</a><p>{{ postal_address }}</p>',
}
ROWS = f"""\
Email,First Name,Note,Do Not Contact
jane@acme.example,Jane,met,
Evil@Acme.example,Mal,"{EVIL}{IMAGE.replace('"', '""')}{BREAKOUT.replace('"', '""')}{" and so on" * 60}",
noa@acme.example,\u05e0\u05d5\u05e2\u05d4,"\u202eabc",
dora@acme.example,Dora,,yes
not an address,Bob,,
empty@acme.example,,,
jane@acme.example,Janet,,
"""


def a_folder(folder: Path) -> Path:
    """Write the campaign and its leads."""
    (folder / "messages").mkdir(parents=True)
    (folder / "campaign.yaml").write_text(CAMPAIGN_FILE)
    for name, text in MESSAGES.items():
        (folder / "messages" / name).write_text(text)
    (folder / "leads.csv").write_text(ROWS)
    return folder


def preview(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner(env={"COLUMNS": "160"}).invoke(app, ["preview", *map(str, arguments)])


def frames(page: str) -> list[str]:
    """Return the HTML of each frame of a page, in order, as a browser reads it."""
    return [html.unescape(written) for written in re.findall(r'srcdoc="([^"]*)"', page)]
