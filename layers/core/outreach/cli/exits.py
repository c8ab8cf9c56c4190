"""How a command ends. The table is printed by `outreach --help`.

code  meaning
0     done
1     refused, not found, or it does not hold; nothing was changed
2     wrong usage
3     the stack cannot be reached, or did not answer
4     done in part (rejected rows, kept letters, time ran out)
130   interrupted
"""

from enum import IntEnum

from outreach.errors import BadOutputs, OperatorError, OutreachError, StackUnreachable, StoreUnavailable


class ExitCode(IntEnum):
    """What a script sees."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNREACHABLE = 3
    PARTLY = 4
    INTERRUPTED = 130


TABLE = (__doc__ or "").partition("\n\n")[2].strip()


def exit_code(error: OutreachError) -> ExitCode:
    """Return the code for an error of this package."""
    if isinstance(error, StackUnreachable | BadOutputs | StoreUnavailable):
        return ExitCode.UNREACHABLE
    return ExitCode.REFUSED


def error_line(error: OutreachError) -> str:
    """Return what to tell the person; one line, or one per problem of a file."""
    if isinstance(error, OperatorError):
        return str(error)
    if isinstance(error, StoreUnavailable):
        return f"the stack did not answer ({error}); what was done stays done, the same command goes on"
    return str(error) or type(error).__name__
