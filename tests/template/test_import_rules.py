"""Each import rule of pyproject.toml is broken by an import that it is there to forbid."""

import ast
import copy
import sys

import grimp
import importlinter.api
import pytest
from importlinter.application.use_cases import _register_contract_types, read_user_options
from importlinter.domain.contract import registry
from importlinter.domain.helpers import MissingImport

LAYERS = "entry points -> bootstrap -> {adapters, services} -> domain"
ROOMS = "no room of services/ knows another"
RENDERING = "rendering is Jinja, the domain, and the ports of the sender that it renders for"
ADAPTERS = "only bootstrap knows services and adapters"


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("outreach", include_external_packages=True, cache_dir=None)


@pytest.fixture(scope="module")
def contract(project_root):
    """A contract by its name, made from what pyproject.toml says and from what a test says otherwise."""
    importlinter.api.configuration.configure()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(project_root))
        options = read_user_options(str(project_root / "pyproject.toml"))
        _register_contract_types(options)
    by_name = {each["name"]: each for each in options.contracts_options}

    def made(name, **changes):
        contract_options = by_name[name] | changes
        contract_class = registry.get_contract_class(contract_options["type"])
        return contract_class(name, options.session_options, contract_options)

    made.names = list(by_name)
    return made


def kept(contract, graph, importer="", imported=""):
    """Whether the contract is kept by the package, with one more import."""
    changed = copy.deepcopy(graph)
    if importer:
        assert importer in changed.modules
        if imported not in changed.modules:
            changed.add_module(imported, is_squashed=True)
        changed.add_import(importer=importer, imported=imported, line_number=1, line_contents="import it")
    return contract.check(changed, verbose=False).kept


def test_the_package_keeps_every_rule(contract, graph):
    assert [name for name in contract.names if not kept(contract(name), graph)] == []


@pytest.mark.parametrize(
    ("rule", "importer", "imported"),
    [
        (LAYERS, "outreach.services.send.batch", "outreach.adapters.ses"),
        (LAYERS, "outreach.services.send.batch", "outreach.rendering.renderer"),
        (LAYERS, "outreach.adapters.ses", "outreach.bootstrap"),
        (LAYERS, "outreach.adapters.ses", "outreach.reading.text"),
        (LAYERS, "outreach.bootstrap", "outreach.memory.world"),
        (LAYERS, "outreach.bootstrap", "outreach.cli.main"),
        (LAYERS, "outreach.reading.text", "outreach.bootstrap"),
        (LAYERS, "outreach.domain.lease", "outreach.messages"),
        ("no composition root loads another", "outreach.bootstrap.send", "outreach.bootstrap.operator"),
        (ADAPTERS, "outreach.cli.run", "outreach.adapters.ses"),
        (ADAPTERS, "outreach.artifacts.collect", "outreach.adapters.dynamodb.controls"),
        (ADAPTERS, "outreach.reading.text", "outreach.adapters.dynamodb.controls"),
        (ROOMS, "outreach.services.send.batch", "outreach.services.tick.ports"),
        (ROOMS, "outreach.services.feedback.events", "outreach.services.inbound.ports"),
        (ROOMS, "outreach.services.inbound.replies", "outreach.services.feedback.ports"),
        (ROOMS, "outreach.services.unsubscribe.page", "outreach.services.operator.ports"),
        (ROOMS, "outreach.services.operator.runs", "outreach.services.feedback.ports"),
        (ROOMS, "outreach.services.tick.turn", "outreach.services.feedback.events"),
        (ROOMS, "outreach.services.ports", "outreach.services.send.ports"),
        ("domain and errors are the standard library and nothing else", "outreach.domain.lease", "pydantic"),
        (
            "domain and errors are the standard library and nothing else",
            "outreach.domain.lease",
            "never_seen",
        ),
        ("domain and errors are the standard library and nothing else", "outreach.errors", "boto3"),
        ("messages are pydantic and the domain", "outreach.messages", "boto3"),
        ("settings are pydantic and errors", "outreach.settings", "boto3"),
        ("services know no library, and nothing of AWS", "outreach.services.send.attempt", "boto3"),
        ("services know no library, and nothing of AWS", "outreach.services.send.attempt", "pydantic"),
        ("services know no library, and nothing of AWS", "outreach.services.tick.turn", "never_seen"),
        (RENDERING, "outreach.rendering.renderer", "boto3"),
        (
            "adapters know the services by their ports",
            "outreach.adapters.ses",
            "outreach.services.send.batch",
        ),
        ("adapters know the services by their ports", "outreach.adapters.ses", "never_seen"),
        (
            RENDERING,
            "outreach.rendering.renderer",
            "outreach.services.send.batch",
        ),
        ("memory is written against the ports and nothing of AWS", "outreach.memory.tables", "pynamodb"),
        (
            "a simulation is the use cases over memory, and nothing of AWS",
            "outreach.simulation.stack",
            "boto3",
        ),
        ("reading knows files, and nothing of AWS", "outreach.reading.text", "boto3"),
        ("artifacts are made from what the ports give", "outreach.artifacts.collect", "boto3"),
        (
            "artifacts are made from what the ports give",
            "outreach.artifacts.collect",
            "outreach.adapters.ses",
        ),
        ("local shares nothing with the package that it runs", "outreach.local.stack", "outreach.domain.ids"),
    ],
)
def test_an_import_that_a_rule_forbids_breaks_it(contract, graph, rule, importer, imported):
    assert not kept(contract(rule), graph, importer, imported)


def test_every_rule_is_broken_by_some_import_here(contract):
    (table,) = test_an_import_that_a_rule_forbids_breaks_it.pytestmark

    assert {rule for rule, _importer, _imported in table.args[1]} == set(contract.names)


def test_a_permission_that_nothing_uses_breaks_the_rule(contract, graph):
    rule = contract(RENDERING, may_import=["outreach.domain", "yaml"])
    check = rule.check(copy.deepcopy(graph), verbose=False)

    assert check.metadata["unused"] == ["yaml"]
    assert not check.kept


@pytest.mark.parametrize("rule", [ROOMS, "services know no library, and nothing of AWS"])
def test_an_ignored_import_that_no_longer_exists_is_an_error(contract, graph, rule):
    gone = "outreach.services.tick.turn -> outreach.services.inbound.ports"

    with pytest.raises(MissingImport):
        kept(contract(rule, ignore_imports=[gone]), graph)


def test_a_handler_imports_what_it_hands_over_to(project_root):
    """Handlers are no package, so import-linter does not see them."""
    shared = {
        "aws_lambda_powertools",
        "outreach.queue_records",
        "outreach.observability",
    }
    shared |= {"outreach.services.records"}  # what several rooms share: how a batch is gone through
    shared |= {"outreach.stream_messages"}  # the records of a stream, beside those of a queue
    for handler in sorted((project_root / "functions").glob("*/handler.py")):
        own = f"outreach.bootstrap.{handler.parent.name}"
        room = f"outreach.services.{handler.parent.name}."
        for node in ast.walk(ast.parse(handler.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            else:
                names = [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                allowed = {name, name.split(".")[0]} & (shared | {own} | sys.stdlib_module_names)
                assert allowed or name.startswith(room), f"{handler}: {name}"
