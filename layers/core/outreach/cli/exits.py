"""The exit codes of the command. `outreach --help` prints this table.

code  meaning
0     done
1     refused, not found, or a check failed; nothing was changed
2     wrong usage
3     the stack cannot be reached, did not respond, or does not allow it
4     done in part (rejected rows, kept letters, time ran out)
130   interrupted
"""

from enum import IntEnum

from outreach.errors import (
    BadOutputs,
    NotAllowed,
    OperatorError,
    OutreachError,
    StackUnreachable,
    StoreUnavailable,
)


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
    """Return the message for the person: one line, or one line for each problem of a file."""
    if isinstance(error, OperatorError):
        return str(error)
    if isinstance(error, NotAllowed):
        return (
            f"your AWS permissions do not allow this ({error}); what is done stays done. The policies of the stack "
            f'are among its outputs: docs/operations.md, "Who may do what", says which one a command needs'
        )
    if isinstance(error, StoreUnavailable):
        return (
            f"the stack did not respond ({error}); what is done stays done: repeat the command to do the rest"
        )
    return str(error) or type(error).__name__
