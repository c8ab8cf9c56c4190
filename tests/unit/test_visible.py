"""What is taken out of a text before it is shown beside ours."""

import pytest

from outreach.domain.visible import without_controls

DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("mark", [*DIRECTION, *"\x00\x07\x08\r\t\x1b\x7f\x85\x9b\u2028\u2029\ud800"])
def test_controls_and_marks_of_direction_go(mark: str) -> None:
    assert without_controls(f"a{mark}b") == "ab"


@pytest.mark.parametrize("text", ["a\nb", "Grüße", "שלום", "👩\u200d💻", "[red]x[/red]", "", "<b>"])
def test_everything_else_stays(text: str) -> None:
    assert without_controls(text) == text
