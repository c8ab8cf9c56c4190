"""Runs one function as AWS's runtime does: one process, one invocation at a time. Started by path, by `functions`.

    python -I -S -X utf8 worker.py HANDLER LAYERS RESPONSES

The current folder is that of the function. -I and -S keep out every package but those of the layers, so a package that
a layer lacks is missing here as well. Each line on standard input is an invocation. Its response is a line on the file
descriptor RESPONSES. What the function prints goes to standard output, which is its log.
"""

import importlib
import json
import os
import site
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Context:
    """What a handler sees of its invocation (AWS's "context object in Python")."""

    def __init__(self, invocation: dict[str, Any]) -> None:
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.aws_request_id = invocation["request_id"]
        self.invoked_function_arn = invocation["function_arn"]
        self.identity = self.client_context = None
        self._deadline = time.monotonic() + invocation["seconds"]

    def get_remaining_time_in_millis(self) -> int:
        """Return how much of the function's timeout is left."""
        return max(0, int((self._deadline - time.monotonic()) * 1000))


def main(handler: str, layers: str, responses: str) -> None:
    """Import the handler at the first invocation, and serve until standard input is closed."""
    sys.path.insert(0, layers + "/python")
    site.addsitedir(layers + "/python/lib/python3/site-packages")
    sys.path.insert(0, str(Path.cwd()))
    called: Callable[[Any, Context], Any] | None = None
    with os.fdopen(int(responses), "w", encoding="utf-8") as answer:
        for line in sys.stdin:
            invocation = json.loads(line)
            try:
                if called is None:
                    module, _, name = handler.rpartition(".")
                    called = getattr(importlib.import_module(module), name)
                response = {"payload": json.dumps(called(invocation["event"], Context(invocation)))}
            except Exception as error:  # noqa: BLE001 - whatever a function raises is its response
                traceback.print_exc(file=sys.stdout)
                response = {"payload": json.dumps(_told(error)), "error": "Unhandled"}
            sys.stdout.flush()
            answer.write(json.dumps(response) + "\n")
            answer.flush()


def _told(error: Exception) -> dict[str, Any]:
    trace = traceback.format_tb(error.__traceback__)
    return {"errorMessage": str(error), "errorType": type(error).__name__, "stackTrace": trace}


if __name__ == "__main__":
    main(*sys.argv[1:])
