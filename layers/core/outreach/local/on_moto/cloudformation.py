"""moto's CloudFormation, so that it makes every resource of a template, or refuses the template.

moto 5.2.5 warns of a type that it does not know, and leaves the resource out. Whatever refers to it is then empty. Here
`resources` makes it, and every type that nobody knows is an error.
"""

from __future__ import annotations

from typing import Any

from moto.cloudformation import parsing, responses
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import Stack
from moto.cloudformation.parsing import ResourceMap
from moto.cloudformation.utils import get_stack_from_s3_url
from moto.core.common_models import CloudFormationModel

from outreach.local.on_moto.resources import TYPES, Asked, Change, Make


def install() -> None:
    """Teach moto's CloudFormation our types, and let it refuse every type that nobody knows."""
    models, names = parsing.get_model_map(), parsing.get_name_type_map()
    for kind, (name, make, change) in TYPES.items():
        models[kind] = _model(make, change)
        names[kind] = name
    known = parsing.resource_class_from_type

    def model_of(kind: str) -> Any:
        if kind not in models and kind not in parsing.NULL_MODELS:
            raise ValidationError(message=f"neither moto nor this project knows what to make of a {kind}")
        return known(kind)

    vars(parsing)[known.__name__] = model_of
    _change_what_a_parameter_changes()
    _refuse_changes_that_do_nothing()
    _leave_out_no_values()
    _leave_out_what_is_not_there()
    _read_templates_here()


def _change_what_a_parameter_changes() -> None:
    """Let an update with other parameters, or other defaults, change every resource that can be changed.

    moto sees a changed parameter only where a resource refers to it by `!Ref`, and a changed default never.
    """
    difference = ResourceMap.build_resource_diff

    def whole_difference(self: ResourceMap, other_template: Any, parameters: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = difference(self, other_template, parameters)
        before, old = vars(self)["_template"], vars(self)["_resource_json_map"]
        if _values(before, self.input_parameters) != _values(other_template, parameters):
            kinds = {name: each["Type"] for name, each in other_template["Resources"].items() if name in old}
            found["Modify"] += [
                name for name, kind in kinds.items() if name not in found["Modify"] and _can_change(kind)
            ]
        # A resource whose condition did not hold is not there to be changed. moto makes it when it is first asked for.
        found["Modify"] = [name for name in found["Modify"] if self.get(name) is not None]
        return found

    setattr(ResourceMap, "build_resource_diff", whole_difference)  # noqa: B010 - mypy refuses the plain assignment


def _values(template: Any, parameters: Any) -> dict[str, str]:
    """Return the value of each parameter that has one."""
    declared = template.get("Parameters", {})
    defaults = {name: each["Default"] for name, each in declared.items() if "Default" in each}
    return {name: str(value) for name, value in (defaults | dict(parameters or {})).items()}


def _can_change(kind: str) -> bool:
    model = parsing.resource_class_from_type(kind)
    return not hasattr(model.update_from_cloudformation_json, "__isabstractmethod__")


def _refuse_changes_that_do_nothing() -> None:
    """Let moto refuse an update, before it begins, that asks for what moto cannot change.

    It would forget such a resource, and what refers to it.
    """
    update = ResourceMap.update

    def update_or_refuse(self: ResourceMap, template: Any, parameters: Any = None) -> None:
        for name in self.build_resource_diff(template, parameters)["Modify"]:
            kind = template["Resources"][name]["Type"]
            if not _can_change(kind):
                raise ValidationError(
                    message=f"moto cannot change {name} ({kind}); "
                    "`outreach down` and `outreach up` make the stack anew, without its data"
                )
        update(self, template, parameters)

    setattr(ResourceMap, "update", update_or_refuse)  # noqa: B010 - mypy refuses the plain assignment


def _leave_out_no_values() -> None:
    """Let moto leave AWS::NoValue out of lists as well. It leaves it out of properties only."""
    resolve = parsing.clean_json

    def without_no_values(given: Any, resources: Any) -> Any:
        resolved = resolve(given, resources)
        if isinstance(given, list):
            return [each for each in resolved if each is not None]
        return resolved

    vars(parsing)[resolve.__name__] = without_no_values


def _leave_out_what_is_not_there() -> None:
    """Let a stack list no resource whose condition does not hold. moto lists it without a name."""

    def resources(stack: Stack) -> list[Any]:
        return [each for each in stack.resource_map.values() if each is not None]

    setattr(Stack, "stack_resources", property(resources))  # noqa: B010 - mypy refuses the plain assignment


def _read_templates_here() -> None:
    """Let moto find a template that was uploaded to this very server. It knows it by the name localhost alone."""

    def stack_at(template_url: str, **where: str) -> str:
        by_name = template_url.replace("//127.0.0.1:", "//localhost:", 1)
        return get_stack_from_s3_url(by_name, **where)

    vars(responses)[get_stack_from_s3_url.__name__] = stack_at


def _model(make: Make, change: Change) -> type[CloudFormationModel]:
    """Return a model of moto's CloudFormation that makes and changes resources by these functions."""

    class Model(CloudFormationModel):
        @classmethod
        def has_cfn_attr(cls, attr: str) -> bool:  # noqa: ARG003 - the resource itself refuses what there is not
            return True

        @classmethod
        def create_from_cloudformation_json(
            cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **_: Any
        ) -> Any:
            return make(Asked(resource_name, cloudformation_json["Properties"], account_id, region_name))

        @classmethod
        def update_from_cloudformation_json(
            cls,
            original_resource: Any,
            new_resource_name: str,
            cloudformation_json: Any,
            account_id: str,
            region_name: str,
        ) -> Any:
            asked = Asked(new_resource_name, cloudformation_json["Properties"], account_id, region_name)
            return change(original_resource, asked)

    return Model
