"""Handles a batch of due touches: check, claim, last look, send, settle."""
