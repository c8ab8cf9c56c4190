"""The protocol is searched completely within its bounds, and the real code does what the model does.

The bounds in the suite: two consumers, the touch becomes due again once, one copy of a write is on its way. This
makes 100 thousand states. `python tests/model/prove.py` goes further.
"""

import random
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.exceptions import ReadTimeoutError

from model.protocol import IDLE, Bounds, Protocol, Variant
from model.replay import JANE, Replay, expected, observed, replay
from model.search import Found, search
from outreach.adapters.clients import sending_client
from outreach.adapters.ses import SesSender
from outreach.domain.enrollment import State as Standing
from world.builders import a_lead

IN_THE_SUITE = Bounds(consumers=2, attempts=1, late=1)
BROKEN = {
    Variant.LOOK_BEFORE_CLAIM: ("a mail went out after a stop or an order", 6),
    Variant.SES_RETRIES: ("two mails", 6),
    Variant.STALE_CLAIM_RETRIED: ("two mails", 9),
    Variant.SETTLE_WITHOUT_OWNER: ("two mails", 18),
    Variant.NOBODY_GIVES_UP: ("a lead is lost", 4),
    Variant.CLAIM_ID_OF_THE_MESSAGE: ("two mails", 9),
}
"""By missing guard: the promise that breaks, and the fewest steps in which it does."""
WALKS = 150
STEPS = 60
WEIGHTS = {"kill": 0.5, "kill off": 4, "unsubscribe": 0.05, "crash": 0.5, "copy": 2, "event": 1}
"""How likely a step is, compared with 6 for the ordinary ones. A walk that is stopped early shows little."""


@pytest.fixture(scope="module")
def found() -> dict[Variant, Found]:
    return {variant: search(Protocol(variant)) for variant in BROKEN}


def test_no_order_of_events_breaks_a_promise() -> None:
    seen = search(Protocol(bounds=IN_THE_SUITE))
    assert seen.broken is None
    assert seen.states > 50_000


@pytest.mark.parametrize("variant", BROKEN)
def test_without_a_guard_the_model_breaks(found: dict[Variant, Found], variant: Variant) -> None:
    broken = found[variant].broken
    assert broken is not None
    assert (broken.promise, len(broken.trace)) == BROKEN[variant]


@pytest.mark.parametrize("variant", BROKEN)
def test_the_real_code_survives_what_breaks_the_model(found: dict[Variant, Found], variant: Variant) -> None:
    broken = found[variant].broken
    assert broken is not None
    real = replay(broken.trace)
    told = [step.action for step in broken.trace]
    assert real.mails == (0 if "unsubscribe" in told or "send" not in told else 1)
    assert real.world.enrollment(JANE).state is Standing.ENDED


def test_a_mail_whose_response_is_lost_is_one_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trace of the variant with SDK retries, through the real client."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    client = sending_client("us-east-1", "http://127.0.0.1:9")
    asked: list[str] = []

    def loses_the_response(request: AWSPreparedRequest, **_: Any) -> None:
        asked.append(request.url)
        raise ReadTimeoutError(endpoint_url=request.url)

    client.meta.events.register("before-send.sesv2.SendEmail", loses_the_response)
    real = Replay()
    monkeypatch.setattr(real.world.ses, "send", SesSender(client, "outreach").send)
    real.rest()
    assert len(asked) == 1
    assert real.world.enrollment(a_lead()).state is Standing.ENDED


@pytest.mark.parametrize("seed", range(WALKS))
def test_the_real_code_does_what_the_model_does(seed: int) -> None:
    """A random walk through the model. After each step the real code has the model's row, mails and next requests."""
    bounds = Bounds(consumers=2, attempts=2, late=1)
    protocol, chance, real = Protocol(bounds=bounds), random.Random(seed), Replay()
    state, trace = protocol.start(), []
    for _ in range(STEPS):
        possible = list(protocol.steps(state))
        if state.row.state == "ended" and all(consumer == IDLE for consumer in state.consumers):
            break
        step, after = chance.choices(possible, [WEIGHTS.get(step.action, 6) for step, _ in possible])[0]
        trace.append(str(step))
        assert protocol.violation(state, step, after) is None
        real.do(step)
        state = after
        assert observed(real, bounds.consumers) == expected(state), " | ".join(trace)
    real.rest()
    assert real.mails == state.mails or (real.mails, state.mails, state.ordered) == (1, 0, False)
    assert real.world.enrollment(JANE).state is Standing.ENDED
