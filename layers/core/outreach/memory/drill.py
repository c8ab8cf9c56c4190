"""What a drill needs from the outside, in memory: a judge that tests tell what SES accepted, and a button to press."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from outreach.domain.ids import CampaignId
from outreach.services.operator.drill_record import Acceptance


class MemoryJudge:
    """Hears what it is told while it is open, of the campaign that it was opened for."""

    name = "a list in memory"

    def __init__(self, *, hears_everything: bool = True) -> None:
        self.hears_everything = hears_everything
        self.listens_to: CampaignId | None = None
        self.ahead: timedelta | None = None
        self._heard: list[Acceptance] = []

    def open(self, campaign_id: CampaignId) -> None:
        """Begin to listen."""
        self.listens_to, self._heard = campaign_id, []

    def tell(self, campaign_id: str, acceptance: Acceptance) -> None:
        """Say that SES accepted a mail of a campaign."""
        if campaign_id == self.listens_to:
            self._heard.append(acceptance)

    def heard(self) -> Sequence[Acceptance]:
        """Return what it was told."""
        return tuple(self._heard)

    def close(self) -> None:
        """Listen no more."""
        self.listens_to = None

    def clock_difference(self) -> timedelta | None:
        """Return what a test says."""
        return self.ahead


class MemoryOneClick:
    """Posts to a function instead of a URL. The function returns the status, or None for no response."""

    def __init__(self, post: Callable[[str], int | None]) -> None:
        self.post = post
        self.urls: list[str] = []

    def unsubscribe(self, url: str) -> int | None:
        """Press the button."""
        self.urls.append(url)
        return self.post(url)
