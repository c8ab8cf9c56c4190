"""What the `outreach` command does with a stack."""
