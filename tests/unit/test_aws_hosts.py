"""What is AWS, and what is an emulator of it: one rule for the command, for preflight and for the local stack."""

import pytest

from outreach.adapters.aws_hosts import is_aws
from outreach.cli.stacks import _whereabouts
from outreach.local.endpoint import Refused, checked

STACK = "arn:aws:cloudformation:eu-west-1:1:stack/outreach/1"
AWS = [
    "https://amazonaws.com",
    "https://sqs.eu-west-1.amazonaws.com",
    "HTTPS://SQS.EU-WEST-1.AMAZONAWS.COM.:443/",
    "https://cloudformation.us-east-1.api.aws",
    "https://sqs.cn-north-1.amazonaws.com.cn",
    "https://s3.eusc-de-east-1.amazonaws.eu",
]
OTHERS = [
    "http://localhost",
    "http://localhost:4566/amazonaws.com",
    "http://localhost:4566?to=.amazonaws.com",
    "http://amazonaws.com@localhost:4566",
    "https://myamazonaws.com",
    "https://amazonaws.com.example",
    "https://aws",
    "http://127.0.0.1",
    "http://[::1]:4566",
    "",
]


@pytest.mark.parametrize("url", AWS)
def test_aws_is_known_by_its_host_in_every_partition(url: str):
    assert is_aws(url)
    assert _whereabouts(STACK, url) == "AWS eu-west-1, account 1"
    with pytest.raises(Refused, match="is AWS, and no emulator"):
        checked(url, allow_remote=True)


@pytest.mark.parametrize("url", OTHERS)
def test_what_only_looks_like_aws_is_not(url: str):
    assert not is_aws(url)
    assert _whereabouts(STACK, url) == f"AWS eu-west-1, account 1, by {url}"
