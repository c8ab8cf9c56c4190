"""Tells others what has happened: turns changes of rows into events on the stack's own bus."""
