"""AWS clients for the local stack, which ignore the user's AWS configuration.

A client made here has the local stack's credentials, a fixed region and an explicit loopback endpoint. It does
not read AWS_PROFILE, the config and credentials files or proxy variables. So an unknown profile cannot
break the local stack, and with a known one no request leaves the machine.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boto3
import botocore.session
from botocore.config import Config

REGION = "us-east-1"
# (config key, environment variables, default, conversion). Without the first two, botocore looks nothing up.
_DEAF: dict[str, tuple[None, None, str | None, None]] = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
    "ca_bundle": (None, None, None, None),
}


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an emulator's administrator signs with."""

    access_key: str
    secret_key: str = field(repr=False)

    @classmethod
    def random(cls) -> Credentials:
        """Make credentials for one emulator. The key does not look like one of AWS's."""
        return cls(f"LOCAL{secrets.token_hex(16).upper()}", secrets.token_urlsafe(30))

    def environment(self) -> dict[str, str]:
        """Return the variables in which AWS's SDKs look for credentials."""
        return {"AWS_ACCESS_KEY_ID": self.access_key, "AWS_SECRET_ACCESS_KEY": self.secret_key}


DUMMY = Credentials("test", "test")
"""What everybody knows. Enough where nobody checks: an emulator that enforces nothing."""


def local_session(credentials: Credentials = DUMMY) -> boto3.Session:
    """Return a session with these credentials and none of the user's configuration."""
    core = botocore.session.Session(session_vars=_DEAF)
    core.set_credentials(credentials.access_key, credentials.secret_key)
    core.set_config_variable("region", REGION)
    return boto3.Session(botocore_session=core, region_name=REGION)


def local_client(
    service: str,
    endpoint_url: str,
    credentials: Credentials = DUMMY,
    *,
    session: boto3.Session | None = None,
) -> Any:
    """Return a client of one AWS service of the local stack. A session brings its own credentials."""
    settings = Config(
        proxies={},
        use_fips_endpoint=False,
        use_dualstack_endpoint=False,
        connect_timeout=5,
        read_timeout=60,
        retries={"total_max_attempts": 1},
        s3={"addressing_style": "path"},
    )
    make: Any = (session or local_session(credentials)).client
    return make(service, endpoint_url=endpoint_url, config=settings)


def clients_of(endpoint_url: str, credentials: Credentials = DUMMY) -> Callable[[str], Any]:
    """Return what makes the clients of all services of one endpoint."""
    session = local_session(credentials)
    return lambda service: local_client(service, endpoint_url, session=session)
