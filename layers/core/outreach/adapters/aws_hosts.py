"""What is AWS, and what is an emulator of it. It stands alone, because `cli` and `local` ask it as well."""

from functools import cache
from urllib.parse import urlsplit

import botocore.session


def is_aws(url: str) -> bool:
    """Tell whether the host of a URL is AWS's, in any of its partitions. Its path and query decide nothing."""
    name = (urlsplit(url).hostname or "").rstrip(".")
    return any(name == domain or name.endswith(f".{domain}") for domain in _domains())


@cache
def _domains() -> frozenset[str]:
    known = botocore.session.Session().get_data("partitions")["partitions"]
    return frozenset(part["outputs"][key] for part in known for key in ("dnsSuffix", "dualStackDnsSuffix"))
