"""The worlds, builders and people that tests of several kinds share."""
