"""template.yaml as CloudFormation reads it: translated, with parameters, conditions and rules."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).resolve().parents[2]
ADOPTS = ("MakesMemory", "MakesInboundMails")


class Template:
    """template.yaml with its defaults, a sender, and other parameters filled in.

    `!If` on whether the stack adopts what an earlier one kept is resolved everywhere. So a test reads the reference
    that such a stack has.
    """

    def __init__(self, **parameters: str) -> None:
        self._written: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text("utf-8"))
        self.parameters = {
            name: each.get("Default", "mail.example.com")
            for name, each in self._written["Parameters"].items()
        } | parameters
        self.source: dict[str, Any] = self._as_adopted(self._written)

    @cached_property
    def translated(self) -> dict[str, Any]:
        """All resources, those that SAM adds by itself included."""
        session = boto3.Session(
            region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none"
        )
        source = deepcopy(self._written)
        for resource in source["Resources"].values():
            for key in {"CodeUri", "ContentUri"} & set(resource["Properties"]):
                resource["Properties"][key] = "s3://bucket/key"
        translated = Translator({}, Parser(), boto_session=session).translate(source, dict(self.parameters))
        return cast("dict[str, Any]", self._as_adopted(translated))

    def holds(self, condition: Any) -> bool:
        """Whether a condition holds, or an assertion of a rule, under the parameters."""
        if isinstance(condition, str):
            return self.holds(self._written["Conditions"][condition])
        ((kind, arguments),) = condition.items()
        if kind == "Condition":
            return self.holds(arguments)
        if kind == "Fn::Equals":
            left, right = (self.value(each) for each in arguments)
            return bool(left == right)
        results = [self.holds(each) for each in arguments]
        return {"Fn::And": all(results), "Fn::Or": any(results), "Fn::Not": not results[0]}[kind]

    def _as_adopted(self, node: Any) -> Any:
        return self._chosen(node, ADOPTS)

    def _chosen(self, node: Any, conditions: Collection[str]) -> Any:
        """Replace each `!If` on one of the conditions by what holds."""
        if isinstance(node, list):
            return [self._chosen(each, conditions) for each in node]
        if not isinstance(node, dict):
            return node
        condition, *choices = node.get("Fn::If", [""])
        if condition in conditions:
            return self._chosen(choices[0 if self.holds(condition) else 1], conditions)
        return {key: self._chosen(each, conditions) for key, each in node.items()}

    def deployed(self, section: str = "Resources") -> dict[str, Any]:
        """The resources that the stack has, or the outputs: each condition is decided."""
        return {
            name: self._chosen(each, self._written["Conditions"])
            for name, each in self.translated[section].items()
            if "Condition" not in each or self.holds(each["Condition"])
        }

    def properties(self, name: str) -> dict[str, Any]:
        return cast("dict[str, Any]", self.source["Resources"][name]["Properties"])

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        """Translated resources of one type by logical id."""
        return {name: each for name, each in self.translated["Resources"].items() if each["Type"] == kind}

    def always(self, kind: str) -> dict[str, dict[str, Any]]:
        """Translated resources of one type that a stack has as it is deployed by default."""
        return {
            name: each
            for name, each in self.of_type(kind).items()
            if "Condition" not in each or self.holds(each["Condition"])
        }

    def event_sources(self, *, attribute: str) -> dict[str, dict[str, Any]]:
        """Event source mappings by logical id: of queues (`Arn`), or of the streams of tables (`StreamArn`)."""
        return {
            name: each
            for name, each in self.of_type("AWS::Lambda::EventSourceMapping").items()
            if each["Properties"]["EventSourceArn"]["Fn::GetAtt"][1] == attribute
        }

    def environment(self, function: str) -> dict[str, str]:
        """What a function finds in its environment; a reference to a resource stands as its name."""
        shared = self.source["Globals"]["Function"]["Environment"]["Variables"]
        own = self.properties(function)["Environment"]["Variables"]
        named = {**shared, **own}
        return {
            name: str(self.value(each)) for name, each in named.items() if each != {"Ref": "AWS::NoValue"}
        }

    def value(self, node: Any) -> Any:
        """Resolve what can be: parameters, mappings and conditions."""
        if not isinstance(node, Mapping):
            return node
        ((kind, argument),) = node.items()
        found = argument
        match kind, argument:
            case "Ref", name:
                found = self.parameters.get(name, name)
            case "Fn::GetAtt", [name, attribute]:
                found = f"{name}.{attribute}"
            case "Fn::FindInMap", [top, middle, leaf]:
                found = self.source["Mappings"][top][middle][leaf]
            case "Fn::If", [condition, held, otherwise]:
                found = self.value(held if self.holds(condition) else otherwise)
            case "Fn::Sub", [text, values]:
                found = text
                for name, each in values.items():
                    found = found.replace(f"${{{name}}}", str(self.value(each)))
        return found

    def statements(self, role: str) -> list[dict[str, Any]]:
        """The statements of a role's inline policies, with actions and resources as lists.

        Those of a policy under a condition are among them.
        """
        return [
            {**each, "Action": _listed(each["Action"]), "Resource": _listed(each["Resource"])}
            for written in self.of_type("AWS::IAM::Role")[role]["Properties"]["Policies"]
            for policy in _in_some_case(written)
            for each in policy["PolicyDocument"]["Statement"]
        ]

    def rows_written(self, role: str) -> dict[str, list[str]]:
        """By table, how the keys of the rows begin that a role may change. Empty where nothing holds it to some rows."""
        rows: dict[str, list[str]] = {}
        for each in self.statements(role):
            if "dynamodb:UpdateItem" in each["Action"]:
                held = each.get("Condition", {}).get("ForAllValues:StringLike", {})
                keys: list[str] = held.get("dynamodb:LeadingKeys", [])
                rows[each["Resource"][0]["Fn::GetAtt"][0]] = keys
        return rows


def _in_some_case(policy: dict[str, Any]) -> list[dict[str, Any]]:
    """A policy, or each one that a condition chooses from."""
    _, *cases = policy.get("Fn::If", (None, policy))
    return [each for each in cases if each != {"Ref": "AWS::NoValue"}]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
