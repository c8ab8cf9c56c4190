"""How regular expressions are written: one alternative a line, grouped by language or product."""

import re
from functools import cached_property
from typing import Any, AnyStr, cast


def any_of(*alternatives: str) -> str:
    """Return a group that matches any of these regular expressions, tried in their order: `(?:a|b|c)`."""
    return f"(?:{'|'.join(alternatives)})"


def expression(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that is compiled when it is first used.

    The rules for received mails have hundreds of them, which take long to compile. One mail needs few.
    """
    return cast("re.Pattern[AnyStr]", AtFirstUse(text, flags))


class AtFirstUse:
    """Stands for a compiled expression, and has its methods."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._written = text, flags

    @cached_property
    def compiled(self) -> re.Pattern[Any]:
        """Compile it, once."""
        return re.compile(*self._written)

    def __getattr__(self, name: str) -> Any:
        """Return a method of the compiled expression. It is kept, so this is asked once for each."""
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return found
