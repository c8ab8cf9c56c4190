"""Which stack a command talks to, and how it is reached.

`local` is the one that `outreach up` keeps. Any other name is a CloudFormation stack in the account and
region that the AWS settings of the environment point to, AWS_ENDPOINT_URL included.
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
Client = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack that can be used."""

    name: str
    where: str
    operator: "Operator"
    mails: Path | None = None
    """Where the local SES endpoint keeps what it accepted; None on AWS, where people get it."""

    @property
    def is_local(self) -> bool:
        """Whether no mail can reach anybody."""
        return self.mails is not None


@dataclass(frozen=True, slots=True)
class Call:
    """What holds for one call of the command: the stack it names, and who gives it."""

    stack_name: str
    actor: str

    def connect(self) -> Stack:
        """Find the stack and say on standard error which one it is. Raises `StackUnreachable` or `BadOutputs`."""
        from outreach.cli.output import note

        stack = local_stack() if self.stack_name == LOCAL else aws_stack(self.stack_name)
        note(f"stack: {stack.name} ({stack.where})")
        return stack


def project_root() -> Path:
    """Return the checkout that this command belongs to; the local stack is made of it."""
    root = Path(__file__).resolve().parents[4]
    if not (root / "template.yaml").is_file():
        raise OperatorError(
            "the local stack is made from a checkout of the project, and this command was installed without "
            "one; run `make` in a checkout, or name a stack on AWS with --stack"
        )
    return root


def local_stack() -> Stack:
    """Return the local stack that `up` started."""
    return of_kept(kept_stack())


def kept_stack() -> "KeptStack":
    """Find the local stack that `up` started. Raises `StackUnreachable` if none is running."""
    from outreach.local import kept

    found = kept.find(project_root())
    if found is None:
        raise StackUnreachable(
            "no local stack is running; start it with `outreach up`, or name one on AWS with --stack"
        )
    return found


def of_kept(found: "KeptStack") -> Stack:
    """Return the commands' view of a kept local stack."""
    operator = operator_of(LOCAL, found.outputs, found.client)
    return Stack(LOCAL, found.endpoint_url, operator, mails=found.mails_directory)


def aws_stack(name: str) -> Stack:
    """Return a stack on AWS by its CloudFormation name."""
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError, NoRegionError

    def client(service: str) -> Any:
        attempts = 1 if service == "lambda" else 3
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
    except (BotoCoreError, ValueError, IndexError) as error:
        raise StackUnreachable(f'stack "{name}" cannot be reached: {_first_line(error)}') from error
    outputs = {one["OutputKey"]: one["OutputValue"] for one in described.get("Outputs", [])}
    where = _whereabouts(described["StackId"], cloudformation.meta.endpoint_url)
    return Stack(name, where, operator_of(name, outputs, client))


def operator_of(name: str, outputs: Mapping[str, str], client: Client) -> "Operator":
    """Make the use cases of a stack. Raises `BadOutputs` if it does not say what they need."""
    from outreach.bootstrap import StackOperator

    return StackOperator.of(name, outputs, client)


def _refusal(name: str, error: Mapping[str, Any]) -> str:
    if error.get("Code") == "ValidationError":
        return f'there is no stack "{name}" in this AWS account and region; deploy it, or check AWS_PROFILE and AWS_REGION'
    return f'stack "{name}" cannot be read: {error.get("Code")}: {error.get("Message")}'


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


def _whereabouts(stack_id: str, endpoint: str) -> str:
    """Read region and account from the stack's ARN: `arn:aws:cloudformation:REGION:ACCOUNT:stack/...`."""
    _, _, _, region, account, *_ = [*stack_id.split(":"), "?", "?", "?", "?", "?"]
    place = f"AWS {region}, account {account}"
    return place if "amazonaws.com" in endpoint else f"{place}, by {endpoint}"
