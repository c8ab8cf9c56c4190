"""The pictures of docs/guide.md show the pages as they are, and are small."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def pictures() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        yield importlib.import_module("pictures")


def test_the_pictures_show_the_pages_as_they_are(pictures: ModuleType, tmp_path: Path) -> None:
    """If this fails: look at what has changed on the pages, then `make pictures`."""
    now = {name: pictures.digest_of(name, page) for name, page in pictures.make_pages(tmp_path).items()}
    assert now == pictures.kept_digests(), (
        "the pages have changed since the pictures were taken; run `make pictures`"
    )


def test_the_guide_shows_every_picture_and_each_is_small(pictures: ModuleType) -> None:
    shown = re.findall(r"\]\(pictures/(.+?)\)", (ROOT / "docs" / "guide.md").read_text("utf-8"))
    assert sorted(shown) == sorted(f"{picture.name}.webp" for picture in pictures.WANTED)
    sizes = {path.name: path.stat().st_size for path in pictures.PICTURES.glob("*.webp")}
    assert sizes.keys() == set(shown)
    assert max(sizes.values()) < MOST_BYTES, sizes


def test_a_digest_is_of_what_is_seen(pictures: ModuleType, tmp_path: Path) -> None:
    page = tmp_path / "preview.html"

    def digest(text: str) -> str:
        page.write_text(text)
        return str(pictures.digest_of("preview.html", page))

    claims = "d9b8a714e61a441c12e0c8b2bad640fb", "85776e9add84f39e71545a137a1d5006"
    today = digest(f"<p>Hi</p>\nDate: Sun, 29 Nov 2026 04:16:00 +0000\nclaim={claims[0]}\n<p>you</p>")
    assert digest(f"<p>Hi</p>\nDate: Mon, 30 Nov 2026 08:00:00 +0000\nclaim={claims[1]}\n<p>you</p>") == today
    assert digest(f"<p>Hi</p>\nDate: Sun, 29 Nov 2026 04:16:00 +0000\nclaim={claims[0]}\n<p>we</p>") != today


def test_the_demo_gets_the_values_that_its_file_calls_real(pictures: ModuleType) -> None:
    text = pictures.as_for_real((pictures.DEMO / "campaign.yaml").read_text("utf-8"))
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    wanted = ("delay", "per_day", "ramp", "cooldown", "max_leads", "window", "holidays")
    assert [line for line in lines if line.startswith(wanted)] == [
        "delay: 3d",
        "delay: 4d",
        "per_day: 100",
        "ramp: {start: 50, step: 10, ceiling: 100}",
        "max_leads_per_tick: 25",
        "cooldown: 24h",
        "window:",
        "holidays: IE",
    ]
