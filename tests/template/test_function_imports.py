"""What the start of a function loads. Its time is measured by `make bench`, and depends on little else than this."""

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from world.cloud import ROOT

FUNCTIONS = sorted(folder.name for folder in (ROOT / "functions").iterdir())
HEAVY = {
    "boto3": (),  # its resources and transfers; botocore makes the same clients
    "s3transfer": (),
    "email_validator": (),
    "tldextract": (),
    "yaml": (),
    "outreach.reading": (),
    "outreach.services.operator": (),
    "jinja2": ("send",),
    "outreach.rendering": ("send",),
    "outreach.domain.inbound.classification": ("inbound",),
    "outreach.domain.refusal.rule": ("inbound",),
    "outreach.domain.inbound.kinds": ("inbound", "publish", "tick"),
    "outreach.domain.settlement": ("send",),
    "outreach.ses_event_messages": ("feedback",),
    "outreach.ses_report_messages": (),
    "outreach.ses_status_messages": (),
    "outreach.bus_event_messages": ("publish",),
    "outreach.adapters.campaign_documents": ("feedback", "inbound", "send", "tick"),
    "outreach.adapters.dynamodb.enrollments": ("feedback", "inbound", "publish", "send", "tick"),
    "outreach.adapters.dynamodb.suppressions": ("feedback", "inbound", "publish", "send", "unsubscribe"),
}
"""What takes long to load, and which functions load it."""

_START = """
import gc, json, sys
sys.path.insert(0, sys.argv[2])
from outreach.adapters import secrets
from outreach.domain.keyring import Keyring
secrets.read_keyring = lambda *_: Keyring("v1", {"v1": "a" * 32})
import handler
from importlib import import_module
getattr(import_module("outreach.bootstrap." + sys.argv[1]), sys.argv[1] + "_app")()
loaded = sorted(sys.modules)
from outreach.domain.inbound.wish_marks import Vocabulary
from outreach.domain.patterns import AtFirstUse
gc.unfreeze()  # a frozen object is not listed
made = [each for each in gc.get_objects() if isinstance(each, AtFirstUse | Vocabulary)]
compiled = [each for each in made if {"compiled", "_read"} & vars(each).keys()]
print(json.dumps({"loaded": loaded, "collects": gc.isenabled(), "made": len(made), "compiled": len(compiled)}))
"""


@cache
def started(function: str) -> Any:
    """What a fresh process holds that has imported the handler and composed the function's use case."""
    name = f"{function.capitalize()}Function"
    environment = json.loads((ROOT / "infra/local-env.json").read_text("utf-8"))[name]
    done = subprocess.run(
        [sys.executable, "-c", _START, function, str(ROOT / "functions" / function)],
        env={**environment, "AWS_DEFAULT_REGION": "us-east-1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("module", HEAVY)
def test_what_takes_long_to_load_is_loaded_by_those_that_need_it(module: str) -> None:
    loads = [function for function in FUNCTIONS if module in started(function)["loaded"]]

    assert loads == list(HEAVY[module])


def test_no_function_loads_what_is_not_in_its_layer() -> None:
    left_out = (
        "outreach.cli",
        "outreach.local",
        "outreach.memory",
        "outreach.artifacts",
        "outreach.simulation",
    )
    loaded = {name for function in FUNCTIONS for name in started(function)["loaded"]}

    assert not {name for name in loaded if name.startswith(left_out)}


def test_inbound_compiles_no_expression_and_reads_no_vocabulary_before_its_first_mail() -> None:
    inbound = started("inbound")

    assert inbound["made"] > 150
    assert inbound["compiled"] == 0


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_garbage_collector_is_back_when_a_worker_has_started(function: str) -> None:
    assert started(function)["collects"]
