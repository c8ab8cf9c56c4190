"""How long what an import takes may be."""

MAX_FIELD = 2_000
"""The most characters of one field."""
MAX_FIELDS = 30_000
"""The most characters of all fields of a lead together."""
