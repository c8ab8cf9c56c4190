"""Functions on moto: one worker process each, with what the template gives it and nothing else."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from outreach.local.on_moto.functions import Function, Functions, UnknownFunction
from world.waiting import eventually

HANDLER = """
import os, sys, time
calls = 0

def lambda_handler(event, context):
    global calls
    calls += 1
    print("says", event.get("say"))
    if "exit" in event:
        os._exit(3)
    if "fail" in event:
        raise ValueError("no such thing")
    time.sleep(event.get("sleep", 0))
    if "import" in event:
        __import__(event["import"])
    return {
        "said": event.get("say"), "calls": calls, "pid": os.getpid(), "environment": dict(os.environ), "left": context.get_remaining_time_in_millis(),
        "context": [context.function_name, context.memory_limit_in_mb, context.invoked_function_arn],
    }
"""


def a_zip(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".py", text)
    return packed.getvalue()


def a_function(**changes: Any) -> Function:
    plain = Function(
        name="send",
        arn="arn:aws:lambda:us-east-1:000000000000:function:send",
        handler="handler.lambda_handler",
        timeout_seconds=30,
        memory_mb=512,
        variables={"TABLE": "t"},
        code=a_zip(handler=HANDLER),
        layers=(),
        log_group="/aws/lambda/send",
    )
    return replace(plain, **changes)


@dataclass
class Stage:
    """The functions, what is deployed, and their logs."""

    functions: Functions
    deployed: dict[str, Function]
    log: list[tuple[str, str]] = field(default_factory=list)

    def invoke(self, name: str = "send", **event: Any) -> Any:
        outcome = self.functions.invoke(name, event)
        assert outcome.error is None, outcome
        return json.loads(outcome.payload)

    def failed(self, **event: Any) -> dict[str, Any]:
        outcome = self.functions.invoke("send", event)
        assert outcome.error == "Unhandled"
        return json.loads(outcome.payload)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    deployed = {"send": a_function()}
    log: list[tuple[str, str]] = []

    def find(name: str) -> Function:
        if name not in deployed:
            raise UnknownFunction(name)
        return deployed[name]

    functions = Functions(
        find, lambda function, _, line: log.append((function.name, line)), {"AWS_REGION": "r"}, tmp_path
    )
    yield Stage(functions, deployed, log)
    functions.stop()


def test_a_worker_has_the_environment_of_the_template_and_of_the_runtime_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    for name in ("AWS_PROFILE", "HTTPS_PROXY", "PYTHONPATH", "HOME"):
        monkeypatch.setenv(name, "the user's")
    environment = stage.invoke()["environment"]
    assert (environment["TABLE"], environment["AWS_REGION"]) == ("t", "r")
    assert environment["AWS_LAMBDA_FUNCTION_NAME"] == "send"
    assert "the user's" not in environment.values()


def test_the_context_names_the_function_and_the_time_that_is_left(stage: Stage):
    shown = stage.invoke()
    assert shown["context"] == ["send", "512", "arn:aws:lambda:us-east-1:000000000000:function:send"]
    assert 25_000 < shown["left"] <= 30_000


def test_a_worker_stays_for_the_next_invocation(stage: Stage):
    first, second = stage.invoke(), stage.invoke()
    assert (first["calls"], second["calls"]) == (1, 2)
    assert first["pid"] == second["pid"]


@pytest.mark.parametrize("changes", [{"variables": {"TABLE": "u"}}, {"layers": (a_zip(python__more=""),)}])
def test_a_change_makes_a_new_worker(stage: Stage, changes: dict[str, Any]):
    before = stage.invoke()["pid"]
    stage.deployed["send"] = a_function(**changes)
    after = stage.invoke()
    assert (after["calls"], after["pid"] == before) == (1, False)


def test_a_worker_sees_the_packages_of_its_layers_and_no_others(stage: Stage):
    """This very test has boto3. A function whose layer lacks it must fail here as well."""
    stage.deployed["send"] = a_function(layers=(a_zip(python__more=""), a_zip(python__other="")))
    assert stage.invoke(**{"import": "more"})
    assert stage.invoke(**{"import": "other"})
    assert "No module named 'boto3'" in stage.failed(**{"import": "boto3"})["errorMessage"]


def test_a_layer_may_name_a_folder_of_packages(stage: Stage, tmp_path: Path):
    """So the local stack hands over the dependencies (`packages`)."""
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "more.py").write_text("")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        line = f"import sys; sys.path.insert(0, {str(tmp_path / 'built')!r})\n"
        archive.writestr("python/lib/python3/site-packages/layer.pth", line)
    stage.deployed["send"] = a_function(layers=(packed.getvalue(),))
    assert stage.invoke(**{"import": "more"})


def test_an_error_is_told_and_the_worker_goes_on(stage: Stage):
    error = stage.failed(fail=1)
    assert (error["errorType"], error["errorMessage"]) == ("ValueError", "no such thing")
    assert stage.invoke()["calls"] == 2


def test_a_handler_that_cannot_be_imported_is_told(stage: Stage):
    stage.deployed["send"] = a_function(handler="nowhere.lambda_handler")
    assert stage.failed()["errorType"] == "ModuleNotFoundError"


def test_a_worker_that_ends_is_told_and_replaced(stage: Stage):
    error = stage.failed(exit=1)
    assert (error["errorType"], error["errorMessage"][-14:]) == ("Runtime.ExitError", "Runtime exited")
    assert stage.invoke()["calls"] == 1


def test_an_invocation_that_takes_too_long_is_ended(stage: Stage):
    stage.deployed["send"] = a_function(timeout_seconds=1)
    error = stage.failed(sleep=20)
    assert error["errorType"] == "Sandbox.Timedout"
    assert error["errorMessage"].endswith("Task timed out after 1.00 seconds")
    assert stage.invoke()["calls"] == 1


def test_what_a_function_prints_is_its_log(stage: Stage):
    stage.invoke(say="hello")
    assert eventually(lambda: ("send", "says hello") in stage.log)


def test_invocations_of_one_function_never_overlap(stage: Stage):
    """If they did, they would take each other's responses."""
    stage.deployed["send"] = a_function(timeout_seconds=10)
    stage.invoke()
    with ThreadPoolExecutor(16) as pool:
        said = list(pool.map(lambda number: stage.invoke(say=number)["said"], range(32)))
    assert said == list(range(32))


def test_a_name_that_nobody_deployed_is_refused(stage: Stage):
    with pytest.raises(UnknownFunction):
        stage.functions.invoke("evil", {})


def test_nothing_is_left_when_the_functions_stop(stage: Stage):
    pid = stage.invoke()["pid"]
    stage.functions.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError, match="stopped"):
        stage.invoke()
