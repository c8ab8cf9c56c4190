"""What an author writes is finished when a campaign is loaded, in every command alike, and only what is finished is stored."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from outreach.errors import BadFiles
from outreach.reading.campaign_file import LoadedCampaign, load_campaign
from outreach.reading.finishing.finished import finished

ROOT = Path(__file__).parents[2]
HEAD = """\
id: spring
name: Spring
sender:
  address: ada@acme.com
  postal_address: 1 Main Street, Dublin
sequence:
  - message: intro
fields:
  first_name: {default: there}
"""
MJML = """\
<mjml>
  <mj-head><mj-style inline="inline">p { color: red }</mj-style></mj-head>
  <mj-body>
    <mj-section><mj-column>
      <mj-text><p>Hi {{ first_name }}, we met at the fair and you asked what it costs to send a letter by ship.</p></mj-text>
      <mj-button href="https://acme.com/{{ first_name | urlencode }}">Have a look</mj-button>
      <mj-text><a href="{{ unsubscribe_url }}">Unsubscribe</a> {{ postal_address }}</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>
"""
MADE = (
    "messages/intro.mjml: the text of the mail is made from it; look at it with `outreach preview`, or write "
    "messages/intro.txt (text-made)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "messages").mkdir()
    (tmp_path / "campaign.yaml").write_text(HEAD)
    (tmp_path / "messages/intro.subject.txt").write_text("A letter by ship")
    return tmp_path


def load(folder: Path, **files: str | bytes) -> LoadedCampaign:
    """Load the campaign with these files, of message `intro`."""
    for ending, text in files.items():
        path = folder / f"messages/intro.{ending}"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_campaign(folder / "campaign.yaml")


def problems(folder: Path, **files: str | bytes) -> list[str]:
    with pytest.raises(BadFiles) as caught:
        load(folder, **files)
    return str(caught.value).splitlines()


def test_mjml_alone_gives_plain_html_and_a_text_and_nothing_else_is_stored(folder):
    loaded = load(folder, mjml=MJML)
    assert set(loaded.campaign.templates) == {"intro.subject.txt", "intro.html", "intro.txt"}
    assert not re.search(r"<mj|outreach-inline", "".join(loaded.campaign.templates.values()))
    assert '<p style="color: red;">Hi {{ first_name }}' in loaded.campaign.templates["intro.html"]
    assert loaded.campaign.templates["intro.txt"] == (
        "Hi {{ first_name }}, we met at the fair and you asked what it costs to send a letter by ship.\n\n"
        "Have a look <https://acme.com/{{ first_name | urlencode }}>\n"
        "Unsubscribe <{{ unsubscribe_url }}> {{ postal_address }}\n"
    )
    assert loaded.notes == (MADE,)
    assert loaded.warnings == ()


def test_the_text_may_be_written_beside_mjml(folder):
    loaded = load(folder, mjml=MJML, txt="Hi. {{ unsubscribe_url }} {{ postal_address }}")
    assert loaded.campaign.templates["intro.txt"].startswith("Hi. ")
    assert MADE not in loaded.notes


def test_html_beside_mjml_is_refused(folder):
    assert problems(folder, mjml=MJML, html="{{ unsubscribe_url }} {{ postal_address }}") == [
        "messages/intro.mjml: there is also intro.html; remove one of them: the .html is made from the .mjml"
    ]


def test_what_is_wrong_is_said_of_the_file_that_the_author_wrote_and_its_line(folder):
    wrong = MJML.replace("{{ first_name }},", "{{ frist_name }},")
    assert problems(folder, mjml=wrong) == [
        (
            'messages/intro.mjml line 5: "frist_name" is neither a field of this campaign nor built in; did you mean '
            '"first_name"?'
        )
    ]
    missing = MJML.replace("{{ unsubscribe_url }}", "https://acme.com/")
    assert problems(folder, mjml=missing) == [
        "messages/intro.mjml: does not show {{ unsubscribe_url }}; every message must, itself or in its layout"
    ]
    assert problems(folder, mjml=MJML.replace("<mj-button", "<mj-buton")) == [
        "messages/intro.mjml line 6: there is no element <mj-buton>; see https://documentation.mjml.io"
    ]


def test_a_field_that_every_lead_needs_is_told_with_the_place_in_the_mjml(folder):
    (folder / "campaign.yaml").write_text(HEAD.replace("{default: there}", ""))
    assert load(folder, mjml=MJML).required == {"first_name": "messages/intro.mjml line 5"}


def test_a_note_names_the_line_of_the_mjml(folder):
    notes = load(
        folder, mjml=MJML.replace("https://acme.com/{{ first_name | urlencode }}", "http://acme.com/")
    ).notes
    assert [note for note in notes if "link-unencrypted" in note] == [
        (
            'messages/intro.mjml line 6: the link "http://acme.com/" is not encrypted: browsers warn of it, and filters '
            "distrust it; write https:// (link-unencrypted)"
        ),
    ]


def test_the_size_that_gmail_clips_is_that_of_the_finished_html(folder):
    """Each paragraph is short as it is written. With its styles, the mail is too long."""
    rows = "<p>x</p>\n" * 3000
    html = "<style>p { font-family: Georgia, serif; margin: 0 0 16px }</style>" + rows
    loaded = load(folder, html=f"{html}{{{{ unsubscribe_url }}}} {{{{ postal_address }}}}")
    assert len(html) < 102 * 1024
    assert [note for note in loaded.notes if "html-clipped" in note]


@pytest.mark.parametrize(
    ("mjml", "problem"),
    [
        (b"", "messages/intro.mjml: has no <mjml>"),
        (b"\xff\xfe<mjml>", "messages/intro.mjml line 1: is not UTF-8 text"),
        (MJML.replace("we met", "Zo\xeb").encode("latin-1"), "messages/intro.mjml line 5: is not UTF-8 text"),
        (
            b"<mjml><mj-body>{% if first_name %}</mj-body></mjml>",
            "messages/intro.mjml line 1: Unexpected end of template",
        ),
        (b"<mjml><mj-body>{{ first_name </mj-body></mjml>", "messages/intro.mjml"),
    ],
)
def test_a_file_that_is_no_mjml_gives_one_clear_line(folder, mjml, problem):
    found = problems(folder, mjml=mjml)
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_html_that_gives_no_text_gives_one_clear_line(folder):
    (folder / "messages/_m.html").write_text("{% macro m() %}<b>x</b>{% endmacro %}")
    html = "{% from '_m.html' import m %}{{ m() }}{{ unsubscribe_url }} {{ postal_address }}"
    assert problems(folder, html=html) == [
        (
            "messages/intro.html line 1: gives no text: `from` gives HTML that is only known when a mail is made; "
            "write intro.txt yourself"
        )
    ]


def test_an_empty_html_gives_no_text_and_is_told_what_it_lacks(folder):
    assert [line.partition(";")[0] for line in problems(folder, html="")] == [
        "messages/intro.html: does not show {{ unsubscribe_url }}",
        "messages/intro.html: does not show {{ postal_address }}",
    ]


def test_a_mark_at_the_beginning_and_the_line_ends_of_windows_change_nothing(folder):
    wanted = load(folder, mjml=MJML).campaign.templates
    assert (
        load(folder, mjml=b"\xef\xbb\xbf" + MJML.replace("\n", "\r\n").encode()).campaign.templates == wanted
    )


def test_without_styles_and_with_a_text_nothing_is_changed():
    written = {
        "a.subject.txt": "x",
        "a.txt": "y",
        "a.html": "<p>\r\n&nbsp;<TD>{{ x }}<br/></p",
        "_b.html": "<style>",
    }
    assert finished(written, ["a"]).templates == written


def test_the_same_files_give_the_same_bytes_in_every_process(folder):
    """A revision is named by its content, so what is made must not depend on the order of a set."""
    load(folder, mjml=MJML)
    (folder / "messages/next.subject.txt").write_text("x")
    (folder / "messages/next.html").write_text(
        "<style>p { color: red } .a, .b { margin: 0 } b { padding: 0; color: blue }</style>"
        "<p class='a'>{{ unsubscribe_url }} <b class='b'>{{ postal_address }}</b></p>"
    )
    program = (
        "import sys, pathlib; from outreach.reading.campaign_file import load_campaign;"
        "found = load_campaign(pathlib.Path(sys.argv[1]));"
        "print(repr([sorted(found.campaign.templates.items()), found.notes, found.warnings]))"
    )
    digests = set()
    for seed in ("0", "1", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(folder / "campaign.yaml")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert b'style="' in done.stdout
        digests.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(digests) == 1


HEAVY = {"css_inline", "inscriptis", "lxml", "mjml"}


def test_libraries_that_finish_messages_are_loaded_only_where_one_needs_it(folder):
    load(
        folder,
        html="{{ unsubscribe_url }} {{ postal_address }}",
        txt="{{ unsubscribe_url }} {{ postal_address }}",
    )
    program = (
        "import sys, pathlib, outreach.cli.main; from outreach.reading.campaign_file import load_campaign;"
        "load_campaign(pathlib.Path(sys.argv[1])); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder / "campaign.yaml")],
        capture_output=True,
        check=True,
        text=True,
    )
    assert "outreach.reading.finishing.finished" in done.stdout.split()
    assert not HEAVY & set(done.stdout.split())


def test_functions_get_none_of_these_libraries():
    layer = (ROOT / "layers/dependencies/requirements.txt").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    ours = {"css-inline", "inscriptis", "lxml", "mjml-python"}
    assert not ours & set(re.findall(r"^([\w.-]+)==", layer, re.MULTILINE))
    assert not [wish for wish in project["dependencies"] if wish.startswith(tuple(ours))]
    assert " reading " in (ROOT / "layers/core/Makefile").read_text()
