"""Packs what a page needs but does not show at once: JSON, deflated, as base64. So it is small, and no markup."""

import json
import zlib
from base64 import b64encode
from typing import Any

LEVEL = 6


def packed(value: Any) -> str:
    """Pack a value. The page reads it by `DecompressionStream("deflate-raw")`."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    content = deflate.compress(text.encode("utf-8", "surrogatepass")) + deflate.flush()
    return b64encode(content).decode("ascii")
