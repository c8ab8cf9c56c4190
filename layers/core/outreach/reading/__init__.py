"""Reads and writes the files that operators work with: campaigns, leads, suppressions. Not in the Lambda layer."""
