"""Which stack a command talks to, and how it reaches it.

`local` is the stack that `outreach up` keeps. Any other name is a CloudFormation stack. Its account and region come
from the AWS settings of the environment, and so does its endpoint, if AWS_ENDPOINT_URL is set.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.errors import OperatorError, StackUnreachable

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.local.kept import KeptStack

LOCAL = "local"
_CONNECT_SECONDS = 3
_READ_SECONDS = 130
"""A tick may last 120 seconds."""
_ONCE = frozenset({"lambda", "sesv2"})
"""Where a request that is repeated may do something twice: a tick, or a mail."""
Client = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack that can be used."""

    name: str
    where: str
    operator: "Operator"
    mails: Path | None = None
    """Where the local SES endpoint keeps the mails that it accepts. None where others are SES, who may deliver them."""

    on_aws: bool = False
    """Whether AWS itself responds, and no emulator."""

    @property
    def is_local(self) -> bool:
        """Whether no mail can reach anybody."""
        return self.mails is not None

    def addressed(self, command: str) -> str:
        """Return a command of ours as it acts on this stack wherever it is pasted; another command as it is.

        `local` is named as well, because OUTREACH_STACK may name another stack.
        """
        return f"{command} --stack {self.name}" if command.startswith("outreach ") else command


@dataclass(frozen=True, slots=True)
class Call:
    """What holds for one call of the command: the name of the stack, and who makes the call."""

    stack_name: str
    actor: str

    def connect(self, *, to_stop: bool = False) -> Stack:
        """Find the stack and print its name on standard error. Raises `StackUnreachable` or `BadOutputs`.

        A stack that lacks outputs is refused at once, before anything is changed. But a stop must always work:
        with `to_stop` the stack is refused only if an output is missing that the command really uses.
        """
        from outreach.cli.output import note

        if self.stack_name == LOCAL:
            stack = local_stack(to_stop=to_stop)
        else:
            stack = aws_stack(self.stack_name, to_stop=to_stop)
        note(f"stack: {stack.name} ({stack.where})")
        return stack


def project_root() -> Path:
    """Return the checkout that this command belongs to. The local stack is made from it."""
    root = Path(__file__).resolve().parents[4]
    if not (root / "template.yaml").is_file():
        raise OperatorError(
            "the local stack is made from a checkout of the project, and this command was installed without "
            "one; run `make` in a checkout, or name a stack on AWS with --stack"
        )
    return root


def local_stack(*, to_stop: bool = False) -> Stack:
    """Return the local stack that `up` started."""
    return of_kept(kept_stack(), to_stop=to_stop)


def kept_stack() -> "KeptStack":
    """Find the local stack that `up` started. Raises `StackUnreachable` if none is running."""
    from outreach.local import kept

    found = kept.find(project_root())
    if found is None:
        raise StackUnreachable(
            "no local stack is running; start it with `outreach up`, or name one on AWS with --stack"
        )
    return found


def of_kept(found: "KeptStack", *, to_stop: bool = False) -> Stack:
    """Return the commands' view of a kept local stack."""
    operator = operator_of(LOCAL, found.outputs, found.client, to_stop=to_stop)
    mails = found.mails_directory if found.keeps_mails else None
    return Stack(LOCAL, found.endpoint_url, operator, mails=mails)


def aws_stack(name: str, *, to_stop: bool = False) -> Stack:
    """Return a stack on AWS by its CloudFormation name."""
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError, NoRegionError
    from botocore.parsers import ResponseParserError

    from outreach.adapters.aws_hosts import is_aws

    def client(service: str) -> Any:
        attempts = 1 if service in _ONCE else 3
        config = Config(
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            retries={"total_max_attempts": attempts, "mode": "standard"},
        )
        return session.client(service, config=config)

    try:
        session: Any = boto3.Session(region_name=os.environ.get("AWS_REGION"))
        cloudformation = client("cloudformation")
        described = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        raise StackUnreachable(_refusal(name, dict(error.response.get("Error", {})))) from error
    except NoRegionError as error:
        raise StackUnreachable(f'stack "{name}": no AWS region is set; export AWS_REGION') from error
    except (BotoCoreError, ResponseParserError, ValueError, LookupError) as error:
        raise StackUnreachable(f'stack "{name}" cannot be reached: {_first_line(error)}') from error
    outputs = {one["OutputKey"]: one["OutputValue"] for one in described.get("Outputs", [])}
    where = _whereabouts(described["StackId"], cloudformation.meta.endpoint_url)
    on_aws = is_aws(cloudformation.meta.endpoint_url)
    return Stack(name, where, operator_of(name, outputs, client, to_stop=to_stop), on_aws=on_aws)


def operator_of(
    name: str, outputs: Mapping[str, str], client: Client, *, to_stop: bool = False
) -> "Operator":
    """Make the use cases of a stack. Raises `BadOutputs` if outputs are missing or impossible.

    With `to_stop` it is raised only when a use case is asked for that needs such an output.
    """
    from outreach.bootstrap.operator import StackOperator

    make = StackOperator.for_a_stop if to_stop else StackOperator.of
    return make(name, outputs, client)


def _refusal(name: str, error: Mapping[str, Any]) -> str:
    if error.get("Code") == "ValidationError":
        return f'there is no stack "{name}" in this AWS account and region; deploy it, or check AWS_PROFILE and AWS_REGION'
    return f'stack "{name}" cannot be read: {error.get("Code")}: {error.get("Message")}'


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


def _whereabouts(stack_id: str, endpoint: str) -> str:
    """Read region and account from the stack's ARN: `arn:aws:cloudformation:REGION:ACCOUNT:stack/...`."""
    from outreach.adapters.aws_hosts import is_aws

    _, _, _, region, account, *_ = [*stack_id.split(":"), "?", "?", "?", "?", "?"]
    place = f"AWS {region}, account {account}"
    return place if is_aws(endpoint) else f"{place}, by {endpoint}"
