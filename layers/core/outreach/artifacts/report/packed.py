"""Packs what a page needs but does not show at once: JSON, deflated, as base64. So it is small, and no markup."""

import json
import zlib
from base64 import b64encode
from typing import Any

LEVEL = 6
_PIECE = 1_000_000
"""How many characters are encoded at a time, so that no second copy of a large text is made."""


def packed(value: Any) -> str:
    """Pack a value. The page reads it by `DecompressionStream("deflate-raw")`."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    content = [deflate.compress(piece.encode("utf-8", "surrogatepass")) for piece in pieces]
    return b64encode(b"".join([*content, deflate.flush()])).decode("ascii")
