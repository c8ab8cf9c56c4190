"""The `outreach` command, with which a person or a script works with one stack."""
