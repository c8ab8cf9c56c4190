"""events/ and the environment file beside it agree with the template and with what sam makes of them."""

import hashlib
import json
import re
import subprocess
from typing import Any

import pytest

from world.cloud import ROOT

EVENTS = ROOT / "events"
FILES = sorted(path.name for path in EVENTS.glob("*.json"))
ENDPOINTS = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SESV2"}
ROW = re.compile(
    r"^\| `(?P<file>[\w-]+\.json)` \| .+ \| `sam local invoke (?P<function>\w+) "
    r"--event events/(?P<event>\S+) --env-vars infra/local-env\.json` \|$",
    re.MULTILINE,
)
SAM_PYTHON = ROOT / ".tools/sam/bin/python"
# Everything that `sam local invoke` does on the way to a function's environment, and no container.
WHAT_SAM_GIVES = """
import json, sys
from samcli.commands.local.lib.local_lambda import LocalLambdaRunner
from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider
stacks, _ = SamLocalStackProvider.get_stacks(sys.argv[1])
provider = SamFunctionProvider(stacks)
runner = LocalLambdaRunner(None, provider, ".", ".", env_vars_values=json.load(open(sys.argv[2])))
runner.get_aws_creds = lambda: {}
print(json.dumps({each.name: runner._make_env_vars(each).resolve() for each in provider.get_all()}))
"""


def rows() -> list[re.Match[str]]:
    return list(ROW.finditer((EVENTS / "README.md").read_text("utf-8")))


def variables_of(file: str) -> dict[str, dict[str, str]]:
    return json.loads((ROOT / file).read_text("utf-8"), object_pairs_hook=each_once)


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that stands in an object twice: of the two, JSON's readers take one in silence."""
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), names
    return dict(pairs)


def function_of(file: str) -> str:
    """`send-batch.json` is for the SendFunction."""
    return f"{re.split(r'[-.]', file)[0].title()}Function"


def test_every_file_stands_in_the_table_with_its_line():
    assert [(row["file"], row["function"], row["event"]) for row in rows()] == [
        (row["file"], function_of(row["file"]), row["file"]) for row in rows()
    ]
    assert sorted(row["file"] for row in rows()) == FILES


def test_every_function_has_an_event(template):
    functions = {
        name
        for name, each in template.source["Resources"].items()
        if each["Type"] == "AWS::Serverless::Function"
    }

    assert {row["function"] for row in rows()} == functions
    assert set(variables_of("infra/local-env.json")) == functions


def test_the_file_holds_the_variables_of_each_function_and_the_endpoints(template):
    for function, variables in variables_of("infra/local-env.json").items():
        assert set(variables) == set(template.environment(function)) | ENDPOINTS
        assert {variables[name].rpartition(":")[0] for name in ENDPOINTS} == {"http://host.docker.internal"}


def test_the_file_says_what_the_template_says_where_that_is_known(template):
    for function, variables in variables_of("infra/local-env.json").items():
        known = {
            name: value
            for name, value in template.environment(function).items()
            if value.isdigit() or name.startswith("POWERTOOLS_")
        }
        assert known.items() <= variables.items()


def test_sam_gives_each_function_what_the_file_says():
    """A function that is not told its endpoint would talk to AWS, with the credentials of the shell."""
    done = subprocess.run(
        [SAM_PYTHON, "-c", WHAT_SAM_GIVES, "template.yaml", "infra/local-env.json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    given = json.loads(done.stdout.splitlines()[-1])
    for function, variables in variables_of("infra/local-env.json").items():
        assert variables.items() <= given[function].items()


@pytest.mark.parametrize(
    "file",
    [name for name in FILES if name.startswith(("send-", "feedback-", "inbound-", "unsubscribe-kept"))],
)
def test_records_are_whole(file):
    """As SQS makes them, ten at the most, each with an id and a digest of its own."""
    records = json.loads((EVENTS / file).read_text("utf-8"))["Records"]
    assert 1 <= len(records) <= 10
    assert len({record["messageId"] for record in records}) == len(records)
    for record in records:
        assert record["md5OfBody"] == hashlib.md5(record["body"].encode()).hexdigest()
        assert record["eventSource"] == "aws:sqs"
        assert set(record["attributes"]) == {
            "ApproximateReceiveCount",
            "SentTimestamp",
            "SenderId",
            "ApproximateFirstReceiveTimestamp",
        }
