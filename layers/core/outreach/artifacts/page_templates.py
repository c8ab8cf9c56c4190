"""Fills the pages of this package. Every page is one file that loads nothing; whatever others wrote is escaped."""

import hashlib
from base64 import b64encode
from functools import cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from outreach.artifacts.database import packaged


def filled(template: str, **values: Any) -> str:
    """Fill a template of `pages/`."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda file: packaged(f"pages/{file}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"text_of": _text_of, "hash_of": hash_of}
    return environment


def _text_of(*names: str) -> str:
    """Return files of `pages/`, one after the other."""
    return "".join(packaged(f"pages/{name}") for name in names)


def hash_of(*names: str) -> str:
    """Return the name of a script or style, made of these files, in a content security policy."""
    return f"sha256-{b64encode(hashlib.sha256(_text_of(*names).encode()).digest()).decode()}"
