"""What is wrong with a command line, in one line: which command, which option or argument, why, and what to do.

Typer says it in a box of several lines. Its errors are taken apart here by what they carry. What this module does not know is said
in Typer's words.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 60
_DATES = "2026-12-01 or 2026-12-01T08:30"
_WHOLE, _NUMBER = "a whole number", "a number"
_KINDS = {"int_parsing": _WHOLE, "int_from_float": _WHOLE, "float_parsing": _NUMBER, "finite_number": _NUMBER}
"""What was wanted, by how pydantic names what it got instead."""


def usage_line(error: typer.TyperException, command: str) -> str | None:
    """Return the line. None if the error stands for a help page that was shown. `command` is named if the error names none."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return None
    path = command if context is None else context.command_path
    problem, remedy = _told(error)
    return f"{path}: {problem}; {remedy or f'`{path} --help` says what it takes'}"


def _told(error: typer.TyperException) -> tuple[str, str | None]:
    """Say what is wrong, and what to do about it if that is known."""
    if isinstance(error, typer.BadParameter):
        return _of_parameter(error)
    if (option := getattr(error, "option_name", None)) is not None and hasattr(error, "possibilities"):
        near = list(error.possibilities or ())
        return f"there is no option {option}", f"did you mean {near[0]}?" if near else None
    first, *others = error.message.rstrip(".").split(". ")
    return _lower(first), "; ".join(map(_lower, others)) or None


def _of_parameter(error: typer.BadParameter) -> tuple[str, str | None]:
    name, choices = _name_of(error), _choices_of(error.param)
    wanted = f"choose {_any_of(choices)}" if choices else None
    if not error.message:
        return f"{name} is missing", wanted
    if (details := _details(error)) is not None:
        if error.param is not None and error.param.type_descriptor.annotation is datetime:
            return f"{name}: {_shortened(details['input'])} is not a date", f"write it like {_DATES}"
        return f"{name}: {_shortened(details['input'])} {_not_what(details, choices)}", wanted or _range_of(
            error.param
        )
    problem, _, remedy = error.message.rstrip(".").partition("; ")
    return f"{name}: {problem}" if name else problem, remedy or None


def _name_of(error: typer.BadParameter) -> str:
    """Name the option as it is typed, or the argument as the help calls it."""
    hint = error.param_hint
    if hint is None:
        hint = "" if error.param is None else error.param.get_error_hint()
    named = hint if isinstance(hint, str) else " / ".join(hint)
    return named.replace("'", "").partition(" / ")[0]


def _details(error: typer.BadParameter) -> "Mapping[str, Any] | None":
    """Return what pydantic says of the value; None if the value is none of its."""
    listed = getattr(error.__cause__, "errors", None)
    return None if listed is None else listed()[0]


def _not_what(details: "Mapping[str, Any]", choices: list[str]) -> str:
    if (kind := _KINDS.get(details["type"])) is not None:
        return f"is not {kind}"
    if choices:
        return "is none of its values"
    limits = details.get("ctx", {})
    if "ge" in limits:
        return "is too small"
    return "is too large" if "le" in limits else f"does not fit: {_lower(details['msg'].rstrip('.'))}"


def _choices_of(param: Any) -> list[str]:
    """List the words that an option takes. Empty if it takes others as well."""
    kind = None if param is None else param.type_descriptor.annotation
    return [str(member.value) for member in getattr(kind, "__members__", {}).values()]


def _range_of(param: Any) -> str | None:
    """Say from where to where the numbers go that an option takes. None if it has no such limits."""
    info = param.type_descriptor.parameter_info
    least, most = info.min, info.max
    if least is not None and most is not None:
        return f"give {least} to {most}"
    return None if least is None else f"give {least} or more"


def _any_of(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _shortened(value: object) -> str:
    text = str(value)
    return f'"{text}"' if len(text) <= _LONGEST else f'"{text[:_LONGEST]}..."'


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
