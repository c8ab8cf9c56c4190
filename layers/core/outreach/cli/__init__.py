"""The `outreach` command: what a person at a keyboard, or their script, does with one stack."""
