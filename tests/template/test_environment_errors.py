"""A function that is not told all it must know: what it says, for every function and variable."""

import pytest

from outreach.errors import BadEnvironment
from outreach.settings import (
    FeedbackSettings,
    InboundSettings,
    SendSettings,
    TickSettings,
    UnsubscribeSettings,
)

SETTINGS = {
    "TickFunction": TickSettings,
    "SendFunction": SendSettings,
    "FeedbackFunction": FeedbackSettings,
    "InboundFunction": InboundSettings,
    "UnsubscribeFunction": UnsubscribeSettings,
}


@pytest.mark.parametrize("function", SETTINGS)
def test_each_missing_variable_is_named_alone_and_all_of_them_together(template, function):
    given, kind = template.environment(function), SETTINGS[function]
    needed = {name.upper() for name, field in kind.model_fields.items() if field.is_required()}
    for absent in needed:
        with pytest.raises(BadEnvironment) as caught:
            kind.from_environment({name: value for name, value in given.items() if name != absent})
        assert caught.value.problems == {absent: "is not set"}
    with pytest.raises(BadEnvironment) as caught:
        kind.from_environment({})
    assert set(caught.value.problems) == needed


def test_an_impossible_value_is_named_with_its_reason_and_not_shown(template):
    environment = template.environment("SendFunction") | {"SEND_CONCURRENCY": "jane@acme.example"}
    with pytest.raises(BadEnvironment, match="SEND_CONCURRENCY is impossible") as caught:
        SendSettings.from_environment(environment)
    assert "jane@acme.example" not in str(caught.value)
    assert str(caught.value).endswith("deploy the stack again")
