"""The root of the command: options that may stand anywhere, and errors that are printed in one line."""

from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from outreach.cli.exits import ExitCode, error_line, exit_code
from outreach.cli.stacks import Call
from outreach.errors import OutreachError

ANYWHERE = ("--stack", "--actor")
"""Options of `outreach` itself that may also follow the name of a command."""
OLD_NAMES = {"--dir": "--artifacts-dir", "--campaign": "--campaign-id"}
"""What an option was called, and its name. Old names go on working and are shown nowhere."""
WithDrills = Annotated[bool, typer.Option("--drills", help="Show what `outreach drill` has left as well.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]


class Root(TyperGroup):
    """Lets `--stack` and `--actor` stand anywhere, and turns each expected error into a line and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move the options that may stand anywhere to the front, and give others the names that they have now."""
        return super().parse_args(ctx, renamed(hoisted(args)))

    def make_context(self, *args: Any, **named: Any) -> Any:
        """Read the options of `outreach` itself."""
        try:
            return super().make_context(*args, **named)
        except typer.TyperException as error:
            _fail_by_usage(error, "outreach")

    def invoke(self, ctx: Any) -> Any:
        """Run a command. An error that a person can do something about shows no traceback."""
        try:
            return super().invoke(ctx)
        except typer.TyperException as error:
            _fail_by_usage(error, " ".join(filter(None, ("outreach", ctx.invoked_subcommand))))
        except OutreachError as error:
            fail(error_line(error), exit_code(error))
        except KeyboardInterrupt as interruption:
            fail(": ".join(["interrupted", *map(str, interruption.args)]), ExitCode.INTERRUPTED)
        except Exception as error:
            line = outside_problem(error)
            if line is None:
                raise
            fail(*line)


def hoisted(args: Sequence[str]) -> list[str]:
    """Return the arguments with `--stack X` and `--actor X` before all others."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(args)
    for arg in waiting:
        if arg == "--":
            return [*front, *rest, arg, *waiting]
        if arg in ANYWHERE:
            front += [arg, *([value] if (value := next(waiting, None)) is not None else [])]
        elif arg.startswith(tuple(f"{name}=" for name in ANYWHERE)):
            front.append(arg)
        else:
            rest.append(arg)
    return [*front, *rest]


def renamed(args: Sequence[str]) -> list[str]:
    """Return the arguments with the names that options have now, up to `--`."""
    end = args.index("--") if "--" in args else len(args)
    pairs = (arg.partition("=") for arg in args[:end])
    return [*(OLD_NAMES.get(name, name) + equals + value for name, equals, value in pairs), *args[end:]]


def fail(line: str, code: ExitCode) -> NoReturn:
    """Print the line on standard error, and end with the code."""
    from outreach.cli.output import note

    note(line, style="red" if code is not ExitCode.INTERRUPTED else None)
    raise typer.Exit(code)


def _fail_by_usage(error: typer.TyperException, command: str) -> NoReturn:
    """Say in a line what is wrong with the command line. A help page stays one."""
    from outreach.cli.usage import usage_line

    if (line := usage_line(error, command)) is None:
        raise error
    fail(line, ExitCode.USAGE)


def outside_problem(error: Exception) -> tuple[str, ExitCode] | None:
    """Describe an error of AWS, the local emulator or the file system in a line. None if the mistake is our own."""
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.parsers import ResponseParserError

    from outreach.local.deploy import DeployError
    from outreach.local.emulator import EmulatorError
    from outreach.local.endpoint import BadEndpoint, Refused
    from outreach.local.packages import PackageError
    from outreach.local.work import NotDeleted

    plain = {BadEndpoint: ExitCode.USAGE, Refused: ExitCode.REFUSED, NotDeleted: ExitCode.UNREACHABLE}
    if type(error) in plain:
        return str(error), plain[type(error)]
    if isinstance(error, EmulatorError | PackageError | DeployError):
        return f"the local stack could not be started: {error}", ExitCode.UNREACHABLE
    if isinstance(error, ClientError | BotoCoreError | ResponseParserError):
        return f"the stack did not respond: {error}", ExitCode.UNREACHABLE
    if isinstance(error, BrokenPipeError):
        return None
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}", ExitCode.REFUSED
    return None


def call_of(ctx: typer.Context) -> Call:
    """Return the call that the root was given."""
    call = ctx.find_root().obj
    assert isinstance(call, Call)
    return call
