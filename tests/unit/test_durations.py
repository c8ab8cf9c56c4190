"""Durations for people."""

from datetime import timedelta

import pytest

from outreach.domain.durations import lasting


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (2, "2s"), (90, "1m30s"), (3 * 86400, "3d"), (129600, "1d12h")]
)
def test_durations_are_written_as_in_campaign_files(seconds: int, text: str):
    assert lasting(timedelta(seconds=seconds)) == text
