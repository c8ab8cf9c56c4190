"""Secrets with ids, so that a key can be replaced while everything that older keys made stays valid."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

KEY_ID = re.compile(r"[a-z0-9]{1,16}")
MIN_SECRET_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Keyring:
    """All secrets by key id, and the id of the current one, which makes new tokens and hashes.

    To rotate, add a key and make it current. Remove an old key only when nothing that it made needs
    to be valid any longer. Raises ValueError on construction if the current key is missing, an id is not
    1-16 of `[a-z0-9]`, or a secret is shorter than 16 characters.
    """

    current: str
    keys: Mapping[str, str] = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a keyring that could not sign, or would sign with a secret that can be guessed."""
        if self.current not in self.keys:
            raise ValueError(f'the current key "{self.current}" is not among the keys')
        for key_id, secret in self.keys.items():
            if KEY_ID.fullmatch(key_id) is None:
                raise ValueError("a key id is 1-16 lower-case letters and digits")
            if len(secret) < MIN_SECRET_LENGTH:
                raise ValueError(
                    f'the secret of key "{key_id}" is shorter than {MIN_SECRET_LENGTH} characters'
                )
