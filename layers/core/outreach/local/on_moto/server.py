"""The process of the emulator moto: `python -m outreach.local.on_moto.server`, started by `process`.

Its environment says all: MOTO_PORT, MOTO_ACCOUNT_ID, MOTO_FILES (a folder), the credentials of the stack and its region
in AWS's variables, and what every function gets beside its own variables in MOTO_FUNCTIONS (JSON).
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from outreach.local.on_moto import attribute_values, cloudformation, resources
from outreach.local.on_moto.application import Application
from outreach.local.on_moto.backends import Backends, deliver_events
from outreach.local.on_moto.deliveries import Deliveries
from outreach.local.on_moto.functions import Functions


class _RequestHandler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = (
        True  # head and body are two writes; the second would wait 40 ms for a delayed ACK
    )

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing: paths may hold the tokens of unsubscribe links."""


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    account, region = os.environ["MOTO_ACCOUNT_ID"], os.environ["AWS_DEFAULT_REGION"]
    alone = threading.RLock()
    backends = Backends(account, region, alone)
    functions = Functions(
        backends.function,
        backends.write,
        json.loads(os.environ["MOTO_FUNCTIONS"]),
        Path(os.environ["MOTO_FILES"]),
    )
    deliveries = Deliveries(backends, functions)
    cloudformation.install()
    attribute_values.handle_quickly()
    deliver_events(deliveries.to_target)
    application = Application(
        DomainDispatcherApplication(_service),
        functions,
        deliveries,
        resources.APIS,
        alone=alone,
        access_key=os.environ["AWS_ACCESS_KEY_ID"],
        account=account,
    )
    server = make_server(
        "127.0.0.1", int(os.environ["MOTO_PORT"]), application, threaded=True, request_handler=_RequestHandler
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    deliveries.start()
    try:
        server.serve_forever()
    except SystemExit:
        functions.stop()
        sys.stdout.flush()
        os._exit(0)  # invocations that were under way have lost their workers; nobody waits for them


def _service(name: Any) -> Any:
    """Return moto's application of a service, which leaves its mistakes to `application`."""
    app = create_backend_app(name)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal calls it
    raise SystemExit


if __name__ == "__main__":
    main()
