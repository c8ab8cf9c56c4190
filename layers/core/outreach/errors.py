"""Everything that can go wrong here, by the reaction it needs.

OutreachError
|-- StoreUnavailable        a table, queue or parameter did not respond. A write may have been applied or not.
|                           Do not send, and retry later.
|   `-- NotAllowed          it refused, because the caller lacks a permission
|-- RenderFailed            a template cannot be rendered for this lead. The touch fails; other leads go on.
`-- OperatorError           the person at the keyboard must do something; the message says what
    |-- UnknownCampaign     no such campaign (or revision)
    |-- UnknownRun          no such run
    |-- RefusedChange       the change is not allowed in this state, and nothing was changed
    |-- BadFile             a file cannot be read, or its content is not valid; carries file, line, remedy
    |-- BadFiles            several of these at once, one line each
    |-- BadSecret           a secret does not contain keys in the expected form
    |-- BadEnvironment      environment variables of a function are missing or not valid
    |-- StackUnreachable    the endpoint does not respond, or the stack does not exist
    |-- BadOutputs          outputs of a stack are missing or not valid
    `-- NotAnAddress        a string is not an e-mail address or domain
"""

import traceback
from collections.abc import Iterable, Mapping
from pathlib import PurePath


class OutreachError(Exception):
    """Base of all errors of this package."""


class StoreUnavailable(OutreachError):
    """A store did not respond in time, or it responded with an error."""


class NotAllowed(StoreUnavailable):
    """A store refused, because whoever asks lacks a permission. Nothing was written by this request."""


class RenderFailed(OutreachError):
    """A template cannot be rendered."""

    def __init__(self, template: str, problem: str) -> None:
        super().__init__(f"{template}: {problem}")
        self.template = template
        self.problem = problem


class OperatorError(OutreachError):
    """A person must do something; `str()` of it is one clear line."""


class UnknownCampaign(OperatorError):
    """No such campaign."""

    def __init__(self, campaign_id: str) -> None:
        super().__init__(
            f'there is no campaign "{campaign_id}"; `outreach campaign list` shows those that exist'
        )
        self.campaign_id = campaign_id


class UnknownRun(OperatorError):
    """No such run."""

    def __init__(self, campaign_id: str, run_id: str) -> None:
        super().__init__(
            f'campaign "{campaign_id}" has no run "{run_id}"; `outreach campaign show` lists its runs'
        )
        self.campaign_id = campaign_id
        self.run_id = run_id


class RefusedChange(OperatorError):
    """The change is not allowed now; nothing was changed."""


class BadFile(OperatorError):
    """A file cannot be read, or its content is not valid."""

    def __init__(
        self, file: str, problem: str, *, line: int | None = None, remedy: str | None = None
    ) -> None:
        where = file if line is None else f"{file} line {line}"
        super().__init__(f"{where}: {problem}" + (f"; {remedy}" if remedy else ""))
        self.file = file
        self.line = line
        self.problem = problem
        self.remedy = remedy

    def within(self, folder: PurePath) -> "BadFile":
        """Return the same problem, with the file's path given through a folder."""
        return BadFile(str(folder / self.file), self.problem, line=self.line, remedy=self.remedy)


class BadFiles(OperatorError):
    """Several things are wrong in one or more files; all of them are listed."""

    def __init__(self, problems: Iterable[BadFile]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BadSecret(OperatorError):
    """A secret does not contain keys in the expected form.

    The message says what is wrong. It never quotes the secret.
    """

    def __init__(self, secret_id: str, problem: str, first_id: str = "k1") -> None:
        like = f'{{"current": "{first_id}", "{first_id}": "..."}}'
        super().__init__(f"{secret_id}: {problem}; it must be like {like}")


class BadEnvironment(OperatorError):
    """Environment variables of a function are missing or not valid. All are listed by name, without values."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        listed = ", ".join(f"{variable} {problem}" for variable, problem in problems.items())
        super().__init__(
            f"the function's environment: {listed}; template.yaml sets these variables: deploy the stack again"
        )
        self.problems = problems


class StackUnreachable(OperatorError):
    """The stack's endpoint does not respond, or there is no such stack."""


class BadOutputs(OperatorError):
    """Outputs of a stack are missing or not valid. All are listed by name, without values."""

    def __init__(self, stack: str, problems: Mapping[str, str]) -> None:
        listed = ", ".join(f"{output} {problem}" for output, problem in problems.items())
        super().__init__(
            f'the outputs of stack "{stack}": {listed}; it belongs to another program or to another version of this '
            "one: deploy the current template"
        )
        self.stack = stack
        self.problems = problems


class NotAnAddress(OperatorError):
    """A string is not an e-mail address or domain."""


def in_logs(error: Exception) -> dict[str, object]:
    """Return what a log line may say about an error: its type and where it was raised.

    The error's message and that of its cause are left out, because they may quote an e-mail address. The
    message of `StoreUnavailable` is included: it names an operation and an error code.
    """
    places = traceback.extract_tb(error.__traceback__)
    fields: dict[str, object] = {
        "error": type(error).__name__,
        "where": [f"{place.filename.rpartition('/')[2]}:{place.lineno} {place.name}" for place in places],
    }
    return fields | {"problem": str(error)} if isinstance(error, StoreUnavailable) else fields
