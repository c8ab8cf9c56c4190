"""Take the pictures of docs/guide.md: `make pictures`.

The demo campaign, with the values that its file calls real ("really: 3d"), is previewed and simulated from a fixed
date. Chromium takes a picture of what the pages show. Beside the pictures lies a digest of each page, without what
differs from day to day. A test makes the pages again and compares, so a picture cannot show a page that is no more.

Needs the Debian package `chromium`.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from names_in_code import ROOT
from world import browser
from world.reported import Report

PICTURES = ROOT / "docs" / "pictures"
DIGESTS = PICTURES / "pages.sha256"
DEMO = ROOT / "infra" / "demo"
START = "2026-12-01"
_REAL = re.compile(r"^(?P<key>[^#\n]*: *)[^#\n]*(?= # really: (?P<value>\w+))", re.MULTILINE)
_FOR_REAL = re.compile(r"^( *)# (?=window:|  (?:days|from|to|timezone|holidays): |ramp: )", re.MULTILINE)
"""The lines that are comments in the demo, and count in a real campaign."""
_OF_TODAY = re.compile(r"(?:Date: |<dt>Date</dt><dd><bdi>)\w{3}, .*|\b[0-9a-f]{32}\b")
"""In the headers of a mail, which no picture shows: its date, and the id of its claim."""
_PACKED = re.compile(r'<script type="text/plain" id="[a-z0-9-]+">[A-Za-z0-9+/=]*</script>')
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class Picture:
    """What one picture shows: which page, where in it, on a screen of which size."""

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    place: str = ""
    phone: bool = False


WANTED = (
    Picture("preview", "preview.html", 1440, 1000),
    Picture("report", "report.html", 1440, 1400),
    Picture("report-dark", "report.html", 1440, 1400, scheme="dark"),
    Picture("report-phone", "report.html", 390, 844, phone=True),
)


def make_pages(folder: Path) -> dict[str, Path]:
    """Make the pages in an empty folder, from the demo with its real delays, quota and window."""
    campaign = folder / "demo"
    shutil.copytree(DEMO, campaign)
    file = campaign / "campaign.yaml"
    file.write_text(as_for_real(file.read_text("utf-8")), "utf-8")
    leads = ("--leads", "demo/leads.csv")
    _outreach(folder, "preview", "demo", *leads, "--to", "preview.html")
    orders = ("--suppressions", "demo/suppressions.csv")
    _outreach(folder, "simulate", "demo", *leads, *orders, "--from", START, "--artifacts-dir", "artifacts")
    simulated = folder / "artifacts" / "campaign_demo" / "simulation" / "report.html"
    return {"preview.html": folder / "preview.html", "report.html": simulated}


def as_for_real(text: str) -> str:
    """Return the demo's campaign file with the values, the ramp and the window that a real campaign has."""
    return _FOR_REAL.sub(r"\1", _REAL.sub(r"\g<key>\g<value>", text))


def _outreach(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "outreach.cli.main", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def digest_of(name: str, page: Path) -> str:
    """Return a digest of what is seen on a page: of its data those that are shown at first, however they are packed."""
    text = _OF_TODAY.sub("", page.read_text("utf-8"))
    if name == "report.html":
        text = _PACKED.sub("", text) + str(Report(page).table)
    return hashlib.sha256(text.encode()).hexdigest()


def kept_digests() -> dict[str, str]:
    """Return the digest of each page as it was when the pictures were taken."""
    lines = DIGESTS.read_text("utf-8").splitlines() if DIGESTS.exists() else []
    return {name: digest for digest, name in (line.split() for line in lines)}


def take(chromium: Browser, picture: Picture, page: Path) -> bytes:
    """Open a page in a new window and return what it shows, as WebP."""
    with browser.window(chromium, picture.width, picture.height, phone=picture.phone) as window:
        window.emulate_media(color_scheme=picture.scheme)
        window.goto(page.as_uri() + picture.place)
        # Playwright itself takes PNG and JPEG only.
        devtools = window.context.new_cdp_session(window)
        sharp = window.evaluate("devicePixelRatio")
        clip = {"x": 0, "y": 0, "width": picture.width, "height": picture.height, "scale": sharp}
        shot = devtools.send("Page.captureScreenshot", {"format": "webp", "quality": _QUALITY, "clip": clip})
    return base64.b64decode(shot["data"])


def main() -> int:
    """Take all pictures and keep the digests of their pages."""
    if said := browser.missing():
        print(f"make pictures {said}")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="outreach-pictures-") as made, browser.chromium() as chromium:
        pages = make_pages(Path(made))
        for picture in WANTED:
            path = PICTURES / f"{picture.name}.webp"
            path.write_bytes(take(chromium, picture, pages[picture.page]))
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} KB")
        lines = [f"{digest_of(name, page)}  {name}\n" for name, page in pages.items()]
    DIGESTS.write_text("".join(lines), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
