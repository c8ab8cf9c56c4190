"""Leaves out of a template what SES itself would hold, for an emulator that is not SES.

The SES endpoint is our own, and it takes each mail whatever its configuration set. LocalStack's CloudFormation does not
know configuration sets: by default it deploys nothing in their place, and a `!Ref` then gives "unknown".
"""

from __future__ import annotations

from typing import Any

Template = dict[str, Any]

_SES = "AWS::SES::"


def without_ses(template: Template) -> Template:
    """Return the template without resources of SES. A reference to a named one becomes the name."""
    left_out = {name: each for name, each in template["Resources"].items() if each["Type"].startswith(_SES)}
    names = {
        name: each["Properties"]["Name"]
        for name, each in left_out.items()
        if "Name" in each.get("Properties", {})
    }
    kept = {name: each for name, each in template["Resources"].items() if name not in left_out}
    parted: Template = _named(template | {"Resources": kept}, names)
    return parted


def _named(node: Any, names: dict[str, Any]) -> Any:
    if isinstance(node, dict):
        if set(node) == {"Ref"} and node["Ref"] in names:
            return names[node["Ref"]]
        if set(node) == {"Fn::Sub"} and isinstance(node["Fn::Sub"], str):
            return _substituted(node["Fn::Sub"], names)
        return {key: _named(value, names) for key, value in node.items()}
    if isinstance(node, list):
        return [_named(value, names) for value in node]
    return node


def _substituted(text: str, names: dict[str, Any]) -> dict[str, Any]:
    """Give a `!Sub` the name as a variable of its own, whatever expression the name is."""
    used = {name: value for name, value in names.items() if f"${{{name}}}" in text}
    return {"Fn::Sub": [text, used] if used else text}
