"""What the function publish could not tell others: list the letters of its dead-letter queue, or hand them to it again.

    .venv/bin/python tools/publish_letters.py STACK              # list them; nothing is changed
    .venv/bin/python tools/publish_letters.py STACK --redrive    # after the right program was deployed

A letter is a record as it came, with the row of a person in it, so no more than its kind is printed. It is deleted once the function
has told what it says. The place of a batch that Lambda gave up is no record: it is printed and kept.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import boto3

_HIDDEN_SECONDS = 120
_MOST = 10

Letter = Mapping[str, Any]


def main() -> None:
    """Read the command line, and print a line for each letter."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stack", help="the name of the CloudFormation stack")
    parser.add_argument("--redrive", action="store_true", help="hand each record to the function again")
    given = parser.parse_args()
    client: Any = boto3.client
    described = client("cloudformation").describe_stacks(StackName=given.stack)["Stacks"][0]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in described.get("Outputs", [])}
    if "PublishDeadLetterQueueUrl" not in outputs:
        parser.error(f"stack {given.stack} publishes no events")
    lines = list(told(client, outputs, redrive=given.redrive))
    print("\n".join(lines or ["no letters"]))


def told(client: Callable[[str], Any], outputs: Mapping[str, str], *, redrive: bool) -> Iterator[str]:
    """Go through the letters once; give a line for each."""
    sqs, url = client("sqs"), outputs["PublishDeadLetterQueueUrl"]
    with _taken(sqs, url) as letters:
        for letter in letters:
            record = json.loads(letter["Body"])
            if (place := record.get("DDBStreamBatchInfo")) is not None:
                yield f"{letter['MessageId']}  the place of a batch that was given up: {json.dumps(place)}"
                continue
            about = record.get("dynamodb", {}).get("Keys", {}).get("pk", {}).get("S", "?").partition("#")[0]
            line = f"{letter['MessageId']}  a record of a row {about}"
            yield f"{line}: {_handed(client, outputs, letter, record)}" if redrive else line


def _handed(
    client: Callable[[str], Any], outputs: Mapping[str, str], letter: Letter, record: Mapping[str, Any]
) -> str:
    """Hand a record to the function. Where that cannot read it either, it has put a letter of its own into the queue."""
    response = client("lambda").invoke(
        FunctionName=outputs["PublishFunctionName"], Payload=json.dumps({"Records": [record]})
    )
    done = json.loads(response["Payload"].read())
    if "FunctionError" in response:
        return f"failed, and is kept: {done.get('errorMessage')}"
    client("sqs").delete_message(
        QueueUrl=outputs["PublishDeadLetterQueueUrl"], ReceiptHandle=letter["ReceiptHandle"]
    )
    return "cannot be read yet, and is kept" if done["unreadable"] else f"told, {done['events']} events"


@contextmanager
def _taken(sqs: Any, url: str) -> Iterator[Sequence[Letter]]:
    """Hold every letter that is there now. What was not deleted can be seen again at once."""
    letters: list[Letter] = []
    while found := sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=_MOST, VisibilityTimeout=_HIDDEN_SECONDS
    ).get("Messages"):
        letters += found
    try:
        yield letters
    finally:
        for letter in letters:
            _show_again(sqs, url, letter)


def _show_again(sqs: Any, url: str, letter: Letter) -> None:
    try:
        sqs.change_message_visibility(
            QueueUrl=url, ReceiptHandle=letter["ReceiptHandle"], VisibilityTimeout=0
        )
    except sqs.exceptions.ClientError:
        return  # it was deleted


if __name__ == "__main__":
    main()
