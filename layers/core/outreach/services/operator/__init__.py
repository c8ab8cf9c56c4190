"""The use cases behind the `outreach` command: what an operator does with a stack."""
