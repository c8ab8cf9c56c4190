"""What is built is what Lambda needs, and no more."""

import json
import re
from pathlib import Path

import pytest

# The service of an IAM action, and the name that botocore has for it where that differs.
BOTOCORE_NAMES = {"ses": "sesv2"}

IMPORT_EVERYTHING = """
import importlib, json, pkgutil, outreach
names = [each.name for each in pkgutil.walk_packages(outreach.__path__, "outreach.")]
for name in names:
    importlib.import_module(name)
print(json.dumps([outreach.__file__, names]))
"""

IMPORT_HANDLER = """
sys.path.insert(0, sys.argv[1])
import handler
print(callable(handler.lambda_handler))
"""


@pytest.fixture(params=["sam_built", "locally_built"])
def built(request):
    return request.getfixturevalue(request.param)


def test_the_built_layers_import_on_their_own_in_an_empty_folder(built, tmp_path):
    file, names = json.loads(built.run(IMPORT_EVERYTHING, cwd=tmp_path))

    assert Path(file).is_relative_to(built.folder)
    assert {"outreach.domain.lease", "outreach.services.send.batch", "outreach.settings"} <= set(names)


def test_the_core_layer_holds_nothing_that_only_the_operators_machine_needs(built):
    package = built.folder / "CoreLayer/python/outreach"

    assert (package / "domain").is_dir()
    assert not {"cli", "local", "reading", "artifacts", "memory"} & {each.name for each in package.iterdir()}
    assert not (package / "services/operator").exists()
    operators_own = (
        "operator_queues",
        "tick_function",
        "preflight_facts",
        "public_dns",
        "one_click",
        "ses_event_tap",
        "aws_hosts",
    )
    for module in operators_own:
        assert not (package / f"adapters/{module}.py").exists()
    for module in ("rendering/trial.py", "domain/dmarc.py"):
        assert not (package / module).exists()
    assert [each.name for each in package.parent.iterdir()] == ["outreach"]


def test_no_layer_holds_an_emulator(built):
    """moto and ministack have environments of their own, and run on the operator's machine only."""
    found = {each.name.split("-")[0] for layer in built.layers for each in Path(layer).iterdir()}

    assert {"outreach", "botocore"} <= found
    assert not {"moto", "ministack"} & found


@pytest.mark.parametrize("function", ["tick", "send", "unsubscribe"])
def test_handlers_import_with_nothing_but_the_layers(built, function, tmp_path, project_root):
    assert built.run(IMPORT_HANDLER, str(project_root / "functions" / function), cwd=tmp_path) == "True"


def test_byte_code_is_part_of_the_layers_and_does_not_depend_on_file_times(built):
    for layer in built.layers:
        compiled = [each for each in Path(layer).rglob("*.pyc") if each.stat().st_size]
        assert compiled
        # PEP 552: flags 1 = made from a hash, and not checked against it.
        assert {each.read_bytes()[4:8] for each in compiled} == {b"\x01\0\0\0"}


def test_botocore_knows_every_service_that_a_function_may_call_and_few_others(built, template):
    known = {each.name for each in Path(built.layers[1], "botocore/data").iterdir() if each.is_dir()}
    allowed = {
        action.split(":")[0]
        for role in template.of_type("AWS::IAM::Role")
        for statement in template.statements(role)
        for action in statement["Action"]
    } - {"logs", "xray"}  # Lambda itself writes to these two

    assert {BOTOCORE_NAMES.get(each, each) for each in allowed} <= known
    assert len(known) < 10


def test_clients_of_all_kept_services_can_be_made(built, tmp_path):
    script = (
        "import boto3\n"
        "for each in 'dynamodb events s3 secretsmanager sesv2 sqs ssm sts'.split(): boto3.client(each)\n"
        "print('made')"
    )

    assert built.run(script, cwd=tmp_path) == "made"


def test_the_layers_stay_far_from_lambdas_limit_of_250_megabytes(built):
    size = sum(each.stat().st_size for layer in built.layers for each in Path(layer).rglob("*"))

    assert size < 50_000_000


def test_sam_builds_every_function(sam_built):
    for function in ("TickFunction", "SendFunction", "UnsubscribeFunction"):
        assert [each.name for each in (sam_built.folder / function).glob("*.py")] == ["handler.py"]
    assert not re.search(r"[&*]id\d", (sam_built.folder / "template.yaml").read_text("utf-8"))


def test_sam_builds_native_code_for_the_runtime_on_each_processor(sam_built):
    """Architecture is chosen when the stack is deployed, and `sam build` does not hear of it."""
    layer = sam_built.folder / "DependenciesLayer"
    native = {str(each.relative_to(layer)).partition(".cpython-313-") for each in layer.rglob("*.so")}
    by_processor = {ending: {name for name, _, other in native if other == ending} for _, _, ending in native}

    assert by_processor.keys() == {"x86_64-linux-gnu.so", "aarch64-linux-gnu.so"}
    assert by_processor["x86_64-linux-gnu.so"] == by_processor["aarch64-linux-gnu.so"]
    assert {each.name for each in layer.iterdir()} == {"python"}


def test_native_code_is_for_the_processor_that_its_name_says(sam_built):
    """This machine runs one of them. Of the other it can be read for which processor it is (ELF, `e_machine`)."""
    of_elf = {"x86_64": 62, "aarch64": 183}
    found = list((sam_built.folder / "DependenciesLayer").rglob("*.so"))

    assert found
    for each in found:
        processor = each.name.partition(".cpython-313-")[2].partition("-")[0]
        assert int.from_bytes(each.read_bytes()[18:20], "little") == of_elf[processor]
