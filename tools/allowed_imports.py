"""A contract type for import-linter: some modules import the standard library, what the contract names, and nothing else.

import-linter's own `forbidden` contract names what must not be imported, so a new dependency passes until somebody
thinks of it. This one names what may be imported. pyproject.toml registers it as `allowed`:

    [[tool.importlinter.contracts]]
    name = "rendering imports Jinja and the domain"
    type = "allowed"
    modules = ["outreach.rendering"]
    may_import = ["outreach.domain", "jinja2"]

The named modules and what they contain may always import each other. Imports are looked at one by one, not as
chains: what an allowed module imports is the business of that module's own contract. `ignore_imports` lets single
imports through. A permission that nothing uses breaks the contract too, so that the list stays true.
"""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application.contract_utils import AlertLevel, remove_ignored_imports
from importlinter.domain.helpers import module_expression_to_modules
from importlinter.domain.imports import ImportExpression, ModuleExpression


class AllowedContract(Contract):
    """Keeps what some modules import within a list."""

    modules = fields.ListField(subfield=fields.ModuleExpressionField())
    may_import = fields.ListField(subfield=fields.ModuleExpressionField(), required=False)
    ignore_imports = fields.ListField(subfield=fields.ImportExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - as import-linter calls it
        """Look at each import of the modules. Raises ValueError or MissingImport for a name that matches nothing."""
        # import-linter puts the parsed values where the fields stand.
        modules = cast("list[ModuleExpression]", self.modules)
        permissions = cast("list[ModuleExpression] | None", self.may_import)
        ignored = cast("list[ImportExpression] | None", self.ignore_imports)
        remove_ignored_imports(graph, ignored, AlertLevel.ERROR)
        own = {name for each in modules for name in _modules(graph, each)}
        allowed = {str(each): _modules(graph, each) for each in permissions or []}
        strangers, used = [], set()
        for importer in sorted(own):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if imported in own or imported in sys.stdlib_module_names:
                    continue
                permitted_by = {permission for permission, names in allowed.items() if imported in names}
                used |= permitted_by
                if not permitted_by:
                    strangers.append(f"{importer} -> {imported} ({_lines(graph, importer, imported)})")
        unused = [permission for permission in allowed if permission not in used]
        return ContractCheck(
            kept=not strangers and not unused, metadata={"strangers": strangers, "unused": unused}
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line per import that is not allowed and per permission that nothing uses."""
        for stranger in check.metadata["strangers"]:
            output.print_error(f"{stranger}: not allowed by may_import", bold=False)
        for permission in check.metadata["unused"]:
            output.print_error(f"{permission}: allowed by may_import, but nothing imports it", bold=False)
        output.new_line()


def _modules(graph: ImportGraph, expression: ModuleExpression) -> set[str]:
    """The modules that an expression names, with all that lie in them."""
    found = module_expression_to_modules(graph, expression, raise_if_unmatched=True)
    names = {module.name for module in found}
    inside = (graph.find_descendants(name) for name in names if not graph.is_module_squashed(name))
    return names.union(*inside)


def _lines(graph: ImportGraph, importer: str, imported: str) -> str:
    details = graph.get_import_details(importer=importer, imported=imported)
    return ", ".join(f"l.{detail['line_number']}" for detail in details)
