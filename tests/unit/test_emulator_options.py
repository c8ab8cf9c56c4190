"""What `outreach up` and `outreach demo` say to a bad wish for an emulator: one line, and the exit code of its kind."""

import pytest
from typer.testing import CliRunner

from outreach.cli.main import app

REFUSED, USAGE, UNREACHABLE = 1, 2, 3
HERE = "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        (["--endpoint-url", HERE], UNREACHABLE, f"the local stack could not be started: nothing listens at {HERE}"),
        (["--endpoint-url", "nonsense"], USAGE, "'nonsense' is not an endpoint: it does not begin with http://"),
        (["--endpoint-url", f"{HERE}/x"], USAGE, f"'{HERE}/x' is not an endpoint: it has something after the port"),
        (["--endpoint-url", "http://a:b@127.0.0.1"], USAGE, "the URL names a user"),
        (["--endpoint-url", "https://sqs.eu-west-1.amazonaws.com"], REFUSED, "https://sqs.eu-west-1.amazonaws.com is AWS"),
        (["--endpoint-url", "http://192.0.2.7:4566"], REFUSED, "http://192.0.2.7:4566 is not on this machine"),
        (["--emulator", "moto", "--endpoint-url", HERE], USAGE, "--emulator moto starts a moto of its own"),
        (["--ses-endpoint-url", HERE], USAGE, "--ses-endpoint-url is about an emulator that runs already"),
        (["--allow-remote"], USAGE, "--allow-remote is about an emulator that runs already"),
    ],
)  # fmt: skip
def test_a_bad_wish_gets_one_line_and_nothing_is_started(options: list[str], code: int, line: str):
    result = CliRunner().invoke(app, ["demo", *options])
    assert result.exit_code == code, result.output
    assert result.output.count("\n") == 1
    assert result.output.startswith(line)


def test_a_port_is_for_an_emulator_that_is_started_here():
    result = CliRunner().invoke(app, ["up", "--endpoint-url", HERE, "--port", "4566"])
    assert (result.exit_code, result.output) == (
        USAGE,
        "--port is about an emulator that is started here: leave it out, or --endpoint-url\n",
    )


def test_an_emulator_that_nobody_knows_is_a_mistake_of_usage():
    result = CliRunner().invoke(app, ["up", "--emulator", "azure"])
    assert result.exit_code == USAGE
    assert "azure" in result.output
