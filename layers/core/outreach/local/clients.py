"""AWS clients for the local stack, which ignore the user's AWS configuration.

A client made here has dummy credentials, a fixed region and an explicit loopback endpoint. It does
not read AWS_PROFILE, the config and credentials files or proxy variables. So an unknown profile cannot
break the local stack, and with a known one no request leaves the machine.
"""

from __future__ import annotations

import os
from typing import Any

import boto3
import botocore.session
from botocore.config import Config

ACCESS_KEY = "test"
SECRET_KEY = "test"  # noqa: S105 - the emulator's fixed dummy secret
REGION = "us-east-1"
# (config key, environment variables, default, conversion). Without the first two, botocore looks nothing up.
_DEAF: dict[str, tuple[None, None, str | None, None]] = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
    "ca_bundle": (None, None, None, None),
}


def local_session() -> boto3.Session:
    """Return a session with the emulator's credentials and none of the user's configuration."""
    core = botocore.session.Session(session_vars=_DEAF)
    core.set_credentials(ACCESS_KEY, SECRET_KEY)
    core.set_config_variable("region", REGION)
    return boto3.Session(botocore_session=core, region_name=REGION)


def local_client(service: str, endpoint_url: str, *, session: boto3.Session | None = None) -> Any:
    """Return a client of one AWS service of the local stack."""
    settings = Config(
        proxies={},
        use_fips_endpoint=False,
        use_dualstack_endpoint=False,
        connect_timeout=5,
        read_timeout=60,
        retries={"total_max_attempts": 1},
        s3={"addressing_style": "path"},
    )
    make: Any = (session or local_session()).client
    return make(service, endpoint_url=endpoint_url, config=settings)
