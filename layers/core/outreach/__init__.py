"""Outbound e-mail sequences that can be trusted."""
